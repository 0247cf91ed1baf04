import { page, type Feature } from '../app/feature.ts';

export const dashboards: Feature = {
  nav: { href: '/dashboards', label: 'Dashboards', icon: 'dashboard' },
  routes: [
    page('/dashboards', 'dashboards-page', () => import('./dashboards_page.ts')),
    page('/dashboards/:id', 'dashboard-page', () => import('./dashboard_page.ts')),
    page('/dashboards/:id/edit', 'builder-page', () => import('./builder_page.ts'), {
      role: 'editor',
    }),
    page('/dashboards/:id/versions', 'versions-page', () => import('./versions_page.ts')),
  ],
};
