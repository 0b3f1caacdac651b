import { expect, test } from "vitest";
import { faultOf, levelOf } from "./sound-check.ts";

const RATE = 48_000;

function tone(seconds: number, level: number): Float32Array {
  return Float32Array.from(
    { length: seconds * RATE },
    (_, place) => level * Math.sin((place * 440 * 2 * Math.PI) / RATE),
  );
}

function together(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

test("a word that can be heard is good, also a soft one between silences", () => {
  expect(faultOf(tone(0.5, 0.5), RATE)).toBeUndefined();
  expect(faultOf(together(tone(0.5, 0), tone(0.4, 0.05), tone(0.5, 0)), RATE)).toBeUndefined();
});

test("silence, and the noise of a quiet room, is silent", () => {
  expect(faultOf(tone(2, 0), RATE)).toBe("silent");
  expect(faultOf(tone(2, 0.005), RATE)).toBe("silent");
});

test("a click in a long silence is no word", () => {
  expect(faultOf(together(tone(1, 0), tone(0.05, 0.5), tone(1, 0)), RATE)).toBe("silent");
});

test("a button that was only touched is too short, whatever was heard", () => {
  expect(faultOf(tone(0.1, 0.5), RATE)).toBe("too_short");
  expect(faultOf(new Float32Array(0), RATE)).toBe("too_short");
});

test("what the microphone could not hold is too loud, and one loud moment is not", () => {
  const clipped = tone(0.5, 3).map((sample) => Math.max(-1, Math.min(1, sample)));
  expect(faultOf(clipped, RATE)).toBe("clipped");
  expect(
    faultOf(
      together(
        tone(0.5, 0.5),
        Float32Array.from({ length: 40 }, () => 1),
      ),
      RATE,
    ),
  ).toBeUndefined();
});

test("the level of a sound is its root mean square", () => {
  expect(levelOf(tone(1, 1))).toBeCloseTo(Math.SQRT1_2, 3);
  expect(levelOf(new Float32Array(480))).toBe(0);
});
