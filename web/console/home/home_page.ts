import { html } from 'lit';
import type { Usage } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { emptyState, pageHead } from '../parts/pieces.ts';
import './home.css';

/** What is running, in figures from the server itself. */
class HomePage extends Page {
  readonly heading = 'Home';
  readonly #usage = new Load<Usage>(this, (signal) =>
    this.console.api.get('/api/v1/usage', {}, signal),
  );

  protected override render(): unknown {
    const { session } = this.console;
    return html`<div class="page">
      ${pageHead({
        title: session.body.team.name,
        lead: `What runs in ${this.console.group.name ?? 'the team'}.`,
      })}
      <section class="card" aria-labelledby="customers-title">
        <div class="card-head"><h2 id="customers-title">Customers</h2></div>
        ${this.#usage.render((usage) => this.#customers(usage))}
      </section>
    </div>`;
  }

  #customers(usage: Usage): unknown {
    if (usage.total.customers === 0)
      return emptyState({
        icon: 'customer',
        title: 'No customers yet',
        text: 'A customer is one of the companies or people who see dashboards in your product. Your server creates them with POST /api/create_customer/ when somebody signs up.',
        actions: html`<a class="button" href="/docs">Read how</a>`,
      });
    return html`<div class="scroll-x">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Level</th>
            <th scope="col" class="number">Paid</th>
            <th scope="col" class="number">Demo</th>
            <th scope="col" class="number">All</th>
          </tr>
        </thead>
        <tbody>
          ${usage.levels.map(
            (level) =>
              html`<tr>
                <td>${level.hierarchy_level}</td>
                <td class="number">${count(level.paid)}</td>
                <td class="number">${count(level.demo)}</td>
                <td class="number">${count(level.customers)}</td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All levels</th>
            <td class="number">${count(usage.total.paid)}</td>
            <td class="number">${count(usage.total.demo)}</td>
            <td class="number">${count(usage.total.customers)}</td>
          </tr>
        </tfoot>
      </table>
    </div>`;
  }
}
customElements.define('home-page', HomePage);

const count = (value: number): string => value.toLocaleString('en');
