import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDataFolder } from '../support/database-folder.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { readFired } from './firings.js';
import { HeldPositions } from './held-positions.js';
import { compareWithKept } from './kept.js';
import { noticeOf, SENDING_CLIENT } from './notices.js';
import { Load, Outbox } from './senders.js';

/** Two hub processes as two machines run them: one database, one set of clients, both all apps, both sweeping. */
interface Pair {
  readonly database: TestDatabase;
  readonly one: RunningHub;
  readonly other: RunningHub;
  end(): Promise<void>;
}

async function startPair(): Promise<Pair> {
  // Empty: the two of them make the tables as well.
  const database = await createEmptyDatabase();
  const folder = makeDataFolder();
  const options = { databaseUrl: database.url, dataDir: folder.path, env: { HEMGANG_SWEEP_SECONDS: '1' } };
  const [one, other] = await Promise.all([startHub(options), startHub(options)]);
  const end = async () => {
    await Promise.all([one.stop(), other.stop()]);
    await database.drop();
    folder.remove();
  };
  return { database, one, other, end };
}

async function moveClock(hub: RunningHub, now: string): Promise<number> {
  return (await hub.call(await hub.token('operations'), 'POST', '/v1/simulation/clock', { now })).status;
}

/** Sends through both hubs at once until at least so many messages are in; how many there are. */
async function admit(pair: Pair, outbox: Outbox, count: number): Promise<number> {
  const loads = await Promise.all([Load.start(pair.one, outbox), Load.start(pair.other, outbox)]);
  await eventually(`${String(count)} messages are in`, () => outbox.successes.length >= count);
  await Promise.all(loads.map((load) => load.stop()));
  expect(outbox.refusals).toEqual([]);
  return outbox.successes.length;
}

describe('two hub processes on one database', () => {
  const outbox = new Outbox();
  let pair: Pair;

  beforeAll(async () => {
    pair = await startPair();
  }, 90_000);

  afterAll(async () => {
    await pair.end();
    outbox.journal.remove();
  });

  it('takes the same message, sent to both at once, in once', async () => {
    for (let serial = 900_001; serial <= 900_020; serial++) {
      const body: unknown = JSON.parse(noticeOf(serial).text('http'));
      const answers = await Promise.all(
        [pair.one, pair.other].map(async (hub) => {
          return hub.call(await hub.token(SENDING_CLIENT), 'POST', '/v1/messages', body);
        }),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
      expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
    }
  });

  it('takes the token of the one at the other', async () => {
    const unit = 'SE2321000016-HC01';
    const token = await pair.one.tokenFor(unit);
    expect((await pair.other.call(token, 'GET', `/v1/inboxes/${unit}`)).status).toBe(200);
  });

  it('loses and doubles nothing that both take in at the same time', async () => {
    await admit(pair, outbox, 40);
    const { faults } = await compareWithKept(pair.database.url, outbox);
    expect(faults).toEqual([]);
  });

  it('[G-ACK-11] [G-ACK-12] sends each reminder and each escalation once, whichever of them moves the clock', async () => {
    const late = 3 * (outbox.successes.length + 20);
    expect(await moveClock(pair.one, '2026-11-23T12:00:00+01:00')).toBe(200);
    expect(await readFired(pair.database.url)).toEqual({
      steps: { 'paminnelse 1': late, 'avsandare 1': late, 'chef 1': late },
      faults: [],
    });
    const target = '2026-11-24T10:00:00+01:00';
    const both = await Promise.all([moveClock(pair.one, target), moveClock(pair.other, target)]);
    expect(both).toEqual([200, 200]);
    expect(await readFired(pair.database.url)).toEqual({
      steps: {
        'paminnelse 1': late,
        'paminnelse 2': late,
        'paminnelse 3': late,
        'avsandare 1': late,
        'chef 1': late,
        'driftledning 1': late,
      },
      faults: [],
    });
  }, 60_000);
});

describe('a hub that is killed while it fires', () => {
  const outbox = new Outbox();
  let pair: Pair;

  beforeAll(async () => {
    pair = await startPair();
  }, 90_000);

  afterAll(async () => {
    await pair.end();
    outbox.journal.remove();
  });

  it('[G-ACK-12] leaves what it had not finished to the other, and each of over 500 reminders comes once', async () => {
    const late = 3 * (await admit(pair, outbox, 180));
    const held = await HeldPositions.hold(pair.database.url);
    const move = moveClock(pair.one, '2026-11-23T09:00:00+01:00').catch(() => 'gone');
    await eventually('it is in the middle of firing', () => held.isWaitedFor());
    await pair.one.kill9();
    await held.letGo();
    expect(await move).toBe('gone');
    await eventually('the other has fired all of it', async () => {
      return (await readFired(pair.database.url)).steps['paminnelse 1'] === late;
    });
    expect(await readFired(pair.database.url)).toEqual({
      steps: { 'paminnelse 1': late, 'avsandare 1': late },
      faults: [],
    });
  }, 60_000);
});
