/** Staff's card: each tap is one change with an id of its own, sent in order; the server's strip replaces ours. */
import { RequestError, send } from "../lib/api.ts";
import { added, STEPS, type Step } from "../lib/card-steps.ts";
import { shrink } from "../lib/shrink.ts";

/** The editor around a card's strip; what was refused is shown and nothing typed is lost. */
export class CardEditor extends HTMLElement {
  #made: string[] = [];
  #queue: Promise<void> = Promise.resolve();

  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#tapped(event));
    this.querySelector("[data-camera]")?.addEventListener("change", (event) => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      if (file) this.#inTurn(() => this.#addPhoto(file));
      input.value = "";
    });
  }

  get #card(): string {
    return `/api/v1/groups/${this.dataset.group}/cards/${this.dataset.day}`;
  }

  #tapped(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (button) this.#inTurn(() => this.#do(button));
  }

  async #do(button: HTMLElement): Promise<void> {
    const what = button.dataset.do;
    if (what === "publish") await this.#publish();
    else if (what === "undo") await this.#undo();
    else if (what === "add") await this.#change([added(this, button.dataset.concept ?? "")]);
    else await this.#change(this.#steps(what ?? "", button));
  }

  #steps(what: string, button: HTMLElement): Step[] {
    const tapped = button.closest<HTMLElement>(".moment");
    // The strip may have been replaced since the tap; the moment is found again by its id.
    const moment = this.querySelector<HTMLElement>(`.moment[data-id="${tapped?.dataset.id}"]`);
    const typed = tapped?.querySelector<HTMLTextAreaElement>("[data-note-field]")?.value ?? "";
    return moment ? (STEPS[what]?.({ strip: this, moment, button, typed }) ?? []) : [];
  }

  async #change(steps: Step[]): Promise<void> {
    if (steps.length === 0) return;
    const id = crypto.randomUUID();
    await send("POST", `${this.#card}/changes`, { id, steps });
    this.#made.push(id);
    await this.#refresh();
  }

  async #undo(): Promise<void> {
    const id = this.#made.pop();
    if (!id) return;
    await send("POST", `/api/v1/changes/${id}/reversal`, { id: crypto.randomUUID() });
    await this.#refresh();
  }

  async #publish(): Promise<void> {
    await send("POST", `${this.#card}/publication`, { id: crypto.randomUUID() });
    await this.#refresh();
  }

  async #addPhoto(file: File): Promise<void> {
    const moment = this.querySelector<HTMLElement>('.moment[data-state="now"]') ?? this.querySelector(".moment");
    const shrunk = await shrink(file);
    if (!moment || !shrunk) throw new RequestError(413, undefined);
    const photo_id = crypto.randomUUID();
    await this.#upload(`/api/v1/groups/${this.dataset.group}/photos/${photo_id}`, shrunk);
    const saw = moment.dataset.photo || null;
    await this.#change([{ kind: "photo", moment_id: moment.dataset.id, saw, photo_id }]);
  }

  /** fetch() tells nothing of how far an upload is. */
  #upload(url: string, body: Blob): Promise<void> {
    const bar = this.querySelector<HTMLProgressElement>("[data-progress]");
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("PUT", url);
      request.upload.onprogress = (event) => {
        if (bar) bar.value = event.loaded / event.total;
      };
      request.onload = () => (request.status < 300 ? resolve() : reject(failure(request)));
      request.onerror = () => reject(failure(request));
      request.onloadend = () => bar?.toggleAttribute("hidden", true);
      bar?.toggleAttribute("hidden", false);
      request.send(body);
    });
  }

  async #refresh(): Promise<void> {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!response.ok) throw new RequestError(response.status, undefined);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const [fresh, shown] = [page.querySelector("[data-strip]"), this.querySelector("[data-strip]")];
    if (fresh && shown) shown.replaceWith(document.adoptNode(fresh));
    this.querySelector('[data-do="undo"]')?.toggleAttribute("disabled", this.#made.length === 0);
  }

  /** One after another, in the order of the taps. */
  #inTurn(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(async () => {
      this.#show("");
      await work().catch((error: unknown) => this.#failed(error));
    });
  }

  async #failed(error: unknown): Promise<void> {
    if (!(error instanceof RequestError)) throw error;
    this.#show(error.problem?.message ?? this.querySelector<HTMLElement>("[data-problem]")?.dataset.lost ?? "");
    if (error.status === 409) await this.#refresh();
  }

  #show(words: string): void {
    const problem = this.querySelector<HTMLElement>("[data-problem]");
    if (problem) problem.textContent = words;
    problem?.toggleAttribute("hidden", words === "");
  }
}

function failure(request: XMLHttpRequest): RequestError {
  try {
    return new RequestError(request.status, JSON.parse(request.responseText));
  } catch {
    return new RequestError(request.status, undefined);
  }
}

customElements.define("card-editor", CardEditor);
