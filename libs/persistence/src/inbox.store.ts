import type { DataSource } from 'typeorm';
import { stillVisible, visibleTo } from '#domain/visible.js';
import type { VisibleMessage } from '#domain/admission/admission-plan.js';
import type { Delivery, DeliveryState } from '#domain/delivery.js';
import type { StaffMember } from '#domain/message.js';
import { InboxStore } from '#flows/inbox-ports.js';
import type {
  DeliveryPage,
  DeliveryQuery,
  InboxItem,
  InboxMark,
  InboxPage,
  InboxQuery,
  OutboxItem,
} from '#flows/inbox-ports.js';
import { appendAudit } from './audit.js';
import type { AuditLine } from './audit.js';
import { appendCounts, Counts } from './counters.js';
import { bumpInboxes } from './deliveries.js';
import { DELIVERY_COLUMNS, deliveryOf, receiptOf } from './delivery-rows.js';
import type { DeliveryRecord } from './delivery-rows.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

interface PageRow {
  id: string;
  position: string;
  state: DeliveryState;
  receipt_due: Date | null;
  accepted_at: Date;
  body: VisibleMessage;
  is_first_fetch: boolean;
  is_over: boolean;
  has_part: boolean;
}

/** Whether a message `m` has waited in vain for its stay by an instant. */
const isExpiredAt = (now: string) => `coalesce(m.waits_until <= ${now}, false)`;

/** Whether a unit has to do with the plan `pl` that a message belongs to. */
const hasPart = (unit: string) => `coalesce(${unit} = ANY(pl.units), false)`;

/**
 * Whether nobody has business with what a delivery brought any more: its message has waited in vain, or the consent to the plan `pl`
 * was taken back before it was receipted (N-CON-03).
 */
const isOverAt = (now: string, delivery: string) => `${isExpiredAt(now)} OR CASE WHEN ${delivery}.state = 'withdrawn'
  THEN coalesce(pl.facts->'closed'->>'how' = 'samtycke', false) ELSE false END`;

/** Columns of a delivery `d` as its recipient sees it; to be used with `SEEN_JOINS`. */
const SEEN_COLUMNS = `${DELIVERY_COLUMNS}, ${hasPart('d.unit')} AS has_part`;
const SEEN_JOINS = 'JOIN message m ON m.id = d.message_id LEFT JOIN plan pl ON pl.id = d.plan_id';

type SeenRecord = DeliveryRecord & Pick<PageRow, 'has_part'>;

const OPEN_STATES = `('waiting', 'received')`;

/**
 * A page in order of commits. What waits on it becomes `received`; the rows are locked in the order of their ids, as
 * everybody does who locks several.
 */
const pageQuery = (state: InboxQuery['state']) => `
WITH page AS (
  SELECT id, message_id, position, state, receipt_due, accepted_at FROM delivery
  WHERE unit = $1 AND position > $2 ${state === 'waiting' ? `AND state IN ${OPEN_STATES}` : ''}
  ORDER BY position LIMIT $3
), held AS (
  SELECT id FROM delivery WHERE id = ANY(ARRAY(SELECT id FROM page WHERE state = 'waiting')) AND state = 'waiting'
  ORDER BY id FOR UPDATE
), fetched AS (
  UPDATE delivery SET state = 'received', fetched_at = $4 WHERE id = ANY(ARRAY(SELECT id FROM held)) RETURNING id
)
SELECT p.id, p.position, p.state, p.receipt_due, p.accepted_at, m.body, f.id IS NOT NULL AS is_first_fetch,
  ${isOverAt('$4', 'p')} AS is_over, ${hasPart('$1')} AS has_part
FROM page p JOIN message m ON m.id = p.message_id LEFT JOIN fetched f ON f.id = p.id LEFT JOIN plan pl ON pl.id = m.plan_id
ORDER BY p.position`;

/** A page of deliveries in order of commits. Those that are open have an index of their own, however long the history is. */
const deliveriesQuery = (onlyOpen: boolean) => `
WITH page AS (
  SELECT * FROM delivery WHERE unit = $1 AND position > $2 AND state = ANY($3::text[])
    ${onlyOpen ? `AND state IN ${OPEN_STATES}` : ''}
  ORDER BY position LIMIT $4
)
SELECT ${SEEN_COLUMNS}, d.position FROM page d ${SEEN_JOINS} ORDER BY d.position`;

const isOpen = (state: DeliveryState): boolean => state === 'waiting' || state === 'received';

const MARKS = `
SELECT u.unit, coalesce((SELECT max(d.position) FROM delivery d WHERE d.unit = u.unit), 0) AS position,
  coalesce(i.changes, 0) AS changes
FROM unnest($1::text[]) AS u(unit) LEFT JOIN inbox i ON i.unit = u.unit`;

