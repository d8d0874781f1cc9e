import type { Condition } from '../../condition.js';
import type {
  CheckRule,
  ConsentRule,
  DeadlineRule,
  DueRule,
  EarlyRule,
  KindRule,
  LadderStep,
  Profile,
} from '../profile.js';
import type { PlanActor, PlanDutyRule } from '../../plan/plan-rule.js';
import type { ProfileTexts } from './texts.js';

/** How a profile is told: in which language, and how names of codes and paths stand in a sentence. */
export interface Telling {
  readonly texts: ProfileTexts;
  readonly code: (name: string) => string;
}

/** Names one after the other. */
export function codes(names: readonly string[], { code }: Telling): string {
  return names.map(code).join(', ');
}

/** What a condition asks. */
export function conditionWords(condition: Condition, telling: Telling): string {
  const { code } = telling;
  const { asks } = telling.texts;
  const all = (names: readonly string[]) => codes(names, telling);
  const words = (one: Condition): string => {
    if ('has' in one) return asks.has(code(one.has));
    if ('lacks' in one) return asks.lacks(code(one.lacks));
    if ('is' in one) return asks.is(code(one.is.path), code(String(one.is.value)));
    if ('in' in one) return asks.in(code(one.in.path), all(one.in.values));
    if ('ordered' in one) return asks.ordered(code(one.ordered[0]), code(one.ordered[1]));
    if ('count' in one) return countWords(one.count);
    if ('said' in one) return asks.said(code(one.said.kind), all(one.said.by ?? []), all(listed(one.said.has)));
    if ('saidByAll' in one) {
      const { kind, roles, since } = one.saidByAll;
      return asks.saidByAll(code(kind), all(roles), all(listed(since)));
    }
    if ('receipted' in one) return asks.receipted(code(one.receipted));
    if ('consent' in one) return asks.consent(code(one.consent));
    if ('refused' in one) return asks.refused(code(one.refused));
    if ('agreed' in one) return asks.agreed(code(one.agreed.scope), code(one.agreed.units));
    if ('same' in one) return asks.same(code(one.same[0]), code(one.same[1]));
    if ('among' in one) return asks.among(code(one.among[0]), code(one.among[1]));
    if ('apart' in one) return asks.apart(code(one.apart[0]), code(one.apart[1]));
    if ('every' in one) {
      const { of, when, must } = one.every;
      return asks.every(code(of), words(must), when === undefined ? undefined : words(when));
    }
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
    asks.within(all(from), code(through), least, most);
  const joined = (several: readonly Condition[], by: string): string => several.map(bracketed).join(` ${by} `);
  const bracketed = (one: Condition): string => ('all' in one || 'any' in one ? `(${words(one)})` : words(one));
  return words(condition);
}

function listed(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

/** When something is due. */
export function dueWords(due: DueRule, windows: Profile['windows'], { texts }: Pick<Telling, 'texts'>): string {
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
  const words = (one: DueRule) => dueWords(one, windows, { texts });
  return [
    said.before(time, calendar === 'weekdays', words(before)),
    said.from(time, words(from)),
    ...(calendar === 'weekdays' ? [said.otherDays(words(otherDays))] : []),
  ].join('; ');
}

/** When a duty around a plan falls due. */
export function planDueWords(
  { due, daysBefore }: Pick<PlanDutyRule, 'due' | 'daysBefore'>,
  windows: Profile['windows'],
  telling: Pick<Telling, 'texts'>,
): string {
  const { plan } = telling.texts;
  const said = 'atStart' in due ? plan.atStart : dueWords(due, windows, telling);
  return daysBefore === undefined ? said : `${said}; ${plan.moved(daysBefore)}`;
}

/** Who may do something with a plan. */
export function actorWords(by: readonly PlanActor[], { texts }: Pick<Telling, 'texts'>): string {
  return by.map((actor) => texts.plan.actors[actor]).join(', ');
}

/** Who sends a kind, and what is particular about it. */
export function senderWords({ senders, notSenderTypes, early, alone }: KindRule, telling: Telling): string {
  const { texts } = telling;
  return [
    codes(senders, telling),
    ...(notSenderTypes.length === 0 ? [] : [texts.notTypes(codes(notSenderTypes, telling))]),
    ...(early === undefined ? [] : [earlyWords(early, telling)]),
    ...(alone === undefined ? [] : [`${texts.alone} (${alone.rule})`]),
  ].join('; ');
}

function earlyWords({ hours, notTypes, rule }: EarlyRule, telling: Telling): string {
  const wards = notTypes.length === 0 ? '' : `, ${telling.texts.notTypes(codes(notTypes, telling))}`;
  return `${telling.texts.early(hours)}${wards} (${rule})`;
}

/** Who gets a kind. */
export function recipientWords({ recipients, named }: KindRule, telling: Telling): string {
  const { texts } = telling;
  if (recipients !== 'named') return texts.recipients[recipients];
  if (named === undefined) return '';
  const notTypes = named.notTypes.length === 0 ? [] : [texts.notTypes(codes(named.notTypes, telling))];
  return [texts.named(named.least, named.most, codes(named.roles, telling)), ...notTypes].join('; ');
}

/** What a deadline starts with, and under which condition. */
export function startWords(rule: DeadlineRule, telling: Telling): string {
  const { texts } = telling;
  const when = rule.when === undefined ? [] : [texts.when(conditionWords(rule.when, telling))];
  return [beginWords(rule, telling), ...when].join('; ');
}

function beginWords(rule: DeadlineRule, telling: Telling): string {
  const { texts } = telling;
  if (rule.scope === 'delivery') return texts.delivery;
  const started = codes(rule.startedBy, telling);
  if (rule.after === 'receipts') return texts.receipts(started);
  return `${started}${rule.from.length === 0 ? '' : ` (${codes(rule.from, telling)})`}`;
}

/** Whose duty a deadline is. */
export function owerWords({ scope, roles, responsible, withoutCoordinator }: DeadlineRule, telling: Telling): string {
  const { texts, code } = telling;
  if (scope === 'delivery') return texts.each;
  if (scope === 'answer') return roles.length === 0 ? texts.each : texts.eachOf(codes(roles, telling));
  if (responsible === 'coordinator') return texts.coordinator(code(withoutCoordinator ?? ''));
  return responsible === 'sender' || responsible === 'ward' ? texts[responsible] : code(responsible);
}

/** What a deadline ends with. */
export function endWords(rule: DeadlineRule, telling: Telling): string {
  const { texts, code } = telling;
  if (rule.scope === 'delivery') return texts.receiptEnds;
  const met = [
    codes(rule.metBy, telling),
    ...(rule.metByField === undefined ? [] : [texts.withField(code(rule.metByField))]),
    ...(rule.metWhen === undefined ? [] : [texts.when(conditionWords(rule.metWhen, telling))]),
  ].join(' ');
  const cancelled = rule.cancelledBy.length === 0 ? [] : [texts.cancelled(codes(rule.cancelledBy, telling))];
  const pointless =
    rule.cancelledWhen === undefined ? [] : [texts.pointless(conditionWords(rule.cancelledWhen, telling))];
  return [...(rule.metBy.length === 0 ? [] : [met]), ...cancelled, ...pointless].join('; ');
}

/** Who gets a step of a ladder. */
export function stepToWords({ to }: LadderStep, { texts, code }: Telling): string {
  const isPost = to === 'responsible' || to === 'sender' || to === 'manager' || to === 'operations';
  return isPost ? texts.stepTo[to] : code(to);
}

/** When a step of a ladder is taken. */
export function stepAtWords({ afterHours, repeat, fromStart, until }: LadderStep, { texts, code }: Telling): string {
  return [
    texts.afterHours(afterHours),
    ...(repeat === undefined ? [] : [texts.repeated(code(repeat))]),
    ...(fromStart === true ? [texts.fromStart] : []),
    ...(until === undefined ? [] : [texts.repeatedUntil(code(until))]),
  ].join(', ');
}

/** What a message has to fulfil, and what happens otherwise. */
export function checkWords(
  { must, when, otherwise }: CheckRule,
  telling: Telling,
): { asked: string; otherwise: string } {
  const { texts, code } = telling;
  const asked = [
    conditionWords(must, telling),
    ...(when === undefined ? [] : [texts.when(conditionWords(when, telling))]),
  ];
  const [outcome, reason] =
    'refuse' in otherwise ? ['refuse' as const, otherwise.refuse] : ['warn' as const, otherwise.warn];
  return { asked: asked.join(', '), otherwise: `${texts.otherwise[outcome]} ${code(reason)}` };
}

/** What needs consent, and to what. */
export function consentWords({ scope, fields, allowed }: ConsentRule, telling: Telling): string {
  const { texts, code } = telling;
  const whole = allowed.length === 0 ? texts.wholeMessage : texts.allBut(codes(allowed, telling));
  return `${fields.length === 0 ? whole : codes(fields, telling)}: ${texts.asks.consent(code(scope))}`;
}
