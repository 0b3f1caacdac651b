/** Words that are said, by the browser's own recogniser; its maker may hear them, so a staff member switches it on first. */
import { currentAccount } from "./account.ts";

const KEPT = "dagkaart-dictation";

/** What browsers have of the Web Speech API for this, under one name or the other. */
interface Recogniser extends EventTarget {
  lang: string;
  maxAlternatives: number;
  start(): void;
  abort(): void;
}
interface RecogniserEvent extends Event {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}
type RecogniserClass = new () => Recogniser;

/** Whether this browser understands speech and can reach whoever does that for it. */
export function canListen(): boolean {
  return recogniserClass() !== undefined && navigator.onLine;
}

/** Whether the signed-in staff member has switched it on, on this phone. */
export function isSwitchedOn(): boolean {
  return localStorage.getItem(KEPT) === currentAccount();
}

/** Keep what the staff member chose. */
export function switchOn(isOn: boolean): void {
  if (isOn) localStorage.setItem(KEPT, currentAccount());
  else localStorage.removeItem(KEPT);
}

/** What was said in a language, in the ways it may be read, the likeliest first; nothing if it was not understood. */
export function listen(language: string, signal: AbortSignal): Promise<string[]> {
  const Class = recogniserClass();
  if (!Class) return Promise.resolve([]);
  const recogniser = new Class();
  recogniser.lang = language;
  recogniser.maxAlternatives = 3;
  signal.addEventListener("abort", () => recogniser.abort());
  return new Promise((resolve) => {
    recogniser.addEventListener("result", (event) => resolve(readings(event as RecogniserEvent)));
    recogniser.addEventListener("nomatch", () => resolve([]));
    recogniser.addEventListener("error", () => resolve([])); // refused, no network, silence, or a language it lacks
    recogniser.addEventListener("end", () => resolve([]));
    recogniser.start();
  });
}

/** Whole readings, then single words: of "I want to sing" the last word is the one that finds something. */
function readings({ results }: RecogniserEvent): string[] {
  const said = [...Array.from(results[0] ?? [])].map(({ transcript }) => transcript.trim());
  const words = said.flatMap((text) => text.split(/\s+/)).sort((one, other) => other.length - one.length);
  return [...new Set([...said, ...words])].filter(Boolean);
}

function recogniserClass(): RecogniserClass | undefined {
  const names = window as { SpeechRecognition?: RecogniserClass; webkitSpeechRecognition?: RecogniserClass };
  return names.SpeechRecognition ?? names.webkitSpeechRecognition;
}
