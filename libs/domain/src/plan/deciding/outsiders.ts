import type { AdmissionDecision, AdmissionRequest, DecisionGround } from '../../admission/admission-plan.js';
import { clockAhead } from '../../admission/admission-remarks.js';
import { takesPart } from '../folding/parties.js';
import { isAdministrator } from './permissions.js';
import type { Plan } from '../plan.js';
import { isRegisterNotice } from './register-notice.js';

/**
 * Whether the answer to a message may speak of a plan: to who takes part in it, before or after; to who corrects for others in its
 * region; to the hub itself.
 */
export function mayHearOf(
  plans: { readonly before: Plan | undefined; readonly after: Plan },
  request: AdmissionRequest,
  ground: DecisionGround,
): boolean {
  const { sender } = request;
  const { before, after } = plans;
  if ([before, after].some((plan) => plan !== undefined && takesPart(plan, sender.hsaId))) return true;
  if (isRegisterNotice(request, ground.directory)) return true;
  const rules = ground.profile.plan;
  return rules !== undefined && sender.profile === after.profile && isAdministrator(sender, after, rules);
}

/**
 * The answer to who may tell something of a person and takes no part in the plan: nothing of which units do, what they owe, or how far
 * it has come. Those whom the sender named stay.
 */
export function answeredOutside(decision: AdmissionDecision, request: AdmissionRequest): AdmissionDecision {
  if (decision.kind === 'refused') return decision;
  const answer = { ...decision.plan.answer };
  delete answer.plan;
  const { message, sender } = request;
  const deliveries = answer.deliveries.filter(({ unit }) => message.recipients?.includes(unit) === true);
  const deadlines = answer.deadlines.filter(({ responsible }) => responsible === sender.hsaId);
  return {
    ...decision,
    plan: { ...decision.plan, answer: { ...answer, deliveries, deadlines, warnings: clockAhead(request) } },
  };
}
