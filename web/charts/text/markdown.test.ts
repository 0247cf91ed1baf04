import { describe, expect, test } from 'vitest';
import { element, safeImageUrl, safeUrl } from '../frame/dom.ts';
import { hostileTexts } from './hostile_texts.ts';
import { markdownNodes } from './markdown.ts';

const rendered = (source: string, variables: Record<string, unknown> = {}) =>
  element('div', {}, ...markdownNodes(source, variables));

describe('Markdown', () => {
  test('becomes headings, lists, tables, code and links', () => {
    const html = rendered(
      '# A\n\n* one\n* **two** and `x`\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[go](https://example.com/a)',
    ).innerHTML;
    expect(html).toContain('<h3 class="md-h1">A</h3>');
    expect(html).toContain('<li><strong>two</strong> and <code>x</code></li>');
    expect(html).toContain('<td class="align-right">2</td>');
    expect(html).toContain(
      '<a href="https://example.com/a" target="_blank" rel="noopener noreferrer">go</a>',
    );
  });

  test('reads character references and shows HTML as text', () => {
    expect(rendered('a &amp; b &#8364; <b>c</b>').textContent).toBe('a & b € <b>c</b>');
  });

  test('starts ordered lists where they start', () => {
    expect(rendered('3. three\n4. four').querySelector('ol')?.getAttribute('start')).toBe('3');
  });
});

describe('variables', () => {
  test('are values, never Markdown', () => {
    const variables = { name: '[click](https://evil.example) **x** <b>y</b>' };
    const made = rendered('Hello **{{ name }}**!', variables);
    expect(made.textContent).toBe('Hello [click](https://evil.example) **x** <b>y</b>!');
    expect(made.querySelectorAll('a, b').length).toBe(0);
  });

  test('are encoded inside addresses', () => {
    const made = rendered('[x](https://example.com/?q={{ q }})', { q: 'a&b=c/../d' });
    expect(made.querySelector('a')?.getAttribute('href')).toBe(
      'https://example.com/?q=a%26b%3Dc%2F..%2Fd',
    );
  });

  test('may be a whole address, but not one that runs', () => {
    expect(rendered('[x]({{ u }})', { u: 'https://a.example/b' }).querySelector('a')?.href).toBe(
      'https://a.example/b',
    );
    expect(rendered('[x]({{ u }})', { u: 'javascript:alert(1)' }).querySelector('a')).toBeNull();
  });
});

describe('hostile texts', () => {
  const allowed = new Set([
    'div',
    'h3',
    'h4',
    'h5',
    'h6',
    'p',
    'ul',
    'ol',
    'li',
    'blockquote',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'hr',
    'pre',
    'code',
    'strong',
    'em',
    'del',
    'br',
    'a',
    'img',
  ]);
  const attributes = new Set([
    'class',
    'href',
    'target',
    'rel',
    'src',
    'alt',
    'referrerpolicy',
    'start',
  ]);

  test.each(hostileTexts)('%s stays harmless as source and as variable', (text) => {
    for (const made of [
      rendered(text),
      rendered('{{ v }} [a]({{ v }}) ![b]({{ v }})', { v: text }),
    ]) {
      for (const each of made.querySelectorAll('*')) {
        expect(allowed).toContain(each.localName);
        for (const { name } of each.attributes) expect(attributes).toContain(name);
        for (const name of ['href', 'src']) {
          const url = each.getAttribute(name);
          if (url !== null)
            expect(new URL(url, 'https://x.invalid').protocol).toMatch(/^(https?|mailto|tel):$/);
        }
      }
    }
  });
});

test.each([
  ['https://a.example', true],
  ['/relative', true],
  ['mailto:a@b.example', true],
  [' javascript:alert(1)', false],
  ['java\tscript:alert(1)', false],
  ['data:text/html,x', false],
  ['blob:https://a/b', false],
  ['file:///etc/passwd', false],
  ['', false],
])('a link to %j is %s', (url, good) => {
  expect(safeUrl(url) !== undefined).toBe(good);
});

test.each([
  ['data:image/png;base64,AA', true],
  ['data:text/html,x', false],
  ['https://a.example/x.png', true],
  ['mailto:x@y', false],
])('an image from %j is %s', (url, good) => {
  expect(safeImageUrl(url) !== undefined).toBe(good);
});
