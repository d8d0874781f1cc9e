import type { Both } from './both.js';
import { defaultUnit } from './directory/directory.js';
import type { Directory, Unit } from './directory/directory.js';
import type { Party } from './episode/episode.js';
import type { Message, Need, PartyRole, Patient, PlanningCategory } from './message.js';
import type { Profile } from './profile/profile.js';
import { reason } from './reason.js';
import type { Reason } from './reason.js';

export type Resolved<T> = { ok: true; value: T } | { ok: false; reasons: Reason[] };

/** The planning category that the message states, or that its needs give, or that the episode has (G-CAT-01, G-CAT-19). */
export function categoryOf(
  message: Message,
  known: PlanningCategory | undefined,
  profile: Profile,
): Resolved<PlanningCategory> {
  const stated = message.planningCategory;
  if (message.needs === undefined) {
    const category = stated ?? known;
    if (category !== undefined) return { ok: true, value: category };
    const detail = {
      en: 'state the planning category, or the needs that decide it',
      sv: 'ange planeringskategorin, eller behoven som avgör den',
    };
    return refused(reason('missing-field', 'planningCategory', detail, profile.rules.category));
  }
  const derived = categoryOfNeeds(message.needs, profile);
  if (derived === undefined) {
    const detail = { en: 'no category has this set', sv: 'ingen kategori har de behoven' };
    return refused(reason('conflicting-needs', 'needs', detail, profile.rules.needs));
  }
  if (stated !== undefined && stated !== derived) {
    const detail = {
      en: 'they give another category than the one stated',
      sv: 'de ger en annan kategori än den som anges',
    };
    return refused(reason('conflicting-needs', 'needs', detail, profile.rules.needs));
  }
  return { ok: true, value: derived };
}

function categoryOfNeeds(needs: readonly Need[], profile: Profile): PlanningCategory | undefined {
  const same = (set: readonly Need[]) => set.length === needs.length && set.every((need) => needs.includes(need));
  return profile.needs.find((row) => same(row.needs))?.category;
}

/** The parties that an episode has, with the category and the patient that they were chosen for. */
export interface KnownParties {
  readonly parties: readonly Party[];
  readonly category: PlanningCategory;
  readonly patient: Patient;
}

export interface RoutingRequest {
  /** Undefined when it could not be told: then only the named units are looked up. */
  readonly category: PlanningCategory | undefined;
  readonly profile: Profile;
  readonly directory: Directory;
  readonly patient: Patient | undefined;
  /** HSA-ids that the sender named. */
  readonly named: readonly string[];
  /** The parties the episode has, with the category and the patient that they were chosen for. */
  readonly known: KnownParties | undefined;
}

/**
 * The parties that the planning category concerns: a unit that the sender named takes the place of the directory's default
 * for its role; a party that the episode has stays while the patient's health centre and municipality are the same, and a
 * role whose unit has sent a message back stays vacant until a unit is named. Every reason at once.
 */
export function resolveParties(request: RoutingRequest): Resolved<Party[]> {
  const { category, profile, patient } = request;
  const reasons: Reason[] = [];
  const named = namedUnits(request, reasons);
  const parties: Party[] = [];
  const roles = category === undefined || patient === undefined ? [] : profile.categories[category].recipients;
  for (const role of roles) {
    const chosen = named.filter((unit) => unit.role === role).map((unit) => unit.hsaId);
    const units = chosen.length > 0 ? chosen : (knownUnits(request, role) ?? defaultUnits(request, role, reasons));
    parties.push(...units.map((unit) => ({ role, unit })));
  }
  if (roles.length > 0 && parties.length === 0 && reasons.length === 0) {
    const detail = { en: `name a unit for ${roles.join(' or ')}`, sv: `ange en enhet för ${roles.join(' eller ')}` };
    reasons.push(reason('unroutable', 'recipients', detail, profile.rules.unit));
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value: parties };
}

