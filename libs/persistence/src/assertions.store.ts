import type { DataSource } from 'typeorm';
import { UsedAssertionStore } from '#flows/ports.js';
import { query } from './transaction.js';

/** Used client assertions in the table `used_assertion`; each use clears away some that have expired. */
export class PgUsedAssertionStore extends UsedAssertionStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async use(hash: Buffer, expiresAt: Date, now: Date): Promise<boolean> {
    const rows = await query(
      this.dataSource,
      `WITH expired AS (
         DELETE FROM used_assertion WHERE hash IN (
           SELECT hash FROM used_assertion WHERE expires_at < $3 ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)
       )
       INSERT INTO used_assertion (hash, expires_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING RETURNING hash`,
      [hash, expiresAt, now],
    );
    return rows.length === 1;
  }
}
