import { InboxSignals } from './inbox-ports.js';
import type { InboxMark, InboxStore } from './inbox-ports.js';

/** Milliseconds between two looks at what other processes have put into the inboxes that somebody waits for. */
const LOOK_EVERY = 500;

/** One caller's waiting for one inbox. To be closed by whoever asked for it. */
export interface InboxWatch {
  /**
   * Waits until the inbox may have changed since it stood at `seen`, or since this watch was last told of a change. False
   * when the time is up or `stop` was given.
   */
  wait(seen: InboxMark, milliseconds: number, stop: AbortSignal): Promise<boolean>;
  close(): void;
}

/**
 * Wakes callers that wait for inboxes: at once for what this process commits, within half a second for what others do. All
 * of them share one look at the database, which is taken only while somebody waits.
 */
export class LocalInboxSignals extends InboxSignals {
  private readonly watches = new Map<string, Set<Watch>>();
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly inbox: Pick<InboxStore, 'marks'>,
    private readonly lookEvery = LOOK_EVERY,
  ) {
    super();
  }

  override changed(units: readonly string[]): void {
    for (const unit of units) {
      for (const watch of this.watches.get(unit) ?? []) watch.touch();
    }
  }

  /** Begins to watch: no change from now on is missed, also between two waits. */
  watch(unit: string): InboxWatch {
    const watch = new Watch(
      () => this.lookLater(),
      () => this.forget(unit, watch),
    );
    const watches = this.watches.get(unit) ?? new Set();
    this.watches.set(unit, watches.add(watch));
    return watch;
  }

  private forget(unit: string, watch: Watch): void {
    const watches = this.watches.get(unit);
    watches?.delete(watch);
    if (watches?.size === 0) this.watches.delete(unit);
  }

  private lookLater(): void {
    this.looking ??= setTimeout(() => void this.look(), this.lookEvery);
  }

  private async look(): Promise<void> {
    const units = [...this.watches].filter(([, watches]) => [...watches].some((watch) => watch.isWaiting));
    const marks = await this.marksOf(units.map(([unit]) => unit));
    this.looking = undefined;
    for (const [unit, mark] of marks) {
      for (const watch of this.watches.get(unit) ?? []) watch.compare(mark);
    }
    if ([...this.watches.values()].some((watches) => [...watches].some((watch) => watch.isWaiting))) this.lookLater();
  }

  /** None while the database is away: callers go on waiting, and their own next look tells them so. */
  private async marksOf(units: readonly string[]): Promise<Map<string, InboxMark>> {
    if (units.length === 0) return new Map();
    try {
      return await this.inbox.marks(units);
    } catch {
      return new Map();
    }
  }
}

class Watch implements InboxWatch {
  private isTouched = false;
  private waiting: { seen: InboxMark; wake: (hasChanged: boolean) => void } | undefined;

  constructor(
    private readonly onWait: () => void,
    private readonly onClose: () => void,
  ) {}

  get isWaiting(): boolean {
    return this.waiting !== undefined;
  }

  touch(): void {
    if (this.waiting === undefined) this.isTouched = true;
    else this.waiting.wake(true);
  }

  compare(mark: InboxMark): void {
    const seen = this.waiting?.seen;
    if (seen !== undefined && (seen.position !== mark.position || seen.changes !== mark.changes)) this.touch();
  }

  async wait(seen: InboxMark, milliseconds: number, stop: AbortSignal): Promise<boolean> {
    if (this.isTouched) {
      this.isTouched = false;
      return true;
    }
    if (milliseconds <= 0 || stop.aborted) return false;
    return new Promise((resolve) => {
      const wake = (hasChanged: boolean) => {
        clearTimeout(timer);
        stop.removeEventListener('abort', giveUp);
        this.waiting = undefined;
        resolve(hasChanged);
      };
      const giveUp = () => wake(false);
      const timer = setTimeout(giveUp, milliseconds);
      stop.addEventListener('abort', giveUp);
      this.waiting = { seen, wake };
      this.onWait();
    });
  }

  close(): void {
    this.waiting?.wake(false);
    this.onClose();
  }
}
