import type { Delivery } from '../../delivery.js';
import { isHubKind } from '../../message.js';
import { isInForce, isLeftOut, isOutside, latestConsent } from '../folding/consents.js';
import { takesPart } from '../folding/parties.js';
import { coordinatorOf } from '../plan.js';
import type { PlanFacts } from '../plan.js';
import { ALWAYS_TOLD } from './recipients.js';

type Handed = Pick<Delivery, 'kind' | 'plan' | 'episode'>;

/** What tells of a stay is of the plan too only where it is about that. */
export function isOfPlan({ kind, plan, episode }: Handed): boolean {
  return plan !== undefined && !isHubKind(kind) && (episode === undefined || kind.startsWith('sip-'));
}

/**
 * Whether what a unit has got of a plan is kept from another one to which it would hand it on: nobody passes on to whom the person has
 * not agreed, and nothing is passed on of what has ended with the consent (N-CON-01, S-CON-06, N-CON-03). `facts` are those of now.
 */
export function isKeptFrom(delivery: Handed, unit: string, facts: PlanFacts | undefined): boolean {
  if (facts === undefined || !isOfPlan(delivery)) return false;
  return facts.closed?.how === 'samtycke' || !isAgreedTo(unit, facts);
}

/** Who could not say has agreed to nothing, unless the harm was assessed. What is handed on may be a call as well as the plan. */
function isAgreedTo(unit: string, facts: PlanFacts): boolean {
  const word = latestConsent(facts, 'informationsoverforing');
  const isRefused = word !== undefined && !isInForce(word);
  const isKept = coordinatorOf(facts)?.unit === unit ? isLeftOut(facts, unit) : isOutside(facts, unit);
  return !isRefused && !isKept;
}

/**
 * Whether what a unit once got of a plan is not given to it again: it takes part no more, the person has agreed to it no more, or the
 * plan has ended with the consent. What tells just that is given again.
 */
export function isNotGivenAgain(delivery: Handed & Pick<Delivery, 'unit'>, facts: PlanFacts | undefined): boolean {
  if (facts === undefined || !isOfPlan(delivery) || ALWAYS_TOLD.some((kind) => kind === delivery.kind)) return false;
  return !takesPart({ facts }, delivery.unit) || isKeptFrom(delivery, delivery.unit, facts);
}
