import type { DeadlineState } from '#domain/deadline/deadline.js';
import { NOTICED_STEP } from '#domain/deadline/deadline-names.js';
import type {
  EscalationChange,
  EscalationQuery,
  EscalationState,
  EscalationView,
  DeadlineTaking,
  Page,
  Snooze,
} from '#flows/operations-ports.js';
import { appendAudit } from './audit.js';
import { Counts, appendCounts } from './counters.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, pageOf, UUID } from './keyset.js';
import { DEADLINE_COLUMNS, DEADLINE_JOINS, deadlineView } from './operations-deadlines.js';
import type { DeadlineJson } from './operations-deadlines.js';
import type { Sql } from './transaction.js';

type EscalationRow = DeadlineJson &
  Omit<EscalationView, 'id' | 'state' | 'notes' | 'deadline'> & {
    escalationId: string;
    escalationState: EscalationState;
    notes: { at: string; by: string; text: string }[];
  };

const ESCALATION_COLUMNS = `
  x.id AS "escalationId", x.state AS "escalationState", x.step, x.opened_at AS "openedAt", x.taken_by AS "takenBy",
  x.taken_at AS "takenAt", x.resolved_by AS "resolvedBy", x.resolved_at AS "resolvedAt", x.resolution, x.notes,
  x.snoozed_until AS "snoozedUntil", x.snooze_reason AS "snoozeReason", x.snoozed_by AS "snoozedBy"`;

/** A page of escalations by id, which is the order in which they were opened. */
export async function readEscalations(sql: Sql, query: EscalationQuery): Promise<Page<EscalationView>> {
  const { state, after, limit } = query;
  const list = `escalations ${state}`;
  const isDescending = state === 'resolved';
  const direction = isDescending ? 'DESC' : 'ASC';
  const conditions = standing(query).beyond(decodeCursor(list, after, [UUID]), 'id', ['uuid'], isDescending);
  const rows = await sql<EscalationRow>(
    `WITH picked AS MATERIALIZED (${firstRows(
      `SELECT * FROM escalation WHERE ${conditions.toString()} ORDER BY id ${direction}`,
      conditions.parameter(limit + 1),
    )})
     SELECT ${ESCALATION_COLUMNS}, ${DEADLINE_COLUMNS} FROM picked x JOIN deadline d ON d.id = x.deadline_id ${DEADLINE_JOINS}
     ORDER BY x.id ${direction}`,
    conditions.parameters,
  );
  return pageOf(rows, limit, (row) => encodeCursor(list, [row.escalationId]), escalationView);
}

/** What is put aside stands in a list of its own until its time has come. */
function standing({ state, owner, now }: EscalationQuery): Conditions {
  const conditions = new Conditions();
  if (state === 'snoozed') {
    conditions
      .that(`state <> 'resolved' AND snoozed_until IS NOT NULL`)
      .on(now, (p) => `snoozed_until > ${p}::timestamptz`);
  } else {
    conditions.on(state, (p) => `state = ${p}`);
    if (state !== 'resolved') conditions.on(now, (p) => `(snoozed_until > ${p}::timestamptz) IS NOT TRUE`);
  }
  if (owner?.is === 'none') conditions.that('taken_by IS NULL');
  return conditions.on(owner?.is === 'me' ? owner.actor : undefined, (p) => `taken_by = ${p}`);
}

async function readEscalation(sql: Sql, id: string): Promise<EscalationView | undefined> {
  const [row] = await sql<EscalationRow>(
    `SELECT ${ESCALATION_COLUMNS}, ${DEADLINE_COLUMNS} FROM escalation x JOIN deadline d ON d.id = x.deadline_id ${DEADLINE_JOINS}
     WHERE x.id = $1`,
    [id],
  );
  return row && escalationView(row);
}

function escalationView(row: EscalationRow): EscalationView {
  const { escalationId, escalationState, step, openedAt, takenBy, takenAt, resolvedBy, resolvedAt, ...rest } = row;
  const { resolution, notes, snoozedUntil, snoozeReason, snoozedBy, ...deadline } = rest;
  return {
    ...{
      id: escalationId,
      state: escalationState,
      step,
      openedAt,
      takenBy,
      takenAt,
      resolvedBy,
      resolvedAt,
      resolution,
      snoozedUntil,
      snoozeReason,
      snoozedBy,
    },
    notes: notes.map((note) => ({ ...note, at: new Date(note.at) })),
    deadline: deadlineView(deadline),
  };
}

