/** Dragging an item of a vertical list by its handle, with a finger, a pen or a mouse. */
const EDGE_PX = 72;
const SCROLL_PX = 9;

/** Let items be dragged by their `[data-handle]`; `dropped` is called when one lies in its new place. */
export function letItemsBeDragged(list: HTMLElement, dropped: (item: HTMLElement) => void): void {
  list.addEventListener("pointerdown", (event) => {
    const handle = (event.target as Element).closest<HTMLElement>("[data-handle]");
    const item = handle?.closest<HTMLElement>("li");
    if (handle && item && event.button === 0) new Drag(list, item, handle, event, dropped);
  });
}

class Drag {
  readonly #scroller: HTMLElement;
  readonly #ended = new AbortController();
  #startY: number;
  #pointerY: number;
  #frame = 0;

  constructor(
    private readonly list: HTMLElement,
    private readonly item: HTMLElement,
    handle: HTMLElement,
    event: PointerEvent,
    private readonly dropped: (item: HTMLElement) => void,
  ) {
    this.#scroller = list.closest("main") ?? document.documentElement;
    this.#pointerY = event.clientY;
    this.#startY = event.clientY + this.#scroller.scrollTop;
    handle.setPointerCapture(event.pointerId);
    const { signal } = this.#ended;
    handle.addEventListener("pointermove", (moved) => this.#moved(moved), { signal });
    for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, () => this.#end(), { signal });
    // A picture would be dragged by the browser itself.
    handle.addEventListener("dragstart", (dragged) => dragged.preventDefault(), { signal });
    item.classList.add("is-dragged");
  }

  #moved(event: PointerEvent): void {
    this.#pointerY = event.clientY;
    this.#place();
    if (this.#frame === 0) this.#scroll();
  }

  /** The neighbours move past the item, which itself stays in the page: taking it out would end the drag. */
  #place(): void {
    const { previousElementSibling: above, nextElementSibling: below } = this.item;
    const middle = this.#offset + this.item.offsetTop + this.item.offsetHeight / 2;
    if (isPast(below, (place) => middle > place)) this.#swap(() => this.item.before(below as Element));
    else if (isPast(above, (place) => middle < place)) this.#swap(() => this.item.after(above as Element));
    this.item.style.transform = `translateY(${this.#offset}px)`;
  }

  get #offset(): number {
    return this.#pointerY + this.#scroller.scrollTop - this.#startY;
  }

  #swap(move: () => void): void {
    const before = this.item.offsetTop;
    move();
    this.#startY += this.item.offsetTop - before;
    this.#place();
  }

  /** Near the upper and lower edge the list goes on by itself. */
  #scroll(): void {
    const { top, bottom } = this.#scroller.getBoundingClientRect();
    const by = this.#pointerY < top + EDGE_PX ? -SCROLL_PX : this.#pointerY > bottom - EDGE_PX ? SCROLL_PX : 0;
    const before = this.#scroller.scrollTop;
    this.#scroller.scrollTop += by;
    const hasMoved = this.#scroller.scrollTop !== before;
    if (hasMoved) this.#place();
    this.#frame = hasMoved ? requestAnimationFrame(() => this.#scroll()) : 0;
  }

  #end(): void {
    this.#ended.abort();
    cancelAnimationFrame(this.#frame);
    this.item.style.transform = "";
    this.item.classList.remove("is-dragged");
    this.dropped(this.item);
    this.list.querySelectorAll(".is-dragged").forEach((other) => {
      other.classList.remove("is-dragged");
    });
  }
}

function isPast(neighbour: Element | null, test: (middle: number) => boolean): boolean {
  if (!(neighbour instanceof HTMLElement)) return false;
  return test(neighbour.offsetTop + neighbour.offsetHeight / 2);
}