interface MarkRow {
  unit: string;
  position: string;
  changes: string;
}

interface OutboxRow {
  id: string;
  message_id: string;
  kind: string;
  episode_id: string | null;
  episode_number: string | null;
  received_at: Date;
  withdrawn: boolean;
  waits: boolean;
  waits_until: Date | null;
}

interface OutboxDeliveryRow {
  id: string;
  message_id: string;
  unit: string;
  role: string;
  state: DeliveryState;
  receipt_due: Date | null;
  receipt_at: Date | null;
  receipt_recorded_at: Date | null;
  receipt_by: StaffMember | null;
}

/** Inboxes and outboxes in PostgreSQL. Every reading is one transaction with the marking and the audit that belong to it. */
export class PgInboxStore extends InboxStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async fetch(inboxQuery: InboxQuery, actor: string, now: Date): Promise<InboxPage> {
    return inTransaction(this.dataSource, async (sql, later) => {
      const { unit, after, limit, state } = inboxQuery;
      const mark = (await readMarks(sql, [unit])).get(unit) ?? { position: 0n, changes: 0n };
      const rows = await sql<PageRow>(pageQuery(state), [unit, String(after), limit, now]);
      const hasFetched = rows.some((row) => row.is_first_fetch);
      await appendAudit(sql, fetchLines(rows, unit, actor, now));
      await countFetched(later, unit, rows.filter((row) => row.is_first_fetch).length, now);
      if (hasFetched) await bumpInboxes(sql, [unit]);
      const items = (await withPresentStates(sql, rows, state)).map(itemOf);
      const next = items.at(-1)?.cursor ?? String(after);
      return { items, next, mark: hasFetched ? { ...mark, changes: mark.changes + 1n } : mark };
    });
  }

  override async marks(units: readonly string[]): Promise<Map<string, InboxMark>> {
    return readMarks((text, parameters) => query(this.dataSource, text, parameters), units);
  }

  override async delivery(id: string): Promise<Delivery | undefined> {
    const text = `SELECT ${SEEN_COLUMNS} FROM delivery d ${SEEN_JOINS} WHERE d.id = $1`;
    const [row] = await query<SeenRecord>(this.dataSource, text, [id]);
    return row && seenIn(row);
  }

  override async deliveries({ unit, after, limit, states }: DeliveryQuery): Promise<DeliveryPage> {
    const rows = await query<SeenRecord & { position: string }>(
      this.dataSource,
      deliveriesQuery(states.every(isOpen)),
      [unit, String(after), states, limit],
    );
    return { items: rows.map(seenIn), next: rows.at(-1)?.position ?? String(after) };
  }

  override async unitsOf(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await query<{ id: string; unit: string }>(
      this.dataSource,
      'SELECT id, unit FROM delivery WHERE id = ANY($1::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.unit]));
  }

  override async message(deliveryId: string, actor: string, now: Date): Promise<VisibleMessage | undefined> {
    return inTransaction(this.dataSource, async (sql, later) => {
      const fetched = await sql(
        `UPDATE delivery SET state = 'received', fetched_at = $2 WHERE id = $1 AND state = 'waiting' RETURNING id`,
        [deliveryId, now],
      );
      const rows = await sql<Pick<PageRow, 'state' | 'body' | 'is_over' | 'has_part'> & { unit: string }>(
        `SELECT d.unit, d.state, m.body, ${isOverAt('$2', 'd')} AS is_over, ${hasPart('d.unit')} AS has_part
         FROM delivery d JOIN message m ON m.id = d.message_id LEFT JOIN plan pl ON pl.id = m.plan_id WHERE d.id = $1`,
        [deliveryId, now],
      );
      const row = rows[0];
      if (row === undefined) return undefined;
      const action = fetched.length > 0 ? 'fetched' : 'read';
      await appendAudit(sql, [{ at: now, actor, action, unit: row.unit, subject: 'delivery', subjectId: deliveryId }]);
      await countFetched(later, row.unit, fetched.length, now);
      if (fetched.length > 0) await bumpInboxes(sql, [row.unit]);
      return visibleIn(row);
    });
  }

  override async outbox(
    page: { unit: string; before: string | undefined; limit: number },
    actor: string,
    now: Date,
  ): Promise<OutboxItem[]> {
    return inTransaction(this.dataSource, async (sql) => {
      const { unit, before, limit } = page;
      const messages = await sql<OutboxRow>(
        `SELECT id, message_id, kind, episode_id, body->>'episodeId' AS episode_number, received_at,
           withdrawn_by IS NOT NULL AS withdrawn, waits_for IS NOT NULL AS waits, nullif(waits_until, 'infinity') AS waits_until
         FROM message WHERE sender = $1 AND (waits_until IS NULL OR waits_until > $3)
           ${before === undefined ? '' : 'AND id < $4'} ORDER BY id DESC LIMIT $2`,
        [unit, limit, now, ...(before === undefined ? [] : [before])],
      );
      const first = messages[0];
      if (first === undefined) return [];
      const ids = messages.map((message) => message.id);
      const deliveries = await sql<OutboxDeliveryRow>(
        `SELECT id, message_id, unit, role, state, receipt_due, receipt_at, receipt_recorded_at, receipt_by
         FROM delivery WHERE message_id = ANY($1::uuid[]) ORDER BY position`,
        [ids],
      );
      const subject = { subject: 'message' as const, subjectId: first.id, detail: { messages: ids } };
      await appendAudit(sql, [{ at: now, actor, action: 'outbox-read', unit, ...subject }]);
      return messages.map((message) => outboxItemOf(message, deliveries));
    });
  }
}

