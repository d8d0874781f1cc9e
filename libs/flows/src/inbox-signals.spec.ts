import { describe, expect, it, jest } from '@jest/globals';
import { LocalInboxSignals } from './inbox-signals.js';
import { StorageUnavailable } from './ports.js';
import type { InboxMark } from './inbox-ports.js';

const LONG = 20_000;
const NEVER = new AbortController().signal;
const START: InboxMark = { position: 0n, changes: 0n };

/** Signals over a database in which another process may change inboxes; looks at it every other millisecond. */
function setUp() {
  const kept = new Map<string, InboxMark>();
  const looks: (readonly string[])[] = [];
  let isAway = false;
  const marks = (units: readonly string[]) => {
    looks.push(units);
    if (isAway) return Promise.reject(new StorageUnavailable('away'));
    return Promise.resolve(new Map(units.map((unit) => [unit, kept.get(unit) ?? START])));
  };
  const signals = new LocalInboxSignals({ marks }, 2);
  return { signals, kept, looks, goAway: (away: boolean) => (isAway = away) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('waiting for an inbox', () => {
  it('ends at once when this process changes it, and only for that inbox', async () => {
    const { signals } = setUp();
    const [one, other] = [signals.watch('A'), signals.watch('B')];
    const stop = new AbortController();
    const waits = [one.wait(START, LONG, NEVER), other.wait(START, LONG, stop.signal)];
    signals.changed(['A']);
    await expect(waits[0]).resolves.toBe(true);
    stop.abort();
    await expect(waits[1]).resolves.toBe(false);
  });

  it('misses nothing that happens between two waits', async () => {
    const { signals } = setUp();
    const watch = signals.watch('A');
    signals.changed(['A']);
    await expect(watch.wait(START, LONG, NEVER)).resolves.toBe(true);
    await expect(watch.wait(START, 1, NEVER)).resolves.toBe(false);
  });

  it.each([
    ['a delivery', { position: 7n, changes: 0n }],
    ['a change of state', { position: 0n, changes: 1n }],
  ])('ends when another process commits %s, also one from before the wait began', async (_what, mark) => {
    const { signals, kept } = setUp();
    kept.set('A', mark);
    await expect(signals.watch('A').wait(START, LONG, NEVER)).resolves.toBe(true);
    const waiting = signals.watch('B').wait(START, LONG, NEVER);
    kept.set('B', mark);
    await expect(waiting).resolves.toBe(true);
  });

  it('is done with one look for all who wait, and none when nobody does', async () => {
    jest.useFakeTimers();
    try {
      const { signals, looks } = setUp();
      const stop = new AbortController();
      signals.watch('C');
      const waits = ['A', 'A', 'B'].map((unit) => signals.watch(unit).wait(START, LONG, stop.signal));
      await jest.advanceTimersByTimeAsync(5);
      expect(looks).toEqual([
        ['A', 'B'],
        ['A', 'B'],
      ]);
      stop.abort();
      await Promise.all(waits);
      await jest.advanceTimersByTimeAsync(LONG);
      expect(looks).toHaveLength(2);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('outlives a database that is away', async () => {
    const { signals, kept, looks, goAway } = setUp();
    goAway(true);
    const waiting = signals.watch('A').wait(START, LONG, NEVER);
    await until(() => looks.length >= 2);
    kept.set('A', { position: 1n, changes: 0n });
    goAway(false);
    await expect(waiting).resolves.toBe(true);
  });

  it('ends with false when the time is up, when it is stopped and when the watch is closed', async () => {
    const { signals } = setUp();
    await expect(signals.watch('A').wait(START, 1, NEVER)).resolves.toBe(false);
    await expect(signals.watch('A').wait(START, LONG, AbortSignal.abort())).resolves.toBe(false);
    const watch = signals.watch('A');
    const waiting = watch.wait(START, LONG, NEVER);
    watch.close();
    await expect(waiting).resolves.toBe(false);
  });
});
