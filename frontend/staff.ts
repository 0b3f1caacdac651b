/** What every staff page loads. */
import "./elements/card-editor.ts";
import "./elements/face-photo.ts";
import "./elements/print-page.ts";
import "./elements/rhythm-editor.ts";
import { keepOnlyCurrentAccount } from "./lib/account.ts";

void keepOnlyCurrentAccount();
