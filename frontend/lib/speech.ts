/** Reading aloud: one sound at a time, the home language first, then Dutch. */

/** Something to hear: its words, their language, and the server's clip of them where there is one. */
export interface Utterance {
  readonly text: string;
  readonly language: string;
  readonly clip?: string;
}

const PAUSE_MS = 350;
let stopCurrent: (() => void) | undefined;

/** The words of an element that can be heard, in the order they stand: home language, then Dutch. */
export function utterancesIn(element: Element): Utterance[] {
  const spoken = element.matches("[data-say]") ? [element] : [...element.querySelectorAll("[data-say]")];
  return spoken.map((words) => ({
    text: words.textContent?.trim() ?? "",
    language: words.closest<HTMLElement>("[lang]")?.lang ?? "nl",
    ...(words.getAttribute("data-clip") ? { clip: words.getAttribute("data-clip") as string } : {}),
  }));
}

/** The device's voice for a language, only where one is listed and our language table trusts it. */
export function deviceVoice(language: string): SpeechSynthesisVoice | undefined {
  const trusted = document.documentElement.dataset.deviceVoices?.split(" ") ?? [];
  if (!trusted.includes(language) || !("speechSynthesis" in window)) return undefined;
  const fits = (voice: SpeechSynthesisVoice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language;
  // A voice that needs the network fails silently without it, and would send the words elsewhere.
  return speechSynthesis.getVoices().find((voice) => fits(voice) && voice.localService);
}

/** Whether anything of this can be heard; without a voice there is no sound button. */
export function canSay(utterances: readonly Utterance[]): boolean {
  return utterances.some((utterance) => utterance.clip || deviceVoice(utterance.language));
}

/** Say these one after another, in place of whatever sounds now; false when stopped or nothing could sound. */
export async function say(utterances: readonly Utterance[], speaking?: Element): Promise<boolean> {
  hush();
  const aborted = new AbortController();
  stopCurrent = () => aborted.abort();
  speaking?.classList.add("is-speaking");
  try {
    return await sayAll(utterances, aborted.signal);
  } finally {
    speaking?.classList.remove("is-speaking");
  }
}

async function sayAll(utterances: readonly Utterance[], signal: AbortSignal): Promise<boolean> {
  let hasSounded = false;
  for (const utterance of utterances) {
    if (hasSounded) await pause(PAUSE_MS, signal);
    if (signal.aborted) return false;
    hasSounded = (await sayOne(utterance, signal)) || hasSounded;
  }
  return hasSounded && !signal.aborted;
}

/** Stop whatever sounds. */
export function hush(): void {
  stopCurrent?.();
  stopCurrent = undefined;
}

async function sayOne(utterance: Utterance, signal: AbortSignal): Promise<boolean> {
  const voice = deviceVoice(utterance.language);
  if (voice && (await sayWithDevice(utterance, voice, signal))) return true;
  return utterance.clip && !signal.aborted ? playClip(utterance.clip, signal) : false;
}

function sayWithDevice(utterance: Utterance, voice: SpeechSynthesisVoice, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const spoken = new SpeechSynthesisUtterance(utterance.text);
    spoken.voice = voice;
    spoken.lang = voice.lang; // Android ignores the voice unless the language is set as well
    spoken.rate = 0.9;
    spoken.onend = () => resolve(true);
    spoken.onerror = () => resolve(false);
    signal.addEventListener("abort", () => {
      speechSynthesis.cancel();
      resolve(true);
    });
    speechSynthesis.speak(spoken);
  });
}

function playClip(url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const audio = new Audio(url);
    audio.onended = () => resolve(true);
    audio.onerror = () => resolve(false);
    signal.addEventListener("abort", () => {
      audio.pause();
      resolve(true);
    });
    audio.play().catch(() => resolve(false));
  });
}

/** Wait, or stop waiting when aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

addEventListener("pagehide", hush);
