import type { EndedDeadline, EndedDelivery, KnownState } from '../../admission/admission-plan.js';
import { cancelled } from '../../deadline/deadline-end.js';
import type { MessageKind } from '../../message.js';
import type { Plan } from '../plan.js';

/** What does not reach anybody any more, and the receipts that nobody owes for it. */
export interface TakenBack {
  readonly deliveries: readonly EndedDelivery[];
  readonly receipts: readonly EndedDeadline[];
}

/** What is told of a stay and changes the plan beside it. */
const KNOWN_TO_STAYS: readonly MessageKind[] = [
  'sip-initiativ',
  'sip-kallelse',
  'samtycke',
  'samtycke-aterkallat',
  'avliden',
  'fast-vardkontakt',
];

const NOTHING: TakenBack = { deliveries: [], receipts: [] };

/** Whether this message closed the plan by taking back the consent to it (N-CON-03). */
export function isEndedByConsent({ facts }: Pick<Plan, 'facts'>, message: string): boolean {
  return facts.closed?.message === message && facts.closed.how === 'samtycke';
}

/**
 * Who takes back the consent takes back what has not been receipted yet: it lies in no inbox any longer (N-CON-03). A call to which
 * a stay called stays there, with the receipt that the stay waits for.
 */
export function takenBackBy(
  plan: Pick<Plan, 'episode' | 'facts' | 'steps'>,
  message: string,
  { planDeliveries = [], planDeadlines = [] }: KnownState,
): TakenBack {
  if (!isEndedByConsent(plan, message)) return NOTHING;
  const isBesideStay = plan.episode !== undefined;
  const its = plan.steps
    .filter(({ kind }) => !isBesideStay || !KNOWN_TO_STAYS.includes(kind))
    .map((step) => step.message);
  const ids = new Set(planDeliveries.filter((delivery) => its.includes(delivery.message)).map(({ id }) => id));
  return {
    deliveries: [...ids].map((id) => ({ id, state: 'withdrawn' })),
    receipts: planDeadlines
      .filter(({ delivery, state }) => state === 'open' && delivery !== undefined && ids.has(delivery))
      .map(({ id }) => cancelled(id)),
  };
}
