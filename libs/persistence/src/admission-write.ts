import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Episode } from '#domain/episode/episode.js';
import { isPersonKind } from '#domain/person.js';
import type { Plan } from '#domain/plan/plan.js';
import type { AdmissionAttempt } from '#flows/ports.js';
import { FOR_EVER } from './admission-load.js';
import type { AuditLine } from './audit.js';
import { appendAudit } from './audit.js';
import { Counts, appendCounts } from './counters.js';
import { joinEarly, renameEarly } from './early-joins.js';
import { endDeadlines } from './deadlines.js';
import type { DeadlineEnd } from './deadlines.js';
import { insertDeliveries, withdrawDeliveries } from './deliveries.js';
import { writePlans } from './plan-write.js';
import { endLetterDuties, plansWithout, writePrintJobs } from './print-jobs.js';
import { reportColumnsOf } from './report-columns.js';
import type { Sql } from './transaction.js';

export interface AcceptedAdmission {
  readonly attempt: AdmissionAttempt;
  readonly plan: AdmissionPlan;
  readonly payloadId: string;
}

/** Writes all consequences of a batch; deliveries last, since their positions are taken under a lock. */
export async function writeAdmissions(
  sql: Sql,
  later: Sql,
  accepted: readonly AcceptedAdmission[],
  duplicates: readonly { attempt: AdmissionAttempt; message: string }[],
): Promise<void> {
  if (accepted.length + duplicates.length === 0) return;
  const counts = countsOf(accepted, duplicates);
  await leaveToPerson(later, accepted);
  if (accepted.length > 0) await insertRows(later, accepted);
  const plans = accepted.map(({ plan }) => plan);
  const prints = accepted.flatMap(({ plan: { printJobs }, attempt }) =>
    printJobs === undefined ? [] : [{ changes: printJobs, at: attempt.raw.receivedAt }],
  );
  await writePrintJobs(later, prints);
  await joinEarly(sql, plans);
  await renameEarly(sql, plans);
  await endThings(sql, accepted, counts);
  await endLetterDuties(sql, plansWithout(prints), counts.at, counts);
  await appendAudit(later, auditOf(accepted, duplicates));
  await appendCounts(later, counts);
  await writePlans(
    later,
    plans.flatMap((plan) => plan.plans ?? []),
  );
  await insertDeliveries(
    later,
    accepted.flatMap(({ plan, attempt }) => deliveriesOf(plan, attempt)),
  );
}

const INSERT = `
WITH payloads AS (
  INSERT INTO payload (id, bytes, content_type) SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::text[])
), messages AS (
  INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, payload_id, body, answer,
    waits_for, waits_until, sent_as, person, plan_id)
  SELECT id, message_id, kind, sender, profile, episode_id, source, received_at, payload_id, body, answer, waits_for, waits_until,
    sent_as, person, plan_id FROM json_to_recordset($4::json)
    AS row(id uuid, message_id text, kind text, sender text, profile text, episode_id uuid, source text, received_at timestamptz,
      payload_id uuid, body json, answer json, waits_for text, waits_until timestamptz, sent_as text, person text, plan_id uuid)
), keys AS (
  INSERT INTO idempotency_key (key, content_hash, message_id) SELECT * FROM unnest($5::bytea[], $6::bytea[], $7::uuid[])
), episodes AS (
  INSERT INTO episode AS e (id, organisation, number, profile, patient_id, state, version, patient, facts, steps, former_ids,
    first_ready_at, ended_at)
  SELECT id, organisation, number, profile, patient_id, state, version, patient, facts, steps, former_ids, first_ready_at, ended_at
    FROM json_to_recordset($8::json)
    AS row(id uuid, organisation text, number text, profile text, patient_id text, state text, version integer, patient jsonb,
      facts jsonb, steps jsonb, former_ids jsonb, first_ready_at timestamptz, ended_at timestamptz)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = excluded.version, patient_id = excluded.patient_id,
    patient = excluded.patient, facts = excluded.facts, steps = excluded.steps, former_ids = excluded.former_ids,
    first_ready_at = excluded.first_ready_at, ended_at = excluded.ended_at
)
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, started_from, due, state, late, ended_at, ended_by, responsible, informs,
  episode_id, message_id, delivery_id, fired, next_fire_at, overdue, plan_id, about)
SELECT id, kind, rule, profile, scope, started_at, started_from, due, state, late, ended_at, ended_by, responsible, informs, episode_id, message_id,
  delivery_id, '[]', next_fire_at, false, plan_id, about FROM json_to_recordset($9::json)
  AS row(id uuid, kind text, rule text, profile text, scope text, started_at timestamptz, started_from text, due timestamptz, state text, late boolean,
    ended_at timestamptz, ended_by uuid, responsible text, informs text, episode_id uuid, message_id uuid, delivery_id uuid,
    next_fire_at timestamptz, plan_id uuid, about text)`;

