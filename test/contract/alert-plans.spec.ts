import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PgAlertStore } from '#persistence/alerts.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';

const NOW = new Date('2026-11-28T08:00:00Z');
const HOUR = 3_600_000;

/** Three months of an alert every few minutes: 20,000 that ended, two that last; a few messages that still have to go. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, gen_random_uuid() AS id, timestamptz '2026-11-28T08:00:00Z' - n * interval '5 minutes' AS at
  FROM generate_series(1, 20000) n;
INSERT INTO alert SELECT id, 'rule-' || n, 'quarantine', '{"sv": "x", "en": "x"}', CASE WHEN n <= 2 THEN 'active' ELSE 'ended' END,
  at, at, NULL, CASE WHEN n <= 2 THEN NULL ELSE at + interval '1 minute' END, 1, '{}' FROM seed;
INSERT INTO alert_sending SELECT gen_random_uuid(), id, channel, 'webhook', 'x', what, '{}', at, at, 1, at,
  CASE WHEN n <= 2 THEN NULL WHEN n % 400 = 0 THEN 'given-up' ELSE 'arrived' END, CASE WHEN n % 400 = 0 THEN 'time-out' END
  FROM seed CROSS JOIN unnest(ARRAY['start', 'end']) what CROSS JOIN unnest(ARRAY['one', 'two']) channel
  WHERE n > 2 OR what = 'start'`;

let database: TestDatabase;
let dataSource: DataSource;
let plans: QueryPlans;
let store: PgAlertStore;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 3);
  await dataSource.initialize();
  const rows = (text: string, values?: unknown[]): Promise<unknown> => dataSource.query(text, values);
  await rows(SEED);
  await rows('VACUUM (ANALYZE)');
  plans = new QueryPlans(rows, ['alert', 'alert_sending']);
  store = new PgAlertStore(dataSource);
}, 60_000);
afterAll(async () => {
  plans.stop();
  await dataSource.destroy();
  await database.drop();
});

describe('with three months of alerts', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['what lasts', () => store.list('active', 200)],
    ['what ended last', () => store.list('ended', 200)],
    ['what is to go', () => store.claim(10, NOW, new Date(NOW.getTime() + HOUR))],
    ['what was given up', () => store.undelivered(new Date(NOW.getTime() - 24 * HOUR))],
    ['what is decided about', () => store.evaluate(() => Promise.resolve({ changes: [], sendings: [] }), NOW)],
    ['what has ended long ago', () => store.forget(new Date(NOW.getTime() - 69 * 24 * HOUR))],
  ])('no table is walked through for %s', async (_what, work) => {
    expect(await plans.walked(await plans.askedBy(work))).toEqual([]);
  });
});
