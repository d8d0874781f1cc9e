import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AuditStore } from '#flows/audit-ports.js';
import type {
  AccessEntry,
  AccessQuery,
  AuditEntry,
  AuditQuery,
  SpotCheck,
  SpotCheckChange,
  SpotCheckDraw,
} from '#flows/audit-ports.js';
import type { Page, PageQuery } from '#flows/operations-ports.js';
import { readAccesses } from './audit-accesses.js';
import { AUDIT_COLUMNS, READING_ACTIONS } from './audit-columns.js';
import { appendAudit } from './audit.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, pageOf, UUID, WHOLE } from './keyset.js';
import { inTransaction, query as ask } from './transaction.js';
import type { Sql } from './transaction.js';

const CHECK_COLUMNS = `
  id, drawn_at AS "drawnAt", drawn_by AS "drawnBy", period_from AS "from", period_to AS "to", unit, entries,
  closed_at AS "closedAt", closed_by AS "closedBy", findings, deviations`;

type CheckRow = Omit<SpotCheck, 'entries'> & { entries: (Omit<AuditEntry, 'at'> & { at: string })[] };

/** The audit on PostgreSQL, for those who watch over it. */
export class PgAuditStore extends AuditStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async entries(query: AuditQuery): Promise<Page<AuditEntry>> {
    const list = 'audit';
    // Asked in the order of their numbers, lines of a period long ago would be looked for through all that came since.
    const period = query.from === undefined ? '' : 'MATERIALIZED';
    const conditions = new Conditions()
      .on(query.from, (p) => `a.at >= ${p}::timestamptz`)
      .on(query.to, (p) => `a.at < ${p}::timestamptz`)
      .on(query.unit, (p) => `a.unit = ${p}`)
      .on(query.actor, (p) => `a.actor = ${p}`)
      .on(query.action, (p) => `a.action = ${p}`)
      .beyond(decodeCursor(list, query.after, [WHOLE]), 'a.id', ['bigint'], true);
    const rows = await ask<AuditEntry>(
      this.dataSource,
      `WITH a AS ${period} (SELECT * FROM audit_entry a WHERE ${conditions.toString()}) ${firstRows(
        `SELECT ${AUDIT_COLUMNS} FROM a ORDER BY a.id DESC`,
        conditions.parameter(query.limit + 1),
      )}`,
      conditions.parameters,
    );
    return pageOf(
      rows,
      query.limit,
      (row) => encodeCursor(list, [row.id]),
      (row) => row,
    );
  }

  override accesses(query: AccessQuery, actor: string, now: Date): Promise<Page<AccessEntry>> {
    return inTransaction(this.dataSource, (sql) => readAccesses(sql, query, actor, now));
  }

  override async drawSpotCheck(draw: SpotCheckDraw, actor: string, now: Date): Promise<SpotCheck> {
    return inTransaction(this.dataSource, async (sql) => {
      const id = uuid();
      const entries = await drawn(sql, draw);
      await sql(
        `INSERT INTO spot_check (id, drawn_at, drawn_by, period_from, period_to, unit, entries)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, now, actor, draw.from, draw.to, draw.unit ?? null, JSON.stringify(entries)],
      );
      await note(sql, id, 'spot-check-drawn', actor, now);
      const open = { closedAt: null, closedBy: null, findings: null, deviations: null };
      return {
        ...{ id, drawnAt: now, drawnBy: actor, from: draw.from, to: draw.to, unit: draw.unit ?? null },
        ...{ entries, ...open },
      };
    });
  }

  override async spotChecks({ after, limit }: PageQuery): Promise<Page<SpotCheck>> {
    const list = 'spot checks';
    const conditions = new Conditions().beyond(decodeCursor(list, after, [UUID]), 'id', ['uuid'], true);
    const rows = await ask<CheckRow>(
      this.dataSource,
      firstRows(
        `SELECT ${CHECK_COLUMNS} FROM spot_check WHERE ${conditions.toString()} ORDER BY id DESC`,
        conditions.parameter(limit + 1),
      ),
      conditions.parameters,
    );
    return pageOf(rows, limit, (row) => encodeCursor(list, [row.id]), spotCheckOf);
  }

  override async closeSpotCheck(
    id: string,
    { findings, deviations }: { readonly findings: string; readonly deviations: number },
    actor: string,
    now: Date,
  ): Promise<SpotCheckChange | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const [row] = await sql<CheckRow>(
        `UPDATE spot_check SET closed_at = $2, closed_by = $3, findings = $4, deviations = $5
         WHERE id = $1 AND closed_at IS NULL RETURNING ${CHECK_COLUMNS}`,
        [id, now, actor, findings, deviations],
      );
      if (row !== undefined) {
        await note(sql, id, 'spot-check-closed', actor, now);
        return { kind: 'closed', check: spotCheckOf(row) };
      }
      const [closed] = await sql('SELECT id FROM spot_check WHERE id = $1', [id]);
      return closed === undefined ? undefined : { kind: 'conflict' };
    });
  }
}

/** Lines of a period in which data was read, by chance, in the order in which they happened. */
function drawn(sql: Sql, { from, to, unit, size }: SpotCheckDraw): Promise<AuditEntry[]> {
  return sql<AuditEntry>(
    `SELECT * FROM (
       SELECT ${AUDIT_COLUMNS} FROM audit_entry a
       WHERE a.at >= $1 AND a.at < $2 AND a.action = ANY($3::text[]) AND ($4::text IS NULL OR a.unit = $4)
       ORDER BY random() LIMIT $5) AS chosen ORDER BY chosen.id::bigint`,
    [from, to, READING_ACTIONS, unit ?? null, size],
  );
}

function note(sql: Sql, id: string, action: string, actor: string, at: Date): Promise<void> {
  return appendAudit(sql, [{ at, actor, action, subject: 'spot-check', subjectId: id }]);
}

function spotCheckOf(row: CheckRow): SpotCheck {
  return { ...row, entries: row.entries.map((entry) => ({ ...entry, at: new Date(entry.at) })) };
}
