/** Milliseconds of drawing after which the page gets to show what is there. */
const SLICE = 24;

/** Milliseconds after which drawing goes on without a frame: pages that nobody sees have none. */
const UNSEEN = 120;

/** Ends when the page has shown what was drawn; absent while it shows everything. */
let showing: Promise<void> | undefined;
let until = 0;
let turns: Promise<void> = Promise.resolve();

/**
 * Resolves when a panel that takes long to draw may: one after another, and what is drawn by then is
 * shown first. Thirty charts whose rows come together would otherwise hold the page until the last.
 * A chart that comes alone does not wait.
 */
export function drawingTurn(): Promise<void> {
  turns = turns.then(async () => {
    if (showing && performance.now() >= until) await showing;
    if (showing) return;
    until = performance.now() + SLICE;
    awaitFrame();
  });
  return turns;
}

/** Says that a panel was drawn out of turn, as numbers are: the page shows it before the next chart. */
export function drawnAtOnce(): void {
  until = 0;
  if (!showing) awaitFrame();
}

function awaitFrame(): void {
  showing = shown().then(() => {
    showing = undefined;
  });
}

/** Resolves when the next frame has been shown. */
function shown(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, UNSEEN);
    // A message comes after the frame; a time-out inside it would wait some milliseconds more.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    requestAnimationFrame(() => port2.postMessage(undefined));
  });
}
