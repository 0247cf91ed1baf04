/**
 * What gives a document or shadow root a style sheet, once each. The sheet is made at the first call;
 * adopted sheets need no permission of a page's policy.
 */
export function adopter(css: string): (root: Document | ShadowRoot) => void {
  let sheet: CSSStyleSheet | undefined;
  return (root) => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  };
}

/** The root that an element's styles come from. */
export const styleRoot = (inside: Element) => inside.getRootNode() as Document | ShadowRoot;
