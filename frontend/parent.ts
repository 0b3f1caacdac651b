/** What every parent's page loads. */
import "./elements/day-strip.ts";
import "./elements/meaning-check.ts";
import "./elements/page-refresh.ts";
import "./elements/say-it.ts";
import { keepOnlyCurrentAccount } from "./lib/account.ts";
import { hideWithdrawn } from "./lib/withdrawn.ts";

void keepOnlyCurrentAccount();
hideWithdrawn();
