/** Sending what waits in the outbox: in order, by one sender at a time over all tabs and the worker. */
import { type Problem, RequestError, send } from "./api.ts";
import type { Entry, KeptEntry } from "./outbox.ts";
import { announce } from "./outbox-channel.ts";

/** How a round of sending ended; `later` carries how long to wait at least, as the server asked. */
export type Outcome =
  | { readonly kind: "empty" | "signed-out" }
  | { readonly kind: "later"; readonly isLost: boolean; readonly retryAfterSeconds: number };

/** Sends a photo's or a recording's bytes; throws `RequestError`. */
export type Upload = (url: string, body: Blob) => Promise<unknown>;

/** Where entries are kept: the pages and the worker have each their own way to the same database. */
export interface Store {
  entriesOf(account: string): Promise<KeptEntry[]>;
  /** Change what is known of an entry; undefined when it was taken back meanwhile. */
  note(order: number, change: Partial<KeptEntry>): Promise<KeptEntry | undefined>;
  remove(orders: readonly number[]): Promise<void>;
}

const LOCK = "dagkaart-outbox";
const MAX_FAILURES = 5;
const LONGEST_WAIT_SECONDS = 60;
const FAILED = 500; // a mistake in the server, which trying for ever would not mend
const SIGNED_OUT = 401;

/** Send everything that waits for an account. */
export function flush(account: string, store: Store, upload: Upload): Promise<Outcome> {
  return navigator.locks.request(LOCK, () => sendAll(account, store, upload));
}

/** What goes next: the oldest that waits. */
export function next(entries: readonly KeptEntry[]): KeptEntry | undefined {
  return entries.find((entry) => entry.state === "waiting");
}

/** How long to wait before another try: twice as long each time, and never shorter than the server asked. */
export function waitSeconds(tries: number, retryAfterSeconds: number, chance = Math.random()): number {
  const usual = Math.min(LONGEST_WAIT_SECONDS, 2 ** tries);
  return Math.max(retryAfterSeconds, usual * (0.75 + chance / 2)); // tablets of one site must not all come at once
}

/** Whether trying again can help; a server that fails at one and the same thing again and again refuses it. */
export function mayPass(error: RequestError, failures: number): boolean {
  return error.isPassing && !(error.status === FAILED && failures + 1 >= MAX_FAILURES);
}

async function sendAll(account: string, store: Store, upload: Upload): Promise<Outcome> {
  for (;;) {
    const waiting = next(await store.entriesOf(account));
    if (!waiting) return { kind: "empty" };
    // Noted before it is sent: from here on it can't be taken back unseen.
    const entry = await store.note(waiting.order, { tries: waiting.tries + 1 });
    const outcome = entry && (await sendOne(entry, store, upload));
    if (outcome) return outcome;
    announce();
  }
}

async function sendOne(entry: KeptEntry, store: Store, upload: Upload): Promise<Outcome | undefined> {
  const error = await request(entry, upload).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof RequestError) return failed(entry, error, store);
  if (error) throw error;
  await store.note(entry.order, { state: "sent" });
  return undefined;
}

async function failed(entry: KeptEntry, error: RequestError, store: Store): Promise<Outcome | undefined> {
  if (error.status === SIGNED_OUT) return { kind: "signed-out" };
  if (!mayPass(error, entry.failures)) {
    await refuse(entry, error.problem, store);
    return undefined;
  }
  if (error.status === FAILED) await store.note(entry.order, { failures: entry.failures + 1 });
  return { kind: "later", isLost: error.status === 0, retryAfterSeconds: error.retryAfterSeconds };
}

async function request(entry: Entry, upload: Upload): Promise<void> {
  const { id, card, photo, recording, steps } = entry;
  if (recording) {
    await upload(
      `/api/v1/studio/languages/${recording.language}/recordings/${id}?key=${recording.key}`,
      recording.blob,
    );
    return;
  }
  if (photo) await upload(`/api/v1/groups/${photo.group}/photos/${photo.id}`, photo.blob);
  if (entry.kind === "change") await send("POST", `${card}/changes`, { id, steps });
  else if (entry.kind === "publication") await send("POST", `${card}/publication`, { id });
  else await send("POST", `/api/v1/changes/${entry.reverses}/reversal`, { id });
}

/** Keep what was refused for its maker to decide on; what they had undone already simply goes. */
async function refuse(entry: KeptEntry, problem: Problem | undefined, store: Store): Promise<void> {
  const reversal = (await store.entriesOf(entry.account)).find((other) => other.reverses === entry.id);
  if (reversal) await store.remove([entry.order, reversal.order]);
  else await store.note(entry.order, { state: "refused", problem });
}
