import type { PatientIdType } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { Hl7Message } from './er7.js';
import { componentOf, repetitionsOf, segmentAt, textAt } from './er7.js';
import { formatLocation } from './location.js';

/** The national authorities of PID-3.4, as HL7 writes them (ISO OIDs). */
export const ID_AUTHORITIES: Readonly<Record<'personnummer' | 'samordningsnummer', string>> = {
  personnummer: '1.2.752.129.2.1.3.1',
  samordningsnummer: '1.2.752.129.2.1.3.3',
};

/** Authorities of reservnummer where nothing else is said; others are a matter of the source. */
export const RESERVE_AUTHORITIES: readonly string[] = ['1.2.752.97.3.1.3'];

const RANK: readonly PatientIdType[] = ['personnummer', 'samordningsnummer', 'reservnummer'];

/** HL7 table 0203: the national person identifier of Sweden. */
export const NATIONAL_ID = 'NNSWE';

interface Identifier {
  readonly id: string;
  readonly idType: PatientIdType;
  readonly repetition: number;
}

export interface PatientReading {
  readonly patient: Readonly<Record<string, unknown>> | undefined;
  readonly reasons: readonly Reason[];
  /** Model path to HL7 location, where it is not the usual one. */
  readonly locations: () => [string, string][];
}

/** PID and PD1 as the patient of the wire model; `undefined` where the message has no PID. */
export function readPatient(message: Hl7Message, reserveAuthorities: readonly string[]): PatientReading {
  if (segmentAt(message, 'PID') === undefined) return { patient: undefined, reasons: [], locations: () => [] };
  const identifier = identifierOf(message, reserveAuthorities);
  const name = chosen(message, 5, 7, ['L']);
  const address = chosen(message, 11, 7, ['L', 'H', 'HP']);
  const patient = {
    id: identifier?.id,
    idType: identifier?.idType,
    familyName: name?.text(1),
    givenName: name?.text(2),
    address: addressOf(address),
    municipality: address?.text(9),
    healthCentre: textAt(message, 'PD1-3') || undefined,
    protected: protection(message),
  };
  const none = reason('missing-field', 'PID^1^3', 'no identifier of an authority that is known', 'G-ADM-05');
  return {
    patient,
    reasons: identifier === undefined ? [none] : [],
    locations: () => locationsOf(identifier?.repetition, name?.number, address?.number),
  };
}

function locationsOf(identifier = 1, name = 1, address = 1): [string, string][] {
  const at = (field: number, repetition: number, component: number): string =>
    formatLocation({ segment: 'PID', sequence: 1, field, repetition, component });
  return [
    ['patient.id', at(3, identifier, 1)],
    ['patient.idType', at(3, identifier, 4)],
    ['patient.familyName', at(5, name, 1)],
    ['patient.givenName', at(5, name, 2)],
    ['patient.address.line', at(11, address, 1)],
    ['patient.address.city', at(11, address, 3)],
    ['patient.address.postalCode', at(11, address, 5)],
    ['patient.municipality', at(11, address, 9)],
  ];
}

/** The identifier of the best-known authority: personnummer before samordningsnummer before reservnummer. */
function identifierOf(message: Hl7Message, reserveAuthorities: readonly string[]): Identifier | undefined {
  const raw = repetitionsOf(message, segmentAt(message, 'PID'), 3);
  const found = raw.flatMap((repetition, index) => {
    const id = (componentOf(message, repetition) ?? '').trim().replace(/^(\d{8}|\d{6})-(?=\w{4}$)/, '$1');
    const idType = id === '' ? undefined : idTypeOf(message, repetition, id, reserveAuthorities);
    return idType === undefined ? [] : [{ id, idType, repetition: index + 1 }];
  });
  return found.toSorted((a, b) => RANK.indexOf(a.idType) - RANK.indexOf(b.idType))[0];
}

function idTypeOf(
  message: Hl7Message,
  raw: string,
  id: string,
  reserveAuthorities: readonly string[],
): PatientIdType | undefined {
  const authorities = [componentOf(message, raw, 4, 2), componentOf(message, raw, 4, 1)].map(
    (part) => part?.trim() ?? '',
  );
  if (authorities.includes(ID_AUTHORITIES.personnummer)) return 'personnummer';
  if (authorities.includes(ID_AUTHORITIES.samordningsnummer)) return 'samordningsnummer';
  if (authorities.some((authority) => reserveAuthorities.includes(authority))) return 'reservnummer';
  const type = componentOf(message, raw, 5)?.trim() ?? '';
  // Without an authority a number is taken for what it looks like only when nothing speaks against it.
  const bare = type === '' && authorities.every((authority) => authority === '');
  if (type !== NATIONAL_ID && !(bare && /^\d{12}$/.test(id))) return undefined;
  return /^\d{6}[6-9]\d/.test(id) ? 'samordningsnummer' : 'personnummer';
}

/** One repetition of a PID field: the first of the named types, else the first. */
interface Chosen {
  readonly number: number;
  text(component: number): string | undefined;
}

function chosen(
  message: Hl7Message,
  field: number,
  typeComponent: number,
  types: readonly string[],
): Chosen | undefined {
  const raw = repetitionsOf(message, segmentAt(message, 'PID'), field);
  const typed = raw.map((repetition) => componentOf(message, repetition, typeComponent)?.trim() ?? '');
  const preferred = types.map((type) => typed.indexOf(type)).find((index) => index >= 0) ?? 0;
  const repetition = raw[preferred];
  if (repetition === undefined) return undefined;
  const text = (component: number): string | undefined =>
    componentOf(message, repetition, component)?.trim() || undefined;
  return { number: preferred + 1, text };
}

function addressOf(address: Chosen | undefined): Readonly<Record<string, unknown>> | undefined {
  if (address === undefined) return undefined;
  // Lines after the second stand in the same component, since XAD has but two.
  const more = address.text(2)?.split('\n') ?? [];
  const line = [address.text(1), ...more].filter((text) => text !== undefined && text !== '');
  const city = address.text(3);
  const postalCode = address.text(5);
  return line.length === 0 && city === undefined && postalCode === undefined ? undefined : { line, postalCode, city };
}

/** PD1-12, the protection indicator. */
function protection(message: Hl7Message): boolean | undefined {
  const indicator = textAt(message, 'PD1-12').toUpperCase();
  return indicator === '' ? undefined : !['N', 'NEJ', '0'].includes(indicator);
}
