import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { StorageUnavailable } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { inTransaction, query } from '#persistence/transaction.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createEmptyDatabase();
  // One connection, so that whatever a transaction leaves behind is met by the next one.
  dataSource = await createDataSource(database.url, 1).initialize();
  await query(dataSource, 'CREATE TABLE thing (id integer PRIMARY KEY)');
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

beforeEach(async () => {
  await query(dataSource, 'DELETE FROM thing');
});

const INSERT = 'INSERT INTO thing (id) VALUES ($1)';

async function things(): Promise<number[]> {
  return (await query<{ id: number }>(dataSource, 'SELECT id FROM thing ORDER BY id')).map(({ id }) => id);
}

describe('a transaction', () => {
  it('commits what it wrote, also what it did not wait for', async () => {
    const result = await inTransaction(dataSource, async (sql, later) => {
      await later(INSERT, [1]);
      await sql(INSERT, [2]);
      await later(INSERT, [3]);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await things()).toEqual([1, 2, 3]);
  });

  it('keeps the order in which statements were sent', async () => {
    const seen = await inTransaction(dataSource, async (sql, later) => {
      await later(INSERT, [1]);
      await later('UPDATE thing SET id = id + 10');
      return sql<{ id: number }>('SELECT id FROM thing');
    });
    expect(seen).toEqual([{ id: 11 }]);
  });

  it('leaves nothing when a statement fails that was not waited for, and tells that failure', async () => {
    const failed = inTransaction(dataSource, async (sql, later) => {
      await sql(INSERT, [1]);
      await later(INSERT, [1]);
      await later(INSERT, [2]);
    });
    await expect(failed).rejects.toMatchObject({ code: '23505' });
    expect(await things()).toEqual([]);
  });

  it('tells the first failure, not the one that only follows from it', async () => {
    const failed = inTransaction(dataSource, async (sql, later) => {
      await later('SELECT 1 / $1::integer', [0]);
      await sql(INSERT, [1]);
    });
    await expect(failed).rejects.toMatchObject({ code: '22012' });
    expect(await things()).toEqual([]);
  });

  it('rolls back when the work throws, and the connection is as good as new', async () => {
    const failed = inTransaction(dataSource, async (_sql, later) => {
      await later(INSERT, [1]);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await inTransaction(dataSource, async (sql) => sql(INSERT, [2]));
    expect(await things()).toEqual([2]);
  });

  it('a failure that the work swallowed still fails the transaction', async () => {
    const failed = inTransaction(dataSource, async (sql) => {
      await sql(INSERT, [1]);
      await sql(INSERT, [1]).catch(() => undefined);
    });
    await expect(failed).rejects.toMatchObject({ code: '23505' });
    expect(await things()).toEqual([]);
  });

  it('storage that goes away in the middle is told as such, and the next transaction gets a new connection', async () => {
    const failed = inTransaction(dataSource, async (sql, later) => {
      await later(INSERT, [1]);
      await later('SELECT pg_terminate_backend(pg_backend_pid())');
      await sql(INSERT, [2]);
    });
    await expect(failed).rejects.toBeInstanceOf(StorageUnavailable);
    await inTransaction(dataSource, async (sql) => sql(INSERT, [3]));
    expect(await things()).toEqual([3]);
  });
});
