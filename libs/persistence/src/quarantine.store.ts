import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Reason } from '#domain/reason.js';
import { QuarantineStore } from '#flows/ports.js';
import type { QuarantineEntry, QuarantineItem, QuarantineState } from '#flows/ports.js';
import type { AuditLine } from './audit.js';
import { appendAudit } from './audit.js';
import { Counts, NO_UNIT, appendCounts } from './counters.js';
import { Conditions, firstRows } from './keyset.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

/** What an HSA-id looks like: in refused input anything may stand where the sending unit should. */
const HSA_ID = /^SE[0-9]{10}-[0-9A-Z]{1,18}$/;

/** What a message id may look like to be shown; other texts are not kept beside the bytes. */
const MESSAGE_ID = /^[\x21-\x7e]{1,200}$/;

const COLUMNS = `
  q.id, q.source, q.sender, q.message_id AS "messageId", p.content_type AS "contentType", q.received_at AS "receivedAt", q.outcome,
  q.reasons, q.state, q.replayed_at AS "replayedAt", q.replayed_as AS message`;

interface QuarantineRow {
  id: string;
  source: string;
  sender: string | null;
  messageId: string | null;
  contentType: string;
  receivedAt: Date;
  outcome: string;
  reasons: Reason[];
  state: QuarantineState;
  replayedAt: Date | null;
  message: string | null;
}

