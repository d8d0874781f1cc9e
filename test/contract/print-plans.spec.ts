import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { createDataSource } from '#persistence/data-source.js';
import { writePrintJobs } from '#persistence/print-jobs.js';
import { PgPrintQueueStore } from '#persistence/print-queue.store.js';
import { inTransaction } from '#persistence/transaction.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';

const JOBS = 60_000;
const NOW = new Date('2026-11-23T12:00:00Z');
const LARGE = ['print_job', 'plan', 'deadline'];

/** Some years of letters of 300 units, one in fifty of them not yet sent, with their plans and their duties. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, uuidv7() AS plan, uuidv7() AS meeting,
  timestamptz '2024-01-01T00:00:00Z' + n * interval '20 minutes' AS at, n % 50 = 0 AS waits FROM generate_series(1, ${String(JOBS)}) n;
INSERT INTO print_job (id, unit, profile, plan_id, message_id, meeting_id, kind, receiver, key, state, created_at, due, posted_at)
  SELECT id, 'SE-U' || n % 300, 'norrbotten', plan, meeting, meeting, 'kallelse', '{"relation": "narstaende", "channel": "post"}',
    meeting || '|n', CASE WHEN waits THEN 'queued' ELSE 'posted' END, at, at + interval '1 day', CASE WHEN NOT waits THEN at END
  FROM seed;
INSERT INTO plan (id, profile, patient_id, state, version, patient, facts, steps, units, opened_at, changed_seq)
  SELECT plan, 'norrbotten', 'P' || n, 'kallad', 1, '{}', '{}', '[]', '{}', at, nextval('plan_change') FROM seed;
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, message_id, fired, overdue,
  plan_id, about)
  SELECT uuidv7(), 'sip-brev', 'N-CALL-07', 'norrbotten', 'plan', at, at, CASE WHEN waits THEN 'open' ELSE 'met' END, false,
    'SE-U' || n % 300, 'SE-U' || n % 300, meeting, '[]', false, plan, meeting::text FROM seed;
ANALYZE`;

let database: TestDatabase;
let source: DataSource;
let plans: QueryPlans;
let store: PgPrintQueueStore;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource(database.url, 4).initialize();
  await source.query(SEED);
  plans = new QueryPlans((text, values) => source.query(text, values), LARGE);
  store = new PgPrintQueueStore(source);
}, 120_000);
afterAll(async () => {
  plans.stop();
  await source.destroy();
  await database.drop();
});

const walked = async (call: () => Promise<unknown>) => plans.walked(await plans.askedBy(call));

describe(`with ${String(JOBS)} letters`, () => {
  it('a page of a queue, of a plan or of what is overdue walks through no large table', async () => {
    const page = { after: undefined, limit: 50 };
    expect((await store.list({ ...page, unit: 'SE-U0', state: 'queued' })).items).toHaveLength(50);
    const { plan, next } = await first();
    for (const query of [
      { unit: 'SE-U0', state: 'queued' } as const,
      { unit: 'SE-U7' },
      { plan },
      { overdueAt: NOW, unit: 'SE-U0' },
      { overdueAt: NOW },
      { state: 'waiting' } as const,
      { state: 'waiting', unit: 'SE-U7' } as const,
      { unit: 'SE-U0', state: 'queued', after: next } as const,
    ])
      expect(await walked(() => store.list({ ...page, ...query }))).toEqual([]);
  });

  it('neither does doing something with one, nor the last of a meeting', async () => {
    const { id } = await first();
    const acting = { actor: 'client:test', now: NOW, isLate: () => false };
    const move = { action: 'posted', by: { name: 'Pia' }, at: undefined } as const;
    expect(await walked(() => store.move(id, move, () => ({ kind: 'moved', at: NOW }), acting))).toEqual([]);
    expect((await store.find(id))?.state).toBe('posted');
  });

  it('neither does a message that queues, cancels and moves letters; what waits already is not queued twice', async () => {
    const { plan } = await first();
    const meeting = uuidV7();
    const receiver = { relation: 'narstaende', channel: 'post' } as const;
    const letter = {
      unit: 'SE-U0',
      profile: 'norrbotten',
      plan,
      message: meeting,
      meeting,
      kind: 'kallelse',
      receiver,
    } as const;
    const twice = [0, 1].map(() => ({ ...letter, id: uuidV7(), key: `${meeting}|x`, due: NOW }));
    const cancelled = [{ plan, meeting: uuidV7(), why: 'called-off', states: ['queued', 'printed'] }] as const;
    const changes = { queued: twice, cancelled, moved: { plan, to: 'SE-U1' } };
    const write = () => inTransaction(source, (sql) => writePrintJobs(sql, [{ changes, at: NOW }]));
    expect(await walked(write)).toEqual([]);
    const { items } = await store.list({ plan, after: undefined, limit: 10 });
    expect(items.filter((job) => job.meeting === meeting)).toHaveLength(1);
  });
});

async function first() {
  const { items, next } = await store.list({ unit: 'SE-U0', state: 'queued', after: undefined, limit: 1 });
  const [job] = items;
  if (job === undefined) throw new Error('the seed has no letter');
  return { ...job, next };
}
