/** Whose pages, pictures and sounds are stored here; another account's are removed. */
import { isKept, keepPage, store } from "./strategies.ts";

const PREFIX = "account-";

/** What a page says when it has opened. */
export interface Opened {
  readonly kind: "opened";
  readonly account: string;
  readonly language: string;
  readonly url: string;
  readonly title: string;
}

/** Whether a message is that of a page that has opened. */
export function hasOpened(message: unknown): message is Opened {
  return typeof message === "object" && message !== null && (message as Opened).kind === "opened";
}

/** The cache of the account whose page opened last; undefined when nobody is signed in. */
export async function accountCache(): Promise<Cache | undefined> {
  const account = await keptAccount();
  return account === undefined ? undefined : caches.open(PREFIX + account);
}

/** The account whose page opened last. */
export async function keptAccount(): Promise<string | undefined> {
  return (await caches.keys()).find((key) => key.startsWith(PREFIX))?.slice(PREFIX.length);
}

/** Remove everything an account stored. */
export async function forget(except = ""): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== except).map((name) => caches.delete(name)),
  );
}

/** A page has opened: store it with what it shows, and drop what another account left. */
export async function opened(page: Opened): Promise<void> {
  if (!page.account) return;
  const name = PREFIX + page.account;
  await forget(name);
  const cache = await caches.open(name);
  await cache.put("/kept/title", new Response(JSON.stringify({ title: page.title, language: page.language })));
  const offline = await fetch(`/offline/${page.language}`).catch(() => undefined);
  if (offline?.ok) await store("/kept/offline", offline, cache);
  if (isKept(page.url) && !(await cache.match(page.url))) await keepPage(page.url, cache);
}
