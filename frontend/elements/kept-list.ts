/** A list of what is kept: each can be heard, and removed with some seconds to take that back. */
import { RequestError, send } from "../lib/api.ts";
import { playSound } from "../lib/recorded-sound.ts";

const SECONDS_MS = 6000;
const GONE = 404;

/** Around items with `data-address`, which is what a DELETE is sent to; tells `emptied` when the last one is gone. */
export class KeptList extends HTMLElement {
  readonly #leaving = new Map<HTMLElement, ReturnType<typeof setTimeout>>();
  readonly #left = (): void => {
    for (const item of this.#leaving.keys()) void this.#remove(item);
  };

  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    addEventListener("pagehide", this.#left);
  }

  disconnectedCallback(): void {
    removeEventListener("pagehide", this.#left);
  }

  #tapped(target: Element): void {
    const button = target.closest<HTMLElement>("[data-do]");
    const item = target.closest<HTMLElement>("[data-address]");
    if (!button || !item) return;
    // Only the words are marked: a tap on what is marked stops the sound, and a tap on the buttons beside it means more.
    const words = item.querySelector(".kept__words") ?? undefined;
    if (button.dataset.do === "hear") void playSound(button.dataset.sound ?? "", words);
    if (button.dataset.do === "remove") this.#leave(item);
    if (button.dataset.do === "restore") this.#restore(item);
  }

  #leave(item: HTMLElement): void {
    this.#show(item, true);
    this.#leaving.set(
      item,
      setTimeout(() => void this.#remove(item), SECONDS_MS),
    );
    item.querySelector<HTMLElement>('[data-do="restore"]')?.focus();
  }

  #restore(item: HTMLElement): void {
    clearTimeout(this.#leaving.get(item));
    this.#leaving.delete(item);
    this.#show(item, false);
  }

  async #remove(item: HTMLElement): Promise<void> {
    clearTimeout(this.#leaving.get(item));
    this.#leaving.delete(item);
    try {
      await send("DELETE", item.dataset.address ?? "", undefined, { keepalive: true });
    } catch (error) {
      // What is gone already is gone; anything else is still there, and so it stands there.
      if (!(error instanceof RequestError) || error.status !== GONE) return this.#show(item, false);
    }
    item.remove();
    if (!this.querySelector("[data-address]")) this.dispatchEvent(new CustomEvent("emptied", { bubbles: true }));
  }

  #show(item: HTMLElement, isLeaving: boolean): void {
    item.classList.toggle("is-leaving", isLeaving);
    for (const button of item.querySelectorAll<HTMLElement>("button")) {
      button.hidden = (button.dataset.do === "restore") !== isLeaving;
    }
  }
}

customElements.define("kept-list", KeptList);
