import { html } from 'lit';
import type { Usage } from '../api/types.ts';
import { Load } from '../app/load.ts';
import { Page } from '../app/page.ts';
import { icon } from '../parts/icon.ts';
import { emptyState, pageHead } from '../parts/pieces.ts';
import { count, type Activity } from './activity.ts';
import { failingCard, figures, openedCard, slowestCard, sourcesCard } from './activity_cards.ts';
import './home.css';

/** What is running, in figures from the server itself. */
class HomePage extends Page {
  readonly heading = 'Home';
  readonly #usage = new Load<Usage>(this, (signal) =>
    this.console.api.get('/api/v1/usage', {}, signal),
  );

  readonly #activity = new Load<Activity>(this, (signal) =>
    this.console.api.get('/api/v1/activity', {}, signal),
  );

  protected override render(): unknown {
    const { session } = this.console;
    return html`<div class="page">
      ${pageHead({
        title: session.body.team.name,
        lead: `What ran in ${this.console.group.name ?? 'the team'} during the last 24 hours.`,
        actions: html`<button
          class="button"
          @click=${() => {
            void this.#activity.reload();
            void this.#usage.reload();
          }}
        >
          ${icon('refresh', 14)}Refresh
        </button>`,
      })}
      ${this.#activity.render(
        (activity) =>
          html`${figures(activity)} ${failingCard(activity)} ${slowestCard(activity)}
            <div class="halves">
              ${openedCard(activity)} ${sourcesCard(activity, session.may('editor'))}
            </div>`,
      )}
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
                <td>
                  <a href="/customers?level=${encodeURIComponent(level.hierarchy_level)}"
                    >${level.hierarchy_level}</a
                  >
                </td>
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
