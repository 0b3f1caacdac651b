/** The steps that one tap on a moment means; each names what the staff member saw. */
import { before, type Moment, type Step } from "./card.ts";

/** The moments as they were shown, the one that was tapped, and what its button or field said. */
export interface Tap {
  readonly moments: readonly Moment[];
  readonly moment: Moment;
  readonly badge: string;
  readonly typed: string;
}

/** What each button's `data-do` means. */
export const STEPS: Record<string, (tap: Tap) => Step[]> = {
  tap: advanced,
  skip: skipped,
  remove: ({ moment }) => [{ kind: "remove", moment_id: moment.id }],
  badge: badged,
  note: noted,
  photo: ({ moment }) => (moment.photo ? [photo(moment, null)] : []),
  up: (tap) => moved(tap, -1),
  down: (tap) => moved(tap, 1),
};

/** A new moment goes behind the running one, or to the end. */
export function added(moments: readonly Moment[], concept_id: string): Step {
  const after = moments.find((moment) => moment.state === "now") ?? moments.at(-1);
  return { kind: "add", moment_id: crypto.randomUUID(), concept_id, after_id: after?.id ?? null };
}

/** A photo is put on a moment, or taken off it. */
export function photo(moment: Moment, photo_id: string | null): Step {
  return { kind: "photo", moment_id: moment.id, saw: moment.photo || null, photo_id };
}

/** A tap starts a moment and ends the one before it; on the running one it ends it, on a done one it plans it again. */
function advanced({ moments, moment }: Tap): Step[] {
  const state = ({ now: "done", done: "planned" } as const)[moment.state as string] ?? "now";
  const running = state === "now" ? moments.filter((other) => other.state === "now") : [];
  return [
    ...running.map((other): Step => ({ kind: "state", moment_id: other.id, saw: "now", state: "done" })),
    { kind: "state", moment_id: moment.id, saw: moment.state, state },
  ];
}

function skipped({ moment }: Tap): Step[] {
  const state = moment.state === "skipped" ? "planned" : "skipped";
  return [{ kind: "state", moment_id: moment.id, saw: moment.state, state }];
}

function badged({ moment, badge }: Tap): Step[] {
  return [{ kind: "badge", moment_id: moment.id, badge, has_badge: !moment.badges.includes(badge) }];
}

function noted({ moment, typed }: Tap): Step[] {
  const note = tidied(typed);
  return note === moment.note ? [] : [{ kind: "note", moment_id: moment.id, saw: moment.note, note }];
}

/** As the server will keep it, so that the next note, made before this one arrived, names the right one. */
function tidied(text: string): string {
  const lines = text.normalize("NFC").split("\n");
  const tidy = lines.map((line) => line.split(/\s+/).filter(Boolean).join(" "));
  return tidy
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function moved({ moments, moment }: Tap, by: number): Step[] {
  const place = moments.indexOf(moment);
  const to = place + by;
  if (to < 0 || to >= moments.length) return [];
  const after_id = by < 0 ? (moments[place - 2]?.id ?? null) : (moments[to]?.id ?? null);
  return [{ kind: "move", moment_id: moment.id, saw_after_id: before(moments, moment.id), after_id }];
}
