import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { reason } from '#domain/reason.js';
import type { QuarantineEntry } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { WARD } from './operations-rows.js';

const NOW = new Date('2026-11-23T12:05:00Z');
const MESSAGE = '00000000-0000-7000-8000-000000000001';
const ENTRY: QuarantineEntry = {
  raw: {
    bytes: Buffer.from([0x4d, 0x53, 0x48, 0x00, 0xff]),
    contentType: 'application/hl7-v2',
    source: 'mllp:local-mllp',
    receivedAt: new Date('2026-11-23T08:00:00Z'),
  },
  outcome: 'against-rule',
  reasons: [reason('unroutable', 'patient.municipality', 'no mailbox there', 'G-ADM-28')],
  sender: WARD,
  messageId: 'MSG-1',
};

let database: TestDatabase;
let dataSource: DataSource;
let store: PgQuarantineStore;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  store = new PgQuarantineStore(dataSource);
});

beforeEach(() => dataSource.query('TRUNCATE quarantine, payload, audit_entry, counter_delta'));

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const counted = () =>
  dataSource.query('SELECT unit, metric, sum(delta)::int AS value FROM counter_delta GROUP BY 1, 2 ORDER BY 2, 1');

const actions = async (id: string): Promise<string[]> => {
  const lines: { action: string }[] = await dataSource.query(
    'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id',
    [id],
  );
  return lines.map((line) => line.action);
};

describe('quarantine', () => {
  it('keeps refused input with its bytes, reasons, count and audit line', async () => {
    const id = await store.hold(ENTRY);
    expect(await store.find(id)).toEqual({
      ...{ id, source: 'mllp:local-mllp', sender: WARD, messageId: 'MSG-1', contentType: 'application/hl7-v2' },
      ...{ receivedAt: ENTRY.raw.receivedAt, outcome: 'against-rule', reasons: ENTRY.reasons, state: 'held' },
      ...{ replayedAt: undefined, message: undefined },
    });
    expect((await store.show(id, 'client:x', NOW))?.bytes).toEqual(ENTRY.raw.bytes);
    expect(await actions(id)).toEqual(['message-refused', 'quarantine-bytes-read']);
    expect(await counted()).toEqual([
      { unit: WARD, metric: 'quarantined', value: 1 },
      { unit: WARD, metric: 'refused', value: 1 },
    ]);
  });

  it('keeps what the database cannot hold as text, and shows nothing that stands where an id should', async () => {
    const id = await store.hold({
      ...ENTRY,
      sender: 'Tolvan Tolvansson',
      messageId: '19121212 1212\u0000',
      reasons: [{ path: 'a\u0000b\ud800', code: 'unknown-field', message: 'no such field' }],
    });
    expect(await store.find(id)).toMatchObject({
      sender: undefined,
      messageId: undefined,
      reasons: [{ path: 'a\uFFFDb\uFFFD' }],
    });
    expect(await counted()).toMatchObject([{ unit: '*' }, { unit: '*' }]);
  });

  it('of two replays that were accepted one is noted; the held ones are one fewer', async () => {
    const id = await store.hold(ENTRY);
    const both = await Promise.all([
      store.markReplayed(id, MESSAGE, 'client:a', NOW),
      store.markReplayed(id, MESSAGE, 'client:b', NOW),
    ]);
    expect(both.sort()).toEqual([false, true]);
    expect(await store.find(id)).toMatchObject({ state: 'replayed', message: MESSAGE, replayedAt: NOW });
    expect(await counted()).toMatchObject([
      { metric: 'quarantined', value: 0 },
      { metric: 'refused', value: 1 },
    ]);
  });

  it('a replay that is refused again leaves it held with the reasons of now', async () => {
    const id = await store.hold(ENTRY);
    const reasons = [reason('wrong-state', 'kind')];
    await store.markRefused(id, { outcome: 'conflict', reasons }, 'client:a', NOW);
    expect(await store.find(id)).toMatchObject({ state: 'held', outcome: 'conflict', reasons });
    expect(await actions(id)).toEqual(['message-refused', 'quarantine-refused-again']);
  });

  it('lists newest first, in pages, by state and by sender', async () => {
    const ids = [await store.hold(ENTRY), await store.hold({ ...ENTRY, sender: undefined }), await store.hold(ENTRY)];
    await store.markReplayed(ids[0] ?? '', MESSAGE, 'client:a', NOW);
    const list = async (query: Partial<Parameters<PgQuarantineStore['list']>[0]>) => {
      const items = await store.list({ state: undefined, sender: undefined, before: undefined, limit: 10, ...query });
      return items.map((item) => ids.indexOf(item.id));
    };
    expect(await list({})).toEqual([2, 1, 0]);
    expect(await list({ before: ids[2], limit: 1 })).toEqual([1]);
    expect(await list({ state: 'held' })).toEqual([2, 1]);
    expect(await list({ sender: WARD })).toEqual([2, 0]);
  });
});
