import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { DeadlineQuery } from '#flows/operations-ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgOverviewStore } from '#persistence/overview.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';

const ROWS = 100_000;
const NOW = new Date('2026-11-23T12:00:00Z');
const PAGE = 50;
/** What a page of deadlines costs by the rows that are shown: each is looked up in five tables. */
const SHOWN = PAGE * 22;
/** What it costs to find them: a few pages of one index for each of 60 units, and of what people hold. */
const FOUND = 1_000;

/**
 * Nine of ten deadlines are open, one of three of those is overdue and escalated; people have taken one of ten of these. Many others have
 * been resolved before.
 */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-11-23T12:00:00Z' + (abs(hashint4(n)::bigint) % 30000 - 10000) * interval '1 minute' AS due,
  'SE2321000016-U' || lpad((abs(hashint4(-n)::bigint) % 60)::text, 3, '0') AS unit, n % 10 > 0 AS is_open FROM generate_series(1, ${String(ROWS)}) n;
INSERT INTO message SELECT id, 'M' || n, 'inskrivningsmeddelande', unit, 'gavleborg', id, 'mllp:x', due, id, '{}', '{}', NULL FROM seed;
INSERT INTO deadline SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', due, NULL, due, CASE WHEN is_open THEN 'open' ELSE 'met' END, false, NULL, NULL,
  unit, unit, id, id, id, '[]', NULL, is_open AND due <= '2026-11-23T12:00:00Z',
  CASE WHEN n % 5 = 0 THEN 'answer' ELSE 'delivery' END FROM seed;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, resolved_at, notes) SELECT uuidv7(), id,
  CASE WHEN NOT is_open THEN 'resolved' WHEN n % 10 = 1 THEN 'taken' ELSE 'open' END, 'chef', due, CASE WHEN NOT is_open THEN due END, '[]'
  FROM seed WHERE due <= '2026-11-23T12:00:00Z' ORDER BY n;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, resolved_at, notes)
  SELECT uuidv7(), uuidv7(), 'resolved', 'chef', at, at, '[]' FROM generate_series(timestamptz '2026-06-01', '2026-10-01', interval '4 minutes') at`;

let database: TestDatabase;
let dataSource: DataSource;
let plans: QueryPlans;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 2);
  await dataSource.initialize();
  await dataSource.query(SEED);
  // As autovacuum leaves a database that has been in use for a while.
  await dataSource.query('VACUUM (ANALYZE)');
  plans = new QueryPlans((text, values) => dataSource.query(text, values), ['deadline', 'escalation', 'message']);
}, 120_000);

afterAll(async () => {
  plans.stop();
  await dataSource.destroy();
  await database.drop();
});

const open: DeadlineQuery = {
  ...{ state: 'open', unit: undefined, kind: undefined, now: NOW, after: undefined, limit: PAGE },
};

describe('with 90,000 open deadlines of 60 units', () => {
  it.each<[string, Partial<DeadlineQuery>]>([
    ['all', {}],
    ['receipts alone', { group: 'receipts' }],
    ['other duties alone', { group: 'other' }],
    ['those whose time has passed', { state: 'overdue' }],
    ['those that nobody has taken', { state: 'overdue', owner: { is: 'none', actor: 'user:x' } }],
    ['those of a kind that hardly ever occurs', { kind: 'svar-pa-kallelse' }],
    ['ended ones of such a kind', { state: 'met', kind: 'svar-pa-kallelse' }],
  ])('a page of %s costs little more than the rows that it shows', async (_title, filter) => {
    const asked = await plans.askedBy(() => new PgOperationsStore(dataSource).deadlines({ ...open, ...filter }));
    expect(await plans.walked(asked)).toEqual([]);
    expect(await plans.pages(asked)).toBeLessThan(SHOWN + FOUND);
  });

  it('what a shift leaves is found by the oldest, not among all that is open', async () => {
    const store = new PgOverviewStore(dataSource);
    const span = { from: new Date('2026-11-23T00:00:00Z'), to: NOW };
    const asked = await plans.askedBy(() => store.shift(span, 20));
    const leaves = asked.filter(({ text }) => text.includes('picked'));
    expect(leaves).toHaveLength(1);
    expect(await plans.pages(leaves)).toBeLessThan(150);
  });
});
