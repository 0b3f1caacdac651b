/** What this browser keeps belongs to one account, and goes when that account leaves. */

/** A staff member may be a parent here too; what they keep as the one never removes what they keep as the other. */
export type Side = "caregiver" | "staff" | "volunteer";

const KEPT: Record<Side, string> = {
  caregiver: "dagkaart-account",
  staff: "dagkaart-staff",
  volunteer: "dagkaart-volunteer",
};
let settled: Promise<void> | undefined;

/** The account whose page this is; empty on pages of nobody. */
export function currentAccount(): string {
  return document.documentElement.dataset.account ?? "";
}

/** Who the page's account is: on a page that several kinds of people use. */
export function currentSide(): Side {
  return sideOf(currentAccount());
}

function sideOf(account: string): Side {
  const kind = account.split("-")[0];
  return kind === "staff" || kind === "volunteer" ? kind : "caregiver";
}

/** Wipe everything kept for another account, once a page; nothing may be kept before this is done. */
export function keepOnlyCurrentAccount(side: Side = "caregiver"): Promise<void> {
  settled ??= settle(side);
  return settled;
}

/** Whether another tab has just become somebody else's: what is tapped here would be taken for theirs. */
export function isTakenOver(event: StorageEvent, side: Side): boolean {
  return event.key === KEPT[side] && event.newValue !== currentAccount();
}

/** Remove stored pages, pictures and sounds, and what one kind of person still had to send from here. */
export async function wipe(side: Side = currentSide()): Promise<void> {
  localStorage.removeItem(KEPT[side]);
  await forgetPages();
  await forgetWaiting(side);
}

/** The outbox is opened by hand: a parent's page has no other use for the code that does it. */
function forgetWaiting(side: Side): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open("dagkaart");
    opening.onupgradeneeded = () => opening.transaction?.abort(); // there is none yet
    opening.onerror = () => resolve();
    opening.onsuccess = () => {
      const writing = opening.result.transaction("entries", "readwrite");
      writing.oncomplete = writing.onabort = () => {
        opening.result.close();
        resolve();
      };
      const walk = writing.objectStore("entries").openCursor();
      walk.onsuccess = () => {
        if (walk.result && sideOf(walk.result.value.account) === side) walk.result.delete();
        walk.result?.continue();
      };
    };
  });
}

/** Remove stored pages, pictures and sounds, and keep what waits for its own maker. */
export async function forgetPages(): Promise<void> {
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Remove the stored copy of a page that is about to look different. */
export async function forgetPage(path: string): Promise<void> {
  for (const name of "caches" in window ? await caches.keys() : []) {
    await (await caches.open(name)).delete(path, { ignoreSearch: true, ignoreVary: true });
  }
}

/** Start the service worker and tell it whose page this is. */
export async function tellWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/service-worker.js", { scope: "/" }).catch(() => null);
  if (!registration) return; // private windows refuse workers; the page works without one
  (registration.active ?? (await navigator.serviceWorker.ready).active)?.postMessage({
    kind: "opened",
    account: currentAccount(),
    language: document.documentElement.lang,
    url: location.href,
    title: document.documentElement.dataset.pushTitle ?? "",
  });
}

async function settle(side: Side): Promise<void> {
  const account = currentAccount();
  if (!account) return;
  const kept = localStorage.getItem(KEPT[side]);
  if (kept && kept !== account) await wipe(side);
  localStorage.setItem(KEPT[side], account);
}
