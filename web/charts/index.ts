export * from './panel_view.ts';
export { themeTokens, type ThemeTokens } from './theme/tokens.ts';
