import type {
  AdmissionAnswer,
  KnownDeadline,
  KnownState,
  OutstandingDelivery,
  WaitingMessage,
  WithdrawalTarget,
} from '#domain/admission/admission-plan.js';
import type { Episode } from '#domain/episode/episode.js';
import { standingSteps } from '#domain/episode/steps.js';
import type { MessageKind } from '#domain/message.js';
import type { AdmissionAttempt, EpisodeNumber } from '#flows/ports.js';
import { EPISODE_JSON, episodeOf } from './episode-rows.js';
import type { EpisodeJson } from './episode-rows.js';
import type { Sql } from './transaction.js';

export interface EarlierMessage {
  readonly contentHash: Buffer;
  readonly answer: AdmissionAnswer;
}

/** What is known for a batch, read under the locks of its episodes and message ids. */
export interface LoadedBatch {
  /** Messages that were accepted before, by the idempotency key in hex. */
  readonly earlier: ReadonlyMap<string, EarlierMessage>;
  known(index: number): KnownState;
}

/** How PostgreSQL writes an instant that never comes. */
export const FOR_EVER = 'infinity';

interface LoadRow {
  earlier: { key: string; content_hash: string; answer: AdmissionAnswer }[] | null;
  episodes: EpisodeJson[] | null;
  others: { id: string; patient_id: string }[] | null;
  outstanding: (OutstandingDelivery & { episode: string })[] | null;
  deadlines: (Omit<KnownDeadline, 'due'> & { due: string; episode: string | null })[] | null;
  targets:
    | (Omit<WithdrawalTarget, 'episode' | 'plan'> & {
        episode: string | null;
        plan: string | null;
        sender: string;
        messageId: string;
      })[]
    | null;
  waiting:
    (Omit<WaitingMessage, 'receivedAt' | 'until'> & { receivedAt: string; until: string; patient: string })[] | null;
}

const LOAD = `
WITH found AS (
  SELECT e.* FROM unnest($2::text[], $3::text[]) AS k(organisation, number) JOIN episode e USING (organisation, number)
), target AS (
  SELECT m.* FROM unnest($5::text[], $6::text[]) AS t(sender, message_id) JOIN message m USING (sender, message_id)
)
SELECT
  (SELECT json_agg(json_build_object('key', encode(i.key, 'hex'), 'content_hash', encode(i.content_hash, 'hex'), 'answer', m.answer))
   FROM idempotency_key i JOIN message m ON m.id = i.message_id WHERE i.key = ANY($1::bytea[])) AS earlier,
  (SELECT json_agg(${EPISODE_JSON}) FROM found e) AS episodes,
  -- Two are enough to know whether there is another than the message's own, however many a patient has.
  (SELECT json_agg(json_build_object('id', e.id, 'patient_id', p.patient_id)) FROM unnest($4::text[]) AS p(patient_id)
   CROSS JOIN LATERAL (SELECT id FROM episode WHERE patient_id = p.patient_id
     AND state NOT IN ('utskriven', 'avbruten', 'avslutad') AND state <> 'planerad' LIMIT 2) e) AS others,
  (SELECT json_agg(json_build_object('id', d.id, 'message', d.message_id, 'kind', d.kind, 'episode', d.episode_id))
   FROM delivery d JOIN found f ON f.id = d.episode_id WHERE d.state IN ('waiting', 'received')) AS outstanding,
  (SELECT json_agg(json_build_object('id', d.id, 'kind', d.kind, 'due', d.due, 'state', d.state, 'message', d.message_id,
     'metBy', d.ended_by, 'delivery', d.delivery_id, 'responsible', d.responsible,
     'informs', d.informs, 'episode', d.episode_id))
   FROM (
     SELECT d.* FROM deadline d JOIN found f ON f.id = d.episode_id
     WHERE d.state <> 'cancelled' OR d.ended_by IN (SELECT id FROM target)
     UNION ALL
     SELECT d.* FROM target t JOIN delivery v ON v.message_id = t.id JOIN deadline d ON d.delivery_id = v.id
     WHERE t.episode_id IS NULL AND d.state <> 'cancelled') d) AS deadlines,
  (SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'episode', m.episode_id, 'plan', m.plan_id, 'withdrawn', m.withdrawn_by IS NOT NULL,
     'sender', m.sender, 'messageId', m.message_id, 'deliveries', coalesce((SELECT json_agg(json_build_object('id', d.id,
     'unit', d.unit, 'role', d.role, 'state', d.state)) FROM delivery d WHERE d.message_id = m.id), '[]'::json)) ORDER BY m.id DESC)
   FROM target m) AS targets,
  (SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'sender', m.sender, 'role', m.sent_as, 'receivedAt', m.received_at,
     'until', m.waits_until, 'content', m.body->'content', 'consent', m.body->'consent', 'patient', m.waits_for,
     'deliveredTo', ARRAY(SELECT d.unit FROM delivery d WHERE d.message_id = m.id AND d.state NOT IN ('forwarded', 'misdirected')))
     ORDER BY m.id)
   FROM message m WHERE m.waits_for = ANY($7::text[])) AS waiting`;

