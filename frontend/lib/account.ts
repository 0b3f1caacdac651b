/** What this browser keeps belongs to one account, and goes when that account leaves. */
const KEPT = "dagkaart-account";

/** The account whose page this is; empty on pages of nobody. */
export function currentAccount(): string {
  return document.documentElement.dataset.account ?? "";
}

/** Wipe everything kept for another account; call at the start of every page. */
export async function keepOnlyCurrentAccount(): Promise<void> {
  const account = currentAccount();
  if (!account) return;
  const kept = localStorage.getItem(KEPT);
  if (kept && kept !== account) await wipe();
  localStorage.setItem(KEPT, account);
}

/** Remove stored pages, pictures, sounds and waiting writes. */
export async function wipe(): Promise<void> {
  localStorage.removeItem(KEPT);
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase("dagkaart");
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
