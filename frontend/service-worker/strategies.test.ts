import { expect, test } from "vitest";
import { ranged } from "./strategies.ts";

const stored = () => new Response(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
const asking = (range?: string) =>
  new Request("https://dagkaart.test/clips/ti/paint.m4a", range ? { headers: { range } } : {});

test("a stored sound is cut to the range a player asks for", async () => {
  const answer = await ranged(asking("bytes=2-4"), stored());
  expect(answer.status).toBe(206);
  expect(answer.headers.get("content-range")).toBe("bytes 2-4/10");
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([2, 3, 4]);
});

test("an open range goes to the end, and one beyond it is refused", async () => {
  expect((await ranged(asking("bytes=7-"), stored())).headers.get("content-range")).toBe("bytes 7-9/10");
  expect((await ranged(asking("bytes=10-12"), stored())).status).toBe(416);
});

test("without a range the whole sound is answered", async () => {
  expect((await ranged(asking(), stored())).status).toBe(200);
});
