import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { element, safeImageUrl, safeUrl } from '../frame/dom.ts';
import { toText } from '../data/rows.ts';
import { fillTemplate } from '../format/template.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Nodes of a Markdown text. Only the elements made here can come out: HTML in the source is shown
 * as text. Variables are filled in after parsing, so that their values are never read as Markdown.
 */
export function markdownNodes(source: string, variables: Variables): Node[] {
  const tightened = source.replaceAll(/\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g, '{{$1}}');
  return blocks(lexer(tightened, { gfm: true, async: false }), variables);
}

function blocks(tokens: readonly Token[], variables: Variables): Node[] {
  return tokens.flatMap((token) => nodes(token as MarkedToken, variables));
}

function nodes(token: MarkedToken, variables: Variables): Node[] {
  const inside = (tokens: readonly Token[] | undefined) => blocks(tokens ?? [], variables);
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading': {
      // The panel's title is a level 2 heading: those inside come below it.
      const level = Math.min(6, token.depth + 2) as 3 | 4 | 5 | 6;
      const heading = element(`h${level}`, { class: `md-h${token.depth}` });
      heading.append(...inside(token.tokens));
      return [heading];
    }
    case 'paragraph':
      return [element('p', {}, ...inside(token.tokens))];
    case 'blockquote':
      return [element('blockquote', {}, ...inside(token.tokens))];
    case 'list':
      return [list(token, variables)];
    case 'list_item':
      return [element('li', {}, ...inside(token.tokens))];
    case 'table':
      return [table(token, variables)];
    case 'hr':
      return [element('hr')];
    case 'code':
      return [element('pre', {}, element('code', { text: filled(token.text, variables) }))];
    case 'strong':
      return [element('strong', {}, ...inside(token.tokens))];
    case 'em':
      return [element('em', {}, ...inside(token.tokens))];
    case 'del':
      return [element('del', {}, ...inside(token.tokens))];
    case 'codespan':
      return [element('code', { text: filled(token.text, variables) })];
    case 'br':
      return [element('br')];
    case 'link':
      return link(token, variables);
    case 'image':
      return image(token, variables);
    case 'checkbox':
      return [document.createTextNode(token.checked ? '☑ ' : '☐ ')];
    case 'escape':
      return [document.createTextNode(token.text)];
    case 'html':
      return [document.createTextNode(filled(token.raw, variables))];
    case 'text':
      return token.tokens
        ? inside(token.tokens)
        : [document.createTextNode(filled(decoded(token.text), variables))];
  }
}

const filled = (text: string, variables: Variables) => fillTemplate(text, variables);

/** An address whose variables are values inside it, unless one variable is all of it. */
function address(href: string, variables: Variables): string {
  const whole = /^\{\{[\w.]+\}\}$/.test(href.trim());
  return fillTemplate(href, variables, (value) =>
    whole ? toText(value) : encodeURIComponent(toText(value)),
  );
}

function link(token: Tokens.Link, variables: Variables): Node[] {
  const children = blocks(token.tokens, variables);
  const href = safeUrl(address(decoded(token.href), variables));
  if (href === undefined) return children;
  const attributes = { href, target: '_blank', rel: 'noopener noreferrer' };
  return [element('a', { attributes }, ...children)];
}

function image(token: Tokens.Image, variables: Variables): Node[] {
  const alt = filled(decoded(token.text), variables);
  const src = safeImageUrl(address(decoded(token.href), variables));
  if (src === undefined) return [document.createTextNode(alt)];
  const attributes = { src, alt, referrerpolicy: 'no-referrer' };
  return [element('img', { attributes })];
}

function list(token: Tokens.List, variables: Variables): Node {
  const items = token.items.flatMap((item) => nodes(item, variables));
  if (!token.ordered) return element('ul', {}, ...items);
  const start = typeof token.start === 'number' && token.start !== 1 ? token.start : undefined;
  return element('ol', { attributes: { start } }, ...items);
}

function table(token: Tokens.Table, variables: Variables): Node {
  const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
    element(
      'tr',
      {},
      ...cells.map((cell) =>
        element(
          tag,
          { class: cell.align ? `align-${cell.align}` : '' },
          ...blocks(cell.tokens, variables),
        ),
      ),
    );
  return element(
    'table',
    {},
    element('thead', {}, row(token.header, 'th')),
    element('tbody', {}, ...token.rows.map((cells) => row(cells, 'td'))),
  );
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  middot: '·',
  bull: '•',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  times: '×',
  rarr: '→',
  larr: '←',
};

/** Text with its character references read; unknown ones stand as they are. */
function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/g,
    (all, dec, hex, name) => {
      if (name) return Object.hasOwn(entities, name) ? (entities[name] ?? all) : all;
      const point = dec ? Number(dec) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\ufffd';
    },
  );
}
