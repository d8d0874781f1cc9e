import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { MessageQuery } from '#flows/operations-ports.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgMessageContents } from '#persistence/operations-contents.js';
import { PgSearchStore } from '#persistence/operations-search.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { PgResendStore } from '#persistence/resend.store.js';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';

const ROWS = 100_000;
const NOW = new Date('2026-11-23T12:00:00Z');
const UNIT = 'SE2321000016-U007';
const NOWHERE = '00000000-0000-7000-8000-000000000000';
/** Tables that grow with the messages; a walk through one of them would be felt. */
const LARGE = [
  'message',
  'delivery',
  'deadline',
  'firing',
  'payload',
  'episode',
  'audit_entry',
  'quarantine',
  'escalation',
  'idempotency_key',
];

const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-01-01T00:00:00Z' + n * interval '2 minutes' AS at,
  'SE2321000016-U' || lpad((n % 300)::text, 3, '0') AS unit, n % 1000 = 0 AS is_open FROM generate_series(1, ${String(ROWS)}) n ORDER BY n;
INSERT INTO payload SELECT id, 'x', 'application/hl7-v2' FROM seed;
INSERT INTO episode SELECT id, 'org', 'V' || n, 'gavleborg', n::text, 'utskriven', 1, '{}', '{}', '[]' FROM seed WHERE n % 4 = 0;
INSERT INTO message SELECT id, 'M' || n, CASE WHEN n % 5000 = 0 THEN 'makulering' ELSE 'inskrivningsmeddelande' END, unit, 'gavleborg', id,
  'mllp:x', at, id, '{}', '{}', NULL FROM seed;
INSERT INTO idempotency_key SELECT sha256(n::text::bytea), 'h', id FROM seed;
INSERT INTO delivery SELECT id, id, 'inskrivningsmeddelande', id, unit, 'oppenvard', n, 'receipted', at, at FROM seed;
INSERT INTO deadline SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', at, NULL, at, CASE WHEN is_open THEN 'open' ELSE 'met' END, false, NULL, NULL,
  unit, unit, id, id, id, '[]', NULL, is_open, 'delivery' FROM seed;
