/** Staff's card: each tap is shown at once, waits in the outbox, and is marked until the server has it. */
import { photographed, type Step } from "../lib/card.ts";
import { freshEditor, isOld } from "../lib/card-page.ts";
import { added, photo, STEPS } from "../lib/card-steps.ts";
import { CardWriting, type ServerCard } from "../lib/card-writing.ts";
import type { Entry, KeptEntry } from "../lib/outbox.ts";
import { listen } from "../lib/outbox-channel.ts";
import { Previews } from "../lib/previews.ts";
import { cloned, showRefusals } from "../lib/refusals.ts";
import { shrink } from "../lib/shrink.ts";
import { countNote, type Look, readMoments, showMoments } from "../lib/strip.ts";
import { UPLOADED } from "../lib/upload.ts";

const TOO_LARGE = new Error("too large");

/** The editor around a card's strip. */
export class CardEditor extends HTMLElement {
  #writing = new CardWriting("", { moments: [], isPublished: true }, () => undefined);
  #fresh: Element | undefined;
  #refreshing = false;
  #refusals = 0;
  /** The moment that was running when the camera was opened. */
  #photographed = "";
  readonly #previews = new Previews((id) => this.#writing.photo(id));
  readonly #ended = new AbortController();

  connectedCallback(): void {
    const address = `/api/v1/groups/${this.dataset.group}/cards/${this.dataset.day}`;
    this.#writing = new CardWriting(address, serverCard(this), () => this.#show());
    this.#listen();
    const isOfAnEarlierDay = "today" in this.dataset && isOld(this.dataset.day ?? "");
    this.querySelector("[data-old]")?.toggleAttribute("hidden", !isOfAnEarlierDay);
    void this.#writing.open().then(() => {
      this.querySelector('.moment[data-state="now"]')?.scrollIntoView({ block: "center" });
      this.#heard();
    });
  }

  disconnectedCallback(): void {
    this.#ended.abort();
    this.#previews.letGo(true);
  }

  #listen(): void {
    const { signal } = this.#ended;
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    this.addEventListener("change", (event) => this.#entered(event.target as HTMLElement));
    this.addEventListener("input", (event) => {
      if (event.target instanceof HTMLTextAreaElement) countNote(event.target);
    });
    const stop = listen(() => void this.#writing.load().then(() => this.#heard()));
    signal.addEventListener("abort", stop);
    document.addEventListener(UPLOADED, (event) => this.#progress((event as CustomEvent<number>).detail), { signal });
    const look = () => document.visibilityState === "visible" && void this.#refresh();
    document.addEventListener("visibilitychange", look, { signal });
    navigator.serviceWorker?.addEventListener("message", (event) => event.data?.kind === "changed" && look(), {
      signal,
    });
  }

  #tapped(target: Element): void {
    if (target.matches("[data-camera]")) this.#photographed = photographed(this.#writing.moments)?.id ?? "";
    const button = target.closest<HTMLElement>("[data-do]");
    if (button) void this.#do(button).catch((error: unknown) => this.#failed(error));
  }

  /** A note that was typed is kept as soon as its field is left; the button is for who wants to be sure. */
  #entered(field: HTMLElement): void {
    if (field.matches("[data-note-field]")) void this.#change(this.#steps("note", field)).catch((e) => this.#failed(e));
    if (field.matches("[data-camera]")) {
      const input = field as HTMLInputElement;
      const file = input.files?.[0];
      if (file) void this.#addPhoto(file).catch((error: unknown) => this.#failed(error));
      input.value = "";
    }
  }

  async #do(button: HTMLElement): Promise<void> {
    this.#tell("");
    const what = button.dataset.do ?? "";
    const refusal = button.closest<HTMLElement>("[data-order]");
    const order = Number(refusal?.dataset.order);
    const other: Record<string, () => Promise<void> | void> = {
      publish: () => this.#writing.publish(),
      undo: () => this.#writing.undo(),
      retry: () => this.#writing.retry(order),
      drop: () => this.#writing.drop(order),
      look: () => this.#scrollTo(refusal?.dataset.about ?? ""),
      add: () => this.#add(button.dataset.concept ?? ""),
    };
    await (other[what]?.() ?? this.#change(this.#steps(what, button)));
  }

  #steps(what: string, within: HTMLElement): Step[] {
    const item = within.closest<HTMLElement>(".moment");
    const { moments } = this.#writing;
    const moment = moments.find((one) => one.id === item?.dataset.id);
    const typed = item?.querySelector<HTMLTextAreaElement>("[data-note-field]")?.value ?? "";
    return moment ? (STEPS[what]?.({ moments, moment, badge: within.dataset.badge ?? "", typed }) ?? []) : [];
  }

  async #change(steps: Step[]): Promise<void> {
    await this.#writing.change(steps);
  }

  async #add(concept: string): Promise<void> {
    const step = added(this.#writing.moments, concept);
    const kept = this.#change([step]);
    this.querySelector<HTMLDetailsElement>("details.add")?.removeAttribute("open");
    this.#scrollTo(step.moment_id);
    await kept;
  }

  async #addPhoto(file: File): Promise<void> {
    const { moments } = this.#writing;
    const moment = moments.find((one) => one.id === this.#photographed) ?? photographed(moments);
    if (!moment) return;
    const id = crypto.randomUUID();
    const waiting = { id, group: this.dataset.group ?? "", blob: file };
    const kept = this.#writing.change([photo(moment, id)], waiting, withSmallPhoto);
    this.#scrollTo(moment.id);
    await kept;
  }

  /** What was refused may clash with a colleague's change; what arrived may be let go of. Both need a fresh look. */
  #heard(): void {
    const { sent, waiting, refused } = this.#writing;
    const isRefused = refused.length > this.#refusals;
    this.#refusals = refused.length;
    if (isRefused || (sent.length > 0 && waiting.length === 0)) void this.#refresh();
  }

  async #refresh(): Promise<void> {
    if (this.#refreshing) return;
    this.#refreshing = true;
    const { sent } = this.#writing;
    const editor = await freshEditor().finally(() => {
      this.#refreshing = false;
    });
    if (!editor) return;
    if (editor.dataset.day !== this.dataset.day) return location.reload();
    this.#fresh = editor;
    await this.#writing.answered(serverCard(editor), sent);
    this.#heard();
  }

  #show(): void {
    const strip = this.querySelector<HTMLElement>(".strip");
    if (!strip) return;
    const { moments, refused, isPublished, mayUndo } = this.#writing;
    this.#previews.letGo();
    showMoments(strip, moments, this.#look, this.#fresh);
    strip.dataset.changed = isPublished ? "no" : "yes";
    showRefusals(this, refused, (entry) => this.#about(entry));
    this.querySelector('[data-do="undo"]')?.toggleAttribute("disabled", !mayUndo);
    this.#showWaiting();
    const moment = photographed(moments);
    this.querySelector("[data-camera-moment]")?.replaceChildren(...(moment ? this.#pictures(moment.id) : []));
  }

  #showWaiting(): void {
    const { waiting } = this.#writing;
    const ids = new Set(waiting.flatMap((entry) => entry.steps.map((step) => step.moment_id)));
    for (const item of this.querySelectorAll<HTMLElement>(".moment")) {
      item.toggleAttribute("data-waiting", ids.has(item.dataset.id ?? ""));
    }
    this.querySelector("[data-waiting-count]")?.replaceChildren(String(waiting.length));
    this.querySelector(".waiting")?.toggleAttribute("hidden", waiting.length === 0);
  }

  get #look(): Look {
    return {
      blank: (concept) => this.#blank(concept),
      photoSource: (id) => this.#previews.source(id),
      photoWord: this.dataset.photoWord ?? "",
      photoPicture: this.dataset.photoPicture ?? "",
    };
  }

  #blank(concept: string): HTMLElement {
    const item = cloned(this, "moment");
    const choice = this.querySelector(`.concept[data-concept="${concept}"]`);
    item.querySelector(".label")?.replaceChildren(choice?.textContent ?? "");
    item.querySelector(".tile")?.append(...[...(choice?.querySelectorAll("img") ?? [])].map((one) => one.cloneNode()));
    return item;
  }

  #about(entry: KeptEntry) {
    const [step] = entry.steps;
    const item = this.querySelector(`.moment[data-id="${step?.moment_id}"]`);
    return {
      label: item?.querySelector(".label")?.textContent ?? "",
      picture: this.#pictures(step?.moment_id ?? "")[0],
      photoSource: entry.photo ? this.#previews.source(entry.photo.id) : "",
      photoPicture: this.dataset.photoPicture ?? "",
    };
  }

  #pictures(id: string): Node[] {
    const picture = this.querySelector(`.moment[data-id="${id}"] .tile`)?.firstElementChild;
    return picture ? [picture.cloneNode(true)] : [];
  }

  #scrollTo(id: string): void {
    this.querySelector(`.moment[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" });
  }

  #progress(part: number): void {
    const bar = this.querySelector<HTMLProgressElement>("[data-progress]");
    bar?.toggleAttribute("hidden", part >= 1);
    if (bar) bar.value = part;
  }

  #failed(error: unknown): void {
    const words = this.querySelector<HTMLElement>("[data-problem]")?.dataset;
    if (error === TOO_LARGE) this.#tell(words?.tooLarge ?? "");
    else if (error instanceof DOMException && error.name === "QuotaExceededError") this.#tell(words?.full ?? "");
    else throw error;
  }

  #tell(words: string): void {
    const problem = this.querySelector<HTMLElement>("[data-problem]");
    if (problem) problem.textContent = words;
    problem?.toggleAttribute("hidden", words === "");
  }
}

async function withSmallPhoto(entry: Entry): Promise<Entry> {
  const blob = entry.photo && (await shrink(entry.photo.blob));
  if (!entry.photo || !blob) throw TOO_LARGE;
  return { ...entry, photo: { ...entry.photo, blob } };
}

function serverCard(editor: Element): ServerCard {
  const strip = editor.querySelector<HTMLElement>(".strip");
  return { moments: strip ? readMoments(strip) : [], isPublished: strip?.dataset.changed === "no" };
}

customElements.define("card-editor", CardEditor);
