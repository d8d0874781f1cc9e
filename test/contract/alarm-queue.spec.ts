import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { SystemClock } from '#flows/clock.js';
import { EraseExpired } from '#flows/erase-expired.js';
import { Sweep } from '#flows/sweep.js';
import { PgCounterStore } from '#persistence/counters.js';
import { PgEarlyMessageStore } from '#persistence/early-message.store.js';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { BullMqAlarmQueue } from '#queue/bullmq-alarm-queue.js';
import type { AlarmBackendSetting } from '#queue/bullmq-alarm-queue.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/redis.js';
import { DeadlineWorld, KeptLog } from './deadline-world.js';

/** Everything is kept for ever. */
const NOTHING_ERASED = {
  bytes: undefined,
  refused: undefined,
  contents: undefined,
  stays: undefined,
  audit: undefined,
};

/** A backend under test, with what an operator or an accident may do to it. */
interface Ground {
  setting: AlarmBackendSetting;
  /** Empties it of all jobs. */
  empty(): Promise<void>;
  /** Cuts every connection to it. */
  cut(): Promise<void>;
  /** The data of all jobs that are kept, as text. */
  kept(): Promise<string[]>;
  drop(): Promise<void>;
}

async function onRedis(url: string): Promise<Ground> {
  const client = new Redis(url);
  await client.flushall();
  return {
    setting: { kind: 'redis', url },
    empty: async () => void (await client.flushall()),
    cut: async () => void (await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
    kept: async () => {
      const keys = await client.keys('hemgang:alarms:fire-deadlines-*');
      const jobs = await Promise.all(keys.map((key) => client.hgetall(key)));
      return jobs.map((job) => job['data'] ?? '');
    },
    drop: async () => client.disconnect(),
  };
}

async function onPostgres(database: TestDatabase): Promise<Ground> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return {
    setting: { kind: 'postgres', url: database.url },
    empty: async () => void (await client.query('TRUNCATE bullmq.job CASCADE')),
    cut: async () =>
      void (await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )),
    kept: async () =>
      (await client.query<{ data: string }>('SELECT data::text AS data FROM bullmq.job')).rows.map((row) => row.data),
    drop: async () => {
      await client.end();
      await database.drop();
    },
  };
}

describeWithRedis('alarms on Redis', (redis) => alarmContract(() => onRedis(redis().url), 'redis://127.0.0.1:1'));
describe('alarms on PostgreSQL', () => {
  alarmContract(async () => onPostgres(await createEmptyDatabase()), 'postgres://nobody@127.0.0.1:1/none');
});

/** Where it listens, and what went off with the machine's time at which it did. */
interface Listener {
  queue: BullMqAlarmQueue;
  heard: { instant: Date; at: number }[];
}

