import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isWellFormedIdentity } from './identity.js';

/** Nine digits and the one that makes them pass the check. */
function withCheckDigit(nine: string): string {
  const sum = [...nine].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return nine + String((10 - (sum % 10)) % 10);
}

const two = (n: number) => String(n).padStart(2, '0');
const born = fc.record({
  century: fc.constantFrom('19', '20'),
  year: fc.integer({ min: 0, max: 99 }).map(two),
  month: fc.integer({ min: 1, max: 12 }).map(two),
  day: fc.integer({ min: 1, max: 28 }),
  serial: fc.integer({ min: 980, max: 989 }).map(String),
});

describe('the identity of a patient', () => {
  it.each(['191212121212', '198001019986', `20${withCheckDigit('000229980')}`])(
    '[G-ADM-29] is a personnummer of twelve digits with a real date and the right check digit: %s',
    (id) => {
      expect(isWellFormedIdentity(id, 'personnummer')).toBe(true);
    },
  );

  it.each([
    ['a wrong check digit', '191212121213'],
    ['ten digits', '1212121212'],
    ['a hyphen', '19121212-1212'],
    ['thirteen digits', '1912121212120'],
    ['a line break after it', '191212121212\n'],
    ['digits of another script', '１９１２１２１２１２１２'],
    ['30 February', `19${withCheckDigit('800230980')}`],
    ['29 February in a year that has none', `19${withCheckDigit('000229980')}`],
    ['month 13', `19${withCheckDigit('801301980')}`],
    ['day 0', `19${withCheckDigit('800100980')}`],
    ['the day of a samordningsnummer', `19${withCheckDigit('800161980')}`],
    ['nothing', ''],
  ])('[G-ADM-29] is no personnummer with %s', (_name, id) => {
    expect(isWellFormedIdentity(id, 'personnummer')).toBe(false);
  });

  it('[G-ADM-29] is a samordningsnummer with 60 added to the day', () => {
    expect(isWellFormedIdentity(`19${withCheckDigit('800161980')}`, 'samordningsnummer')).toBe(true);
    expect(isWellFormedIdentity(`19${withCheckDigit('800191980')}`, 'samordningsnummer')).toBe(true);
    expect(isWellFormedIdentity(`19${withCheckDigit('800192980')}`, 'samordningsnummer')).toBe(false);
    expect(isWellFormedIdentity(`19${withCheckDigit('800160980')}`, 'samordningsnummer')).toBe(false);
    expect(isWellFormedIdentity('191212121212', 'samordningsnummer')).toBe(false);
  });

  it.each([
    ['19800101P123', true],
    ['198001010123', true],
    ['19800101f123', true],
    ['19800101X123', false],
    ['1980010P1234', false],
    ['19800101P1234', false],
  ])('[G-ADM-29] is a reservnummer by the pattern of its series, without date or check digit: %s %p', (id, isOne) => {
    expect(isWellFormedIdentity(id, 'reservnummer')).toBe(isOne);
  });

  it('[G-ADM-29] of every day passes with its own check digit and with no other', () => {
    fc.assert(
      fc.property(born, fc.integer({ min: 1, max: 9 }), fc.boolean(), (when, off, isSamordning) => {
        const day = two(when.day + (isSamordning ? 60 : 0));
        const type = isSamordning ? 'samordningsnummer' : 'personnummer';
        const id = when.century + withCheckDigit(`${when.year}${when.month}${day}${when.serial}`);
        expect(isWellFormedIdentity(id, type)).toBe(true);
        const wrong = id.slice(0, -1) + String((Number(id.at(-1)) + off) % 10);
        expect(isWellFormedIdentity(wrong, type)).toBe(false);
      }),
    );
  });

  it('[G-ADM-29] is a yes or no for any text', () => {
    const type = fc.constantFrom('personnummer' as const, 'samordningsnummer' as const, 'reservnummer' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), type, (id, of) => typeof isWellFormedIdentity(id, of) === 'boolean'),
    );
  });
});
