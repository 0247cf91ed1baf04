import { segment, type Api } from '../api/api.ts';
import type { Console } from '../app/console.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import type { NameQuestion } from '../parts/name_dialog.ts';
import { withDataset } from './with_dataset.ts';

interface Listed {
  readonly embed_id: string;
  readonly name: string;
}

interface Query {
  readonly schema: string;
  readonly sql: string;
}

const DASHBOARDS = '/api/v1/dashboards';
const NEW_DASHBOARD = '';

/** Asks for the name of a dataset and the dashboard whose draft it goes into. */
export async function saveDatasetQuestion(
  { api, toasts, router }: Console,
  query: Query,
): Promise<NameQuestion> {
  const { dashboards } = await api.get<{ dashboards: Listed[] }>(DASHBOARDS);
  return {
    title: 'Save as dataset',
    label: 'Name of the dataset',
    hint: 'One that is there already gets the query in place of its own.',
    name: '',
    action: 'Save dataset',
    among: {
      label: 'Dashboard',
      hint: 'Its draft gets the dataset; what viewers see changes when a version is published.',
      options: [
        ...dashboards.map(({ embed_id, name }) => ({
          value: embed_id,
          label: `${name} (${embed_id})`,
        })),
        { value: NEW_DASHBOARD, label: 'A new dashboard, of the same name' },
      ],
    },
    send: async (name, chosen) => {
      const dashboard = await save(api, chosen, { name, ...query });
      toasts.done(`Dataset ${name} saved in the draft`, {
        label: 'Open',
        run: () => void router.go(`/dashboards/${segment(dashboard)}/edit`),
      });
    },
  };
}

/** Puts the dataset into a draft that nobody changes meanwhile; the dashboard's embed id. */
async function save(api: Api, dashboard: string, dataset: Query & { readonly name: string }) {
  if (dashboard === NEW_DASHBOARD) {
    const definition = { name: dataset.name, datasets: [dataset], panels: [] };
    return (await api.post<Listed>(DASHBOARDS, { definition })).embed_id;
  }
  const path = `${DASHBOARDS}/${segment(dashboard)}/draft`;
  const { value, etag } = await api.tagged<{ definition: Dashboard }>('GET', path);
  const definition = withDataset(value.definition, dataset);
  await api.put(path, { definition }, { headers: { 'If-Match': etag ?? '*' } });
  return dashboard;
}
