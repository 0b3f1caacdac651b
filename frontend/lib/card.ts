/** A card's moments as plain values, and what the steps of a change make of them. */

/** Where a moment stands in the day. */
export type State = "planned" | "now" | "done" | "skipped";

/** One step on a card; `photo` is a photo's id or empty. */
export interface Moment {
  readonly id: string;
  readonly concept: string;
  readonly state: State;
  readonly badges: readonly string[];
  readonly note: string;
  readonly photo: string;
}

/** One step of a change, as the server reads it; `saw` is what its maker saw. */
export type Step =
  | { readonly kind: "state"; readonly moment_id: string; readonly saw: State; readonly state: State }
  | { readonly kind: "badge"; readonly moment_id: string; readonly badge: string; readonly has_badge: boolean }
  | { readonly kind: "note"; readonly moment_id: string; readonly saw: string; readonly note: string }
  | {
      readonly kind: "photo";
      readonly moment_id: string;
      readonly saw: string | null;
      readonly photo_id: string | null;
    }
  | { readonly kind: "add"; readonly moment_id: string; readonly concept_id: string; readonly after_id: string | null }
  | { readonly kind: "remove" | "restore"; readonly moment_id: string }
  | {
      readonly kind: "move";
      readonly moment_id: string;
      readonly saw_after_id: string | null;
      readonly after_id: string | null;
    };

type Moments = readonly Moment[];

/** The moments after these steps; steps that were applied before change nothing. */
export function applied(moments: Moments, steps: readonly Step[]): Moments {
  return steps.reduce(after, moments);
}

/** The same wish, said by somebody who has seen the moments as they are now. */
export function rebased(steps: readonly Step[], moments: Moments): Step[] {
  const fresh: Step[] = [];
  for (const step of steps) fresh.push(...seenAgain(step, applied(moments, fresh)));
  return fresh;
}

/** The steps back, for showing; where a removed moment stood only the server knows. */
export function inverse(steps: readonly Step[]): Step[] {
  return [...steps].reverse().map(back);
}

/** The moment a photo belongs to: the running one, else the last that is done, else the first. */
export function photographed(moments: Moments): Moment | undefined {
  const last = (state: State) => moments.filter((moment) => moment.state === state).at(-1);
  return last("now") ?? last("done") ?? moments[0];
}

/** The id of the moment before another; null when it is the first. */
export function before(moments: Moments, id: string): string | null {
  return moments[moments.findIndex((moment) => moment.id === id) - 1]?.id ?? null;
}

function after(moments: Moments, step: Step): Moments {
  switch (step.kind) {
    case "state":
      return changed(moments, step.moment_id, () => ({ state: step.state }));
    case "note":
      return changed(moments, step.moment_id, () => ({ note: step.note }));
    case "photo":
      return changed(moments, step.moment_id, () => ({ photo: step.photo_id ?? "" }));
    case "badge":
      return changed(moments, step.moment_id, (moment) => ({ badges: badgesAfter(moment, step) }));
    case "remove":
      return moments.filter((moment) => moment.id !== step.moment_id);
    case "restore":
      return moments;
    default:
      return placed(moments, step);
  }
}

function changed(moments: Moments, id: string, change: (moment: Moment) => Partial<Moment>): Moments {
  return moments.map((moment) => (moment.id === id ? { ...moment, ...change(moment) } : moment));
}

function badgesAfter(moment: Moment, step: Step & { kind: "badge" }): readonly string[] {
  const others = moment.badges.filter((badge) => badge !== step.badge);
  return step.has_badge ? [...others, step.badge] : others;
}

function placed(moments: Moments, step: Step & { kind: "add" | "move" }): Moments {
  const known = moments.find((moment) => moment.id === step.moment_id);
  if (step.kind === "add" ? known : !known) return moments;
  const concept = step.kind === "add" ? step.concept_id : "";
  const moment = known ?? { id: step.moment_id, concept, state: "planned", badges: [], note: "", photo: "" };
  const others = moments.filter((other) => other !== known);
  const place = others.findIndex((other) => other.id === step.after_id) + 1;
  return others.toSpliced(step.after_id !== null && place === 0 ? others.length : place, 0, moment);
}

function seenAgain(step: Step, moments: Moments): Step[] {
  if (step.kind === "add") return [{ ...step, after_id: presentOrLast(moments, step.after_id) }];
  const moment = moments.find((one) => one.id === step.moment_id);
  // A colleague took the moment off; whoever still wants something on it wants it back.
  if (!moment) return step.kind === "remove" ? [step] : [{ kind: "restore", moment_id: step.moment_id }, step];
  return [sawNow(step, moment, moments)];
}

function sawNow(step: Step, moment: Moment, moments: Moments): Step {
  switch (step.kind) {
    case "state":
      return { ...step, saw: moment.state };
    case "note":
      return { ...step, saw: moment.note };
    case "photo":
      return { ...step, saw: moment.photo || null };
    case "move":
      return movedAgain(step, moments);
    default:
      return step;
  }
}

function movedAgain(step: Step & { kind: "move" }, moments: Moments): Step {
  const others = moments.filter((moment) => moment.id !== step.moment_id);
  return { ...step, saw_after_id: before(moments, step.moment_id), after_id: presentOrLast(others, step.after_id) };
}

function presentOrLast(moments: Moments, id: string | null): string | null {
  return id === null || moments.some((moment) => moment.id === id) ? id : (moments.at(-1)?.id ?? null);
}

function back(step: Step): Step {
  switch (step.kind) {
    case "state":
      return { ...step, saw: step.state, state: step.saw };
    case "note":
      return { ...step, saw: step.note, note: step.saw };
    case "photo":
      return { ...step, saw: step.photo_id, photo_id: step.saw };
    case "badge":
      return { ...step, has_badge: !step.has_badge };
    case "move":
      return { ...step, saw_after_id: step.after_id, after_id: step.saw_after_id };
    default:
      return { kind: step.kind === "remove" ? "restore" : "remove", moment_id: step.moment_id };
  }
}
