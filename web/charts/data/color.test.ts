import { describe, expect, test } from 'vitest';
import { themeTokens } from '../theme/tokens.ts';
import { colorScale, contrast, plainColor, readable, ruleColor, textOn } from './color.ts';

describe('Vitrine’s own colours', () => {
  test.each(['light', 'dark'] as const)('read on the surface in %s mode (WCAG AA)', (mode) => {
    const theme = themeTokens(undefined, mode);
    for (const name of [
      'text',
      'text_muted',
      'accent',
      'positive',
      'negative',
      'warning',
    ] as const) {
      for (const behind of [theme.surface, theme.background]) {
        expect([name, contrast(theme[name], behind)]).toEqual([
          name,
          expect.toSatisfy((ratio: number) => ratio >= 4.5),
        ]);
      }
    }
  });

  test.each(['light', 'dark'] as const)(
    'of series stand out from the surface in %s mode',
    (mode) => {
      const theme = themeTokens(undefined, mode);
      const weak = theme.palette.filter((color) => contrast(color, theme.surface) < 3);
      expect(weak).toEqual([]);
    },
  );
});

test('a colour too faint to read is moved until it reads', () => {
  expect(contrast(readable('#ffe066', '#ffffff'), '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(readable('#0b2f7a', '#ffffff')).toBe('#0b2f7a');
});

test.each([
  ['#abc', '#aabbcc'],
  ['#11223380', 'rgba(17, 34, 51, 0.502)'],
  ['rgb(1, 2, 3)', '#010203'],
  ['rgba(1, 2, 3, 0.5)', 'rgba(1, 2, 3, 0.5)'],
])('%s is %s in plain', (color, text) => {
  expect(plainColor(color)).toBe(text);
});

test('text on a colour takes the side with more contrast', () => {
  expect([textOn('#102040'), textOn('#f5e663')]).toEqual(['#ffffff', '#10141c']);
});

test('text on any colour reads at 4.5:1 or better', () => {
  for (let shade = 0; shade < 4096; shade++) {
    const color = `#${shade.toString(16).padStart(3, '0')}`;
    expect([color, contrast(color, textOn(color)) >= 4.5]).toEqual([color, true]);
  }
});

describe('a scale', () => {
  test('runs from its first to its last colour', () => {
    const scale = colorScale({ colors: ['#000000', '#ffffff'] }, [0, 10], 'light');
    expect([0, 5, 10, 99, -1].map((value) => scale.color(value))).toEqual([
      '#000000',
      '#808080',
      '#ffffff',
      '#ffffff',
      '#000000',
    ]);
  });

  test('turns at its middle', () => {
    const scale = colorScale(
      { colors: ['#ff0000', '#ffffff', '#00ff00'], middle: 0 },
      [-1, 100],
      'light',
    );
    expect([-1, 0, 100].map((value) => scale.color(value))).toEqual([
      '#ff0000',
      '#ffffff',
      '#00ff00',
    ]);
  });

  test('of one value or none does not divide by zero', () => {
    expect(colorScale(undefined, [7], 'light').color(7)).toMatch(/^#/);
    expect(colorScale(undefined, [], 'dark').color(7)).toMatch(/^#/);
  });
});

describe('rules', () => {
  test.each([
    [{ operator: '>', value: 10 }, 11, 10],
    [{ operator: '>=', value: 10 }, '10', 9],
    [{ operator: 'between', value: [1, 2] }, 2, 3],
    [{ operator: 'contains', value: 'ERR' }, 'an error', 'fine'],
    [{ operator: '=', value: 'Returned' }, 'Returned', 'returned'],
    [{ operator: '!=', value: 1 }, 2, 1],
    [{ operator: 'empty' }, null, 0],
  ] as const)('%j holds for %j and not for %j', (rule, yes, no) => {
    const rules = [{ ...rule, color: 'red' }];
    expect([ruleColor(rules, yes), ruleColor(rules, no)]).toEqual(['red', undefined]);
  });

  test('are tried in order', () => {
    const rules = [
      { operator: '>', value: 5, color: 'a' },
      { operator: '>', value: 1, color: 'b' },
    ] as const;
    expect([9, 3, 0].map((value) => ruleColor(rules, value))).toEqual(['a', 'b', undefined]);
  });
});
