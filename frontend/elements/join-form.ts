/** Joining: hear greetings, choose one, then the card of the address or eight typed digits is redeemed by a tap. */
import { wipe } from "../lib/account.ts";
import { redeemCard } from "../lib/redemption.ts";
import { say, utterancesIn } from "../lib/speech.ts";

/** The form of the join page; without this script it is a plain form that posts the digits. */
export class JoinForm extends HTMLElement {
  #step: "language" | "code" = "language";

  connectedCallback(): void {
    this.addEventListener("change", (event) => this.#chosen(event.target as HTMLInputElement));
    this.addEventListener("input", () => this.#update());
    this.addEventListener("click", (event) => this.#tapped(event));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#next();
    });
    this.#form.noValidate = true;
    this.#code.inputMode = "none"; // our own big keys, not the phone's keyboard
    for (const part of this.querySelectorAll("[data-scripted]")) part.removeAttribute("hidden");
    this.#show("language");
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form") as HTMLFormElement;
  }

  get #code(): HTMLInputElement {
    return this.#form.elements.namedItem("code") as HTMLInputElement;
  }

  get #language(): string {
    return this.querySelector<HTMLInputElement>("input[name=language]:checked")?.value ?? "";
  }

  // The card's secret stands behind the # of the address, which no server sees.
  get #token(): string {
    return location.hash.slice(1);
  }

  #chosen(input: HTMLInputElement): void {
    if (input.name !== "language") return;
    const greeting = input.closest("label");
    if (greeting) void say(utterancesIn(greeting), greeting);
    this.#update();
  }

  #tapped(event: Event): void {
    const digit = (event.target as Element).closest<HTMLElement>("[data-digit]")?.dataset.digit;
    if ((event.target as Element).closest("[data-do=back]")) this.#show("language");
    if (!digit) return;
    const typed = digits(this.#code.value);
    this.#code.value = grouped(digit === "back" ? typed.slice(0, -1) : typed + digit);
    this.#update();
  }

  #show(step: "language" | "code"): void {
    this.#step = step;
    for (const section of this.querySelectorAll<HTMLElement>("[data-step]"))
      section.hidden = section.dataset.step !== step;
    this.#update();
  }

  #update(): void {
    const isReady = this.#step === "language" ? this.#language !== "" : digits(this.#code.value).length === 8;
    this.querySelector(".check")?.toggleAttribute("disabled", !isReady);
  }

  async #next(): Promise<void> {
    if (this.#step === "language" && !this.#token) {
      this.#show("code");
      return;
    }
    this.#showProblem("", "");
    this.classList.add("is-busy");
    const card = this.#token ? { token: this.#token } : { code: digits(this.#code.value) };
    const problem = await redeemCard({ ...card, device_id: this.dataset.deviceId ?? "" }, this.#language);
    if (problem) {
      this.classList.remove("is-busy");
      this.#showProblem(problem.code, problem.message || (this.dataset.lost ?? ""));
      return;
    }
    await wipe("caregiver"); // whatever this phone kept belonged to somebody else
    location.replace("/today");
  }

  #showProblem(code: string, words: string): void {
    for (const notice of this.querySelectorAll<HTMLElement>("[data-problem]")) {
      notice.hidden = notice.dataset.problem !== code;
      const text = notice.querySelector("span");
      if (text) text.textContent = words;
    }
  }
}

function digits(text: string): string {
  return text.replace(/\D/g, "").slice(0, 8);
}

function grouped(text: string): string {
  const all = digits(text);
  return all.length > 4 ? `${all.slice(0, 4)} ${all.slice(4)}` : all;
}

customElements.define("join-form", JoinForm);
