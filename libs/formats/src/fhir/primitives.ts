import { isText } from '#domain/object-check.js';

const YEAR = '(?:[0-9](?:[0-9](?:[0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)';
const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[1-2][0-9]|3[0-1])';
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?';
const ZONE = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))';

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const INSTANT = whole(`${YEAR}-${MONTH}-${DAY}T${TIME}${ZONE}`);
const DATE_TIME = whole(`${YEAR}(?:-${MONTH}(?:-${DAY}(?:T${TIME}${ZONE})?)?)?`);
const DATE = whole(`${YEAR}(?:-${MONTH}(?:-${DAY})?)?`);
const ANY_URI = /^\S+$/;

/** Longest primitive that is looked at, in characters: FHIR's own limit of a string is a megabyte. */
const MAX_LENGTH = 1_048_576;

type Check = (value: unknown) => boolean;

function text(pattern: RegExp, longest = MAX_LENGTH): Check {
  return (value) => typeof value === 'string' && value.length <= longest && pattern.test(value);
}

function wholeNumber(least: number): Check {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2_147_483_647;
}

/** A string is never empty, and holds what JSON and XML of FHIR may hold. R4 lets it be nothing but blanks. */
function isFhirString(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_LENGTH && isText(value);
}

export const isFhirInstant = text(INSTANT, 50);
export const isFhirDateTime = text(DATE_TIME, 50);
export const isFhirInteger = wholeNumber(-2_147_483_648);
export const isFhirCode = text(/^[^\s]+(?:\s[^\s]+)*$/, 10_000);
export const isFhirId = text(/^[A-Za-z0-9.-]{1,64}$/);

/** The primitive types of R4 and the form that a value of each has in JSON. */
export const PRIMITIVES: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['boolean', (value) => typeof value === 'boolean'],
  ['integer', isFhirInteger],
  ['unsignedInt', wholeNumber(0)],
  ['positiveInt', wholeNumber(1)],
  ['decimal', (value) => typeof value === 'number' && Number.isFinite(value)],
  ['string', isFhirString],
  ['markdown', isFhirString],
  ['xhtml', isFhirString],
  ['code', isFhirCode],
  ['id', isFhirId],
  ['uri', text(ANY_URI)],
  ['url', text(ANY_URI)],
  ['canonical', text(ANY_URI)],
  ['oid', text(/^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/, 1_000)],
  ['uuid', text(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)],
  ['instant', isFhirInstant],
  ['dateTime', isFhirDateTime],
  ['date', text(DATE, 50)],
  ['time', text(whole(TIME), 50)],
  ['base64Binary', (value) => typeof value === 'string' && /^[A-Za-z0-9+/=\s]+$/.test(value)],
]);

/** What a value of a type looks like, for those who have to mend it. */
const FORMS: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  integer: 'a whole number',
  unsignedInt: 'a whole number from 0',
  positiveInt: 'a whole number from 1',
  decimal: 'a number',
  code: 'a code: no blanks first, last or doubled',
  id: 'an id: at most 64 letters, digits, hyphens and dots',
  uri: 'a URI without blanks',
  url: 'a URL without blanks',
  canonical: 'a URL without blanks',
  oid: 'an OID such as urn:oid:1.2.3',
  uuid: 'a UUID such as urn:uuid: and 36 lower-case characters',
  instant: 'an instant with seconds and zone, such as 2026-11-23T08:15:00+01:00',
  dateTime: 'a date, or a date and time with seconds and zone, such as 2026-11-23T08:15:00+01:00',
  date: 'a date such as 2026-11-23',
  time: 'a time such as 08:15:00',
  base64Binary: 'base64',
};

export function formOf(type: string): string {
  return FORMS[type] ?? 'a text that is not empty';
}

/** Types that are written without quotes in JSON. */
export function isNumeric(type: string): boolean {
  return type === 'integer' || type === 'unsignedInt' || type === 'positiveInt' || type === 'decimal';
}
