/** Showing a push: always something, never a name, and a tap opens the right screen. */
import { accountCache } from "./account.ts";

declare const self: ServiceWorkerGlobalScope;

interface Shown {
  readonly title: string;
  readonly lang?: string;
  readonly dir?: NotificationDirection;
  readonly tag?: string;
  readonly navigate?: string;
}

/** Show the notification; a browser takes the subscription away from a worker that shows nothing. */
export async function showPush(data: PushMessageData | null): Promise<void> {
  const sent = readable(data);
  const kept = await (await accountCache())?.match("/kept/title");
  const usual = (await kept?.json().catch(() => undefined)) as { title: string; language: string } | undefined;
  const shown: Shown = sent ?? { title: usual?.title || "Dagkaart", lang: usual?.language ?? "nl" };
  await self.registration.showNotification(shown.title, {
    lang: shown.lang ?? "nl",
    dir: shown.dir ?? "auto",
    tag: shown.tag ?? "day",
    data: { url: shown.navigate ?? "/today" },
  });
}

/** Open the screen that belongs to a notification, in the window that is open already if there is one. */
export async function tapped(event: NotificationEvent): Promise<void> {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/today", location.origin);
  if (url.origin !== location.origin) return;
  const [open] = await self.clients.matchAll({ type: "window" });
  if (!open) {
    await self.clients.openWindow(url.href);
    return;
  }
  await open.focus();
  open.postMessage({ kind: "go", url: url.href });
}

function readable(data: PushMessageData | null): Shown | undefined {
  try {
    const message = data?.json() as { notification?: Shown } | undefined;
    return message?.notification?.title ? message.notification : undefined;
  } catch {
    return undefined;
  }
}
