import type { MessageKind } from '#domain/message.js';
import type { ReportEpisode, ReportFacts, ReportStep } from '#domain/report/report-episode.js';
import { reportStayOf } from '#domain/report/stay.js';
import type { ReportStay } from '#domain/report/stay.js';
import type { OpenDuty } from '#domain/report/waits.js';
import type {
  DischargedStay,
  DischargedStaysQuery,
  EndedReadyStaysQuery,
  EndedStay,
  OpenReadyStaysQuery,
  OpenStay,
  OpenStaysQuery,
} from '#flows/report-ports.js';
import { Conditions } from './keyset.js';
import type { Sql } from './transaction.js';

/**
 * What the reports read of an episode `e`, see `ReportEpisode`: of the patient nothing leaves the database but where the person
 * is registered; of what was known before each message, which is most of a stay, only the facts that are read.
 */
const STAY = `
  e.id, e.organisation, e.number, e.profile, e.facts, e.patient->>'municipality' AS municipality,
  (SELECT json_agg(json_build_array(s - '{before,patientBefore}'::text[], s#>'{before,parties}', s#>'{before,readyAt}',
     s#>'{before,dischargedAt}', s#>'{before,compulsoryCare}')) FROM jsonb_array_elements(e.steps) s) AS steps`;

type StayRow = Omit<ReportEpisode, 'patient' | 'steps'> & { municipality: string | null; steps: StepJson[] | null };
/** A message, and facts as they were before it; all of them null for the first one. */
type StepJson = [
  step: Omit<ReportStep, 'before'>,
  parties: ReportFacts['parties'] | null,
  readyAt: string | null,
  dischargedAt: string | null,
  compulsoryCare: string | null,
];

function stayOf({ municipality, steps, ...episode }: StayRow): ReportStay {
  const patient = municipality === null ? {} : { municipality };
  return reportStayOf({ ...episode, patient, steps: (steps ?? []).map(stepOf) });
}

function stepOf([step, parties, readyAt, dischargedAt, compulsoryCare]: StepJson): ReportStep {
  if (parties === null) return step;
  const [ready, discharged, care] = [readyAt, dischargedAt, compulsoryCare].map((fact) => fact ?? undefined);
  const before = { parties, readyAt: ready, dischargedAt: discharged, compulsoryCare: care };
  return { ...step, before: before satisfies Record<keyof ReportFacts, unknown> };
}

/** Ready stays that have not ended: they lie together in the index. */
export async function readOpenReadyStays(sql: Sql, query: OpenReadyStaysQuery): Promise<ReportStay[]> {
  const conditions = new Conditions()
    .on(query.before, (p) => `e.first_ready_at < ${p}::timestamptz`)
    .on(query.profile, (p) => `e.profile = ${p}`)
    .on(query.after, (p) => `e.id > ${p}::uuid`);
  const limit = conditions.parameter(query.limit);
  const rows = await sql<StayRow>(
    `SELECT ${STAY} FROM episode e WHERE e.first_ready_at IS NOT NULL AND e.ended_at IS NULL AND ${conditions.toString()}
     ORDER BY e.ended_at, e.id LIMIT ${limit}`,
    conditions.parameters,
  );
  return rows.map(stayOf);
}

/** Ready stays that ended in the span or later, in the order of their ends. */
export async function readEndedReadyStays(sql: Sql, query: EndedReadyStaysQuery): Promise<EndedStay[]> {
  const conditions = new Conditions()
    .on(query.span.from, (p) => `e.ended_at >= ${p}::timestamptz`)
    .on(query.span.to, (p) => `e.first_ready_at < ${p}::timestamptz`)
    .on(query.profile, (p) => `e.profile = ${p}`);
  if (query.after !== undefined) {
    const place = [query.after.endedAt.toISOString(), query.after.id];
    conditions.beyond(place, 'e.ended_at, e.id', ['timestamptz', 'uuid'], false);
  }
  const limit = conditions.parameter(query.limit);
  const rows = await sql<StayRow & { ended_at: Date }>(
    `SELECT ${STAY}, e.ended_at FROM episode e WHERE e.first_ready_at IS NOT NULL AND ${conditions.toString()}
     ORDER BY e.ended_at, e.id LIMIT ${limit}`,
    conditions.parameters,
  );
  return rows.map(({ ended_at: endedAt, ...row }) => ({ stay: stayOf(row), place: { endedAt, id: row.id } }));
}

/** Stays by their discharge notices. */
export async function readDischargedStays(sql: Sql, query: DischargedStaysQuery): Promise<DischargedStay[]> {
  const { span, profile, after } = query;
  const kind: MessageKind = 'utskrivningsmeddelande';
  const conditions = new Conditions()
    .on(kind, (p) => `m.kind = ${p}`)
    .on(span.from, (p) => `m.received_at >= ${p}::timestamptz`)
    .on(span.to, (p) => `m.received_at < ${p}::timestamptz`)
    .on(profile, (p) => `e.profile = ${p}`);
  const place = after && [after.sentAt.toISOString(), after.id];
  conditions.beyond(place, 'm.received_at, m.id', ['timestamptz', 'uuid'], false);
  const limit = conditions.parameter(query.limit);
  const rows = await sql<StayRow & { sent_at: Date; notice: string }>(
    `SELECT ${STAY}, m.received_at AS sent_at, m.id AS notice FROM message m JOIN episode e ON e.id = m.episode_id
     WHERE m.withdrawn_by IS NULL AND ${conditions.toString()} ORDER BY m.received_at, m.id LIMIT ${limit}`,
    conditions.parameters,
  );
  return rows.map(({ sent_at: sentAt, notice, ...row }) => ({
    stay: stayOf(row),
    place: { sentAt, id: notice },
  }));
}

type DutyJson = Omit<OpenDuty, 'startedAt' | 'due'> & { startedAt: string; due: string };

const DUTIES = `
  (SELECT json_agg(json_build_object('kind', d.kind, 'rule', d.rule, 'startedAt', d.started_at, 'due', d.due,
     'responsible', d.responsible) ORDER BY d.due, d.id) FROM deadline d WHERE d.episode_id = e.id AND d.state = 'open') AS duties`;

/** Open stays with what is owed in them. The page is picked first: only its rows are read whole. */
export async function readOpenStays(sql: Sql, query: OpenStaysQuery): Promise<OpenStay[]> {
  const conditions = new Conditions()
    .on(query.profile, (p) => `o.profile = ${p}`)
    .on(query.after, (p) => `o.id > ${p}::uuid`);
  const limit = conditions.parameter(query.limit);
  const rows = await sql<StayRow & { since: Date; duties: DutyJson[] | null }>(
    `WITH picked AS MATERIALIZED (SELECT o.id FROM episode o
       WHERE o.state NOT IN ('utskriven', 'avbruten', 'avslutad') AND ${conditions.toString()} ORDER BY o.id LIMIT ${limit})
     SELECT ${STAY}, (e.steps->0->>'at')::timestamptz AS since, ${DUTIES} FROM picked p JOIN episode e ON e.id = p.id ORDER BY e.id`,
    conditions.parameters,
  );
  return rows.map(({ duties, since, ...row }) => ({
    stay: stayOf(row),
    since,
    duties: (duties ?? []).map(({ startedAt, due, ...duty }) => ({
      ...duty,
      startedAt: new Date(startedAt),
      due: new Date(due),
    })),
  }));
}
