import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence/data-source.js';
import { PgReportStore } from '#persistence/report.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';

/** A year of stays with a message, a delivery and two duties each; a few are open. */
const STAYS = 100_000;
const LARGE = ['message', 'delivery', 'deadline', 'episode', 'audit_entry'];
const FACTS = `json_build_object('state', CASE WHEN is_open THEN 'utskrivningsklar' ELSE 'utskriven' END, 'ward', unit,
  'parties', '[]'::json, 'noticeSent', true, 'category', 'C')`;
const STEPS = `json_build_array(json_build_object('message', id, 'kind', 'utskrivningsklar',
  'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;

const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-01-01T00:00:00Z' + n * interval '2.6 minutes' AS at,
  'SE2321000016-U' || lpad((n % 300)::text, 3, '0') AS unit, n % 1000 = 0 AS is_open FROM generate_series(1, ${String(STAYS)}) n ORDER BY n;
INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps, first_ready_at, ended_at)
  SELECT id, 'org', 'V' || n, 'gavleborg', n::text, CASE WHEN is_open THEN 'utskrivningsklar' ELSE 'utskriven' END, 1, '{}', ${FACTS},
    ${STEPS}, CASE WHEN n % 2 = 0 THEN at END, CASE WHEN NOT is_open THEN at + interval '3 days' END FROM seed;
INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, body)
  SELECT id, 'M' || n, CASE WHEN n % 50 = 0 THEN 'fristaende-meddelande' WHEN n % 3 = 0 THEN 'utskrivningsmeddelande' ELSE 'utskrivningsklar' END, unit, 'gavleborg', id, 'mllp:x', at,
    '{"content":{"operation":"2026-12-08","text":"x"}}' FROM seed;
INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at)
  SELECT id, id, 'utskrivningsklar', id, unit, 'oppenvard', n, 'receipted', at, at FROM seed;
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, ended_at, responsible, informs, episode_id,
    message_id, delivery_id, fired, overdue)
  SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', 'delivery', at, at, CASE WHEN is_open THEN 'open' ELSE 'met' END, false, at, unit, unit,
    id, id, id, '[]'::jsonb, false FROM seed
  UNION ALL SELECT uuidv7(), 'utskrivningsmeddelande', 'G-DIS-07', 'gavleborg', 'episode', at, at,
    CASE WHEN is_open THEN 'open' ELSE 'met' END, n % 20 = 1, at, unit, unit, id, id, NULL, '[]'::jsonb, false FROM seed`;

let database: TestDatabase;
let dataSource: DataSource;
let store: PgReportStore;
let plans: QueryPlans;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 2);
  await dataSource.initialize();
  await dataSource.query(SEED);
  // As autovacuum leaves a database that has been in use for a while.
  await dataSource.query('VACUUM (ANALYZE)');
  store = new PgReportStore(dataSource);
  plans = new QueryPlans((text, values) => dataSource.query(text, values), LARGE);
}, 180_000);

afterAll(async () => {
  plans.stop();
  await dataSource.destroy();
  await database.drop();
});

/** What is dear in one call: large tables that it walks through from end to end, and more pages of the database than `most`. */
async function dear(most: number, call: () => Promise<unknown>): Promise<string[]> {
  const asked = await plans.askedBy(call);
  const [walked, pages] = [await plans.walked(asked), await plans.pages(asked)];
  return pages < most ? walked : [...walked, `${String(pages)} pages`];
}

const SPAN = { from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-07-01T00:00:00Z') };
const LONG_AGO = { from: new Date('2026-01-10T00:00:00Z'), to: new Date('2026-01-11T00:00:00Z') };
const PAGE = { profile: undefined, after: undefined, limit: 200 };

describe(`reports on ${String(STAYS)} stays`, () => {
  it.each(['gavleborg', undefined])('find ended stays through an index, page after page (%s)', async (profile) => {
    const first = await store.endedReadyStays({ ...PAGE, profile, span: SPAN });
    expect(first).toHaveLength(200);
    expect(await dear(2_000, () => store.endedReadyStays({ ...PAGE, profile, span: SPAN }))).toEqual([]);
    const after = first.at(-1)!.place;
    expect(await dear(2_000, () => store.endedReadyStays({ ...PAGE, profile, span: SPAN, after }))).toEqual([]);
  });

  it('of a day long ago do not read all stays that ended since', async () => {
    const last = { endedAt: new Date('2026-01-14T00:00:00Z'), id: '00000000-0000-7000-8000-000000000000' };
    expect(await dear(3_000, () => store.endedReadyStays({ ...PAGE, span: LONG_AGO, after: last }))).toEqual([]);
  });

  it('find discharged stays through the index of their notices, page after page', async () => {
    const first = await store.dischargedStays({ ...PAGE, span: SPAN });
    expect(first).toHaveLength(200);
    expect(await dear(3_000, () => store.dischargedStays({ ...PAGE, span: SPAN }))).toEqual([]);
    const after = first.at(-1)!.place;
    expect(
      await dear(3_000, () => store.dischargedStays({ ...PAGE, profile: 'gavleborg', span: SPAN, after })),
    ).toEqual([]);
  });

  it('find open stays through an index, ready or not', async () => {
    const ready = await store.openReadyStays({ ...PAGE, limit: 50, before: SPAN.to });
    expect(ready).toHaveLength(50);
    const after = ready.at(-1)!.id;
    expect(await dear(2_000, () => store.openReadyStays({ ...PAGE, before: SPAN.to, after }))).toEqual([]);
    expect(await store.openStays({ ...PAGE, limit: 50 })).toHaveLength(50);
    expect(await dear(5_000, () => store.openStays({ ...PAGE, after }))).toEqual([]);
  });

  it('find the receipts of a day through its messages', async () => {
    const day = { from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-06-02T00:00:00Z') };
    expect((await store.askedReceipts(day, { profile: undefined })).length).toBeGreaterThan(500);
    expect(await dear(12_000, () => store.askedReceipts(day, { profile: 'gavleborg' }))).toEqual([]);
  });

  it('find late and overdue duties through an index', async () => {
    expect(await store.lateDuties({ ...PAGE, span: SPAN })).toHaveLength(200);
    expect(await dear(1_000, () => store.lateDuties({ ...PAGE, span: SPAN }))).toEqual([]);
    expect((await store.overdueDuties({ ...PAGE, span: SPAN })).length).toBeGreaterThan(10);
    expect(await dear(5_000, () => store.overdueDuties({ ...PAGE, span: SPAN }))).toEqual([]);
  });

  it('find messages of a kind through an index, and take nothing of them but what is asked for', async () => {
    const query = { ...PAGE, kind: 'fristaende-meddelande' as const, fields: ['operation', 'cancelled'], span: SPAN };
    const [first] = await store.toldMessages(query);
    expect(first?.content).toEqual({ operation: '2026-12-08' });
    expect(await dear(2_000, () => store.toldMessages({ ...query, after: first }))).toEqual([]);
  });
});