/** Refused input on PostgreSQL. */
export class PgQuarantineStore extends QuarantineStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async hold({ raw, outcome, reasons, sender, messageId }: QuarantineEntry): Promise<string> {
    const id = uuid();
    const unit = sender !== undefined && HSA_ID.test(sender) ? sender : undefined;
    const shownId = messageId !== undefined && MESSAGE_ID.test(messageId) ? messageId : null;
    await inTransaction(this.dataSource, async (sql) => {
      await sql(
        `WITH kept AS (INSERT INTO payload (id, bytes, content_type) VALUES ($1, $2, $3) RETURNING id)
         INSERT INTO quarantine (id, payload_id, source, sender, message_id, received_at, outcome, reasons, first_code, first_path,
           state)
         SELECT $4, id, $5, $6, $7, $8, $9, $10, $11, $12, 'held' FROM kept`,
        [
          ...[uuid(), raw.bytes, storable(raw.contentType), id, raw.source, unit ?? null, shownId, raw.receivedAt],
          ...[outcome, ...told(reasons)],
        ],
      );
      const line = { at: raw.receivedAt, actor: raw.source, action: 'message-refused', unit };
      await appendAudit(sql, [{ ...line, subject: 'quarantine', subjectId: id, detail: { codes: codesOf(reasons) } }]);
      const counts = new Counts(raw.receivedAt);
      counts.add(unit ?? NO_UNIT, 'quarantined');
      counts.add(unit ?? NO_UNIT, 'refused');
      await appendCounts(sql, counts);
    });
    return id;
  }

  override async list(page: Parameters<QuarantineStore['list']>[0]): Promise<QuarantineItem[]> {
    const conditions = new Conditions()
      .on(page.state, (p) => `state = ${p}`)
      .on(page.sender, (p) => `sender = ${p}`)
      .on(page.source, (p) => `source = ${p}`)
      .on(page.code, (p) => `first_code = ${p}`)
      .on(page.before, (p) => `id < ${p}::uuid`);
    const rows = await query<QuarantineRow>(
      this.dataSource,
      `WITH picked AS MATERIALIZED (${firstRows(
        `SELECT * FROM quarantine WHERE ${conditions.toString()} ORDER BY id DESC`,
        conditions.parameter(page.limit),
      )})
       SELECT ${COLUMNS} FROM picked q JOIN payload p ON p.id = q.payload_id ORDER BY q.id DESC`,
      conditions.parameters,
    );
    return rows.map(itemOf);
  }

  override async find(id: string): Promise<QuarantineItem | undefined> {
    const [row] = await query<QuarantineRow>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM quarantine q JOIN payload p ON p.id = q.payload_id WHERE q.id = $1`,
      [id],
    );
    return row && itemOf(row);
  }

  override async load(id: string): Promise<Loaded | undefined> {
    return inTransaction(this.dataSource, (sql) => loaded(sql, id));
  }

  override async show(id: string, actor: string, now: Date): Promise<Loaded | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const found = await loaded(sql, id);
      if (found === undefined) return undefined;
      const row = { id, sender: found.item.sender ?? null };
      await appendAudit(sql, [lineOf(row, 'quarantine-bytes-read', actor, now)]);
      return found;
    });
  }

  override async markReplayed(id: string, message: string, actor: string, now: Date): Promise<boolean> {
    return inTransaction(this.dataSource, async (sql) => {
      const [row] = await sql<{ id: string; sender: string | null }>(
        `UPDATE quarantine SET state = 'replayed', replayed_at = $2, replayed_as = $3 WHERE id = $1 AND state = 'held'
         RETURNING id, sender`,
        [id, now, message],
      );
      if (row === undefined) return false;
      await appendAudit(sql, [{ ...lineOf(row, 'quarantine-replayed', actor, now), detail: { message } }]);
      await countHeld(sql, row.sender, -1, now);
      return true;
    });
  }

  override async markRefused(
    id: string,
    { outcome, reasons }: { outcome: string; reasons: readonly Reason[] },
    actor: string,
    now: Date,
  ): Promise<void> {
    await inTransaction(this.dataSource, async (sql) => {
      const [row] = await sql<{ id: string; sender: string | null }>(
        `UPDATE quarantine SET outcome = $2, reasons = $3, first_code = $4, first_path = $5 WHERE id = $1 AND state = 'held'
         RETURNING id, sender`,
        [id, outcome, ...told(reasons)],
      );
      if (row === undefined) return;
      const line = lineOf(row, 'quarantine-refused-again', actor, now);
      await appendAudit(sql, [{ ...line, detail: { codes: codesOf(reasons) } }]);
    });
  }
}

interface Loaded {
  item: QuarantineItem;
  bytes: Buffer;
}

/** An entry with its bytes; undefined when there is none or they were erased. */
export async function loaded(sql: Sql, id: string): Promise<Loaded | undefined> {
  const [row] = await sql<QuarantineRow & { bytes: Buffer | null }>(
    `SELECT ${COLUMNS}, p.bytes FROM quarantine q JOIN payload p ON p.id = q.payload_id WHERE q.id = $1`,
    [id],
  );
  if (row === undefined || row.bytes === null) return undefined;
  const { bytes, ...item } = row;
  return { item: itemOf(item), bytes };
}

async function countHeld(sql: Sql, sender: string | null, delta: number, now: Date): Promise<void> {
  const counts = new Counts(now);
  counts.add(sender ?? NO_UNIT, 'quarantined', delta);
  await appendCounts(sql, counts);
}

function lineOf(row: { id: string; sender: string | null }, action: string, actor: string, now: Date): AuditLine {
  return { at: now, actor, action, unit: row.sender ?? undefined, subject: 'quarantine', subjectId: row.id };
}

function itemOf(row: QuarantineRow): QuarantineItem {
  return {
    ...row,
    sender: row.sender ?? undefined,
    messageId: row.messageId ?? undefined,
    replayedAt: row.replayedAt ?? undefined,
    message: row.message ?? undefined,
  };
}

function codesOf(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.map((reason) => reason.code))];
}

/** PostgreSQL takes neither NUL nor half a surrogate pair; a path out of refused input may hold both. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** The reasons as they are kept, then code and path of the first one, by which entries are grouped. */
function told(reasons: readonly Reason[]): [reasons: string, code: string, path: string] {
  const clean = reasons.map((reason) => ({
    ...reason,
    path: storable(reason.path).slice(0, 200).toWellFormed(),
    message: storable(reason.message).slice(0, 500).toWellFormed(),
  }));
  return [JSON.stringify(clean), clean[0]?.code ?? '', clean[0]?.path ?? ''];
}
