import { parseCivilDate } from './calendar.js';
import type { PatientIdType } from './message.js';

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

function hasValidDate(digits: string, dayOffset: number): boolean {
  const day = Number(digits.slice(6, 8)) - dayOffset;
  return parseCivilDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${String(day).padStart(2, '0')}`) !== undefined;
}

/**
 * Whether a patient identity is well formed (G-ADM-29): twelve digits with a real date and check digit for personnummer,
 * the same with 60 added to the day for samordningsnummer, the pattern of the reserve series for reservnummer.
 */
export function isWellFormedIdentity(id: string, type: PatientIdType): boolean {
  if (type === 'reservnummer') return RESERVE_NUMBER.test(id);
  if (!/^[0-9]{12}$/.test(id)) return false;
  return hasValidCheckDigit(id) && hasValidDate(id, type === 'samordningsnummer' ? 60 : 0);
}

/** Which of the two national numbers an identity is: in a samordningsnummer 60 is added to the day. */
export function nationalIdType(id: string): 'personnummer' | 'samordningsnummer' {
  return /^\d{6}[6-9]\d/.test(id) ? 'samordningsnummer' : 'personnummer';
}
