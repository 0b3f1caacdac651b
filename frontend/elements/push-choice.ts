/** Messages on this phone: asked in pictures and sound, tried out, and turned off again. */
import { RequestError, send } from "../lib/api.ts";
import { type PushState, pushState, subscribe, unsubscribe } from "../lib/push.ts";
import { say, utterancesIn } from "../lib/speech.ts";

type Notice = "failed" | "sending" | "wait" | "arrived" | "late" | "off" | "";

const REFUSALS: Record<string, Notice> = { not_subscribed: "off", too_many: "wait" };
const ARRIVES_WITHIN_MS = 20_000;

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let installPrompt: InstallPrompt | undefined;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault(); // our own button, with a picture, instead of the browser's bar of text
  installPrompt = event as InstallPrompt;
  document.querySelector<PushChoice>("push-choice")?.mayInstall(true);
});

/** Shows the one part that belongs to where the phone stands. */
export class PushChoice extends HTMLElement {
  #late = 0;
  #state: PushState = "none";

  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#tapped(event));
    navigator.serviceWorker?.addEventListener("message", this.#told);
    document.addEventListener("visibilitychange", this.#look); // back from the settings
    void navigator.permissions?.query({ name: "notifications" }).then((permission) => {
      permission.onchange = this.#look;
    });
    this.#look();
  }

  disconnectedCallback(): void {
    navigator.serviceWorker?.removeEventListener("message", this.#told);
    document.removeEventListener("visibilitychange", this.#look);
  }

  /** Offer to put the app on the home screen, where the browser lets a page do so. */
  mayInstall(may: boolean): void {
    this.querySelector("[data-install]")?.toggleAttribute("hidden", !may);
    this.hidden = this.#state === "none" && !may;
  }

  #look = (): void => {
    if (!document.hidden && !this.hasAttribute("aria-busy")) void pushState().then((state) => this.#show(state));
  };

  #told = (event: MessageEvent): void => {
    if (event.data?.kind === "pushed" && this.#state === "on") this.#notice("arrived");
  };

  #show(state: PushState): void {
    this.#state = state;
    for (const part of this.querySelectorAll<HTMLElement>("[data-state]")) part.hidden = part.dataset.state !== state;
    this.mayInstall(Boolean(installPrompt));
  }

  /** Say how it goes, in a picture and aloud; one notice at a time. */
  #notice(shown: Notice, isSaid = true): void {
    clearTimeout(this.#late);
    for (const notice of this.querySelectorAll<HTMLElement>("[data-notice]")) {
      notice.hidden = notice.dataset.notice !== shown;
      if (!notice.hidden && isSaid) void say(utterancesIn(notice), notice);
    }
  }

  #tapped(event: Event): void {
    const what = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset.do;
    if (what === "subscribe") void this.#change(subscribe);
    if (what === "unsubscribe") void this.#change(unsubscribe);
    if (what === "test") void this.#test();
    if (what === "install") void this.#install();
  }

  async #change(change: () => Promise<PushState>): Promise<void> {
    if (this.hasAttribute("aria-busy")) return;
    this.setAttribute("aria-busy", "true");
    this.#notice("");
    try {
      this.#show(await change());
      if (this.#state !== "ask") this.#sayShown();
    } catch {
      this.#notice("failed");
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  #sayShown(): void {
    const part = this.querySelector(`[data-state="${this.#state}"] say-it`);
    if (part) void say(utterancesIn(part), part);
  }

  async #test(): Promise<void> {
    this.#notice("sending", false); // the message's own sound is what should be heard
    this.#late = window.setTimeout(() => this.#notice("late"), ARRIVES_WITHIN_MS);
    try {
      await send("POST", "/api/v1/test-notification");
    } catch (error) {
      const notice = noticeOf(error);
      if (notice === "off") this.#show("ask");
      this.#notice(notice);
    }
  }

  async #install(): Promise<void> {
    const outcome = await installPrompt?.prompt();
    installPrompt = undefined; // a browser lets it be used once
    if (outcome) this.mayInstall(false);
  }
}

function noticeOf(error: unknown): Notice {
  return (error instanceof RequestError && REFUSALS[error.problem?.code ?? ""]) || "failed";
}

customElements.define("push-choice", PushChoice);
