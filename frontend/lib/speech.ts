/** Reading aloud: one sound at a time, the home language first, then Dutch. */

/** Something to hear: its words, their language, and the server's clip of them where there is one. */
export interface Utterance {
  readonly text: string;
  readonly language: string;
  readonly clip?: string;
  /** The element whose words these are: it is marked while they sound. */
  readonly words?: Element;
}

const PAUSE_MS = 350;
const VOICE_STARTS_WITHIN_MS = 3000;
let stopCurrent: (() => void) | undefined;
// One player for every clip: an iPhone lets an element sound by itself only after a tap has made that element sound.
let player: HTMLAudioElement | undefined;

/** The words of an element that can be heard, in the order they stand: home language, then Dutch. */
export function utterancesIn(element: Element): Utterance[] {
  const spoken = element.matches("[data-say]") ? [element] : [...element.querySelectorAll("[data-say]")];
  return spoken.map((words) => ({
    text: words.textContent?.trim() ?? "",
    language: words.closest<HTMLElement>("[lang]")?.lang ?? "nl",
    words,
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

/**
 * Say these one after another, in place of whatever sounds now; false when stopped or nothing could sound.
 * What sounds is marked: all of `speaking`, or else the words that are being said.
 */
export async function say(utterances: readonly Utterance[], speaking?: Element): Promise<boolean> {
  hush();
  const aborted = new AbortController();
  stopCurrent = () => aborted.abort();
  speaking?.classList.add("is-speaking");
  try {
    return await sayAll(utterances, aborted.signal, speaking ? sayOne : sayMarked);
  } finally {
    speaking?.classList.remove("is-speaking");
  }
}

async function sayAll(utterances: readonly Utterance[], signal: AbortSignal, sayEach: typeof sayOne): Promise<boolean> {
  let hasSounded = false;
  for (const utterance of utterances) {
    if (hasSounded) await pause(PAUSE_MS, signal);
    if (signal.aborted) return false;
    hasSounded = (await sayEach(utterance, signal)) || hasSounded;
  }
  return hasSounded && !signal.aborted;
}

/** Stop whatever sounds. */
export function hush(): void {
  stopCurrent?.();
  stopCurrent = undefined;
}

async function sayMarked(utterance: Utterance, signal: AbortSignal): Promise<boolean> {
  const marked = canSay([utterance]) ? utterance.words : undefined;
  marked?.classList.add("is-speaking");
  const hasSounded = await sayOne(utterance, signal);
  marked?.classList.remove("is-speaking");
  return hasSounded;
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
    // A voice that is listed and then neither starts nor fails would keep the walk through the day waiting.
    const late = setTimeout(() => end(false), VOICE_STARTS_WITHIN_MS);
    const end = (hasSounded: boolean): void => {
      clearTimeout(late);
      resolve(hasSounded);
      if (speechSynthesis.speaking || speechSynthesis.pending) speechSynthesis.cancel();
    };
    spoken.onstart = () => clearTimeout(late);
    spoken.onend = () => end(true);
    spoken.onerror = () => end(false);
    signal.addEventListener("abort", () => end(true), { once: true });
    speechSynthesis.speak(spoken);
  });
}

function playClip(url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    player ??= new Audio();
    const clip = player;
    const over = new AbortController();
    const end = (hasSounded: boolean): void => {
      over.abort();
      resolve(hasSounded);
    };
    clip.addEventListener("ended", () => end(true), { signal: over.signal });
    clip.addEventListener("error", () => end(false), { signal: over.signal });
    const stop = (): void => {
      clip.pause();
      end(true);
    };
    signal.addEventListener("abort", stop, { signal: over.signal });
    clip.src = url;
    clip.play().catch(() => end(false));
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
