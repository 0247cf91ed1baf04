import { page, type Feature } from '../app/feature.ts';

export const customers: Feature = {
  nav: { href: '/customers', label: 'Customers', icon: 'customer' },
  routes: [
    page('/customers', 'customers-page', () => import('./customers_page.ts')),
    page('/customers:import', 'import-page', () => import('./import_page.ts'), { role: 'editor' }),
    page('/customers/:id', 'customer-page', () => import('./customer_page.ts')),
  ],
};
