import { addCivilDays, civilDateOf, civilDaysBetween, isWeekday } from '../calendar.js';
import { isOfPlan } from '../plan/folding/meetings.js';
import type { PlanFacts } from '../plan/plan.js';
import type { Profile } from '../profile/profile.js';
import { percentile } from './ready-time.js';
import { instantIn, type ReadySpell } from './ready-spells.js';
import type { ReportPlan } from './report-plan.js';
import { LAW_CALL, type PlanCallRule } from './reports-rule.js';
import type { ReportStay } from './stay.js';

/**
 * What became of the call: `waiting`: it has not come; `refused`, `not-needed`, `replaced`: the person said no, none is needed, or
 * compulsory care has a plan of another kind; `died`: before it came; `closed`: the plan ended without it.
 */
export const CALL_OUTCOMES = ['called', 'waiting', 'refused', 'not-needed', 'replaced', 'died', 'closed'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** How long the call to a plan took. [L-SIP-03, S-CALL-05, G-SIP-13, B-CALL-05] */
export interface PlanCall {
  /** `ready`: from utskrivningsklar, of a stay; `need`: from the need that was seen, of a plan without a stay. */
  readonly of: 'ready' | 'need';
  /** Rule behind the limit; undefined where nothing says one. */
  readonly rule: string | undefined;
  readonly from: Date;
  readonly calledAt: Date | undefined;
  readonly outcome: CallOutcome;
  /** Civil days and weekdays to the call, the first day not counted; to now while it is waited for. 0 for one that came before. */
  readonly days: number | undefined;
  readonly weekdays: number | undefined;
  /** Days that it may take, of a stay. */
  readonly limitDays: number | undefined;
  /** Whether it came, or still waits, after the limit: of a stay by civil days, of a need by the duty of the region. */
  readonly isLate: boolean | undefined;
  /** The same of a stay by weekdays: what "three days" means is read in both ways. */
  readonly isLateByWeekdays: boolean | undefined;
}

/**
 * The call of a stay whose category asks for a plan, or to whose plan somebody called all the same; undefined for the others, and as
 * long as the patient is not ready.
 * @param plans plans of the same person that are open or were while the stay was
 */
export function callOfStay(
  stay: ReportStay,
  plans: readonly ReportPlan[],
  profile: Profile | undefined,
  now: Date,
): PlanCall | undefined {
  const calledAt = calledIn(stay, plans);
  const asksForPlan = stay.category !== undefined && profile?.categories[stay.category].sip === true;
  const spell = spellOf(stay, calledAt);
  if (spell === undefined || (!asksForPlan && calledAt === undefined)) return undefined;
  if (calledAt === undefined && spell.end?.why === 'withdrawn') return undefined;
  const rule = profile?.reports.planCall ?? LAW_CALL;
  const from = startOf(spell, rule);
  const outcome = calledAt === undefined ? outcomeOf(stay) : 'called';
  const took = lasted(from, outcome, calledAt, now);
  const isBeyond = (days: number | undefined) => (days === undefined || from > now ? undefined : days > rule.days);
  return {
    ...{ of: 'ready', rule: rule.rule, from, calledAt, outcome, ...took, limitDays: rule.days },
    isLate: isBeyond(took.days),
    isLateByWeekdays: isBeyond(took.weekdays),
  };
}

/** The first call of a plan that began beside no stay; undefined for the others, and for one of which nobody told the need. */
export function callOfPlan({ plan, duties }: ReportPlan, now: Date): PlanCall | undefined {
  const { facts, episode } = plan;
  const told = instantIn(facts.need?.at);
  if (episode !== undefined || told === undefined) return undefined;
  const seen = instantIn(facts.need?.identifiedAt);
  const from = seen === undefined || seen > told ? told : seen;
  const calledAt = earliest(callsOf(facts));
  const outcome = calledAt === undefined ? endOf(facts) : 'called';
  const duty = duties.find(({ kind }) => kind === 'sip-kallelse-plan');
  const isLate = duty && (duty.late || (duty.state === 'open' && duty.due < now));
  return {
    ...{ of: 'need', rule: duty?.rule, from, calledAt, outcome, ...lasted(from, outcome, calledAt, now) },
    ...{ limitDays: undefined, isLate, isLateByWeekdays: undefined },
  };
}

function endOf({ state }: PlanFacts): CallOutcome {
  if (state === 'avbojd') return 'refused';
  if (state === 'avliden-aviserad') return 'died';
  return state === 'stoppad' || state === 'avslutad' ? 'closed' : 'waiting';
}

function outcomeOf({ plan, diedOn }: ReportStay): CallOutcome {
  if (plan.isReplaced) return 'replaced';
  if (plan.refusedAt !== undefined) return 'refused';
  if (plan.notNeededAt !== undefined) return 'not-needed';
  return diedOn === undefined ? 'waiting' : 'died';
}

/** What was told of the plan alone counts as well as what was told of the stay; a call of before the stay is to something else. */
function calledIn({ plan, said }: ReportStay, plans: readonly ReportPlan[]): Date | undefined {
  const begunAt = said[0]?.at;
  const beside = plans.flatMap((one) => callsOf(one.plan.facts)).filter((at) => begunAt === undefined || at >= begunAt);
  return earliest([...(plan.calledAt === undefined ? [] : [plan.calledAt]), ...beside]);
}

function callsOf({ meetings }: PlanFacts): Date[] {
  // A meeting that nobody called begins with being held, and has called nobody.
  return meetings.flatMap((one) => (isOfPlan(one) && one.called.length > 0 ? [new Date(one.at)] : []));
}

function earliest(instants: readonly Date[]): Date | undefined {
  return instants.reduce<Date | undefined>((first, at) => (first !== undefined && first <= at ? first : at), undefined);
}

/** The time as ready in which the call came; the first for a call before it, the last as long as there is none. */
function spellOf({ spells }: ReportStay, calledAt: Date | undefined): ReadySpell | undefined {
  if (calledAt === undefined) return spells.at(-1);
  return spells.findLast(({ noticeAt }) => noticeAt <= calledAt) ?? spells[0];
}

function startOf({ noticeAt, readyAt }: ReadySpell, { from }: PlanCallRule): Date {
  return from === 'judgement' ? (readyAt ?? noticeAt) : noticeAt;
}

function lasted(
  from: Date,
  outcome: CallOutcome,
  calledAt: Date | undefined,
  now: Date,
): Pick<PlanCall, 'days' | 'weekdays'> {
  const until = calledAt ?? (outcome === 'waiting' ? now : undefined);
  if (until === undefined) return { days: undefined, weekdays: undefined };
  const [first, last] = [civilDateOf(from), civilDateOf(until)];
  return { days: Math.max(0, civilDaysBetween(first, last)), weekdays: weekdaysBetween(first, last) };
}

/** Weekdays after the one day up to the other, that one included. */
function weekdaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = from; day < to;) {
    day = addCivilDays(day, 1);
    if (isWeekday(day)) count += 1;
  }
  return count;
}

