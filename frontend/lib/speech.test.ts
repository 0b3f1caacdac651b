import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Scene } from "./browser-of-sounds.ts";

const PERSON = "/recordings/ar/7.m4a";
const CLIP = "/clips/ar/paint.m4a";
const inArabic = (clip?: string) => ({ text: "تلوين", language: "ar", ...(clip ? { clip } : {}) });
const inTigrinya = (clip?: string) => ({ text: "ምቕባእ", language: "ti", ...(clip ? { clip } : {}) });

let scene: Scene;
let otherTab: BroadcastChannel;

/** The code as a page loads it, on a device that has these voices. */
async function opened(...voices: string[]): Promise<typeof import("./speech.ts")> {
  scene = new Scene();
  scene.open(...voices);
  vi.resetModules();
  return import("./speech.ts");
}

beforeEach(() => {
  otherTab = new BroadcastChannel("dagkaart-sound");
});
afterEach(() => {
  scene.window.dispatchEvent(new Event("pagehide"));
  otherTab.close();
  vi.unstubAllGlobals();
});

test("a person's recording goes before the device's voice", async () => {
  const { say } = await opened("ar");
  expect(await say([inArabic(PERSON)])).toBe(true);
  expect(scene.sounded).toEqual([PERSON]);
});

test("the device's voice stands in for a recording that cannot be loaded", async () => {
  const { say } = await opened("ar");
  scene.missing.add(PERSON);
  expect(await say([inArabic(PERSON)])).toBe(true);
  expect(scene.sounded).toEqual(["تلوين"]);
});

test("the device's voice goes before the server's clip, which sounds where the device has no voice", async () => {
  const { say } = await opened("ar");
  await say([inArabic(CLIP)]);
  expect(scene.sounded).toEqual(["تلوين"]);
  const { say: sayElsewhere } = await opened("nl");
  await sayElsewhere([inArabic(CLIP)]);
  expect(scene.sounded).toEqual([CLIP]);
});

test("a voice of a language that phones only claim to speak is not used", async () => {
  const { say, canSay } = await opened("ti");
  expect(canSay([inTigrinya()])).toBe(false);
  expect(await say([inTigrinya()])).toBe(false);
  expect(scene.sounded).toEqual([]);
});

test("a voice that fails offline leaves silence, and what comes after it is heard", async () => {
  const { say } = await opened();
  scene.missing.add(PERSON);
  expect(await say([inTigrinya(PERSON), inTigrinya(CLIP)])).toBe(true);
  expect(scene.sounded).toEqual([CLIP]);
});

test("a second sound takes the place of the first, and the two are never heard together", async () => {
  const { tell } = await opened("nl");
  const first = tell([inArabic(CLIP), inArabic(CLIP)]);
  await vi.waitFor(() => expect(scene.sounded).toHaveLength(1));
  const second = tell([{ text: "Verven", language: "nl" }]);
  expect(await first).toBe("stopped");
  expect(await second).toBe("heard");
  expect(scene.sounded).toEqual([CLIP, "Verven"]);
  expect(scene.mostAtOnce).toBe(1);
});

test("another tab that begins to sound silences this one, and is told when this one begins", async () => {
  const { tell } = await opened();
  const told = new Promise((resolve) => otherTab.addEventListener("message", resolve, { once: true }));
  const speaking = tell([inArabic(CLIP), inArabic(CLIP)]);
  await told;
  otherTab.postMessage("begins");
  expect(await speaking).toBe("stopped");
  expect(scene.sounded.length).toBeLessThan(2);
});

test("a film stops for words, and words stop for a film", async () => {
  const { tell } = await opened();
  const film = Object.assign(new EventTarget(), { pause: vi.fn() });
  scene.page.films.push(film);
  const speaking = tell([inArabic(CLIP)]);
  expect(film.pause).toHaveBeenCalledOnce();
  const plays = new Event("play");
  Object.defineProperty(plays, "target", { value: film });
  scene.page.dispatchEvent(plays);
  expect(await speaking).toBe("stopped");
  expect(film.pause).toHaveBeenCalledOnce();
});

test.each(["pagehide", "visibilitychange"])("a page that is left is silent: %s", async (event) => {
  const { tell } = await opened();
  const speaking = tell([inArabic(CLIP), inArabic(CLIP)]);
  scene.page.hidden = true;
  (event === "pagehide" ? scene.window : scene.page).dispatchEvent(new Event(event));
  expect(await speaking).toBe("stopped");
  expect(await tell([inArabic(CLIP)])).toBe("stopped");
  expect(scene.sounded.length).toBeLessThan(2);
});

test("the silent switch of an iPhone is asked to let a sound through while it lasts, and only then", async () => {
  const { say } = await opened();
  const saying = say([inArabic(CLIP)]);
  expect(scene.session.type).toBe("playback");
  await saying;
  expect(scene.session.type).toBe("auto");
});
