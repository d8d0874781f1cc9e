import type { Both } from '../both.js';
import type { Delivery } from '../delivery.js';
import type { Directory } from '../directory/directory.js';
import { isNotGivenAgain } from '../plan/deciding/handing-on.js';
import type { PlanFacts } from '../plan/plan.js';
import type { Profile } from '../profile/profile.js';
import { lacksAccess } from '../routing.js';

/** What it hangs on whether a delivery may be given to its unit once more. */
export interface ResendGround {
  readonly directory: Directory;
  /** Of the delivery's region, if it is there at present. */
  readonly profile: Profile | undefined;
  /** The message has waited in vain for its stay: nobody is shown it any more (G-REQ-10). */
  readonly isExpired: boolean;
  /** Of the plan (SIP) that the message belongs to, as it is now. */
  readonly facts?: PlanFacts | undefined;
}

export type ResendDecision =
  { readonly kind: 'resend' } | { readonly kind: 'refused'; readonly reason: Both; readonly met: string };

const refused = (met: string, sv: string, en: string): ResendDecision => ({ kind: 'refused', met, reason: { sv, en } });

/**
 * Whether a delivery may be put into its unit's inbox again: only to the unit that has it, while that may still see the message.
 * State, due time and duties stay what they are.
 */
export function decideResend(
  delivery: Delivery,
  { directory, profile, isExpired, facts }: ResendGround,
): ResendDecision {
  switch (delivery.state) {
    case 'withdrawn':
      return refused('withdrawn', 'Meddelandet är återtaget', 'The message has been withdrawn');
    case 'misdirected':
      return refused(
        'misdirected',
        'Enheten har svarat att meddelandet var felsänt',
        'The unit has said that it was misdirected',
      );
    case 'forwarded':
      return refused(
        'forwarded',
        'Enheten har skickat det vidare: skicka om till den enhet som har det nu',
        'The unit has forwarded it: resend to the unit that has it now',
      );
    case 'waiting':
    case 'received':
    case 'receipted':
      break;
  }
  if (isExpired) {
    return refused(
      'expired',
      'Meddelandet väntade förgäves på sitt vårdtillfälle och visas inte längre',
      'The message waited in vain for its care episode and is not shown any more',
    );
  }
  const unit = directory.units.get(delivery.unit);
  if (unit === undefined) {
    return refused('unknown-unit', 'Enheten finns inte längre i katalogen', 'The directory no longer has the unit');
  }
  const against = profile && lacksAccess(unit, profile);
  if (against !== undefined) {
    return refused(
      'no-access',
      'Enheter av denna typ har ingen åtkomst: ring dem',
      'Units of this type have no access: call them',
    );
  }
  if (isNotGivenAgain(delivery, facts)) {
    return refused(
      'not-consented',
      'Enheten deltar inte längre i planen, eller omfattas inte av samtycket till den',
      'The unit takes no part in the plan any more, or the consent to it does not cover the unit',
    );
  }
  return { kind: 'resend' };
}

/** What whoever sends again should know of it, though it is allowed. */
export function resendRemark(delivery: Delivery): Both | undefined {
  if (delivery.state !== 'receipted') return undefined;
  return {
    sv: 'Enheten har kvitterat det: det syns bara för den som läser hela sin inkorg, inte bara det som väntar',
    en: 'The unit has receipted it: only who reads the whole inbox sees it, not who reads what waits',
  };
}