/**
 * What was said in a stay that was entered in error stays with the person of whom it was said, when the stay begins anew: that
 * may be with another one.
 */
async function leaveToPerson(sql: Sql, accepted: readonly AcceptedAdmission[]): Promise<void> {
  const begun = accepted.flatMap(({ plan }) => (isBegunAnew(plan) ? [plan.episode.id] : []));
  if (begun.length === 0) return;
  await sql(
    `UPDATE message m SET person = e.patient_id FROM episode e
     WHERE e.id = ANY($1::uuid[]) AND m.episode_id = e.id AND m.person IS NULL`,
    [begun],
  );
}

function isBegunAnew(plan: AdmissionPlan): plan is AdmissionPlan & { episode: Episode } {
  const { episode, message } = plan;
  const at = episode?.steps.findIndex((step) => step.message === message.id) ?? 0;
  return at > 0 && episode?.steps.slice(0, at).every(({ withdrawn }) => withdrawn === true) === true;
}

/** An array of bytes goes over the wire as text, which for a large message takes several times its size: it goes alone. */
const LARGE_BYTES = 64 * 1024;

async function insertRows(sql: Sql, accepted: readonly AcceptedAdmission[]): Promise<void> {
  const isLarge = ({ attempt }: AcceptedAdmission) => attempt.raw.bytes.length > LARGE_BYTES;
  for (const { payloadId, attempt } of accepted.filter(isLarge)) {
    const { bytes, contentType } = attempt.raw;
    await sql('INSERT INTO payload (id, bytes, content_type) VALUES ($1, $2, $3)', [payloadId, bytes, contentType]);
  }
  const small = accepted.filter((one) => !isLarge(one));
  await sql(INSERT, [
    small.map(({ payloadId }) => payloadId),
    small.map(({ attempt }) => attempt.raw.bytes),
    small.map(({ attempt }) => attempt.raw.contentType),
    JSON.stringify(accepted.map(messageRow)),
    accepted.map(({ attempt }) => attempt.idempotencyKey),
    accepted.map(({ attempt }) => attempt.contentHash),
    accepted.map(({ plan }) => plan.message.id),
    JSON.stringify(accepted.flatMap(({ plan }) => episodesOf(plan).map(episodeRow))),
    JSON.stringify(accepted.flatMap(({ plan, attempt }) => deadlineRows(plan, attempt))),
  ]);
}

function messageRow({ plan, attempt, payloadId }: AcceptedAdmission): Record<string, unknown> {
  const { message } = plan;
  return {
    id: message.id,
    message_id: message.messageId,
    kind: message.kind,
    sender: message.sender,
    profile: plan.profile,
    episode_id: plan.episode?.id ?? null,
    source: attempt.raw.source,
    received_at: attempt.raw.receivedAt,
    payload_id: payloadId,
    body: message,
    answer: plan.answer,
    person: plan.episode === undefined ? (attempt.patientId ?? plan.plans?.[0]?.patient.id ?? null) : null,
    plan_id: message.plan ?? null,
    ...(plan.waits === undefined ? {} : waitingColumns(plan.waits, attempt)),
  };
}

function waitingColumns({ until }: { until: Date | null }, { patientId, own }: AdmissionAttempt) {
  return { waits_for: patientId ?? null, waits_until: until ?? FOR_EVER, sent_as: own.role };
}

function episodesOf({ episode, alsoEpisodes }: AdmissionPlan): Episode[] {
  return episode === undefined ? [...alsoEpisodes] : [episode, ...alsoEpisodes];
}

function episodeRow({ formerIds, ...episode }: Episode): Record<string, unknown> {
  const columns = { patient_id: episode.patient.id, state: episode.facts.state, former_ids: formerIds };
  return { ...episode, ...columns, ...reportColumnsOf(episode) };
}

function deadlineRows(plan: AdmissionPlan, { raw }: AdmissionAttempt): Record<string, unknown>[] {
  return plan.deadlines.map((deadline) => ({
    id: deadline.id,
    kind: deadline.kind,
    rule: deadline.rule,
    profile: plan.profile,
    scope: deadline.scope,
    started_at: deadline.startedAt,
    started_from: deadline.startedFrom ?? null,
    due: deadline.due,
    state: deadline.state,
    late: deadline.late,
    ended_at: deadline.state === 'met' ? raw.receivedAt : null,
    ended_by: deadline.state === 'met' ? plan.message.id : null,
    responsible: deadline.responsible,
    informs: deadline.informs,
    episode_id: deadline.scope === 'plan' ? null : (plan.episode?.id ?? null),
    plan_id: deadline.plan ?? (plan.episode === undefined ? (plan.message.plan ?? null) : null),
    about: deadline.about ?? null,
    message_id: deadline.message ?? deliveredBy(plan, deadline.delivery),
    delivery_id: deadline.delivery ?? null,
    next_fire_at: deadline.nextFireAt,
  }));
}