function alarmContract(openGround: () => Promise<Ground>, nowhere: string): void {
  let ground: Ground;
  let opened: BullMqAlarmQueue[];

  beforeEach(async () => {
    opened = [];
    ground = await openGround();
  });
  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.close()));
    await ground.drop();
  });

  function open(setting = ground.setting): BullMqAlarmQueue {
    const queue = new BullMqAlarmQueue(setting, new KeptLog());
    opened.push(queue);
    return queue;
  }

  function listen(queue = open()): Listener {
    const heard: Listener['heard'] = [];
    queue.listen(async (instant) => void heard.push({ instant, at: Date.now() }));
    return { queue, heard };
  }

  const soon = (milliseconds: number) => new Date(Date.now() + milliseconds);
  const instants = (...listeners: Listener[]) =>
    listeners.flatMap(({ heard }) => heard.map(({ instant }) => instant.getTime())).sort((a, b) => a - b);
  const heardAll = (count: number, ...listeners: Listener[]) =>
    eventually(`${String(count)} alarms have gone off`, () => instants(...listeners).length >= count);

  it('an alarm goes off once its instant has come and not before, with that instant', async () => {
    const listener = listen();
    const [first, second] = [soon(300), soon(900)];
    await listener.queue.arm([second, first], new Date());
    await heardAll(2, listener);
    expect(listener.heard.map(({ instant }) => instant)).toEqual([first, second]);
    expect(listener.heard.filter(({ instant, at }) => at < instant.getTime())).toEqual([]);
  });

  it('an instant that has passed goes off at once', async () => {
    const listener = listen();
    const past = new Date('2026-01-01T09:00:00Z');
    await listener.queue.arm([past], new Date());
    await heardAll(1, listener);
    expect(listener.heard[0]?.instant).toEqual(past);
  });

  it('the same instant is armed once, however often and by however many', async () => {
    const queue = open();
    const [instant, later] = [soon(60_000), soon(61_000)];
    await queue.arm([instant, instant], new Date());
    await Promise.all([queue.arm([instant], new Date()), open().arm([instant, later], new Date())]);
    expect(await ground.kept()).toHaveLength(2);
  });

  it('a job carries its instant and nothing else', async () => {
    const instant = soon(60_000);
    await open().arm([instant], new Date());
    const [data] = await ground.kept();
    expect(JSON.parse(data ?? '')).toEqual({ instant: instant.toISOString() });
  });

  it('an instant whose alarm has gone off leaves nothing behind and can be armed again', async () => {
    const listener = listen();
    const past = new Date('2026-01-01T09:00:00Z');
    for (const times of [1, 2]) {
      await listener.queue.arm([past], new Date());
      await heardAll(times, listener);
      await eventually('nothing is left of the job', async () => (await ground.kept()).length === 0);
    }
  });

  it('of two workers one handles each alarm', async () => {
    const listeners = [listen(), listen()];
    const all = Array.from({ length: 40 }, (_, index) => new Date(Date.now() + 200 + index));
    await open().arm(all, new Date());
    await heardAll(40, ...listeners);
    await eventually('nothing is left of the jobs', async () => (await ground.kept()).length === 0);
    expect(instants(...listeners)).toEqual(all.map((instant) => instant.getTime()));
  });

  it('an alarm whose work fails is tried again', async () => {
    const queue = open();
    let tries = 0;
    queue.listen(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('storage is away')) : Promise.resolve();
    });
    await queue.arm([new Date()], new Date());
    await eventually('it was tried again', () => tries === 2);
  });

  it('what was armed outlives those who armed it', async () => {
    const first = open();
    const instant = soon(1_000);
    await first.arm([instant], new Date());
    await first.close();
    const listener = listen();
    await heardAll(1, listener);
    expect(instants(listener)).toEqual([instant.getTime()]);
  });

  it('closing waits for the work under way, and may be asked for twice', async () => {
    const queue = open();
    let finish: () => void = () => undefined;
    let state = 'idle';
    queue.listen(() => {
      state = 'working';
      return new Promise((resolve) => {
        finish = () => {
          state = 'done';
          resolve();
        };
      });
    });
    await queue.arm([new Date()], new Date());
    await eventually('the work has begun', () => state === 'working');
    const closed = Promise.all([queue.close(), queue.close()]).then(() => state);
    finish();
    expect(await closed).toBe('done');
  });

  it('goes on after all its connections were cut', async () => {
    const listener = listen();
    await listener.queue.arm([new Date()], new Date());
    await heardAll(1, listener);
    await ground.cut();
    const instant = soon(100);
    await eventually('it can be armed again', async () => {
      await listener.queue.arm([instant], new Date());
      return true;
    });
    await heardAll(2, listener);
    expect(await listener.queue.isHealthy()).toBe(true);
  });

  it('while the backend is away arming rejects soon, nothing crashes, and it says that it is not well', async () => {
    const queue = open({ kind: ground.setting.kind, url: nowhere });
    queue.listen(() => Promise.resolve());
    const started = performance.now();
    await expect(queue.arm([soon(1_000)], new Date())).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await queue.isHealthy()).toBe(false);
  });

  describe('with a sweep', () => {
    let world: DeadlineWorld;
    beforeAll(async () => {
      world = await DeadlineWorld.open();
    });
    afterAll(() => world.close());

    it('[G-ACK-12] loses no reminder when it is emptied in the middle, and sends none twice', async () => {
      await world.emptied();
      const hub = await world.process();
      const clock = new SystemClock();
      const queue = open();
      const sweep = new Sweep(
        clock,
        hub.deadlines,
        hub.fire,
        new PgCounterStore(hub.dataSource),
        new PgEarlyMessageStore(hub.dataSource),
        new EraseExpired(new PgRetentionStore(hub.dataSource), NOTHING_ERASED),
        queue,
        hub.metrics,
        10,
      );
      const dues = [1_500, 2_000, 2_500].map(soon);
      for (const due of dues) await world.owe({ due: due.toISOString(), count: 5 });
      await sweep.run();
      expect(await ground.kept()).toHaveLength(3);
      await ground.empty();
      expect(await ground.kept()).toEqual([]);
      queue.listen(async () => void (await hub.fire.run(await clock.now())));
      await sweep.run();
      const reminders = () =>
        world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM firing WHERE step = 'paminnelse'`);
      await eventually('all are reminded', async () => (await reminders())[0]?.n === 15);
      await sweep.run();
      expect((await reminders())[0]?.n).toBe(15);
      expect(await world.rows('SELECT deadline_id FROM firing WHERE fired_at < due_at')).toEqual([]);
      expect(hub.metrics.sweeps).toBe(3);
    });
  });
}
