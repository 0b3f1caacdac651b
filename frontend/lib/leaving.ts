/** Signing out removes what waits here; whoever would lose something by it is told first. */
import { currentAccount } from "./account.ts";
import { entriesOf } from "./outbox.ts";

/** Hold back the first sign-out while something waits; the second is meant. */
export function warnBeforeLeaving(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const warning = document.querySelector<HTMLElement>("[data-leaving]");
    if (!("leaves" in form.dataset) || !warning?.hidden) return;
    event.preventDefault();
    void leaveOr(warning, form);
  });
}

async function leaveOr(warning: HTMLElement, form: HTMLFormElement): Promise<void> {
  const unsent = (await entriesOf(currentAccount())).filter((entry) => entry.state !== "sent");
  if (unsent.length === 0) form.submit();
  else warning.hidden = false;
}
