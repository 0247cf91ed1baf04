import { html } from 'lit';
import type { Api } from '../../api/api.ts';
import '../../parts/combobox.ts';
import { customerOptions } from '../../preview/customer_choice.ts';
import { tool } from './toolbar.ts';

/** How the draft is looked at while it is built. */
export interface Look {
  readonly phone: boolean;
  readonly dark: boolean;
  /** As a viewer uses it, with nothing to edit. */
  readonly using: boolean;
  /** With the variables below it. */
  readonly variables: boolean;
}

export interface PreviewTools {
  readonly api: Api;
  readonly customer: string;
  readonly look: Look;
  as(customer: string): void;
  change(look: Look): void;
}

/** As whom, how wide, how dark, and what else of it is seen. */
export function previewTools({ api, customer, look, as, change }: PreviewTools): unknown {
  const toggle = (name: keyof Look) => (): void => change({ ...look, [name]: !look[name] });
  return html`<div class="row tight" role="group" aria-label="Preview">
    <label class="muted" for="builder-customer">as</label>
    <console-combobox
      .inputId=${'builder-customer'}
      .value=${customer}
      .find=${(text: string, signal: AbortSignal) => customerOptions(api, text, signal)}
      @picked=${(event: CustomEvent<string>) => as(event.detail)}
    ></console-combobox>
    ${tool({
      label: 'Phone width',
      picture: 'phone',
      pressed: look.phone,
      run: toggle('phone'),
    })}
    ${tool({ label: 'Dark', picture: 'moon', pressed: look.dark, run: toggle('dark') })}
    ${tool({
      label: 'Use it, as a viewer would',
      picture: 'eye',
      pressed: look.using,
      run: toggle('using'),
    })}
    ${tool({
      label: 'Variables',
      picture: 'variables',
      pressed: look.variables,
      run: toggle('variables'),
    })}
  </div>`;
}
