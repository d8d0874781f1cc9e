import type { DataSource } from 'typeorm';
import { StorageHealth } from '#flows/operations-ports.js';
import type { StorageReadiness } from '#flows/operations-ports.js';
import { query } from './transaction.js';

/** How long the database may take to answer, machine milliseconds; a load balancer does not wait longer either. */
const PATIENCE = 2_000;

/** Whether PostgreSQL answers and has this version's tables. */
export class PgStorageHealth extends StorageHealth {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async check(): Promise<StorageReadiness> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<StorageReadiness>((resolve) => {
      timer = setTimeout(() => resolve({ database: false, migrations: false }), PATIENCE);
    });
    try {
      return await Promise.race([this.ask(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(): Promise<StorageReadiness> {
    try {
      const wanted = this.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
      const [row] = await query<{ missing: string }>(
        this.dataSource,
        `SELECT count(*) AS missing FROM unnest($1::text[]) AS w(name)
         WHERE NOT EXISTS (SELECT FROM migrations m WHERE m.name = w.name)`,
        [wanted],
      );
      return { database: true, migrations: row !== undefined && Number(row.missing) === 0 };
    } catch (error) {
      // 42P01: the database is there, its tables are not.
      const isEmpty = error instanceof Error && 'code' in error && error.code === '42P01';
      return { database: isEmpty, migrations: false };
    }
  }
}
