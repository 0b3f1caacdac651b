/** Showing a push: always something, never a name, and a tap opens the right screen. */
import { accountCache } from "./account.ts";
import { keepPage } from "./strategies.ts";

declare const self: ServiceWorkerGlobalScope;
declare const __ICONS__: Record<"app" | "badge", string>;

const FIRST_SCREEN = "/today";
const TARGET = "/kept/target";
const TARGET_VALID_MS = 60_000;

interface Shown {
  readonly title: string;
  readonly lang: string;
  readonly dir: NotificationDirection;
  readonly tag: string;
  readonly url: string;
}

/** Show the notification; a browser takes the subscription away from a worker that shows nothing. */
export async function showPush(data: PushMessageData | null): Promise<void> {
  const cache = await accountCache().catch(() => undefined); // a phone whose store is broken is told as well
  const { title, url, ...looks } = await shownFor(data, cache);
  await self.registration.showNotification(title, {
    ...looks,
    icon: __ICONS__.app,
    badge: __ICONS__.badge,
    data: { url },
  });
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ kind: "pushed" });
  // What it is about is fetched now, so that it opens at once, and later without a network too. A cache that never held
  // the page belongs to somebody else, who has opened the app here since.
  const stored = await cache?.match(url);
  if (cache && stored) await keepPage(url, cache, stored).catch(() => undefined);
}

/** Open the screen that belongs to a notification, in the app's window if there is one. */
export async function tapped(event: NotificationEvent): Promise<void> {
  event.notification.close();
  const url = ownAddress(event.notification.data?.url);
  const windows = await self.clients.matchAll({ type: "window" });
  const open = windows.find((page) => /^\/(today|us)/.test(new URL(page.url).pathname));
  if (open) {
    await open.focus().catch(() => undefined);
    open.postMessage({ kind: "go", url });
    return;
  }
  const kept = new Response(JSON.stringify({ url, at: Date.now() }));
  await (await accountCache())?.put(TARGET, kept);
  await self.clients.openWindow(url);
}

/** An iPhone opens a closed app at its first screen, whatever it was asked: send the page that opened where it should be. */
export async function goToTarget(page: ExtendableMessageEvent["source"], opened: string): Promise<void> {
  const cache = await accountCache();
  const kept = await cache?.match(TARGET);
  if (!kept) return;
  await cache?.delete(TARGET);
  const { url, at } = (await kept.json()) as { url: string; at: number };
  if (url !== opened && Date.now() - at < TARGET_VALID_MS) page?.postMessage({ kind: "go", url });
}

/** The browser has changed the subscription: make a new one if it did not, and tell the server. */
export async function resubscribed(event: PushSubscriptionChangeEvent): Promise<void> {
  const options = event.oldSubscription?.options;
  const subscription =
    event.newSubscription ?? (options && (await self.registration.pushManager.subscribe(options).catch(() => null)));
  if (!subscription) return; // the next start of the app finds out that there is none
  const headers = { "content-type": "application/json" };
  await fetch("/api/v1/subscription", { method: "PUT", headers, body: JSON.stringify(subscription) });
}

async function shownFor(data: PushMessageData | null, cache: Cache | undefined): Promise<Shown> {
  const sent = readable(data);
  const { title, lang } = text(sent.title) ? { title: sent.title, lang: text(sent.lang) } : await usual(cache);
  return {
    title,
    lang: lang || "nl",
    dir: sent.dir === "rtl" || sent.dir === "ltr" ? sent.dir : "auto",
    tag: text(sent.tag) || "day",
    url: ownAddress(sent.navigate),
  };
}

// In the language of the page that opened last; without one, the app's name says enough.
async function usual(cache: Cache | undefined): Promise<{ title: string; lang: string }> {
  const kept = await (await cache?.match("/kept/title"))?.json().catch(() => undefined);
  return { title: text(kept?.title) || "Dagkaart", lang: text(kept?.language) };
}

// Whatever came, broken or empty, is read as something that may hold anything.
// biome-ignore lint/suspicious/noExplicitAny: each field is checked where it is used
function readable(data: PushMessageData | null): any {
  try {
    return data?.json()?.notification ?? {};
  } catch {
    return {};
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function ownAddress(asked: unknown): string {
  const first = new URL(FIRST_SCREEN, location.origin).href;
  if (typeof asked !== "string" || !URL.canParse(asked, location.origin)) return first;
  const url = new URL(asked, location.origin);
  return url.origin === location.origin ? url.href : first;
}
