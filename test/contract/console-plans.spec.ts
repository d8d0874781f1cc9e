import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PgConsoleAccounts } from '#persistence/console-accounts.store.js';
import { PgConsoleSessionRows } from '#persistence/console-sessions.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';

const SEED = `
INSERT INTO console_account (id, name, display_name, roles, password_hash, must_change_password, disabled, created_at)
  SELECT uuidv7(), 'a' || n, '', '{operations}', '', false, false, now() FROM generate_series(1, 5000) n;
INSERT INTO console_session (id_hash, id, way, name, display_name, roles, account_id, created_at, active_at, ends_at)
  SELECT sha256(a.name::bytea), uuidv7(), 'local', a.name, '', '{}', a.id, now(), now(), now() + interval '12 hours'
  FROM console_account a`;

let database: TestDatabase;
let dataSource: DataSource;
let plans: QueryPlans;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 2);
  await dataSource.initialize();
  await dataSource.query(SEED);
  await dataSource.query('VACUUM (ANALYZE)');
  const large = ['console_account', 'console_session'];
  plans = new QueryPlans((text, values) => dataSource.query(text, values), large);
}, 60_000);

afterAll(async () => {
  plans.stop();
  await dataSource.destroy();
  await database.drop();
});

describe('what every call of a page asks', () => {
  it('whose session it is, which are open, and that somebody was active, goes through indexes', async () => {
    const sessions = new PgConsoleSessionRows(dataSource);
    const limits = { now: new Date(), idleSince: new Date(Date.now() - 60_000) };
    const hash = randomBytes(32);
    const calls = [
      () => sessions.find(hash, limits),
      () => sessions.open([hash, randomBytes(32)], limits),
      () => sessions.touch(hash, new Date()),
      () => new PgConsoleAccounts(dataSource).find('a7'),
    ];
    for (const call of calls) expect(await plans.walked(await plans.askedBy(call))).toEqual([]);
  });
});
