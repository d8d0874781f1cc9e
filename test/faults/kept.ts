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
  /** Null, like all that follows, when there are none. */
  recipients: string[] | null;
  /** Kinds of the open deadlines of the message, sorted. */
  deadlines: string[] | null;
  /** Kinds of the deadlines that the message met by its own arrival, sorted; the 24 hours for the notice are among them. */
  met: string[] | null;
  receipt_deadlines: number | null;
  episodes: number;
  keys: number | null;
  payloads: number;
  accepted: number | null;
  repeated: number | null;
}

/** Each table is read once as a whole: some have no index that would find the rows of one message. */
const KEPT = `
WITH deliveries AS (
  SELECT message_id, json_agg(unit ORDER BY unit) AS recipients FROM delivery GROUP BY 1
), deadlines AS (
  SELECT t.message_id, coalesce(json_agg(t.kind ORDER BY t.kind) FILTER (WHERE t.state = 'open'), '[]') AS deadlines,
    coalesce(json_agg(t.kind ORDER BY t.kind) FILTER (WHERE t.state = 'met'), '[]') AS met,
    count(DISTINCT d.id)::int AS receipt_deadlines
  FROM deadline t LEFT JOIN delivery d ON d.id = t.delivery_id AND d.message_id = t.message_id
    AND d.unit = t.responsible AND d.receipt_due = t.due GROUP BY 1
), keys AS (
  SELECT message_id, count(*)::int AS keys FROM idempotency_key GROUP BY 1
), audit AS (
  SELECT subject_id, (count(*) FILTER (WHERE action = 'message-accepted'))::int AS accepted,
    (count(*) FILTER (WHERE action = 'message-repeated'))::int AS repeated FROM audit_entry GROUP BY 1
)
SELECT m.id, m.message_id, m.sender, recipients, deadlines, met, receipt_deadlines, (e.id IS NOT NULL)::int AS episodes, keys,
  (p.bytes IS NOT NULL)::int AS payloads, accepted, repeated
FROM message m LEFT JOIN deliveries d ON d.message_id = m.id LEFT JOIN deadlines t ON t.message_id = m.id
  LEFT JOIN keys k ON k.message_id = m.id LEFT JOIN audit a ON a.subject_id = m.id
  LEFT JOIN episode e ON e.id = m.episode_id LEFT JOIN payload p ON p.id = m.payload_id
WHERE m.source <> 'hub'`;

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
      repeated: kept.reduce((sum, message) => sum + (message.repeated ?? 0), 0),
    };
  });
}

/** All notices of a load are of one kind and category, so what holds for the deadlines of one holds for all. */
interface Alike {
  readonly deadlines: readonly string[];
  readonly met: readonly string[];
}

function metByOne(kept: readonly KeptMessage[]): string[] {
  return kept.find(({ met }) => met?.includes('inskrivningsmeddelande'))?.met ?? [];
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
  const deadlines = kept.reduce(
    (sum, message) => sum + (message.deadlines?.length ?? 0) + (message.met?.length ?? 0),
    0,
  );
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
