import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Clock } from '#flows/ports.js';
import { PgCounterStore } from '#persistence/counters.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgUnitSeenStore } from '#persistence/unit-seen.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';
import { overviewOn } from './overview-world.js';

const ROWS = 120_000;
const NOW = new Date('2026-11-23T10:00:00Z');
/** Tables that grow with the messages or with time; a walk through one of them would be felt. */
const LARGE = [
  'message',
  'delivery',
  'deadline',
  'escalation',
  'quarantine',
  'payload',
  'audit_entry',
  'flow_bucket',
  'plan',
  'print_job',
];

/** Half of the deadlines are open, most of them overdue receipts of a fortieth of the units each; nine days of counts. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-11-23T10:00:00Z' + (n - 118000) * interval '20 seconds' AS at,
  'SE2321000016-U' || lpad((n % 40)::text, 3, '0') AS unit, n % 2 = 0 AS is_open FROM generate_series(1, ${String(ROWS)}) n ORDER BY n;
INSERT INTO message SELECT id, 'M' || n, 'inskrivningsmeddelande', unit, 'gavleborg', id, 'mllp:x', at, id, '{}', '{}', NULL FROM seed;
INSERT INTO delivery SELECT id, id, 'inskrivningsmeddelande', id, unit, 'oppenvard', n, 'received', at, at FROM seed;
INSERT INTO deadline SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', at, NULL, at, CASE WHEN is_open THEN 'open' ELSE 'met' END, false, NULL, NULL,
  unit, unit, id, id, id, '[]', NULL, is_open AND at < '2026-11-23T10:00:00Z',
  CASE WHEN n % 50 = 0 THEN 'answer' ELSE 'delivery' END FROM seed;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, resolved_at, notes) SELECT uuidv7(), id,
  CASE WHEN n / 40 % 2 = 0 THEN 'open' ELSE 'resolved' END, 'chef', at, CASE WHEN n / 40 % 2 = 0 THEN NULL ELSE at + interval '1 hour' END,
  CASE WHEN n % 100 = 0 THEN '[{"at": "2026-11-23T09:00:00Z", "by": "x", "text": "x"}]'::jsonb ELSE '[]' END
  FROM seed WHERE is_open;
INSERT INTO plan (id, profile, patient_id, state, version, patient, facts, steps, units, opened_at, closed_at, changed_seq)
  SELECT id, 'gavleborg', 'P' || n, 'pagaende', 1, '{}', '{}', '[]', '{}', at, CASE WHEN n % 40 <> 0 THEN at END, nextval('plan_change')
  FROM seed WHERE n % 2 = 0;
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, message_id, fired, overdue, plan_id)
  SELECT uuidv7(), 'sip-huvudmal', 'G-SIP-01', 'gavleborg', 'plan', at, at, CASE WHEN n % 20 = 0 THEN 'open' ELSE 'met' END, false, unit, unit,
    id, '[]', false, id FROM seed WHERE n % 2 = 0;
INSERT INTO print_job (id, unit, profile, plan_id, message_id, kind, key, state, created_at, due, posted_at)
  SELECT id, unit, 'gavleborg', id, id, 'kallelse', 'k', CASE WHEN n % 400 = 0 THEN 'queued' ELSE 'posted' END, at, at,
    CASE WHEN n % 400 <> 0 THEN at END FROM seed WHERE n % 2 = 0;
INSERT INTO quarantine (id, payload_id, source, sender, received_at, outcome, reasons, state, replayed_at, first_code)
  SELECT id, id, 'http:' || n % 7, unit, at, 'against-rule', '[]', CASE WHEN n % 100 = 0 THEN 'held' ELSE 'replayed' END,
  CASE WHEN n % 100 = 0 THEN NULL ELSE at END, 'code' || n % 3 FROM seed WHERE n % 10 = 0;
INSERT INTO counter SELECT DISTINCT unit, metric, 1000 FROM seed
  CROSS JOIN unnest(ARRAY['waiting', 'overdue', 'overdue-receipts', 'escalations-open', 'received', 'delivered']) metric;
INSERT INTO unit_seen SELECT DISTINCT unit, timestamptz '2026-11-23T07:00:00Z', timestamptz '2026-11-23T07:00:00Z' FROM seed;
INSERT INTO flow_bucket SELECT '', 'minute', metric, start, 5 FROM unnest(ARRAY['received', 'delivered', 'fetched', 'receipted', 'refused']) metric
  CROSS JOIN generate_series(timestamptz '2026-11-14T10:00:00Z', '2026-11-23T10:00:00Z', interval '1 minute') start;
INSERT INTO flow_bucket SELECT unit, 'hour', metric, start, CASE unit WHEN '' THEN 300 ELSE 5 END
  FROM unnest(ARRAY['received', 'delivered', 'fetched', 'receipted', 'refused', 'polled']) metric
  CROSS JOIN (SELECT DISTINCT unit FROM seed UNION SELECT '') u
  CROSS JOIN generate_series(timestamptz '2026-11-14T10:00:00Z', '2026-11-23T10:00:00Z', interval '1 hour') start;
INSERT INTO flow_bucket SELECT unit, 'day', 'ack:' || bucket, start, 5 FROM generate_series(20, 45) bucket
  CROSS JOIN (SELECT DISTINCT unit FROM seed) u
  CROSS JOIN generate_series(timestamptz '2026-11-14T23:00:00Z', '2026-11-22T23:00:00Z', interval '1 day') start;
INSERT INTO counter_delta (unit, metric, delta, at) SELECT unit, 'received', 1, at FROM seed WHERE n BETWEEN 117000 AND 118000`;

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(NOW);
}

let database: TestDatabase;
let dataSource: DataSource;
let plans: QueryPlans;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 3);
  await dataSource.initialize();
  await dataSource.query(SEED);
  // As autovacuum leaves a database that has been in use for a while.
  await dataSource.query('VACUUM (ANALYZE)');
  plans = new QueryPlans((text, values) => dataSource.query(text, values), LARGE);
}, 120_000);

afterAll(async () => {
  plans.stop();
  await dataSource.destroy();
  await database.drop();
});

/** A process that has just started: it remembers nothing. */
const fresh = () => overviewOn(dataSource, new StillClock());

