import { page, type Feature } from '../app/feature.ts';

export const data: Feature = {
  nav: { href: '/data', label: 'Data', icon: 'data' },
  routes: [
    page('/data', 'data-page', () => import('./data_page.ts')),
    page('/data/mapping', 'mapping-page', () => import('./mapping_page.ts')),
    page('/data/sources/new', 'source-page', () => import('./source_page.ts'), { role: 'editor' }),
    page('/data/sources/:id', 'source-page', () => import('./source_page.ts')),
    page('/data/schemas/:id', 'schema-page', () => import('./schema_page.ts')),
  ],
};
