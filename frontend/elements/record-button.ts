/** Hold and speak, or tap to begin and tap to end; a ring shows the time and the loudness. */
import * as microphone from "../lib/microphone.ts";
import { type Fault, faultIn } from "../lib/sound-check.ts";
import { hush } from "../lib/speech.ts";

const TAP_MS = 350; // shorter is a tap: it goes on until the next one
const LONGEST_MS = 9800; // the server takes ten seconds
const AFTER_RELEASE_MS = 180; // a finger lets go before the last sound is out
const ASKED_MS = 800; // a person was asked meanwhile: their answer is no word

/** Why nothing was recorded: what can be heard in it, or that the microphone may not be used. */
export type Unsaid = Fault | "denied";

/** Wraps a button; tells `said` with what was recorded, or `unsaid` with the reason. */
export class RecordButton extends HTMLElement {
  #take: microphone.Take | undefined;
  #pressedAt = 0;
  #isHeld = false;
  #isBusy = false;
  #longest: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const button = this.#button;
    button.addEventListener("pointerdown", (event) => this.#pressed(event));
    button.addEventListener("pointerup", () => this.#released());
    button.addEventListener("pointercancel", () => this.#released());
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    // Keys and screen readers send a click without a pointer.
    button.addEventListener("click", (event) => event.detail === 0 && this.#toggle());
  }

  disconnectedCallback(): void {
    microphone.close();
  }

  get #button(): HTMLButtonElement {
    return this.querySelector("button") as HTMLButtonElement;
  }

  #pressed(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    this.#button.setPointerCapture(event.pointerId);
    this.#pressedAt = performance.now();
    if (this.#take) return void this.#end();
    this.#isHeld = true;
    void this.#begin();
  }

  #released(): void {
    const wasHeld = this.#isHeld && performance.now() - this.#pressedAt > TAP_MS;
    this.#isHeld = false;
    if (wasHeld && this.#take) void this.#end();
  }

  #toggle(): void {
    void (this.#take ? this.#end() : this.#begin());
  }

  async #begin(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    hush();
    const askedAt = performance.now();
    try {
      await microphone.open();
      const wasAsked = performance.now() - askedAt > ASKED_MS;
      if (!wasAsked || this.#isHeld) this.#start();
    } catch {
      this.dispatchEvent(new CustomEvent<Unsaid>("unsaid", { detail: "denied", bubbles: true }));
    } finally {
      this.#isBusy = false;
    }
  }

  #start(): void {
    const startedAt = performance.now();
    const take = microphone.record();
    this.#take = take;
    this.#longest = setTimeout(() => void this.#end(), LONGEST_MS);
    this.#button.setAttribute("aria-pressed", "true");
    this.dispatchEvent(new CustomEvent("speaking", { bubbles: true }));
    const draw = (now: number): void => {
      if (this.#take !== take) return;
      this.style.setProperty("--time", String(Math.min(1, (now - startedAt) / LONGEST_MS)));
      this.style.setProperty("--level", String(Math.min(1, take.level() * 4)));
      requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  }

  async #end(): Promise<void> {
    const take = this.#take;
    if (!take || this.#isBusy) return;
    this.#isBusy = true;
    clearTimeout(this.#longest);
    await new Promise((resolve) => setTimeout(resolve, AFTER_RELEASE_MS));
    const recorded = await take.stop();
    this.#take = undefined;
    this.#button.setAttribute("aria-pressed", "false");
    this.style.removeProperty("--time");
    this.style.removeProperty("--level");
    const fault = await faultIn(recorded);
    this.#isBusy = false;
    const told = fault
      ? new CustomEvent<Unsaid>("unsaid", { detail: fault, bubbles: true })
      : new CustomEvent<Blob>("said", { detail: recorded, bubbles: true });
    this.dispatchEvent(told);
  }
}

customElements.define("record-button", RecordButton);
