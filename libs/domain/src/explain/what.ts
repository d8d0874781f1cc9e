import type { Both } from '../both.js';
import type { Ground, StayDeadline, StayMessage } from './explanation.js';
import { anyOf, fieldName, kindName, plain } from './names.js';
import { say } from './say.js';

/** The message that a deadline hangs on, where the reader sees it: one that its units have sent or got. */
export function seenMessage(id: string, { stay, viewer }: Ground): StayMessage | undefined {
  const message = stay.messages.find((one) => one.id === id);
  return message !== undefined && isSeen(message, stay.deliveries, viewer.sees) ? message : undefined;
}

/** Whether the reader's units sent or have it; who handed it on or sent it back has not. */
export function isSeen(
  { id, sender }: StayMessage,
  deliveries: Ground['stay']['deliveries'],
  sees: (unit: string) => boolean,
): boolean {
  const isHeld = (state: string) => state !== 'forwarded' && state !== 'misdirected';
  return sees(sender) || deliveries.some((one) => one.message === id && isHeld(one.state) && sees(one.unit));
}

/** What a deadline asks for, as a noun. */
export function whatOf(deadline: StayDeadline, ground: Ground): Both {
  const rule = ground.profile.deadlines[deadline.kind];
  if (deadline.scope === 'delivery') {
    const seen = seenMessage(deadline.message, ground);
    return seen === undefined ? say('what-receipt-unseen', {}) : say('what-receipt', { kind: kindName(seen.kind) });
  }
  if (rule === undefined || rule.metBy.length === 0) return plain(deadline.kind);
  const kind = anyOf(rule.metBy.map(kindName));
  return rule.metByField === undefined ? kind : say('what-with-field', { kind, field: fieldName(rule.metByField) });
}
