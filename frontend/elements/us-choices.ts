/** A parent's own choices: each is heard or seen at once, and kept by the server. */
import { forgetPages, wipe } from "../lib/account.ts";
import { send } from "../lib/api.ts";
import { forgetSubscription } from "../lib/push.ts";
import { say, utterancesIn } from "../lib/speech.ts";

/** The choices of the Us page. */
export class UsChoices extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", (event) => this.#chosen(event.target as HTMLInputElement));
    this.addEventListener("click", (event) => this.#tapped(event));
  }

  #chosen(input: HTMLInputElement): void {
    if (input.name === "reading") void this.#keep(() => send("PATCH", "/api/v1/caregiver", { reading: input.value }));
    if (input.name !== "language") return;
    const greeting = input.closest("label");
    if (greeting) void say(utterancesIn(greeting), greeting);
    this.querySelector("[data-do=language]")?.toggleAttribute("hidden", input.value === document.documentElement.lang);
  }

  #tapped(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (button?.dataset.do === "language") void this.#keep(() => this.#speak());
    if (button?.dataset.do === "sign-out") void this.#keep(() => this.#leave());
    if (button?.dataset.do === "sign-out-other") void this.#keep(() => this.#end(button));
  }

  async #speak(): Promise<void> {
    const language = this.querySelector<HTMLInputElement>("input[name=language]:checked")?.value;
    await send("PATCH", "/api/v1/device", { language });
    await forgetPages(); // they are in the language of before
    location.assign("/today");
  }

  async #leave(): Promise<void> {
    await send("DELETE", "/api/v1/device");
    await forgetSubscription();
    await wipe();
    location.replace("/join");
  }

  async #end(button: HTMLElement): Promise<void> {
    await send("DELETE", `/api/v1/devices/${button.dataset.device}`);
    button.closest("details")?.remove();
  }

  async #keep(change: () => Promise<unknown>): Promise<void> {
    const problem = this.querySelector<HTMLElement>("[data-problem]");
    problem?.setAttribute("hidden", "");
    try {
      await change();
    } catch {
      problem?.removeAttribute("hidden");
    }
  }
}

customElements.define("us-choices", UsChoices);
