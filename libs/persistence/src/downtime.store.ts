import type { DataSource } from 'typeorm';
import type { DowntimeRefusal, SetDowntime } from '#domain/downtime.js';
import { DowntimeStore } from '#flows/downtime-ports.js';
import type { DowntimeEnd, KnownDowntime } from '#flows/downtime-ports.js';
import { appendAudit } from './audit.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

const COLUMNS = 'id, unit, begins_at AS "from", ends_at AS "to", reason, set_by AS by';

/** Downtime on PostgreSQL. The row of the version is locked by whoever changes anything, and read by those who follow. */
export class PgDowntimeStore extends DowntimeStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async version(): Promise<bigint> {
    const [row] = await query<{ version: string }>(this.dataSource, 'SELECT version FROM downtime_state');
    return BigInt(row?.version ?? 0);
  }

  override async load(now: Date): Promise<KnownDowntime> {
    // The version is read first: a change in between is found again with the next look.
    const version = await this.version();
    const set = await query<SetDowntime>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM downtime WHERE ends_at > $1 ORDER BY begins_at, id`,
      [now],
    );
    return { version, set };
  }

  override async endedSince(version: bigint): Promise<string[]> {
    const rows = await query<{ unit: string }>(
      this.dataSource,
      'SELECT DISTINCT unit FROM downtime WHERE version > $1 AND ended_by IS NOT NULL ORDER BY unit',
      [String(version)],
    );
    return rows.map(({ unit }) => unit);
  }

  override add(
    downtime: SetDowntime,
    decide: (other: readonly SetDowntime[]) => DowntimeRefusal | undefined,
    now: Date,
  ): Promise<DowntimeRefusal | undefined> {
    const { id, unit, from, to, reason, by } = downtime;
    return inTransaction(this.dataSource, async (sql) => {
      const version = await nextVersion(sql);
      const refusal = decide(await ofUnit(sql, unit, now));
      if (refusal !== undefined) return refusal;
      await sql(
        `INSERT INTO downtime (id, unit, begins_at, ends_at, reason, set_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, unit, from, to, reason, by, version],
      );
      const line = { at: now, actor: by, action: 'downtime-set', unit, subject: 'downtime', subjectId: id } as const;
      await appendAudit(sql, [{ ...line, detail: { from, to, reason } }]);
      return undefined;
    });
  }

  override end(id: string, unit: string, actor: string, now: Date): Promise<DowntimeEnd | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const version = await nextVersion(sql);
      const [row] = await sql<SetDowntime>(`SELECT ${COLUMNS} FROM downtime WHERE id = $1 AND unit = $2`, [id, unit]);
      if (row === undefined) return undefined;
      if (row.to <= now) return 'over';
      const isCancelled = now < row.from;
      if (isCancelled) await sql('DELETE FROM downtime WHERE id = $1', [id]);
      else await endNow(sql, row, actor, now, version);
      const action = isCancelled ? 'downtime-cancelled' : 'downtime-ended';
      const line = { at: now, actor, action, unit, subject: 'downtime', subjectId: id } as const;
      await appendAudit(sql, [{ ...line, detail: { from: row.from, to: row.to } }]);
      return isCancelled ? 'cancelled' : 'ended';
    });
  }

  override lookAgain(unit: string, now: Date): Promise<number> {
    return inTransaction(this.dataSource, (sql) => lookAgain(sql, unit, now));
  }

  override between(from: Date, to: Date): Promise<SetDowntime[]> {
    return query<SetDowntime>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM downtime WHERE ends_at > $1 AND begins_at < $2 ORDER BY begins_at, id LIMIT 1000`,
      [from, to],
    );
  }
}

/** Locks the row, so that of two who change anything one waits for the other. */
async function nextVersion(sql: Sql): Promise<string> {
  const [row] = await sql<{ version: string }>('UPDATE downtime_state SET version = version + 1 RETURNING version');
  if (row === undefined) throw new Error('The row of the downtime version is missing');
  return row.version;
}

function ofUnit(sql: Sql, unit: string, now: Date): Promise<SetDowntime[]> {
  return sql<SetDowntime>(`SELECT ${COLUMNS} FROM downtime WHERE ends_at > $1 AND unit = $2`, [now, unit]);
}

async function endNow(
  sql: Sql,
  { id, unit }: Pick<SetDowntime, 'id' | 'unit'>,
  actor: string,
  now: Date,
  version: string,
): Promise<void> {
  await sql('UPDATE downtime SET ends_at = $2, ended_by = $3, version = $4 WHERE id = $1', [id, now, actor, version]);
  await lookAgain(sql, unit, now);
}

async function lookAgain(sql: Sql, unit: string, now: Date): Promise<number> {
  const rows = await sql(
    `UPDATE deadline SET next_fire_at = $2 WHERE id IN (
       SELECT id FROM deadline WHERE responsible = $1 AND state = 'open' AND next_fire_at > $2 FOR UPDATE SKIP LOCKED
     ) RETURNING id`,
    [unit, now],
  );
  return rows.length;
}
