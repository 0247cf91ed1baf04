import { defineConfig } from 'vite';

/** Builds the gallery as it would be served: for production, under a strict policy. */
export default defineConfig({
  root: 'charts/gallery',
  base: './',
  publicDir: false,
  json: { stringify: true },
  build: {
    outDir: '../../dist-gallery',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
