import type { MessageKind } from '../../message.js';
import { reason } from '../../reason.js';
import type { Reason, Warning } from '../../reason.js';
import { isCoordinatorLeftOut, isLeftOut } from '../folding/consents.js';
import type { PlanRules } from '../plan-rule.js';
import { coordinatorOf, isOpenPlan } from '../plan.js';
import type { PlanFacts, PlanStep } from '../plan.js';
import { objectIn, textIn } from '../reading.js';

/** What a consent does to those whom it leaves out of a plan in which they take part, or which they coordinate. */

/**
 * What the others read in the plan. Whoever is left out may still say what the person agrees to, end what is its own, excuse itself,
 * hand the coordination over and close.
 */
const WRITTEN: readonly MessageKind[] = [
  'sip-kartlaggning',
  'sip-huvudmal',
  'sip-delmal',
  'sip-insats',
  'sip-uppfoljning',
  'sip-utvardering',
];

/** Whether a kind is closed to a unit because the person wants the plan without it (N-CON-01, S-CON-06). */
export function isClosedTo(unit: string, kind: MessageKind, facts: PlanFacts): boolean {
  return WRITTEN.includes(kind) && isLeftOut(facts, unit);
}

/** Nobody writes into a plan that the person wants without it; an answer that comes with the message counts. */
export function leftOutReasons({ kind, unit }: PlanStep, facts: PlanFacts, { consent }: PlanRules): Reason[] {
  return isClosedTo(unit, kind, facts) ? [reason('consent-not-covering', 'sender', undefined, consent.scopeRule)] : [];
}

/** Nobody is made the one who coordinates whom the person has not agreed to (N-CON-01, S-CON-06, G-CON-10, B-CALL-10). */
export function coordinatorReasons(step: PlanStep, facts: PlanFacts, { consent }: PlanRules): Reason[] {
  const now = coordinatorOf(facts);
  if (now === undefined || !isCoordinatorLeftOut(facts)) return [];
  const said = ['coordinator', 'careContact'].find((field) => {
    const named = objectIn(step.content, field);
    return named !== undefined && (textIn(named, 'unit') ?? step.unit) === now.unit;
  });
  // Who is named anew is named too, although nothing changes by it.
  if (now.message !== step.message && said !== 'coordinator') return [];
  const path = said === undefined ? 'sender' : `content.${said}.unit`;
  return [reason('consent-not-covering', path, undefined, consent.scopeRule)];
}

/** Whose unit coordinates a plan that the person no longer wants it in; somebody else is to be made the one (S-CON-06). */
export function leftOutRemarks(facts: PlanFacts, { consent }: PlanRules): Warning[] {
  const now = coordinatorOf(facts);
  if (!isOpenPlan({ facts }) || now === undefined || !isCoordinatorLeftOut(facts)) return [];
  return [reason('coordinator-left-out', 'plan', { en: now.unit, sv: now.unit }, consent.scopeRule)];
}
