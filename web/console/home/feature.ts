import { page, type Feature } from '../app/feature.ts';

export const home: Feature = {
  nav: { href: '/', label: 'Home', icon: 'home' },
  routes: [page('/', 'home-page', () => import('./home_page.ts'))],
};
