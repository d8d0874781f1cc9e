import type { AccessedMessage, AccessEntry, AccessQuery, AuditEntry } from '#flows/audit-ports.js';
import type { Page } from '#flows/operations-ports.js';
import { AUDIT_COLUMNS, READING_ACTIONS } from './audit-columns.js';
import { appendAudit } from './audit.js';
import type { AuditLine } from './audit.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, pageOf, WHOLE } from './keyset.js';
import type { Sql } from './transaction.js';

/** What of the hub's rows is about a person. */
interface PersonRows {
  /** Stays that are this person's now. */
  readonly stays: readonly string[];
  readonly times: readonly StayTime[];
  /** The person's plans (SIP). */
  readonly plans: readonly string[];
  readonly messages: ReadonlyMap<string, { kind: string; episode: string | null }>;
  /** Each delivery with its message, and what was refused first with the message that it became. */
  readonly handles: ReadonlyMap<string, string>;
}

/** When a stay was the person's, as PostgreSQL writes it: one that was entered in error may be another's before or after. */
interface StayTime {
  readonly id: string;
  readonly since: string;
  readonly until: string;
}

interface Stay {
  id: string;
  patientId: string;
  idType: string;
  formerIds: { id: string; idType: string }[] | null;
}

/** A person's stays, under the identity that they have now or had before; both states of a stay have an index of their own. */
const STAYS = `
SELECT id, patient_id AS "patientId", patient->>'idType' AS "idType", former_ids AS "formerIds" FROM episode WHERE id IN (
  SELECT id FROM episode WHERE patient_id = ANY($1::text[]) AND state NOT IN ('utskriven', 'avbruten', 'avslutad')
  UNION SELECT id FROM episode WHERE patient_id = ANY($1::text[]) AND state IN ('utskriven', 'avbruten', 'avslutad')
  UNION SELECT id FROM episode WHERE former_ids IS NOT NULL AND former_ids @> ANY($2::jsonb[]))`;

/** A person's plans, under the identity that they have now or had before. */
const PLANS = `
SELECT id, patient_id AS "patientId", patient->>'idType' AS "idType", former_ids AS "formerIds" FROM plan WHERE id IN (
  SELECT id FROM plan WHERE patient_id = ANY($1::text[]) AND closed_at IS NULL
  UNION SELECT id FROM plan WHERE patient_id = ANY($1::text[]) AND closed_at IS NOT NULL
  UNION SELECT id FROM plan WHERE former_ids IS NOT NULL AND former_ids @> ANY($2::jsonb[]))`;

/** What names a person is that person's, whatever stay it is in. */
const MESSAGES = `
SELECT id, kind, episode_id AS episode FROM message
WHERE episode_id = ANY($1::uuid[]) AND (person IS NULL OR person = ANY($2::text[]))
UNION SELECT id, kind, episode_id AS episode FROM message WHERE person IS NOT NULL AND person = ANY($2::text[])
UNION SELECT id, kind, episode_id AS episode FROM message WHERE plan_id IS NOT NULL AND plan_id = ANY($3::uuid[])`;

/** A stay is the person's from the first message on that is, until the next one that is not. */
const TIMES = `
SELECT s.id, (CASE WHEN bool_and(own.id IS NOT NULL) THEN '-infinity' ELSE min(m.received_at) FILTER (WHERE own.id IS NOT NULL) END)::text AS since,
  coalesce(min(m.received_at) FILTER (WHERE own.id IS NULL AND m.received_at > s.last), 'infinity')::text AS until
FROM (SELECT episode_id AS id, max(received_at) AS last FROM message WHERE id = ANY($1::uuid[]) GROUP BY episode_id) s
JOIN message m ON m.episode_id = s.id LEFT JOIN unnest($1::uuid[]) AS own(id) ON own.id = m.id
GROUP BY s.id`;

const HANDLES = `
SELECT id, message_id AS message FROM delivery WHERE message_id = ANY($1::uuid[])
UNION ALL SELECT id, replayed_as AS message FROM quarantine WHERE replayed_as IS NOT NULL AND replayed_as = ANY($1::uuid[])`;

/** What was done with a person's data, latest first; that somebody asked is a line of its own. */
export async function readAccesses(sql: Sql, query: AccessQuery, actor: string, now: Date): Promise<Page<AccessEntry>> {
  const list = 'accesses';
  const rows = await personRows(sql, query.patientId);
  const conditions = new Conditions();
  const about = aboutAny(conditions, rows);
  conditions
    .on(query.from, (p) => `a.at >= ${p}::timestamptz`)
    .on(query.to, (p) => `a.at < ${p}::timestamptz`)
    .beyond(decodeCursor(list, query.after, [WHOLE]), 'a.id', ['bigint'], true);
  const found = await sql<AuditEntry>(
    firstRows(
      `SELECT ${AUDIT_COLUMNS} FROM (${about}) AS a WHERE ${conditions.toString()} ORDER BY a.id DESC`,
      conditions.parameter(query.limit + 1),
    ),
    conditions.parameters,
  );
  await noteQuestion(sql, rows, query.reason, actor, now);
  return pageOf(found, query.limit, (row) => encodeCursor(list, [row.id]), accessOf(rows));
}

