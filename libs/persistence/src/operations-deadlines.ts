import type { Party } from '#domain/episode/episode.js';
import type { Coordinator, PlanConsent, PlanParticipant } from '#domain/plan/plan.js';
import type {
  DeadlineEscalation,
  DeadlineView,
  FiringView,
  Page,
  ReminderQuery,
  ReminderView,
} from '#flows/operations-ports.js';
import { leaderIn, partiesIn } from './plan-rows.js';
import { Conditions, decodeCursor, encodeCursor, INSTANT, pageOf, UUID, WHOLE } from './keyset.js';
import type { Sql } from './transaction.js';

type FiringJson = Omit<FiringView, 'dueAt' | 'firedAt'> & { dueAt: string; firedAt: string };

/** A deadline as it comes from `DEADLINE_COLUMNS`. */
export type DeadlineJson = Omit<DeadlineView, 'fired' | 'parties' | 'coordinator' | 'escalation'> & {
  fired: FiringJson[] | null;
  parties: Party[] | null;
  ward: string | null;
  participants: PlanParticipant[] | null;
  coordinators: Coordinator[] | null;
  consents: PlanConsent[] | null;
  escalation: (Omit<DeadlineEscalation, 'snoozedUntil'> & { snoozedUntil: string | null }) | null;
};

/** Columns of a deadline `d` with what stands around it; to be used with `DEADLINE_JOINS`. */
export const DEADLINE_COLUMNS = `
  d.id, d.kind, d.rule, d.profile, d.state, d.started_at AS "startedAt", d.due, d.late, d.ended_at AS "endedAt",
  d.ended_by AS "endedBy", d.scope, d.responsible, d.informs, d.episode_id AS episode, ep.number AS "episodeNumber",
  ep.facts->'parties' AS parties, ep.facts->>'ward' AS ward, d.plan_id AS plan, d.about,
  pl.facts->'participants' AS participants, pl.facts->'coordinators' AS coordinators, pl.facts->'consents' AS consents, d.fired AS "firedSteps",
  d.message_id AS message, m.message_id AS "messageId", m.kind AS "messageKind", d.delivery_id AS delivery,
  d.next_fire_at AS "nextFireAt",
  CASE WHEN e.id IS NOT NULL THEN json_build_object('id', e.id, 'state', e.state, 'step', e.step,
    'takenBy', e.taken_by, 'snoozedUntil', e.snoozed_until) END AS escalation,
  f.fired`;

const FIRING_COLUMNS = `'deadlineId', f.deadline_id, 'step', f.step, 'occurrence', f.occurrence, 'kind', f.kind, 'rule', f.rule,
  'dueAt', f.due_at, 'firedAt', f.fired_at, 'to', f.to_unit, 'messageId', f.message_id, 'deliveryId', f.delivery_id`;

export const DEADLINE_JOINS = `
LEFT JOIN message m ON m.id = d.message_id
LEFT JOIN episode ep ON ep.id = d.episode_id
LEFT JOIN plan pl ON pl.id = d.plan_id
LEFT JOIN escalation e ON e.deadline_id = d.id
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_object(${FIRING_COLUMNS}) ORDER BY f.fired_at, f.step, f.occurrence) AS fired
  FROM firing f WHERE f.deadline_id = d.id) f ON true`;

export function deadlineView(deadline: DeadlineJson): DeadlineView {
  const { fired, parties, ward, participants, coordinators, consents, escalation, ...row } = deadline;
  const until = escalation?.snoozedUntil ?? null;
  return {
    ...row,
    parties: [
      ...(parties ?? []),
      ...(ward === null ? [] : [{ role: 'slutenvard' as const, unit: ward }]),
      ...partiesIn({ coordinators, consents, participants }),
    ],
    coordinator: leaderIn({ coordinators, consents, participants }),
    escalation: escalation && { ...escalation, snoozedUntil: until === null ? null : new Date(until) },
    fired: (fired ?? []).map((entry) => ({
      ...entry,
      dueAt: new Date(entry.dueAt),
      firedAt: new Date(entry.firedAt),
    })),
  };
}

type ReminderRow = FiringView & Omit<ReminderView['deadline'], 'kind'> & { fired_key: string; deadlineKind: string };

/** A page of reminders, latest first. */
export async function readReminders(sql: Sql, { unit, after, limit }: ReminderQuery): Promise<Page<ReminderView>> {
  const list = 'reminders';
  const key = 'f.fired_at, f.deadline_id, f.step, f.occurrence';
  const conditions = new Conditions()
    .on('paminnelse', (p) => `f.kind = ${p}`)
    .on(unit, (p) => `f.to_unit = ${p}`)
    .beyond(
      decodeCursor(list, after, [INSTANT, UUID, /./, WHOLE]),
      key,
      ['timestamptz', 'uuid', 'text', 'integer'],
      true,
    );
  const rows = await sql<ReminderRow>(
    `SELECT f.fired_at::text AS fired_key, f.deadline_id AS "deadlineId", f.step, f.occurrence, f.kind, f.rule, f.due_at AS "dueAt",
       f.fired_at AS "firedAt", f.to_unit AS "to", f.message_id AS "messageId", f.delivery_id AS "deliveryId",
       d.kind AS "deadlineKind", d.due, d.state, d.responsible, d.informs, d.episode_id AS episode, d.plan_id AS plan,
       d.message_id AS message
     FROM firing f JOIN deadline d ON d.id = f.deadline_id WHERE ${conditions.toString()}
     ORDER BY f.fired_at DESC, f.deadline_id DESC, f.step DESC, f.occurrence DESC LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.parameters,
  );
  return pageOf(
    rows,
    limit,
    (row) => encodeCursor(list, [row.fired_key, row.deadlineId, row.step, String(row.occurrence)]),
    reminderView,
  );
}

function reminderView(row: ReminderRow): ReminderView {
  const { deadlineId, step, occurrence, kind, rule, dueAt, firedAt, to, messageId, deliveryId } = row;
  const { deadlineKind, due, state, responsible, informs, episode, plan, message } = row;
  return {
    ...{ deadlineId, step, occurrence, kind, rule, dueAt, firedAt, to, messageId, deliveryId },
    deadline: { kind: deadlineKind, due, state, responsible, informs, episode, plan, message },
  };
}
