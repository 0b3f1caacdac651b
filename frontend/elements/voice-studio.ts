/** Recording the words of a language: one a screen, kept on the phone at once, sent behind. */

import { currentAccount } from "../lib/account.ts";
import { close } from "../lib/microphone.ts";
import { add } from "../lib/outbox.ts";
import { listen } from "../lib/outbox-channel.ts";
import { playSound } from "../lib/recorded-sound.ts";
import { hush, say, utterancesIn } from "../lib/speech.ts";
import { decide, nextPlace } from "../lib/studio.ts";
import { WordStandings } from "../lib/word-standings.ts";
import type { Unsaid } from "./record-button.ts";

/** What was said and may still be said again. */
interface Said {
  readonly blob: Blob;
  readonly address: string;
}

/** A recording of somebody else. */
interface Other {
  readonly key: string;
  readonly id: string;
}

/** The page's words and hands; the places at the bottom show one section each. */
export class VoiceStudio extends HTMLElement {
  #place = -1;
  #said: Said | undefined;
  /** The recording of somebody else that this one stands in for. */
  #instead: Other | undefined;
  #standings!: WordStandings;

  connectedCallback(): void {
    this.#standings = new WordStandings(this, this.dataset.language ?? "");
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    this.addEventListener("speaking", () => this.#notice(""));
    this.addEventListener("said", (event) => this.#heard((event as CustomEvent<Blob>).detail));
    this.addEventListener("unsaid", (event) => this.#notice((event as CustomEvent<Unsaid>).detail));
    this.addEventListener("better", (event) => this.#sayBetter((event as CustomEvent<Other>).detail));
    addEventListener("hashchange", () => this.#showSection());
    listen(() => void this.#outboxChanged());
    addEventListener("online", () => void this.#refresh());
    this.#showSection();
    void this.#outboxChanged().then(() => {
      this.#show(nextPlace(this.#standings.all, -1));
      return this.#refresh();
    });
  }

  #tapped(target: Element): void {
    const actions: Record<string, () => unknown> = {
      say: () => this.#sayDutch(),
      back: () => this.#show(this.#place < 0 ? this.#standings.all.length - 1 : Math.max(0, this.#place - 1)),
      skip: () => this.#next(),
      again: () => this.#letGo(),
      hear: () => this.#hear(),
      keep: () => this.#keep(),
    };
    if (target.closest('section[data-place="record"]'))
      actions[target.closest<HTMLElement>("[data-do]")?.dataset.do ?? ""]?.();
  }

  #showSection(): void {
    const wanted = location.hash.slice(1) || "record";
    hush();
    if (wanted !== "record") close();
    for (const section of this.querySelectorAll<HTMLElement>("[data-place]"))
      section.hidden = section.dataset.place !== wanted;
    for (const link of document.querySelectorAll<HTMLElement>("nav [data-place]")) {
      if (link.dataset.place === wanted) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  #show(place: number): void {
    this.#letGo();
    this.#place = place;
    for (const [number, word] of this.#standings.words.entries()) word.hidden = number !== place;
    this.querySelector("[data-thanks]")?.toggleAttribute("hidden", place >= 0);
    this.querySelector("record-button")?.toggleAttribute("hidden", place < 0);
    const refusal = this.#standings.refusalAt(place);
    this.#notice(refusal === undefined ? "" : "again", refusal);
  }

  #next(isHeard = true): void {
    this.#instead = undefined;
    this.#show(nextPlace(this.#standings.all, this.#place));
    // Who prefers to read gets silence; the sound is one tap away.
    if (isHeard && document.documentElement.dataset.reading !== "text") this.#sayDutch();
  }

  #sayDutch(): void {
    const word = this.#standings.words[this.#place];
    if (word) void say(utterancesIn(word), word);
  }

  #heard(blob: Blob): void {
    this.#letGo();
    this.#said = { blob, address: URL.createObjectURL(blob) };
    this.#hands("said");
    this.#hear();
  }

  #hear(): void {
    const word = this.#standings.words[this.#place];
    if (this.#said) void playSound(this.#said.address, word?.querySelector(".word__text") ?? undefined);
  }

  /** Forget what was said, for it to be said again. */
  #letGo(): void {
    hush();
    if (this.#said) URL.revokeObjectURL(this.#said.address);
    this.#said = undefined;
    this.#hands("ready");
  }

  async #keep(): Promise<void> {
    const [said, word, instead] = [this.#said, this.#standings.words[this.#place], this.#instead];
    if (!said || !word) return;
    const key = word.dataset.key ?? "";
    try {
      if (instead?.key === key) await decide(instead.id, "refused").catch(() => undefined); // decided by another: hers goes on
      await this.#standings.replace(key);
      const recording = { language: this.dataset.language ?? "", key, blob: said.blob };
      await add({
        id: crypto.randomUUID(),
        account: currentAccount(),
        card: "",
        kind: "recording",
        steps: [],
        recording,
      });
    } catch {
      return this.#notice("full");
    }
    this.#standings.set(key, "mine");
    if (instead?.key === key) location.hash = "#listen";
    this.#next(instead?.key !== key);
  }

  #sayBetter(other: Other): void {
    this.#instead = other;
    location.hash = "#record";
    this.#show(this.#standings.words.findIndex((word) => word.dataset.key === other.key));
  }

  async #outboxChanged(): Promise<void> {
    const hadRefusals = this.#standings.refusals.size;
    await this.#standings.load();
    if (this.#standings.refusals.size > hadRefusals && this.#place < 0) this.#next();
  }

  async #refresh(): Promise<void> {
    if (await this.#standings.refresh()) await this.#outboxChanged();
  }

  #hands(wanted: "ready" | "said"): void {
    for (const hands of this.querySelectorAll<HTMLElement>('[data-place="record"] [data-hands]')) {
      hands.hidden = hands.dataset.hands !== wanted;
    }
  }

  #notice(name: string, message?: string): void {
    for (const notice of this.querySelectorAll<HTMLElement>('[data-place="record"] [data-notice]')) {
      notice.hidden = notice.dataset.notice !== name;
      const words = notice.querySelector("[data-message]");
      if (words) words.textContent = message ?? "";
      if (!notice.hidden) void say(utterancesIn(notice));
    }
  }
}

customElements.define("voice-studio", VoiceStudio);
