/** A stored page is shown at once; when the worker has fetched a newer one, its contents are swapped in quietly. */
import { tellWorker } from "../lib/account.ts";
import { confirmSubscription } from "../lib/push.ts";

const ASK_AGAIN_MS = 60_000;

/** Listens to the service worker and replaces `<main>` unless somebody is in the middle of something. */
export class PageRefresh extends HTMLElement {
  #isBehind = false;
  #askedAt = Date.now();

  connectedCallback(): void {
    navigator.serviceWorker?.addEventListener("message", (event: MessageEvent) => {
      if (event.data?.kind === "changed" && event.data.url === here()) void this.#swap();
      if (event.data?.kind === "signed-out") location.assign("/join");
      if (event.data?.kind === "go") location.assign(event.data.url);
    });
    void loaded().then(tellWorker).then(confirmSubscription);
    setInterval(() => this.#askAgain(), ASK_AGAIN_MS);
    document.addEventListener("visibilitychange", () => this.#askAgain());
  }

  /** A moment that is done now, or a word that somebody has recorded, comes to a page that stays open too. */
  #askAgain(): void {
    if (document.hidden) return;
    if (this.#isBehind) void this.#swap();
    if (Date.now() - this.#askedAt < ASK_AGAIN_MS - 1000) return; // a timer may come a little early
    this.#askedAt = Date.now();
    navigator.serviceWorker?.controller?.postMessage({ kind: "look", url: here() });
  }

  async #swap(): Promise<void> {
    this.#isBehind = Boolean(document.querySelector("dialog[open], .is-speaking"));
    if (this.#isBehind) return;
    const response = await fetch(location.href, { headers: { "x-stored": "1", accept: "text/html" } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const [fresh, shown] = [page.querySelector("main"), document.querySelector("main")];
    if (!fresh || !shown) return;
    const top = shown.scrollTop;
    shown.replaceWith(document.adoptNode(fresh));
    fresh.scrollTop = top;
  }
}

function here(): string {
  return location.href.split("#")[0] ?? "";
}

/** What the page shows comes first; what the worker stores for later would be in its way on a slow line. */
function loaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", () => resolve(), { once: true });
  });
}

customElements.define("page-refresh", PageRefresh);
