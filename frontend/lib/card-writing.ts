/** One card as it is being written: what the server said last, and over it everything that is still on its way. */
import { currentAccount, keepOnlyCurrentAccount } from "./account.ts";
import { applied, inverse, type Moment, rebased, type Step } from "./card.ts";
import { add, again, type Entry, entriesOf, type KeptEntry, remove, takeBack, type WaitingPhoto } from "./outbox.ts";

/** A card as a page of the server shows it. */
export interface ServerCard {
  readonly moments: readonly Moment[];
  readonly isPublished: boolean;
}

/** The card `address` in this account's outbox; `shown` is called whenever something looks different. */
export class CardWriting {
  #entries: readonly KeptEntry[] = [];
  /** Tapped, and not yet on the disk. */
  #adding: readonly Entry[] = [];
  /** What can be undone, the newest last. */
  #made: Pick<Entry, "id" | "steps">[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly address: string,
    private server: ServerCard,
    private readonly shown: () => void,
  ) {}

  /** Take up what an earlier page left waiting. */
  async open(): Promise<void> {
    await keepOnlyCurrentAccount("staff");
    await this.load();
    const undone = new Set(this.#entries.map((entry) => entry.reverses));
    const standing = this.#entries.filter((entry) => entry.kind === "change" && entry.state !== "refused");
    this.#made.unshift(...standing.filter((entry) => !undone.has(entry.id)));
    this.shown();
  }

  /** Read the outbox again. */
  async load(): Promise<void> {
    this.#entries = (await entriesOf(currentAccount())).filter((entry) => entry.card === this.address);
    this.shown();
  }

  /** The moments as they will be when all has arrived. */
  get moments(): readonly Moment[] {
    return applied(
      this.server.moments,
      this.#onTheWay.flatMap((entry) => entry.steps),
    );
  }

  get isPublished(): boolean {
    return this.server.isPublished && this.#onTheWay.length === 0;
  }

  get mayUndo(): boolean {
    return this.#made.length > 0;
  }

  get waiting(): readonly Entry[] {
    return this.#onTheWay.filter((entry) => (entry as Partial<KeptEntry>).state !== "sent");
  }

  get refused(): readonly KeptEntry[] {
    return this.#entries.filter((entry) => entry.state === "refused");
  }

  /** Arrived, and not yet seen in an answer of the server. */
  get sent(): readonly KeptEntry[] {
    return this.#entries.filter((entry) => entry.state === "sent");
  }

  /** The photo with this id, while it is on this phone. */
  photo(id: string): Blob | undefined {
    return [...this.#entries, ...this.#adding].find((entry) => entry.photo?.id === id)?.photo?.blob;
  }

  /** Change the card; `ready` may make a photo smaller before it is kept. */
  async change(steps: readonly Step[], photo?: WaitingPhoto, ready?: (entry: Entry) => Promise<Entry>): Promise<void> {
    if (steps.length === 0) return;
    const entry: Entry = { ...this.#entry("change"), steps, ...(photo && { photo }) };
    this.#made.push(entry);
    await this.#keep(entry, ready).catch((error: unknown) => {
      this.#forget(entry.id);
      throw error;
    });
  }

  /** Show the card to parents. */
  publish(): Promise<void> {
    return this.#keep(this.#entry("publication"));
  }

  /** Take back the newest change: out of the outbox, or with a reversal where the server may know it. */
  undo(): Promise<void> {
    return this.#inTurn(async () => {
      const last = this.#made.pop();
      if (!last) return;
      const kept = (await entriesOf(currentAccount())).find((entry) => entry.id === last.id);
      if (!kept || !(await takeBack(kept.order))) {
        await add({ ...this.#entry("reversal"), reverses: last.id, steps: inverse(last.steps) });
      }
      await this.load();
    });
  }

  /** Send what was refused once more, over what is there now. */
  async retry(order: number): Promise<void> {
    const entry = this.refused.find((one) => one.order === order);
    if (entry) await again(order, rebased(entry.steps, this.moments));
  }

  /** Let go of what was refused. */
  async drop(order: number): Promise<void> {
    this.#forget(this.refused.find((one) => one.order === order)?.id);
    await takeBack(order);
  }

  /** The server has answered after these had been sent. */
  async answered(server: ServerCard, sent: readonly KeptEntry[]): Promise<void> {
    await remove(sent.map((entry) => entry.order));
    this.server = server;
    await this.load();
  }

  get #onTheWay(): readonly Entry[] {
    const kept = this.#entries.filter((entry) => entry.state !== "refused");
    const ids = new Set(this.#entries.map((entry) => entry.id));
    return [...kept, ...this.#adding.filter((entry) => !ids.has(entry.id))];
  }

  #entry(kind: Entry["kind"]): Entry {
    return { id: crypto.randomUUID(), account: currentAccount(), card: this.address, kind, steps: [] };
  }

  #forget(id: string | undefined): void {
    this.#made = this.#made.filter((made) => made.id !== id);
  }

  #keep(entry: Entry, ready = async (one: Entry) => one): Promise<void> {
    this.#adding = [...this.#adding, entry];
    this.shown();
    return this.#inTurn(async () => {
      try {
        await add(await ready(entry));
        await this.load();
      } finally {
        this.#adding = this.#adding.filter((one) => one !== entry);
        this.shown();
      }
    });
  }

  /** One after another, in the order of the taps. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
