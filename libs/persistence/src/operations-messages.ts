import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import type { MessageDelivery, MessageQuery, MessageView, Page } from '#flows/operations-ports.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, INSTANT, pageOf, UUID, WHOLE } from './keyset.js';
import type { Sql } from './transaction.js';

export interface MessageRow extends Omit<MessageView, 'deliveries'> {
  deliveries: (Omit<MessageDelivery, 'receiptDue'> & { receiptDue: string | null })[] | null;
}

/** Columns of a message `m`: nothing of its body, since lists show no personal data. */
export const MESSAGE_COLUMNS = `
  m.id, m.message_id AS "messageId", m.kind, m.sender, m.profile, m.episode_id AS episode, ep.number AS "episodeNumber", m.plan_id AS plan, m.source,
  p.content_type AS "contentType", m.received_at AS "receivedAt", m.withdrawn_by AS "withdrawnBy", l.deliveries`;

export const MESSAGE_JOINS = `
LEFT JOIN episode ep ON ep.id = m.episode_id
LEFT JOIN payload p ON p.id = m.payload_id
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_object('id', dl.id, 'unit', dl.unit, 'role', dl.role, 'state', dl.state, 'receiptDue', dl.receipt_due)
    ORDER BY dl.position) AS deliveries
  FROM delivery dl WHERE dl.message_id = m.id) l ON true`;

export function messageView({ deliveries, ...row }: MessageRow): MessageView {
  return {
    ...row,
    deliveries: (deliveries ?? []).map((delivery) => ({
      ...delivery,
      receiptDue: delivery.receiptDue === null ? null : new Date(delivery.receiptDue),
    })),
  };
}

/** A page of messages, latest first. The most telling filter decides which index is walked and what the cursor holds. */
export async function readMessages(sql: Sql, query: MessageQuery): Promise<Page<MessageView>> {
  const episodes = query.episode === undefined ? undefined : await episodeIds(sql, query.episode);
  const isNamed = query.messageId !== undefined || query.plan !== undefined || episodes !== undefined;
  if (isNamed) return named(sql, query, episodes);
  return query.unit === undefined ? byTime(sql, query) : byUnit(sql, query, query.unit);
}

async function episodeIds(sql: Sql, episode: string): Promise<string[]> {
  if (UUID.test(episode)) return [episode];
  const rows = await sql<{ id: string }>('SELECT id FROM episode WHERE number = $1', [episode]);
  return rows.map((row) => row.id);
}

function filters({ kind, from, to }: MessageQuery, isByKind: boolean): Conditions {
  return new Conditions()
    .on(isByKind ? undefined : kind, (p) => `m.kind = ${p}`)
    .on(from, (p) => `m.received_at >= ${p}::timestamptz`)
    .on(to, (p) => `m.received_at < ${p}::timestamptz`);
}

/** Messages under one sender's id, or of one care episode or plan: few. */
async function named(sql: Sql, query: MessageQuery, episodes: string[] | undefined): Promise<Page<MessageView>> {
  const list = 'messages named';
  const conditions = filters(query, false)
    .on(query.messageId, (p) => `m.message_id = ${p}`)
    .on(episodes, (p) => `m.episode_id = ANY(${p}::uuid[])`)
    .on(query.plan, (p) => `m.plan_id = ${p}::uuid`)
    .on(query.unit, (p) => `(m.sender = ${p} OR EXISTS (SELECT FROM delivery WHERE message_id = m.id AND unit = ${p}))`)
    .beyond(decodeCursor(list, query.after, [UUID]), 'm.id', ['uuid'], true);
  const rows = await sql<MessageRow>(
    `WITH picked AS MATERIALIZED (${firstRows(
      `SELECT m.id FROM message m WHERE ${conditions.toString()} ORDER BY m.id DESC`,
      conditions.parameter(query.limit + 1),
    )})
     SELECT ${MESSAGE_COLUMNS} FROM picked JOIN message m ON m.id = picked.id ${MESSAGE_JOINS} ORDER BY m.id DESC`,
    conditions.parameters,
  );
  return pageOf(rows, query.limit, (row) => encodeCursor(list, [row.id]), messageView);
}

