import { account } from '../account/feature.ts';
import { customers } from '../customers/feature.ts';
import { dashboards } from '../dashboards/feature.ts';
import { data } from '../data/feature.ts';
import { home } from '../home/feature.ts';
import { settings } from '../settings/feature.ts';
import { sql } from '../sql/feature.ts';
import type { Feature, FeatureRoute } from './feature.ts';

/** All parts of the console, in the order of the navigation. */
export const features: readonly Feature[] = [
  home,
  customers,
  dashboards,
  data,
  sql,
  settings,
  account,
];

/** All pages; where two would match, the first wins. */
export const routes: readonly FeatureRoute[] = features.flatMap((feature) => feature.routes);
