import type { Condition } from '#domain/condition.js';
import type { DueRule, Profile } from '#domain/profile.js';
import type { DrawingTexts } from '../i18n/drawing.js';

/** Names of codes and paths stand in drawings as they stand in the profile. */
export const code = (name: string): string => `\`${name}\``;
export const codes = (names: readonly string[]): string => names.map(code).join(', ');

/** What a condition asks, in words. */
export function conditionWords(condition: Condition, { asks }: DrawingTexts): string {
  const words = (one: Condition): string => {
    if ('has' in one) return asks.has(code(one.has));
    if ('lacks' in one) return asks.lacks(code(one.lacks));
    if ('is' in one) return asks.is(code(one.is.path), code(String(one.is.value)));
    if ('in' in one) return asks.in(code(one.in.path), codes(one.in.values));
    if ('ordered' in one) return asks.ordered(code(one.ordered[0]), code(one.ordered[1]));
    if ('count' in one) return countWords(one.count);
    if ('said' in one) return asks.said(code(one.said.kind), codes(one.said.by ?? []), codes(listed(one.said.has)));
    if ('saidByAll' in one) {
      const { kind, roles, since } = one.saidByAll;
      return asks.saidByAll(code(kind), codes(roles), codes(listed(since)));
    }
    if ('receipted' in one) return asks.receipted(code(one.receipted));
    if ('consent' in one) return asks.consent(code(one.consent));
    if ('refused' in one) return asks.refused(code(one.refused));
    if ('agreed' in one) return asks.agreed(code(one.agreed.scope), code(one.agreed.units));
    if ('same' in one) return asks.same(code(one.same[0]), code(one.same[1]));
    if ('within' in one) return withinWords(one.within);
    if ('lasts' in one) {
      const { from, through, days, calendar } = one.lasts;
      return asks.lasts(code(from), code(through), days, calendar === 'weekdays');
    }
    if ('longer' in one) return asks.longer(code(one.longer.from), code(one.longer.through), one.longer.hours);
    if ('weekday' in one) return asks.weekday(code(one.weekday));
    if ('age' in one) return asks.age(code(one.age.on), one.age.least, one.age.most);
    if ('inWords' in one) return asks.inWords(code(one.inWords));
    if ('all' in one) return joined(one.all, asks.and);
    if ('any' in one) return joined(one.any, asks.or);
    return asks.not(words(one.not));
  };
  const countWords = ({ path, least, most }: { path: string; least?: number; most?: number }): string =>
    [
      ...(least === undefined ? [] : [asks.least(code(path), least)]),
      ...(most === undefined ? [] : [asks.most(code(path), most)]),
    ].join(` ${asks.and} `);
  const withinWords = ({ from, through, least, most }: Extract<Condition, { within: unknown }>['within']): string =>
    asks.within(codes(from), code(through), least, most);
  const joined = (several: readonly Condition[], by: string): string => several.map(bracketed).join(` ${by} `);
  const bracketed = (one: Condition): string => ('all' in one || 'any' in one ? `(${words(one)})` : words(one));
  return words(condition);
}

function listed(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

/** When something is due, in words. */
export function dueWords(due: DueRule, windows: Profile['windows'], texts: DrawingTexts): string {
  const said = texts.due;
  if ('window' in due) {
    const { times, calendar } = windows[due.window] ?? { times: [], calendar: undefined };
    return said.window(times.join(', '), calendar === 'weekdays');
  }
  if ('hours' in due) return [said.hours(due.hours), ...(due.orEndOf === undefined ? [] : [said.prolonged])].join('; ');
  if ('endOf' in due) return said.endOf[due.endOf];
  if ('timeOfDay' in due) return said.timeOfDay(due.timeOfDay);
  if ('nextWeekdayAt' in due) return said.nextWeekdayAt(due.nextWeekdayAt);
  if ('days' in due) return said.days(due.days, due.calendar === 'weekdays');
  const { time, calendar, before, from, otherDays } = due.cutOff;
  const words = (one: DueRule) => dueWords(one, windows, texts);
  return [
    said.before(time, calendar === 'weekdays', words(before)),
    said.from(time, words(from)),
    ...(calendar === 'weekdays' ? [said.otherDays(words(otherDays))] : []),
  ].join('; ');
}
