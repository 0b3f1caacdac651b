/** The steps that one tap on a moment means; each names what the staff member saw. */

/** One step, as the server reads it. */
export type Step = Record<string, unknown>;

/** The strip as it stands, the moment that was tapped, and the button on it. */
export interface Tap {
  readonly strip: Element;
  readonly moment: HTMLElement;
  readonly button: HTMLElement;
  /** The note as it was typed, in a strip that may have been replaced since. */
  readonly typed: string;
}

/** What each button's `data-do` means. */
export const STEPS: Record<string, (tap: Tap) => Step[]> = {
  tap: advanced,
  skip: skipped,
  remove: ({ moment }) => [{ kind: "remove", moment_id: moment.dataset.id }],
  badge: badged,
  note: noted,
  up: (tap) => moved(tap, -1),
  down: (tap) => moved(tap, 1),
};

/** A new moment goes behind the running one, or to the end. */
export function added(strip: Element, concept_id: string): Step {
  const after = strip.querySelector<HTMLElement>('.moment[data-state="now"]') ?? moments(strip).at(-1);
  return { kind: "add", moment_id: crypto.randomUUID(), concept_id, after_id: after?.dataset.id ?? null };
}

/** A tap starts a moment and ends the one before it; on the running one it ends it, on a done one it plans it again. */
function advanced({ strip, moment }: Tap): Step[] {
  const saw = moment.dataset.state ?? "";
  const state = { now: "done", done: "planned" }[saw] ?? "now";
  const running = state === "now" ? moments(strip).filter((other) => other.dataset.state === "now") : [];
  return [
    ...running.map((other) => ({ kind: "state", moment_id: other.dataset.id, saw: "now", state: "done" })),
    { kind: "state", moment_id: moment.dataset.id, saw, state },
  ];
}

function skipped({ moment }: Tap): Step[] {
  const saw = moment.dataset.state;
  return [{ kind: "state", moment_id: moment.dataset.id, saw, state: saw === "skipped" ? "planned" : "skipped" }];
}

function badged({ moment, button }: Tap): Step[] {
  const has_badge = button.getAttribute("aria-pressed") !== "true";
  return [{ kind: "badge", moment_id: moment.dataset.id, badge: button.dataset.badge, has_badge }];
}

function noted({ moment, typed }: Tap): Step[] {
  const saw = moment.querySelector("[data-note]")?.textContent ?? "";
  return [{ kind: "note", moment_id: moment.dataset.id, saw, note: typed }];
}

function moved({ strip, moment }: Tap, by: number): Step[] {
  const ids = moments(strip).map((one) => one.dataset.id);
  const place = ids.indexOf(moment.dataset.id);
  const to = place + by;
  if (to < 0 || to >= ids.length) return [];
  const after_id = by < 0 ? (ids[place - 2] ?? null) : ids[to];
  return [{ kind: "move", moment_id: ids[place], saw_after_id: ids[place - 1] ?? null, after_id }];
}

function moments(strip: Element): HTMLElement[] {
  return [...strip.querySelectorAll<HTMLElement>(".moment")];
}
