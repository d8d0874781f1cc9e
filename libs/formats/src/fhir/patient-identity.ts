import { nationalIdType } from '#domain/identity.js';
import { PATIENT_ID_TYPES } from '#domain/message.js';
import type { PatientIdType } from '#domain/message.js';
import { NATIONAL_ID } from '../hl7v2/identity-fields.js';
import { OTHER_PATIENT_ID_SYSTEMS, PATIENT_ID_SYSTEMS } from './names.js';
import type { FhirNode } from './node.js';

/** What kind of identity an identifier is; undefined for what is none, such as a local patient number. */
export function idTypeOf(identifier: FhirNode): PatientIdType | undefined {
  const system = identifier.text('system') ?? '';
  const own = PATIENT_ID_TYPES.find((type) => PATIENT_ID_SYSTEMS[type] === system);
  if (own !== undefined) return own;
  if (Object.hasOwn(OTHER_PATIENT_ID_SYSTEMS, system)) return OTHER_PATIENT_ID_SYSTEMS[system];
  const codes = identifier
    .child('type')
    .items('coding')
    .map((coding) => coding.text('code'));
  if (!codes.includes(NATIONAL_ID)) return undefined;
  return nationalIdType(plainIdentity(identifier.text('value') ?? ''));
}

/** Without the hyphen that people write before the last four. */
export function plainIdentity(value: string): string {
  return value.replace(/^(\d{8})-(?=\w{4}$)/, '$1');
}

/** The identifier in use of the best-known kind: personnummer before samordningsnummer before reservnummer. */
export function identityIn(identifiers: readonly FhirNode[]): FhirNode | undefined {
  const current = identifiers.filter((identifier) => identifier.text('use') !== 'old');
  for (const type of PATIENT_ID_TYPES) {
    const found = current.find((identifier) => idTypeOf(identifier) === type);
    if (found !== undefined) return found;
  }
  return undefined;
}
