/** Before the first word: a language chosen by ear, then what happens with a voice, and one big yes. */
import { forgetPage } from "../lib/account.ts";
import { RequestError, send } from "../lib/api.ts";
import { say, utterancesIn } from "../lib/speech.ts";

/** The two steps of beginning to speak a language for us. */
export class SpeakerForm extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", (event) => this.#chosen(event.target as HTMLInputElement));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#next();
    });
    this.#form.noValidate = true;
    this.#update();
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form") as HTMLFormElement;
  }

  get #language(): string {
    return this.querySelector<HTMLInputElement>("input[name=language]:checked")?.value ?? "";
  }

  #chosen(input: HTMLInputElement): void {
    if (input.name !== "language") return;
    const greeting = input.closest("label");
    if (greeting) void say(utterancesIn(greeting), greeting);
    this.#update();
  }

  #update(): void {
    this.querySelector(".check")?.toggleAttribute("disabled", !this.#language);
  }

  async #next(): Promise<void> {
    const consent = this.querySelector<HTMLElement>('[data-step="consent"]');
    if (consent?.hidden) {
      consent.hidden = false;
      (this.querySelector('[data-step="language"]') as HTMLElement).hidden = true;
      consent.scrollIntoView();
      return;
    }
    await this.#agree();
  }

  async #agree(): Promise<void> {
    const given = new FormData(this.#form);
    const speaker = { alias: given.get("alias"), dialect: given.get("dialect"), has_consented: true };
    try {
      await send("PUT", `/api/v1/studio/speakers/${this.#language}`, speaker);
      await forgetPage("/studio"); // it was stored as this form
      // The first language is the one that the plain address shows, which is what the phone keeps for later.
      location.assign("first" in this.dataset ? "/studio" : `/studio?language=${this.#language}`);
    } catch (error) {
      this.#tell(error);
    }
  }

  #tell(error: unknown): void {
    const notice = this.querySelector<HTMLElement>("[data-notice]");
    const words = notice?.querySelector<HTMLElement>("[data-message]");
    if (!notice || !words) return;
    words.dataset.lost ??= words.textContent ?? "";
    words.textContent = (error instanceof RequestError && error.problem?.message) || words.dataset.lost;
    notice.hidden = false;
  }
}

customElements.define("speaker-form", SpeakerForm);
