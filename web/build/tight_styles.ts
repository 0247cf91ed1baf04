import type { Plugin } from 'vite';

/**
 * Takes the white space that only people need out of the style sheets that stand in template
 * strings handed to `adopter`, so that the embed's shell is as small as it can be.
 */
export function tightStyles(): Plugin {
  return {
    name: 'tight-styles',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('styles.ts')) return undefined;
      return code.replaceAll(
        /(adopter\(`)([^`]*)(`)/g,
        (_, open: string, css: string, close: string) => open + tight(css) + close,
      );
    },
  };
}

/** Tightens styles that hold no strings with braces, semicolons or doubled spaces. */
function tight(css: string): string {
  return css
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};]) ?/g, '$1')
    .replaceAll(/([:,]) /g, '$1')
    .replaceAll(';}', '}')
    .trim();
}
