/**
 * The demo's host page: what a company's own product would be. It holds no API token: the demo's
 * server knows it, and sends `update_customer` on for the sample customers alone.
 */
interface Customer {
  readonly provided_id: string;
  readonly name: string;
  readonly token: string;
  readonly is_demo_group: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Schema id → data source id. */
  readonly parent_schema_datasource_mapping: Readonly<Record<string, string>>;
  readonly hierarchy_level: string;
}

interface Tenants {
  readonly customers: readonly Customer[];
  readonly dashboards: readonly { readonly embed_id: string; readonly name: string }[];
  readonly data_sources: readonly {
    readonly id: string;
    readonly name: string;
    readonly schema_id: string;
  }[];
}

const byId = <T extends HTMLElement>(id: string): T => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found as T;
};

const form = byId<HTMLFormElement>('update');
const field = <T extends HTMLElement>(name: string) =>
  form.elements.namedItem(name) as unknown as T;
const who = field<HTMLSelectElement>('provided_id');
const nameField = field<HTMLInputElement>('name');
const region = field<HTMLSelectElement>('region');
const source = field<HTMLSelectElement>('source');
const isDemo = field<HTMLInputElement>('is_demo_group');
const submit = form.querySelector('button') as HTMLButtonElement;
const status = byId<HTMLOutputElement>('status');
const request = byId<HTMLPreElement>('request');
const theme = byId<HTMLSelectElement>('theme');

const dots = ['#3e63dd', '#0f9488', '#d97706', '#8b5cf6'];
let tenants: Tenants;
let shown = '';

const option = (value: string, text: string) => Object.assign(new Option(text, value));

function customer(id: string): Customer {
  const found = tenants.customers.find((one) => one.provided_id === id);
  if (!found) throw new Error(`no customer ${id}`);
  return found;
}

/** The body of the call, as the form stands. */
function body(): Readonly<Record<string, unknown>> {
  const now = customer(who.value);
  const chosen = tenants.data_sources.find(({ id }) => id === source.value);
  return {
    provided_id: now.provided_id,
    name: nameField.value,
    properties: { ...now.properties, region: region.value },
    ...(chosen && {
      mapping: { ...now.parent_schema_datasource_mapping, [chosen.schema_id]: chosen.id },
    }),
    is_demo_group: isDemo.checked,
  };
}

function showRequest(): void {
  request.textContent = JSON.stringify(body(), null, 2);
}

function fillForm(): void {
  const now = customer(who.value);
  nameField.value = now.name;
  region.value = String(now.properties['region'] ?? 'EMEA');
  source.value = Object.values(now.parent_schema_datasource_mapping)[0] ?? '';
  isDemo.checked = now.is_demo_group;
  status.textContent = '';
  showRequest();
}

function facts(one: Customer): string {
  const mapped = Object.values(one.parent_schema_datasource_mapping)[0];
  const name = tenants.data_sources.find(({ id }) => id === mapped)?.name ?? 'default source';
  return `${String(one.properties['region'] ?? '')} · ${name}`;
}

function drawTenants(): void {
  const places = byId('tenants');
  const pair = tenants.customers.filter(({ provided_id: id }) => id === 'acme' || id === 'globex');
  places.replaceChildren(
    ...pair.map((one, index) => {
      const card = document.createElement('article');
      card.className = 'tenant';
      card.dataset['customer'] = one.provided_id;
      const head = document.createElement('header');
      const dot = document.createElement('span');
      dot.className = 'dot';
      dot.style.setProperty('--dot', dots[index] ?? 'gray');
      const title = document.createElement('h2');
      const says = document.createElement('span');
      says.className = 'facts';
      head.append(dot, title, says);
      const embed = document.createElement('vitrine-dashboard');
      embed.setAttribute('dash-customer-token', `${shown}:${one.token}`);
      embed.setAttribute('theme', theme.value);
      card.append(head, embed);
      return card;
    }),
  );
  drawFacts();
}

function drawFacts(): void {
  for (const card of document.querySelectorAll<HTMLElement>('.tenant')) {
    const one = customer(card.dataset['customer'] ?? '');
    (card.querySelector('h2') as HTMLElement).textContent = one.name;
    (card.querySelector('.facts') as HTMLElement).textContent = facts(one);
  }
}

async function send(): Promise<void> {
  submit.disabled = true;
  const began = performance.now();
  try {
    const response = await fetch('demo/update_customer', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body()),
    });
    const answer = (await response.json()) as { customer?: Customer; error_msg?: string };
    const took = Math.round(performance.now() - began);
    status.classList.toggle('bad', !response.ok);
    status.textContent = `${response.status} in ${took} ms`;
    if (!response.ok || !answer.customer) {
      request.textContent = JSON.stringify(answer, null, 2);
      return;
    }
    const updated = answer.customer;
    tenants = {
      ...tenants,
      customers: tenants.customers.map((one) =>
        one.provided_id === updated.provided_id ? updated : one,
      ),
    };
    drawFacts();
    flash(updated.provided_id);
  } catch {
    status.classList.add('bad');
    status.textContent = 'the server could not be reached';
  } finally {
    submit.disabled = false;
  }
}

function flash(id: string): void {
  const card = document.querySelector(`.tenant[data-customer="${CSS.escape(id)}"]`);
  card?.classList.add('changed');
  setTimeout(() => card?.classList.remove('changed'), 2_500);
}

function drawTabs(): void {
  byId('dashboards').replaceChildren(
    ...tenants.dashboards.map(({ embed_id: id, name }) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.textContent = name;
      tab.ariaPressed = String(id === shown);
      tab.addEventListener('click', () => {
        shown = id;
        drawTabs();
        drawTenants();
      });
      return tab;
    }),
  );
}

async function begin(): Promise<void> {
  const response = await fetch('demo/tenants');
  if (!response.ok) throw new Error(`The demo's server answered ${response.status}.`);
  tenants = (await response.json()) as Tenants;
  shown = tenants.dashboards[0]?.embed_id ?? '';
  who.replaceChildren(
    ...tenants.customers.map((one) =>
      option(one.provided_id, `${one.provided_id} (${one.hierarchy_level})`),
    ),
  );
  source.replaceChildren(...tenants.data_sources.map(({ id, name }) => option(id, name)));
  drawTabs();
  drawTenants();
  fillForm();
}

who.addEventListener('change', fillForm);
form.addEventListener('input', (event) => {
  if (event.target !== who) showRequest();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});
theme.addEventListener('change', () => {
  document.documentElement.dataset['theme'] = theme.value;
  for (const embed of document.querySelectorAll('vitrine-dashboard')) {
    embed.setAttribute('theme', theme.value);
  }
});

begin().catch((error: unknown) => {
  const problem = byId('problem');
  problem.textContent = error instanceof Error ? error.message : String(error);
  problem.hidden = false;
});

// A module, so that its names are its own.
export {};
