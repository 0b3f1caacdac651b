/** Saying what one looks for: a microphone for each language the browser knows, off until a staff member wants it. */
import { canListen, isSwitchedOn, listen, switchOn } from "../lib/dictation.ts";
import type { ConceptPicker } from "./concept-picker.ts";

type State = "asking" | "listening" | "misheard" | "";

/** Microphones inside a `<concept-picker>`, and below them what is going on. */
export class SpokenSearch extends HTMLElement {
  #language = "nl";
  #listening = new AbortController();
  readonly #ended = new AbortController();

  connectedCallback(): void {
    const { signal } = this.#ended;
    this.addEventListener("click", (event) => this.#clicked(event.target as Element));
    for (const event of ["online", "offline"]) addEventListener(event, () => this.#offer(), { signal });
    this.#offer();
  }

  disconnectedCallback(): void {
    this.#ended.abort();
    this.#listening.abort();
  }

  #offer(): void {
    this.hidden = !canListen();
  }

  #clicked(target: Element): void {
    const button = target.closest<HTMLElement>("[data-speech]");
    const actions: Record<string, () => void> = {
      speak: () => this.#speak(button?.dataset.language),
      "switch-on": () => this.#switch(true),
      "switch-off": () => this.#switch(false),
      stop: () => this.#stop(),
    };
    actions[button?.dataset.speech ?? ""]?.();
  }

  #speak(language = this.#language): void {
    this.#language = language;
    if (isSwitchedOn()) void this.#listen();
    else this.#show("asking");
  }

  #switch(isOn: boolean): void {
    switchOn(isOn);
    this.#stop();
    if (isOn) void this.#listen();
  }

  #stop(): void {
    this.#listening.abort();
    this.#show("");
  }

  async #listen(): Promise<void> {
    this.#listening.abort();
    const listening = new AbortController();
    this.#listening = listening;
    this.#show("listening");
    const readings = await listen(this.#language, listening.signal);
    if (listening.signal.aborted) return;
    const picker = this.closest<ConceptPicker>("concept-picker");
    const isFound = readings.some((reading) => picker?.look(reading));
    if (!isFound) picker?.look("");
    this.#show(isFound ? "" : "misheard");
  }

  #show(state: State): void {
    for (const one of this.querySelectorAll<HTMLElement>("[data-when]")) one.hidden = one.dataset.when !== state;
    const isOn = state === "listening";
    for (const button of this.querySelectorAll<HTMLElement>("[data-language]")) {
      button.setAttribute("aria-pressed", String(isOn && button.dataset.language === this.#language));
    }
  }
}

customElements.define("spoken-search", SpokenSearch);
