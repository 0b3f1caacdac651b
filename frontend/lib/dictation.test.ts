import { afterEach, describe, expect, it, vi } from "vitest";
import { canListen, listen } from "./dictation.ts";

/** What a browser's recogniser does for us; who is behind it is the browser's own matter. */
class Recogniser extends EventTarget {
  static answer: Event = new Event("end");
  static started: Recogniser | undefined;
  lang = "";
  maxAlternatives = 1;

  start(): void {
    Recogniser.started = this;
    queueMicrotask(() => this.dispatchEvent(Recogniser.answer));
  }

  abort(): void {
    this.dispatchEvent(new Event("end"));
  }
}

function hearing(...readings: string[]): void {
  const results = [readings.map((transcript) => ({ transcript }))];
  Recogniser.answer = Object.assign(new Event("result"), { results });
}

afterEach(() => vi.unstubAllGlobals());

describe("dictation", () => {
  it("is offered where the browser has a recogniser and a network", () => {
    const offered = [
      [{}, true],
      [{ webkitSpeechRecognition: Recogniser }, false],
      [{ webkitSpeechRecognition: Recogniser }, true],
    ].map(([window, onLine]) => {
      vi.stubGlobal("window", window);
      vi.stubGlobal("navigator", { onLine });
      return canListen();
    });
    expect(offered).toEqual([false, false, true]);
  });

  it("listens in the language asked for, and gives whole readings before their words, the longest first", async () => {
    vi.stubGlobal("window", { SpeechRecognition: Recogniser });
    hearing("we gaan zingen", "we gaan zinken");
    const heard = await listen("nl", new AbortController().signal);
    expect(Recogniser.started?.lang).toBe("nl");
    expect(heard).toEqual(["we gaan zingen", "we gaan zinken", "zingen", "zinken", "gaan", "we"]);
  });

  it("understands nothing when the recogniser fails, hears nothing, or is stopped", async () => {
    vi.stubGlobal("window", { SpeechRecognition: Recogniser });
    for (const kind of ["error", "nomatch", "end"]) {
      Recogniser.answer = new Event(kind);
      expect(await listen("ar", new AbortController().signal)).toEqual([]);
    }
    Recogniser.answer = new Event("audiostart");
    const stopped = new AbortController();
    const heard = listen("ar", stopped.signal);
    stopped.abort();
    expect(await heard).toEqual([]);
  });
});
