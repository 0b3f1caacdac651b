/** What is answered from the store, and what from the network. */
import { accountCache, forget } from "./account.ts";

declare const self: ServiceWorkerGlobalScope;

const ASSETS = "assets";
const MAX_PHOTOS = 350; // about 25 MB, and the sounds 4 MB; the oldest go first
const MAX_SOUNDS = 800;
const MAX_ASSETS = 500; // each new build brings new ones
const KEPT: readonly [RegExp, number][] = [
  [/\/photos\//, MAX_PHOTOS],
  [/\/(clips|recordings)\//, MAX_SOUNDS],
  [/\/assets\//, MAX_ASSETS],
];
const STORED_SIZE = "640.avif"; // stands in for the size that a phone's screen asks for
const PAGE_TIMEOUT_MS = 8000;
const STORED_AFTER_MS = 3000;
const SOUNDS_WITHIN_MS = 1500;
const STAFF_CARD = /^\/staff\/groups\/[^/]+\/(today|cards\/[^/]+)$/;

/** Whether a page is a staff's card; the other staff pages may hold sign-in cards and names, and are never stored. */
export function isStaffCard(url: string): boolean {
  return STAFF_CARD.test(new URL(url).pathname);
}

/** Whether a page may be stored. */
export function isKept(url: string): boolean {
  return /^\/(today|us|studio$)/.test(new URL(url).pathname) || isStaffCard(url);
}

/** A page as it was stored, at once; a newer one is fetched behind it and announced. */
export async function pageFirst(event: FetchEvent): Promise<Response> {
  const cache = await accountCache();
  if (!cache) return fetch(event.request);
  const stored = await cache.match(event.request.url, { ignoreVary: true });
  const fresh = keepPage(event.request.url, cache, stored, event).catch(() => undefined);
  if (!stored) return shown(await Promise.race([fresh, late(PAGE_TIMEOUT_MS)]), cache);
  event.waitUntil(fresh);
  return stored;
}

/** A staff's card as the server has it, since others write on it; as it was stored when the server is out of reach. */
export async function cardFirst(event: FetchEvent): Promise<Response> {
  const { url, mode } = event.request;
  const cache = await accountCache();
  if (!cache) return fetch(event.request);
  const asking = keepPage(url, cache, undefined, event);
  if (mode !== "navigate") return asking; // the editor asks what is new: what is old is no answer
  const stored = await cache.match(url, { ignoreVary: true });
  const fresh = asking.catch(() => undefined);
  const first = await Promise.race([fresh, late(stored ? STORED_AFTER_MS : PAGE_TIMEOUT_MS)]);
  if (!stored || (first && first.status < 500)) return shown(first, cache);
  event.waitUntil(fresh.then((answer) => (answer?.ok ? tell({ kind: "changed", url }) : undefined)));
  return stored;
}

function late(after: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, after));
}

/** A browser refuses an answer that was redirected where it asked for a page: it is sent there itself. */
async function shown(answer: Response | undefined, cache: Cache): Promise<Response> {
  if (answer?.redirected) return Response.redirect(answer.url);
  return answer ?? (await cache.match("/kept/offline")) ?? Response.error();
}

/** Fetch a page, store it with its pictures and sounds, and say so where it differs from the stored one. */
export async function keepPage(
  url: string,
  cache: Cache,
  stored?: Response,
  event?: ExtendableEvent,
): Promise<Response> {
  const response = await fetch(url, { headers: { accept: "text/html" }, redirect: "follow" });
  if (!response.ok || isSignedOut(response)) {
    await drop(url, response, cache);
    return response;
  }
  if (stored && !event && isSame(stored, response)) return response;
  const parts = store(url, response.clone(), cache);
  if (event)
    event.waitUntil(parts); // the page needn't wait for seventy pictures
  else await parts;
  if (stored && !isSame(stored, response)) await tell({ kind: "changed", url });
  return response;
}

/** A page that stays open asks now and then whether it has changed. */
export async function look(url: string): Promise<void> {
  const cache = await accountCache();
  const stored = await cache?.match(url, { ignoreVary: true });
  if (cache && stored && !isStaffCard(url)) await keepPage(url, cache, stored).catch(() => undefined);
}

function isSame(stored: Response, fresh: Response): boolean {
  return stored.headers.get("etag") === fresh.headers.get("etag");
}

/** What may no longer be seen is no longer kept; a server that fails says nothing about that. */
async function drop(url: string, response: Response, cache: Cache): Promise<void> {
  if (isSignedOut(response)) {
    await forget();
    await tell({ kind: isStaffCard(url) ? "staff-signed-out" : "signed-out" });
  } else if (response.status < 500) await cache.delete(url);
}

/** Store a page with its pictures and sounds. */
export async function store(url: string, response: Response, cache: Cache): Promise<void> {
  const text = await response.clone().text();
  await cache.put(url, response);
  await keepParts(text, cache);
}

function isSignedOut(response: Response): boolean {
  const isAtDoor = /^\/(join|staff\/sign-in)/.test(new URL(response.url).pathname);
  return response.status === 401 || (response.redirected && isAtDoor);
}

/** Built files never change under one name. */
export async function assetFirst(request: Request): Promise<Response> {
  const cache = await caches.open(ASSETS);
  const stored = await cache.match(request);
  if (stored) return stored;
  const response = await fetch(request);
  if (response.ok) await keep(cache, request.url, response.clone());
  return response;
}

/**
 * A photo is asked again when there is a network, since it may have been withdrawn, and so is a person's voice, but
 * that one must sound now; a sound of the server is kept.
 */
export async function soundOrPicture(request: Request): Promise<Response> {
  const cache = await accountCache();
  const stored = await cache?.match(request.url);
  if (stored && request.url.includes("/clips/")) return ranged(request, stored);
  try {
    if (stored && request.url.includes("/recordings/")) return await soon(request, stored, cache);
    return await asked(request, cache);
  } catch (error) {
    const other = stored ?? (await cache?.match(request.url.replace(/[^/]+$/, STORED_SIZE)));
    if (other) return ranged(request, other);
    throw error;
  }
}

async function soon(request: Request, stored: Response, cache: Cache | undefined): Promise<Response> {
  const first = await Promise.race([asked(request, cache), late(SOUNDS_WITHIN_MS)]);
  return first ?? ranged(request, stored);
}

async function asked(request: Request, cache: Cache | undefined): Promise<Response> {
  const response = await fetch(request);
  if (response.status === 401 || response.status === 404) await cache?.delete(request.url);
  if (response.status === 404) await cache?.delete(request.url.replace(/[^/]+$/, STORED_SIZE));
  if (response.status === 200 && cache) await keep(cache, request.url, response.clone());
  return response;
}

/** Cut the asked range out of a stored sound: players on iPhones ask for nothing else. */
export async function ranged(request: Request, stored: Response): Promise<Response> {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!asked) return stored;
  const bytes = await stored.arrayBuffer();
  const first = Number(asked[1]);
  const last = Math.min(asked[2] ? Number(asked[2]) : bytes.byteLength - 1, bytes.byteLength - 1);
  if (first > last) return new Response(null, { status: 416 });
  const headers = new Headers(stored.headers);
  headers.set("content-range", `bytes ${first}-${last}/${bytes.byteLength}`);
  headers.set("content-length", String(last - first + 1));
  return new Response(bytes.slice(first, last + 1), { status: 206, headers });
}

async function keepParts(page: string, cache: Cache): Promise<void> {
  const shown = page.matchAll(
    /(?:src|data-clip)="(\/(?:clips|recordings|assets)\/[^"]+)"|(\/photos\/[\w-]+\/640\.avif)/g,
  );
  const urls = new Set([...shown].map((match) => (match[1] ?? match[2] ?? "").replaceAll("&amp;", "&")));
  for (const url of urls) {
    const target = url.startsWith("/assets/") ? await caches.open(ASSETS) : cache;
    if (await target.match(url)) continue;
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === 200) await keep(target, url, response);
  }
}

async function keep(cache: Cache, url: string, response: Response): Promise<void> {
  await cache.put(url, response);
  const [kind, most] = KEPT.find(([kind]) => kind.test(url)) ?? [/./, MAX_ASSETS];
  const kept = (await cache.keys()).filter((request) => kind.test(request.url));
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((request) => cache.delete(request)));
}

async function tell(message: object): Promise<void> {
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage(message);
}
