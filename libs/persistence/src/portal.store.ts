import type { DataSource } from 'typeorm';
import { PortalStore } from '#flows/portal-ports.js';
import { query } from './transaction.js';

/** In sorted order, so that callers that write at once never wait for each other in a ring. */
const MARK = `
INSERT INTO portal_plan (plan_id, shown_at) SELECT id, $2 FROM unnest($1::uuid[]) AS id ORDER BY id
ON CONFLICT (plan_id) DO NOTHING`;

/** Which plans persons have been shown, on PostgreSQL. */
export class PgPortalStore extends PortalStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async markShown(plans: readonly string[], now: Date): Promise<void> {
    await query(this.dataSource, MARK, [plans, now]);
  }

  override async everShown(plans: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await query<{ plan: string }>(
      this.dataSource,
      'SELECT plan_id AS plan FROM portal_plan WHERE plan_id = ANY($1::uuid[])',
      [plans],
    );
    return new Set(rows.map(({ plan }) => plan));
  }
}
