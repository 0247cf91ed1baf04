import { dashboardElement } from './page/element.ts';
import { ReportBuilderElement } from './page/report_builder.ts';

/** Chunks stand in `assets/` of the server, wherever a proxy has mounted it. */
const base = new URL('..', import.meta.url).href;

function define(name: string, make: () => CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, make());
}

define('vitrine-dashboard', () => dashboardElement(base));
define('explo-dashboard', () => dashboardElement(base));
define('explo-report-builder', () => ReportBuilderElement);
