import { nationalIdType } from '#domain/identity.js';
import { PATIENT_ID_TYPES } from '#domain/message.js';
import type { PatientIdType } from '#domain/message.js';
import { mappedTo } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import type { Hl7Message } from './er7.js';
import { repetitionsOf, segmentAt, trimmedOf } from './er7.js';
import type { Component } from './er7-print.js';

/** The national authorities of PID-3.4, as HL7 writes them (ISO OIDs). */
const AUTHORITIES: Readonly<Record<'personnummer' | 'samordningsnummer', string>> = {
  personnummer: '1.2.752.129.2.1.3.1',
  samordningsnummer: '1.2.752.129.2.1.3.3',
};

/** Authority of reservnummer where nothing else is said; others are a matter of the source. */
const RESERVE_AUTHORITY = '1.2.752.97.3.1.3';

/** The namespace that version 2.2 has in place of an OID: the national register of persons. */
const NATIONAL_NAMESPACE = 'NPR';

/** HL7 table 0203: the national person identifier of Sweden. */
export const NATIONAL_ID = 'NNSWE';

export interface Identifier {
  readonly id: string;
  readonly idType: PatientIdType;
  /** Number of the repetition that it stands in. */
  readonly repetition: number;
}

/** The identifiers of a CX field whose authority is known: personnummer before samordningsnummer before reservnummer. */
export function identifiersOf(
  message: Hl7Message,
  { authorities }: Mapping,
  name: string,
  field: number,
): Identifier[] {
  const found = repetitionsOf(message, segmentAt(message, name), field).flatMap((raw, index) => {
    const id = (trimmedOf(message, raw) ?? '').replace(/^(\d{8}|\d{6})-(?=\w{4}$)/, '$1');
    const idType = id === '' ? undefined : idTypeOf(message, raw, id, authorities);
    return idType === undefined ? [] : [{ id, idType, repetition: index + 1 }];
  });
  return found.toSorted((a, b) => PATIENT_ID_TYPES.indexOf(a.idType) - PATIENT_ID_TYPES.indexOf(b.idType));
}

function idTypeOf(
  message: Hl7Message,
  raw: string,
  id: string,
  known: Mapping['authorities'],
): PatientIdType | undefined {
  // The OID, else the namespace.
  const written = [trimmedOf(message, raw, 4, 2), trimmedOf(message, raw, 4, 1)].map((part) => bareOid(part ?? ''));
  for (const authority of written) {
    const own = mappedTo(known, authority);
    if (own !== undefined) return own;
  }
  if (written.includes(AUTHORITIES.personnummer)) return 'personnummer';
  if (written.includes(AUTHORITIES.samordningsnummer)) return 'samordningsnummer';
  if (written.includes(RESERVE_AUTHORITY)) return 'reservnummer';
  const type = trimmedOf(message, raw, 5) ?? '';
  // Without an authority a number is taken for what it looks like only when nothing speaks against it.
  const bare = type === '' && written.every((authority) => authority === '');
  const isNational = type === NATIONAL_ID || written.includes(NATIONAL_NAMESPACE) || (bare && /^\d{12}$/.test(id));
  if (!isNational) return undefined;
  return nationalIdType(id);
}

/** An OID that was written as a URN. */
function bareOid(authority: string): string {
  return authority.replace(/^urn:oid:/i, '');
}

/** Whom PID-3 names, and the number of another person when it names two. */
export interface Named {
  readonly current: Identifier | undefined;
  readonly other: Identifier | undefined;
}

/**
 * The best-known identity of PID-3. Two different national numbers of its kind are two persons, unless MRG-1 says that one of
 * them is the former.
 */
export function identityOf(message: Hl7Message, mapping: Mapping): Named {
  const found = identifiersOf(message, mapping, 'PID', 3);
  const [first] = found;
  if (first === undefined || first.idType === 'reservnummer') return { current: first, other: undefined };
  const alike = found.filter(({ idType }) => idType === first.idType);
  if (alike.every(({ id }) => id === first.id)) return { current: first, other: undefined };
  const former = identifiersOf(message, mapping, 'MRG', 1).map(({ id }) => id);
  const left = alike.filter(({ id }) => !former.includes(id));
  const current = left[0] ?? first;
  return { current, other: left.find(({ id }) => id !== current.id) };
}

/** An identity as CX. */
export function identityComponents(id: string, idType: PatientIdType): Component[] {
  const isReserve = idType === 'reservnummer';
  const authority = isReserve ? RESERVE_AUTHORITY : AUTHORITIES[idType];
  return [id, undefined, undefined, [undefined, authority, 'ISO'], isReserve ? undefined : NATIONAL_ID];
}
