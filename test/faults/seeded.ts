import { setTimeout as pause } from 'node:timers/promises';

/** Random numbers from a seed (mulberry32), so that a failed run can be run again: `HEMGANG_FAULT_SEED`. */
export class Seeded {
  #state: number;

  constructor(readonly seed: number = Number(process.env['HEMGANG_FAULT_SEED'] ?? Date.now() % 1_000_000)) {
    this.#state = seed;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) % (most - least + 1));
  }

  /** A moment up to `most` milliseconds from now. Nothing is waited for: it makes the moment of a fault a random one. */
  async moment(most: number): Promise<number> {
    const milliseconds = this.whole(0, most);
    await pause(milliseconds);
    return milliseconds;
  }
}
