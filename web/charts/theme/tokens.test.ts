import { expect, test } from 'vitest';
import { ledBy, themeTokens } from './tokens.ts';

test('an accent without a palette of its own is the first colour of charts', () => {
  const { palette } = themeTokens({ light: { accent: '#7c3aed' } }, 'light');
  expect(palette[0]).toBe('#7c3aed');
  expect(palette).toHaveLength(themeTokens(undefined, 'light').palette.length);
});

test('a palette of the theme stays as its author wrote it', () => {
  const colors = { accent: '#7c3aed', palette: ['#111111', '#eeeeee'] };
  expect(themeTokens({ light: colors }, 'light').palette).toEqual(colors.palette);
});

test('what could be mistaken for the accent gives way to the colour that was first', () => {
  expect(ledBy('#0f766e', ['#3e63dd', '#0f9488', '#d97706'])).toEqual([
    '#0f766e',
    '#3e63dd',
    '#d97706',
  ]);
});

test('an accent like the first colour changes nothing else', () => {
  expect(ledBy('#3e63dc', ['#3e63dd', '#0f9488'])).toEqual(['#3e63dc', '#0f9488']);
});
