/** Tap to hear: `<say-it>` around a button makes it say the words inside, or inside `data-for`. */
import { canSay, say, utterancesIn } from "../lib/speech.ts";

/** A sound button; it is hidden, and a row that only speaks is no button, where there is neither a device voice nor a clip. */
export class SayIt extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      if (!(event.target as Element).closest("a")) void say(utterancesIn(this.#source), this.#source);
    });
    this.#showIfHeard();
    // Chrome lists its voices only some time after the page has loaded.
    if ("speechSynthesis" in window) speechSynthesis.addEventListener?.("voiceschanged", () => this.#showIfHeard());
  }

  get #source(): Element {
    const id = this.dataset.for;
    return (id && document.getElementById(id)) || this;
  }

  #showIfHeard(): void {
    const isMute = !canSay(utterancesIn(this.#source));
    for (const sign of this.querySelectorAll<HTMLElement>("[data-sound]")) sign.hidden = isMute;
    for (const button of this.querySelectorAll("button")) button.disabled = isMute;
  }
}

customElements.define("say-it", SayIt);
