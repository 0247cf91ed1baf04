import { html } from 'lit';
import type { Customer } from '../api/types.ts';
import type { Console } from '../app/console.ts';
import { changedFields, draftOf, fieldNames, merge, type Draft, type Merge } from './draft.ts';

/** What somebody changes of a customer before it is saved; the page is not left without a question meanwhile. */
export class CustomerEdit {
  #base: Draft;
  #draft: Draft;
  #readable = true;

  constructor(
    private readonly console: Console,
    customer: Customer,
    private readonly changed: () => void,
  ) {
    this.#base = draftOf(customer);
    this.#draft = this.#base;
    this.#guard();
  }

  /** The customer's own values as the edit began with them. */
  get base(): Draft {
    return this.#base;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** Whether the texts of all properties can be read as values. */
  get readable(): boolean {
    return this.#readable;
  }

  get dirty(): boolean {
    return !this.#readable || changedFields(this.#base, this.#draft).length > 0;
  }

  /** The fields that differ, as people call them. */
  get names(): string {
    const names = changedFields(this.#base, this.#draft).map((name) => fieldNames[name]);
    if (!this.#readable && !names.includes(fieldNames.properties))
      names.push(fieldNames.properties);
    return names.join(', ').toLowerCase();
  }

  change(part: Partial<Draft>, readable = this.#readable): void {
    this.#draft = { ...this.#draft, ...part };
    this.#readable = readable;
    this.#guard();
    this.changed();
  }

  discard(): void {
    this.change(this.#base, true);
  }

  /**
   * Goes on from what the server has now; what was typed since `sent` stays unsaved.
   *
   * @param sent the draft that was saved
   */
  saved(sent: Draft, customer: Customer): void {
    this.rebase(customer, merge(sent, this.#draft, draftOf(customer)).draft);
  }

  /** This edit and what somebody else saved meanwhile. */
  meet(theirs: Customer): Merge {
    return merge(this.#base, this.#draft, draftOf(theirs));
  }

  /** Goes on from what the server has now, with a draft that holds it and what is not saved. */
  rebase(customer: Customer, draft: Draft): void {
    this.#base = draftOf(customer);
    this.change(draft);
  }

  #guard(): void {
    const { router, confirm } = this.console;
    router.guard(
      this.dirty
        ? () =>
            confirm({
              title: 'Leave without saving?',
              body: html`<p>
                What you changed of <b>${this.#base.name}</b> is not saved yet: ${this.names}.
              </p>`,
              action: 'Leave',
              danger: true,
            })
        : undefined,
    );
  }
}
