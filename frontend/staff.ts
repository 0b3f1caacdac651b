/** What every staff page loads. */
import "./elements/card-editor.ts";
import "./elements/concept-picker.ts";
import "./elements/face-photo.ts";
import "./elements/own-photo.ts";
import "./elements/print-page.ts";
import "./elements/rhythm-editor.ts";
import "./elements/spoken-search.ts";
import { keepOnlyCurrentAccount, tellWorker } from "./lib/account.ts";
import { warnBeforeLeaving } from "./lib/leaving.ts";
import { keepSending } from "./lib/sender.ts";

void keepOnlyCurrentAccount("staff").then(() => {
  keepSending();
  warnBeforeLeaving();
  return tellWorker();
});
