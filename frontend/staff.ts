/** What every staff page loads. */
import "./elements/card-editor.ts";
import { keepOnlyCurrentAccount } from "./lib/account.ts";

void keepOnlyCurrentAccount();
