import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QueueState } from '#flows/vitals-ports.js';
import { BullMqAlarmQueue } from '#queue/bullmq-alarm-queue.js';
import type { AlarmBackendSetting } from '#queue/bullmq-alarm-queue.js';
import { BullMqQueueWatch } from '#queue/bullmq-queue-watch.js';
import { createEmptyDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/redis.js';
import { KeptLog } from './deadline-world.js';

interface Ground {
  setting: AlarmBackendSetting;
  drop(): Promise<void>;
}

describeWithRedis('a look at the alarms on Redis', (redis) => {
  watchContract(async () => {
    await redis().flush();
    return { setting: { kind: 'redis', url: redis().url }, drop: () => Promise.resolve() };
  }, 'redis://127.0.0.1:1');
});
describe('a look at the alarms on PostgreSQL', () => {
  watchContract(async () => {
    const database = await createEmptyDatabase();
    return { setting: { kind: 'postgres', url: database.url }, drop: () => database.drop() };
  }, 'postgres://nobody@127.0.0.1:1/none');
});

function watchContract(openGround: () => Promise<Ground>, nowhere: string): void {
  let ground: Ground;
  let opened: { close(): Promise<void> }[];

  beforeEach(async () => {
    opened = [];
    ground = await openGround();
  });
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await ground.drop();
  });

  function keep<T extends { close(): Promise<void> }>(one: T): T {
    opened.push(one);
    return one;
  }
  const queue = () => keep(new BullMqAlarmQueue(ground.setting, new KeptLog()));
  const watch = () => keep(new BullMqQueueWatch(ground.setting, new KeptLog()));
  const look = async (at: BullMqQueueWatch): Promise<QueueState> => (await at.look())![0]!;
  const soon = (milliseconds: number) => new Date(Date.now() + milliseconds);

  it('a process that fires nothing sees an empty queue, before anybody armed anything', async () => {
    const nothing = { name: 'alarms', waiting: 0, active: 0, delayed: 0, failed: 0, completed: 0, workers: 0 };
    const at = watch();
    await eventually('the queue is looked at', async () => (await at.look()) !== undefined);
    expect(await look(at)).toMatchObject({ ...nothing, oldestWaitingAt: undefined, nextAt: undefined });
  });

  it('tells what is armed for later, and when the first of it goes off', async () => {
    const [first, second] = [soon(60_000), soon(120_000)];
    await queue().arm([second, first], new Date());
    const at = watch();
    const seen = await eventually('both are seen', async () => {
      const state = await look(at);
      return state.delayed === 2 && state;
    });
    expect(Math.abs(seen.nextAt!.getTime() - first.getTime())).toBeLessThan(1_000);
    expect(seen.oldestWaitingAt).toBeUndefined();
  });

  it('tells since when the oldest waits that nobody works off', async () => {
    const [first, second] = [soon(0), soon(0)];
    const arming = queue();
    await arming.arm([first], first);
    await arming.arm([new Date(second.getTime() + 1)], second);
    const at = watch();
    const seen = await eventually('both wait', async () => {
      const state = await look(at);
      return state.waiting === 2 && state;
    });
    expect(Math.abs(seen.oldestWaitingAt!.getTime() - first.getTime())).toBeLessThan(1_000);
  });

  it('counts what is done and who works, also when done jobs leave nothing behind', async () => {
    const working = queue();
    working.listen(() => Promise.resolve());
    const at = watch();
    await eventually('a worker is there', async () => (await look(at)).workers === 1);
    await working.arm([soon(0), soon(50), soon(100)], new Date());
    const seen = await eventually('three are done', async () => {
      const state = await look(at);
      return state.completed === 3 && state;
    });
    expect(seen).toMatchObject({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    await working.close();
    await eventually('the worker is gone', async () => (await look(at)).workers === 0);
  });

  it('gives nothing within a moment where there is no backend', async () => {
    const lost = keep(new BullMqQueueWatch({ ...ground.setting, url: nowhere }, new KeptLog()));
    const began = Date.now();
    expect(await lost.look()).toBeUndefined();
    expect(Date.now() - began).toBeLessThan(3_000);
  });
}
