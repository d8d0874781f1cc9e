import type { DataSource } from 'typeorm';
import { UnitSeenStore } from '#flows/overview-ports.js';
import type { UnitCalls } from '#flows/overview-ports.js';
import { query } from './transaction.js';

/** One statement for all units, in sorted order, so that those who write and those who fold never wait for each other in a ring. */
const NOTE = `
WITH calls AS (
  SELECT * FROM unnest($1::text[], $2::integer[], $3::timestamptz[]) AS row(unit, calls, at) ORDER BY unit
), counted AS (
  INSERT INTO counter_delta (unit, metric, delta, at) SELECT unit, 'polled', calls, at FROM calls
)
INSERT INTO unit_seen AS u (unit, last_polled_at) SELECT unit, at FROM calls
ON CONFLICT (unit) DO UPDATE SET last_polled_at = greatest(u.last_polled_at, excluded.last_polled_at)`;

/** When units were last heard of, on PostgreSQL. */
export class PgUnitSeenStore extends UnitSeenStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async note(calls: readonly UnitCalls[]): Promise<void> {
    await query(this.dataSource, NOTE, [
      calls.map(({ unit }) => unit),
      calls.map((one) => one.calls),
      calls.map(({ lastAt }) => lastAt),
    ]);
  }
}
