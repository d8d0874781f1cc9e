import type { CivilDate } from '../calendar.js';
import { ConfigReader, repeated, type ConfigProblem } from '../config-reader.js';

/** SEK per day, by calendar year; set for the whole country each year (L-PAY-05). A year without an entry has no known amount. */
export type PaymentAmounts = ReadonlyMap<number, number>;

type AmountsCheck = { ok: true; amounts: PaymentAmounts } | { ok: false; problems: ConfigProblem[] };

/** Checks `config/payment-amounts.yaml` as it was read: `amounts: [{ year, sek }]`, oldest first, each year once. */
export function checkPaymentAmounts(value: unknown): AmountsCheck {
  const problems: ConfigProblem[] = [];
  const file = ConfigReader.of(value, problems).only(['amounts']);
  const read = file.at('amounts').located((entry) => {
    entry.only(['year', 'sek']);
    return {
      year: entry.at('year').matching(isYear, () => 'a year from 2018 on, when the act came into force', 2018),
      sek: entry.at('sek').matching(isAmount, () => 'an amount in whole kronor, more than 0', 1),
    };
  });
  for (const { entry, key } of repeated(read, ({ value: { year } }) => String(year))) {
    entry.at.at('year').problem(`the year ${key} stands there before`);
  }
  read.forEach(({ value: { year }, at }, i) => {
    if (year < (read[i - 1]?.value.year ?? year)) at.at('year').problem('years stand in order, the oldest first');
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, amounts: new Map(read.map(({ value: { year, sek } }) => [year, sek])) };
}

/** SEK for a civil day; undefined when the amount of its year is not known, which is never guessed. [L-PAY-05] */
export function amountOn(amounts: PaymentAmounts, day: CivilDate): number | undefined {
  return amounts.get(Number(day.slice(0, -'-MM-DD'.length)));
}

function isYear(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 2018 && value <= 9999;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
