/** What the pages load on which a language is chosen by ear: joining, and a parent's own choices. */
import "./elements/join-form.ts";
import "./elements/push-choice.ts";
import "./elements/say-it.ts";
import "./elements/us-choices.ts";
