/** Background Sync: what staff did without a network is sent when there is one again, also with no page open. */
import { RequestError } from "../lib/api.ts";
import type { KeptEntry } from "../lib/outbox.ts";
import { flush, type Store } from "../lib/sending.ts";
import { forget, keptAccount } from "./account.ts";

const LIMIT_MS = 120_000;

/** Send what waits for the account whose page opened last; failing tells the browser to ask again later. */
export async function sendWaiting(): Promise<void> {
  if (!navigator.onLine) throw new Error("later");
  const account = await keptAccount();
  const outcome = account ? await flush(account, store, upload) : undefined;
  if (outcome?.kind === "signed-out") await forget();
  if (outcome?.kind === "later") throw new Error("later");
}

async function upload(url: string, body: Blob): Promise<void> {
  const headers = { accept: "application/json" };
  const response = await fetch(url, { method: "PUT", body, headers, signal: AbortSignal.timeout(LIMIT_MS) }).catch(
    () => undefined,
  );
  if (response?.ok) return;
  const problem = await response?.json().catch(() => undefined);
  throw new RequestError(response?.status ?? 0, problem, Number(response?.headers.get("retry-after")) || 0);
}

const store: Store = {
  entriesOf: async (account) => {
    const all: KeptEntry[] = await inEntries("readonly", (entries) => entries.getAll());
    return all.filter((entry) => entry.account === account);
  },
  note: async (order, change) => {
    let changed: KeptEntry | undefined;
    await inEntries("readwrite", (entries) => {
      const asked: IDBRequest<KeptEntry | undefined> = entries.get(order);
      // In the same transaction, so that what is taken back meanwhile doesn't come back.
      asked.addEventListener("success", () => {
        changed = asked.result && { ...asked.result, ...change };
        if (changed) entries.put(changed);
      });
      return asked;
    });
    return changed;
  },
  remove: async (orders) => {
    for (const order of orders) await inEntries("readwrite", (entries) => entries.delete(order));
  },
};

/** Without `idb`: a worker is fetched by every parent's phone too, and has no use for it there. */
async function inEntries<Answer>(
  mode: IDBTransactionMode,
  ask: (entries: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const opening = indexedDB.open("dagkaart", 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
  const database = await answered(opening);
  try {
    return await answered(ask(database.transaction("entries", mode).objectStore("entries")));
  } finally {
    database.close();
  }
}

function answered<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.onerror = () => reject(request.error);
  });
}
