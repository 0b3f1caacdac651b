/** Playing what somebody recorded. */
import { say } from "./speech.ts";

/** Play a recording, and nothing in its place: no phone's voice says it better than its speaker. */
export function playSound(address: string, speaking?: Element): Promise<boolean> {
  return say([{ text: "", language: "zxx", clip: address }], speaking);
}
