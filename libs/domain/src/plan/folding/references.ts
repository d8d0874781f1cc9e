import type { PlanStep } from '../plan.js';
import { CHANGED_FIELD } from '../events.js';
import { textIn } from '../reading.js';

/** Finds what a unit means by an id: the hub's of the message that first told of it, or the unit's own of such a message. */
export type Lookup = (reference: string, unit: string) => string | undefined;

type Named = Pick<PlanStep, 'message' | 'messageId' | 'unit' | 'kind' | 'content'>;

/** What the messages of a plan are known by, oldest first; a message that changes something names the same thing. */
export function lookupIn(steps: readonly Named[]): Lookup {
  const ids = new Map<string, string>();
  const lookup: Lookup = (reference, unit) => ids.get(reference) ?? ids.get(ownKey(unit, reference));
  for (const step of steps) {
    const field = CHANGED_FIELD[step.kind] ?? (step.kind === 'sip-mote' ? 'meeting' : undefined);
    const changed = field === undefined ? undefined : textIn(step.content, field);
    const id = changed === undefined ? step.message : lookup(changed, step.unit);
    if (id === undefined) continue;
    ids.set(step.message, id);
    ids.set(ownKey(step.unit, step.messageId), id);
  }
  return lookup;
}

function ownKey(unit: string, messageId: string): string {
  return `${unit} ${messageId}`;
}
