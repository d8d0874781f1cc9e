import { Problem } from '#formats/json/problem.js';
import type { Configuration } from '#flows/configuration-holder.js';
import type { DeadlineTaking } from '#flows/operations-ports.js';
import { escalationDto } from './deadline-view.js';
import type { EscalationDto } from './dto/escalation.dto.js';

/** The escalation after what was done to it; a conflict says in which state it was met. */
export function escalationAnswer(change: DeadlineTaking, configuration: Configuration, now: Date): EscalationDto {
  switch (change.kind) {
    case 'changed':
      return escalationDto(change.escalation, configuration, now);
    case 'conflict':
      throw conflict(`The escalation is ${change.met}`, change.met);
    case 'ended':
      throw conflict(`The deadline is ${change.met}`, change.met);
    case 'not-overdue':
      throw conflict('The deadline is not overdue', 'not-overdue');
  }
}

function conflict(title: string, state: string): Problem {
  return new Problem(409, 'wrong-state', title, [], {}, { state });
}
