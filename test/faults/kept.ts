import { Client } from 'pg';
import type { Acknowledged } from './journal.js';
import { serialOf } from './notices.js';
import type { Notice } from './notices.js';
import type { Outbox } from './senders.js';

/** Runs statements on the hub's database, beside the hub. */
export async function withDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface KeptMessage {
  id: string;
  message_id: string;
  sender: string;
  recipients: string[];
  /** Kinds of the open deadlines of the message, sorted. */
  deadlines: string[];
  /** Kinds of the deadlines that the message met by its own arrival, sorted; the 24 hours for the notice are among them. */
  met: string[];
  receipt_deadlines: number;
  episodes: number;
  keys: number;
  payloads: number;
  accepted: number;
  repeated: number;
}

const KEPT = `
SELECT m.id, m.message_id, m.sender,
  (SELECT coalesce(json_agg(unit ORDER BY unit), '[]') FROM delivery WHERE message_id = m.id) AS recipients,
  (SELECT coalesce(json_agg(kind ORDER BY kind), '[]') FROM deadline WHERE message_id = m.id AND state = 'open') AS deadlines,
  (SELECT coalesce(json_agg(kind ORDER BY kind), '[]') FROM deadline WHERE message_id = m.id AND state = 'met') AS met,
  (SELECT count(DISTINCT delivery_id)::int FROM deadline t JOIN delivery d ON d.id = t.delivery_id
    AND d.unit = t.responsible AND d.receipt_due = t.due WHERE t.message_id = m.id AND d.message_id = m.id) AS receipt_deadlines,
  (SELECT count(*)::int FROM episode WHERE id = m.episode_id) AS episodes,
  (SELECT count(*)::int FROM idempotency_key WHERE message_id = m.id) AS keys,
  (SELECT count(*)::int FROM payload WHERE id = m.payload_id AND bytes IS NOT NULL) AS payloads,
  (SELECT count(*)::int FROM audit_entry WHERE subject_id = m.id AND action = 'message-accepted') AS accepted,
  (SELECT count(*)::int FROM audit_entry WHERE subject_id = m.id AND action = 'message-repeated') AS repeated
FROM message m WHERE m.source <> 'hub'`;

/** How many rows there are of what every message has so and so many of: a row that hangs on nothing would show here. */
const TOTALS = `
SELECT (SELECT count(*) FROM delivery d LEFT JOIN message m ON m.id = d.message_id
    WHERE m.source IS DISTINCT FROM 'hub')::int AS deliveries, (SELECT count(*) FROM episode)::int AS episodes,
  (SELECT count(*) FROM idempotency_key)::int AS keys, (SELECT count(*) FROM payload)::int AS payloads,
  (SELECT count(*) FROM deadline)::int AS deadlines,
  (SELECT coalesce(sum(value), 0) FROM (SELECT value FROM counter WHERE metric = 'received'
    UNION ALL SELECT delta FROM counter_delta WHERE metric = 'received') c)::int AS counted`;

/** Of many faults of one kind the first ones tell enough. */
const MOST_TOLD = 10;

export interface KeptReport {
  /** What differs from what the senders were promised, the first ten; empty when all is well. */
  readonly faults: string[];
  readonly messages: number;
  /** Messages that came again and were known, over both transports. */
  readonly repeated: number;
}

/**
 * Compares what the database holds with what was acknowledged: all of it, once, with its three deliveries in the right
 * inboxes and its deadlines; and nothing by halves, acknowledged or not.
 */
export async function compareWithKept(url: string, outbox: Outbox): Promise<KeptReport> {
  return withDatabase(url, async (client) => {
    const kept = (await client.query<KeptMessage>(KEPT)).rows;
    const [totals] = (await client.query<Record<string, number>>(TOTALS)).rows;
    const byId = Map.groupBy(kept, (message) => message.message_id);
    const acknowledged = outbox.journal.read();
    const alike = { deadlines: toldDeadlines(acknowledged), met: metByOne(kept) };
    const faults = [
      ...kept.flatMap((message) => faultsOf(message, outbox.notice(serialOf(message.message_id)), alike)),
      ...[...byId].flatMap(([id, found]) => (found.length > 1 ? [`${id} is there ${String(found.length)} times`] : [])),
      ...acknowledged.flatMap((line) => promiseBroken(line, byId.get(outbox.notice(line.serial).messageId))),
      ...totalFaults(totals ?? {}, kept),
    ];
    return {
      faults: faults.slice(0, MOST_TOLD),
      messages: kept.length,
      repeated: kept.reduce((sum, message) => sum + message.repeated, 0),
    };
  });
}

/** All notices of a load are of one kind and category, so what holds for the deadlines of one holds for all. */
interface Alike {
  readonly deadlines: readonly string[];
  readonly met: readonly string[];
}

function metByOne(kept: readonly KeptMessage[]): string[] {
  return kept.find(({ met }) => met.includes('inskrivningsmeddelande'))?.met ?? [];
}

function toldDeadlines(acknowledged: readonly Acknowledged[]): readonly string[] {
  return acknowledged.find(({ deadlines }) => deadlines !== undefined)?.deadlines ?? [];
}

function promiseBroken({ serial, transport, id }: Acknowledged, found: readonly KeptMessage[] = []): string[] {
  const [message] = found;
  if (message === undefined) return [`message ${String(serial)} was acknowledged over ${transport} and is missing`];
  return id === undefined || id === message.id ? [] : [`message ${String(serial)} has another id than was answered`];
}

function faultsOf(kept: KeptMessage, notice: Notice, alike: Alike): string[] {
  const expected = {
    sender: notice.sender,
    recipients: notice.recipients,
    ...alike,
    receipt_deadlines: 3,
    episodes: 1,
    keys: 1,
    payloads: 1,
    accepted: 1,
  };
  const { id, message_id, repeated, ...rest } = kept;
  const found: Record<string, unknown> = rest;
  return Object.entries(expected).flatMap(([name, value]) =>
    JSON.stringify(found[name]) === JSON.stringify(value)
      ? []
      : [`${message_id} (${id}, repeated ${String(repeated)}): ${name} is ${JSON.stringify(found[name])}`],
  );
}

function totalFaults(totals: Record<string, number>, kept: readonly KeptMessage[]): string[] {
  const count = kept.length;
  const deadlines = kept.reduce((sum, message) => sum + message.deadlines.length + message.met.length, 0);
  const expected = {
    deliveries: 3 * count,
    episodes: count,
    keys: count,
    payloads: count,
    deadlines,
    counted: count,
  };
  return Object.entries(expected).flatMap(([name, value]) =>
    totals[name] === value ? [] : [`${String(totals[name])} ${name} in all, ${String(value)} expected`],
  );
}
