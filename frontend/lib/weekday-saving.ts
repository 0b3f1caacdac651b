/** Saving one weekday: one request at a time, again when there was no network, and never over a colleague's list. */
import { RequestError, send } from "./api.ts";
import type { UsualMoment } from "./usual-moments.ts";

/** A colleague's list that stood there instead of the one we saw. */
export interface Theirs {
  readonly version: number;
  readonly moments: UsualMoment[];
}

/** How saving stands. */
export type Kept = "untouched" | "busy" | "kept" | "waiting" | "conflict" | "refused";

const FIRST_WAIT_MS = 3000;
const LONGEST_WAIT_MS = 60_000;

/** What has to be saved of one weekday, and how that goes. */
export class WeekdaySaving {
  state: Kept = "untouched";
  theirs: Theirs | undefined;
  /** The server's words when it refused. */
  problem = "";
  #wanted: readonly UsualMoment[] | undefined;
  #isSending = false;
  #waitMs = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private version: number,
    private readonly changed: () => void,
  ) {}

  /** Whether something has not reached the server yet. */
  get isOpen(): boolean {
    return this.#wanted !== undefined;
  }

  /** Save these moments; a newer list takes the place of one that still waits. */
  keep(moments: readonly UsualMoment[]): void {
    this.#wanted = moments;
    if (!this.theirs) void this.sendNow();
  }

  /** Send what waits, such as when the network is back. */
  async sendNow(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSending || this.theirs) return;
    this.#isSending = true;
    while (this.#wanted && (await this.#sendOnce(this.#wanted)));
    this.#isSending = false;
  }

  /** Save ours over the colleague's list, now that it has been seen. */
  keepMine(): void {
    this.version = this.theirs?.version ?? this.version;
    this.theirs = undefined;
    void this.sendNow();
  }

  /** Let go of ours; returns the colleague's moments. */
  useTheirs(): UsualMoment[] {
    const moments = this.theirs?.moments ?? [];
    this.version = this.theirs?.version ?? this.version;
    this.theirs = this.#wanted = undefined;
    this.#become("kept");
    return moments;
  }

  async #sendOnce(moments: readonly UsualMoment[]): Promise<boolean> {
    this.#become("busy");
    try {
      const saved = await send<{ version: number }>("PUT", this.url, { saw_version: this.version, moments });
      this.version = saved.version;
      this.#waitMs = FIRST_WAIT_MS;
      if (this.#wanted === moments) this.#wanted = undefined;
      this.#become("kept");
      return true;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      this.#failed(error);
      return false;
    }
  }

  #failed(error: RequestError): void {
    this.problem = error.problem?.message ?? "";
    if (error.status === 409) {
      this.theirs = error.problem as unknown as Theirs;
      this.#become("conflict");
    } else if (error.isPassing) {
      this.#timer = setTimeout(() => void this.sendNow(), Math.max(this.#waitMs, error.retryAfterSeconds * 1000));
      this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
      this.#become("waiting");
    } else this.#become("refused");
  }

  #become(state: Kept): void {
    this.state = state;
    this.changed();
  }
}
