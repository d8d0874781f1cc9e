import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { StorageUnavailable } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgDirectoryEdits } from '#persistence/directory-edits.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

let database: TestDatabase;
let dataSource: DataSource;
let edits: PgDirectoryEdits;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  edits = new PgDirectoryEdits(dataSource);
});
beforeEach(() => dataSource.query('TRUNCATE audit_entry'));
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const edit = () => ({
  id: uuidV7(),
  actor: 'user:forvaltare',
  at: new Date('2026-11-23T09:00:00Z'),
  changes: ['New unit'],
});
const noted = (): Promise<unknown> => dataSource.query('SELECT actor, action, detail FROM audit_entry ORDER BY id');

/** Whether somebody waits for an advisory lock. */
async function isWaiting(): Promise<boolean> {
  const rows: unknown[] = await dataSource.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (
       SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.length > 0;
}

/** A file, as far as an edit cares. */
class OneFile {
  text = 'old';
  readonly write = () => {
    this.text = 'new';
    return Promise.resolve(true);
  };
  readonly putBack = () => {
    this.text = 'old';
    return Promise.resolve();
  };
}

describe("an edit of the directory's file", () => {
  it('is noted with who made it and what is different', async () => {
    const file = new OneFile();
    expect(await edits.record(edit(), file.write, file.putBack)).toBe(true);
    expect(await noted()).toEqual([
      { actor: 'user:forvaltare', action: 'directory-saved', detail: { changes: ['New unit'] } },
    ]);
    expect(file.text).toBe('new');
  });

  it('that wrote nothing is not noted', async () => {
    expect(
      await edits.record(
        edit(),
        () => Promise.resolve(false),
        () => Promise.reject(new Error()),
      ),
    ).toBe(false);
    expect(await noted()).toEqual([]);
  });

  it('that fails while it writes is not noted, and what it threw is told', async () => {
    const fails = () => Promise.reject(new Error('the disk is full'));
    await expect(edits.record(edit(), fails, fails)).rejects.toThrow('the disk is full');
    expect(await noted()).toEqual([]);
  });

  it('is taken back when it cannot be noted because the database goes away', async () => {
    const file = new OneFile();
    const write = async () => {
      await file.write();
      // Whoever holds the lock of edits, and nobody else's connection.
      await dataSource.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (
           SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return true;
    };
    await expect(edits.record(edit(), write, file.putBack)).rejects.toThrow(StorageUnavailable);
    expect(file.text).toBe('old');
    const lines = await eventually('the lost connection is forgotten', noted);
    expect(lines).toEqual([]);
  });

  it('waits for another that is under way', async () => {
    const order: string[] = [];
    const slow = async () => {
      order.push('first begins');
      await eventually('the other waits for its turn', isWaiting);
      order.push('first ends');
      return true;
    };
    const quick = () => {
      order.push('second');
      return Promise.resolve(true);
    };
    const nothing = () => Promise.resolve();
    const first = edits.record(edit(), slow, nothing);
    await eventually('the first has its turn', () => order.length > 0);
    await Promise.all([first, edits.record(edit(), quick, nothing)]);
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });
});
