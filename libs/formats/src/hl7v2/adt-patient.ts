import { reason } from '#domain/reason.js';
import { isUnitId } from './adt-content.js';
import type { AdtReader } from './adt-reader.js';
import { flagOf } from './adt-reader.js';
import type { Hl7Message } from './er7.js';
import { repetitionsOf, segmentAt, textAt, trimmedOf } from './er7.js';
import type { Identifier } from './identity-fields.js';
import { identityOf } from './identity-fields.js';

type Part = 'familyName' | 'givenName' | 'line' | 'city' | 'postalCode' | 'municipality';
type Parts = Readonly<Partial<Record<Part, string>>>;

/** PID and PD1 as the patient of the wire model; `undefined` where the message has no PID. */
export function readPatient(reader: AdtReader): Readonly<Record<string, unknown>> | undefined {
  const { message, mapping } = reader;
  if (segmentAt(message, 'PID') === undefined) return undefined;
  const { current: identifier, other } = identityOf(message, mapping);
  const name = chosen(message, 5, NAME_TYPES);
  const address = chosen(message, 11, ADDRESS_TYPES, ELSEWHERE);
  locate(reader, identifier, name.number, address.number);
  if (identifier === undefined) {
    const detail = 'no identifier of an authority that is known';
    reader.reasons.push(reason('missing-field', 'PID^1^3', detail, reader.ruleIds.patient));
  }
  if (other !== undefined) {
    const place = `PID^1^3^${String(other.repetition)}^1`;
    reader.reasons.push(
      reason('invalid-identity', place, 'another number of the same kind stands before it', 'G-ADM-05'),
    );
  }
  const isOld = /^2\.[0-2](\.|$)/.test(textAt(message, 'MSH-12'));
  const { familyName, givenName } = nameOf(name, isOld);
  const { municipality, ...rest } = addressOf(address, isOld);
  tellCleared(reader, name, address);
  return {
    id: identifier?.id,
    idType: identifier?.idType,
    familyName,
    givenName,
    address: postalAddress(rest),
    municipality: placed(reader, 'patient.municipality') ?? municipality,
    healthCentre: readHealthCentre(reader),
    protected: protection(reader),
  };
}

/** PD1-3: the HSA-id first as the interface says, or where the data type has identifiers: third up to 2.4, tenth since 2.5. */
function readHealthCentre(reader: AdtReader): string | undefined {
  const known = ['PD1-3', 'PD1-3.10', 'PD1-3.3'].find((place) => isUnitId(textAt(reader.message, place)));
  return reader.one('patient.healthCentre', known ?? 'PD1-3');
}

/** A municipality that the source writes elsewhere than in PID-11.9. */
function placed(reader: AdtReader, path: 'patient.municipality'): string | undefined {
  return Object.hasOwn(reader.mapping.places, path) ? reader.one(path) : undefined;
}

function locate(reader: AdtReader, identifier: Identifier | undefined, name: number, address: number): void {
  const at = (path: string, field: number, repetition: number, component?: number): void => {
    reader.stoodAt(`patient.${path}`, { segment: 'PID', sequence: 1, field, repetition, component });
  };
  const number = identifier?.repetition ?? 1;
  at('id', 3, number, 1);
  at('idType', 3, number, 4);
  at('familyName', 5, name, 1);
  at('givenName', 5, name, 2);
  at('address', 11, address);
  at('address.line', 11, address, 1);
  at('address.city', 11, address, 3);
  at('address.postalCode', 11, address, 5);
  at('municipality', 11, address, 9);
}

/** Types of names and addresses (component 7), the best first; empty for one without type. */
const NAME_TYPES = ['L', ''];
const ADDRESS_TYPES = ['L', 'H', 'HP', 'P', ''];
/** Where a person does not live: bad addresses, places of birth and origin, of work, of service, and for bills. */
const ELSEWHERE: readonly string[] = ['BA', 'N', 'BDL', 'BR', 'F', 'B', 'O', 'S', 'BI'];

