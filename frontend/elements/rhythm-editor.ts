/** The rhythm of a group: every change stands on the screen at once and is saved by itself. */
import { letItemsBeDragged } from "../lib/dragging.ts";
import { isSame, made, pictured, read, rounded, type UsualMoment, write } from "../lib/usual-moments.ts";
import { WeekdaySaving } from "../lib/weekday-saving.ts";
import { showCounts, showWeekday } from "../lib/weekdays-shown.ts";

type Week = ReadonlyMap<number, readonly UsualMoment[]>;

/** The lists of the seven weekdays, one of which is shown. */
export class RhythmEditor extends HTMLElement {
  #opened = 0;
  #lists: HTMLElement[] = [];
  #savings: WeekdaySaving[] = [];
  #known: (readonly UsualMoment[])[] = [];
  #undoable: Week[] = [];

  connectedCallback(): void {
    this.#opened = Number(this.dataset.opened);
    this.#lists = [...this.querySelectorAll<HTMLElement>("[data-weekday]")];
    this.#known = this.#lists.map(read);
    this.#savings = this.#lists.map((list, weekday) => this.#savingOf(list, weekday));
    for (const list of this.#lists) letItemsBeDragged(list, (item) => this.#moved(item));
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#pressed(event));
    this.addEventListener("change", (event) => this.#timed(event));
    addEventListener("online", () => this.#sendAll());
    addEventListener(
      "beforeunload",
      (event) => this.#savings.some((saving) => saving.isOpen) && event.preventDefault(),
    );
    this.#open(this.#opened);
  }

  get #list(): HTMLElement {
    return this.#lists[this.#opened] as HTMLElement;
  }

  #savingOf(list: HTMLElement, weekday: number): WeekdaySaving {
    const url = `/api/v1/groups/${this.dataset.group}/rhythm/${weekday}`;
    return new WeekdaySaving(url, Number(list.dataset.version), () => this.#showSaving(weekday));
  }

  #clicked(event: Event): void {
    const target = event.target as Element;
    const tab = target.closest<HTMLElement>("[data-tab]");
    if (tab) {
      event.preventDefault();
      this.#open(Number(tab.dataset.tab));
    }
    const button = target.closest<HTMLElement>("[data-do]");
    if (button) this.#do(button.dataset.do ?? "", button);
  }

  #do(what: string, button: HTMLElement): void {
    const item = button.closest<HTMLElement>(".usual");
    const actions: Record<string, () => void> = {
      up: () => this.#move(item, -1, button),
      down: () => this.#move(item, 1, button),
      remove: () => this.#remove(item),
      add: () => this.#add(button.dataset.concept ?? ""),
      copy: () => this.#copy(),
      undo: () => this.#undo(),
      "keep-mine": () => this.#savings[this.#opened]?.keepMine(),
      "use-theirs": () => this.#useTheirs(),
    };
    actions[what]?.();
  }

  #pressed(event: KeyboardEvent): void {
    const handle = (event.target as Element).closest<HTMLElement>("[data-handle]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!handle || !by) return;
    event.preventDefault();
    this.#move(handle.closest<HTMLElement>(".usual"), by, handle);
  }

