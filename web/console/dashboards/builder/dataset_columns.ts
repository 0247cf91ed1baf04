import type { Column } from '../../../charts/index.ts';
import type { Dataset } from '../../../model/dashboard.ts';
import type { DraftConnection } from '../canvas/draft_connection.ts';

/** The columns that each dataset has, those included that no panel shows yet. */
export class DatasetColumns {
  readonly #asked = new Map<
    string,
    { readonly question: string; readonly answer: Promise<void> }
  >();

  constructor(private readonly connection: DraftConnection) {}

  /** What is known now. */
  of(dataset: string | undefined): readonly Column[] {
    const run = dataset === undefined ? undefined : this.connection.run(dataset);
    return run?.preview?.columns ?? [];
  }

  /**
   * Resolves when the columns of all datasets are known, or why they are not; each query runs once
   * for a customer, and who asks while it runs waits for the same answer.
   */
  async describe(
    datasets: readonly Dataset[],
    customer: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await Promise.all(
      datasets.map((dataset) => {
        const question = JSON.stringify([customer, dataset.schema, dataset.sql]);
        const known = this.#asked.get(dataset.name);
        if (known?.question === question) return known.answer;
        const answer = this.connection.describe(dataset, values);
        this.#asked.set(dataset.name, { question, answer });
        return answer;
      }),
    );
  }
}
