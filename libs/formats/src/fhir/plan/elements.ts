import type { MessageBundle } from '../message-bundle.js';
import { HUB_MESSAGE, PLAN_PART, SENDERS_MESSAGE } from '../names.js';
import type { FhirNode } from '../node.js';
import type { FhirObject } from '../object.js';
import { isFhirCode } from '../primitives.js';
import type { Found } from './part-home.js';

/** Something of a plan by its id: the hub's id of the message that told of it first, or the sender's own. */
export function partIdentifier(id: unknown): FhirObject {
  return { system: PLAN_PART, value: id };
}

const PART_SYSTEMS: readonly (string | undefined)[] = [PLAN_PART, HUB_MESSAGE, SENDERS_MESSAGE];

/** The id of something of a plan among identifiers, in one of the namespaces that the hub knows; ours before others. */
export function partIn(identifiers: readonly FhirNode[]): FhirNode | undefined {
  const known = identifiers.filter((identifier) => PART_SYSTEMS.includes(identifier.text('system')));
  return known.find((identifier) => identifier.text('system') === PLAN_PART) ?? known[0];
}

/** The id of what a reference stands for: its own identifier, or that of the resource in the Bundle. */
export function partBehind(reference: FhirNode, bundle: MessageBundle): Found {
  const found = partIn([reference.child('identifier'), ...(bundle.resolve(reference)?.items('identifier') ?? [])]);
  return { at: (found ?? reference.child('identifier')).child('value'), value: found?.text('value') };
}

/** A concept of one coding; undefined for what is no code of FHIR. Blanks within one are not taken alike everywhere. */
export function concept(system: string, code: unknown): FhirObject | undefined {
  return isFhirCode(code) && !/\s/.test(String(code)) ? { coding: [{ system, code }] } : undefined;
}

/** The coding of a system in concepts; undefined where none has a code of it. */
export function codeIn(concepts: readonly FhirNode[], system: string): FhirNode | undefined {
  return concepts
    .flatMap((one) => one.items('coding'))
    .find((coding) => coding.text('system') === system && coding.text('code') !== undefined);
}

/** The notes under a key as one text. */
export function noteText(holder: FhirNode, key: string): Found {
  const texts = holder.items(key).flatMap((note) => note.text('text') ?? []);
  return { at: holder.first(key).child('text'), value: texts.length === 0 ? undefined : texts.join('\n') };
}

/** What a reference leads to, by its type: of the resource, of the reference, of its address. */
export function typeBehind(reference: FhirNode, bundle: MessageBundle): string | undefined {
  const address = reference.text('reference')?.split('/').at(-2);
  return bundle.resolve(reference)?.text('resourceType') ?? reference.text('type') ?? address;
}

/** The fields that are there. */
export function present(fields: FhirObject): FhirObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The first telephone number of what a reference leads to: of a role, of its person, of a unit. */
export function phoneBehind(reference: FhirNode, bundle: MessageBundle): string | undefined {
  const target = bundle.resolve(reference);
  const person = target && bundle.resolve(target.child('practitioner'));
  const phones = [target, person].flatMap((one) => one?.items('telecom') ?? []);
  return phones.find((one) => one.text('system') === 'phone')?.text('value');
}