  #timed(event: Event): void {
    const field = event.target as HTMLInputElement;
    if (!field.matches(".usual__time")) return;
    if (field.value) field.value = rounded(field.value);
    this.#changed([this.#opened]);
  }

  #move(item: HTMLElement | null, by: number, button: HTMLElement): void {
    const neighbour = by < 0 ? item?.previousElementSibling : item?.nextElementSibling;
    if (!item || !neighbour) return;
    if (by < 0) item.after(neighbour);
    else item.before(neighbour);
    button.focus();
    this.#moved(item);
  }

  #moved(item: HTMLElement): void {
    const place = [...this.#list.children].indexOf(item) + 1;
    this.#say(`${item.querySelector(".label")?.textContent}: ${place}/${this.#list.children.length}`);
    item.scrollIntoView({ block: "nearest" });
    this.#changed([this.#opened]);
  }

  #remove(item: HTMLElement | null): void {
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    item?.remove();
    const focused = next?.querySelector<HTMLElement>('[data-do="remove"]') ?? this.#one("[data-add] summary");
    focused?.focus({ preventScroll: true });
    this.#changed([this.#opened]);
  }

  #add(concept_id: string): void {
    if (this.#list.children.length >= Number(this.dataset.max)) {
      this.#problem(this.#one("[data-problem]")?.dataset.full ?? "");
      return;
    }
    const item = made(this, { concept_id, starts_at: null });
    this.#list.append(item);
    this.#moved(item);
    this.querySelector(`.concept[data-concept="${concept_id}"]`)?.scrollIntoView({ block: "nearest" });
  }

  #copy(): void {
    const ticked = [...this.querySelectorAll<HTMLInputElement>("[data-target]:not([hidden]) input:checked")];
    const weekdays = ticked.map((box) => Number(box.value));
    for (const weekday of weekdays) write(this, this.#lists[weekday] as HTMLElement, read(this.#list));
    for (const box of ticked) box.checked = false;
    this.#one("[data-copying]")?.removeAttribute("open");
    this.#changed(weekdays);
  }

  #useTheirs(): void {
    write(this, this.#list, this.#savings[this.#opened]?.useTheirs() ?? []);
    this.#remember([this.#opened]);
    this.#show();
  }

  #undo(): void {
    for (const [weekday, moments] of this.#undoable.pop() ?? []) {
      write(this, this.#lists[weekday] as HTMLElement, moments);
      this.#known[weekday] = moments;
      this.#savings[weekday]?.keep(moments);
    }
    this.#show();
  }

  #changed(weekdays: number[]): void {
    this.#problem("");
    for (const weekday of this.#remember(weekdays)) this.#savings[weekday]?.keep(this.#known[weekday] ?? []);
    this.#show();
  }

  /** Keep what the lists said before, so that it can come back; returns those that say something else now. */
  #remember(weekdays: number[]): number[] {
    const before = new Map<number, readonly UsualMoment[]>();
    for (const weekday of weekdays) {
      const [known, moments] = [this.#known[weekday] ?? [], read(this.#lists[weekday] as HTMLElement)];
      if (isSame(known, moments)) continue;
      before.set(weekday, known);
      this.#known[weekday] = moments;
    }
    if (before.size > 0) this.#undoable.push(before);
    return [...before.keys()];
  }

  #open(weekday: number): void {
    this.#opened = weekday;
    showWeekday(this, weekday);
    history.replaceState(null, "", `?weekday=${weekday}`);
    this.#show();
  }

  #show(): void {
    showCounts(this, this.#lists.map(read), this.#opened);
    this.#one("[data-empty]")?.toggleAttribute("hidden", this.#list.children.length > 0);
    this.#one('[data-do="undo"]')?.toggleAttribute("disabled", this.#undoable.length === 0);
    this.#showSaving(this.#opened);
  }

  #showSaving(weekday: number): void {
    const saving = this.#savings[weekday];
    if (saving?.state === "conflict" && weekday !== this.#opened) this.#open(weekday);
    const states = this.#savings.map((one) => one.state);
    const worst = (["waiting", "busy", "kept"] as const).find((state) => states.includes(state));
    for (const shown of this.querySelectorAll<HTMLElement>("[data-kept]")) shown.hidden = shown.dataset.kept !== worst;
    const theirs = this.#savings[this.#opened]?.theirs;
    this.#one("[data-conflict]")?.toggleAttribute("hidden", !theirs);
    if (theirs) this.#one("[data-theirs]")?.replaceChildren(...pictured(this, theirs.moments));
    if (saving?.state === "refused") this.#problem(saving.problem);
  }

  #sendAll(): void {
    for (const saving of this.#savings) if (saving.isOpen) void saving.sendNow();
  }

  #problem(words: string): void {
    const problem = this.#one("[data-problem]");
    if (problem) problem.textContent = words;
    problem?.toggleAttribute("hidden", words === "");
  }

  #say(words: string): void {
    const said = this.#one("[data-said]");
    if (said) said.textContent = words;
  }

  #one(selector: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(selector);
  }
}

customElements.define("rhythm-editor", RhythmEditor);