async function personRows(sql: Sql, patientId: string): Promise<PersonRows> {
  const known = [...(await rowsOf(sql, STAYS, [patientId])), ...(await rowsOf(sql, PLANS, [patientId]))];
  const ids = identitiesIn(known, patientId);
  const stays = (await rowsOf(sql, STAYS, ids)).map(({ id }) => id);
  const plans = (await rowsOf(sql, PLANS, ids)).map(({ id }) => id);
  const messages = await sql<{ id: string; kind: string; episode: string | null }>(MESSAGES, [...[stays, ids, plans]]);
  const messageIds = messages.map(({ id }) => id);
  const handles = await sql<{ id: string; message: string }>(HANDLES, [messageIds]);
  return {
    stays,
    plans,
    times: await sql<StayTime>(TIMES, [messageIds]),
    messages: new Map(messages.map(({ id, ...rest }) => [id, rest])),
    handles: new Map(handles.map(({ id, message }) => [id, message])),
  };
}

function rowsOf(sql: Sql, statement: string, ids: readonly string[]): Promise<Stay[]> {
  return sql<Stay>(statement, [ids, ids.map((id) => JSON.stringify([{ id }]))]);
}

/** Each hospital numbers its own: two may have given the same number to two persons. */
const OF_ONE_HOSPITAL = 'reservnummer';

/** The identity that was asked for, and the others that its person has or had. */
function identitiesIn(stays: readonly Stay[], asked: string): string[] {
  const others = stays.flatMap(({ patientId, idType, formerIds }) => {
    const known = [{ id: patientId, idType }, ...(formerIds ?? [])];
    const isSure = known.some((one) => one.id === asked && one.idType !== OF_ONE_HOSPITAL);
    return isSure ? known.filter((one) => one.idType !== OF_ONE_HOSPITAL).map(({ id }) => id) : [];
  });
  return [...new Set([asked, ...others])];
}

/** Lines about any of a person's rows; a line about a whole page names its deliveries or messages in its detail. */
function aboutAny(conditions: Conditions, { times, plans, handles, messages }: PersonRows): string {
  const any = conditions.parameter([...messages.keys(), ...handles.keys(), ...plans]);
  const among = conditions.parameter([...handles.keys()]);
  const sent = conditions.parameter([...messages.keys()]);
  const [stays, since, until] = [
    times.map(({ id }) => id),
    times.map((time) => time.since),
    times.map((time) => time.until),
  ].map((values) => conditions.parameter(values));
  return `SELECT * FROM audit_entry WHERE subject_id = ANY(${any}::uuid[])
    UNION SELECT e.* FROM unnest(${stays ?? ''}::uuid[], ${since ?? ''}::timestamptz[], ${until ?? ''}::timestamptz[])
      AS time(stay, since, until) JOIN audit_entry e ON e.subject_id = time.stay AND e.at >= time.since AND e.at < time.until
    UNION SELECT * FROM audit_entry WHERE detail ? 'deliveries' AND detail->'deliveries' ?| ${among}::text[]
    UNION SELECT * FROM audit_entry WHERE detail ? 'messages' AND detail->'messages' ?| ${sent}::text[]`;
}

async function noteQuestion(
  sql: Sql,
  { stays, plans, messages }: PersonRows,
  reason: string,
  actor: string,
  at: Date,
): Promise<void> {
  const line = { at, actor, action: 'accesses-read', detail: { reason } };
  const elsewhere = [...messages].filter(([, { episode }]) => episode === null || !stays.includes(episode));
  await appendAudit(sql, [
    ...stays.map((id): AuditLine => ({ ...line, subject: 'episode', subjectId: id })),
    ...plans.map((id): AuditLine => ({ ...line, subject: 'plan', subjectId: id })),
    ...elsewhere.map(([id]): AuditLine => ({ ...line, subject: 'message', subjectId: id })),
  ]);
}

const accessOf =
  (rows: PersonRows) =>
  (entry: AuditEntry): AccessEntry => {
    const messages = messagesOf(entry, rows);
    const [first] = messages;
    return {
      ...entry,
      // A line about a page of an inbox stands at the first delivery of the page, which may be another person's.
      ...(first === undefined ? {} : { subject: 'message', subjectId: first.id }),
      detail: null,
      isReading: READING_ACTIONS.some((action) => action === entry.action),
      messages,
    };
  };

/** The messages that a line was about: of a page with many persons, those that belong to this person. */
function messagesOf({ subjectId, detail }: AuditEntry, { messages, handles }: PersonRows): AccessedMessage[] {
  const ids = new Set([subjectId, ...namedIn(detail)].map((id) => handles.get(id) ?? id));
  return [...ids].flatMap((id) => {
    const message = messages.get(id);
    return message === undefined ? [] : [{ id, ...message }];
  });
}

function namedIn(detail: unknown): string[] {
  if (typeof detail !== 'object' || detail === null) return [];
  return Object.values(detail)
    .flat()
    .filter((value) => typeof value === 'string');
}
