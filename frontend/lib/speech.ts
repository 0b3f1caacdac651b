/** Reading aloud, in one order: a person's recording, the device's voice, the server's clip; else there is no button. */
import { begin, hush } from "./one-sound.ts";
import { deviceVoice, pause, play, sayWithDevice } from "./sounding.ts";

export { hush } from "./one-sound.ts";
export { deviceVoice, pause } from "./sounding.ts";

/** Something to hear: its words, their language, and the address of its sound where the server has one. */
export interface Utterance {
  readonly text: string;
  readonly language: string;
  readonly clip?: string;
  /** The element whose words these are: it is marked while they sound. */
  readonly words?: Element;
}

/** How it went: to the end, with nothing that could sound, or cut off by a tap, another sound or a page that is left. */
export type Outcome = "heard" | "silent" | "stopped";

const PAUSE_MS = 350;
const OF_PERSONS = "/recordings/";
const marking = new WeakMap<Element, AbortSignal>();

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

/** Whether anything of this can be heard; without a voice there is no sound button. */
export function canSay(utterances: readonly Utterance[]): boolean {
  return utterances.some((utterance) => utterance.clip || deviceVoice(utterance.language));
}

/** Whether words of this element sound now. */
export function isSaying(element: Element): boolean {
  return element.matches(".is-speaking") || element.querySelector(".is-speaking") !== null;
}

/** Say these, as `tell` does; true when they were heard to the end. */
export async function say(utterances: readonly Utterance[], speaking?: Element): Promise<boolean> {
  return (await tell(utterances, speaking)) === "heard";
}

/**
 * Say these one after another, in place of whatever sounds now.
 * What sounds is marked: all of `speaking`, or else the words that are being said.
 */
export async function tell(utterances: readonly Utterance[], speaking?: Element): Promise<Outcome> {
  if (document.hidden) return "stopped";
  const stopping = new AbortController();
  const over = begin(() => stopping.abort());
  const unmark = speaking && mark(speaking, stopping.signal);
  try {
    return await tellAll(utterances, stopping.signal, !speaking);
  } finally {
    unmark?.();
    over();
  }
}

async function tellAll(utterances: readonly Utterance[], signal: AbortSignal, isMarking: boolean): Promise<Outcome> {
  let outcome: Outcome = "silent";
  for (const utterance of utterances) {
    if (outcome === "heard") await pause(PAUSE_MS, signal);
    if (await sayMarked(utterance, signal, isMarking)) outcome = "heard";
    if (signal.aborted) return "stopped";
  }
  return outcome;
}

async function sayMarked(utterance: Utterance, signal: AbortSignal, isMarking: boolean): Promise<boolean> {
  if (signal.aborted || !canSay([utterance])) return false;
  const unmark = isMarking && utterance.words ? mark(utterance.words, signal) : undefined;
  const hasSounded = await sayOne(utterance, signal);
  unmark?.();
  return hasSounded;
}

async function sayOne({ text, language, clip }: Utterance, signal: AbortSignal): Promise<boolean> {
  const isPerson = clip?.startsWith(OF_PERSONS) ?? false;
  if (clip && isPerson && (await play(clip, signal))) return true;
  const voice = deviceVoice(language);
  if (voice && !signal.aborted && (await sayWithDevice(text, voice, signal))) return true;
  return clip && !isPerson && !signal.aborted ? play(clip, signal) : false;
}

/** Mark what sounds; when the same element is said anew, only the newer one takes its mark away. */
function mark(element: Element, signal: AbortSignal): () => void {
  marking.set(element, signal);
  element.classList.add("is-speaking");
  const unmark = (): void => {
    if (marking.get(element) === signal) element.classList.remove("is-speaking");
  };
  signal.addEventListener("abort", unmark); // at once: a copy that is made next must not carry the mark
  return unmark;
}

// A tap on what speaks stops it, wherever it stands, and does nothing else; a link still leads where it leads.
document.addEventListener(
  "click",
  (event) => {
    const tapped = event.target as Element;
    if (!tapped.closest(".is-speaking") || tapped.closest("a")) return;
    event.preventDefault();
    event.stopPropagation();
    hush();
  },
  true,
);
