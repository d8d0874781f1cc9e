import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase, createTestDatabase } from './database.js';

describe('a database of a suite', () => {
  it('is its own, and gone after drop', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await query(one.url, 'CREATE TABLE mine (id int)');
    await expect(query(other.url, 'SELECT * FROM mine')).rejects.toThrow(/does not exist/);
    await Promise.all([one.drop(), other.drop()]);
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });

  it('has the tables of the hub and nothing in them, or nothing at all', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
    expect(await query(one.url, 'SELECT * FROM episode')).toEqual([]);
    expect(await query(one.url, 'SELECT * FROM migrations')).not.toEqual([]);
    const tables = "SELECT FROM pg_tables WHERE schemaname = 'public'";
    expect(await query(other.url, tables)).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
