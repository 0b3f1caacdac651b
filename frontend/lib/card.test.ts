import { expect, test } from "vitest";
import { applied, inverse, type Moment, photographed, rebased, type Step } from "./card.ts";

const moment = (id: string, rest: Partial<Moment> = {}): Moment => ({
  id,
  concept: "paint",
  state: "planned",
  badges: [],
  note: "",
  photo: "",
  ...rest,
});
const day = [moment("a", { state: "done" }), moment("b", { state: "now" }), moment("c")];
const ids = (moments: readonly Moment[]) => moments.map(({ id }) => id).join("");

test("steps are laid over the moments in their order", () => {
  const steps: Step[] = [
    { kind: "state", moment_id: "b", saw: "now", state: "done" },
    { kind: "state", moment_id: "c", saw: "planned", state: "now" },
    { kind: "badge", moment_id: "c", badge: "outside", has_badge: true },
    { kind: "note", moment_id: "c", saw: "", note: "eerst" },
    { kind: "note", moment_id: "c", saw: "eerst", note: "toen" },
    { kind: "photo", moment_id: "c", saw: null, photo_id: "p" },
    { kind: "remove", moment_id: "a" },
  ];
  expect(applied(day, steps)).toEqual([
    moment("b", { state: "done" }),
    moment("c", { state: "now", badges: ["outside"], note: "toen", photo: "p" }),
  ]);
});

test("steps over a page that has them already change nothing, for a page and an outbox may both know a change", () => {
  const steps: Step[] = [
    { kind: "add", moment_id: "x", concept_id: "sing", after_id: "a" },
    { kind: "move", moment_id: "c", saw_after_id: "b", after_id: null },
    { kind: "badge", moment_id: "b", badge: "outside", has_badge: true },
    { kind: "remove", moment_id: "a" },
  ];
  const once = applied(day, steps);
  expect(ids(once)).toBe("cxb");
  expect(applied(once, steps)).toEqual(once);
});

test("a moment goes to the start, behind another, or to the end where that other is gone", () => {
  const move = (after_id: string | null): Step => ({ kind: "move", moment_id: "b", saw_after_id: "a", after_id });
  expect(ids(applied(day, [move(null)]))).toBe("bac");
  expect(ids(applied(day, [move("c")]))).toBe("acb");
  expect(ids(applied(day, [move("gone")]))).toBe("acb");
});

test("what is taken back looks as before", () => {
  const steps: Step[] = [
    { kind: "state", moment_id: "c", saw: "planned", state: "now" },
    { kind: "note", moment_id: "b", saw: "", note: "iets" },
    { kind: "photo", moment_id: "b", saw: null, photo_id: "p" },
    { kind: "badge", moment_id: "a", badge: "outside", has_badge: true },
    { kind: "add", moment_id: "x", concept_id: "sing", after_id: "b" },
    { kind: "move", moment_id: "a", saw_after_id: null, after_id: "c" },
  ];
  expect(applied(applied(day, steps), inverse(steps))).toEqual(day);
});

test("who tries again has seen what a colleague did", () => {
  const now = [moment("a", { note: "haar zin", photo: "theirs" }), moment("b", { state: "done" })];
  const steps: Step[] = [
    { kind: "note", moment_id: "a", saw: "", note: "mijn zin" },
    { kind: "photo", moment_id: "a", saw: null, photo_id: "mine" },
    { kind: "state", moment_id: "b", saw: "planned", state: "now" },
    { kind: "add", moment_id: "x", concept_id: "sing", after_id: "gone" },
  ];
  expect(rebased(steps, now)).toEqual([
    { kind: "note", moment_id: "a", saw: "haar zin", note: "mijn zin" },
    { kind: "photo", moment_id: "a", saw: "theirs", photo_id: "mine" },
    { kind: "state", moment_id: "b", saw: "done", state: "now" },
    { kind: "add", moment_id: "x", concept_id: "sing", after_id: "b" },
  ]);
});

test("a moment that a colleague took off comes back with what is still wanted on it", () => {
  const note: Step = { kind: "note", moment_id: "gone", saw: "", note: "mijn zin" };
  expect(rebased([note], day)).toEqual([{ kind: "restore", moment_id: "gone" }, note]);
});

test("a photo belongs to the running moment, else to the last that is done, else to the first", () => {
  expect(photographed(day)?.id).toBe("b");
  expect(photographed([moment("a", { state: "done" }), moment("b", { state: "done" }), moment("c")])?.id).toBe("b");
  expect(photographed([moment("a"), moment("b")])?.id).toBe("a");
  expect(photographed([])).toBeUndefined();
});
