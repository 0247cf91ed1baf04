/**
 * The states that something edited has been in. Changes with the same key that follow each other
 * count as one step, so that a word typed is undone as a word.
 */
export class UndoStack<T> {
  #past: T[] = [];
  #future: T[] = [];
  #key: string | undefined;

  constructor(
    private current: T,
    /** Steps kept. */
    private readonly most = 200,
  ) {}

  get state(): T {
    return this.current;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Goes on to a state; `key` names what is being changed, where that is one thing. */
  push(state: T, key?: string): void {
    if (state === this.current) return;
    if (key === undefined || key !== this.#key || this.#past.length === 0) {
      this.#past = [...this.#past, this.current].slice(-this.most);
    }
    this.#key = key;
    this.#future = [];
    this.current = state;
  }

  /** What comes next is a step of its own. */
  seal(): void {
    this.#key = undefined;
  }

  undo(): boolean {
    const before = this.#past.pop();
    if (before === undefined) return false;
    this.#future.push(this.current);
    this.current = before;
    this.#key = undefined;
    return true;
  }

  redo(): boolean {
    const after = this.#future.pop();
    if (after === undefined) return false;
    this.#past.push(this.current);
    this.current = after;
    this.#key = undefined;
    return true;
  }

  /** Starts over with a state. */
  reset(state: T): void {
    this.current = state;
    this.#past = [];
    this.#future = [];
    this.#key = undefined;
  }
}
