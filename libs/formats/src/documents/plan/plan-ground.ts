import { civilDateOf } from '#domain/calendar.js';
import type { Directory } from '#domain/directory/directory.js';
import { ageOn } from '#domain/identity.js';
import { coordinatorOf } from '#domain/plan/plan.js';
import type { Coordinator, Plan } from '#domain/plan/plan.js';
import type { PlanCodes, PlanRules } from '#domain/plan/plan-rule.js';
import { joined } from '../paper.js';
import type { PaperLanguage, Words } from '../paper.js';
import { datesIn, identityOf } from '../wording.js';
import type { PaperDates } from '../wording.js';
import { EN } from './plan-text-en.js';
import { SV } from './plan-text-sv.js';
import type { PlanText } from './plan-text-sv.js';

/** What a paper of a plan is made from. What its receiver may not see has to be gone already, but for what nobody is shown. */
export interface PlanQuestion {
  readonly plan: Plan;
  /** Of the plan's region; codes are called as they are written without it. */
  readonly rules: PlanRules | undefined;
  readonly directory: Pick<Directory, 'units'>;
  readonly language: PaperLanguage;
  readonly now: Date;
}

/** The same with the words and names that every paper of a plan needs. */
export interface PlanGround extends PlanQuestion {
  readonly text: PlanText;
  readonly dates: PaperDates;
  /** What a unit is called. */
  unitName(hsaId: string): string;
  unitPhone(hsaId: string): string | undefined;
  /** What the region calls a code. */
  codeName(codes: PlanCodes | undefined, code: string): string;
  /** The day of an instant or a day, as people read it. */
  day(at: string): string;
  readonly coordinator: Coordinator | undefined;
  readonly personName: string;
  /** Who is under 18 has papers of their own; an identity that tells no age counts as grown up (S-MEET-19). */
  readonly age: 'adult' | 'young';
}

const GROWN_UP = 18;
const TEXTS: Readonly<Record<PaperLanguage, PlanText>> = { sv: SV, en: EN };

export function groundOf(question: PlanQuestion): PlanGround {
  const { plan, directory, language, now } = question;
  const dates = datesIn(language);
  const { givenName, familyName } = plan.patient;
  return {
    ...question,
    text: TEXTS[language],
    dates,
    unitName: (hsaId) => directory.units.get(hsaId)?.name ?? hsaId,
    unitPhone: (hsaId) => directory.units.get(hsaId)?.phone,
    codeName: (codes, code) => codes?.codes.find((one) => one.code === code)?.name[language] ?? code,
    day: dates.dayIn,
    coordinator: coordinatorOf(plan.facts),
    personName: `${givenName} ${familyName}`,
    age: (ageOn(plan.patient, civilDateOf(now)) ?? GROWN_UP) < GROWN_UP ? 'young' : 'adult',
  };
}

/** The person with name and number. */
export function personOf({ plan, personName }: PlanGround): string {
  return `${personName}, ${identityOf(plan.patient)}`;
}

/** What tells the paper from others: the plan, as short as people can read it out, and the day. */
export function referenceOf({ text, plan, dates, now }: PlanGround): string {
  return `${text.reference} ${plan.id.slice(-8)} · ${dates.day(now)}`;
}

/** Who coordinates, where, and how to reach them. */
export function coordinatorWords(ground: PlanGround): Words | undefined {
  const { coordinator, unitName, unitPhone } = ground;
  if (coordinator === undefined) return undefined;
  const who = joined([coordinator.name, coordinator.title, unitName(coordinator.unit)]);
  return reachable(who, coordinator.phone ?? unitPhone(coordinator.unit));
}

/** Somebody with a number to call. */
export function reachable(who: string, phone: string | undefined): Words {
  return phone === undefined || phone === '' ? who : [{ text: `${who} ` }, { text: phone, style: 'phone' }];
}
