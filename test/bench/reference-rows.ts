import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { v7 } from 'uuid';

/** The rows of one message as the hub wrote them, by table; what the next message has anew is marked in them. */
export interface RowTemplate {
  readonly tables: readonly TableTemplate[];
  /** How many ids one message needs. */
  readonly ids: number;
}

interface TableTemplate {
  /** One INSERT for all rows of the table; positions come from the sequence, as in the hub. */
  readonly statement: string;
  readonly values: readonly ValueTemplate[];
}

/** A value that stays, or one that is put together anew: texts with the numbers of the ids between them. */
type ValueTemplate =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'text' | 'bytes'; readonly parts: readonly (string | number)[] }
  | { readonly kind: 'now' }
  | { readonly kind: 'random'; readonly bytes: number };

type Row = Readonly<Record<string, unknown>>;

/** Which rows of each table belong to a message, `$1` being its id in the hub. */
const ROWS: Readonly<Record<string, string>> = {
  payload: 'SELECT p.* FROM payload p JOIN message m ON m.payload_id = p.id WHERE m.id = $1',
  message: 'SELECT * FROM message WHERE id = $1',
  idempotency_key: 'SELECT * FROM idempotency_key WHERE message_id = $1',
  episode: 'SELECT e.* FROM episode e JOIN message m ON m.episode_id = e.id WHERE m.id = $1',
  deadline: 'SELECT * FROM deadline WHERE message_id = $1',
  audit_entry: "SELECT * FROM audit_entry WHERE subject_id = $1 AND action = 'message-accepted'",
  // What a message that comes alone appends to the counters; the rows themselves may have been folded by now.
  counter_delta: `SELECT sender AS unit, 'received' AS metric, 1 AS delta, received_at AS at FROM message WHERE id = $1
    UNION ALL SELECT unit, metric, 1, accepted_at FROM delivery, unnest(ARRAY['delivered', 'waiting']) AS metric WHERE message_id = $1`,
  delivery: 'SELECT * FROM delivery WHERE message_id = $1',
};

/** Columns that the database numbers itself. */
const NUMBERED = new Set(['audit_entry.id', 'counter_delta.id']);

/** Reads back what the hub wrote for one message, so that the reference writes the same rows and not what somebody believes them to be. */
export async function readTemplate(hub: ClientBase, messageId: string): Promise<RowTemplate> {
  const found = await hub.query<{ id: string }>('SELECT id FROM message WHERE message_id = $1', [messageId]);
  const id = found.rows[0]?.id;
  if (found.rows.length !== 1 || id === undefined) throw new Error('the hub has no single message to take the rows of');
  const rows = new Map<string, Row[]>();
  for (const [table, select] of Object.entries(ROWS)) rows.set(table, (await hub.query<Row>(select, [id])).rows);
  return templateOf(rows);
}

/** Marks what differs from message to message: ids, the sender's numbers, hashes and the time of arrival. */
export function templateOf(rows: ReadonlyMap<string, readonly Row[]>): RowTemplate {
  const message = rows.get('message')?.[0];
  const episode = rows.get('episode')?.[0];
  const ids = new Set<string>();
  for (const value of [message?.['message_id'], episode?.['number'], episode?.['patient_id']]) {
    if (typeof value === 'string') ids.add(value);
  }
  for (const row of [...rows.values()].flat()) {
    for (const value of Object.values(row)) if (typeof value === 'string' && UUID.test(value)) ids.add(value);
  }
  const marks = [...ids];
  const receivedAt = message?.['received_at'];
  const tables = [...rows].map(([table, own]) => tableTemplate(table, own, marks, receivedAt));
  return { tables, ids: marks.length };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function tableTemplate(
  table: string,
  rows: readonly Row[],
  ids: readonly string[],
  receivedAt: unknown,
): TableTemplate {
  const [first] = rows;
  if (first === undefined) throw new Error(`the hub wrote no row of ${table}`);
  const columns = Object.keys(first).filter((column) => !NUMBERED.has(`${table}.${column}`));
  const values: ValueTemplate[] = [];
  const lines = rows.map((row) => {
    const cells = columns.map((column) => {
      if (column === 'position') return `nextval('delivery_position')`;
      values.push(valueTemplate(row[column], ids, receivedAt));
      return `$${String(values.length)}`;
    });
    return `(${cells.join(', ')})`;
  });
  const names = columns.map((column) => `"${column}"`).join(', ');
  return { statement: `INSERT INTO "${table}" (${names}) VALUES ${lines.join(', ')}`, values };
}

function valueTemplate(value: unknown, ids: readonly string[], receivedAt: unknown): ValueTemplate {
  if (value instanceof Date) {
    const isArrival = receivedAt instanceof Date && value.getTime() === receivedAt.getTime();
    return isArrival ? { kind: 'now' } : { kind: 'constant', value };
  }
  if (Buffer.isBuffer(value)) {
    const parts = split(value.toString('utf8'), ids);
    return parts.length > 1 ? { kind: 'bytes', parts } : { kind: 'random', bytes: value.length };
  }
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  if (typeof text !== 'string') return { kind: 'constant', value };
  const parts = split(text, ids);
  return parts.some((part) => typeof part === 'number') ? { kind: 'text', parts } : { kind: 'constant', value: text };
}

/** The text in pieces, each id in it replaced by its number. */
function split(text: string, ids: readonly string[]): (string | number)[] {
  let parts: (string | number)[] = [text];
  ids.forEach((id, index) => {
    parts = parts.flatMap((part) =>
      typeof part === 'number' ? [part] : part.split(id).flatMap((piece, n) => (n === 0 ? [piece] : [index, piece])),
    );
  });
  return parts.filter((part) => part !== '');
}

/** The statements of one new message, with ids, hashes and a time of its own. */
export function newMessage(template: RowTemplate): { statement: string; values: unknown[] }[] {
  const ids = Array.from({ length: template.ids }, () => v7());
  const now = new Date();
  return template.tables.map(({ statement, values }) => ({
    statement,
    values: values.map((value) => {
      switch (value.kind) {
        case 'constant':
          return value.value;
        case 'text':
          return joined(value.parts, ids);
        case 'bytes':
          return Buffer.from(joined(value.parts, ids), 'utf8');
        case 'now':
          return now;
        case 'random':
          return randomBytes(value.bytes);
      }
    }),
  }));
}

function joined(parts: readonly (string | number)[], ids: readonly string[]): string {
  let text = '';
  for (const part of parts) text += typeof part === 'number' ? (ids[part] ?? '') : part;
  return text;
}
