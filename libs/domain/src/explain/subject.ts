import { subjectOfStay } from '../admission/admission-subject.js';
import type { Subject } from '../condition.js';
import { standingSteps } from '../episode/steps.js';
import type { PartyRole } from '../message.js';
import type { Ground } from './explanation.js';

/**
 * What conditions are asked of when no message is at hand. With a role, of that role's own part: what its parties have said and
 * receipted.
 */
export function subjectNow({ stay, profile }: Pick<Ground, 'stay' | 'profile'>, role?: PartyRole): Subject {
  const subject = subjectOfStay(stay.episode, profile);
  const isOwn = (one: { role: string }) => role === undefined || role === 'slutenvard' || one.role === role;
  return {
    ...subject,
    parties: subject.parties.filter(isOwn),
    isReceipted: (kind) => {
      const first = standingSteps(stay.episode).find((step) => step.kind === kind)?.message;
      const asked = stay.deliveries.filter((delivery) => delivery.message === first && isOwn(delivery));
      const isMissing = ({ state }: { state: string }) => state === 'waiting' || state === 'received';
      return first !== undefined && !asked.some(isMissing);
    },
  };
}
