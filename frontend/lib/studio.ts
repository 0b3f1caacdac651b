/** The Voice Studio's server, and which word comes next. */
import { send } from "./api.ts";

/** Where a word stands; `again` is one that the server sent back. */
export type Standing = "none" | "waiting" | "mine" | "approved" | "again";

/** A word as the server has it now. */
export interface Word {
  readonly key: string;
  readonly state: Exclude<Standing, "again">;
  readonly recording_id: string | null;
}

/** A recording with what shows it. */
export interface Heard {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly dutch: string;
  readonly picture: string;
  readonly state: "waiting" | "approved" | "refused";
  readonly sound: string;
  readonly alias: string;
  readonly may_correct: boolean;
}

/** The address of a language in the Studio. */
export function languageAddress(language: string): string {
  return `/api/v1/studio/languages/${language}`;
}

/** What others recorded, or one's own. */
export async function recordings(language: string, which: "waiting" | "recordings"): Promise<readonly Heard[]> {
  const found = await send<{ recordings: Heard[] }>("GET", `${languageAddress(language)}/${which}`);
  return found.recordings;
}

/** Judge another's recording; `text` is the written word put right. */
export function decide(id: string, state: "approved" | "refused", text?: string): Promise<unknown> {
  return send("PUT", `/api/v1/studio/recordings/${id}/decision`, { state, text: text ?? null });
}

/** The place of the next word to say: what came back first, else the next after `from` that nobody has said; -1 if none. */
export function nextPlace(standings: readonly Standing[], from: number): number {
  const back = standings.indexOf("again");
  if (back >= 0) return back;
  const after = standings.indexOf("none", from + 1);
  return after >= 0 ? after : standings.indexOf("none");
}
