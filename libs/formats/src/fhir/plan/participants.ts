import { RELATIONS } from '#domain/content/plan.js';
import type { Draft } from '../draft.js';
import type { MessageBundle } from '../message-bundle.js';
import { HSA_ID, PLAN_SYSTEM } from '../names.js';
import type { FhirNode } from '../node.js';
import type { FhirObject } from '../object.js';
import { conceptText, staffIn } from '../staff.js';
import { codeIn, phoneBehind, present, typeBehind } from './elements.js';

const HSA_ID_FORM = /^SE\d{10}-[A-Za-z0-9]+$/;

/** Of whom the law asks that they come when they are called. */
export const HAVE_TO_COME: readonly unknown[] = ['vard', 'socialtjanst'];

/** In what capacity somebody takes part, and the professions that are asked for. */
export function rolesOf({ relation, professions }: FhirObject): FhirObject[] {
  const asked: readonly unknown[] = Array.isArray(professions) ? professions : [];
  return [
    { coding: [{ system: PLAN_SYSTEM.role, code: relation }] },
    ...asked.map((profession) => ({ text: profession })),
  ];
}

const RESOURCES: ReadonlyMap<unknown, string> = new Map([
  ['den-enskilde', 'Patient'],
  ['narstaende', 'RelatedPerson'],
  ['foretradare', 'RelatedPerson'],
]);

/**
 * Whom a participant stands for: a unit by its HSA-id, else somebody by name. `unitType` is the resource that units are where it
 * stands. What a reference has no place for is said in the extension of the field.
 */
export function memberOf({ unit, name, relation }: FhirObject, draft: Draft, unitType: string): FhirObject {
  if (typeof unit === 'string') {
    if (!HSA_ID_FORM.test(unit)) return { type: unitType, display: unit };
    const display = name === undefined ? {} : { display: name };
    return { type: unitType, identifier: { system: HSA_ID, value: unit }, ...display };
  }
  const type = RESOURCES.get(relation) ?? 'Practitioner';
  const display = name === undefined ? {} : { display: name };
  if (type === 'Patient' && draft.patient !== undefined) return { ...draft.reference('patient', type), ...display };
  return { type, ...display };
}

/** The participant that a member and its roles stand for, as the wire model has it. */
export function participantIn(member: FhirNode, roles: readonly FhirNode[], bundle: MessageBundle): FhirObject {
  const type = typeBehind(member, bundle);
  const own = codeIn(roles, PLAN_SYSTEM.role);
  const professions = roles.filter((role) => codeIn([role], PLAN_SYSTEM.role) === undefined).map(conceptText);
  const unit = bundle.unitOf(member)?.value;
  const name = nameOf(member, bundle);
  const isUnit = unit === undefined && ['Organization', 'HealthcareService'].includes(type ?? '');
  return present({
    name: isUnit ? undefined : name,
    unit: isUnit ? name : unit,
    relation: own?.text('code') ?? relationOf(type),
    professions: professions.length === 0 ? undefined : professions,
    phone: type === 'Patient' ? undefined : phoneBehind(member, bundle),
  });
}

function nameOf(member: FhirNode, bundle: MessageBundle): unknown {
  const there = bundle.resolve(member);
  const isPatient = there?.text('resourceType') === 'Patient';
  const staff = isPatient ? undefined : staffIn(member, bundle, '', () => undefined);
  return member.text('display') ?? there?.text('name') ?? staff?.['name'];
}

/** What R4 tells by the resource alone; of units it does not say whether they are of care or of social services. */
function relationOf(type: string | undefined): string | undefined {
  const found = type === 'Patient' ? 'den-enskilde' : type === 'RelatedPerson' ? 'narstaende' : undefined;
  return RELATIONS.find((relation) => relation === found);
}
