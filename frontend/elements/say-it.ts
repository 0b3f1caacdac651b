/** Tap to hear: `<say-it>` around a button makes it say the words inside, or inside `data-for`. */
import { canSay, say, utterancesIn } from "../lib/speech.ts";

/** A sound button; it is hidden where there is neither a device voice nor a clip. */
export class SayIt extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => void say(utterancesIn(this.#source), this.#source));
    this.#showIfHeard();
    // Chrome lists its voices only some time after the page has loaded.
    if ("speechSynthesis" in window) speechSynthesis.addEventListener?.("voiceschanged", () => this.#showIfHeard());
  }

  get #source(): Element {
    const id = this.dataset.for;
    return (id && document.getElementById(id)) || this;
  }

  #showIfHeard(): void {
    const button = this.querySelector<HTMLElement>("[data-sound]");
    if (button) button.hidden = !canSay(utterancesIn(this.#source));
  }
}

customElements.define("say-it", SayIt);
