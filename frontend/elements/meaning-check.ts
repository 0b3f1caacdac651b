/** A check at the foot of the day: one picture, three sounds, one tap; asked seldom, and passed over with one tap. */
import { had, isCheckDue, noteAsked } from "../lib/check-due.ts";
import { hush, say, utterancesIn } from "../lib/speech.ts";

const THANKS_MS = 4000;

/** The place of a check; it stays empty until it is seen on a phone that may be asked. */
export class MeaningCheck extends HTMLElement {
  connectedCallback(): void {
    if (!isCheckDue()) return;
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    const watching = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watching.disconnect();
      void this.#ask();
    });
    watching.observe(this);
  }

  async #ask(): Promise<void> {
    const body = JSON.stringify({ had: had() });
    const headers = { "content-type": "application/json", accept: "text/html" };
    const response = await fetch("/checks", { method: "POST", headers, body }).catch(() => undefined);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const check = page.querySelector<HTMLElement>(".asking");
    noteAsked(check?.dataset.concept);
    if (check) this.replaceChildren(document.importNode(check, true));
  }

  #tapped(target: Element): void {
    const button = target.closest<HTMLElement>("[data-do]");
    const actions: Record<string, () => void> = {
      choose: () => this.#choose(button as HTMLElement),
      answer: () => this.#answer(),
      pass: () => this.#end(),
    };
    actions[button?.dataset.do ?? ""]?.();
  }

  #choose(button: HTMLElement): void {
    for (const other of this.querySelectorAll("[data-choice]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    const sure = this.querySelector('[data-do="answer"]');
    sure?.removeAttribute("hidden");
    void say(utterancesIn(button));
  }

  /** Without the phone's cookie: the server is not told whose answer it is. Nobody is told whether it was right. */
  #answer(): void {
    const chosen = this.querySelector<HTMLElement>('[data-choice][aria-pressed="true"]')?.dataset.choice;
    const ticket = this.querySelector<HTMLElement>("[data-ticket]")?.dataset.ticket;
    const body = JSON.stringify({ ticket, chosen_id: chosen });
    const headers = { "content-type": "application/json" };
    const options = { method: "POST", credentials: "omit", keepalive: true, headers, body } as const;
    void fetch("/api/v1/check-answers", options).catch(() => undefined); // lost without a network, and missed by nobody
    this.#thank();
  }

  #thank(): void {
    const thanks = this.querySelector<HTMLElement>("[data-thanks]");
    thanks?.removeAttribute("hidden");
    if (thanks) thanks.parentElement?.replaceChildren(thanks);
    if (thanks && document.documentElement.dataset.reading !== "text") void say(utterancesIn(thanks));
    setTimeout(() => this.#end(), THANKS_MS);
  }

  #end(): void {
    hush();
    this.replaceChildren();
  }
}

customElements.define("meaning-check", MeaningCheck);
