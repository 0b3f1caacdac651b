/** When a page sends what waits: at its start, after a tap, when the network or the page comes back, and again. */
import { currentAccount, forgetPages, isTakenOver, type Side } from "./account.ts";
import * as outbox from "./outbox.ts";
import { listen } from "./outbox-channel.ts";
import { flush, type Outcome, waitSeconds } from "./sending.ts";
import { upload } from "./upload.ts";

const DOUBTED_MS = 60_000;
const FIRST_PAGES: Record<Side, string> = { staff: "/staff", caregiver: "/studio", volunteer: "/studio" };
let side: Side = "staff";
let tries = 0;
let notBefore = 0;
let isBusy = false;
let isAsked = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keep sending while this page is open. */
export function keepSending(of: Side = "staff"): void {
  side = of;
  if (!currentAccount()) return;
  listen(() => void sendWaiting());
  addEventListener("online", () => {
    tries = 0;
    void sendWaiting();
  });
  addEventListener("storage", (event) => isTakenOver(event, side) && location.assign(FIRST_PAGES[side]));
  addEventListener("offline", () => show(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void sendWaiting());
  navigator.serviceWorker?.addEventListener("message", (event) => {
    if (event.data?.kind === (side === "staff" ? "staff-signed-out" : "signed-out")) void leave();
  });
  show(!navigator.onLine);
  void sendWaiting();
}

/**
 * Send now, unless the server asked for patience; asked while busy, it goes round once more.
 *
 * A browser that says it has no network is believed for a while: what was never tried can be undone without a trace.
 */
async function sendWaiting(isSure = navigator.onLine): Promise<void> {
  if (!isSure) {
    clearTimeout(timer);
    timer = setTimeout(() => void sendWaiting(true), DOUBTED_MS);
    return askWorker();
  }
  isAsked = true;
  if (isBusy || Date.now() < notBefore) return;
  isBusy = true;
  try {
    while (isAsked) {
      isAsked = false;
      await settle(await flush(currentAccount(), outbox, upload));
    }
  } finally {
    isBusy = false;
  }
}

async function settle(outcome: Outcome): Promise<void> {
  clearTimeout(timer);
  if (outcome.kind === "signed-out") return leave();
  show(outcome.kind === "later" && outcome.isLost);
  if (outcome.kind === "later") return waitFor(outcome.retryAfterSeconds);
  tries = 0;
}

async function waitFor(retryAfterSeconds: number): Promise<void> {
  isAsked = false;
  tries += 1;
  notBefore = Date.now() + retryAfterSeconds * 1000;
  timer = setTimeout(() => void sendWaiting(true), waitSeconds(tries, retryAfterSeconds) * 1000);
  await askWorker();
}

/** The same member finds what waits after signing in again; the pages are not kept for whoever comes next. */
export async function leave(): Promise<void> {
  await forgetPages();
  location.assign(side === "staff" ? "/staff/sign-in" : "/join");
}

/** Where there is Background Sync, the worker sends when the network is back, also with no page open. */
async function askWorker(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as SyncingRegistration | undefined;
  await registration?.sync?.register("outbox").catch(() => undefined); // not allowed everywhere; the page goes on trying
}

function show(isLost: boolean): void {
  document.documentElement.dataset.connection = isLost ? "lost" : "";
}

type SyncingRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };
