/** The parent's day: its sentence to hear, moments to see big and hear, and "play my day" that walks through them. */
import { canSay, hush, isSaying, type Outcome, pause, say, tell, utterancesIn } from "../lib/speech.ts";

const STILL_MS = 2500;
const AFTER_SOUND_MS = 400;

/** The strip of moments with its one dialog, which stands in the page as a `<dialog>` with a `[data-big]` place. */
export class DayStrip extends HTMLElement {
  #place = 0;
  #walk: AbortController | undefined;

  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#tapped(event));
    this.#dialog?.addEventListener("close", () => this.#stop());
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  /** The day's sentence where there is one, then its moments: what "play my day" walks through. */
  get #stills(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-still]")];
  }

  #tapped(event: Event): void {
    const tapped = (event.target as Element).closest<HTMLElement>("[data-do]");
    const still = tapped?.closest<HTMLElement>("[data-still]");
    if ((event.target as Element).closest("[data-big]")) this.#sayAgain();
    const actions: Record<string, () => unknown> = {
      open: () => this.#openAndSay(still ? this.#stills.indexOf(still) : 0),
      hear: () => still && this.#hear(still),
      play: () => this.#play(),
      next: () => this.#step(1),
      back: () => this.#step(-1),
      say: () => this.#sayAgain(),
      close: () => this.#dialog?.close(),
    };
    actions[tapped?.dataset.do ?? ""]?.();
  }

  #openAndSay(place: number): void {
    this.#open(place);
    this.#sayUnlessRead();
  }

  #hear(still: HTMLElement): void {
    if (isSaying(still)) hush();
    else void say(utterancesIn(still));
  }

  #sayAgain(): void {
    const isSounding = this.#dialog && isSaying(this.#dialog);
    this.#stop();
    if (!isSounding) void this.#sayShown();
  }

  async #play(): Promise<void> {
    if (this.#walk) return this.#stop();
    const walk = new AbortController();
    this.#open(this.#dialog?.open ? this.#place : 0);
    this.#walk = walk;
    this.#markPlaying();
    while (await this.#stayed(walk.signal)) this.#show(this.#place + 1);
    if (!walk.signal.aborted) this.#stop();
  }

  /** Stay with the still until it has been said and seen; true when there is a next one to go to. */
  async #stayed(signal: AbortSignal): Promise<boolean> {
    const [outcome] = await Promise.all([this.#sayShown(), pause(STILL_MS, signal)]);
    if (outcome === "stopped") return false; // a tap, another tab, or a phone that was put away
    if (outcome === "heard") await pause(AFTER_SOUND_MS, signal);
    return !signal.aborted && this.#place + 1 < this.#stills.length;
  }

  #stop(): void {
    this.#walk?.abort();
    this.#walk = undefined;
    hush();
    this.#markPlaying();
  }

  #step(by: number): void {
    this.#stop();
    const place = this.#place + by;
    if (place < 0 || place >= this.#stills.length) return;
    this.#show(place);
    this.#sayUnlessRead();
  }

  #open(place: number): void {
    this.#stop();
    this.#show(place);
    if (!this.#dialog?.open) this.#dialog?.showModal();
  }

  #show(place: number): void {
    const still = this.#stills[place];
    const big = this.#dialog?.querySelector<HTMLElement>("[data-big]");
    if (!still || !big) return;
    this.#place = place;
    const parts = [...still.querySelectorAll("[data-part]")].map((part) => part.cloneNode(true) as HTMLElement);
    big.classList.toggle("has-photo", Boolean(still.querySelector("img.photo")));
    big.replaceChildren(...parts);
    this.#dialog?.querySelector('[data-do="say"]')?.toggleAttribute("hidden", !canSay(utterancesIn(big)));
    this.#markProgress();
  }

  #sayShown(): Promise<Outcome> {
    const big = this.#dialog?.querySelector("[data-big]");
    return big ? tell(utterancesIn(big)) : Promise.resolve("silent");
  }

  // Who prefers to read gets silence at the door, among other parents; the sound is one tap away.
  #sayUnlessRead(): void {
    if (document.documentElement.dataset.reading !== "text") void this.#sayShown();
  }

  #markPlaying(): void {
    for (const button of this.querySelectorAll<HTMLElement>('[data-do="play"]')) {
      button.classList.toggle("is-playing", Boolean(this.#walk));
    }
  }

  #markProgress(): void {
    const dots = this.#dialog?.querySelector(".progress");
    dots?.replaceChildren(
      ...this.#stills.map((_, place) => {
        const dot = document.createElement("i");
        dot.classList.toggle("is-past", place <= this.#place);
        return dot;
      }),
    );
    const last = this.#stills.length - 1;
    this.#dialog?.querySelector('[data-do="back"]')?.toggleAttribute("disabled", this.#place === 0);
    this.#dialog?.querySelector('[data-do="next"]')?.toggleAttribute("disabled", this.#place === last);
  }
}

customElements.define("day-strip", DayStrip);
