import type { HubMessage } from './admission/admission-plan.js';
import type { Unit } from './directory/directory.js';
import { HUB_SENDER } from './message.js';

/** A message of operations to one unit, to try the way there: no patient, no kvittens, and nothing hangs on it. */
export function testMessage(unit: Unit, text: string, newId: () => string, now: Date): HubMessage {
  const id = newId();
  const at = now.toISOString();
  return {
    message: {
      ...{ id, messageId: id, kind: 'testmeddelande', sender: HUB_SENDER, sentAt: at, receivedAt: at },
      content: { text },
    },
    profile: unit.profile,
    delivery: { id: newId(), unit: unit.hsaId, role: unit.role, receiptDue: null },
  };
}
