/** Staff's card: each tap is one change with an id of its own, sent in order; the server's strip replaces ours. */
import { RequestError, send } from "../lib/api.ts";
import { shrink } from "../lib/shrink.ts";

type Step = Record<string, unknown>;

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
    return `/api/v1/groups/${this.dataset["group"]}/cards/${this.dataset["day"]}`;
  }

  #tapped(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]");
    const moment = button?.closest<HTMLElement>(".moment") ?? null;
    const what = button?.dataset["do"];
    if (!button || !what) return;
    if (what === "publish") return this.#inTurn(() => this.#publish());
    if (what === "undo") return this.#inTurn(() => this.#undo());
    this.#inTurn(() => this.#change(this.#steps(what, button, moment)));
  }

  #steps(what: string, button: HTMLElement, moment: HTMLElement | null): Step[] {
    if (what === "add") return [this.#added(button.dataset["concept"] ?? "")];
    // The strip may have been replaced since the tap; the moment is found again by its id.
    const current = moment && this.querySelector<HTMLElement>(`.moment[data-id="${moment.dataset["id"]}"]`);
    if (!current || !moment) return [];
    const moment_id = current.dataset["id"];
    const saw = current.dataset["state"];
    switch (what) {
      case "tap":
        return this.#advanced(current);
      case "skip":
        return [{ kind: "state", moment_id, saw, state: saw === "skipped" ? "planned" : "skipped" }];
      case "remove":
        return [{ kind: "remove", moment_id }];
      case "badge": {
        const has_badge = button.getAttribute("aria-pressed") !== "true";
        return [{ kind: "badge", moment_id, badge: button.dataset["badge"], has_badge }];
      }
      case "note": {
        const note = moment.querySelector<HTMLTextAreaElement>("[data-note-field]")?.value ?? "";
        return [{ kind: "note", moment_id, saw: current.querySelector("[data-note]")?.textContent ?? "", note }];
      }
      default:
        return this.#moved(current, what === "up" ? -1 : 1);
    }
  }

  /** A tap starts a moment and ends the one before it; a tap on the running one ends it; on a done one, plans it again. */
  #advanced(moment: HTMLElement): Step[] {
    const saw = moment.dataset["state"];
    const state = saw === "now" ? "done" : saw === "done" ? "planned" : "now";
    const running = state === "now" ? [...this.querySelectorAll<HTMLElement>('.moment[data-state="now"]')] : [];
    return [
      ...running.map((other) => ({ kind: "state", moment_id: other.dataset["id"], saw: "now", state: "done" })),
      { kind: "state", moment_id: moment.dataset["id"], saw, state },
    ];
  }

  #moved(moment: HTMLElement, by: number): Step[] {
    const ids = [...this.querySelectorAll<HTMLElement>(".moment")].map((one) => one.dataset["id"]);
    const place = ids.indexOf(moment.dataset["id"]);
    const to = place + by;
    if (to < 0 || to >= ids.length) return [];
    const after_id = by < 0 ? (ids[place - 2] ?? null) : ids[to];
    return [{ kind: "move", moment_id: ids[place], saw_after_id: ids[place - 1] ?? null, after_id }];
  }

  #added(concept_id: string): Step {
    const moments = [...this.querySelectorAll<HTMLElement>(".moment")];
    const after = this.querySelector<HTMLElement>('.moment[data-state="now"]') ?? moments.at(-1);
    return { kind: "add", moment_id: crypto.randomUUID(), concept_id, after_id: after?.dataset["id"] ?? null };
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
    await this.#upload(`/api/v1/groups/${this.dataset["group"]}/photos/${photo_id}`, shrunk);
    const saw = moment.dataset["photo"] || null;
    await this.#change([{ kind: "photo", moment_id: moment.dataset["id"], saw, photo_id }]);
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
    const problem = this.querySelector<HTMLElement>("[data-problem]");
    this.#queue = this.#queue.then(async () => {
      problem?.toggleAttribute("hidden", true);
      try {
        await work();
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        if (problem) problem.textContent = error.problem?.message ?? problem.dataset["lost"] ?? "";
        problem?.toggleAttribute("hidden", false);
        if (error.status === 409) await this.#refresh();
      }
    });
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
