/** One's own recordings, and leaving with all of them. */
import { currentAccount, forgetPage, wipe } from "../lib/account.ts";
import { send } from "../lib/api.ts";
import { entriesOf, remove } from "../lib/outbox.ts";
import { listen } from "../lib/outbox-channel.ts";
import { type Heard, recordings } from "../lib/studio.ts";

/** The section of the Studio with a list, whose items are clones of its `<template>`. */
export class OwnRecordings extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    this.addEventListener("emptied", () => this.#fill([]));
    addEventListener("hashchange", () => void this.#opened());
    listen(() => void this.#opened()); // what waited has arrived
    void this.#opened();
  }

  #tapped(target: Element): void {
    const action = target.closest<HTMLElement>("[data-do]")?.dataset.do;
    if (action === "withdraw") void this.#try(() => this.#withdraw());
    if (action === "sign-out") void this.#try(() => this.#signOut());
  }

  async #opened(): Promise<void> {
    if (location.hash !== "#mine") return;
    await this.#try(async () => {
      const all = await recordings(this.#language, "recordings");
      if (!this.querySelector(".is-leaving")) this.#fill(all); // else what leaves could not be taken back
    });
  }

  get #language(): string {
    return this.dataset.language ?? "";
  }

  #fill(all: readonly Heard[]): void {
    this.querySelector("[data-list]")?.replaceChildren(...all.map((one) => this.#item(one)));
    this.querySelector("[data-nothing]")?.toggleAttribute("hidden", all.length > 0);
  }

  #item(one: Heard): Node {
    const template = this.querySelector("template") as HTMLTemplateElement;
    const item = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    item.dataset.address = `/api/v1/studio/recordings/${one.id}`;
    for (const part of ["text", "dutch"] as const) {
      const words = item.querySelector(`[data-${part}]`);
      if (words) words.textContent = one[part];
    }
    item.querySelector<HTMLImageElement>("[data-picture]")?.setAttribute("src", one.picture);
    item.querySelector('[data-do="hear"]')?.setAttribute("data-sound", one.sound);
    for (const state of item.querySelectorAll<HTMLElement>("[data-state-of]"))
      state.hidden = state.dataset.stateOf !== one.state;
    return item;
  }

  async #withdraw(): Promise<void> {
    await send("DELETE", `/api/v1/studio/speakers/${this.#language}`);
    const waiting = (await entriesOf(currentAccount())).filter((entry) => entry.recording?.language === this.#language);
    await remove(waiting.map((entry) => entry.order));
    await forgetPage("/studio");
    location.assign("/studio");
  }

  /** The first tap tells whoever would lose something by it; the second is meant. */
  async #signOut(): Promise<void> {
    const warning = this.querySelector<HTMLElement>("[data-leaving]");
    const unsent = (await entriesOf(currentAccount())).filter((entry) => entry.state !== "sent");
    if (unsent.length > 0 && warning?.hidden) {
      warning.hidden = false;
      return;
    }
    await send("DELETE", "/api/v1/volunteer");
    await wipe();
    location.replace("/join");
  }

  async #try(change: () => Promise<unknown>): Promise<void> {
    const notice = this.querySelector("[data-notice]");
    notice?.setAttribute("hidden", "");
    try {
      await change();
    } catch {
      notice?.removeAttribute("hidden");
    }
  }
}

customElements.define("own-recordings", OwnRecordings);
