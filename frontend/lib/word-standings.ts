/** Where each word of a language stands: as the page says, over it what the server says now, and over that the outbox. */
import { currentAccount } from "./account.ts";
import { send } from "./api.ts";
import { entriesOf, type KeptEntry, remove, takeBack } from "./outbox.ts";
import { languageAddress, type Standing, type Word } from "./studio.ts";

/** The words of the page's `<li data-key data-state>`, and how far they are. */
export class WordStandings {
  readonly words: readonly HTMLElement[];
  /** What the server sent back, by key, with the reason in words. */
  readonly refusals = new Map<string, string>();
  readonly #known = new Map<string, Standing>();
  #entries: readonly KeptEntry[] = [];

  constructor(
    private readonly page: HTMLElement,
    private readonly language: string,
  ) {
    this.words = [...page.querySelectorAll<HTMLElement>("li[data-key]")];
    for (const word of this.words) this.#known.set(word.dataset.key ?? "", word.dataset.state as Standing);
  }

  get all(): readonly Standing[] {
    return this.words.map((word) => word.dataset.state as Standing);
  }

  /** Why the word at a place came back; undefined when it did not. */
  refusalAt(place: number): string | undefined {
    return this.refusals.get(this.words[place]?.dataset.key ?? "");
  }

  /** Note at once what the outbox will say too. */
  set(key: string, standing: Standing): void {
    for (const word of this.words) if (word.dataset.key === key) word.dataset.state = standing;
    this.#draw();
  }

  /** Read the outbox. */
  async load(): Promise<void> {
    const all = await entriesOf(currentAccount());
    this.#entries = all.filter((entry) => entry.recording?.language === this.language);
    this.refusals.clear();
    const mine = new Map(this.#entries.map((entry) => [entry.recording?.key ?? "", this.#standingOf(entry)]));
    for (const word of this.words) {
      const key = word.dataset.key ?? "";
      word.dataset.state = mine.get(key) ?? this.#known.get(key) ?? "none";
    }
    this.#draw();
  }

  /** Ask the server; what it shows by now needs no place on this phone. */
  async refresh(): Promise<boolean> {
    const sent = this.#entries.filter((entry) => entry.state === "sent");
    const answer = await send<{ words: Word[] }>("GET", `${languageAddress(this.language)}/words`).catch(
      () => undefined,
    );
    if (!answer) return false;
    for (const word of answer.words) this.#known.set(word.key, word.state);
    await remove(sent.map((entry) => entry.order));
    return true;
  }

  /** A word is said again: what was said before and has not left yet never will. */
  async replace(key: string): Promise<void> {
    const before = this.#entries.filter((entry) => entry.recording?.key === key);
    for (const entry of before) await takeBack(entry.order);
  }

  #standingOf({ recording, state, problem }: KeptEntry): Standing {
    const key = recording?.key ?? "";
    if (state === "refused") this.refusals.set(key, problem?.message ?? "");
    else this.refusals.delete(key); // said again since
    return state === "refused" ? "again" : "mine";
  }

  #draw(): void {
    const done = this.all.filter((standing) => standing !== "none" && standing !== "again").length;
    const waiting = this.#entries.filter((entry) => entry.state === "waiting").length;
    this.#write("[data-done]", done);
    this.#write("[data-waiting-count]", waiting);
    this.page.querySelector("[data-waiting]")?.toggleAttribute("hidden", waiting === 0);
    this.page.querySelector<HTMLElement>("[data-bar]")?.style.setProperty("--done", String(done / this.words.length));
  }

  #write(where: string, count: number): void {
    const place = this.page.querySelector(where);
    if (place) place.textContent = String(count);
  }
}
