/** The strip on the screen: reading its moments, and changing no more of it than differs, so nothing typed is lost. */
import type { Moment, State } from "./card.ts";

/** What the page holds for showing moments. */
export interface Look {
  /** An empty moment's element with a concept's picture and label. */
  readonly blank: (concept: string) => HTMLElement;
  readonly photoSource: (id: string) => string;
  readonly photoWord: string;
  readonly photoPicture: string;
}

const NOTE_LENGTH = 280;

/** The moments of a strip, in order. */
export function readMoments(strip: Element): Moment[] {
  return itemsOf(strip).map((item) => ({
    id: item.dataset.id ?? "",
    concept: item.dataset.concept ?? "",
    state: (item.dataset.state ?? "planned") as State,
    badges: (item.dataset.badges ?? "").split(" ").filter(Boolean),
    note: item.querySelector("[data-note]")?.textContent ?? "",
    photo: item.dataset.photo ?? "",
  }));
}

/** Show these moments; an element that the strip lacks comes from `fresh`, or is made. */
export function showMoments(strip: Element, moments: readonly Moment[], look: Look, fresh?: Element): void {
  const known = byId(strip);
  const offered = fresh ? byId(fresh) : new Map<string, HTMLElement>();
  const items = moments.map((moment) => {
    const item = known.get(moment.id) ?? adopted(offered.get(moment.id)) ?? look.blank(moment.concept);
    showMoment(item, moment, look);
    return item;
  });
  arrange(strip, items);
}

/** Say beside a note field how much of it is used. */
export function countNote(field: HTMLTextAreaElement): void {
  const count = field.closest(".moment")?.querySelector("[data-count]");
  if (count) count.textContent = `${[...field.value].length}/${NOTE_LENGTH}`;
}

/** Show a photo; `picture` stands in for one that this browser can't read, such as HEIC. */
export function showPhotoIn(image: HTMLImageElement, source: string, picture: string): void {
  image.dataset.source = source;
  image.addEventListener("error", () => image.setAttribute("src", picture), { once: true });
  image.src = source;
}

function itemsOf(strip: Element): HTMLElement[] {
  return [...strip.querySelectorAll<HTMLElement>(".moment")];
}

function byId(strip: Element): Map<string, HTMLElement> {
  return new Map(itemsOf(strip).map((item) => [item.dataset.id ?? "", item]));
}

function adopted(item: HTMLElement | undefined): HTMLElement | undefined {
  return item && (document.importNode(item, true) as HTMLElement);
}

/** Moving an element takes the focus and an open keyboard from it, so only those that stand wrong are moved. */
function arrange(strip: Element, items: readonly HTMLElement[]): void {
  for (const item of itemsOf(strip)) if (!items.includes(item)) item.remove();
  items.forEach((item, place) => {
    const there = strip.children[place];
    if (there !== item) strip.insertBefore(item, there ?? null);
  });
}

function showMoment(item: HTMLElement, moment: Moment, look: Look): void {
  item.dataset.id = moment.id;
  item.dataset.concept = moment.concept;
  item.dataset.state = moment.state;
  showBadges(item, moment.badges);
  showNote(item, moment.note);
  showPhoto(item, moment.photo, look);
}

function showBadges(item: HTMLElement, badges: readonly string[]): void {
  if (item.dataset.badges === badges.join(" ")) return;
  item.dataset.badges = badges.join(" ");
  const pictures: Node[] = [];
  for (const button of item.querySelectorAll<HTMLElement>("[data-badge]")) {
    const has = badges.includes(button.dataset.badge ?? "");
    button.setAttribute("aria-pressed", String(has));
    if (has) pictures.push(...[...button.children].map((picture) => picture.cloneNode(true)));
  }
  item.querySelector(".badges")?.replaceChildren(...pictures);
}

function showNote(item: HTMLElement, note: string): void {
  const shown = item.querySelector("[data-note]");
  if ((shown?.textContent ?? "") === note) return;
  const field = item.querySelector<HTMLTextAreaElement>("[data-note-field]");
  // What somebody is typing stays, whatever a colleague kept meanwhile.
  if (field && field.value === (shown?.textContent ?? "")) field.value = note;
  shown?.remove();
  if (note) item.querySelector(".moment__more")?.before(noteElement(note));
}

function noteElement(note: string): HTMLElement {
  const made = document.createElement("p");
  made.className = "note";
  made.lang = "nl";
  made.dir = "ltr";
  made.dataset.note = "";
  made.textContent = note;
  return made;
}

function showPhoto(item: HTMLElement, photo: string, look: Look): void {
  const shown = item.querySelector<HTMLImageElement>("img.moment__thumb");
  item.dataset.photo = photo;
  const source = photo && look.photoSource(photo);
  if ((shown?.dataset.source ?? shown?.getAttribute("src") ?? "") === source) return;
  shown?.remove();
  if (source) item.querySelector(".moment__open")?.after(photoElement(source, look));
}

function photoElement(source: string, look: Look): HTMLElement {
  const made = document.createElement("img");
  made.className = "moment__thumb";
  made.alt = look.photoWord;
  showPhotoIn(made, source, look.photoPicture);
  return made;
}
