import type { DeadlineDto } from '../../../../src/dto/deadline.dto.js';
import type { EscalationDto } from '../../../../src/dto/escalation.dto.js';
import type { Json } from '../../api/wire.js';

export type Duty = Json<DeadlineDto>;
export type Escalation = Json<EscalationDto>;

/** A duty as it stands in a list, with its escalation as far as the list knows it. */
export interface Row {
  readonly duty: Duty;
  /** The whole escalation, with its notes; only the list of escalations has it. */
  readonly escalation: Escalation | undefined;
}

/** What can be done with a row just now. */
export interface Handling {
  readonly state: 'none' | 'open' | 'taken' | 'resolved';
  readonly escalationId: string | undefined;
  readonly takenBy: string | null;
  readonly snoozedUntil: string | null;
}

/** How a row is being handled. @param now hub time, ms */
export function handlingOf({ duty, escalation }: Row, now: number | undefined): Handling {
  const known = escalation ?? duty.escalation;
  if (known === null) return { state: 'none', escalationId: undefined, takenBy: null, snoozedUntil: null };
  const { id, state, takenBy, snoozedUntil } = known;
  const isAsleep = snoozedUntil !== null && now !== undefined && new Date(snoozedUntil).getTime() > now;
  return { state, escalationId: id, takenBy, snoozedUntil: isAsleep ? snoozedUntil : null };
}

/** Whether somebody can take the row: it is late, or has been escalated, and nobody has it. */
export function canBeTaken(row: Row, now: number | undefined): boolean {
  const { state } = handlingOf(row, now);
  return state === 'open' || (state === 'none' && row.duty.overdue);
}
