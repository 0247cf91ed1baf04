import type { Dataset } from '../../model/dashboard.ts';
import { templateNames } from '../preview/template_names.ts';

/**
 * Each dataset with the variables that its query reads, the customer's own among them. What a viewer is told of a
 * dataset names only the variables that a viewer may set, which is too little for an author.
 */
export const datasetReads = (datasets: readonly Pick<Dataset, 'name' | 'sql'>[]) =>
  datasets.map(({ name, sql }) => ({ name, variables: templateNames(sql) }));