/** What is done to an escalation: in which states it may be done, and what it sets. */
interface Action {
  readonly name: 'taken' | 'noted' | 'resolved' | 'snoozed' | 'released';
  readonly from: readonly EscalationState[];
  readonly set: string;
  readonly values: readonly unknown[];
  /** What the audit says besides; nothing of what people wrote about the matter. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

const AWAKE = 'snoozed_until = NULL, snooze_reason = NULL, snoozed_by = NULL';

export const takeAction = (actor: string, now: Date): Action => ({
  name: 'taken',
  from: ['open'],
  set: `state = 'taken', taken_by = $3, taken_at = $4::timestamptz, ${AWAKE}`,
  values: [actor, now],
});

export const noteAction = (text: string, actor: string, now: Date): Action => ({
  name: 'noted',
  from: ['open', 'taken', 'resolved'],
  set: 'notes = notes || $3::jsonb',
  values: [JSON.stringify([{ at: now, by: actor, text }])],
});

export const resolveAction = (resolution: string, actor: string, now: Date): Action => ({
  name: 'resolved',
  from: ['open', 'taken'],
  set: `state = 'resolved', resolution = $3, resolved_by = $4, resolved_at = $5::timestamptz, ${AWAKE}`,
  values: [resolution, actor, now],
});

export const snoozeAction = ({ until, reason }: Snooze, actor: string): Action => ({
  name: 'snoozed',
  from: ['open', 'taken'],
  set: 'snoozed_until = $3::timestamptz, snooze_reason = $4, snoozed_by = $5',
  values: [until, reason, actor],
  detail: { until: until.toISOString() },
});

export const releaseAction = (): Action => ({
  name: 'released',
  from: ['taken'],
  set: `state = 'open', taken_by = NULL, taken_at = NULL, ${AWAKE}`,
  values: [],
});

/** Carries out an action if the escalation is in a state for it; of two at once the second meets what the first made of it. */
export async function changeEscalation(
  sql: Sql,
  id: string,
  action: Action,
  actor: string,
  now: Date,
): Promise<EscalationChange | undefined> {
  // The deadline goes first, as everywhere: whose duty it is and what is counted for that unit change under its lock.
  const [deadline] = await sql<{ responsible: string }>(
    `SELECT responsible FROM deadline WHERE id = (SELECT deadline_id FROM escalation WHERE id = $1) FOR UPDATE`,
    [id],
  );
  if (deadline === undefined) return undefined;
  const changed = await sql<{ id: string }>(
    `UPDATE escalation SET ${action.set} WHERE id = $1 AND state = ANY($2::text[]) RETURNING id`,
    [id, action.from, ...action.values],
  );
  const escalation = await readEscalation(sql, id);
  if (escalation === undefined) return undefined;
  if (changed.length === 0) return { kind: 'conflict', met: escalation.state };
  const { responsible: unit } = deadline;
  const line = { at: now, actor, unit, subject: 'escalation' as const, subjectId: id, detail: action.detail };
  await appendAudit(sql, [{ ...line, action: `escalation-${action.name}` }]);
  const counts = new Counts(now);
  if (action.name === 'resolved') counts.add(unit, 'escalations-open', -1);
  await appendCounts(sql, counts);
  return { kind: 'changed', escalation };
}

interface TakenDeadline {
  id: string;
  state: DeadlineState;
  due: Date;
  responsible: string;
}

/**
 * Takes the escalation of an overdue deadline. Where no step of its ladder has opened one, or somebody resolved it by hand and
 * the duty is still not done, it is opened and taken at once.
 */
export async function takeDeadline(
  sql: Sql,
  id: string,
  actor: string,
  now: Date,
  newId: () => string,
): Promise<DeadlineTaking | undefined> {
  const [deadline] = await sql<TakenDeadline>(
    'SELECT id, state, due, responsible FROM deadline WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (deadline === undefined) return undefined;
  if (deadline.state !== 'open') return { kind: 'ended', met: deadline.state };
  if (deadline.due > now) return { kind: 'not-overdue' };
  const [known] = await sql<{ id: string; state: EscalationState }>(
    'SELECT id, state FROM escalation WHERE deadline_id = $1 FOR UPDATE',
    [id],
  );
  if (known !== undefined && known.state !== 'resolved') {
    return changeEscalation(sql, known.id, takeAction(actor, now), actor, now);
  }
  const [opened] = await sql<{ id: string }>(OPEN_TAKEN, [newId(), id, NOTICED_STEP, now, actor]);
  const escalation = opened && (await readEscalation(sql, opened.id));
  if (escalation === undefined) return undefined;
  const line = { at: now, actor, unit: deadline.responsible, subject: 'escalation' as const, subjectId: escalation.id };
  await appendAudit(sql, [
    { ...line, action: 'escalation-opened', detail: { deadline: id } },
    { ...line, action: 'escalation-taken' },
  ]);
  const counts = new Counts(now);
  counts.add(deadline.responsible, 'escalations-open');
  await appendCounts(sql, counts);
  return { kind: 'changed', escalation };
}

/** What was said when it was resolved is kept among its notes. */
const OPEN_TAKEN = `
INSERT INTO escalation AS x (id, deadline_id, state, step, opened_at, taken_by, taken_at, notes)
VALUES ($1, $2, 'taken', $3, $4::timestamptz, $5, $4::timestamptz, '[]')
ON CONFLICT (deadline_id) DO UPDATE SET
  state = 'taken', opened_at = excluded.opened_at, taken_by = excluded.taken_by, taken_at = excluded.taken_at,
  notes = CASE WHEN x.resolved_by IS NOT NULL
    THEN x.notes || jsonb_build_array(jsonb_build_object('at', x.resolved_at, 'by', x.resolved_by, 'text', x.resolution))
    ELSE x.notes END,
  resolved_at = NULL, resolved_by = NULL, resolution = NULL, ${AWAKE}
RETURNING id`;
