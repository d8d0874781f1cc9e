import type { AdmissionDecision, AdmissionPlan } from './admission-plan.js';
import type { Reason, Warning } from '../reason.js';

/** Completes a plan with the answer that the sender gets: of its own message, not of what that takes up. */
export function accept(plan: Omit<AdmissionPlan, 'answer'>, warnings: Warning[]): AdmissionDecision {
  const own = plan.deliveries.filter(({ message }) => message === undefined);
  const deliveries = own.map(({ id, unit, role, receiptDue }) => ({
    id,
    unit,
    role,
    receiptDue: receiptDue?.toISOString() ?? null,
  }));
  const deadlines = plan.deadlines
    .filter((deadline) => deadline.state === 'open' && deadline.message === undefined)
    .map(({ kind, due, responsible }) => ({ kind, due: due.toISOString(), responsible }));
  const [changed] = plan.plans ?? [];
  const answer = {
    id: plan.message.id,
    messageId: plan.message.messageId,
    episode: plan.episode === undefined ? null : { id: plan.episode.id, state: plan.episode.facts.state },
    ...(changed === undefined ? {} : { plan: { id: changed.id, state: changed.facts.state } }),
    deliveries,
    deadlines,
    warnings,
  };
  return { kind: 'accepted', plan: { ...plan, answer } };
}

export function refuse(...reasons: Reason[]): AdmissionDecision {
  return { kind: 'refused', reasons };
}
