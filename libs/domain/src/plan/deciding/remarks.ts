import { civilDateOf, civilDaysBetween, parseInstant } from '../../calendar.js';
import type { Content, MessageKind } from '../../message.js';
import { reason } from '../../reason.js';
import type { Warning } from '../../reason.js';
import { heldAt, heldMeetings, viewOf } from '../duties/duty-view.js';
import type { DutyView } from '../duties/duty-view.js';
import type { PlanRules } from '../plan-rule.js';
import { isUnderFormerIdentity } from '../person-plans.js';
import type { Plan } from '../plan.js';
import { textIn } from '../reading.js';
import { wordingRemarks } from './wording.js';

/** What was said, by whom, and the plan as it is after that. */
export interface SaidOfPlan {
  readonly kind: MessageKind;
  readonly content: Content;
  /** HSA-id of the sender. */
  readonly unit: string;
  readonly plan: Plan;
}

/**
 * What is odd about an accepted message of a plan, by what the region has rules for: how it is worded, a follow-up at an unusual
 * time (G-SIP-35), an intervention that did not meet the need and that nothing replaces (N-FUP-07), a sub-goal for which nothing
 * is done when the plan is handed over (G-SIP-55), and that the person has got an identity under which there is another plan (G-SIP-77).
 */
export function planRemarks(said: SaidOfPlan, rules: PlanRules): Warning[] {
  const view = viewOf(said.plan, rules);
  return [
    ...(isUnderFormerIdentity(said.plan)
      ? [reason('under-former-identity', 'plan', undefined, rules.rules?.['plan-exists'])]
      : []),
    ...wordingRemarks(said.kind, said.content, rules),
    ...followUpInterval(said, view),
    ...replacementMissing(said, view),
    ...emptySubgoals(said, view),
  ];
}

function followUpInterval({ kind, content }: SaidOfPlan, view: DutyView): Warning[] {
  const usual = view.rules.followUpDays;
  const followUpOn = textIn(content, 'followUpOn');
  const meeting = heldMeetings(view).at(-1);
  if (usual === undefined || followUpOn === undefined || meeting === undefined) return [];
  // The content may be of a meeting that was held long before it was told of.
  const said = kind === 'sip-mote' ? parseInstant(textIn(content, 'heldAt') ?? '') : undefined;
  const days = civilDaysBetween(civilDateOf(said ?? heldAt(meeting)), followUpOn);
  if (days >= usual.least && days <= usual.most) return [];
  return [reason('follow-up-interval', 'content.followUpOn', undefined, usual.rule)];
}

const NOT_MET = 'motte-inte-behovet';

function replacementMissing({ kind, content, unit }: SaidOfPlan, { rules, facts, lookup }: DutyView): Warning[] {
  const rule = rules.rules?.replacement;
  const isNotMet =
    (kind === 'sip-uppfoljning' && content['outcome'] === NOT_MET) ||
    (kind === 'sip-insats-avslut' && content['reason'] === NOT_MET);
  if (rule === undefined || !isNotMet) return [];
  const id = lookup(textIn(content, 'intervention') ?? '', unit);
  if (id === undefined || facts.interventions.some(({ replaces }) => replaces === id)) return [];
  return [reason('new-intervention-expected', 'content.intervention', undefined, rule)];
}

/** What somebody has saved for itself alone is nothing that the person can see. */
function emptySubgoals({ kind, content }: SaidOfPlan, { rules, facts }: DutyView): Warning[] {
  const rule = rules.rules?.['empty-subgoal'];
  if (rule === undefined || kind !== 'sip-delgivning' || content['event'] !== 'delgiven') return [];
  const isEmpty = facts.subgoals.some(
    ({ id, state }) =>
      state === 'pagaende' && !facts.interventions.some(({ subgoal, shared }) => subgoal === id && shared),
  );
  return isEmpty ? [reason('subgoal-without-intervention', '', undefined, rule)] : [];
}
