/** What tests of sounds run in: a page with one player and one voice, which note what sounds and how many at once. */
import { vi } from "vitest";

class Player extends EventTarget {
  src = "";
  isPlaying = false;

  constructor(readonly scene: Scene) {
    super();
    scene.players.push(this);
  }

  async play(): Promise<void> {
    if (this.scene.missing.has(this.src)) throw new Error("cannot be loaded");
    this.isPlaying = true;
    this.scene.note(this.src);
    this.dispatchEvent(new Event("playing"));
    setTimeout(() => this.isPlaying && this.end(), 10);
  }

  end(): void {
    this.isPlaying = false;
    this.dispatchEvent(new Event("ended"));
  }

  pause(): void {
    this.isPlaying = false;
  }
}

class Words {
  voice: { lang: string } | undefined;
  lang = "";
  rate = 1;
  onstart?: () => void;
  onend?: () => void;
  onerror?: () => void;

  constructor(readonly text: string) {}
}

/** One page: what sounded, in order, and the most that sounded at the same moment. */
export class Scene {
  readonly sounded: string[] = [];
  readonly players: Player[] = [];
  readonly missing = new Set<string>();
  readonly page = Object.assign(new EventTarget(), {
    hidden: false,
    documentElement: { dataset: { deviceVoices: "nl ar" } },
    films: [] as { pause(): void }[],
    querySelectorAll: () => this.page.films,
  });
  readonly window = new EventTarget();
  readonly session = { type: "auto" };
  mostAtOnce = 0;
  #said: Words | undefined;

  /** Put this page where the code looks for one; `voices` are the languages the device can say. */
  open(...voices: string[]): void {
    const scene = this;
    const speechSynthesis = {
      getVoices: () => voices.map((lang) => ({ lang, localService: true })),
      speak: (words: Words) => this.#speak(words),
      cancel: () => this.#cancel(),
      get speaking() {
        return scene.#said !== undefined;
      },
      pending: false,
    };
    vi.stubGlobal("document", this.page);
    vi.stubGlobal("speechSynthesis", speechSynthesis);
    vi.stubGlobal("window", { speechSynthesis, BroadcastChannel });
    vi.stubGlobal("navigator", { audioSession: this.session });
    vi.stubGlobal("addEventListener", this.window.addEventListener.bind(this.window));
    vi.stubGlobal("SpeechSynthesisUtterance", Words);
    vi.stubGlobal(
      "Audio",
      class extends Player {
        constructor() {
          super(scene);
        }
      },
    );
  }

  note(sound: string): void {
    this.sounded.push(sound);
    const playing = this.players.filter((player) => player.isPlaying).length + (this.#said ? 1 : 0);
    this.mostAtOnce = Math.max(this.mostAtOnce, playing);
  }

  #speak(words: Words): void {
    this.#said = words;
    this.note(words.text);
    words.onstart?.();
    setTimeout(() => {
      if (this.#said !== words) return;
      this.#said = undefined;
      words.onend?.();
    }, 10);
  }

  #cancel(): void {
    this.#said = undefined;
  }
}
