import type {
  EscalationChange,
  EscalationQuery,
  EscalationState,
  EscalationView,
  Page,
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
  x.taken_at AS "takenAt", x.resolved_by AS "resolvedBy", x.resolved_at AS "resolvedAt", x.resolution, x.notes`;

/** A page of escalations by id, which is the order in which they were opened. */
export async function readEscalations(
  sql: Sql,
  { state, after, limit }: EscalationQuery,
): Promise<Page<EscalationView>> {
  const list = `escalations ${state}`;
  const isDescending = state === 'resolved';
  const direction = isDescending ? 'DESC' : 'ASC';
  const conditions = new Conditions()
    .on(state, (p) => `state = ${p}`)
    .beyond(decodeCursor(list, after, [UUID]), 'id', ['uuid'], isDescending);
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
  const { resolution, notes, ...deadline } = rest;
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
    },
    notes: notes.map((note) => ({ ...note, at: new Date(note.at) })),
    deadline: deadlineView(deadline),
  };
}

/** What is done to an escalation: in which states it may be done, and what it sets. */
interface Action {
  readonly name: 'taken' | 'noted' | 'resolved';
  readonly from: readonly EscalationState[];
  readonly set: string;
  readonly values: readonly unknown[];
}

export const takeAction = (actor: string, now: Date): Action => ({
  name: 'taken',
  from: ['open'],
  set: `state = 'taken', taken_by = $3, taken_at = $4::timestamptz`,
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
  set: `state = 'resolved', resolution = $3, resolved_by = $4, resolved_at = $5::timestamptz`,
  values: [resolution, actor, now],
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
  await appendAudit(sql, [
    { at: now, actor, action: `escalation-${action.name}`, unit, subject: 'escalation', subjectId: id },
  ]);
  const counts = new Counts();
  if (action.name === 'resolved') counts.add(unit, 'escalations-open', -1);
  await appendCounts(sql, counts);
  return { kind: 'changed', escalation };
}
