import { setTimeout as pause } from 'node:timers/promises';
import type { FireDeadlines } from './fire-deadlines.js';
import { StorageUnavailable } from './ports.js';
import type { DeadlineStore, SimulatedTime } from './ports.js';

/** `now` is the kept time afterwards; a move backward is refused and changes nothing. */
export type ClockMove = { readonly kind: 'moved' | 'refused'; readonly now: Date };

/** How long a move waits for rows that somebody else holds, and between two looks; machine time, ms. */
const PATIENCE = 30_000;
const LOOK_EVERY = 20;

/** Moves the simulated clock. */
export class MoveClock {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly time: SimulatedTime,
    private readonly deadlines: DeadlineStore,
    private readonly fire: FireDeadlines,
  ) {}

  /**
   * Visits every instant up to `target` at which something is due, in order: the clock is set to it and everything due
   * fires. Returns when all of it is committed, whoever fired it. Moves of one process follow one another.
   * @throws StorageUnavailable when the storage is away or rows stay locked; the clock then stands at the last instant.
   */
  to(target: Date): Promise<ClockMove> {
    const move = this.last.then(() => this.move(target));
    this.last = move.catch(() => undefined);
    return move;
  }

  private async move(target: Date): Promise<ClockMove> {
    const start = await this.time.read();
    if (target < start) return { kind: 'refused', now: start };
    for (let at = await this.nextStop(start, target); at !== undefined; at = await this.nextStop(at, target)) {
      await this.time.advance(at);
      await this.fireAll(at);
    }
    await this.time.advance(target);
    // Another process may have moved on further; then its time holds.
    return { kind: 'moved', now: await this.time.read() };
  }

  /** Where the clock stops next; what should have fired before `from` fires there. */
  private async nextStop(from: Date, target: Date): Promise<Date | undefined> {
    const next = await this.deadlines.nextInstant();
    if (next === undefined || next > target) return undefined;
    return next < from ? from : next;
  }

  /** Fires until nothing is due at `at` any more, also not what another process or a receipt holds at this moment. */
  private async fireAll(at: Date): Promise<void> {
    const giveUp = Date.now() + PATIENCE;
    for (;;) {
      await this.fire.run(at);
      const next = await this.deadlines.nextInstant();
      if (next === undefined || next > at) return;
      if (Date.now() > giveUp) throw new StorageUnavailable('Deadlines that are due stay locked by somebody else');
      await pause(LOOK_EVERY);
    }
  }
}
