import type { FieldForm } from '#domain/content/form.js';
import { PATIENT } from '#domain/envelope.js';
import type { Address, Patient } from '#domain/message.js';
import type { Draft } from './draft.js';
import { readField, valueOf } from './extension-codec.js';
import type { Note } from './extension-codec.js';
import type { MessageBundle } from './message-bundle.js';
import {
  ADDRESS_TYPE,
  extensionUrl,
  MUNICIPALITY,
  MUNICIPALITY_SYSTEM,
  PATIENT_ID_SYSTEMS,
  PROTECTED,
  PROTECTING_LABELS,
  REGISTERED_ADDRESS,
  SECURITY_LABEL_SYSTEM,
} from './names.js';
import type { FhirNode } from './node.js';
import type { FhirObject } from './object.js';
import { identityIn, idTypeOf, plainIdentity } from './patient-identity.js';
import { unitReference } from './unit.js';

/** The label of protected personal data (L-PROT-01). */
export const PROTECTION: FhirObject = { system: SECURITY_LABEL_SYSTEM, code: 'sekretessmarkering' };

const ADDRESS_FORM: FieldForm = PATIENT['address'] ?? { type: 'text' };

/** A person, by HL7 Sweden's base profile. What the message says of the person beside this is in the draft already. */
export function writePatient(draft: Draft, target: Record<string, unknown>, patient: Patient): FhirObject {
  if (patient.address !== undefined && !fits(patient.address)) {
    draft.extendBy(target, 'patient.address', ADDRESS_FORM, patient.address);
  }
  if (patient.municipality !== undefined) {
    draft.extend(target, {
      url: MUNICIPALITY,
      valueCoding: { system: MUNICIPALITY_SYSTEM, code: patient.municipality },
    });
  }
  // Only protection has a label; that there is none has to be told apart from nothing said.
  if (patient.protected === false) draft.extend(target, { url: PROTECTED, valueBoolean: false });
  return {
    resourceType: 'Patient',
    id: draft.idOf('patient'),
    ...(patient.protected === true ? { meta: { security: [PROTECTION] } } : {}),
    ...draft.extensionsOf(target),
    identifier: [{ use: 'official', system: PATIENT_ID_SYSTEMS[patient.idType], value: patient.id }],
    name: [{ use: 'official', family: patient.familyName, given: givenNames(patient.givenName) }],
    ...(patient.address !== undefined && fits(patient.address) ? { address: [addressOf(patient.address)] } : {}),
    ...(patient.healthCentre === undefined ? {} : { generalPractitioner: [unitReference(patient.healthCentre)] }),
    ...target,
  };
}

/** Each given name by itself, where joining them gives the text back. */
function givenNames(text: string): string[] {
  const names = text.split(' ');
  return names.every((name) => name.trim() !== '') ? names : [text];
}

/** Whether FHIR's address can hold it: nothing in FHIR is empty. */
function fits({ line, postalCode, city }: Address): boolean {
  return line.length > 0 || postalCode !== undefined || city !== undefined;
}

function addressOf({ line, postalCode, city }: Address): FhirObject {
  return {
    extension: [{ url: ADDRESS_TYPE, valueCodeableConcept: { coding: [REGISTERED_ADDRESS] } }],
    use: 'home',
    ...(line.length === 0 ? {} : { line }),
    ...(city === undefined ? {} : { city }),
    ...(postalCode === undefined ? {} : { postalCode }),
  };
}

/** A Patient as the person of the wire model. */
export function readPatient(patient: FhirNode, bundle: MessageBundle, note: Note): FhirObject {
  const identifiers = patient.items('identifier');
  const identity = identityIn(identifiers);
  const at = identity ?? patient.first('identifier');
  note('patient', patient.path);
  note('patient.id', at.child('value').path);
  note('patient.idType', at.child('system').path);
  const value = identity?.text('value');
  const name = nameIn(patient);
  note('patient.familyName', name.child('family').path);
  note('patient.givenName', name.child('given').path);
  const given = name.items('given').flatMap((part) => (typeof part.value === 'string' ? [part.value] : []));
  return {
    id: value === undefined ? undefined : plainIdentity(value),
    idType: identity && idTypeOf(identity),
    givenName: given.length === 0 ? undefined : given.join(' '),
    familyName: name.text('family'),
    address: readAddress(patient, note),
    municipality: municipalityOf(patient, note),
    healthCentre: healthCentreOf(patient, bundle, note),
    protected: protectionOf(patient, bundle, note),
  };
}

/** The official name, else the one that nothing is said about, else the usual one. */
function nameIn(patient: FhirNode): FhirNode {
  const names = patient.items('name');
  const preferred = ['official', undefined, 'usual'];
  const found = preferred.map((use) => names.find((name) => name.text('use') === use));
  return found.find((name) => name !== undefined) ?? patient.first('name');
}

/** Folkbokföringsadressen where one is marked as that, else the home; never where somebody lived or stays for a while. */
function addressIn(patient: FhirNode): FhirNode | undefined {
  const addresses = patient.items('address').filter((address) => !['old', 'temp'].includes(address.text('use') ?? ''));
  const registered = addresses.find((address) => {
    const type = address.extension(ADDRESS_TYPE);
    return type !== undefined && valueOf(type) === REGISTERED_ADDRESS.code;
  });
  return registered ?? addresses.find((address) => address.text('use') === 'home') ?? addresses[0];
}

function readAddress(patient: FhirNode, note: Note): unknown {
  const own = readField(patient, extensionUrl('patient.address'), ADDRESS_FORM, 'patient.address', note);
  const address = addressIn(patient);
  if (own !== undefined || address === undefined) return own;
  note('patient.address', address.path);
  for (const name of ['line', 'postalCode', 'city']) note(`patient.address.${name}`, address.child(name).path);
  return {
    line: address.items('line').map((line) => line.value),
    postalCode: address.text('postalCode'),
    city: address.text('city'),
  };
}

/** R4's address has no municipality; some write its code as the district. */
function municipalityOf(patient: FhirNode, note: Note): unknown {
  const extension = patient.extension(MUNICIPALITY);
  if (extension !== undefined) {
    note('patient.municipality', extension.path);
    return valueOf(extension);
  }
  const district = addressIn(patient)?.child('district');
  if (district === undefined || typeof district.value !== 'string' || !/^\d{4}$/.test(district.value)) return undefined;
  note('patient.municipality', district.path);
  return district.value;
}

function healthCentreOf(patient: FhirNode, bundle: MessageBundle, note: Note): string | undefined {
  for (const practitioner of patient.items('generalPractitioner')) {
    const found = bundle.unitOf(practitioner);
    if (found === undefined) continue;
    note('patient.healthCentre', found.path);
    return found.value;
  }
  return undefined;
}

/** A label on the person, or on the Bundle as a whole, protects; so does one whose system is not named. */
function protectionOf(patient: FhirNode, bundle: MessageBundle, note: Note): boolean | undefined {
  const labels = [patient, bundle.root].flatMap((resource) => resource.child('meta').items('security'));
  const label = labels.find((one) => PROTECTING_LABELS.includes(one.text('code') ?? ''));
  const denied = patient.extension(PROTECTED);
  note('patient.protected', (label ?? denied ?? patient.child('meta').child('security')).path);
  if (label !== undefined) return true;
  const said = denied?.child('valueBoolean').value;
  return typeof said === 'boolean' ? said : undefined;
}
