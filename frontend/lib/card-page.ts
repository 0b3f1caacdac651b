/** The card's page, asked of the server again: what colleagues did, and what of ours has arrived. */
import { leave } from "./sender.ts";

/** The editor of a fresh page; undefined when there is none now. The worker stores the page as it passes. */
export async function freshEditor(): Promise<HTMLElement | undefined> {
  const response = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
  if (response?.redirected && new URL(response.url).pathname === "/staff/sign-in") await leave();
  if (!response?.ok) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector<HTMLElement>("card-editor") ?? undefined;
}

/** Whether a stored page that was of today has become one of an earlier day, by this phone's clock. */
export function isOld(day: string): boolean {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format() !== day;
}