INSERT INTO firing SELECT id, 'paminnelse', 1, 'paminnelse', 'G-ACK-12', at, at, unit, id, id FROM seed;
INSERT INTO escalation SELECT uuidv7(), id, 'resolved', 'chef', at, NULL, NULL, at, NULL, 'met', '[]' FROM seed WHERE n % 100 = 0;
INSERT INTO escalation SELECT uuidv7(), id, 'open', 'chef', at, NULL, NULL, NULL, NULL, NULL, '[]' FROM seed WHERE n % 2500 = 1;
INSERT INTO quarantine SELECT id, id, 'http:x', unit, NULL, at, 'against-rule', '[]', CASE WHEN is_open THEN 'held' ELSE 'replayed' END FROM seed;
INSERT INTO audit_entry (at, actor, action, subject, subject_id) SELECT at, 'x', 'message-accepted', 'message', id FROM seed;
INSERT INTO counter SELECT DISTINCT unit, 'waiting', 1 FROM seed;
SELECT brin_summarize_new_values('idempotency_key_message')`;

let database: TestDatabase;
let dataSource: DataSource;
let message: string;
let plans: QueryPlans;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 2);
  await dataSource.initialize();
  await dataSource.query(SEED);
  // As autovacuum leaves a database that has been in use for a while.
  await dataSource.query('VACUUM (ANALYZE)');
  [{ id: message }] = await dataSource.query(`SELECT id FROM message WHERE message_id = 'M100000'`);
  plans = new QueryPlans((text, values) => dataSource.query(text, values), LARGE);
}, 120_000);

afterAll(async () => {
  plans.stop();
  await dataSource.destroy();
  await database.drop();
});

/** Large tables that the statements of one call walk through from end to end. */
async function walked(call: () => Promise<unknown>): Promise<string[]> {
  return plans.walked(await plans.askedBy(call));
}

/** Pages of the database that the statements of one call look at. */
async function touched(call: () => Promise<unknown>): Promise<number> {
  return plans.pages(await plans.askedBy(call));
}

const nothing: MessageQuery = {
  ...{ messageId: undefined, episode: undefined, unit: undefined, kind: undefined, from: undefined, to: undefined },
  ...{ after: undefined, limit: 100 },
};

describe('with 100,000 messages', () => {
  const store = () => new PgOperationsStore(dataSource);
  const units = Array.from({ length: 300 }, (_, n) => `SE2321000016-U${String(n).padStart(3, '0')}`);

  it('the summary walks through no large table and touches few pages of 300 units', async () => {
    expect(await walked(() => store().summary(units, NOW))).toEqual([]);
    expect(await touched(() => store().summary(units, NOW))).toBeLessThan(10_000);
  });

  it.each([
    ['message id', { messageId: 'M77' }],
    ['hospital number of the care episode', { episode: 'V4000' }],
    ['id of the care episode', { episode: NOWHERE }],
    ['unit', { unit: UNIT }],
    ['common kind', { kind: 'inskrivningsmeddelande' }],
    ['rare kind', { kind: 'makulering' }],
    ['time long ago', { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-02-02T00:00:00Z') }],
    ['nothing', {}],
  ])('messages are found by %s through an index, page after page', async (_title, query) => {
    const page = await store().messages({ ...nothing, ...query, limit: 2 });
    expect(await walked(() => store().messages({ ...nothing, ...query, limit: 2 }))).toEqual([]);
    expect(await walked(() => store().messages({ ...nothing, ...query, limit: 2, after: page.next }))).toEqual([]);
  });

  it.each(['open', 'overdue', 'met', 'cancelled'] as const)('%s deadlines come through an index', async (state) => {
    const query = { state, unit: undefined, kind: undefined, now: NOW, after: undefined, limit: 100 };
    const { next } = await store().deadlines(query);
    expect(await walked(() => store().deadlines({ ...query, after: next }))).toEqual([]);
    expect(await walked(() => store().deadlines({ ...query, unit: UNIT }))).toEqual([]);
    expect(await touched(() => store().deadlines(query))).toBeLessThan(10_000);
  });

  it.each([
    ['receipts', { group: 'receipts' }],
    ['other duties', { group: 'other' }],
    ['those due soon', { dueBefore: new Date('2027-01-01T00:00:00Z') }],
    ["a region's", { units: units.slice(0, 100) }],
    ["nobody's", { owner: { is: 'none', actor: 'client:x' } }],
    ['my own', { owner: { is: 'me', actor: 'client:x' } }],
    ["others'", { owner: { is: 'others', actor: 'client:x' } }],
    ['those put aside', { owner: { is: 'snoozed', actor: 'client:x' } }],
  ] as const)('%s of the open deadlines come through an index', async (_title, filter) => {
    const query = { state: 'open', unit: undefined, kind: undefined, now: NOW, after: undefined, limit: 100 } as const;
    expect(await walked(() => store().deadlines({ ...query, ...filter }))).toEqual([]);
    expect(await touched(() => store().deadlines({ ...query, ...filter }))).toBeLessThan(10_000);
  });

  it.each(['open', 'taken', 'resolved', 'snoozed'] as const)('%s escalations come through an index', async (state) => {
    const query = { state, owner: undefined, now: NOW, after: undefined, limit: 100 };
    expect(await walked(() => store().escalations(query))).toEqual([]);
    expect(await touched(() => store().escalations(query))).toBeLessThan(3_000);
  });

  it('a search, contents and a resend come through an index', async () => {
    const [search, contents] = [new PgSearchStore(dataSource), new PgMessageContents(dataSource)];
    expect(await walked(() => search.find('M77', 10))).toEqual([]);
    expect(await walked(() => search.find(message, 10))).toEqual([]);
    expect(await walked(() => contents.reveal(message, 'prov', 'client:x', NOW))).toEqual([]);
    expect(await walked(() => new PgResendStore(dataSource).look(message, NOW))).toEqual([]);
    const resend = () =>
      new PgResendStore(dataSource).resend(message, () => ({ kind: 'resend' }), { reason: 'x', actor: 'y' }, NOW);
    expect(await walked(resend)).toEqual([]);
  });

  it('reminders, escalations, traces, releases and quarantine come through an index', async () => {
    const page = { after: undefined, limit: 100 };
    const quarantine = new PgQuarantineStore(dataSource);
    expect(await walked(() => store().reminders({ unit: undefined, ...page }))).toEqual([]);
    expect(await walked(() => store().reminders({ unit: UNIT, ...page }))).toEqual([]);
    expect(await walked(() => store().escalations({ state: 'open', now: NOW, ...page }))).toEqual([]);
    expect(await walked(() => store().trace(message))).toEqual([]);
    expect(await walked(() => store().releaseMessageId(message, 'test', 'client:x', NOW))).toEqual([]);
    for (const sender of [undefined, UNIT]) {
      const query = { state: 'held' as const, sender, before: undefined, limit: 100 };
      expect(await walked(() => quarantine.list(query))).toEqual([]);
    }
  });

  it("[L-LOG-02] a person's accesses, and lines of a period, come through an index", async () => {
    const audit = new PgAuditStore(dataSource);
    const page = { after: undefined, limit: 100, from: undefined, to: undefined };
    const query = { ...page, patientId: '4000', reason: 'prov' };
    expect(await walked(() => audit.accesses(query, 'client:x', NOW))).toEqual([]);
    expect((await audit.accesses(query, 'client:x', NOW)).items.length).toBeGreaterThan(0);
    const day = { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-02-02T00:00:00Z') };
    const lines = { ...page, ...day, unit: undefined, actor: undefined, action: undefined };
    expect(await walked(() => audit.entries(lines))).toEqual([]);
  });

  it('[L-LOG-01] lines of a period long ago, and of nobody, are found without reading all that came since', async () => {
    const audit = new PgAuditStore(dataSource);
    const day = { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-02-02T00:00:00Z') };
    const any = { after: undefined, limit: 100, ...day, unit: undefined, actor: undefined, action: undefined };
    for (const filter of [{}, { actor: 'client:nobody' }, { unit: UNIT }, { action: 'message-accepted' }]) {
      expect(await touched(() => audit.entries({ ...any, ...filter }))).toBeLessThan(800);
    }
    const latest = { ...any, from: undefined, to: undefined };
    expect(await touched(() => audit.entries(latest))).toBeLessThan(100);
    const { items, next } = await audit.entries({ ...any, limit: 2 });
    expect(items.every(({ at }) => at >= day.from && at < day.to)).toBe(true);
    expect((await audit.entries({ ...any, limit: 2, after: next })).items[0]!.at < items[1]!.at).toBe(true);
  });

  it('[L-KEEP-01] what is to be erased is found behind the mark, not looked for', async () => {
    const retention = new PgRetentionStore(dataSource);
    const long = new Date('2020-01-01T00:00:00Z');
    expect(await walked(() => retention.eraseBytes(long, 500, NOW))).toEqual([]);
    expect(await walked(() => retention.eraseContents(long, 500, NOW))).toEqual([]);
    expect(await walked(() => retention.eraseRefused(long, 500, NOW))).toEqual([]);
    expect(await walked(() => retention.eraseStays(long, 500, NOW))).toEqual([]);
    expect(await walked(() => retention.eraseAudit(long, 500))).toEqual([]);
  });
});