/** All messages, or those of a kind, by time of receipt: the head of each kind's part of one index, merged. */
async function byTime(sql: Sql, query: MessageQuery): Promise<Page<MessageView>> {
  const list = 'messages by time';
  const conditions = filters(query, true).beyond(
    decodeCursor(list, query.after, [INSTANT, UUID]),
    'm.received_at, m.id',
    ['timestamptz', 'uuid'],
    true,
  );
  const kinds = conditions.parameter(query.kind === undefined ? ANY_MESSAGE_KINDS : [query.kind]);
  const limit = conditions.parameter(query.limit + 1);
  const head = firstRows(
    `SELECT m.id, m.received_at FROM message m WHERE m.kind = k.kind AND ${conditions.toString()}
     ORDER BY m.received_at DESC, m.id DESC`,
    limit,
  );
  const heads = `SELECT head.id, head.received_at FROM unnest(${kinds}::text[]) AS k(kind) CROSS JOIN LATERAL (${head}) head
    ORDER BY head.received_at DESC, head.id DESC`;
  const rows = await sql<MessageRow & { time_key: string }>(
    `WITH picked AS MATERIALIZED (${firstRows(heads, limit)})
     SELECT m.received_at::text AS time_key, ${MESSAGE_COLUMNS} FROM picked JOIN message m ON m.id = picked.id ${MESSAGE_JOINS}
     ORDER BY m.received_at DESC, m.id DESC`,
    conditions.parameters,
  );
  return pageOf(
    rows,
    query.limit,
    (row) => encodeCursor(list, [row.time_key, row.id]),
    ({ time_key: _, ...row }) => messageView(row),
  );
}

/** A message in one of a unit's two streams: what it sent (by id), what it got (by position). */
type UnitRow = MessageRow & { place: string; at: Date };

/** Beyond every id and every position. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const LAST_POSITION = '999999999999999999';

/** What a unit sent and what it got, merged; the cursor holds a place in each of the two. */
async function byUnit(sql: Sql, query: MessageQuery, unit: string): Promise<Page<MessageView>> {
  const list = 'messages of unit';
  const places = decodeCursor(list, query.after, [UUID, WHOLE]) ?? [];
  const [sentBefore = LAST_ID, gotBefore = LAST_POSITION] = places;
  const sent = await sentRows(sql, query, unit, sentBefore);
  const got = await gotRows(sql, query, unit, gotBefore);
  const items: MessageView[] = [];
  let [s, g] = [0, 0];
  while (items.length < query.limit) {
    const [fromSent, fromGot] = [sent[s], got[g]];
    const isSent = fromSent !== undefined && (fromGot === undefined || fromSent.at >= fromGot.at);
    const row = isSent ? fromSent : fromGot;
    if (row === undefined) break;
    if (isSent) s += 1;
    else g += 1;
    items.push(messageOf(row));
  }
  const isMore = s < sent.length || g < got.length;
  const next = [sent[s - 1]?.place ?? sentBefore, got[g - 1]?.place ?? gotBefore];
  return { items, next: isMore ? encodeCursor(list, next) : undefined };
}

function messageOf({ place: _, at: __, ...message }: UnitRow): MessageView {
  return messageView(message);
}

async function sentRows(sql: Sql, query: MessageQuery, unit: string, before: string): Promise<UnitRow[]> {
  const conditions = filters(query, false)
    .on(unit, (p) => `m.sender = ${p}`)
    .on(before, (p) => `m.id < ${p}::uuid`);
  return sql<UnitRow>(
    `WITH picked AS MATERIALIZED (${firstRows(
      `SELECT m.id FROM message m WHERE ${conditions.toString()} ORDER BY m.id DESC`,
      conditions.parameter(query.limit + 1),
    )})
     SELECT m.id AS place, m.received_at AS at, ${MESSAGE_COLUMNS} FROM picked JOIN message m ON m.id = picked.id ${MESSAGE_JOINS}
     ORDER BY m.id DESC`,
    conditions.parameters,
  );
}

/** What came back by forwarding stands where it came last; what the unit sent to itself stands among what it sent. */
async function gotRows(sql: Sql, query: MessageQuery, unit: string, before: string): Promise<UnitRow[]> {
  const conditions = filters(query, false)
    .on(unit, (p) => `g.unit = ${p} AND m.sender <> ${p}`)
    .on(before, (p) => `g.position < ${p}::bigint`);
  return sql<UnitRow>(
    `WITH picked AS MATERIALIZED (${firstRows(
      `SELECT g.message_id, g.position, g.accepted_at FROM delivery g JOIN message m ON m.id = g.message_id
       WHERE ${conditions.toString()} AND NOT EXISTS (
         SELECT FROM delivery later WHERE later.message_id = g.message_id AND later.unit = g.unit AND later.position > g.position
       ) ORDER BY g.position DESC`,
      conditions.parameter(query.limit + 1),
    )})
     SELECT picked.position::text AS place, picked.accepted_at AS at, ${MESSAGE_COLUMNS}
     FROM picked JOIN message m ON m.id = picked.message_id ${MESSAGE_JOINS} ORDER BY picked.position DESC`,
    conditions.parameters,
  );
}
