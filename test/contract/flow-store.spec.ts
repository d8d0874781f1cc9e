import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bucketOf, quantilesOf } from '#domain/operations/histogram.js';
import { InboxCalls } from '#flows/inbox-calls.js';
import { UnitSeenStore } from '#flows/overview-ports.js';
import type { FlowPoint } from '#flows/overview-ports.js';
import { PgCounterStore } from '#persistence/counters.js';
import { PgUnitSeenStore } from '#persistence/unit-seen.store.js';
import { UNITS } from '../support/domain.js';
import { CountersWorld } from './counters-world.js';
import { KeptLog } from './deadline-world.js';
import { newNotice, overviewOn } from './overview-world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TABLES =
  'counter, counter_delta, flow_bucket, unit_seen, message, delivery, deadline, escalation, quarantine, episode';

let world: CountersWorld;

beforeAll(async () => {
  world = await CountersWorld.open();
}, 60_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.processes[0].dataSource.query(`TRUNCATE ${TABLES}`);
});

const overview = () => overviewOn(world.processes[1].dataSource, world.clock).overview;
const at = (time: string) => void (world.clock.time = new Date(time));
const foldAll = () => Promise.all(world.processes.map((process) => process.fold(100_000)));

/** Sends so many notices, each with the deliveries that the directory gives it. */
async function send(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const report = await world.processes[n % 2 === 0 ? 0 : 1].send(newNotice());
    expect(report.kind).toBe('accepted');
  }
}

async function rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return world.processes[0].dataSource.query(text, values);
}

async function waitingAt(unit: string): Promise<string[]> {
  return world.ids(`SELECT id FROM delivery WHERE unit = '${unit}' AND state IN ('waiting', 'received')`);
}

const sumOf = (points: readonly FlowPoint[]) =>
  points.reduce((sum, { received, routed }) => ({ received: sum.received + received, routed: sum.routed + routed }), {
    received: 0,
    routed: 0,
  });

