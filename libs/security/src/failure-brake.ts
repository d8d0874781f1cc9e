/** Typing errors are forgiven so often. */
const FREE_FAILURES = 5;
/** The longest wait between two tries, and the quiet time after which failures are forgotten; ms. */
const LONGEST_WAIT = 60_000;
const FORGOTTEN_AFTER = 10 * 60_000;
/** Bounds the memory: keys come from callers. */
const MOST_ENTRIES = 10_000;

/**
 * Slows down those who guess secrets: after a few failures each further try has to wait, twice as long each time, up to a
 * minute. Kept in memory for each process: it need not be exact.
 */
export class FailureBrake {
  private readonly failures = new Map<string, { count: number; last: number }>();

  /** @param machineTime milliseconds. @param free failures without a wait; more where many share a key. */
  constructor(
    private readonly machineTime: () => number,
    private readonly free = FREE_FAILURES,
  ) {}

  /** Whole seconds until the next try is listened to; 0 for now. */
  secondsToWait(key: string): number {
    const entry = this.failures.get(key);
    if (entry === undefined || entry.count < this.free) return 0;
    const wait = Math.min(1_000 * 2 ** (entry.count - this.free), LONGEST_WAIT);
    return Math.max(0, Math.ceil((entry.last + wait - this.machineTime()) / 1_000));
  }

  failed(key: string): void {
    const now = this.machineTime();
    const entry = this.failures.get(key);
    this.failures.delete(key);
    const count = entry === undefined || now - entry.last > FORGOTTEN_AFTER ? 1 : entry.count + 1;
    if (this.failures.size >= MOST_ENTRIES) this.forgetOldest();
    this.failures.set(key, { count, last: now });
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }

  /** What was counted as a failure before its outcome was known was none. */
  undone(key: string): void {
    const entry = this.failures.get(key);
    if (entry === undefined) return;
    if (entry.count > 1) this.failures.set(key, { ...entry, count: entry.count - 1 });
    else this.failures.delete(key);
  }

  private forgetOldest(): void {
    // The map keeps the order of insertion, and each failure inserts anew.
    for (const key of this.failures.keys()) {
      this.failures.delete(key);
      return;
    }
  }
}