async function countFetched(sql: Sql, unit: string, deliveries: number, now: Date): Promise<void> {
  const counts = new Counts(now);
  counts.add(unit, 'fetched', deliveries);
  await appendCounts(sql, counts);
}

async function readMarks(sql: Sql, units: readonly string[]): Promise<Map<string, InboxMark>> {
  const rows = await sql<MarkRow>(MARKS, [units]);
  return new Map(
    rows.map((row) => [row.unit, { position: BigInt(row.position), changes: BigInt(row.changes) }] as const),
  );
}

/** Each delivery's first fetch has a line of its own, what was read again on the page one line together. */
function fetchLines(rows: readonly PageRow[], unit: string, actor: string, at: Date): AuditLine[] {
  const lines = rows
    .filter((row) => row.is_first_fetch)
    .map((row): AuditLine => ({ at, actor, action: 'fetched', unit, subject: 'delivery', subjectId: row.id }));
  const again = rows.filter((row) => !row.is_first_fetch).map((row) => row.id);
  const [first] = again;
  if (first === undefined) return lines;
  const detail = { deliveries: again };
  return [...lines, { at, actor, action: 'read', unit, subject: 'delivery', subjectId: first, detail }];
}

/** What somebody else changed while the page was marked is shown as it is now, and not at all when it waits no more. */
async function withPresentStates(sql: Sql, rows: readonly PageRow[], state: InboxQuery['state']): Promise<PageRow[]> {
  const raced = rows.filter((row) => row.state === 'waiting' && !row.is_first_fetch).map((row) => row.id);
  const marked = rows.map((row) => (row.is_first_fetch ? { ...row, state: 'received' as const } : row));
  if (raced.length === 0) return marked;
  const present = await sql<{ id: string; state: DeliveryState }>(
    'SELECT id, state FROM delivery WHERE id = ANY($1::uuid[])',
    [raced],
  );
  const states = new Map(present.map((row) => [row.id, row.state]));
  return marked
    .map((row) => ({ ...row, state: states.get(row.id) ?? row.state }))
    .filter((row) => state === 'all' || isOpen(row.state));
}

function itemOf(row: PageRow): InboxItem {
  return {
    deliveryId: row.id,
    cursor: row.position,
    receivedAt: row.accepted_at,
    receiptDue: row.receipt_due,
    state: row.state,
    message: visibleIn(row),
  };
}

function seenIn(row: SeenRecord): Delivery {
  return visibleTo(deliveryOf(row), row.has_part);
}

function visibleIn(row: Pick<PageRow, 'state' | 'body' | 'is_over' | 'has_part'>): VisibleMessage {
  return visibleTo(stillVisible(row.body, row.state, row.is_over), row.has_part);
}

function outboxItemOf(message: OutboxRow, deliveries: readonly OutboxDeliveryRow[]): OutboxItem {
  return {
    id: message.id,
    messageId: message.message_id,
    kind: message.kind,
    episode: message.episode_id ?? undefined,
    episodeId: message.episode_number ?? undefined,
    receivedAt: message.received_at,
    withdrawn: message.withdrawn,
    waits: message.waits ? { until: message.waits_until } : undefined,
    deliveries: deliveries
      .filter((delivery) => delivery.message_id === message.id)
      .map((delivery) => ({
        id: delivery.id,
        unit: delivery.unit,
        role: delivery.role,
        state: delivery.state,
        receiptDue: delivery.receipt_due,
        receipt: receiptOf(delivery),
      })),
  };
}
