import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';

const paths: Readonly<Record<string, string>> = {
  check: 'm4 12 5 5L20 6',
  'chevron-down': 'm6 9 6 6 6-6',
  'chevron-right': 'm9 6 6 6-6 6',
  'chevron-left': 'm15 6-6 6 6 6',
  xmark: 'M6 6l12 12M18 6 6 18',
  'circle-xmark': 'M6 6l12 12M18 6 6 18',
  minus: 'M5 12h14',
  indeterminate: 'M5 12h14',
};

/** Gives Web Awesome's own elements pictures in the console's style; without it, it would ask a CDN for others. */
export function registerPictures(): void {
  for (const library of ['system', 'default']) {
    registerIconLibrary(library, {
      resolver: (name) =>
        `data:image/svg+xml,${encodeURIComponent(
          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${paths[name] ?? ''}"/></svg>`,
        )}`,
      mutator: (picture) => picture.setAttribute('fill', 'none'),
    });
  }
}
