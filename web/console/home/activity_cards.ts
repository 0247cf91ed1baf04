import { html, nothing } from 'lit';
import { segment } from '../api/api.ts';
import { ago } from '../parts/dates.ts';
import { badge, emptyState } from '../parts/pieces.ts';
import {
  count,
  share,
  wait,
  type Activity,
  type PanelActivity,
  type SourceHealth,
} from './activity.ts';

/** The last day in four figures. */
export function figures({ runs, embeds, data_sources }: Activity): unknown {
  const away = data_sources.filter((source) => source.away).length;
  return html`<dl class="figures" aria-label="The last day">
    ${figure('Embeds opened', count(embeds.opened), 'by viewers, previews left out')}
    ${figure('Panels computed', count(runs.count), `${share(runs.kept, runs.count)} from a kept result`)}
    ${figure('Panels failed', count(runs.errors), `${share(runs.errors, runs.count)} of all`, runs.errors > 0)}
    ${figure('Data sources', count(data_sources.length), away > 0 ? `${count(away)} cannot be reached` : 'none out of reach', away > 0)}
  </dl>`;
}

function figure(label: string, value: string, more: string, bad = false): unknown {
  return html`<div class="card figure">
    <dt>${label}</dt>
    <dd>
      <span class="figure-value">${value}</span>
      <span class=${bad ? 'danger-text' : 'muted'}>${more}</span>
    </dd>
  </div>`;
}

const title = (panel: PanelActivity): unknown =>
  html`<a href="/dashboards/${segment(panel.embed_id)}">${panel.dashboard}</a>
    <span class="mono">${panel.dataset}</span>
    <span class="muted">${panel.version === 0 ? 'draft' : `v${panel.version}`}</span>`;

/** Parts of dashboards that took longest. */
export function slowestCard({ slowest }: Activity): unknown {
  return card(
    'slowest-title',
    'Slowest panels',
    slowest.length === 0
      ? emptyState({
          icon: 'activity',
          title: 'No panel ran in the last day',
          text: 'As soon as somebody opens an embed, the panels that keep them waiting longest stand here.',
          actions: html`<a class="button" href="/dashboards">Dashboards</a>`,
        })
      : html`<div class="scroll-x">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">Dashboard and dataset</th>
                <th scope="col" class="number">Runs</th>
                <th scope="col" class="number">Median</th>
                <th scope="col" class="number">95 of 100 within</th>
                <th scope="col" class="number">Longest</th>
              </tr>
            </thead>
            <tbody>
              ${slowest.map(
                (panel) =>
                  html`<tr>
                    <td>${title(panel)}</td>
                    <td class="number">${count(panel.count)}</td>
                    <td class="number">${wait(panel.p50_ms)}</td>
                    <td class="number">${wait(panel.p95_ms)}</td>
                    <td class="number">${wait(panel.max_ms)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`,
  );
}

/** Parts of dashboards that failed, with the last reason; left out while none does. */
export function failingCard({ failing }: Activity): unknown {
  if (failing.length === 0) return nothing;
  return card(
    'failing-title',
    'Failing panels',
    html`<ul class="facts">
      ${failing.map(
        (panel) =>
          html`<li>
            <p class="row wrap">
              <span class="grow">${title(panel)}</span>
              <span class="danger-text"
                >${count(panel.errors)} of ${count(panel.count)} failed</span
              >
              ${panel.last_error_at ? html`<span class="muted">${ago(panel.last_error_at)}</span>` : nothing}
            </p>
            ${panel.last_error ? html`<p class="failure-text mono">${panel.last_error}</p>` : nothing}
          </li>`,
      )}
    </ul>`,
  );
}

/** How the data sources answered when they were last asked. */
export function sourcesCard({ data_sources }: Activity, mayConnect: boolean): unknown {
  return card(
    'sources-title',
    'Data sources',
    data_sources.length === 0
      ? emptyState({
          icon: 'data',
          title: 'No data source yet',
          text: 'Connect the database that holds your customers’ rows: dashboards are drawn from it.',
          actions: mayConnect
            ? html`<a class="button primary" href="/data/sources/new">Connect one</a>`
            : nothing,
        })
      : html`<ul class="facts">
          ${data_sources.map(
            (source) =>
              html`<li>
                <p class="row wrap">
                  <a class="grow ellipsis" href="/data/sources/${source.id}">${source.name}</a>
                  ${health(source)}
                </p>
                ${
                  source.away && source.failure
                    ? html`<p class="failure-text mono">${source.failure}</p>`
                    : nothing
                }
              </li>`,
          )}
        </ul>`,
  );
}

function health({ away, ok_at, ok_ms, failed_at }: SourceHealth): unknown {
  if (away)
    return html`<span class="muted">${failed_at ? ago(failed_at) : nothing}</span
      >${badge('Out of reach', 'danger')}`;
  if (ok_at === null) return html`<span class="muted">no viewer has asked it yet</span>`;
  return html`<span class="muted"
      >${ok_ms === null ? nothing : `${wait(ok_ms)}, `}${ago(ok_at)}</span
    >${badge('Answers', 'good')}`;
}

/** What viewers look at. */
export function openedCard({ embeds }: Activity): unknown {
  return card(
    'opened-title',
    'Opened by viewers',
    embeds.most.length === 0
      ? emptyState({
          icon: 'dashboard',
          title: 'No embed was opened in the last day',
          text: 'Publish a dashboard and put its embed code into a page of your product.',
          actions: html`<a class="button" href="/dashboards">Dashboards</a>`,
        })
      : html`<ul class="facts">
          ${embeds.most.map(
            (one) =>
              html`<li class="row">
                <a class="grow ellipsis" href="/dashboards/${segment(one.embed_id)}"
                  >${one.dashboard}</a
                >
                <span class="number">${count(one.opened)}</span>
              </li>`,
          )}
        </ul>`,
  );
}

function card(id: string, label: string, content: unknown): unknown {
  return html`<section class="card" aria-labelledby=${id}>
    <div class="card-head"><h2 id=${id}>${label}</h2></div>
    ${content}
  </section>`;
}
