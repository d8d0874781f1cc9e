import { describe, expect, it } from '@jest/globals';
import { diskView, isSweepLate, ReadVitals, standing } from './read-vitals.js';
import type { DiskSpace, QueueState, SeenProcess } from './vitals-ports.js';

const NOW = new Date('2026-11-28T08:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const GIB = 1024 ** 3;

function seen(id: string, change: Partial<SeenProcess> = {}): SeenProcess {
  return {
    ...{ id, host: 'host', apps: ['intake', 'inbox'], version: '1', startedAt: ago(3_600), lastSeenAt: ago(5) },
    ...{ lastSweepAt: undefined, stoppedAt: undefined },
    ...change,
  };
}
const standingIds = (processes: readonly SeenProcess[]) =>
  standing(processes, NOW).map(({ id, isAlive }) => `${id} ${isAlive ? 'alive' : 'gone'}`);

describe('the processes of the hub', () => {
  it('are alive for half a minute after they were last seen', () => {
    const processes = [seen('a', { lastSeenAt: ago(30) }), seen('b', { lastSeenAt: ago(31) })];
    expect(standingIds(processes)).toEqual(['a alive', 'b gone']);
  });

  it('that stopped in an orderly way are no loss', () => {
    expect(standingIds([seen('a'), seen('b', { stoppedAt: ago(60), lastSeenAt: ago(60) })])).toEqual(['a alive']);
  });

  it('that fell silent are no loss once another with the same apps was started after that', () => {
    const gone = seen('gone', { lastSeenAt: ago(120) });
    const successor = seen('new', { startedAt: ago(60), apps: ['inbox', 'intake'] });
    expect(standingIds([successor, gone])).toEqual(['new alive']);
    expect(standingIds([{ ...successor, startedAt: ago(180) }, gone])).toEqual(['new alive', 'gone gone']);
    expect(standingIds([{ ...successor, apps: ['console'] }, gone])).toEqual(['new alive', 'gone gone']);
  });

  it('two that fell silent need two others', () => {
    const lost = [seen('x', { lastSeenAt: ago(300) }), seen('y', { lastSeenAt: ago(200) })];
    expect(standingIds([seen('new', { startedAt: ago(60) }), ...lost])).toEqual(['new alive', 'y gone']);
  });
});

describe('the sweep', () => {
  it('is late when no process swept for three of its times, half a minute at the least, and a heartbeat more', () => {
    const swept = (seconds: number) => [seen('a'), seen('b', { lastSweepAt: ago(seconds) })];
    expect([isSweepLate(swept(40), NOW, 10), isSweepLate(swept(41), NOW, 10)]).toEqual([false, true]);
    expect([isSweepLate(swept(190), NOW, 60), isSweepLate(swept(191), NOW, 60)]).toEqual([false, true]);
  });

  it('is late when processes have lived for long and none ever swept', () => {
    expect(isSweepLate([seen('a', { startedAt: ago(41) })], NOW, 10)).toBe(true);
    expect(isSweepLate([seen('a', { startedAt: ago(39) })], NOW, 10)).toBe(false);
  });

  it('is not late right after everything was down', () => {
    const before = seen('old', { lastSeenAt: ago(7_200), lastSweepAt: ago(7_200) });
    expect(isSweepLate([seen('new', { startedAt: ago(5) }), before], NOW, 10)).toBe(false);
  });
});

describe('the disk', () => {
  it.each([
    [0.9, 5, true],
    [1, 5, false],
    [9, 100, true],
    [11, 1_000, false],
    [9, 80, false],
  ])('with %d GiB free of %d is low: %s', (free, total, isLow) => {
    expect(diskView({ freeBytes: free * GIB, totalBytes: total * GIB }).isLow).toBe(isLow);
  });
});

describe('how the hub is', () => {
  const nobody = () => Promise.reject(new Error('is not asked'));

  function vitalsOf(queues: readonly QueueState[] | undefined, disk: DiskSpace | undefined) {
    let looks = 0;
    const watch = {
      backend: 'postgres' as const,
      look: () => {
        looks += 1;
        return Promise.resolve(queues);
      },
      close: () => Promise.resolve(),
    };
    const store = {
      processes: () => Promise.resolve([seen('a', { lastSweepAt: ago(8) })]),
      databaseBytes: () => Promise.resolve(7),
      ...{ beat: nobody, leave: nobody },
    };
    const alerts = { undelivered: () => Promise.resolve(undefined) };
    const vitals = new ReadVitals(store, alerts, watch, { look: () => Promise.resolve(disk) }, 10, () => NOW);
    return { vitals, looks: () => looks };
  }

  it('tells a queue whose backend does not answer from one that is empty', async () => {
    const away = await vitalsOf(undefined, undefined).vitals.read();
    expect(away).toMatchObject({ queue: { isHealthy: false, oldestWaitingAt: null }, disk: null, isSweepLate: false });
    const empty = await vitalsOf([], { freeBytes: 1, totalBytes: 2 }).vitals.read();
    expect(empty).toMatchObject({ queue: { isHealthy: true }, disk: { isLow: true }, lastSweepAt: ago(8) });
  });

  it('is looked at once for all who ask at the same moment', async () => {
    const { vitals, looks } = vitalsOf([], undefined);
    await Promise.all([vitals.read(), vitals.read(), vitals.capacity()]);
    expect(looks()).toBe(1);
  });
});
