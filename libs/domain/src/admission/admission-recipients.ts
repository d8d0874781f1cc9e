import type { AdmissionRequest, DecisionGround, NoticeVariant, PlannedDelivery } from './admission-plan.js';
import { receiptDeadline } from './admission-deadlines.js';
import type { Concern } from './admission-concern.js';
import type { Unit } from '../directory/directory.js';
import type { Episode, EpisodeFacts, Party } from '../episode/episode.js';
import { onePerUnit, recipientsOf } from '../notice.js';
import type { PartyRole } from '../message.js';
import type { KindRule, NamedRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason } from '../reason.js';
import { unitsNamed } from '../routing.js';
import type { Objection } from '../routing.js';

/** Why the units that the sender named are not those whom the kind may go to (B-FREE-06, G-PLAN-13). */
export function namedReasons(
  { message, sender }: AdmissionRequest,
  rule: KindRule,
  concern: Concern | undefined,
  ward: string | undefined,
  ground: DecisionGround,
): Reason[] {
  if (rule.recipients !== 'named' || rule.named === undefined) return [];
  const reasons: Reason[] = [];
  const { rules } = ground.profile;
  const around = concern && [...concern.parties.map(({ unit }) => unit), ward];
  const { named } = rule;
  const units = unitsNamed(message.recipients ?? [], ground, reasons, (unit) => {
    if (unit.hsaId === sender.hsaId)
      return { detail: { en: 'it is the sender itself', sv: 'det är avsändaren själv' }, rule: named.rule };
    if (around?.includes(unit.hsaId) === false)
      return {
        detail: { en: 'name a party of the care episode', sv: 'ange en part i vårdtillfället' },
        rule: rules.party,
      };
    return objectionTo(unit, named);
  });
  if (reasons.length > 0) return reasons;
  const least = around === undefined ? Math.max(named.least, 1) : named.least;
  if (units.length < least) {
    const from = named.roles.join(', ');
    const detail = { en: `name at least ${String(least)} of ${from}`, sv: `ange minst ${String(least)} av ${from}` };
    return [reason('missing-field', 'recipients', detail, named.rule)];
  }
  if (units.length <= named.most) return [];
  const detail = {
    en: `at most ${String(named.most)} may be named: send one message to each`,
    sv: `högst ${String(named.most)} får anges: skicka ett meddelande till var och en`,
  };
  return [reason('invalid-value', 'recipients', detail, named.rule)];
}

function objectionTo({ role, type }: Unit, { roles, notTypes, rule }: NamedRule): Objection | undefined {
  const to = roles.join(', ');
  if (!roles.includes(role)) return { detail: { en: `it goes to ${to}`, sv: `det går till ${to}` }, rule };
  if (type === undefined || !notTypes.includes(type)) return undefined;
  return {
    detail: { en: 'it never goes to units of this type', sv: 'det går aldrig till enheter av denna typ' },
    rule,
  };
}

interface Told {
  readonly request: AdmissionRequest;
  readonly before: Episode | undefined;
  readonly facts: EpisodeFacts;
  readonly variant: NoticeVariant | undefined;
  readonly rule: KindRule;
  readonly ground: DecisionGround;
}

/** Who gets a message of a stay; never its own sender. */
export function whoGets(told: Told): Party[] {
  return reached(told).filter(({ unit }) => unit !== told.request.sender.hsaId);
}

function reached({ request, before, facts, variant, rule, ground }: Told): Party[] {
  const ward: Party = { unit: facts.ward, role: ground.directory.units.get(facts.ward)?.role ?? 'slutenvard' };
  const all = onePerUnit([...facts.parties, ward]);
  switch (rule.recipients) {
    case 'category':
    case 'parties':
      return recipientsOf(request, before?.facts, facts, variant, ground.profile);
    case 'others':
      return all;
    case 'ward':
      return [ward];
    case 'named':
      return all.filter(isNamed(request.message.recipients ?? [], rule.named?.roles ?? []));
    case 'withdrawn':
    case 'participants':
    case 'none':
      return [];
  }
}

/** The units that are named, or where none has to be and none is, those of the roles that may be. */
function isNamed(named: readonly string[], roles: readonly PartyRole[]): (party: Party) => boolean {
  return ({ unit, role }) => (named.length === 0 ? roles.includes(role) : named.includes(unit));
}

/** Refuses what would reach nobody although its kind is told to others. */
export function nobodyReasons(told: Told): Reason[] {
  const isTold = ['parties', 'others', 'ward', 'named'].includes(told.rule.recipients);
  if (!isTold || whoGets(told).length > 0) return [];
  const detail = {
    en: 'nobody takes part in the care episode yet who gets it',
    sv: 'ingen som får det är part i vårdtillfället än',
  };
  return [reason('unroutable', 'recipients', detail, told.ground.profile.rules.unit)];
}

/** Deliveries of a message that is received now. */
export function deliver(
  { message, receivedAt }: AdmissionRequest,
  to: readonly Party[],
  ground: DecisionGround,
): PlannedDelivery[] {
  const due = receiptDeadline(ground.profile, message.kind, receivedAt) ?? null;
  return to.map(({ unit, role }) => ({ id: ground.newId(), unit, role, receiptDue: due }));
}
