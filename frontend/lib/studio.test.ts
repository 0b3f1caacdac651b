import { expect, test } from "vitest";
import { nextPlace } from "./studio.ts";

test("the next word is the next one that nobody has said, and after the last one those that were left out", () => {
  expect(nextPlace(["mine", "none", "approved", "none"], 0)).toBe(1);
  expect(nextPlace(["mine", "none", "approved", "none"], 1)).toBe(3);
  expect(nextPlace(["none", "mine", "waiting"], 2)).toBe(0);
});

test("what the server sent back comes first", () => {
  expect(nextPlace(["none", "mine", "again"], 0)).toBe(2);
});

test("when all has been said there is none", () => {
  expect(nextPlace(["mine", "approved", "waiting"], 1)).toBe(-1);
});
