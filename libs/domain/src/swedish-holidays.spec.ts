import { describe, expect, it } from '@jest/globals';

import { swedishHolidaysOf } from './swedish-holidays.js';

/** Written by hand from printed almanacs: the days that move from year to year, in the order of `movableNames`. */
const movable: readonly (readonly [number, readonly string[]])[] = [
  [2024, ['03-29', '03-30', '03-31', '04-01', '05-09', '05-18', '05-19', '06-21', '06-22', '11-02']],
  [2025, ['04-18', '04-19', '04-20', '04-21', '05-29', '06-07', '06-08', '06-20', '06-21', '11-01']],
  [2026, ['04-03', '04-04', '04-05', '04-06', '05-14', '05-23', '05-24', '06-19', '06-20', '10-31']],
  [2027, ['03-26', '03-27', '03-28', '03-29', '05-06', '05-15', '05-16', '06-25', '06-26', '11-06']],
  [2028, ['04-14', '04-15', '04-16', '04-17', '05-25', '06-03', '06-04', '06-23', '06-24', '11-04']],
  [2029, ['03-30', '03-31', '04-01', '04-02', '05-10', '05-19', '05-20', '06-22', '06-23', '11-03']],
  [2030, ['04-19', '04-20', '04-21', '04-22', '05-30', '06-08', '06-09', '06-21', '06-22', '11-02']],
];

const movableNames = [
  'långfredagen',
  'påskafton',
  'påskdagen',
  'annandag påsk',
  'Kristi himmelsfärdsdag',
  'pingstafton',
  'pingstdagen',
  'midsommarafton',
  'midsommardagen',
  'alla helgons dag',
];

const fixed = [
  ['01-01', 'nyårsdagen'],
  ['01-06', 'trettondedag jul'],
  ['05-01', 'första maj'],
  ['06-06', 'Sveriges nationaldag'],
  ['12-24', 'julafton'],
  ['12-25', 'juldagen'],
  ['12-26', 'annandag jul'],
  ['12-31', 'nyårsafton'],
];

describe('Swedish holidays', () => {
  it.each(movable)('%i has exactly the days that the almanac prints', (year, days) => {
    const all = [...fixed, ...movableNames.map((name, index) => [days[index], name])];
    const wanted = all.map(([day, name]) => `${year}-${day} ${name}`);
    const found = [...swedishHolidaysOf(year)].map(([date, { name }]) => `${date} ${name}`);
    expect(found.sort()).toEqual(wanted.sort());
  });

  it('calls five days eves and all others holidays', () => {
    const eves = [...swedishHolidaysOf(2026).values()].filter(({ kind }) => kind === 'eve').map(({ name }) => name);
    expect(eves.sort()).toEqual(['julafton', 'midsommarafton', 'nyårsafton', 'pingstafton', 'påskafton']);
  });

  it.each([
    [1943, '04-25'],
    [1954, '04-18'],
    [1981, '04-19'],
    [2008, '03-23'],
    [2011, '04-24'],
    [2038, '04-25'],
    [2049, '04-18'],
    [2076, '04-19'],
    [2100, '03-28'],
  ])('finds Easter of %i, one of the years at which simpler computations go wrong', (year, day) => {
    expect(swedishHolidaysOf(year).get(`${year}-${day}`)?.name).toBe('påskdagen');
  });

  it('lets the national day hide pingstafton, and första maj hide Kristi himmelsfärdsdag, when they meet', () => {
    expect(swedishHolidaysOf(2071).get('2071-06-06')).toEqual({ name: 'Sveriges nationaldag', kind: 'holiday' });
    expect(swedishHolidaysOf(2008).get('2008-05-01')).toEqual({ name: 'första maj', kind: 'holiday' });
  });
});
