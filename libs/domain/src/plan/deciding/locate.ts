import type { AdmissionRequest, DecisionGround, KnownState } from '../../admission/admission-plan.js';
import type { MessageKind } from '../../message.js';
import type { KindRule } from '../../profile/profile.js';
import { reason } from '../../reason.js';
import type { Reason } from '../../reason.js';
import { planExists } from './change.js';
import { eventOf } from '../events.js';
import { takesPart } from '../folding/parties.js';
import { isOfSomebodyElse } from './one-person.js';
import { isAdministrator, mayJoin } from './permissions.js';
import { isRegisterNotice } from './register-notice.js';
import type { PlanRules } from '../plan-rule.js';
import { isOpenPlan } from '../plan.js';
import type { Plan } from '../plan.js';
import { rowsFor } from './transition.js';

/** The plan that a message is about; none where it begins one. */
export type Located =
  { readonly ok: true; readonly plan: Plan | undefined } | { readonly ok: false; readonly reasons: Reason[] };

/**
 * Which plan a message is about: the one that it names, else the open one of its patient in the region. What a unit takes no
 * part in is told of as what is not there; only who would begin a second plan is told that there is one (N-CALL-10, G-SIP-77).
 */
export function locate(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rules: PlanRules,
): Located {
  const { message } = request;
  const unknown: Located = { ok: false, reasons: [unknownPlan(request, rules)] };
  if (message.plan !== undefined) {
    const named = known.plans?.find(({ id }) => id === message.plan);
    if (named === undefined || !isKnownTo(named, request, ground, rules)) return unknown;
    // Who takes part is told what does not fit; who does not is told of no plan by the identity of somebody else.
    const isHidden = !takesPart(named, request.sender.hsaId) && isOfSomebodyElse(named, request, known);
    return isHidden ? unknown : { ok: true, plan: named };
  }
  const open = openPlan(request, known, ground);
  if (open !== undefined && isKnownTo(open, request, ground, rules)) return { ok: true, plan: open };
  if (!mayBegin(request, rules)) return unknown;
  return open === undefined ? { ok: true, plan: undefined } : { ok: false, reasons: [planExists(rules)] };
}

function openPlan(
  { message }: AdmissionRequest,
  { plans = [] }: KnownState,
  { profile }: DecisionGround,
): Plan | undefined {
  return plans.find(
    (plan) => isOpenPlan(plan) && plan.profile === profile.id && plan.patient.id === message.patient?.id,
  );
}

/** Whether the unit has to do with the plan: it takes part, corrects for others, or may join in by what it sends. */
export function isKnownTo(plan: Plan, request: AdmissionRequest, ground: DecisionGround, rules: PlanRules): boolean {
  const { sender, message } = request;
  if (takesPart(plan, sender.hsaId)) return true;
  const isOfRegion = sender.profile === plan.profile;
  if (isOfRegion && isRegisterNotice(request, ground.directory)) return true;
  const event = eventOf(message.kind, message.content);
  return isOfRegion && (isAdministrator(sender, plan, rules) || mayJoin(plan, sender, message.kind, event, rules));
}

/** Whether the region's table lets the message begin a plan. */
function mayBegin({ message }: AdmissionRequest, rules: PlanRules): boolean {
  return rowsFor(rules, message.kind, eventOf(message.kind, message.content), 'none').length > 0;
}

/** What a unit is told of a plan with which it has nothing to do, whether or not there is one. */
export function unknownPlan({ message }: AdmissionRequest, { rules }: PlanRules): Reason {
  const detail = isEnding(message.kind)
    ? {
        en: 'name the plan, or the stay, in which the unit takes part',
        sv: 'ange planen, eller vårdtillfället, som enheten deltar i',
      }
    : { en: 'name the plan, or give the person', sv: 'ange planen, eller personen' };
  return reason('unknown-plan', 'plan', message.plan === undefined ? detail : undefined, rules?.['unknown-plan']);
}

/** Kinds that end a plan of the person, if there is one that the sender has to do with. */
const ENDING: readonly MessageKind[] = ['avliden', 'samtycke-aterkallat'];

export function isEnding(kind: MessageKind): boolean {
  return ENDING.includes(kind);
}

/** Whether a kind that may be about a stay or a plan is about a plan alone here: it names one, or finds no stay to be about. */
export function isAboutPlan(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): boolean {
  if (rule.about === 'plan') return true;
  const rules = ground.profile.plan;
  const { message } = request;
  const isOfStay = known.episode !== undefined || message.episode !== undefined || message.episodeId !== undefined;
  if (rule.changesPlan !== true || rules === undefined || isOfStay) return false;
  if (message.plan !== undefined) return true;
  // Such a message is of a plan or of nothing, so that its sender is told the same whether or not there is one.
  if (isEnding(message.kind) && rule.early === undefined && rule.alone === undefined) return true;
  // What the unit takes no part in is not there: the message is then decided as if the person had no plan.
  const open = openPlan(request, known, ground);
  return (open !== undefined && isKnownTo(open, request, ground, rules)) || mayBegin(request, rules);
}
