/** Which weekday of a rhythm is shown, and how much stands on each. */
import type { UsualMoment } from "./usual-moments.ts";

/** Show one weekday: its list, its tab, and the other days as those it can be copied to. */
export function showWeekday(editor: Element, weekday: number): void {
  for (const list of editor.querySelectorAll<HTMLElement>("[data-weekday]")) {
    list.hidden = list.dataset.weekday !== String(weekday);
  }
  for (const target of editor.querySelectorAll<HTMLElement>("[data-target]")) {
    target.hidden = target.dataset.target === String(weekday);
  }
  for (const tab of editor.querySelectorAll<HTMLElement>("[data-tab]")) {
    if (tab.dataset.tab === String(weekday)) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

/** Show how many moments each weekday has, and on each concept how often the open weekday has it. */
export function showCounts(editor: Element, week: readonly (readonly UsualMoment[])[], opened: number): void {
  for (const tab of editor.querySelectorAll<HTMLElement>("[data-tab]")) {
    const count = tab.querySelector("b");
    if (count) count.textContent = String(week[Number(tab.dataset.tab)]?.length ?? 0);
  }
  for (const concept of editor.querySelectorAll<HTMLElement>(".concept")) {
    const count = week[opened]?.filter((moment) => moment.concept_id === concept.dataset.concept).length ?? 0;
    concept.toggleAttribute("data-count", count > 0);
    if (count > 0) concept.dataset.count = String(count);
  }
}