/** One repetition of a PID field: the first of the best type, else the first that is not of a type to leave out. */
interface Chosen {
  readonly number: number;
  readonly raw: string;
  text(component: number): string | undefined;
  isCleared(component: number): boolean;
}

function chosen(message: Hl7Message, field: number, types: readonly string[], left: readonly string[] = []): Chosen {
  const all = repetitionsOf(message, segmentAt(message, 'PID'), field);
  const typed = all.map((repetition) => (repetition.trim() === '' ? null : (trimmedOf(message, repetition, 7) ?? '')));
  const best = types.map((type) => typed.indexOf(type)).find((found) => found >= 0);
  const index = best ?? typed.findIndex((type) => type !== null && !left.includes(type));
  const raw = all[index] ?? '';
  return {
    number: Math.max(index, 0) + 1,
    raw,
    text: (component) => trimmedOf(message, raw, component) ?? undefined,
    isCleared: (component) => trimmedOf(message, raw, component) === null,
  };
}

/** Version 2.2 and its like also write a name as one text: `Tolvansson, Tolvan` or `Tolvansson Tolvan`. */
function nameOf(name: Chosen, isOld: boolean): Parts {
  const [familyName, givenName] = [name.text(1), name.text(2)];
  if (!isOld || givenName !== undefined || familyName === undefined) return { familyName, givenName };
  const comma = familyName.indexOf(',');
  const end = comma < 0 ? familyName.indexOf(' ') : comma;
  if (end < 0) return { familyName };
  return { familyName: familyName.slice(0, end).trim(), givenName: familyName.slice(end + 1).trim() };
}

/** Version 2.2 also writes an address as one text: `Gatan 1, 803 10 Gävle`. Lines after the second share its component. */
function addressOf(address: Chosen, isOld: boolean): Parts & { readonly lines: readonly string[] } {
  const more = address.text(2)?.split('\n') ?? [];
  const lines = [address.text(1), ...more].flatMap((text) => (text === undefined || text === '' ? [] : [text]));
  const [only, ...others] = lines;
  const parts = { city: address.text(3), postalCode: address.text(5), municipality: address.text(9) };
  const isOneText = isOld && others.length === 0 && parts.city === undefined && parts.postalCode === undefined;
  const [, line, postalCode, city] = (isOneText && ONE_TEXT.exec(only ?? '')) || [];
  return line === undefined ? { ...parts, lines } : { ...parts, lines: [line], postalCode, city };
}

const ONE_TEXT = /^(\S[^,]{0,200}),?\s(\d{3} ?\d{2})\s+(\S.*)$/;

function postalAddress({
  lines,
  city,
  postalCode,
}: Parts & { readonly lines: readonly string[] }): Readonly<Record<string, unknown>> | undefined {
  if (lines.length === 0 && city === undefined && postalCode === undefined) return undefined;
  return { line: lines, postalCode, city };
}

function tellCleared(reader: AdtReader, name: Chosen, address: Chosen): void {
  const cleared: readonly (readonly [string, boolean])[] = [
    ['patient.familyName', name.isCleared(1)],
    ['patient.givenName', name.isCleared(2)],
    ['patient.address', address.raw === '""'],
    ['patient.address.line', address.raw !== '""' && address.isCleared(1)],
    ['patient.address.city', address.isCleared(3)],
    ['patient.address.postalCode', address.isCleared(5)],
    ['patient.municipality', address.isCleared(9)],
  ];
  for (const [path, isCleared] of cleared) if (isCleared) reader.cleared.push(path);
}

/** PD1-12, the protection indicator: whatever it says but no means that the person is protected. */
function protection(reader: AdtReader): boolean | undefined {
  const indicator = reader.one('patient.protected', 'PD1-12');
  if (indicator === undefined) return undefined;
  return indicator !== '0' && flagOf(indicator) !== false;
}
