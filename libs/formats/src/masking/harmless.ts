import { mayHoldPersonalNumber } from '#domain/personal-number.js';

/**
 * What a value has to look like to be shown at a place where no personal data belongs: somebody may have put a name or a
 * number there all the same.
 */
export type Form = ((value: string) => boolean) | undefined;

const HSA_ID = /^SE\d{2}[2-9]\d{7}-[A-Za-z0-9]{1,19}$/;
const ID = /^(?=[^\d]*\d)[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;
const TELEPHONE = /^(?:00|0|46)[\d.:/-]{6,14}$/;
const ISO = /^20\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const HL7_TIME = /^20\d\d[01]\d[0-3]\d(?:[0-2]\d[0-5]\d(?:[0-5]\d(?:\.\d{1,4})?)?)?(?:[+-]\d{4})?$/;
const UUID = /^(?:urn:uuid:|[A-Z][A-Za-z]{1,30}\/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OID = /^[0-2](?:\.\d{1,10}){3,20}$/;
const RULE = /^[A-Z]{1,3}-[A-Z]{2,6}-\d{2}$/;

/** An HSA-id: of a unit or an organisation, never of a sole trader, whose number would be a person's. */
export const isHsaId = (value: string): boolean => HSA_ID.test(value);

/** Ids as systems make them: with a digit in it, no telephone number, no number of a person. */
export const isId = (value: string): boolean =>
  isHsaId(value) || UUID.test(value) || (ID.test(value) && !TELEPHONE.test(value) && !mayHoldPersonalNumber(value));

export const isUuid = (value: string): boolean => UUID.test(value);

/** Dates and instants of this century; a day of birth has no place of its own on any list. */
export const isIsoTime = (value: string): boolean => ISO.test(value);

/** The same as HL7 v2 writes them; twelve digits may be somebody's number as well. */
export const isHl7Time = (value: string): boolean =>
  HL7_TIME.test(value) && !(/^\d{12}$/.test(value) && mayHoldPersonalNumber(value));

export const isBoolean = (value: string): boolean => value === 'true' || value === 'false';
export const isSmallNumber = (value: string): boolean => /^\d{1,3}$/.test(value);
export const isMunicipality = (value: string): boolean => /^\d{4}$/.test(value);
export const isRule = (value: string): boolean => RULE.test(value);
export const isOid = (value: string): boolean => OID.test(value);

/** A form that has only these values. */
export function oneOf(values: Iterable<string>): (value: string) => boolean {
  const known = new Set(values);
  return (value) => known.has(value);
}

export const like =
  (expression: RegExp) =>
  (value: string): boolean =>
    expression.test(value);
