/** A run of digits; hyphens of any kind, plus signs and blanks may stand between two of them, as people write numbers. */
const DIGITS = /\d(?:[-+ \t\u2010-\u2015\u2212]{0,3}\d){9,}/g;

/** The Luhn check over ten digits. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < 10; at += 1) {
    const doubled = Number(digits[at]) * (at % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether ten digits begin with month and day as personnummer and samordningsnummer do; the year is any. */
function beginsWithDay(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91));
}

const RESERVE_NUMBER = /(?<!\d)\d{8}[-+ ]?[pPtTfF]\d{3}(?!\d)/;

function* runsIn(text: string): Generator<string> {
  // Digits and blanks of any width are digits and blanks.
  for (const [run] of text.normalize('NFKC').matchAll(DIGITS)) yield run.replaceAll(/\D/g, '');
}

function isLikeNumber(digits: string): boolean {
  const isLong = digits.length === 12 && /^(?:18|19|20)/.test(digits);
  return (isLong || digits.length === 10) && beginsWithDay(digits.slice(-10));
}

/**
 * Whether somebody wrote what looks like the identity of a person: ten or twelve digits by themselves that begin with a day of
 * birth, with or without a right check digit, or a reservnummer. Longer numbers, such as ids made of a time, are none.
 */
export function holdsPersonalNumber(text: string): boolean {
  return [...runsIn(text)].some(isLikeNumber) || RESERVE_NUMBER.test(text);
}

/** Whether a text may hold the identity of a person anywhere, also within a longer number. Says yes rather once too often. */
export function mayHoldPersonalNumber(text: string): boolean {
  if (holdsPersonalNumber(text)) return true;
  for (const digits of runsIn(text)) {
    for (let at = 0; at + 10 <= digits.length; at += 1) {
      const ten = digits.slice(at, at + 10);
      if (beginsWithDay(ten) && hasCheckDigit(ten)) return true;
    }
  }
  return false;
}
