import { describe, expect, it } from '@jest/globals';
import { holdsPersonalNumber, mayHoldPersonalNumber } from './personal-number.js';

describe('the number of a person in a text', () => {
  it.each([
    '191212121212',
    '19121212-1212',
    '1212121212',
    '121212-1212',
    '121212+1212',
    'nr 19121212 1212.',
    '191212721218',
    '19121212  1212',
    '19121212 - 1212',
    '19121212\u20141212',
    '121212\u22121212',
    '19121212\u2009\u00a01212',
    '１９１２１２１２１２１２',
  ])('is seen in %s', (text) => {
    expect(holdsPersonalNumber(text)).toBe(true);
    expect(mayHoldPersonalNumber(text)).toBe(true);
  });

  it('is seen without a right check digit, and as a reservnummer', () => {
    expect(holdsPersonalNumber('191212121213')).toBe(true);
    expect(holdsPersonalNumber('20261123P123')).toBe(true);
  });

  it.each(['SE2321000016-AVD12', 'V20261123-001', '20261123073000', 'MSG00001', '2026-11-23T08:15:00+01:00'])(
    'is not seen in %s',
    (text) => expect(holdsPersonalNumber(text)).toBe(false),
  );

  it('may lie within a longer number, where the check digit is right', () => {
    expect(holdsPersonalNumber('00191212121212001')).toBe(false);
    expect(mayHoldPersonalNumber('00191212121212001')).toBe(true);
  });
});
