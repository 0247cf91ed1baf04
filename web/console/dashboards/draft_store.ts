import type { Dashboard } from '../../model/dashboard.ts';
import type { Api, Tagged } from '../api/api.ts';
import { Problem } from '../api/problem.ts';
import { problemsOf, readDraft, writeDraft, type DefinitionProblem, type Draft } from './calls.ts';
import { UndoStack } from './definition/undo.ts';

/** How the draft stands towards the server. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** Somebody else has saved in between; `theirs` is what stands there now. */
  | { readonly kind: 'conflict'; readonly theirs: Tagged<Draft> };

const PAUSE_MS = 700;

/**
 * A draft that is being edited: it saves itself when a pause comes, on the condition that nobody
 * else has; then it stops, and whoever edits decides. Fires `change` for every change of anything.
 */
export class DraftStore extends EventTarget {
  readonly #stack: UndoStack<Dashboard>;
  #etag: string;
  #draft: Draft;
  #saved: Dashboard;
  #state: SaveState = { kind: 'saved' };
  #problems: readonly DefinitionProblem[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;

  private constructor(
    private readonly api: Api,
    readonly embedId: string,
    read: Tagged<Draft>,
  ) {
    super();
    this.#draft = read.value;
    this.#etag = read.etag ?? '*';
    this.#saved = read.value.definition;
    this.#stack = new UndoStack(read.value.definition);
    void this.#validate();
  }

  static async open(api: Api, embedId: string, signal?: AbortSignal): Promise<DraftStore> {
    return new DraftStore(api, embedId, await readDraft(api, embedId, signal));
  }

  get definition(): Dashboard {
    return this.#stack.state;
  }

  get draft(): Draft {
    return this.#draft;
  }

  get etag(): string {
    return this.#etag;
  }

  get state(): SaveState {
    return this.#state;
  }

  get problems(): readonly DefinitionProblem[] {
    return this.#problems;
  }

  get canUndo(): boolean {
    return this.#stack.canUndo;
  }

  get canRedo(): boolean {
    return this.#stack.canRedo;
  }

  /** Whether something is not on the server yet. */
  get dirty(): boolean {
    return this.#stack.state !== this.#saved;
  }

  change(definition: Dashboard, key?: string): void {
    this.#stack.push(definition, key);
    this.#touched();
  }

  seal(): void {
    this.#stack.seal();
  }

  undo(): void {
    if (this.#stack.undo()) this.#touched();
  }

  redo(): void {
    if (this.#stack.redo()) this.#touched();
  }

  /** Saves what is not saved; true when everything is on the server. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#pause);
    while (this.dirty && this.#state.kind !== 'conflict') {
      await (this.#saving ?? this.#save());
      if (this.#state.kind === 'failed') return false;
    }
    await this.#saving;
    return !this.dirty;
  }

  /** Takes what somebody else has saved, in place of the own changes; these can be got back by undo. */
  takeTheirs(): void {
    if (this.#state.kind !== 'conflict') return;
    const { theirs } = this.#state;
    this.#draft = theirs.value;
    this.#etag = theirs.etag ?? '*';
    this.#saved = theirs.value.definition;
    this.#stack.push(theirs.value.definition);
    this.#become({ kind: 'saved' });
    void this.#validate();
  }

  /** Another version was made of the draft, or put in its place: reads it anew. */
  async reread(): Promise<void> {
    const read = await readDraft(this.api, this.embedId);
    this.#draft = read.value;
    this.#etag = read.etag ?? '*';
    if (JSON.stringify(read.value.definition) !== JSON.stringify(this.#saved)) {
      this.#stack.push(read.value.definition);
    }
    this.#saved = this.#stack.state;
    this.#become({ kind: 'saved' });
  }

  close(): void {
    clearTimeout(this.#pause);
  }

  #touched(): void {
    if (this.#state.kind !== 'conflict') {
      this.#state = { kind: this.dirty ? 'changed' : 'saved' };
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.flush(), PAUSE_MS);
    }
    this.dispatchEvent(new Event('change'));
  }

  #save(): Promise<void> {
    this.#saving = this.#put().finally(() => (this.#saving = undefined));
    return this.#saving;
  }

  async #put(): Promise<void> {
    const sent = this.#stack.state;
    this.#become({ kind: 'saving' });
    try {
      const { value, etag } = await writeDraft(this.api, this.embedId, sent, this.#etag);
      this.#draft = value;
      this.#etag = etag ?? '*';
      this.#saved = sent;
      this.#become({ kind: this.dirty ? 'changed' : 'saved' });
      void this.#validate();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!error.isStale) return this.#become({ kind: 'failed', problem: error });
      const theirs = await readDraft(this.api, this.embedId);
      this.#become({ kind: 'conflict', theirs });
    }
  }

  async #validate(): Promise<void> {
    const checked = this.#stack.state;
    const problems = await problemsOf(this.api, checked).catch(() => undefined);
    if (!problems || checked !== this.#stack.state) return;
    this.#problems = problems;
    this.dispatchEvent(new Event('change'));
  }

  #become(state: SaveState): void {
    this.#state = state;
    this.dispatchEvent(new Event('change'));
  }
}
