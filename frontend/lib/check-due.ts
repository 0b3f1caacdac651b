/** When a phone may be asked about a picture again, and which pictures it was asked about: remembered here and nowhere else. */
import { currentAccount } from "./account.ts";

interface Remembered {
  readonly account: string;
  readonly nextAt: number;
  readonly had: readonly string[];
}

const KEY = "dagkaart-checks";
const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_AFTER_DAYS = 7; // a new phone has enough to discover
const AGAIN_AFTER_DAYS = 14;
const NONE_AFTER_DAYS = 1;

/** Whether this phone may be asked now; on its first day here it begins to wait. */
export function isCheckDue(now = Date.now()): boolean {
  if (!known()) remember(now + FIRST_AFTER_DAYS * DAY_MS, []);
  return (known()?.nextAt ?? Number.POSITIVE_INFINITY) <= now;
}

/** The pictures this phone was asked about. */
export function had(): readonly string[] {
  return known()?.had ?? [];
}

/** A picture is shown now; without one there was nothing to ask. */
export function noteAsked(concept: string | undefined, now = Date.now()): void {
  const days = concept ? AGAIN_AFTER_DAYS : NONE_AFTER_DAYS;
  remember(now + days * DAY_MS, concept ? [...had(), concept] : had());
}

function known(): Remembered | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "") as Remembered;
    return kept.account === currentAccount() ? kept : undefined;
  } catch {
    return undefined; // nothing yet, or a browser that keeps nothing: then nobody is asked
  }
}

function remember(nextAt: number, had: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ account: currentAccount(), nextAt, had }));
  } catch {
    return; // a browser that keeps nothing
  }
}
