/** Picking a concept: what is used most stands first, and two letters in any language find the rest. */
import { type ConceptIndex, foldedWords, loadIndex, withLabels } from "../lib/concept-index.ts";
import { search } from "../lib/concept-search.ts";
import { lastPicked, notePicked } from "../lib/used-concepts.ts";

const FIRST = 6; // what is used most, before everything else: two rows on a phone
const FIRST_PICKED = 3;

/** A search field, the kinds, and a button for each concept; who holds it hears the tap on a concept. */
export class ConceptPicker extends HTMLElement {
  #concepts = new Map<string, HTMLElement>();
  #labels = new Map<string, string>();
  #index: ConceptIndex = { ids: [], languages: new Map() };
  #loading: Promise<void> | undefined;

  connectedCallback(): void {
    this.#concepts = new Map([...this.querySelectorAll<HTMLElement>(".concept")].map((one) => [idOf(one), one]));
    this.#labels = new Map([...this.#concepts].map(([id, one]) => [id, one.textContent?.trim() ?? ""]));
    const ids = [...this.#labels.keys()];
    // Until the index is there, and where it never comes, the words on the page are searched.
    this.#index = { ids, languages: new Map([[this.#language, foldedWords([...this.#labels.values()])]]) };
    this.addEventListener("click", (event) => this.#clicked(event.target as Element));
    this.addEventListener("input", () => this.show());
    this.closest("details")?.addEventListener("toggle", (event) => {
      if ((event.target as HTMLDetailsElement).open) void this.#open();
    });
  }

  /** Search for this; returns whether anything was found. */
  look(typed: string): boolean {
    if (this.#field) this.#field.value = typed;
    this.show();
    return this.querySelector(".concept:not([hidden])") !== null;
  }

  /** Show what fits the words, the likeliest first; without words the chosen kind, what is used most first. */
  show(): void {
    const searcher = { languages: [this.#language, "nl"], used: this.#used };
    const found = search(this.#index, this.#field?.value ?? "", searcher, (id) => this.#labels.has(id));
    const ofKind = found ?? this.#ofKind();
    const first = found ? [] : searcher.used.filter((id) => ofKind.includes(id)).slice(0, FIRST);
    for (const concept of this.querySelectorAll(".is-used")) concept.classList.remove("is-used");
    for (const id of first) this.#concepts.get(id)?.classList.add("is-used");
    this.toggleAttribute("data-typed", found !== undefined);
    this.#arrange([...new Set([...first, ...ofKind])]);
  }

  #ofKind(): string[] {
    const category = this.querySelector<HTMLElement>('.chip[aria-pressed="true"]')?.dataset.category;
    const ofKind = [...this.#concepts].filter(([_id, one]) => !category || one.dataset.category === category);
    return ofKind.map(([id]) => id);
  }

  get #language(): string {
    return document.documentElement.lang;
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("[data-search]");
  }

  /** What this staff member picked last, then what the group uses most. */
  get #used(): string[] {
    const picked = lastPicked().filter((id) => this.#labels.has(id));
    const favourites = (this.dataset.favourites ?? "").split(" ").filter(Boolean);
    return [...new Set([...picked.slice(0, FIRST_PICKED), ...favourites])];
  }

  /** Each opening begins with everything, at the top of the screen: a keyboard takes the lower half of it. */
  async #open(): Promise<void> {
    this.#clear();
    this.scrollIntoView({ block: "start" });
    this.#loading ??= loadIndex(this.dataset.src ?? "").then((index) => {
      this.#index = withLabels(index, this.#language, this.#labels);
    });
    await this.#loading.catch(() => {
      this.#loading = undefined;
    });
    if (this.#field?.value) this.show();
  }

  #clicked(target: Element): void {
    const concept = target.closest<HTMLElement>(".concept");
    const chip = target.closest<HTMLElement>(".chip");
    if (concept) notePicked(idOf(concept));
    if (chip) this.#choose(chip);
    if (target.closest("[data-everything]")) {
      this.#clear();
      this.#field?.focus();
    }
  }

  /** Choose a kind, or all of them when it was chosen already. */
  #choose(chip: HTMLElement | undefined): void {
    for (const other of this.querySelectorAll(".chip")) {
      const isPressed = other === chip && other.getAttribute("aria-pressed") !== "true";
      other.setAttribute("aria-pressed", String(isPressed));
    }
    this.show();
  }

  #clear(): void {
    if (this.#field) this.#field.value = "";
    this.#choose(undefined);
  }

  #arrange(ids: readonly string[]): void {
    const shown = new Set(ids.map((id) => this.#concepts.get(id)).filter((one) => one !== undefined));
    for (const concept of this.#concepts.values())
      if (concept.hidden === shown.has(concept)) concept.hidden = !concept.hidden;
    this.querySelector(".concepts")?.append(...shown);
    this.querySelector("[data-nothing]")?.toggleAttribute("hidden", shown.size > 0);
    this.querySelector("[data-clear]")?.toggleAttribute("hidden", !this.#field?.value);
  }
}

function idOf(concept: HTMLElement): string {
  return concept.dataset.concept ?? "";
}

customElements.define("concept-picker", ConceptPicker);
