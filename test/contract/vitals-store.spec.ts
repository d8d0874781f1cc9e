import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Heartbeat } from '#flows/heartbeat.js';
import type { RunningProcess } from '#flows/vitals-ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgVitalsStore } from '#persistence/vitals.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { KeptLog } from './deadline-world.js';

const T0 = new Date('2026-11-28T08:00:00Z');
const seconds = (count: number) => new Date(T0.getTime() + count * 1_000);

let database: TestDatabase;
let dataSource: DataSource;
let store: PgVitalsStore;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 3);
  await dataSource.initialize();
  store = new PgVitalsStore(dataSource);
});
afterAll(async () => {
  if (dataSource.isInitialized) await dataSource.destroy();
  await database.drop();
});

const process = (startedAt: Date): RunningProcess => ({
  ...{ id: uuid(), host: 'hub-1', apps: ['intake', 'deadlines'], version: '0.1.0', startedAt },
});

describe('the processes of the hub on PostgreSQL', () => {
  it('are there from their first heartbeat on, with when they last swept, and tell when they stop', async () => {
    const own = process(T0);
    await store.beat(own, undefined, T0, seconds(-86_400));
    await store.beat(own, seconds(8), seconds(10), seconds(-86_400));
    const expected = { ...own, lastSeenAt: seconds(10), lastSweepAt: seconds(8), stoppedAt: undefined };
    expect(await store.processes()).toEqual([expected]);
    await store.leave(own.id, seconds(15));
    expect(await store.processes()).toMatchObject([{ lastSeenAt: seconds(15), stoppedAt: seconds(15) }]);
  });

  it('are forgotten a day after they were last seen', async () => {
    const later = process(seconds(100_000));
    await store.beat(later, undefined, seconds(100_000), seconds(100_000 - 86_400));
    expect((await store.processes()).map(({ id }) => id)).toEqual([later.id]);
  });

  it('tell by themselves that they live until they are stopped, and that they stopped', async () => {
    const own = process(new Date());
    const heart = new Heartbeat(store, own, () => 4, new KeptLog());
    heart.start();
    const find = async () => (await store.processes()).find(({ id }) => id === own.id);
    const seen = await eventually('the process is seen', find);
    expect(seen.lastSeenAt.getTime() - seen.lastSweepAt!.getTime()).toBe(4_000);
    await heart.stop();
    expect((await find())?.stoppedAt).toBeDefined();
  });

  it('know how much the database holds', async () => {
    expect(await store.databaseBytes()).toBeGreaterThan(1_000_000);
  });

  it('that cannot reach the database say so once and go on', async () => {
    const away = createDataSource('postgres://nobody@127.0.0.1:1/none', 1);
    const log = new KeptLog();
    const heart = new Heartbeat(new PgVitalsStore(away), process(new Date()), () => undefined, log);
    heart.start();
    await heart.stop();
    expect(log.events).toEqual(['heartbeat-failed']);
  });
});
