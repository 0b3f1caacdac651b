/** The service worker: listeners only; what they do stands beside them. */
import { forget, hasOpened, opened } from "./account.ts";
import { sendWaiting } from "./outbox.ts";
import { goToTarget, resubscribed, showPush, tapped } from "./push.ts";
import { assetFirst, cardFirst, isKept, isStaffCard, look, pageFirst, soundOrPicture } from "./strategies.ts";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Whoever signs in here next must not be shown a page that was stored for somebody else.
  if (url.pathname === "/staff/sign-in") event.waitUntil(forget());
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (isStaffCard(request.url)) event.respondWith(cardFirst(event));
  else if (request.mode === "navigate" && isKept(request.url)) event.respondWith(pageFirst(event));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(assetFirst(request));
  else if (/^\/(photos|clips|recordings)\//.test(url.pathname)) event.respondWith(soundOrPicture(request));
});

self.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data?.kind === "look" && source) event.waitUntil(look(data.url));
  if (hasOpened(data)) event.waitUntil(opened(data).then(() => goToTarget(source, data.url)));
});

self.addEventListener("sync", (event) => (event as ExtendableEvent).waitUntil(sendWaiting()));
self.addEventListener("push", (event) => event.waitUntil(showPush(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(tapped(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(resubscribed(event)));
