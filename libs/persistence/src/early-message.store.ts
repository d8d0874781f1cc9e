import type { DataSource } from 'typeorm';
import { EarlyMessageStore } from '#flows/ports.js';
import { appendAudit } from './audit.js';
import type { AuditLine } from './audit.js';
import { appendCounts, Counts } from './counters.js';
import { endDeadlines } from './deadlines.js';
import { withdrawDeliveries } from './deliveries.js';
import { patientLockKey, takeLocks } from './locks.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

const DUE = `
SELECT id, waits_for FROM message WHERE waits_for IS NOT NULL AND waits_until <= $1 ORDER BY waits_until, id LIMIT $2`;

const EXPIRE = `
UPDATE message SET waits_for = NULL WHERE id = ANY($1::uuid[]) AND waits_for IS NOT NULL RETURNING id, sender`;

/** Messages that came before their stay, in PostgreSQL. */
export class PgEarlyMessageStore extends EarlyMessageStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async expire(now: Date, limit: number): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => {
      const due = await sql<{ id: string; waits_for: string }>(DUE, [now, limit]);
      if (due.length === 0) return 0;
      // A stay that is being opened at this moment may still take its message.
      await takeLocks(
        sql,
        due.map((row) => patientLockKey(row.waits_for)),
      );
      const expired = await sql<{ id: string; sender: string }>(EXPIRE, [due.map((row) => row.id)]);
      await takeBack(
        sql,
        expired.map((row) => row.id),
        now,
      );
      const line = { at: now, actor: 'hub', action: 'message-expired', subject: 'message' } as const;
      await appendAudit(
        sql,
        expired.map(({ id, sender }): AuditLine => ({ ...line, unit: sender, subjectId: id })),
      );
      return due.length;
    });
  }
}

/** What units were sent of these messages is theirs no more, and nothing is owed for it. */
async function takeBack(sql: Sql, messages: readonly string[], now: Date): Promise<void> {
  const deliveries = await sql<{ id: string }>('SELECT id FROM delivery WHERE message_id = ANY($1::uuid[])', [
    messages,
  ]);
  if (deliveries.length === 0) return;
  const ids = deliveries.map((delivery) => delivery.id);
  const counts = new Counts(now);
  await withdrawDeliveries(sql, ids, counts);
  const open = await sql<{ id: string }>(
    `SELECT id FROM deadline WHERE delivery_id = ANY($1::uuid[]) AND state = 'open'`,
    [ids],
  );
  const end = { state: 'cancelled', late: false, at: now, endedBy: null, nextFireAt: null } as const;
  await endDeadlines(
    sql,
    open.map(({ id }) => ({ id, ...end })),
    counts,
  );
  await appendCounts(sql, counts);
}
