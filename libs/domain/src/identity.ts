import { parseCivilDate } from './calendar.js';
import type { CivilDate } from './calendar.js';
import type { Patient, PatientIdType } from './message.js';

const RESERVE_NUMBER = /^[0-9]{8}[0-9pPtTfF][0-9]{3}$/;

/** The Luhn check over the last ten digits of a personnummer or samordningsnummer. */
function hasValidCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 10; i += 1) {
    const doubled = Number(digits[i + 2]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * Whether a patient identity is well formed (G-ADM-29): twelve digits with a real date and check digit for personnummer,
 * the same with 60 added to the day for samordningsnummer, the pattern of the reserve series for reservnummer.
 */
export function isWellFormedIdentity(id: string, type: PatientIdType): boolean {
  if (type === 'reservnummer') return RESERVE_NUMBER.test(id);
  if (!/^[0-9]{12}$/.test(id)) return false;
  return hasValidCheckDigit(id) && birthDateOf({ id, idType: type }) !== undefined;
}

/** Which of the two national numbers an identity is: in a samordningsnummer 60 is added to the day. */
export function nationalIdType(id: string): 'personnummer' | 'samordningsnummer' {
  return /^\d{6}[6-9]\d/.test(id) ? 'samordningsnummer' : 'personnummer';
}

/** The day of birth that an identity tells; undefined for a reservnummer, whose digits need not be one. */
function birthDateOf({ id, idType }: Pick<Patient, 'id' | 'idType'>): CivilDate | undefined {
  if (idType === 'reservnummer' || !/^[0-9]{12}$/.test(id)) return undefined;
  const day = Number(id.slice(6, 8)) - (idType === 'samordningsnummer' ? 60 : 0);
  return parseCivilDate(`${id.slice(0, 4)}-${id.slice(4, 6)}-${String(day).padStart(2, '0')}`);
}

/**
 * Completed years on a day; undefined where the day of birth is not known. In other years, who was born on 29 February has
 * the birthday on the 28th, as the Swedish law on reckoning time says.
 */
export function ageOn(identity: Pick<Patient, 'id' | 'idType'>, day: CivilDate): number | undefined {
  const born = birthDateOf(identity);
  if (born === undefined || born > day) return undefined;
  const year = day.slice(0, 4);
  const birthday = parseCivilDate(`${year}${born.slice(4)}`) ?? `${year}-02-28`;
  return Number(year) - Number(born.slice(0, 4)) - (day < birthday ? 1 : 0);
}
