import type { Dashboard, Dataset } from '../../model/dashboard.ts';

/** A definition with a dataset; one of the same name keeps its settings and gets the query. */
export function withDataset(
  definition: Dashboard,
  dataset: Pick<Dataset, 'name' | 'schema' | 'sql'>,
): Dashboard {
  const datasets = definition.datasets ?? [];
  const there = datasets.some(({ name }) => name === dataset.name);
  return {
    ...definition,
    datasets: there
      ? datasets.map((one) => (one.name === dataset.name ? { ...one, ...dataset } : one))
      : [...datasets, dataset],
  };
}
