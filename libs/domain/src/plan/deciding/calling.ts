import type { AdmissionRequest, DecisionGround } from '../../admission/admission-plan.js';
import { CHANNELS, RELATIONS } from '../../content/plan.js';
import { isHsaId } from '../../directory/hsa-id.js';
import type { Content } from '../../message.js';
import { reason } from '../../reason.js';
import type { Reason, Warning } from '../../reason.js';
import { lacksAccess } from '../../routing.js';
import { isAgreed, isOutside, latestConsent } from '../folding/consents.js';
import type { PlanObject } from '../folding/meant.js';
import { inboxOf, PRIVATE_RELATIONS } from '../folding/parties.js';
import type { PlanRules } from '../plan-rule.js';
import type { ConsentAbout, PlanFacts, PlanStep } from '../plan.js';
import { codeIn, objectIn, objectsIn, textIn } from '../reading.js';

/** Why nobody may be called yet: what the person has to agree to first, and who is not called to such a meeting. */
export function callReasons(step: PlanStep, facts: PlanFacts, rules: PlanRules): Reason[] {
  if (step.kind !== 'sip-kallelse') return [];
  return [
    ...consentReasons(step, facts, rules),
    ...scopeReasons(step, facts, rules),
    ...actorsOnlyReasons(step, rules),
  ];
}

/**
 * Consent comes before the call, also to a meeting of the parties alone; an assessment of harm may stand in its place (N-CON-02,
 * N-CON-04, N-ACTOR-06, S-CON-01, S-CON-04).
 */
function consentReasons({ content }: PlanStep, facts: PlanFacts, { consent, rules }: PlanRules): Reason[] {
  const missing = consent.toCall.filter((about) => !isAgreed(facts, about, consent.harmRule !== undefined));
  const unable = missing.some((about) => latestConsent(facts, about)?.answer === 'kan-inte');
  if (missing.length === 0) return [];
  const names = missing.map((about) => CONSENT_NAMES[about]);
  const detail = {
    en: `before the call the person agrees to: ${names.map(({ en }) => en).join(', ')}`,
    sv: `före kallelsen samtycker personen till: ${names.map(({ sv }) => sv).join(', ')}`,
  };
  const isAside = content['purpose'] === 'aktorsmote';
  const rule = (isAside ? rules?.['actors-consent'] : undefined) ?? consent.rule;
  return [reason('consent-required', 'consent', detail, unable ? (consent.harmRule ?? rule) : rule)];
}

const CONSENT_NAMES: Readonly<Record<ConsentAbout, { en: string; sv: string }>> = {
  kallelse: { en: 'the call', sv: 'kallelsen' },
  mote: { en: 'the meeting', sv: 'mötet' },
  plan: { en: 'the plan', sv: 'planen' },
  informationsoverforing: { en: 'the telling of what is known', sv: 'informationsöverföring' },
};

/** Nobody is called whom the person has not agreed to (S-CON-06). */
function scopeReasons({ content, to = [] }: PlanStep, facts: PlanFacts, { consent }: PlanRules): Reason[] {
  const described = objectsIn(content, 'participants').map(inboxOf);
  return to.flatMap((unit) => {
    if (!isOutside(facts, unit)) return [];
    const at = described.indexOf(unit);
    const path = at < 0 ? 'recipients' : `content.participants[${String(at)}].unit`;
    return [reason('consent-not-covering', path, undefined, consent.scopeRule)];
  });
}

/** A meeting of the parties alone is one without the person and those close (N-ACTOR-10). */
function actorsOnlyReasons({ content }: PlanStep, { rules }: PlanRules): Reason[] {
  if (content['purpose'] !== 'aktorsmote') return [];
  const detail = {
    en: 'the person and relatives are not called to it',
    sv: 'personen och närstående kallas inte till det',
  };
  return objectsIn(content, 'participants').flatMap((one, at) => {
    const relation = codeIn(RELATIONS, one, 'relation');
    const isPrivate = relation !== undefined && PRIVATE_RELATIONS.includes(relation);
    return isPrivate
      ? [reason('contradiction', `content.participants[${String(at)}].relation`, detail, rules?.['actors-only'])]
      : [];
  });
}

/** Units that are named in the content and that the directory does not know, or that nothing may be delivered to (N-CALL-04). */
export function unitReasons({ message }: AdmissionRequest, rules: PlanRules, ground: DecisionGround): Reason[] {
  const { content, kind } = message;
  if (kind === 'fast-vardkontakt') return [];
  const rule = rules.rules?.unit ?? ground.profile.rules.unit;
  const listed = objectsIn(content, 'participants').map(
    (one, at) => [`content.participants[${String(at)}]`, one] as const,
  );
  const single = ['participant', 'coordinator', 'careContact'].flatMap((field) => {
    const one = objectIn(content, field);
    return one === undefined ? [] : [[`content.${field}`, one] as const];
  });
  return [...listed, ...single].flatMap(([path, one]) => unitReason(`${path}.unit`, one, rule, ground));
}

function unitReason(
  path: string,
  named: Content,
  rule: string | undefined,
  { directory, profile }: DecisionGround,
): Reason[] {
  const hsaId = textIn(named, 'unit');
  const channel = codeIn(CHANNELS, named, 'channel') ?? 'system';
  if (hsaId === undefined || !isHsaId(hsaId) || channel !== 'system') return [];
  const unit = directory.units.get(hsaId);
  const detail = { en: 'use the HSA-id of a unit in the directory', sv: 'ange HSA-id för en enhet i katalogen' };
  if (unit === undefined) return [reason('unknown-unit', path, detail, rule)];
  const against = lacksAccess(unit, profile);
  return against === undefined ? [] : [reason('role-not-concerned', path, against.detail, against.rule)];
}

/** What has to be asked anew at the meeting, and was not (S-CON-05). */
export function meetingRemarks(
  step: PlanStep,
  facts: PlanFacts,
  object: PlanObject | undefined,
  { consent, rules }: PlanRules,
): Warning[] {
  const isHeld = step.kind === 'sip-mote' && step.content['event'] === 'genomfort' && object?.purpose !== 'aktorsmote';
  if (!isHeld) return [];
  const called = facts.meetings.find(({ id }) => id === object?.id)?.at ?? '';
  const missing = consent.toMeet.filter((about) => (latestConsent(facts, about)?.at ?? '') <= called);
  const detail = {
    en: `ask the person anew at the meeting: ${missing.map((about) => CONSENT_NAMES[about].en).join(', ')}`,
    sv: `fråga personen på nytt vid mötet: ${missing.map((about) => CONSENT_NAMES[about].sv).join(', ')}`,
  };
  return missing.length === 0
    ? []
    : [reason('incomplete', 'content.consents', detail, rules?.['meeting-consent'] ?? consent.rule)];
}
