import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { makeDataFolder } from '../support/database-folder.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { describeWithRedis, startRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { readFired } from './firings.js';
import { compareWithKept, withDatabase } from './kept.js';
import { Load, Outbox } from './senders.js';

/** Seconds between sweeps when alarms alone are to fire, and when sweeps are to stand in for them. */
const NO_SWEEP = '3600';
const OFTEN = '1';
/** How late an alarm may go off on a busy machine, milliseconds. */
const LATEST = 5_000;

describeWithRedis('alarms in Redis, on the machine’s clock', (redis) => {
  const folder = makeDataFolder();
  let database: TestDatabase;
  let outbox: Outbox;
  let hub: RunningHub;

  const start = (sweepSeconds: string) =>
    startHub({
      databaseUrl: database.url,
      dataDir: folder.path,
      env: { HEMGANG_CLOCK: 'system', REDIS_URL: redis().url, HEMGANG_SWEEP_SECONDS: sweepSeconds },
    });

  beforeEach(async () => {
    database = await createTestDatabase();
    outbox = new Outbox(new Date());
  });

  afterEach(async () => {
    await hub.stop();
    await database.drop();
    outbox.journal.remove();
  });

  afterAll(() => folder.remove());

  it('fires by alarms alone, each reminder once and at its own time', async () => {
    const began = performance.now();
    hub = await start(NO_SWEEP);
    const startTakes = performance.now() - began;
    const late = 3 * (await admit(hub, outbox, 10));
    await hub.stop();
    // The only sweep is the one at the start: what falls due after it is fired by an alarm or not at all.
    await makeDue(database.url, 1.5 * startTakes + 1_500, 250);
    hub = await start(NO_SWEEP);
    expect((await readFired(database.url)).steps).toEqual({});
    await allFired(database.url, late);
    expect(await lateness(database.url)).toBeLessThan(LATEST);
  }, 60_000);

  it('loses no reminder and doubles none when Redis is emptied again and again', async () => {
    hub = await start(OFTEN);
    const late = 3 * (await admit(hub, outbox, 40));
    await makeDue(database.url, 1_000, 150);
    for (const part of [0.1, 0.4, 0.7]) {
      await firedAtLeast(database.url, part * late);
      await redis().flush();
    }
    await allFired(database.url, late);
  }, 60_000);
});

describeWithRedis('Redis that goes away and comes back', (redis) => {
  const outbox = new Outbox(new Date());
  let database: TestDatabase;
  let hub: RunningHub;
  let again: TestRedis | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    const env = { HEMGANG_CLOCK: 'system', REDIS_URL: redis().url, HEMGANG_SWEEP_SECONDS: OFTEN };
    hub = await startHub({ databaseUrl: database.url, env });
    await eventually('the queue is well', () => queueIsWell(hub));
  }, 60_000);

  afterAll(async () => {
    await hub.stop();
    await again?.stop();
    await database.drop();
    outbox.journal.remove();
  });

  it('is not missed by intake, which goes on acknowledging, nor by readiness', async () => {
    await redis().stop();
    await eventually('the hub knows that the queue is away', async () => !(await queueIsWell(hub)));
    await admit(hub, outbox, 40);
    expect((await hub.call('', 'GET', '/health/ready')).status).toBe(200);
    expect((await compareWithKept(database.url, outbox)).faults).toEqual([]);
  });

  it('is stood in for by the sweep', async () => {
    await makeDue(database.url, 0, 5);
    await allFired(database.url, 3 * outbox.successes.length);
  }, 30_000);

  it('is used again once it is back', async () => {
    again = await startRedis(Number(new URL(redis().url).port));
    await eventually('the queue is well again', () => queueIsWell(hub), 30_000);
    const before = outbox.successes.length;
    await admit(hub, outbox, before + 10);
    const client = new Redis(redis().url);
    try {
      await makeDue(database.url, 3_000, 50);
      const alarms = await eventually('alarms are armed again', () => armed(client), 30_000);
      // The sweep fires too, but only a worker takes alarms out of the queue.
      await eventually('they have gone off', async () => {
        const left = await armed(client);
        return left === undefined || !alarms.some((alarm) => left.includes(alarm));
      });
    } finally {
      client.disconnect();
    }
    await allFired(database.url, 3 * outbox.successes.length);
  }, 60_000);
});

async function admit(hub: RunningHub, outbox: Outbox, count: number): Promise<number> {
  const load = await Load.start(hub, outbox);
  await eventually(`${String(count)} messages are in`, () => outbox.successes.length >= count);
  await load.stop();
  expect(outbox.refusals).toEqual([]);
  return outbox.successes.length;
}

/** Lets the receipts that are still open fall due, the first one so many milliseconds from now, the others one after the other. */
function makeDue(url: string, first: number, apart: number): Promise<unknown> {
  return withDatabase(url, (client) =>
    client.query(
      `WITH due AS (
         SELECT id, delivery_id, date_trunc('milliseconds', now()
           + ($1::float + $2::float * (row_number() OVER (ORDER BY id) % 20)) * interval '1 ms') AS at FROM deadline
         WHERE kind = 'kvittens' AND state = 'open' AND fired = '[]'
       ), deliveries AS (
         UPDATE delivery d SET receipt_due = due.at FROM due WHERE d.id = due.delivery_id
       )
       UPDATE deadline d SET due = due.at, next_fire_at = due.at FROM due WHERE d.id = due.id`,
      [first, apart],
    ),
  );
}

async function firedAtLeast(url: string, count: number): Promise<void> {
  await eventually(`${String(count)} reminders are sent`, async () => {
    return ((await readFired(url)).steps['paminnelse 1'] ?? 0) >= count;
  });
}

async function allFired(url: string, late: number): Promise<void> {
  await firedAtLeast(url, late);
  const { steps, faults } = await readFired(url);
  expect(steps).toMatchObject({ 'paminnelse 1': late, 'avsandare 1': late });
  expect(faults).toEqual([]);
}

/** How long after its time the latest reminder was sent; a negative number would be one that came too early. Milliseconds. */
function lateness(url: string): Promise<number> {
  return withDatabase(url, async (client) => {
    const { rows } = await client.query<{ least: number; most: number }>(
      `SELECT min(extract(epoch FROM fired_at - due_at) * 1000)::float AS least,
         max(extract(epoch FROM fired_at - due_at) * 1000)::float AS most FROM firing WHERE step = 'paminnelse'`,
    );
    expect(rows[0]?.least).toBeGreaterThanOrEqual(0);
    return rows[0]?.most ?? Number.POSITIVE_INFINITY;
  });
}

async function queueIsWell(hub: RunningHub): Promise<boolean> {
  return (await hub.call('', 'GET', '/health/ready')).body.queue === true;
}

/** The alarms that wait for their time; undefined when there are none. */
async function armed(client: Redis): Promise<string[] | undefined> {
  const [key] = await client.keys('hemgang:*:delayed');
  return key === undefined ? undefined : client.zrange(key, 0, -1);
}
