/** A child's photo: shrunk here, sent at once, and kept for the child when the form around it is kept. */
import { shrink } from "../lib/shrink.ts";

/** The camera button of the child's form; it fills the form's `photo_id`. */
export class FacePhoto extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", (event) => void this.#send(event.target as HTMLInputElement));
    this.querySelector("[data-do=remove]")?.addEventListener("click", () => this.#show("", ""));
  }

  async #send(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const photo = await shrink(file);
    const id = crypto.randomUUID();
    this.classList.add("is-busy");
    const problem = photo ? await this.#put(id, photo) : (this.dataset.lost ?? "");
    this.classList.remove("is-busy");
    this.#tell(problem);
    if (!problem && photo) this.#show(id, URL.createObjectURL(photo));
    input.value = "";
  }

  async #put(id: string, photo: Blob): Promise<string> {
    try {
      const url = `/api/v1/groups/${this.dataset.group}/photos/${id}`;
      const response = await fetch(url, { method: "PUT", body: photo, headers: { accept: "application/json" } });
      if (response.ok) return "";
      const answer = await response.json();
      return answer.message ?? "";
    } catch {
      return this.dataset.lost ?? "";
    }
  }

  #tell(problem: string): void {
    const place = this.querySelector("[data-problem]");
    if (place) place.textContent = problem;
  }

  #show(id: string, source: string): void {
    const field = this.closest("form")?.elements.namedItem("photo_id") as HTMLInputElement | null;
    if (field) field.value = id;
    const image = this.querySelector("img");
    image?.toggleAttribute("hidden", !source);
    if (image && source) image.src = source;
    this.querySelector("[data-do=remove]")?.toggleAttribute("hidden", !id);
  }
}

customElements.define("face-photo", FacePhoto);
