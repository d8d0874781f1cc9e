import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate } from '#persistence/data-source.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

describe('tables and migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(() => database.drop());

  it('two processes that migrate at the same time do it once', async () => {
    const sources = [createDataSource(database.url, 3), createDataSource(database.url, 3)];
    await Promise.all(sources.map((source) => source.initialize()));
    try {
      await Promise.all(sources.map((source) => migrate(source)));
      const rows: unknown = await sources[0]?.query('SELECT name FROM migrations');
      expect(rows).toHaveLength(sources[0]?.migrations.length ?? 0);
    } finally {
      await Promise.all(sources.map((source) => source.destroy()));
    }
  });

  it('the migrations make exactly the tables that the code declares', async () => {
    const source = createDataSource(database.url, 3);
    await source.initialize();
    try {
      await migrate(source);
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map((step) => step.query)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('a migration can be taken back and made again', async () => {
    const source = createDataSource(database.url, 3);
    await source.initialize();
    try {
      await migrate(source);
      await source.undoLastMigration();
      await migrate(source);
      const rows: unknown = await source.query('SELECT count(*)::int AS messages FROM message');
      expect(rows).toEqual([{ messages: 0 }]);
    } finally {
      await source.destroy();
    }
  });
});