/** Large tables that the statements of one call walk through from end to end. */
async function walked(call: () => Promise<unknown>): Promise<string[]> {
  return plans.walked(await plans.askedBy(call));
}

/** Pages of the database that the statements of one call look at. */
async function touched(call: () => Promise<unknown>): Promise<number> {
  return plans.pages(await plans.askedBy(call));
}

describe('with 60,000 open deadlines, half of them escalated', () => {
  it('the overview walks through no large table and looks at few pages', async () => {
    const { overview } = fresh();
    expect(await walked(() => overview.read())).toEqual([]);
    // What it remembers of the past is not read again.
    expect(await touched(() => overview.read())).toBeLessThan(4_000);
  });

  it('it tells of that many all the same', async () => {
    const { figures, facts, flow } = await fresh().overview.read();
    const unit = figures.units.get('SE2321000016-U010');
    expect(unit?.overdueReceiptsSince).toBeDefined();
    expect(unit?.oldest.escalation).toBeDefined();
    expect(facts.unownedEscalations).toMatchObject({ count: 1_000, isCapped: true });
    expect(facts.refused).toHaveLength(21);
    expect(flow.day.now.received).toBe(24 * 60 * 5 + 1_001);
    expect(flow.hour.before?.received).toBe(60 * 5);
  });

  it('of plans it tells how many are open, and what is late around them', async () => {
    const { plans: figures } = await fresh().overview.read();
    // The seed begins twenty seconds a row before now, and ends after it.
    const first = (n: number) => new Date(NOW.getTime() + (n - 118_000) * 20_000);
    expect(figures).toEqual({
      open: 3_000,
      lateDuties: { count: 1_000, since: first(20) },
      lateLetters: { count: 294, since: first(400) },
    });
  });

  it('the parties walk through no large table and look at few pages', async () => {
    const { overview } = fresh();
    expect(await walked(() => overview.parties())).toEqual([]);
    expect(await touched(() => overview.parties())).toBeLessThan(16_000);
  });

  it.each(['60m', '24h'] as const)('the course of %s walks through no large table', async (span) => {
    const { overview } = fresh();
    expect(await walked(() => overview.course(span, undefined))).toEqual([]);
    expect(await walked(() => overview.course(span, 'SE2321000016-U010'))).toEqual([]);
  });

  it('a shift is found through indexes', async () => {
    const { store } = fresh();
    const span = { from: new Date('2026-11-23T02:00:00Z'), to: NOW };
    expect(await walked(() => store.shift(span, 200))).toEqual([]);
  });

  it('folding, forgetting and noting calls walk through no large table', async () => {
    const counters = new PgCounterStore(dataSource);
    expect(await walked(() => counters.fold(100))).toEqual([]);
    expect(await walked(() => counters.forget(new Date('2026-11-14T11:00:00Z'), 100))).toEqual([]);
    const seen = new PgUnitSeenStore(dataSource);
    expect(await walked(() => seen.note([{ unit: 'SE2321000016-U010', calls: 1, lastAt: NOW }]))).toEqual([]);
  });
});
