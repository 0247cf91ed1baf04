import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** A variable that may stand in a template. */
export interface KnownVariable {
  readonly name: string;
  /** What it is at present, in a few words. */
  readonly detail: string;
}

/**
 * Completes the variable between `{{` and `}}`; braces that close it are written where none stand.
 */
export function variableCompletion(
  variables: () => readonly KnownVariable[],
): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const typed = context.matchBefore(/\{\{\s*[\w.-]*/);
    if (!typed) return null;
    const name = /[\w.-]*$/.exec(typed.text)?.[0] ?? '';
    const before = typed.text.slice(0, typed.text.length - name.length);
    const after = context.state.sliceDoc(context.pos, context.pos + 12);
    const rest = /^[\w.-]*(\s*\}\})?/.exec(after)?.[0] ?? '';
    return {
      from: context.pos - name.length,
      validFor: /^[\w.-]*$/,
      options: variables()
        // What is being typed is no name yet.
        .filter((variable) => variable.name !== name || variable.detail !== '')
        .map((variable): Completion => ({
          label: variable.name,
          detail: variable.detail,
          type: 'variable',
          apply: (view, _completion, from, to) => {
            const closed = rest.endsWith('}}');
            const text = `${before.endsWith('{{') ? ' ' : ''}${variable.name} }}`;
            view.dispatch({
              changes: { from, to: closed ? to + rest.length : to, insert: text },
              selection: { anchor: from + text.length },
            });
          },
        })),
    };
  };
}
