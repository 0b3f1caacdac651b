/** The service worker: listeners only; what they do stands beside them. */
import { hasOpened, opened } from "./account.ts";
import { goToTarget, resubscribed, showPush, tapped } from "./push.ts";
import { assetFirst, pageFirst, soundOrPicture } from "./strategies.ts";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/(today|us)/.test(url.pathname)) event.respondWith(pageFirst(event));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(assetFirst(request));
  else if (/^\/(photos|clips)\//.test(url.pathname)) event.respondWith(soundOrPicture(request));
});

self.addEventListener("message", (event) => {
  const { data, source } = event;
  if (hasOpened(data)) event.waitUntil(opened(data).then(() => goToTarget(source, data.url)));
});

self.addEventListener("push", (event) => event.waitUntil(showPush(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(tapped(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(resubscribed(event)));
