import type { AdmissionRequest, DecisionGround, PlannedDelivery } from '../../admission/admission-plan.js';
import { receiptDeadline } from '../../admission/admission-deadlines.js';
import { namedReasons } from '../../admission/admission-recipients.js';
import type { MessageKind } from '../../message.js';
import type { KindRule } from '../../profile/profile.js';
import { reason } from '../../reason.js';
import type { Reason, Warning } from '../../reason.js';
import { isInForce, latestConsent, leftOutOf } from '../folding/consents.js';
import type { Draft } from './change.js';
import type { PlanRules } from '../plan-rule.js';
import { unitsOf } from '../plan.js';
import type { PlanStep } from '../plan.js';
import { codeIn } from '../reading.js';
import { isEndedByConsent } from './taken-back.js';
import { CALL_PURPOSES } from '../../content/sip.js';

/** Whom a message about a plan reaches, and what its sender is told of those whom it does not. */
export interface Reach {
  readonly deliveries: readonly PlannedDelivery[];
  readonly warnings: readonly Warning[];
}

/** What tells that a consent is gone, or that all is over, reaches those who must know it although nothing else does. */
export const ALWAYS_TOLD: readonly MessageKind[] = ['samtycke-aterkallat', 'samtycke', 'avliden', 'sip-avslut'];

/** Why the units that a sender names are not those whom the kind may go to; a later call may name nobody (N-CALL-03, N-CALL-11). */
export function recipientReasons(
  request: AdmissionRequest,
  draft: Draft,
  rule: KindRule,
  ground: DecisionGround,
): Reason[] {
  if (rule.recipients !== 'named') return [];
  const { recipients = [] } = request.message;
  const isFilledIn = recipients.length === 0 && (unitsReached(draft, rule).length > 0 || isOnPaper(draft));
  return isFilledIn ? [] : namedReasons(request, rule, undefined, undefined, ground);
}

/** Whether units are called that only paper reaches: by fax or letter (S-CALL-09). */
function isOnPaper({ plan, step }: Draft): boolean {
  const meeting = plan.facts.meetings.find(({ id }) => id === step.message);
  return meeting?.called.some(({ relation }) => relation === 'vard' || relation === 'socialtjanst') === true;
}

/** Who gets a message about a plan; never its sender, nor whom the person has not agreed to (N-CON-01, N-INT-03, N-PART-03). */
export function reachOf(
  request: AdmissionRequest,
  draft: Draft,
  rule: KindRule,
  rules: PlanRules,
  ground: DecisionGround,
): Reach {
  const { kind } = request.message;
  const only = ownerOfUnshared(draft);
  const all = unitsReached(draft, rule).filter(
    (unit) => ground.directory.units.has(unit) && (only === undefined || unit === only),
  );
  const isTold = ALWAYS_TOLD.includes(kind) || isEndedByConsent(draft.plan, draft.step.message) || isCalledOff(draft);
  const word = latestConsent(draft.plan.facts, 'informationsoverforing');
  // Who could not say has agreed to nothing, unless the harm was assessed.
  const isRefused = word !== undefined && !isInForce(word);
  const leftOut = isRefused ? all : leftOutOf(draft.plan.facts, all);
  const reached = isTold ? all : all.filter((unit) => !leftOut.includes(unit));
  const missing = all.filter((unit) => !reached.includes(unit));
  return {
    deliveries: deliveriesTo(reached, request, ground),
    warnings: missing.length === 0 ? [] : [notReached(missing, rules)],
  };
}

function notReached(units: readonly string[], { consent }: PlanRules): Warning {
  const names = units.join(', ');
  return reason('consent-missing', 'recipients', { en: `left out: ${names}`, sv: `utan: ${names}` }, consent.scopeRule);
}

/** Who was called to a meeting learns that it is off, whatever the person has said since. */
function isCalledOff({ step }: Draft): boolean {
  return step.kind === 'sip-mote' && step.content['event'] === 'installt';
}

/** What is saved and not shared is seen by its owner alone, also when it is changed, closed or reopened (N-INT-03, N-CLOSE-06). */
function ownerOfUnshared({ step, plan, object }: Draft): string | undefined {
  const id = step.kind === 'sip-insats' && object?.kind !== 'intervention' ? step.message : object?.id;
  const intervention = plan.facts.interventions.find((one) => one.id === id);
  return intervention?.shared === false ? intervention.owner : undefined;
}

function unitsReached({ plan, step }: Draft, rule: KindRule): string[] {
  return [...new Set(unitsFor())].filter((unit) => unit !== step.unit);

  function unitsFor(): string[] {
    if (rule.recipients === 'none') return [];
    if (step.kind === 'sip-kallelse') return calledUnits();
    if (rule.recipients === 'named') return [...(step.to ?? [])];
    return unitsOf(plan.facts);
  }

  function calledUnits(): string[] {
    const meeting = plan.facts.meetings.find(({ id }) => id === step.message);
    return meeting?.called.flatMap(({ unit }) => unit ?? []) ?? [];
  }
}

function deliveriesTo(units: readonly string[], { message, receivedAt }: AdmissionRequest, ground: DecisionGround) {
  const due = receiptDeadline(ground.profile, message.kind, receivedAt) ?? null;
  return units.flatMap((hsaId): PlannedDelivery[] => {
    const role = ground.directory.units.get(hsaId)?.role;
    return role === undefined ? [] : [{ id: ground.newId(), unit: hsaId, role, receiptDue: due }];
  });
}

/** The first call brings the kartläggning along to those who neither had it nor wrote it (N-MAP-04, N-CALL-13). */
export function broughtAlong(
  { plan, step, before }: Draft,
  called: readonly PlannedDelivery[],
  ground: DecisionGround,
): PlannedDelivery[] {
  if (codeIn(CALL_PURPOSES, step.content, 'purpose') !== 'sip' || step.kind !== 'sip-kallelse') return [];
  const knew = new Set(before === undefined ? [] : unitsOf(before.facts));
  const areas = plan.facts.areas.flatMap(({ id }) => latestOf(plan.steps, id) ?? []);
  return called
    .filter(({ unit }) => !knew.has(unit))
    .flatMap(({ unit, role }) =>
      areas
        .filter((area) => area.unit !== unit)
        .map(({ message }) => ({ id: ground.newId(), unit, role, receiptDue: null, message })),
    );
}

/** What told last of an area. */
function latestOf(steps: Draft['plan']['steps'], area: string): PlanStep | undefined {
  return steps.findLast(
    ({ kind, message, content, withdrawn }) =>
      kind === 'sip-kartlaggning' && withdrawn !== true && (message === area || content['area'] === area),
  );
}
