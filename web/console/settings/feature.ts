import { page, type Feature } from '../app/feature.ts';

const admin = { role: 'admin' } as const;

export const settings: Feature = {
  nav: { href: '/settings', label: 'Settings', icon: 'settings' },
  routes: [
    page('/settings', 'members-page', () => import('./members_page.ts')),
    page('/settings/members', 'members-page', () => import('./members_page.ts')),
    page('/settings/tags', 'tags-page', () => import('./tags_page.ts')),
    page('/settings/levels', 'levels-page', () => import('./levels_page.ts')),
    page('/settings/visibility-groups', 'groups-page', () => import('./groups_page.ts')),
    page('/settings/api-tokens', 'api-tokens-page', () => import('./api_tokens_page.ts'), admin),
    page(
      '/settings/embed-secrets',
      'embed-secrets-page',
      () => import('./embed_secrets_page.ts'),
      admin,
    ),
    page('/settings/origins', 'origins-page', () => import('./origins_page.ts'), admin),
    page('/settings/audit', 'audit-page', () => import('./audit_page.ts'), admin),
  ],
};
