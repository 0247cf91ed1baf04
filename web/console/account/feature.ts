import { page, type Feature } from '../app/feature.ts';

export const account: Feature = {
  routes: [
    page('/account', 'account-page', () => import('./account_page.ts')),
    page('/invitation', 'invitation-page', () => import('./invitation_page.ts'), {
      open: true,
    }),
  ],
};
