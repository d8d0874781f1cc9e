import type { DataSource } from 'typeorm';
import type { Both } from '#domain/both.js';
import type { AlertMessage } from '#domain/operations/alert-message.js';
import type { AlertKind } from '#domain/operations/alert-rules.js';
import type { AlertChange, HeldAlert } from '#domain/operations/alerts.js';
import { AlertStore } from '#flows/alert-ports.js';
import type {
  AlertState,
  AlertDecision,
  AlertSending,
  AlertTransport,
  AlertView,
  ClaimedSending,
  SentView,
} from '#flows/alert-ports.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

/** Advisory lock under which one process at a time decides about alerts. */
const ALERT_LOCK = 7_236_009;

const HELD = `
SELECT id, rule, kind, name, phase, since, started_at, clear_since, count, units FROM alert
WHERE phase <> 'ended' ORDER BY since, id`;

const HOLD = `
INSERT INTO alert (id, rule, kind, name, phase, since, started_at, clear_since, ended_at, count, units)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, phase = excluded.phase, started_at = excluded.started_at,
  clear_since = excluded.clear_since, ended_at = excluded.ended_at, count = excluded.count, units = excluded.units
WHERE alert.phase <> 'ended'`;

/** An end goes to whom the start went. */
const SEND = `
INSERT INTO alert_sending (id, alert_id, channel, transport, shown, what, message, created_at, next_at, attempts)
SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::jsonb, $8::timestamptz, $8::timestamptz, 0
WHERE $6::text = 'start' OR EXISTS (
  SELECT FROM alert_sending s WHERE s.alert_id = $2::uuid AND s.channel = $3::text AND s.what = 'start')
ON CONFLICT (alert_id, channel, what) DO NOTHING`;

/** An end waits until its start has arrived; of a start that was given up nobody is told the end. */
const NEVER_BEGUN = `
UPDATE alert_sending e SET outcome = 'given-up', error = 'start-given-up', tried_at = $1 FROM alert_sending s
WHERE e.outcome IS NULL AND e.next_at <= $1 AND e.what = 'end'
  AND s.alert_id = e.alert_id AND s.channel = e.channel AND s.what = 'start' AND s.outcome = 'given-up'`;
const CLAIM = `
UPDATE alert_sending SET next_at = $3, attempts = attempts + 1, tried_at = $2
WHERE id IN (
  SELECT n.id FROM alert_sending n
  WHERE n.outcome IS NULL AND n.next_at <= $2 AND (n.what = 'start' OR NOT EXISTS (
    SELECT FROM alert_sending s WHERE s.alert_id = n.alert_id AND s.channel = n.channel AND s.what = 'start' AND s.outcome IS NULL))
  ORDER BY n.next_at, n.id LIMIT $1 FOR UPDATE SKIP LOCKED)
RETURNING id, channel, transport, shown, message, attempts, created_at`;

const ACTIVE = `
SELECT id, rule, kind, name, started_at, ended_at, count, units FROM alert
WHERE phase = 'active' ORDER BY started_at, id LIMIT $1`;
const ENDED = `
SELECT id, rule, kind, name, started_at, ended_at, count, units FROM alert
WHERE phase = 'ended' ORDER BY ended_at DESC, id DESC LIMIT $1`;
const SENT = `
SELECT alert_id, channel, transport, shown, what, created_at, tried_at, outcome, attempts, error FROM alert_sending
WHERE alert_id = ANY($1::uuid[]) ORDER BY created_at, channel`;

const UNDELIVERED = `
SELECT count(*)::integer AS count, min(g.created_at) AS since FROM alert_sending g
WHERE g.outcome = 'given-up' AND g.error <> 'start-given-up' AND g.tried_at >= $1 AND NOT EXISTS (
  SELECT FROM alert_sending a WHERE a.channel = g.channel AND a.outcome = 'arrived' AND a.tried_at > g.tried_at)`;

/** So many at a time: there is a next time. */
const FORGET = `
DELETE FROM alert WHERE id IN (
  SELECT id FROM alert WHERE phase = 'ended' AND ended_at < $1 ORDER BY ended_at, id LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING id`;

interface AlertRow {
  id: string;
  rule: string;
  kind: AlertKind;
  name: Both;
  started_at: Date | null;
  count: number;
  units: string[];
}

