/** How pages and the worker hear that the outbox has changed. */
const CHANNEL = "dagkaart-outbox";

/** Tell every open page that the outbox has changed. */
export function announce(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
}

/** Hear of each change, made here, in another tab or by the worker; returns how to stop. */
export function listen(heard: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = heard;
  return () => channel.close();
}