/** Reads everything that decisions on a batch need, in one statement. */
export async function loadKnown(
  sql: Sql,
  attempts: readonly AdmissionAttempt[],
  names: readonly (EpisodeNumber | undefined)[],
): Promise<LoadedBatch> {
  const named = names.flatMap((name) => name ?? []);
  const targets = attempts.flatMap((attempt) => attempt.target ?? []);
  const [row] = await sql<LoadRow>(LOAD, [
    attempts.map((attempt) => attempt.idempotencyKey),
    named.map((name) => name.organisation),
    named.map((name) => name.number),
    [...new Set(attempts.flatMap((attempt) => attempt.patientId ?? []))],
    targets.map((target) => target.sender),
    targets.map((target) => target.messageId),
    [...new Set(attempts.flatMap(({ mayOpen, patientId }) => (mayOpen ? (patientId ?? []) : [])))],
  ]);
  const earlier = new Map(
    (row?.earlier ?? []).map((entry) => [
      entry.key,
      { contentHash: Buffer.from(entry.content_hash, 'hex'), answer: entry.answer },
    ]),
  );
  return { earlier, known: (index) => knownOf(row, attempts[index], names[index]) };
}

function knownOf(
  row: LoadRow | undefined,
  attempt: AdmissionAttempt | undefined,
  name: EpisodeNumber | undefined,
): KnownState {
  const found = row?.episodes?.find((one) => one.organisation === name?.organisation && one.number === name.number);
  const episode = found && episodeOf(found);
  const target = attempt?.target && targetOf(row, attempt.target);
  const outstanding = (row?.outstanding ?? []).filter((delivery) => delivery.episode === episode?.id);
  return {
    episode,
    hasOtherOpenEpisode: (row?.others ?? []).some(
      (other) => other.patient_id === attempt?.patientId && other.id !== episode?.id,
    ),
    outstanding,
    deadlines: (row?.deadlines ?? [])
      .filter((deadline) =>
        episode === undefined
          ? deadline.episode === null && deadline.message === target?.id
          : deadline.episode === episode.id,
      )
      .map((deadline) => ({
        ...deadline,
        due: new Date(deadline.due),
        metBy: deadline.metBy ?? undefined,
        delivery: deadline.delivery ?? undefined,
      })),
    target,
    waiting: attempt?.mayOpen === true ? waitingFor(row, attempt.patientId) : undefined,
    receipted: episode && receiptedIn(episode, outstanding),
  };
}

function targetOf(row: LoadRow | undefined, { sender, messageId }: { sender: string; messageId: string }) {
  const found = row?.targets?.find((one) => one.sender === sender && one.messageId === messageId);
  return found && { ...found, episode: found.episode ?? undefined, plan: found.plan ?? undefined };
}

function waitingFor(row: LoadRow | undefined, patientId: string | undefined): WaitingMessage[] {
  const found = (row?.waiting ?? []).filter(({ patient }) => patient === patientId);
  return found.map(({ id, kind, sender, role, content, consent, deliveredTo, receivedAt, until }) => ({
    ...{ id, kind, sender, role, content, consent, deliveredTo },
    receivedAt: new Date(receivedAt),
    until: until === FOR_EVER ? null : new Date(until),
  }));
}

/** Of each kind the first message that stands is asked for: the later ones bring nothing to plan anew. */
function receiptedIn(episode: Episode, outstanding: readonly OutstandingDelivery[]): MessageKind[] {
  const firsts = new Map<MessageKind, string>();
  for (const { kind, message } of standingSteps(episode)) if (!firsts.has(kind)) firsts.set(kind, message);
  const waiting = new Set(outstanding.map(({ message }) => message));
  return [...firsts].flatMap(([kind, message]) => (waiting.has(message) ? [] : [kind]));
}
