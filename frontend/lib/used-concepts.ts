/** What a staff member picked last on this phone, kept under their account and read for nobody else. */
import { currentAccount } from "./account.ts";

const KEPT = "dagkaart-picked";
const MOST = 8;

interface Kept {
  readonly account: string;
  readonly ids: readonly string[];
}

/** The ids picked last, the newest first. */
export function lastPicked(): readonly string[] {
  return read().ids;
}

/** Note that a concept was picked. */
export function notePicked(id: string): void {
  const ids = [id, ...lastPicked().filter((other) => other !== id)].slice(0, MOST);
  write({ account: currentAccount(), ids });
}

function read(): Kept {
  const none = { account: currentAccount(), ids: [] };
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Kept | null;
    return kept?.account === none.account ? kept : none;
  } catch {
    return none; // a private window may have no storage: then nothing is remembered
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // No storage, or a full one: then nothing is remembered.
  }
}
