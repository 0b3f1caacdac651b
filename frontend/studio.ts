/** What the pages of the Voice Studio load. */
import "./elements/kept-list.ts";
import "./elements/own-recordings.ts";
import "./elements/record-button.ts";
import "./elements/say-it.ts";
import "./elements/speaker-form.ts";
import "./elements/voice-judging.ts";
import "./elements/voice-studio.ts";
import "./elements/volunteer-join.ts";
import { currentSide, keepOnlyCurrentAccount, tellWorker } from "./lib/account.ts";
import { keepSending } from "./lib/sender.ts";

void keepOnlyCurrentAccount(currentSide()).then(() => {
  keepSending(currentSide());
  return tellWorker();
});
