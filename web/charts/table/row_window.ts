/** Browsers lay out no element taller than about 33 million pixels; above this, scrolling is scaled. */
const TALLEST = 12_000_000;
const OVERSCAN = 8;

/** Draws row `index` of the list into a row element. */
export type DrawRow = (row: HTMLTableRowElement, index: number) => void;

/**
 * The part of a long list that is on the screen: a handful of row elements that are filled again as
 * the list scrolls, between two empty rows that stand for all the others.
 */
export class RowWindow {
  readonly #before = space();
  readonly #after = space();
  readonly #pool: HTMLTableRowElement[] = [];
  #count = 0;
  #first = -1;
  #last = -1;
  #frame = 0;

  constructor(
    private readonly scroller: HTMLElement,
    body: HTMLTableSectionElement,
    private readonly rowHeight: number,
    private readonly draw: DrawRow,
  ) {
    body.append(this.#before, this.#after);
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  /** Shows a list of so many rows, all of them drawn anew. */
  show(count: number): void {
    this.#count = count;
    this.#first = this.#last = -1;
    this.#place();
  }

  resize(): void {
    this.#place();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.scroller.removeEventListener('scroll', this.#scrolled);
  }

  readonly #scrolled = (): void => {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  };

  #place(): void {
    const height = this.#count * this.rowHeight;
    const shown = Math.ceil((this.scroller.clientHeight || 600) / this.rowHeight) + 1;
    const scale = Math.max(1, height / TALLEST);
    const top = Math.floor((this.scroller.scrollTop * scale) / this.rowHeight);
    // Steps of the overscan's size, so that most scroll events move nothing but pixels.
    const step = Math.floor(Math.max(0, top - OVERSCAN / 2) / OVERSCAN) * OVERSCAN;
    const first = Math.max(0, Math.min(step, this.#count - shown));
    const last = Math.min(this.#count, first + shown + 2 * OVERSCAN);
    if (first === this.#first && last === this.#last) return;
    this.#fit(last - first);
    for (let index = first; index < last; index++) {
      const row = this.#pool[index - first];
      if (row) this.draw(row, index);
    }
    this.#first = first;
    this.#last = last;
    const total = height / scale;
    const visible = (last - first) * this.rowHeight;
    const before = Math.min((first * this.rowHeight) / scale, Math.max(0, total - visible));
    grow(this.#before, before);
    grow(this.#after, Math.max(0, total - before - visible));
  }

  #fit(count: number): void {
    while (this.#pool.length < count) {
      const row = document.createElement('tr');
      this.#pool.push(row);
      this.#after.before(row);
    }
    while (this.#pool.length > count) this.#pool.pop()?.remove();
  }
}

function space(): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.className = 'v-space';
  row.setAttribute('aria-hidden', 'true');
  row.append(document.createElement('td'));
  return row;
}

function grow(row: HTMLTableRowElement, height: number): void {
  row.hidden = height <= 0;
  row.style.setProperty('--space', `${height}px`);
}
