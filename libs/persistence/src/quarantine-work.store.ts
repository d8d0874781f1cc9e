import type { DataSource } from 'typeorm';
import { QuarantineWork } from '#flows/quarantine-ports.js';
import type { QuarantineGroup } from '#flows/quarantine-ports.js';
import type { QuarantineItem } from '#flows/ports.js';
import { appendAudit } from './audit.js';
import { loaded } from './quarantine.store.js';
import { inTransaction, query } from './transaction.js';

/** The groups come out of one index; what they say of their latest entry and their ids is looked up for those shown. */
const GROUPS = `
WITH held AS (
  SELECT first_code, source, first_path, count(*)::int AS count, min(received_at) AS oldest, max(received_at) AS latest,
    CASE WHEN count(sender) = count(*) AND min(sender) = max(sender) THEN min(sender) END AS sender
  FROM quarantine WHERE state = 'held' GROUP BY first_code, source, first_path ORDER BY count(*) DESC, 1, 2, 3 LIMIT $1
)
SELECT h.source, h.sender, h.first_code AS code, h.first_path AS path, last.rule, last.message, h.count, h.oldest AS "oldestAt",
  h.latest AS "latestAt", first.ids
FROM held h
CROSS JOIN LATERAL (
  SELECT q.reasons->0->>'rule' AS rule, coalesce(q.reasons->0->>'message', '') AS message FROM quarantine q
  WHERE q.state = 'held' AND q.first_code = h.first_code AND q.source = h.source AND q.first_path = h.first_path
  ORDER BY q.id DESC LIMIT 1
) last
CROSS JOIN LATERAL (
  SELECT array_agg(id ORDER BY id) AS ids FROM (
    SELECT q.id FROM quarantine q
    WHERE q.state = 'held' AND q.first_code = h.first_code AND q.source = h.source AND q.first_path = h.first_path
    ORDER BY q.id LIMIT $2
  ) earliest
) first
ORDER BY h.count DESC, h.first_code, h.source, h.first_path`;

/** Work on refused input, on PostgreSQL. */
export class PgQuarantineWork extends QuarantineWork {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override groups(limit: number, ids: number): Promise<QuarantineGroup[]> {
    return query<QuarantineGroup>(this.dataSource, GROUPS, [limit, ids]);
  }

  override async inOrder(ids: readonly string[]): Promise<string[]> {
    const rows = await query<{ id: string }>(
      this.dataSource,
      'SELECT id FROM quarantine WHERE id = ANY($1::uuid[]) ORDER BY received_at, id',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  override reveal(
    id: string,
    reason: string,
    actor: string,
    now: Date,
  ): Promise<{ item: QuarantineItem; bytes: Buffer } | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const found = await loaded(sql, id);
      if (found === undefined) return undefined;
      const line = { at: now, actor, action: 'quarantine-revealed', unit: found.item.sender } as const;
      await appendAudit(sql, [{ ...line, subject: 'quarantine', subjectId: id, detail: { reason } }]);
      return found;
    });
  }
}