/** The message that a delivery of the plan brings: an earlier one, where that has only now been given its stay. */
function deliveredBy({ message, deliveries }: AdmissionPlan, delivery: string | undefined): string {
  return deliveries.find(({ id }) => id === delivery)?.message ?? message.id;
}

/** Withdrawn deliveries, ended deadlines and withdrawn messages; most batches have none of them. */
async function endThings(sql: Sql, accepted: readonly AcceptedAdmission[], counts: Counts): Promise<void> {
  const deliveries = accepted.flatMap(({ plan }) => plan.endedDeliveries.map((delivery) => delivery.id));
  await withdrawDeliveries(sql, deliveries, counts);
  const ends = accepted.flatMap(({ plan, attempt }): DeadlineEnd[] =>
    plan.endedDeadlines.map((end) => ({
      ...end,
      at: attempt.raw.receivedAt,
      endedBy: end.state === 'open' ? null : plan.message.id,
    })),
  );
  await endDeadlines(sql, ends, counts);
  const withdrawals = accepted.flatMap(({ plan }) =>
    plan.withdraws === undefined ? [] : [{ id: plan.withdraws, by: plan.message.id }],
  );
  if (withdrawals.length > 0) {
    await sql(
      `UPDATE message m SET withdrawn_by = w.by, waits_for = NULL FROM unnest($1::uuid[], $2::uuid[]) AS w(id, by)
       WHERE m.id = w.id`,
      [withdrawals.map((withdrawal) => withdrawal.id), withdrawals.map((withdrawal) => withdrawal.by)],
    );
  }
}

function deliveriesOf(plan: AdmissionPlan, { raw }: AdmissionAttempt) {
  return plan.deliveries.map((delivery) => ({
    id: delivery.id,
    message_id: delivery.message ?? plan.message.id,
    kind: kindOf(plan, delivery.message),
    episode_id: delivery.episode ?? plan.episode?.id ?? null,
    plan_id:
      delivery.message === undefined ? (plan.message.plan ?? null) : (planOf(plan, delivery.message)?.id ?? null),
    unit: delivery.unit,
    role: delivery.role,
    receipt_due: delivery.receiptDue,
    accepted_at: raw.receivedAt,
  }));
}

/** The kind of an earlier message stands in the stay that it was joined to, or in its plan. */
function kindOf(plan: AdmissionPlan, earlier: string | undefined): string {
  const steps = [...(plan.episode?.steps ?? []), ...(planOf(plan, earlier)?.steps ?? [])];
  return steps.find((step) => step.message === earlier)?.kind ?? plan.message.kind;
}

/** The plan (SIP) that an earlier message belongs to. */
function planOf({ plans = [] }: AdmissionPlan, earlier: string | undefined): Plan | undefined {
  return plans.find(({ steps }) => steps.some(({ message }) => message === earlier));
}

function countsOf(
  accepted: readonly AcceptedAdmission[],
  duplicates: readonly { attempt: AdmissionAttempt }[],
): Counts {
  const times = [...accepted, ...duplicates].map(({ attempt }) => attempt.raw.receivedAt.getTime());
  const counts = new Counts(new Date(Math.max(...times)));
  for (const { plan } of accepted) {
    counts.add(plan.message.sender, 'received');
    for (const delivery of plan.deliveries) {
      counts.add(delivery.unit, 'delivered');
      if (delivery.receiptDue !== null) counts.add(delivery.unit, 'waiting');
    }
  }
  for (const { attempt } of duplicates) counts.add(attempt.own.sender, 'duplicates');
  return counts;
}

function auditOf(
  accepted: readonly AcceptedAdmission[],
  duplicates: readonly { attempt: AdmissionAttempt; message: string }[],
): AuditLine[] {
  const line = (
    { raw, own }: AdmissionAttempt,
    action: string,
    subjectId: string,
    subject: AuditLine['subject'] = 'message',
  ): AuditLine => ({ at: raw.receivedAt, actor: raw.source, action, unit: own.sender, subject, subjectId });
  const ofPersons = accepted.filter(({ plan }) => isPersonKind(plan.message.kind));
  return [
    ...accepted.map(({ attempt, plan }) => line(attempt, 'message-accepted', plan.message.id)),
    ...ofPersons.flatMap(({ attempt, plan }) =>
      // The message names one stay at the most: here stands which ones it changed.
      episodesOf(plan).map(({ id }) => line(attempt, plan.message.kind, id, 'episode')),
    ),
    ...accepted.flatMap(({ attempt, plan: { message, plans = [] } }) =>
      // The message names one plan at the most: here stands which others it changed.
      plans.flatMap(({ id }) => (id === message.plan ? [] : [line(attempt, message.kind, id, 'plan')])),
    ),
    ...accepted.flatMap(({ attempt, plan }) =>
      (plan.joins ?? []).map((id) => ({
        ...line(attempt, 'message-joined', id),
        detail: { episode: plan.episode?.id },
      })),
    ),
    ...duplicates.map(({ attempt, message }) => line(attempt, 'message-repeated', message)),
  ];
}
