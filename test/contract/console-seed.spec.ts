import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { seedConsole } from '../bench/console-seed.js';
import { notice, UNITS } from '../support/domain.js';
import { CountersWorld } from './counters-world.js';

const SIZE = { messages: 3_000, openDeadlines: 600, quarantined: 20 };

let world: CountersWorld;

beforeAll(async () => {
  world = await CountersWorld.open();
  await world.processes[0].send(notice({ messageId: 'source', planningCategory: 'CD' }));
  const { options } = world.processes[0].dataSource;
  const client = new Client({ connectionString: 'url' in options ? options.url : '' });
  await client.connect();
  await seedConsole(client, { messageId: 'source', units: Object.values(UNITS) }, SIZE, () => undefined);
  await client.end();
}, 60_000);
afterAll(() => world.close());

describe('the region that is laid out behind the console to measure it', () => {
  it('is as large as was asked for, and many deadlines of either kind are overdue', async () => {
    const sizes = [
      `SELECT count(*)::text AS id FROM message WHERE message_id <> 'source'`,
      `SELECT count(*)::text AS id FROM deadline d JOIN message m ON m.id = d.message_id WHERE d.state = 'open' AND m.message_id <> 'source'`,
      `SELECT count(*)::text AS id FROM quarantine WHERE state = 'held'`,
    ];
    const found = await Promise.all(sizes.map((text) => world.ids(text)));
    expect(found.flat().map(Number)).toEqual(Object.values(SIZE));
    const overdue = `SELECT id FROM deadline WHERE state = 'open' AND overdue AND scope`;
    expect((await world.ids(`${overdue} = 'delivery'`)).length).toBeGreaterThan(10);
    expect((await world.ids(`${overdue} <> 'delivery'`)).length).toBeGreaterThan(3);
    expect((await world.ids(`SELECT id FROM escalation WHERE snoozed_until > now()`)).length).toBeGreaterThan(0);
  });

  it('counts what it holds, and its rows do not contradict each other', async () => {
    expect(await world.kept()).toEqual(await world.counted());
    expect(await world.contradictions()).toEqual({});
  });
});
