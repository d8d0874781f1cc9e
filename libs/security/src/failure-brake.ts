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

  /** @param machineTime milliseconds. */
  constructor(private readonly machineTime: () => number) {}

  /** Whole seconds until the next try is listened to; 0 for now. */
  secondsToWait(key: string): number {
    const entry = this.failures.get(key);
    if (entry === undefined || entry.count < FREE_FAILURES) return 0;
    const wait = Math.min(1_000 * 2 ** (entry.count - FREE_FAILURES), LONGEST_WAIT);
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

  private forgetOldest(): void {
    // The map keeps the order of insertion, and each failure inserts anew.
    for (const key of this.failures.keys()) {
      this.failures.delete(key);
      return;
    }
  }
}
