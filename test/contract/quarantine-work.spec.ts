import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgQuarantineWork } from '#persistence/quarantine-work.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { QueryPlans } from '../support/query-plans.js';
import { HEALTH_CENTRE, WARD } from './operations-rows.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const UNROUTABLE = reason('unroutable', 'patient.municipality', 'no mailbox there', 'G-ADM-28');

let database: TestDatabase;
let dataSource: DataSource;
let store: PgQuarantineStore;
let work: PgQuarantineWork;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  store = new PgQuarantineStore(dataSource);
  work = new PgQuarantineWork(dataSource);
});

beforeEach(() => dataSource.query('TRUNCATE quarantine, payload, audit_entry, counter_delta'));

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

interface Held {
  readonly reasons?: readonly Reason[];
  readonly source?: string;
  readonly sender?: string | undefined;
  readonly minute?: number;
}

function hold({ reasons = [UNROUTABLE], source = 'mllp:local-mllp', minute = 0, ...rest }: Held = {}): Promise<string> {
  const sender = 'sender' in rest ? rest.sender : WARD;
  const receivedAt = new Date(Date.UTC(2026, 10, 23, 8, minute));
  const raw = { bytes: Buffer.from('MSH|'), contentType: 'application/hl7-v2', source, receivedAt };
  return store.hold({ raw, outcome: 'against-rule', reasons, sender, messageId: undefined });
}

describe('what is held in quarantine', () => {
  it('is grouped by source, first reason and place, the largest group first', async () => {
    const first = await hold({ minute: 1 });
    const second = await hold({ minute: 2, reasons: [UNROUTABLE, reason('unknown-unit', 'sender')] });
    const other = await hold({ minute: 3, source: 'http:gavle-sjukhus' });
    expect(await work.groups(10, 10)).toEqual([
      {
        ...{ source: 'mllp:local-mllp', sender: WARD, code: 'unroutable', path: 'patient.municipality', count: 2 },
        ...{ rule: 'G-ADM-28', message: UNROUTABLE.message, ids: [first, second] },
        ...{ oldestAt: new Date('2026-11-23T08:01:00Z'), latestAt: new Date('2026-11-23T08:02:00Z') },
      },
      expect.objectContaining({ source: 'http:gavle-sjukhus', count: 1, ids: [other] }),
    ]);
    expect(await work.groups(1, 1)).toMatchObject([{ count: 2, ids: [first] }]);
  });

  it('names no unit for a group of several, or of none that is known', async () => {
    await hold();
    await hold({ sender: HEALTH_CENTRE });
    expect(await work.groups(10, 10)).toMatchObject([{ count: 2, sender: null }]);
    await hold({ sender: undefined, source: 'http:x' });
    expect((await work.groups(10, 10))[1]).toMatchObject({ count: 1, sender: null, source: 'http:x' });
  });

  it('moves to the group of its new reason when a replay is refused again, and is in none once it was replayed', async () => {
    const id = await hold();
    const next = reason('unknown-unit', 'sender');
    await store.markRefused(id, { outcome: 'against-rule', reasons: [next] }, 'client:x', NOW);
    expect(await work.groups(10, 10)).toMatchObject([{ code: 'unknown-unit', path: 'sender', rule: null, count: 1 }]);
    await store.markReplayed(id, NOWHERE, 'client:x', NOW);
    expect(await work.groups(10, 10)).toEqual([]);
  });

  it('is listed by source and by code', async () => {
    const id = await hold({ source: 'http:x' });
    await hold({ reasons: [reason('unknown-unit', 'sender')] });
    const page = { state: undefined, sender: undefined, before: undefined, limit: 10 };
    expect((await store.list({ ...page, source: 'http:x' })).map((item) => item.id)).toEqual([id]);
    expect((await store.list({ ...page, code: 'unroutable' })).map((item) => item.id)).toEqual([id]);
    expect(await store.list({ ...page, source: 'http:x', code: 'unknown-unit' })).toEqual([]);
  });

  it('is named in the order in which it came, without what is not there', async () => {
    const [late, early] = [await hold({ minute: 9 }), await hold({ minute: 1 })];
    expect(await work.inOrder([late, NOWHERE, early])).toEqual([early, late]);
  });

  it('is revealed with the reason in the audit, and not once its bytes were erased', async () => {
    const id = await hold();
    expect((await work.reveal(id, 'Vården frågar', 'user:drift', NOW))?.bytes).toEqual(Buffer.from('MSH|'));
    await dataSource.query('UPDATE payload SET bytes = NULL');
    expect(await work.reveal(id, 'igen', 'user:drift', NOW)).toBeUndefined();
    expect(
      await dataSource.query(`SELECT actor, detail FROM audit_entry WHERE action = 'quarantine-revealed'`),
    ).toEqual([{ actor: 'user:drift', detail: { reason: 'Vården frågar' } }]);
  });
});

describe('with 200,000 entries of which 10,000 are held', () => {
  const SEED = `
    CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-01-01T00:00:00Z' + n * interval '2 minutes' AS at
      FROM generate_series(1, 200000) n ORDER BY n;
    INSERT INTO payload SELECT id, 'x', 'application/hl7-v2' FROM seed;
    INSERT INTO quarantine (id, payload_id, source, sender, received_at, outcome, reasons, state, first_code, first_path)
      SELECT id, id, 'http:client-' || n % 40, 'SE2321000016-U' || n % 300, at, 'against-rule', '[{"message":"x"}]',
        CASE WHEN n % 20 = 0 THEN 'held' ELSE 'replayed' END, 'code-' || n % 6, 'PID-' || n % 4 FROM seed`;

  it('the groups and the lists walk through no table from end to end', async () => {
    await dataSource.query(SEED);
    await dataSource.query('VACUUM ANALYZE quarantine');
    await dataSource.query('ANALYZE payload');
    const rows = (text: string, values?: unknown[]) => dataSource.query(text, values);
    const plans = new QueryPlans(rows, ['quarantine', 'payload']);
    try {
      const page = { state: 'held' as const, sender: undefined, before: undefined, limit: 100 };
      expect(await plans.walked(await plans.askedBy(() => work.groups(200, 500)))).toEqual([]);
      const some = await store.list(page);
      expect(await plans.walked(await plans.askedBy(() => work.inOrder(some.map(({ id }) => id))))).toEqual([]);
      const filters = [{ source: 'http:client-0' }, { code: 'code-0' }, { source: 'http:client-0', code: 'code-0' }];
      for (const filter of filters) {
        expect(await plans.walked(await plans.askedBy(() => store.list({ ...page, ...filter })))).toEqual([]);
      }
    } finally {
      plans.stop();
    }
    const groups = await work.groups(200, 500);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  }, 120_000);
});
