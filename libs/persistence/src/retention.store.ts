import type { DataSource } from 'typeorm';
import { RetentionStore } from '#flows/audit-ports.js';
import { appendAudit } from './audit.js';
import { Counts, NO_UNIT, appendCounts } from './counters.js';
import { episodeLockKey, takeLocks } from './locks.js';
import { erasePlans } from './plan-erasure.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** What lies before everything. */
const BEGINNING = '00000000-0000-0000-0000-000000000000';

interface Old {
  id: string;
  sender: string | null;
}

interface Next extends Old {
  received_at: Date;
}

/**
 * Erases old data on PostgreSQL. Ids grow with time, so a mark per kind of data says how far it has come, and no row is looked
 * for. Two that came at the same time may have got their ids the other way round: the mark stops before the first that is not
 * old, since what it has passed is never looked at again.
 */
export class PgRetentionStore extends RetentionStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override eraseBytes(before: Date, limit: number, now: Date): Promise<number> {
    return this.erase('bytes', now, async (sql, after) => {
      const old = oldOf(await sql<Next>(NEXT_MESSAGES, [after, limit]), before);
      await sql(
        `UPDATE payload SET bytes = NULL FROM message m WHERE m.id = ANY($1::uuid[]) AND payload.id = m.payload_id`,
        [old.map(({ id }) => id)],
      );
      return old;
    });
  }

  override eraseContents(before: Date, limit: number, now: Date): Promise<number> {
    return this.erase('contents', now, async (sql, after) => {
      const old = oldOf(await sql<Next>(NEXT_MESSAGES, [after, limit]), before);
      await sql(
        `UPDATE message SET body = ((body::jsonb - 'patient' - 'consent') || '{"content": {}}')::json
         WHERE id = ANY($1::uuid[])`,
        [old.map(({ id }) => id)],
      );
      return old;
    });
  }

  override eraseRefused(before: Date, limit: number, now: Date): Promise<number> {
    return this.erase('refused', now, async (sql, after) => {
      const old = oldOf(await sql<Next & { state: string }>(NEXT_REFUSED, [after, limit]), before);
      await sql(
        `WITH refused AS (
           UPDATE quarantine SET state = CASE state WHEN 'held' THEN 'erased' ELSE state END
           WHERE id = ANY($1::uuid[]) RETURNING payload_id)
         UPDATE payload SET bytes = NULL FROM refused WHERE payload.id = refused.payload_id`,
        [old.map(({ id }) => id)],
      );
      const counts = new Counts(now);
      for (const { state, sender } of old) if (state === 'held') counts.add(sender ?? NO_UNIT, 'quarantined', -1);
      await appendCounts(sql, counts);
      return old;
    });
  }

  override eraseStays(before: Date, limit: number, now: Date): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => {
      const old = await sql<{ id: string; organisation: string; number: string }>(OLD_STAYS, [before, limit]);
      if (old.length === 0) return 0;
      // A message of such a stay that is being decided would write back what it has read.
      await takeLocks(
        sql,
        old.map(({ organisation, number }) => episodeLockKey(organisation, number)),
      );
      const erased = await sql<{ id: string }>(ERASE_STAYS, [
        old.map(({ id }) => id),
        before,
        now,
        SAID_FACTS,
        SAID_STEPS,
      ]);
      const line = { at: now, actor: 'hub', action: 'stay-erased', subject: 'episode' } as const;
      await appendAudit(
        sql,
        erased.map(({ id }) => ({ ...line, subjectId: id })),
      );
      return erased.length;
    });
  }

  override erasePlans(before: Date, limit: number, now: Date): Promise<number> {
    return inTransaction(this.dataSource, (sql) => erasePlans(sql, before, limit, now));
  }

  override eraseAudit(before: Date, limit: number): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => {
      const erased = await sql<{ id: string }>(
        `DELETE FROM audit_entry WHERE id = ANY(ARRAY(
           SELECT id FROM audit_entry ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)) AND at < $1 RETURNING id`,
        [before, limit],
      );
      return erased.length;
    });
  }

  /** One batch behind the mark, which only one process moves at a time. */
  private async erase(
    kind: 'bytes' | 'refused' | 'contents',
    now: Date,
    work: (sql: Sql, after: string) => Promise<readonly Old[]>,
  ): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => {
      await sql('INSERT INTO retention_mark (kind, up_to) VALUES ($1, $2) ON CONFLICT DO NOTHING', [kind, BEGINNING]);
      const [mark] = await sql<{ after: string }>(
        'SELECT up_to AS after FROM retention_mark WHERE kind = $1 FOR UPDATE SKIP LOCKED',
        [kind],
      );
      if (mark === undefined) return 0;
      const old = await work(sql, mark.after);
      const last = old.at(-1);
      if (last === undefined) return 0;
      await sql('UPDATE retention_mark SET up_to = $2 WHERE kind = $1', [kind, last.id]);
      const subject = kind === 'refused' ? 'quarantine' : 'message';
      const line = { at: now, actor: 'hub', action: `${kind}-erased`, subject } as const;
      await appendAudit(
        sql,
        old.map(({ id, sender }) => ({ ...line, unit: sender ?? undefined, subjectId: id })),
      );
      return old.length;
    });
  }
}

/** What lies behind the mark, up to the first that was received at `before` or later. */
function oldOf<Row extends Next>(next: readonly Row[], before: Date): Row[] {
  const end = next.findIndex(({ received_at: receivedAt }) => receivedAt >= before);
  return next.slice(0, end === -1 ? undefined : end);
}

/** What of a stay names persons or says what was said; when it began and ended, and who had a part in it, is no content. */
const SAID_FACTS = [
  ...['targetGroup', 'readyAssessedBy', 'consents', 'colours', 'colour', 'careContacts', 'sip', 'diedOn'],
  ...['compulsoryCare', 'responsibility'],
];
const SAID_STEPS = ['kept', 'consent', 'patientBefore'];

const OLD_STAYS = `
SELECT id, organisation, number FROM episode WHERE ended_at IS NOT NULL AND erased_at IS NULL AND ended_at < $1
ORDER BY ended_at, id LIMIT $2`;

/** The number of the person stays, by which the audit's lines are found as long as there are any. */
const ERASE_STAYS = `
UPDATE episode SET erased_at = $3, version = version + 1,
  patient = jsonb_strip_nulls(jsonb_build_object('id', patient->'id', 'idType', patient->'idType', 'protected', patient->'protected')),
  facts = facts - $4::text[],
  steps = (SELECT coalesce(jsonb_agg(
      (step - $5::text[]) || CASE jsonb_typeof(step->'before') WHEN 'object'
        THEN jsonb_build_object('before', (step->'before') - $4::text[]) ELSE '{}' END ORDER BY place), '[]')
    FROM jsonb_array_elements(steps) WITH ORDINALITY AS list(step, place))
WHERE id = ANY($1::uuid[]) AND ended_at < $2 AND erased_at IS NULL RETURNING id`;

const NEXT_MESSAGES = 'SELECT id, sender, received_at FROM message WHERE id > $1 ORDER BY id LIMIT $2';

const NEXT_REFUSED = `
SELECT id, sender, state, received_at FROM quarantine WHERE id > $1 ORDER BY id LIMIT $2 FOR UPDATE`;
