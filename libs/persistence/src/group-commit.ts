export interface GroupCommitOptions<Item, Outcome> {
  /** How many items go into one transaction at the most. */
  readonly batchSize: number;
  /** How many transactions run at a time. */
  readonly inFlight: number;
  /** Items that share a key are never in flight together, and keep their order. */
  readonly keysOf: (item: Item) => readonly string[];
  /** Keys that an item shares with others that also share it: they may be in flight together, but not with one that has it alone. */
  readonly sharedKeysOf?: (item: Item) => readonly string[];
  /** Commits a batch; gives one outcome per item, in order. */
  readonly commit: (batch: readonly Item[]) => Promise<(Outcome | Error)[]>;
  /** Told the size of each batch as it begins. */
  readonly onBatch?: (size: number) => void;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly keys: readonly string[];
  readonly sharedKeys: readonly string[];
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Lets concurrent callers share transactions. No timers: what arrives in one turn of the event loop goes together, a lone item
 * goes at once, and under load the batches grow by themselves. A batch takes its share of all that is pending, so that the
 * batches in flight are of one size: else most transactions would be for the one item that came first after a commit.
 */
export class GroupCommit<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private readonly busyKeys = new Set<string>();
  /** How many items in flight share a key. */
  private readonly sharing = new Map<string, number>();
  private running = 0;
  private inFlight = 0;
  private isStarting = false;

  constructor(private readonly options: GroupCommitOptions<Item, Outcome>) {}

  get pending(): number {
    return this.waiting.length + this.inFlight;
  }

  submit(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const sharedKeys = this.options.sharedKeysOf?.(item) ?? [];
      this.waiting.push({ item, keys: this.options.keysOf(item), sharedKeys, resolve, reject });
      this.startSoon();
    });
  }

  private startSoon(): void {
    if (this.isStarting) return;
    this.isStarting = true;
    setImmediate(() => {
      this.isStarting = false;
      this.start();
    });
  }

  private start(): void {
    while (this.running < this.options.inFlight) {
      const share = Math.ceil(this.pending / this.options.inFlight);
      if (this.running > 0 && this.waiting.length < Math.min(share, this.options.batchSize)) return;
      const batch = this.take(Math.min(share, this.options.batchSize));
      if (batch.length === 0) return;
      void this.run(batch);
    }
  }

  /** The longest-waiting items that share no key with anything in flight or with one that waits before them. */
  private take(size: number): Waiting<Item, Outcome>[] {
    const batch: Waiting<Item, Outcome>[] = [];
    const left: Waiting<Item, Outcome>[] = [];
    const blocked = new Set<string>();
    const blockedForOne = new Set<string>();
    const isOpen = (key: string) => !this.busyKeys.has(key) && !blocked.has(key);
    for (const [index, entry] of this.waiting.entries()) {
      if (batch.length === size) {
        left.push(...this.waiting.slice(index));
        break;
      }
      const isFree =
        entry.keys.every((key) => isOpen(key) && !this.sharing.has(key) && !blockedForOne.has(key)) &&
        entry.sharedKeys.every(isOpen);
      if (isFree) batch.push(entry);
      else left.push(entry);
      for (const key of entry.keys) blocked.add(key);
      for (const key of entry.sharedKeys) blockedForOne.add(key);
    }
    this.waiting = left;
    for (const entry of batch) this.occupy(entry);
    return batch;
  }

  private occupy({ keys, sharedKeys }: Waiting<Item, Outcome>): void {
    for (const key of keys) this.busyKeys.add(key);
    for (const key of sharedKeys) this.sharing.set(key, (this.sharing.get(key) ?? 0) + 1);
  }

  private release({ keys, sharedKeys }: Waiting<Item, Outcome>): void {
    for (const key of keys) this.busyKeys.delete(key);
    for (const key of sharedKeys) {
      const others = (this.sharing.get(key) ?? 1) - 1;
      if (others === 0) this.sharing.delete(key);
      else this.sharing.set(key, others);
    }
  }

  private async run(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    this.running += 1;
    this.inFlight += batch.length;
    const outcomes = await this.commit(batch);
    batch.forEach((entry, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) entry.reject(new Error('A batch gave no outcome for an item'));
      else if (outcome instanceof Error) entry.reject(outcome);
      else entry.resolve(outcome);
      this.release(entry);
    });
    this.running -= 1;
    this.inFlight -= batch.length;
    this.startSoon();
  }

  private async commit(batch: readonly Waiting<Item, Outcome>[]): Promise<(Outcome | Error)[]> {
    try {
      this.options.onBatch?.(batch.length);
      return await this.options.commit(batch.map((entry) => entry.item));
    } catch (error) {
      const failure = error instanceof Error ? error : new Error('A batch failed', { cause: error });
      return batch.map(() => failure);
    }
  }
}
