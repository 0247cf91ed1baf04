import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    vue({
      // The dashboard's element is the browser's, not one of Vue's components.
      template: { compilerOptions: { isCustomElement: (tag) => tag === 'vitrine-dashboard' } },
    }),
  ],
});