export interface PlanCallSum {
  readonly calls: number;
  readonly called: number;
  readonly waiting: number;
  readonly late: number;
  readonly lateByWeekdays: number;
  /** Of those that have a limit and were called or are waited for, 0 to 1. */
  readonly inTimeShare: number | undefined;
  readonly inTimeShareByWeekdays: number | undefined;
  /** Civil days to the calls that came: the middle, and what nine of ten stay below. */
  readonly p50Days: number | undefined;
  readonly p90Days: number | undefined;
}

export function sumCalls(calls: readonly PlanCall[]): PlanCallSum {
  const count = (is: (call: PlanCall) => boolean) => calls.filter(is).length;
  const share = (key: 'isLate' | 'isLateByWeekdays') => {
    const known = count((call) => call[key] !== undefined);
    return known === 0 ? undefined : count((call) => call[key] === false) / known;
  };
  const days = calls.flatMap((call) => (call.outcome === 'called' && call.days !== undefined ? [call.days] : []));
  return {
    calls: calls.length,
    called: count(({ outcome }) => outcome === 'called'),
    waiting: count(({ outcome }) => outcome === 'waiting'),
    late: count(({ isLate }) => isLate === true),
    lateByWeekdays: count(({ isLateByWeekdays }) => isLateByWeekdays === true),
    inTimeShare: share('isLate'),
    inTimeShareByWeekdays: share('isLateByWeekdays'),
    p50Days: percentile(days, 0.5),
    p90Days: percentile(days, 0.9),
  };
}
