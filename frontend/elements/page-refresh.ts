/** A stored page is shown at once; when the worker has fetched a newer one, its contents are swapped in quietly. */
import { tellWorker } from "../lib/account.ts";
import { confirmSubscription } from "../lib/push.ts";

/** Listens to the service worker and replaces `<main>` unless somebody is in the middle of something. */
export class PageRefresh extends HTMLElement {
  connectedCallback(): void {
    navigator.serviceWorker?.addEventListener("message", (event: MessageEvent) => {
      if (event.data?.kind === "changed" && event.data.url === location.href.split("#")[0]) void this.#swap();
      if (event.data?.kind === "signed-out") location.assign("/join");
      if (event.data?.kind === "go") location.assign(event.data.url);
    });
    void loaded().then(tellWorker).then(confirmSubscription);
  }

  async #swap(): Promise<void> {
    if (document.querySelector("dialog[open], .is-speaking")) return;
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

/** What the page shows comes first; what the worker stores for later would be in its way on a slow line. */
function loaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", () => resolve(), { once: true });
  });
}

customElements.define("page-refresh", PageRefresh);
