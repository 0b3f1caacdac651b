import { expect, test } from "vitest";
import { RequestError } from "./api.ts";
import type { KeptEntry } from "./outbox.ts";
import { mayPass, next, waitSeconds } from "./sending.ts";

const entry = (order: number, state: KeptEntry["state"]): KeptEntry => ({
  order,
  state,
  id: String(order),
  account: "staff-1",
  card: "/card",
  kind: "change",
  steps: [],
  tries: 0,
  failures: 0,
});
const failing = (status: number) => new RequestError(status, undefined);

test("the oldest that waits goes next; what was sent or refused holds up nothing", () => {
  const kept = [entry(1, "sent"), entry(2, "refused"), entry(3, "waiting"), entry(4, "waiting")];
  expect(next(kept)?.order).toBe(3);
  expect(next(kept.slice(0, 2))).toBeUndefined();
});

test("each wait is about twice the last, at most a minute or so, and never shorter than the server asked", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 20].map((tries) => waitSeconds(tries, 0, 0.5));
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  expect(waitSeconds(1, 120, 0)).toBe(120);
  expect(waitSeconds(3, 0, 0)).toBeLessThan(waitSeconds(3, 0, 1));
});

test("no network, a busy server and a proxy without one are waited for as long as it takes", () => {
  for (const status of [0, 408, 429, 502, 503, 504]) expect(mayPass(failing(status), 1000)).toBe(true);
});

test("a refusal, a full disk, and a server that fails at the same thing five times need somebody to decide", () => {
  for (const status of [404, 409, 413, 422, 507]) expect(mayPass(failing(status), 0)).toBe(false);
  expect(mayPass(failing(500), 3)).toBe(true);
  expect(mayPass(failing(500), 4)).toBe(false);
});
