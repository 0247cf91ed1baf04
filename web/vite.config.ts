import { defineConfig } from 'vitest/config';
import { tightStyles } from './build/tight_styles.ts';

/**
 * One build for everything the server serves: each entry becomes a page or script of its own and
 * shares its chunks with the others. File names carry a content hash, so that the server may let
 * browsers keep every one of them for ever.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  json: { stringify: true },
  plugins: [tightStyles()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        charts: 'charts/index.ts',
        embed: 'embed/main.ts',
        demo: 'embed/demo/demo.ts',
        console: 'console/main.ts',
      },
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: {
    include: ['{model,charts,embed,console}/**/*.test.ts'],
    environment: 'happy-dom',
  },
});