describe('the flow', () => {
  it('is the same before, while and after two processes fold at once, and what the tables hold', async () => {
    at('2026-11-23T08:15:00Z');
    await send(6);
    await world.processes[0].fetch(UNITS.openCare);
    await world.processes[1].receipt(await waitingAt(UNITS.openCare));
    await world.processes[0].send({ messageId: 'x', sender: UNITS.otherHospital });
    const [{ deliveries }] = await world.processes[0].dataSource.query(
      'SELECT count(*)::int AS deliveries FROM delivery',
    );
    const truth = { received: 6, routed: deliveries, fetched: 6, acknowledged: 6, refused: 1 };
    expect((await overview().read()).flow.hour.now).toEqual(truth);
    const read = overview();
    let isFolded = false;
    const folding = (async () => {
      const folded = () => Promise.all(world.processes.map((process) => process.fold(3)));
      while ((await folded()).some((count) => count > 0));
      isFolded = true;
    })();
    while (!isFolded) expect((await read.read()).flow.hour.now).toEqual(truth);
    await folding;
    expect(await rows('SELECT * FROM counter_delta')).toEqual([]);
    const { flow } = await overview().read();
    expect([flow.hour.now, flow.day.now]).toEqual([truth, truth]);
  });

  it('beside that of the same clock times one week before, though the clocks were changed in between', async () => {
    at('2026-10-19T07:30:00Z');
    await send(3);
    at('2026-10-19T08:10:00Z');
    await send(1);
    await foldAll();
    at('2026-10-26T08:45:00Z');
    await send(2);
    const { flow } = await overview().read();
    expect([flow.hour.now.received, flow.hour.before?.received]).toEqual([2, 3]);
    expect([flow.day.now.received, flow.day.before?.received]).toEqual([2, 3]);
    const { points, before, stepMinutes } = await overview().course('60m', undefined);
    expect(stepMinutes).toBe(1);
    expect(points.map(({ received }) => received).lastIndexOf(2)).toBe(59);
    expect(before.findIndex(({ received }) => received === 3)).toBe(44);
    expect([points[0]?.at, before[0]?.at]).toEqual([
      new Date('2026-10-26T07:46:00Z'),
      new Date('2026-10-19T06:46:00Z'),
    ]);
  });

  it('of any minutes is what was counted in them, in whole hours, parts of hours and what is not folded yet', async () => {
    const MINUTE = 60_000;
    const start = Date.parse('2026-11-21T00:00:00Z');
    // Every minute of the first and last five of each hour, so that no edge is missed.
    const minutes = Array.from({ length: 30 * 60 }, (_, n) => n).filter((n) => n % 60 < 5 || n % 60 > 54);
    const add = (some: readonly number[]) =>
      rows(`INSERT INTO counter_delta (unit, metric, delta, at) SELECT 'U', 'received', 1, unnest($1::timestamptz[])`, [
        some.map((n) => new Date(start + n * MINUTE + (n % 60) * 1_000)),
      ]);
    await add(minutes.filter((n) => n < 28 * 60));
    await foldAll();
    await add(minutes.filter((n) => n >= 28 * 60));
    const edges = [0, 1, 3, 57, 59, 60, 61, 119, 120, 121, 600, 1_439, 1_680, 1_740, 1_799];
    const spans = edges.flatMap((from) => edges.filter((to) => to >= from).map((to) => [from, to] as const));
    const { store } = overviewOn(world.processes[1].dataSource, world.clock);
    const told = await store.flow(
      spans.map(([from, to]) => ({ from: new Date(start + from * MINUTE), to: new Date(start + to * MINUTE) })),
    );
    const counted = spans.map(([from, to]) => minutes.filter((n) => n >= from && n < to).length);
    expect(told.map(({ received }) => received)).toEqual(counted);
  });

  it('has nothing beside it as long as nothing was counted a week ago', async () => {
    at('2026-11-23T08:15:00Z');
    await send(1);
    await foldAll();
    const { flow } = await overview().read();
    expect([flow.hour.before, flow.day.before]).toEqual([null, null]);
    expect((await overview().course('24h', undefined)).before).toEqual([]);
  });

  it('counts what came an hour and a day ago no more', async () => {
    at('2026-11-23T08:15:30Z');
    await send(1);
    await foldAll();
    const received = async (now: string) => {
      at(now);
      const { hour, day } = (await overview().read()).flow;
      return [hour.now.received, day.now.received];
    };
    expect(await received('2026-11-23T09:14:59Z')).toEqual([1, 1]);
    expect(await received('2026-11-23T09:15:00Z')).toEqual([0, 1]);
    expect(await received('2026-11-24T08:14:59Z')).toEqual([0, 1]);
    expect(await received('2026-11-24T08:15:00Z')).toEqual([0, 0]);
  });

  it('of a unit is told hour by hour: what it sent and what it got', async () => {
    at('2026-11-23T08:15:00Z');
    await send(2);
    await foldAll();
    at('2026-11-23T09:15:00Z');
    await send(1);
    const { points, stepMinutes } = await overview().course('24h', UNITS.openCare);
    expect([stepMinutes, points.length]).toEqual([60, 24]);
    expect(points.slice(-2).map(({ received, routed }) => [received, routed])).toEqual([
      [0, 2],
      [0, 1],
    ]);
    expect(sumOf((await overview().course('60m', UNITS.ward)).points)).toEqual({ received: 3, routed: 0 });
  });

  it('is counted once, though the process that folds it is killed', async () => {
    at('2026-11-23T08:15:00Z');
    await send(2);
    await world.holding('LOCK TABLE flow_bucket IN EXCLUSIVE MODE', async (release) => {
      const folding = world.processes[1].fold(1_000).catch(() => 'killed');
      await world.locked(1);
      await rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      expect(await folding).toBe('killed');
      await release();
    });
    expect((await overview().read()).flow.hour.now.received).toBe(2);
    await foldAll();
    expect((await overview().read()).flow.hour.now.received).toBe(2);
    expect((await world.kept())[`received ${UNITS.ward}`]).toBe(2);
  });

  it('is forgotten after its time', async () => {
    at('2026-11-23T08:15:00Z');
    await send(1);
    await foldAll();
    const store = new PgCounterStore(world.processes[0].dataSource);
    expect(await store.forget(new Date('2026-11-22T00:00:00Z'), 1_000)).toBe(0);
    expect(await store.forget(new Date('2026-11-24T00:00:00Z'), 2)).toBe(2);
    await Promise.all([1, 2].map(() => store.forget(new Date('2026-11-24T00:00:00Z'), 1_000)));
    expect(await rows('SELECT * FROM flow_bucket')).toEqual([]);
  });
});

