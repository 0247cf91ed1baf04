import type { Control } from '../../model/dashboard.ts';
import { buttonControl } from './button.ts';
import { choiceControl } from './choice.ts';
import type { ControlContext, ControlView } from './control_view.ts';
import { rangeControl } from './range.ts';
import { segmentsControl } from './segments.ts';
import { typedControl } from './typed.ts';

export { choicesOf, showControls } from './control_bar.ts';

/** Makes the view of a control. */
export function controlView(control: Control, context: ControlContext): ControlView {
  switch (control.kind) {
    case 'dropdown':
    case 'multiselect':
    case 'time_period':
      return choiceControl(control, context);
    case 'toggle':
    case 'date_group':
      return segmentsControl(control, context);
    case 'text':
    case 'number':
    case 'date':
      return typedControl(control, context);
    case 'date_range':
      return rangeControl(control, context);
    case 'button':
      return buttonControl(control, context);
  }
}
