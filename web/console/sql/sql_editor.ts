import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { keywordCompletionSource, schemaCompletionSource, sql } from '@codemirror/lang-sql';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintKeymap, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { QueryFinding } from '../preview/calls.ts';
import { variableCompletion, type KnownVariable } from './completion.ts';
import { dialectOf } from './dialect.ts';
import { editorTheme, highlighting, templateMarks } from './editor_theme.ts';

export type { KnownVariable } from './completion.ts';

/** Tables with their columns, for completion. */
export type KnownTables = Readonly<Record<string, readonly string[]>>;

/**
 * The editor of SQL templates. It stands in a shadow tree, since that is where its styles may go
 * without the page's policy allowing inline ones.
 *
 * Fires `changed` (detail: the text) and `run`.
 */
export class SqlEditor extends HTMLElement {
  #view: EditorView | undefined;
  #value = '';
  #label = 'SQL';
  #kind = 'postgresql';
  #tables: KnownTables = {};
  #variables: readonly KnownVariable[] = [];
  #check: ((text: string) => Promise<readonly QueryFinding[]>) | undefined;
  #fixed = false;
  readonly #language = new Compartment();
  readonly #writable = new Compartment();

  set label(label: string) {
    this.#label = label;
  }

  /** Kind of the data source: it decides the dialect. */
  set kind(kind: string) {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.#relanguage();
  }

  set tables(tables: KnownTables) {
    if (tables === this.#tables) return;
    this.#tables = tables;
    this.#relanguage();
  }

  set variables(variables: readonly KnownVariable[]) {
    this.#variables = variables;
  }

  /** Finds what is wrong with a text; called when typing pauses. */
  set check(check: (text: string) => Promise<readonly QueryFinding[]>) {
    this.#check = check;
  }

  set fixed(fixed: boolean) {
    this.#fixed = fixed;
    this.#view?.dispatch({
      effects: this.#writable.reconfigure(EditorState.readOnly.of(fixed)),
    });
  }

  get value(): string {
    return this.#view?.state.doc.toString() ?? this.#value;
  }

  set value(value: string) {
    this.#value = value;
    if (!this.#view || value === this.value) return;
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: value },
    });
  }

  /** Puts a text where the cursor is. */
  insert(text: string): void {
    const view = this.#view;
    if (!view) return;
    view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
    view.focus();
  }

  override focus(): void {
    this.#view?.focus();
  }

  /** Goes to a place, both counted from 1. */
  goTo(line: number, column: number): void {
    const view = this.#view;
    if (!view) return;
    const anchor = place(view.state, line, column);
    view.dispatch({ selection: { anchor }, scrollIntoView: true });
    view.focus();
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#view = new EditorView({ root, parent: root, state: this.#state() });
  }

  disconnectedCallback(): void {
    this.#value = this.value;
    this.#view?.destroy();
    this.#view = undefined;
  }

  #state(): EditorState {
    const run = (): boolean => {
      this.dispatchEvent(new CustomEvent('run'));
      return true;
    };
    return EditorState.create({
      doc: this.#value,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        drawSelection(),
        history(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        EditorView.lineWrapping,
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
          // Tab indents; Escape, then Tab, leaves the editor, as CodeMirror has it.
          indentWithTab,
        ]),
        this.#language.of(this.#languageNow()),
        this.#writable.of(EditorState.readOnly.of(this.#fixed)),
        linter((view) => this.#findings(view), { delay: 400 }),
        syntaxHighlighting(highlighting),
        templateMarks,
        editorTheme,
        EditorView.contentAttributes.of({ 'aria-label': this.#label, spellcheck: 'false' }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged)
            this.dispatchEvent(new CustomEvent('changed', { detail: state.doc.toString() }));
        }),
      ],
    });
  }

  #languageNow(): Extension {
    const dialect = dialectOf(this.#kind);
    const schema = { ...this.#tables } as Record<string, string[]>;
    // Inside braces stand variables and nothing else.
    const outside =
      (source: CompletionSource): CompletionSource =>
      (context) =>
        context.matchBefore(/\{\{\s*[\w.-]*/) ? null : source(context);
    return [
      sql({ dialect }),
      autocompletion({
        override: [
          variableCompletion(() => this.#variables),
          outside(schemaCompletionSource({ dialect, schema })),
          outside(keywordCompletionSource(dialect)),
        ],
      }),
    ];
  }

  #relanguage(): void {
    this.#view?.dispatch({ effects: this.#language.reconfigure(this.#languageNow()) });
  }

  async #findings(view: EditorView): Promise<readonly Diagnostic[]> {
    const text = view.state.doc.toString();
    if (!this.#check || text.trim() === '') return [];
    const findings = await this.#check(text);
    return findings.map(({ line, column, message }) => {
      const from = place(view.state, line, column);
      const word = /^(\{\{[^}]*\}\}|\w+|.)/.exec(view.state.sliceDoc(from, from + 60))?.[0] ?? '';
      return { from, to: from + word.length, severity: 'error', message };
    });
  }
}
customElements.define('sql-editor', SqlEditor);

/** The offset of a place, both counted from 1; within the text, whatever is said. */
function place(state: EditorState, line: number, column: number): number {
  const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
}