/** Alerts on PostgreSQL: a row holds what has been told, so that of several processes one tells it, and once. */
export class PgAlertStore extends AlertStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async evaluate(decide: (held: readonly HeldAlert[]) => Promise<AlertDecision>, now: Date): Promise<boolean> {
    return inTransaction(this.dataSource, async (sql, later) => {
      const [lock] = await sql<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [ALERT_LOCK]);
      if (lock?.taken !== true) return false;
      const { changes, sendings } = await decide((await sql<HeldRow>(HELD)).map(heldOf));
      for (const change of changes) await hold(later, change);
      for (const sending of sendings) await later(SEND, rowOf(sending, now));
      return true;
    });
  }

  override async claim(limit: number, now: Date, leaseUntil: Date): Promise<ClaimedSending[]> {
    const rows = await inTransaction(this.dataSource, async (sql, later) => {
      await later(NEVER_BEGUN, [now]);
      return sql<ClaimRow>(CLAIM, [limit, now, leaseUntil]);
    });
    return rows.map(({ created_at: createdAt, ...row }) => ({ ...row, createdAt }));
  }

  override async arrived(id: string, now: Date): Promise<void> {
    await query(
      this.dataSource,
      `UPDATE alert_sending SET outcome = 'arrived', error = NULL, tried_at = $2 WHERE id = $1 AND outcome IS NULL`,
      [id, now],
    );
  }

  override async failed(id: string, error: string, nextAt: Date | undefined, now: Date): Promise<void> {
    await query(
      this.dataSource,
      `UPDATE alert_sending SET error = $2, tried_at = $4, next_at = coalesce($3::timestamptz, next_at),
         outcome = CASE WHEN $3::timestamptz IS NULL THEN 'given-up' END
       WHERE id = $1 AND outcome IS NULL`,
      [id, error, nextAt ?? null, now],
    );
  }

  override async list(state: AlertState, limit: number): Promise<AlertView[]> {
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<AlertRow & { ended_at: Date | null }>(state === 'active' ? ACTIVE : ENDED, [limit]);
      const sent = await sql<SentRow>(SENT, [rows.map(({ id }) => id)]);
      // An alert that nobody was told of neither lasts nor has ended: it always has a start.
      return rows.map(({ started_at: startedAt, ended_at: endedAt, ...row }) => ({
        ...row,
        startedAt: startedAt ?? new Date(0),
        endedAt: endedAt ?? undefined,
        sent: sent.filter(({ alert_id: alert }) => alert === row.id).map(sentOf),
      }));
    });
  }

  override async undelivered(since: Date): Promise<{ count: number; since: Date } | undefined> {
    const [row] = await query<{ count: number; since: Date | null }>(this.dataSource, UNDELIVERED, [since]);
    return row === undefined || row.since === null ? undefined : { count: row.count, since: row.since };
  }

  override async forget(before: Date): Promise<void> {
    await inTransaction(this.dataSource, async (sql) => {
      const gone = await sql<{ id: string }>(FORGET, [before]);
      const ids = gone.map(({ id }) => id);
      if (ids.length > 0) await sql('DELETE FROM alert_sending WHERE alert_id = ANY($1::uuid[])', [ids]);
    });
  }
}

interface HeldRow extends AlertRow {
  phase: HeldAlert['phase'];
  since: Date;
  clear_since: Date | null;
}

function heldOf({ started_at: startedAt, clear_since: clearSince, ...row }: HeldRow): HeldAlert {
  return { ...row, startedAt: startedAt ?? undefined, clearSince: clearSince ?? undefined };
}

async function hold(later: Sql, change: AlertChange): Promise<void> {
  if (change.kind === 'dropped') {
    await later(`DELETE FROM alert WHERE id = $1 AND phase = 'pending'`, [change.id]);
    return;
  }
  const { alert } = change;
  const endedAt = change.kind === 'ended' ? change.endedAt : null;
  await later(HOLD, [
    ...[alert.id, alert.rule, alert.kind, JSON.stringify(alert.name), endedAt === null ? alert.phase : 'ended'],
    ...[alert.since, alert.startedAt ?? null, alert.clearSince ?? null, endedAt, alert.count, [...alert.units]],
  ]);
}

function rowOf({ id, alert, channel, transport, shown, message }: AlertDecision['sendings'][number], now: Date) {
  return [id, alert, channel, transport, shown, message.what, JSON.stringify(message), now];
}

interface ClaimRow extends AlertSending {
  message: AlertMessage;
  attempts: number;
  created_at: Date;
}

interface SentRow {
  alert_id: string;
  channel: string;
  transport: AlertTransport;
  shown: string;
  what: 'start' | 'end';
  created_at: Date;
  tried_at: Date | null;
  outcome: 'arrived' | 'given-up' | null;
  attempts: number;
  error: string | null;
}

function sentOf({
  channel,
  transport,
  shown,
  what,
  created_at,
  tried_at,
  outcome,
  attempts,
  error,
}: SentRow): SentView {
  const ok = outcome === null ? undefined : outcome === 'arrived';
  return { channel, transport, shown, what, at: tried_at ?? created_at, ok, attempts, error: error ?? undefined };
}
