/** What the server refused, shown with its picture and words until somebody says what to do with it. */
import type { Step } from "./card.ts";
import type { KeptEntry } from "./outbox.ts";
import { showPhotoIn } from "./strip.ts";

/** What a refusal shows of the moment and the photo it is about. */
export interface About {
  readonly label: string;
  readonly picture: Node | undefined;
  /** Empty when it is about no photo. */
  readonly photoSource: string;
  readonly photoPicture: string;
}

/** Show one element for each entry; those that are shown already stay, and are not read out again. */
export function showRefusals(root: Element, entries: readonly KeptEntry[], about: (entry: KeptEntry) => About): void {
  const list = root.querySelector("[data-refusals]");
  const shown = new Map([...(list?.children ?? [])].map((item) => [(item as HTMLElement).dataset.order, item]));
  const items = entries.map((entry) => shown.get(String(entry.order)) ?? refusal(root, entry, about(entry)));
  if (items.length !== shown.size || items.some((item) => !item.isConnected)) list?.replaceChildren(...items);
}

/** The element that a template of the page holds. */
export function cloned(root: Element, name: string): HTMLElement {
  const template = root.querySelector<HTMLTemplateElement>(`template[data-template="${name}"]`);
  return template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
}

function refusal(root: Element, entry: KeptEntry, about: About): HTMLElement {
  const item = cloned(root, "refusal");
  item.dataset.order = String(entry.order);
  item.dataset.about = entry.steps[0]?.moment_id ?? "";
  const find = (name: string) => item.querySelector<HTMLElement>(`[data-${name}]`);
  const { message, pictogram } = entry.problem ?? {};
  if (message) find("message")?.replaceChildren(message);
  find("picture")?.append(...pictures(root, pictogram ?? "ui_error"));
  find("about")?.replaceChildren(about.label);
  if (about.picture) find("tile")?.append(about.picture);
  showTyped(find("typed"), entry.steps);
  showPreview(find("preview") as HTMLImageElement, about);
  // What took something back can only be let go: the server takes back what was, not what is now.
  item.querySelector('[data-do="retry"]')?.toggleAttribute("hidden", entry.kind === "reversal");
  return item;
}

function pictures(root: Element, name: string): Node[] {
  const all = root.querySelector<HTMLTemplateElement>('template[data-template="pictures"]')?.content;
  const one = all?.querySelector(`[data-picture-of="${name}"]`) ?? all?.querySelector("[data-picture-of]");
  return one ? [one.cloneNode(true)] : [];
}

function showTyped(place: HTMLElement | null, steps: readonly Step[]): void {
  const noted = steps.find((step) => step.kind === "note");
  place?.replaceChildren(noted?.note ?? "");
  place?.toggleAttribute("hidden", !noted?.note);
}

function showPreview(place: HTMLImageElement, about: About): void {
  place.toggleAttribute("hidden", !about.photoSource);
  if (about.photoSource) showPhotoIn(place, about.photoSource, about.photoPicture);
}
