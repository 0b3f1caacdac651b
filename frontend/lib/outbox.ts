/** The outbox: what one account's taps still have to tell the server, in their order, safe on this phone until then. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Problem } from "./api.ts";
import type { Step } from "./card.ts";
import { announce } from "./outbox-channel.ts";

/** A photo that goes before the change that shows it. */
export interface WaitingPhoto {
  readonly id: string;
  readonly group: string;
  readonly blob: Blob;
}

/** A word said aloud, for the Voice Studio. */
export interface WaitingRecording {
  readonly language: string;
  readonly key: string;
  readonly blob: Blob;
}

/** Something to send; `id` is made here, so that sent twice it happens once. */
export interface Entry {
  readonly id: string;
  readonly account: string;
  /** The card it is about; empty for a recording. */
  readonly card: string;
  readonly kind: "change" | "reversal" | "publication" | "recording";
  /** What it does to the card as shown. */
  readonly steps: readonly Step[];
  readonly reverses?: string;
  readonly photo?: WaitingPhoto;
  readonly recording?: WaitingRecording;
}

/** An entry in the outbox; one that was sent stays until a page has shown the server's answer. */
export interface KeptEntry extends Entry {
  readonly order: number;
  readonly tries: number;
  readonly failures: number;
  readonly state: "waiting" | "sent" | "refused";
  readonly problem?: Problem | undefined;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Omit<KeptEntry, "order"> & { order?: number } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** Everything of an account, in the order of the taps. */
export async function entriesOf(account: string): Promise<KeptEntry[]> {
  const all = (await (await database()).getAll("entries")) as KeptEntry[];
  return all.filter((entry) => entry.account === account);
}

/** Keep an entry; it is on the disk when this returns. */
export async function add(entry: Entry): Promise<void> {
  const writing = (await database()).transaction("entries", "readwrite", { durability: "strict" });
  await Promise.all([writing.store.add({ ...entry, tries: 0, failures: 0, state: "waiting" }), writing.done]);
  announce();
}

/** Change what is known of an entry; undefined when it was taken back meanwhile. */
export async function note(order: number, change: Partial<KeptEntry>): Promise<KeptEntry | undefined> {
  const writing = (await database()).transaction("entries", "readwrite");
  const kept = (await writing.store.get(order)) as KeptEntry | undefined;
  const changed = kept && { ...kept, ...change };
  if (changed) await writing.store.put(changed);
  await writing.done;
  return changed;
}

/** Take an entry back that the server can't have seen; false when it may have. */
export async function takeBack(order: number): Promise<boolean> {
  const writing = (await database()).transaction("entries", "readwrite");
  const kept = await writing.store.get(order);
  const may = kept?.tries === 0 || kept?.state === "refused";
  if (may) await writing.store.delete(order);
  await writing.done;
  if (may) announce();
  return may;
}

/** Send what was refused once more, behind what waits already, with steps that name what is there now. */
export async function again(order: number, steps: readonly Step[]): Promise<void> {
  const writing = (await database()).transaction("entries", "readwrite", { durability: "strict" });
  const kept = await writing.store.get(order);
  if (kept) {
    const { order: _old, problem: _told, ...entry } = kept;
    await writing.store.delete(order);
    await writing.store.add({ ...entry, steps, tries: 0, failures: 0, state: "waiting" });
  }
  await writing.done;
  announce();
}

/** Let go of entries. */
export async function remove(orders: readonly number[]): Promise<void> {
  const writing = (await database()).transaction("entries", "readwrite");
  await Promise.all([...orders.map((order) => writing.store.delete(order)), writing.done]);
}

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("dagkaart", 1, {
    upgrade: (made) => void made.createObjectStore("entries", { keyPath: "order", autoIncrement: true }),
    // Another account removes the database; an open connection would hold it.
    blocking: (_from, _to, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
  return opened;
}
