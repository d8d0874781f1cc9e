import type {
  EndedDeadline,
  EndedDelivery,
  KnownState,
  OutstandingPlanDelivery,
} from '../../admission/admission-plan.js';
import { cancelled } from '../../deadline/deadline-end.js';
import { OF_PERSON } from './permissions.js';
import type { Plan } from '../plan.js';

/** What does not reach anybody any more, and the receipts that nobody owes for it. */
export interface TakenBack {
  readonly deliveries: readonly EndedDelivery[];
  readonly receipts: readonly EndedDeadline[];
}

const NOTHING: TakenBack = { deliveries: [], receipts: [] };

/** Whether this message closed the plan by taking back the consent to it (N-CON-03). */
export function isEndedByConsent({ facts }: Pick<Plan, 'facts'>, message: string): boolean {
  return facts.closed?.message === message && facts.closed.how === 'samtycke';
}

/**
 * Who takes back the consent takes back what has not been receipted yet: it lies in no inbox any longer, and nobody waits for its
 * receipt (N-CON-03, G-CON-11). That holds of a call which a stay sent as well. What concerns more than the plan stays with the
 * parties of the stay to which it was told: the care contact, a consent, a death.
 */
export function takenBackBy(
  { id, facts }: Pick<Plan, 'id' | 'facts'>,
  message: string,
  { planDeliveries = [] }: Pick<KnownState, 'planDeliveries'>,
): TakenBack {
  if (!isEndedByConsent({ facts }, message)) return NOTHING;
  const its = planDeliveries.filter((delivery) => delivery.plan === id && !isOfStay(delivery));
  return {
    deliveries: its.map((delivery) => ({ id: delivery.id, state: 'withdrawn' })),
    receipts: its.flatMap(({ receipts }) => receipts.map(cancelled)),
  };
}

function isOfStay({ episode, kind }: OutstandingPlanDelivery): boolean {
  return episode !== undefined && OF_PERSON.some((one) => one === kind);
}
