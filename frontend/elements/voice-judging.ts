/** A second speaker's turn: hear what another recorded; good, or say it better, or put the written word right. */

import { RequestError } from "../lib/api.ts";
import { playSound } from "../lib/recorded-sound.ts";
import { decide, type Heard, recordings } from "../lib/studio.ts";

/** The section of the Studio that shows one waiting recording after another. */
export class VoiceJudging extends HTMLElement {
  #waiting: Heard[] = [];

  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#approve();
    });
    addEventListener("hashchange", () => void this.#opened());
    void this.#opened();
  }

  get #form(): HTMLFormElement {
    return this.querySelector("[data-correction]") as HTMLFormElement;
  }

  get #text(): HTMLInputElement {
    return this.#form.elements.namedItem("text") as HTMLInputElement;
  }

  async #opened(): Promise<void> {
    if (location.hash !== "#listen") return;
    try {
      this.#waiting = [...(await recordings(this.dataset.language ?? "", "waiting"))];
      this.#tell();
    } catch (error) {
      this.#waiting = [];
      this.#tell(error);
    }
    this.#show();
  }

  #tapped(target: Element): void {
    const [first] = this.#waiting;
    const action = target.closest<HTMLElement>("[data-do]")?.dataset.do;
    if (!first || !action) return;
    if (action === "hear") this.#hear();
    if (action === "approve") void this.#approve();
    if (action === "edit") this.#edit(Boolean(this.#form.hidden));
    if (action === "skip") this.#skip();
    if (action === "better") this.dispatchEvent(new CustomEvent("better", { detail: first, bubbles: true }));
  }

  #show(): void {
    const [first] = this.#waiting;
    this.#part("judged").hidden = !first;
    this.#part("nothing").hidden = first !== undefined || !this.#part("notice").hidden;
    (this.querySelector("[data-hands]") as HTMLElement).hidden = !first;
    this.#count();
    this.#edit(false);
    if (!first) return;
    (this.#part("picture") as HTMLImageElement).src = first.picture;
    for (const part of ["text", "dutch", "alias"] as const) this.#part(part).textContent = first[part];
    this.#text.value = first.text;
    this.querySelector<HTMLElement>('[data-do="edit"]')?.toggleAttribute("hidden", !first.may_correct);
  }

  #edit(isOpen: boolean): void {
    this.#form.hidden = !isOpen;
    this.querySelector('[data-do="edit"]')?.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.#text.focus();
  }

  #hear(): void {
    const [first] = this.#waiting;
    if (first) void playSound(first.sound, this.#part("picture"));
  }

  #skip(): void {
    this.#waiting.push(...this.#waiting.splice(0, 1));
    this.#tell();
    this.#show();
    this.#hear();
  }

  async #approve(): Promise<void> {
    const [first] = this.#waiting;
    if (!first || this.classList.contains("is-busy")) return;
    this.classList.add("is-busy");
    try {
      await decide(first.id, "approved", this.#form.hidden ? undefined : this.#text.value);
      this.#decided();
    } catch (error) {
      // Somebody else was quicker: that recording needs nobody any more.
      if (error instanceof RequestError && [404, 409].includes(error.status)) this.#decided();
      else this.#tell(error);
    }
    this.classList.remove("is-busy");
  }

  #decided(): void {
    this.#waiting.shift();
    this.#tell();
    this.#show();
    this.#hear();
  }

  #tell(error?: unknown): void {
    const notice = this.#part("notice");
    notice.hidden = error === undefined;
    const words = notice.querySelector<HTMLElement>("[data-message]");
    if (!words) return;
    words.dataset.lost ??= words.textContent ?? "";
    words.textContent = (error instanceof RequestError && error.problem?.message) || words.dataset.lost;
  }

  #count(): void {
    const count = document.querySelector<HTMLElement>('[data-count="listen"]');
    if (!count) return;
    count.textContent = String(this.#waiting.length);
    count.hidden = this.#waiting.length === 0;
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-${name}]`) as HTMLElement;
  }
}

customElements.define("voice-judging", VoiceJudging);
