/** What an element is made with; texts become text nodes, never markup. */
export interface ElementParts {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

/** A new HTML element; attributes of `false` and `undefined` are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parts: ElementParts = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  dress(made, parts);
  made.append(...children);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A new SVG element. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  parts: ElementParts = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  dress(made, parts);
  made.append(...children);
  return made;
}

function dress(made: Element, { class: names, text, attributes, on }: ElementParts): void {
  if (names) made.setAttribute('class', names);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [name, listener] of Object.entries(on ?? {})) made.addEventListener(name, listener);
}

/** Paths of 16 by 16 outline icons. */
const icons = {
  table: 'M2 3.5h12v9H2zM2 6.5h12M2 9.5h12M6.5 6.5v6',
  chart: 'M2.5 13.5h11M4 11V7.5M7 11V3.5M10 11V6M13 11V4.5',
  download: 'M8 2.5v7.5M4.75 7 8 10.25 11.25 7M2.5 13.5h11',
  filter: 'M2 3.5h12M4.5 8h7M6.75 12.5h2.5',
  expand: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14',
  up: 'M8 13V3.5M3.5 7.5 8 3l4.5 4.5',
  down: 'M8 3v9.5M3.5 8.5 8 13l4.5-4.5',
  flat: 'M3 8h10M9.5 4.5 13 8l-3.5 3.5',
  ascending: 'M8 12.5v-8M4.5 7.5 8 4l3.5 3.5',
  descending: 'M8 3.5v8M4.5 8.5 8 12l3.5-3.5',
  before: 'M10 3 5 8l5 5',
  after: 'M6 3l5 5-5 5',
  warning: 'M8 2 1.75 13h12.5zM8 6.5v3M8 11.2v.1',
  empty: 'M2 9.5 4 3.5h8l2 6v3.5H2zM2 9.5h3.5l1 1.5h3l1-1.5H14',
} as const;

export type Icon = keyof typeof icons;

/** A decorative icon in the colour of the text around it. */
export function icon(name: Icon): SVGSVGElement {
  return svgElement(
    'svg',
    {
      class: `icon icon-${name}`,
      attributes: {
        viewBox: '0 0 16 16',
        width: 16,
        height: 16,
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 1.5,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'aria-hidden': 'true',
      },
    },
    svgElement('path', { attributes: { d: icons[name] } }),
  );
}

/** The address if following it can run no script: http, https, mailto, tel, or relative. */
export function safeUrl(url: string): string | undefined {
  return allowed(url, ['http:', 'https:', 'mailto:', 'tel:']);
}

/** The address if it may be an image's: http, https, relative, or `data:image/…`. */
export function safeImageUrl(url: string): string | undefined {
  if (/^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(url.trim())) return url.trim();
  return allowed(url, ['http:', 'https:']);
}

function allowed(url: string, protocols: readonly string[]): string | undefined {
  const trimmed = url.trim();
  if (trimmed === '') return undefined;
  try {
    // The parser drops the white space and control characters that hide a scheme.
    return protocols.includes(new URL(trimmed, 'https://relative.invalid').protocol)
      ? trimmed
      : undefined;
  } catch {
    return undefined;
  }
}
