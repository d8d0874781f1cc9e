import type { CalendarKind } from '../../calendar.js';
import type { PlanActor } from '../../plan/plan-rule.js';

/** How the rules of a profile are said in one language; names stand in sentences as `code` writes them. */
export interface ProfileTexts {
  readonly recipients: Readonly<
    Record<'category' | 'parties' | 'others' | 'ward' | 'withdrawn' | 'participants' | 'none', string>
  >;
  readonly named: (least: number, most: number, roles: string) => string;
  readonly ward: string;
  readonly sender: string;
  readonly notTypes: (types: string) => string;
  readonly early: (hours: number | undefined) => string;
  readonly each: string;
  readonly eachOf: (roles: string) => string;
  readonly delivery: string;
  readonly receipts: (kinds: string) => string;
  readonly when: (condition: string) => string;
  readonly withField: (field: string) => string;
  readonly cancelled: (kinds: string) => string;
  readonly pointless: (condition: string) => string;
  readonly coordinator: (role: string) => string;
  readonly alone: string;
  readonly receiptEnds: string;
  readonly otherwise: Readonly<Record<'refuse' | 'warn' | 'withhold' | 'tell', string>>;
  readonly wholeMessage: string;
  readonly allBut: (fields: string) => string;
  readonly stepTo: Readonly<Record<'responsible' | 'sender' | 'manager' | 'operations', string>>;
  readonly afterHours: (hours: number) => string;
  readonly repeated: (window: string) => string;
  readonly fromStart: string;
  readonly repeatedUntil: (step: string) => string;
  readonly due: DueTexts;
  readonly asks: ConditionTexts;
  readonly plan: PlanTexts;
  readonly yes: string;
  /** Before what happens otherwise. */
  readonly or: string;
  readonly days: Readonly<Record<CalendarKind, string>>;
  readonly notice: Readonly<Record<'never' | 'physician' | 'if-notice' | 'always', string>>;
}

interface PlanTexts {
  readonly actors: Readonly<Record<PlanActor, string>>;
  readonly atStart: string;
  /** Days by which the start is moved, negative for days before. */
  readonly moved: (days: number) => string;
}

interface DueTexts {
  readonly window: (times: string, isWeekdays: boolean) => string;
  readonly hours: (hours: number) => string;
  readonly prolonged: string;
  readonly endOf: Readonly<Record<'day' | 'next-weekday', string>>;
  readonly timeOfDay: (time: string) => string;
  readonly nextWeekdayAt: (time: string) => string;
  readonly days: (days: number, isWeekdays: boolean) => string;
  readonly before: (time: string, isWeekdays: boolean, due: string) => string;
  readonly from: (time: string, due: string) => string;
  readonly otherDays: (due: string) => string;
}

interface ConditionTexts {
  readonly has: (path: string) => string;
  readonly lacks: (path: string) => string;
  readonly is: (path: string, value: string) => string;
  readonly in: (path: string, values: string) => string;
  readonly ordered: (first: string, second: string) => string;
  readonly least: (path: string, least: number) => string;
  readonly most: (path: string, most: number) => string;
  readonly said: (kind: string, by: string, field: string) => string;
  readonly saidByAll: (kind: string, roles: string, since: string) => string;
  readonly receipted: (kind: string) => string;
  readonly consent: (scope: string) => string;
  readonly refused: (scope: string) => string;
  readonly agreed: (scope: string, units: string) => string;
  readonly same: (first: string, second: string) => string;
  readonly among: (first: string, second: string) => string;
  readonly apart: (first: string, second: string) => string;
  readonly every: (list: string, must: string, when: string | undefined) => string;
  readonly within: (from: string, through: string, least: number | undefined, most: number | undefined) => string;
  readonly lasts: (from: string, through: string, days: number, isWeekdays: boolean) => string;
  readonly longer: (from: string, through: string, hours: number) => string;
  readonly weekday: (path: string) => string;
  /** Birthdays that the patient has had. */
  readonly age: (path: string, least: number | undefined, most: number | undefined) => string;
  readonly inWords: (path: string) => string;
  readonly and: string;
  readonly or: string;
  readonly not: (condition: string) => string;
}
