/** Taking in the voices of another site from a file. */
import { RequestError } from "../lib/api.ts";
import { upload } from "../lib/upload.ts";

/** Around a file field; says how many recordings came, or why none did. */
export class BundleUpload extends HTMLElement {
  connectedCallback(): void {
    this.#field.addEventListener("change", () => void this.#send());
  }

  get #field(): HTMLInputElement {
    return this.querySelector("input[type=file]") as HTMLInputElement;
  }

  async #send(): Promise<void> {
    const [file] = this.#field.files ?? [];
    if (!file) return;
    this.#tell("kept");
    this.#tell("problem");
    this.setAttribute("aria-busy", "true");
    try {
      const brought = (await upload("/api/v1/staff/voices/bundles", file, "POST")) as { added: number; known: number };
      this.#tell("kept", `${this.dataset.added}: ${brought.added} · ${brought.known} ${this.dataset.known}`);
    } catch (error) {
      this.#tell("problem", (error instanceof RequestError && error.problem?.message) || undefined, true);
    }
    this.removeAttribute("aria-busy");
    this.#field.value = "";
  }

  #tell(name: "kept" | "problem", words?: string, isShown = words !== undefined): void {
    const notice = this.querySelector<HTMLElement>(`[data-${name}]`);
    const place = notice?.querySelector<HTMLElement>("span");
    if (!notice || !place) return;
    notice.hidden = !isShown;
    place.textContent = words ?? place.dataset.lost ?? "";
  }
}

customElements.define("bundle-upload", BundleUpload);
