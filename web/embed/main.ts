import { dashboardElement } from './page/element.ts';
import { ReportBuilderElement } from './page/report_builder.ts';

/** Chunks stand in `/assets/` of the server, or wherever it is mounted. */
const origin = new URL(import.meta.url).origin;

function define(name: string, make: () => CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, make());
}

define('vitrine-dashboard', () => dashboardElement(origin));
define('explo-dashboard', () => dashboardElement(origin));
define('explo-report-builder', () => ReportBuilderElement);