function namedUnits({ named, directory, category, profile }: RoutingRequest, reasons: Reason[]): Unit[] {
  const roles = category === undefined ? undefined : profile.categories[category].recipients;
  return unitsNamed(named, { directory, profile }, reasons, ({ role }) => {
    if (roles?.includes(role) !== false) return undefined;
    const named = roles.length === 0 ? { en: 'nobody', sv: 'ingen' } : { en: roles.join(', '), sv: roles.join(', ') };
    const detail = {
      en: `category ${category ?? ''} concerns ${named.en}`,
      sv: `kategori ${category ?? ''} berör ${named.sv}`,
    };
    return { detail, rule: profile.rules.concerned };
  });
}

/** Why a unit may not be named, and the rule behind it. */
export interface Objection {
  readonly detail: Both;
  readonly rule: string | undefined;
}

/** The units that a sender named, each once; noted are those that the directory does not know, or that are out of place. */
export function unitsNamed(
  named: readonly string[],
  { directory, profile }: { readonly directory: Directory; readonly profile: Profile },
  reasons: Reason[],
  objection: (unit: Unit) => Objection | undefined,
): Unit[] {
  const units: Unit[] = [];
  named.forEach((hsaId, index) => {
    const path = `recipients[${String(index)}]`;
    const unit = directory.units.get(hsaId);
    const against = unit && (lacksAccess(unit, profile) ?? objection(unit));
    if (unit === undefined) {
      const detail = { en: 'use the HSA-id of a unit in the directory', sv: 'ange HSA-id för en enhet i katalogen' };
      reasons.push(reason('unknown-unit', path, detail, profile.rules.unit));
    } else if (against !== undefined) {
      reasons.push(reason('role-not-concerned', path, against.detail, against.rule));
    } else if (!units.includes(unit)) units.push(unit);
  });
  return units;
}

/** Why nothing may be delivered to the unit at all (B-EMG-08). */
export function lacksAccess({ type }: Unit, { withoutAccess }: Profile): Objection | undefined {
  if (type === undefined || withoutAccess?.types.includes(type) !== true) return undefined;
  const detail = {
    en: 'units of this type have no access: call them',
    sv: 'enheter av denna typ har ingen åtkomst: ring dem',
  };
  return { detail, rule: withoutAccess.rule };
}

/**
 * The units that the episode has for the role, as far as the directory still has them; none when they sent a message back,
 * undefined when they have to be chosen anew.
 */
function knownUnits({ known, patient, category, directory }: RoutingRequest, role: PartyRole): string[] | undefined {
  if (known === undefined) return undefined;
  const key = role === 'oppenvard' ? 'healthCentre' : 'municipality';
  if (known.patient[key] !== patient?.[key]) return undefined;
  const parties = known.parties.filter((party) => party.role === role);
  if (parties.length === 0) return known.category === category ? [] : undefined;
  const units = parties.map((party) => party.unit).filter((unit) => directory.units.has(unit));
  return units.length > 0 ? units : undefined;
}

function defaultUnits({ directory, patient, profile }: RoutingRequest, role: PartyRole, reasons: Reason[]): string[] {
  const field = role === 'oppenvard' ? 'healthCentre' : 'municipality';
  const path = `patient.${field}`;
  const rule = profile.rules.unit;
  const key = patient?.[field];
  if (key === undefined) {
    const detail = {
      en: `give it, or name a unit for the role ${role} in recipients`,
      sv: `ange det, eller en enhet för rollen ${role} i recipients`,
    };
    reasons.push(reason('unroutable', path, detail, rule));
    return [];
  }
  const unit = field === 'healthCentre' ? directory.units.get(key) : defaultUnit(directory, role, key, profile.id);
  if (unit === undefined || unit.role !== role || lacksAccess(unit, profile) !== undefined) {
    const detail = {
      en: `the directory has no mailbox for the role ${role} there`,
      sv: `katalogen har ingen brevlåda för rollen ${role} där`,
    };
    reasons.push(reason('unroutable', path, detail, rule));
    return [];
  }
  return [unit.hsaId];
}

function refused(...reasons: Reason[]): { ok: false; reasons: Reason[] } {
  return { ok: false, reasons };
}
