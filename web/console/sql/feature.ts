import { page, type Feature } from '../app/feature.ts';

export const sql: Feature = {
  nav: { href: '/sql', label: 'SQL', icon: 'sql' },
  routes: [page('/sql', 'sql-page', () => import('./sql_page.ts'), { role: 'editor' })],
};
