/** Push on this phone: whether there can be any, subscribing, stopping, and telling the server of it again. */
import { currentAccount } from "./account.ts";
import { send } from "./api.ts";

/** Where this phone stands; `install` is an iPhone that has push only once the app is on its home screen. */
export type PushState = "none" | "install" | "denied" | "ask" | "on";

const ADDRESS = "/api/v1/subscription";
const CONFIRMED = "dagkaart-subscription"; // for whom this start has told the server already
const LIMIT_MS = 10_000; // without a push service in reach, a browser may try for minutes

/** Find out where this phone stands. */
export async function pushState(): Promise<PushState> {
  if (!("PushManager" in window && "Notification" in window && "serviceWorker" in navigator)) {
    return (navigator as { standalone?: boolean }).standalone === false ? "install" : "none";
  }
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && (await existing()) ? "on" : "ask";
}

/** Ask the person, then subscribe; throws when that takes too long or fails, and then can be tried again. */
export async function subscribe(): Promise<PushState> {
  // Asked on its own, since a person may take longer to decide than a browser may take to subscribe.
  if ((await Notification.requestPermission()) !== "granted") return pushState();
  await within(subscribed().then(tellServer));
  return "on";
}

/** Stop on this phone and at the server. */
export async function unsubscribe(): Promise<PushState> {
  await forgetSubscription();
  await send("DELETE", ADDRESS);
  return "ask";
}

/** Stop on this phone: whoever signs in next is asked anew. */
export async function forgetSubscription(): Promise<void> {
  await (await existing())?.unsubscribe().catch(() => false);
}

/** Tell the server once a start what it should know already: browsers change a subscription without saying so. */
export async function confirmSubscription(): Promise<void> {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  if (sessionStorage.getItem(CONFIRMED) === currentAccount()) return;
  const subscription = await existing();
  if (subscription) await tellServer(subscription).catch(() => undefined); // the next page tries again
}

async function existing(): Promise<PushSubscription | null | undefined> {
  return (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription();
}

async function subscribed(): Promise<PushSubscription> {
  const [{ key }, { pushManager }] = await Promise.all([
    send<{ key: string }>("GET", "/api/v1/push-key"),
    navigator.serviceWorker.ready,
  ]);
  const options = { userVisibleOnly: true, applicationServerKey: key };
  return pushManager.subscribe(options).catch(async (error: unknown) => {
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe(); // it was made for a key that this server no longer has
    return pushManager.subscribe(options);
  });
}

async function tellServer(subscription: PushSubscription): Promise<void> {
  await send("PUT", ADDRESS, subscription);
  sessionStorage.setItem(CONFIRMED, currentAccount());
}

function within(work: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, LIMIT_MS, new Error("the browser did not answer")));
  return Promise.race([work, late]);
}
