import { defineConfig } from 'vitest/config';
import { tightStyles } from './build/tight_styles.ts';

/**
 * Two builds into one folder. What an embed loads is bundled for the embed alone: chunks that it shared with the console
 * would hold what only the console asks for, and it would load all of them. Within a build each entry becomes a page or
 * script of its own and shares its chunks with the others.
 */
const BUILDS = {
  embed: {
    input: { embed: 'embed/main.ts', demo: 'embed/demo/demo.ts' },
    manifest: 'manifest.json',
    emptyOutDir: true,
  },
  console: {
    input: { console: 'console/main.ts', charts: 'charts/index.ts' },
    manifest: 'console-manifest.json',
    emptyOutDir: false,
  },
};

/** What draws charts. */
const ENGINE = /[\\/]node_modules[\\/](echarts|zrender|tslib)[\\/]/;

/** File names carry a content hash, so that the server may let browsers keep every one of them for ever. */
export default defineConfig(({ mode }) => {
  const { input, manifest, emptyOutDir } = mode === 'console' ? BUILDS.console : BUILDS.embed;
  return {
    base: './',
    publicDir: false,
    json: { stringify: true },
    plugins: [tightStyles()],
    build: {
      outDir: 'dist',
      emptyOutDir,
      target: 'es2022',
      manifest,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'exports-only',
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
          // What several families of charts share comes as one file: a dozen small ones cost a viewer more than their bytes.
          codeSplitting: { groups: [{ name: 'engine', test: ENGINE, minShareCount: 5 }] },
        },
      },
    },
    test: {
      include: ['{model,charts,embed,console}/**/*.test.ts'],
      environment: 'happy-dom',
    },
  };
});
