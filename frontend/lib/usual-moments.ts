/** A weekday's usual moments as they stand in the page: read from it, and written into it from a `<template>`. */

/** One usual moment, as the server reads it. */
export interface UsualMoment {
  readonly concept_id: string;
  readonly starts_at: string | null;
}

const STEP_MINUTES = 5;

/** What a list in the page says. */
export function read(list: Element): UsualMoment[] {
  return [...list.querySelectorAll<HTMLElement>(".usual")].map((item) => ({
    concept_id: item.dataset.concept ?? "",
    starts_at: item.querySelector<HTMLInputElement>(".usual__time")?.value || null,
  }));
}

/** Replace a list in the page. */
export function write(editor: Element, list: Element, moments: readonly UsualMoment[]): void {
  list.replaceChildren(...moments.map((moment) => made(editor, moment)));
}

/** A new item for a moment; its picture and its word come from the grid of all concepts. */
export function made(editor: Element, moment: UsualMoment): HTMLElement {
  const template = editor.querySelector<HTMLTemplateElement>("template[data-usual]");
  const item = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  const concept = conceptIn(editor, moment.concept_id);
  item.dataset.concept = moment.concept_id;
  item.querySelector("img")?.setAttribute("src", concept?.querySelector("img")?.getAttribute("src") ?? "");
  const own = concept?.querySelector(".own-photo");
  if (own) item.querySelector("[data-handle]")?.append(own.cloneNode());
  const name = item.querySelector(".usual__name");
  if (name) name.textContent = concept?.querySelector("span")?.textContent ?? "";
  const at = item.querySelector<HTMLInputElement>(".usual__time");
  if (at) at.value = moment.starts_at ?? "";
  return item;
}

/** Small pictures of moments, in a row. */
export function pictured(editor: Element, moments: readonly UsualMoment[]): HTMLElement[] {
  return moments.map((moment) => {
    const picture = conceptIn(editor, moment.concept_id)?.querySelector("img")?.cloneNode() as HTMLImageElement;
    picture.alt = conceptIn(editor, moment.concept_id)?.querySelector("span")?.textContent ?? "";
    const item = document.createElement("li");
    item.append(picture);
    return item;
  });
}

/** The time on the nearest five minutes, such as "09:30"; a day has no 24:00. */
export function rounded(time: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const latest = 24 * 60 - STEP_MINUTES;
  const all = Math.min(latest, Math.round((hours * 60 + minutes) / STEP_MINUTES) * STEP_MINUTES);
  return [Math.floor(all / 60), all % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Whether two lists say the same. */
export function isSame(one: readonly UsualMoment[], other: readonly UsualMoment[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function conceptIn(editor: Element, concept_id: string): HTMLElement | null {
  return editor.querySelector<HTMLElement>(`.concept[data-concept="${concept_id}"]`);
}
