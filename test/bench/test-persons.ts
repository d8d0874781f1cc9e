/** Birth numbers that the Swedish Tax Agency keeps for test persons: nobody alive has one. */
const FIRST_BIRTH_NUMBER = 980;
const BIRTH_NUMBERS = 20;
const FIRST_DAY = Date.UTC(1920, 0, 1);
const DAYS = 38_000;
const DAY = 86_400_000;

/** How many different persons there are before the series begins again; every number comes as personnummer and as samordningsnummer. */
export const TEST_PERSONS = DAYS * BIRTH_NUMBERS * 2;

export interface TestPerson {
  readonly id: string;
  readonly idType: 'personnummer' | 'samordningsnummer';
}

/** The test person of this number: neighbours differ, so that a run meets each of them once. */
export function testPerson(serial: number): TestPerson {
  const index = serial % TEST_PERSONS;
  const day = index % DAYS;
  const birthNumber = FIRST_BIRTH_NUMBER + (Math.floor(index / DAYS) % BIRTH_NUMBERS);
  const isCoordination = index >= DAYS * BIRTH_NUMBERS;
  const date = new Date(FIRST_DAY + day * DAY);
  const dayOfMonth = date.getUTCDate() + (isCoordination ? 60 : 0);
  const civil = `${String(date.getUTCFullYear())}${two(date.getUTCMonth() + 1)}${two(dayOfMonth)}`;
  const digits = `${civil}${String(birthNumber)}`;
  return { id: `${digits}${checkDigit(digits)}`, idType: isCoordination ? 'samordningsnummer' : 'personnummer' };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Luhn's check digit over the nine digits after the century. */
function checkDigit(elevenDigits: string): string {
  let sum = 0;
  for (let i = 0; i < 9; i += 1) {
    const doubled = Number(elevenDigits[i + 2]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}
