import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

const NOW = new Date('2026-11-23T07:30:00Z');
const SOON = new Date('2026-11-23T07:35:00Z');
const LATER = new Date('2026-11-23T07:35:00.001Z');

let database: TestDatabase;
let processes: DataSource[];

beforeAll(async () => {
  database = await createTestDatabase();
  processes = [createDataSource(database.url, 4), createDataSource(database.url, 4)];
  for (const dataSource of processes) await dataSource.initialize();
}, 60_000);
afterAll(async () => {
  for (const dataSource of processes) await dataSource.destroy();
  await database.drop();
});

describe("the hub's keys", () => {
  it('are the same for all processes that start at once, and after a restart', async () => {
    const started = await Promise.all(processes.map((dataSource) => HubKeys.load(new PgHubKeyStore(dataSource))));
    const restarted = await HubKeys.load(new PgHubKeyStore(processes[0]!));
    const traces = [...started, restarted].map((keys) => [
      keys.token,
      keys.contentHash('x'),
      keys.idempotencyKey('a', 'b', 'c'),
    ]);
    expect(traces[1]).toEqual(traces[0]);
    expect(traces[2]).toEqual(traces[0]);
    expect(restarted.token).toHaveLength(32);
  });
});

describe('used assertions', () => {
  it('are taken once, also when two processes get the same one at once', async () => {
    const hash = randomBytes(32);
    const stores = processes.map((dataSource) => new PgUsedAssertionStore(dataSource));
    const uses = await Promise.all([...stores, ...stores].map((store) => store.use(hash, SOON, NOW)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    await expect(stores[0]?.use(hash, SOON, SOON)).resolves.toBe(false);
  });

  it('are forgotten once they have expired', async () => {
    const store = new PgUsedAssertionStore(processes[0]!);
    await store.use(randomBytes(32), SOON, NOW);
    await store.use(randomBytes(32), new Date(LATER.getTime() + 60_000), LATER);
    const rows: unknown[] = await processes[0]!.query('SELECT 1 FROM used_assertion WHERE expires_at <= $1', [SOON]);
    expect(rows).toEqual([]);
  });
});
