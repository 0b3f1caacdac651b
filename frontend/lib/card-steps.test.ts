import { expect, test } from "vitest";
import type { Moment } from "./card.ts";
import { added, STEPS } from "./card-steps.ts";

const moment = (id: string, state: Moment["state"], note = ""): Moment => ({
  id,
  concept: "paint",
  state,
  badges: ["outside"],
  note,
  photo: "",
});
const moments = [moment("a", "now"), moment("b", "planned"), moment("c", "planned")];
const tap = (what: string, id: string, typed = "") => {
  const tapped = moments.find((one) => one.id === id) ?? moment(id, "planned");
  return STEPS[what]?.({ moments, moment: tapped, badge: "outside", typed });
};

test("a tap starts a moment and ends the running one, naming what was seen", () => {
  expect(tap("tap", "b")).toEqual([
    { kind: "state", moment_id: "a", saw: "now", state: "done" },
    { kind: "state", moment_id: "b", saw: "planned", state: "now" },
  ]);
  expect(tap("tap", "a")).toEqual([{ kind: "state", moment_id: "a", saw: "now", state: "done" }]);
});

test("a badge is put on or taken off by whether it is there", () => {
  expect(tap("badge", "b")).toEqual([{ kind: "badge", moment_id: "b", badge: "outside", has_badge: false }]);
});

test("a note is sent as the server will keep it, and not at all when it is the same", () => {
  expect(tap("note", "b", "  een   egel \n\n\n in de tuin ")).toEqual([
    { kind: "note", moment_id: "b", saw: "", note: "een egel\n\nin de tuin" },
  ]);
  expect(tap("note", "b", "  ")).toEqual([]);
});

test("a moment moves by one place, and not beyond the ends", () => {
  expect(tap("up", "a")).toEqual([]);
  expect(tap("down", "c")).toEqual([]);
  expect(tap("up", "b")).toEqual([{ kind: "move", moment_id: "b", saw_after_id: "a", after_id: null }]);
  expect(tap("down", "b")).toEqual([{ kind: "move", moment_id: "b", saw_after_id: "a", after_id: "c" }]);
});

test("a new moment goes behind the running one, or to the end", () => {
  expect(added(moments, "sing")).toMatchObject({ concept_id: "sing", after_id: "a" });
  expect(added(moments.slice(1), "sing")).toMatchObject({ after_id: "c" });
  expect(added([], "sing")).toMatchObject({ after_id: null });
});
