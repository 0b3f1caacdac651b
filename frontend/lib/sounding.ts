/** How one utterance sounds: said by the device's voice, or played. Each tells whether it could be heard. */

const STARTS_WITHIN_MS = 3000;
const PLAYS_WITHIN_MS = 5000;
// One player for everything: an iPhone lets an element sound by itself only after a tap has made that element sound.
let player: HTMLAudioElement | undefined;

/** The device's voice for a language, only where one is listed and our language table trusts it. */
export function deviceVoice(language: string): SpeechSynthesisVoice | undefined {
  const trusted = document.documentElement.dataset.deviceVoices?.split(" ") ?? [];
  if (!trusted.includes(language) || !("speechSynthesis" in window)) return undefined;
  const fits = (voice: SpeechSynthesisVoice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language;
  // A voice that needs the network fails silently without it, and would send the words elsewhere.
  return speechSynthesis.getVoices().find((voice) => fits(voice) && voice.localService);
}

/** Say a text with a voice of the device; stopping it counts as heard. */
export function sayWithDevice(text: string, voice: SpeechSynthesisVoice, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang; // Android ignores the voice unless the language is set as well
    spoken.rate = 0.9;
    // A voice that is listed and then neither starts nor fails would keep the walk through the day waiting.
    const late = setTimeout(() => end(false), STARTS_WITHIN_MS);
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

/**
 * Play a recording or a clip; stopping it counts as heard. The server has made all of them equally loud, at what a
 * device's voice is by itself, so both play at their full volume.
 */
export function play(url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    player ??= new Audio();
    const clip = player;
    const over = new AbortController();
    const end = (hasSounded: boolean): void => {
      clearTimeout(late);
      over.abort();
      clip.pause();
      resolve(hasSounded);
    };
    const late = setTimeout(() => end(false), PLAYS_WITHIN_MS);
    const on = (type: string, listener: () => void) => clip.addEventListener(type, listener, { signal: over.signal });
    on("playing", () => clearTimeout(late));
    on("ended", () => end(true));
    on("error", () => end(false));
    signal.addEventListener("abort", () => end(true), { signal: over.signal });
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
