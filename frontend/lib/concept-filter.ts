/** Finding a concept among many: by its kind, and by letters of its name in the reader's language or in Dutch. */

/** Show only the concepts that fit what is typed and the kind that is pressed. */
export function filter(grid: Element): void {
  const typed = plain(grid.querySelector<HTMLInputElement>("[data-search]")?.value ?? "");
  const category = grid.querySelector<HTMLElement>('.chip[aria-pressed="true"]')?.dataset.category;
  let shown = 0;
  for (const concept of grid.querySelectorAll<HTMLElement>(".concept")) {
    const isOfKind = !category || concept.dataset.category === category;
    concept.hidden = !(isOfKind && plain(concept.dataset.words ?? "").includes(typed));
    shown += concept.hidden ? 0 : 1;
  }
  grid.querySelector("[data-nothing]")?.toggleAttribute("hidden", shown > 0);
}

/** Choose a kind, or all of them when it was chosen already. */
export function chooseCategory(grid: Element, chip: Element): void {
  for (const other of grid.querySelectorAll(".chip")) {
    const isPressed = other === chip && other.getAttribute("aria-pressed") !== "true";
    other.setAttribute("aria-pressed", String(isPressed));
  }
  filter(grid);
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
