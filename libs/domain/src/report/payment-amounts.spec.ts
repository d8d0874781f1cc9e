import { describe, expect, it } from '@jest/globals';

import { readYaml } from '../../../../test/support/repository-files.js';
import { amountOn, checkPaymentAmounts } from './payment-amounts.js';

const problemsOf = (value: unknown) => {
  const check = checkPaymentAmounts(value);
  return check.ok ? [] : check.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('the amounts per day', () => {
  it('[L-PAY-05] are dated: those that are known stand in the file of the repository', () => {
    const check = checkPaymentAmounts(readYaml('config/payment-amounts.yaml'));
    if (!check.ok) throw new Error('the file of the repository is wrong');
    const on = (day: string) => amountOn(check.amounts, day);
    expect(on('2019-12-31')).toBe(7800);
    expect(on('2020-01-01')).toBe(8200);
    expect(on('2022-06-30')).toBe(9300);
    expect(on('2023-12-31')).toBe(10_500);
    expect([on('2018-07-01'), on('2021-01-01'), on('2024-01-01')]).toEqual([undefined, undefined, undefined]);
  });

  it('[L-PAY-05] have a year each, in order, and are whole kronor', () => {
    expect(problemsOf({ amounts: [] })).toEqual([]);
    expect(problemsOf({})).toEqual(['amounts: is missing: a list is expected']);
    expect(
      problemsOf({
        amounts: [
          { year: 2019, sek: 7800 },
          { year: 2019, sek: 7900 },
        ],
      }),
    ).toEqual(['amounts.1.year: the year 2019 stands there before']);
    expect(
      problemsOf({
        amounts: [
          { year: 2020, sek: 8200 },
          { year: 2019, sek: 7800 },
        ],
      }),
    ).toEqual(['amounts.1.year: years stand in order, the oldest first']);
    const wrong = [
      { year: 2017, sek: 1 },
      { year: '2019', sek: 1 },
      { year: 2019, sek: 0 },
      { year: 2020, sek: 1.5 },
    ];
    expect(problemsOf({ amounts: wrong })).toHaveLength(4);
    expect(problemsOf({ amounts: [{ year: 2019, sek: 7800, note: 'x' }] })).toHaveLength(1);
  });
});
