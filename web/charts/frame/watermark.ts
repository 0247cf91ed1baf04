/** Properties that no style sheet of the page can override. */
const fixed: Readonly<Record<string, string>> = {
  all: 'initial',
  display: 'block',
  position: 'absolute',
  inset: '0',
  'z-index': '2147483647',
  'pointer-events': 'none',
  visibility: 'visible',
  opacity: '1',
};

/**
 * Draws the demo watermark over an element: as pixels in a closed shadow root, put back when a
 * script takes it away or changes it. The element is marked with a class whose rules keep the layer
 * in its place and on top, whatever a page says of the element as a part. Returns a function that
 * ends it.
 */
export function watermark(host: HTMLElement, text = 'DEMO'): () => void {
  const layer = document.createElement('div');
  layer.setAttribute('aria-hidden', 'true');
  const canvas = document.createElement('canvas');
  layer.attachShadow({ mode: 'closed' }).append(canvas);
  const dress = () => {
    host.classList.add('v-marked');
    layer.style.cssText = '';
    for (const [name, value] of Object.entries(fixed))
      layer.style.setProperty(name, value, 'important');
  };
  const paint = () => draw(canvas, host.clientWidth, host.clientHeight, text);
  const restored = new MutationObserver((records) => {
    if (layer.parentNode !== host) host.append(layer);
    if (records.some((record) => record.target === layer)) dress();
    // The changes just made are no news.
    restored.takeRecords();
  });
  const sized = new ResizeObserver(paint);
  dress();
  host.append(layer);
  paint();
  restored.observe(host, { childList: true });
  restored.observe(layer, { attributes: true });
  sized.observe(host);
  return () => {
    restored.disconnect();
    sized.disconnect();
    host.classList.remove('v-marked');
    layer.remove();
  };
}

function draw(canvas: HTMLCanvasElement, width: number, height: number, text: string): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.cssText = '';
  canvas.style.setProperty('width', `${width}px`);
  canvas.style.setProperty('height', `${height}px`);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  pen.translate(width / 2, height / 2);
  pen.rotate(-Math.PI / 8);
  pen.font = '700 22px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  // A gray that shows on light and on dark panels alike.
  pen.fillStyle = 'rgba(128, 134, 148, 0.17)';
  const reach = Math.hypot(width, height) / 2 + 60;
  for (let y = -reach, line = 0; y < reach; y += 72, line++) {
    for (let x = -reach - (line % 2) * 70; x < reach; x += 140) pen.fillText(text, x, y);
  }
}