describe('a party', () => {
  const party = async (unit: string) => (await overview().parties()).parties.find(({ hsaId }) => hsaId === unit);

  it('is last heard of when it last sent, and last asked for its inbox, folded or not', async () => {
    at('2026-11-23T08:15:00Z');
    await send(1);
    at('2026-11-23T08:20:00Z');
    await world.processes[0].fetch(UNITS.openCare);
    for (const fold of [false, true]) {
      if (fold) await foldAll();
      expect((await party(UNITS.ward))?.figures.lastReceivedAt).toEqual(new Date('2026-11-23T08:15:00Z'));
      expect((await party(UNITS.openCare))?.figures.lastPolledAt).toEqual(new Date('2026-11-23T08:20:00Z'));
    }
    expect((await party(UNITS.openCare))?.figures.lastReceivedAt).toBeUndefined();
    expect((await party(UNITS.openCare))?.sparkline).toEqual([...Array<number>(23).fill(0), 1]);
  });

  it('has its times until a receipt, of the last seven days', async () => {
    const start = new Date('2026-11-23T08:15:00Z').getTime();
    const minutes = [2, 4, 6, 8, 600];
    for (const [day, late] of minutes.entries()) {
      world.clock.time = new Date(start + day * DAY);
      await send(1);
      world.clock.time = new Date(start + day * DAY + late * 60_000);
      await world.processes[0].receipt(await waitingAt(UNITS.openCare));
      if (day % 2 === 0) await foldAll();
    }
    const times = quantilesOf((await party(UNITS.openCare))?.acknowledgements ?? new Map());
    expect(times?.count).toBe(5);
    expect([bucketOf(times?.p50 ?? 0), bucketOf(times?.p95 ?? 0)]).toEqual([bucketOf(360), bucketOf(36_000)]);
    world.clock.time = new Date(start + 9 * DAY);
    expect(quantilesOf((await party(UNITS.openCare))?.acknowledgements ?? new Map())?.count).toBe(3);
  });

  it('is silent when it is not heard of at a time at which it usually is, and until it is heard of again', async () => {
    const seen = new PgUnitSeenStore(world.processes[0].dataSource);
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      for (const hour of ['07', '08', '09']) {
        await seen.note([{ unit: UNITS.openCare, calls: 20, lastAt: new Date(`${day}T${hour}:30:00Z`) }]);
      }
    }
    const silentAt = async (now: string) => {
      at(now);
      return (await overview().read()).facts.units
        .filter(({ silence }) => silence !== undefined)
        .map(({ unit }) => unit);
    };
    expect(await silentAt('2026-11-20T11:00:00Z')).toEqual([]);
    expect(await silentAt('2026-11-22T10:00:00Z')).toEqual([]);
    expect(await silentAt('2026-11-23T10:00:00Z')).toEqual([UNITS.openCare]);
    await foldAll();
    expect(await silentAt('2026-11-23T10:00:00Z')).toEqual([UNITS.openCare]);
    expect((await overview().read()).problems.map(({ key }) => key)).toEqual([`silent-party ${UNITS.openCare}`]);
    await seen.note([{ unit: UNITS.openCare, calls: 1, lastAt: new Date('2026-11-23T09:59:00Z') }]);
    expect(await silentAt('2026-11-23T10:00:00Z')).toEqual([]);
  });
});

describe('calls for an inbox', () => {
  const noted = (unit: string) =>
    rows<{ calls: number; at: Date }>(
      `SELECT sum(delta)::int AS calls, (SELECT last_polled_at FROM unit_seen WHERE unit = $1) AS at FROM counter_delta
       WHERE unit = $1 AND metric = 'polled'`,
      [unit],
    );

  it('are gathered and written together; the latest stands, whoever writes last', async () => {
    const store = new PgUnitSeenStore(world.processes[0].dataSource);
    const [one, other] = [new InboxCalls(store, new KeptLog()), new InboxCalls(store, new KeptLog())];
    for (const unit of [UNITS.social, UNITS.openCare]) {
      for (const minute of ['00', '01', '02']) one.note(unit, new Date(`2026-11-23T08:${minute}:00Z`));
    }
    other.note(UNITS.openCare, new Date('2026-11-23T07:59:00Z'));
    expect(await noted(UNITS.openCare)).toEqual([{ calls: null, at: null }]);
    await Promise.all([one.write(), other.write()]);
    expect(await noted(UNITS.openCare)).toEqual([{ calls: 4, at: new Date('2026-11-23T08:02:00Z') }]);
    await one.write();
    expect(await noted(UNITS.social)).toEqual([{ calls: 3, at: new Date('2026-11-23T08:02:00Z') }]);
  });

  it('that could not be written are written the next time', async () => {
    const store = new PgUnitSeenStore(world.processes[0].dataSource);
    const log = new KeptLog();
    let isAway = true;
    class Flaky extends UnitSeenStore {
      override note: UnitSeenStore['note'] = (calls) =>
        isAway ? Promise.reject(new Error('away')) : store.note(calls);
    }
    const calls = new InboxCalls(new Flaky(), log);
    calls.note(UNITS.social, new Date('2026-11-23T08:00:00Z'));
    await calls.write();
    expect(log.events).toEqual(['inbox-calls']);
    isAway = false;
    calls.note(UNITS.social, new Date('2026-11-23T08:01:00Z'));
    await calls.onApplicationShutdown();
    expect(await noted(UNITS.social)).toEqual([{ calls: 2, at: new Date('2026-11-23T08:01:00Z') }]);
  });
});
