/** A group's own photo of a concept: shrunk here, sent, and shown at once; what stood there before can come back. */
import { RequestError, send } from "../lib/api.ts";
import { shrink } from "../lib/shrink.ts";
import { UPLOADED, upload } from "../lib/upload.ts";

/** One concept's pictogram with the place for a photo beside it. */
export class OwnPhoto extends HTMLElement {
  /** What stood here before, the newest last; empty for no photo. */
  readonly #before: string[] = [];

  connectedCallback(): void {
    this.addEventListener("change", (event) => void this.#tried(this.#add(event.target as HTMLInputElement)));
    this.addEventListener("click", (event) => this.#tapped(event.target as Element));
    if (location.hash === `#${this.dataset.concept}`) this.#unfold();
  }

  get #stands(): string {
    return this.dataset.photo ?? "";
  }

  #tapped(target: Element): void {
    const what = target.closest<HTMLElement>("[data-do]")?.dataset.do;
    if (what === "remove") void this.#tried(this.#place(""));
    if (what === "undo") void this.#tried(this.#undo());
  }

  /** A moment's sheet leads here, also to a concept that is folded away. */
  #unfold(): void {
    this.closest("details")?.setAttribute("open", "");
    this.scrollIntoView({ block: "center" });
  }

  async #add(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const photo = await shrink(file);
    input.value = "";
    if (!photo) return this.#tell(this.#words.tooLarge ?? "");
    const id = crypto.randomUUID();
    await this.#sent(`/api/v1/groups/${this.dataset.group}/photos/${id}`, photo);
    await this.#place(id, URL.createObjectURL(photo));
  }

  async #sent(url: string, photo: Blob): Promise<void> {
    const bar = this.querySelector("progress");
    const show = (event: Event) => {
      if (bar) bar.value = (event as CustomEvent<number>).detail;
    };
    document.addEventListener(UPLOADED, show);
    bar?.removeAttribute("hidden");
    await upload(url, photo).finally(() => {
      document.removeEventListener(UPLOADED, show);
      bar?.setAttribute("hidden", "");
    });
  }

  async #place(id: string, source?: string): Promise<void> {
    const before = this.#stands;
    await this.#put(id);
    this.#before.push(before);
    this.#show(id, source);
  }

  async #undo(): Promise<void> {
    const before = this.#before.at(-1) ?? "";
    await this.#put(before);
    this.#before.pop();
    this.#show(before);
  }

  async #put(id: string): Promise<void> {
    const url = `/api/v1/groups/${this.dataset.group}/own-photos/${this.dataset.concept}`;
    await send("PUT", url, { saw: this.#stands || null, photo_id: id || null });
  }

  async #tried(doing: Promise<void>): Promise<void> {
    this.#tell("");
    try {
      await doing;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      this.#tell(error.problem?.message ?? this.#words.lost ?? "");
      const theirs = error.problem as { photo_id?: string | null } | undefined;
      if (error.status === 409) this.#show(theirs?.photo_id ?? "");
    }
  }

  #show(id: string, source = `/photos/${id}/640.avif`): void {
    this.dataset.photo = id;
    const image = this.querySelector<HTMLImageElement>("img.own-photo");
    image?.removeAttribute("srcset");
    if (id) image?.setAttribute("src", source);
    image?.toggleAttribute("hidden", !id);
    this.querySelector('[data-do="remove"]')?.toggleAttribute("hidden", !id);
    this.querySelector('[data-do="undo"]')?.toggleAttribute("hidden", this.#before.length === 0);
  }

  get #words(): DOMStringMap {
    return this.querySelector<HTMLElement>("[data-problem]")?.dataset ?? {};
  }

  #tell(words: string): void {
    const problem = this.querySelector("[data-problem]");
    problem?.replaceChildren(words);
    problem?.toggleAttribute("hidden", words === "");
  }
}

customElements.define("own-photo", OwnPhoto);
