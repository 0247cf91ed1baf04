export * from './panel_view.ts';
export { loadFamily } from './families.ts';
export { renderPanel } from './render_panel.ts';
export { watermark } from './frame/watermark.ts';
export { themeTokens, type ThemeTokens } from './theme/tokens.ts';
export { adoptStyles, applyTheme, themeProperties } from './theme/styles.ts';
export { fillTemplate, variableValue } from './format/template.ts';
export { formatter, knownLocale } from './format/format.ts';
