import { addHours, civilDateOf, isStartOfCivilDay, type CivilDate } from '../calendar.js';
import type { PartyRole } from '../message.js';
import type { Profile } from '../profile/profile.js';
import type { LiableStay } from './liable-stay.js';
import { firstLiableDay, LAW_RULES, NOTICE_HOURS } from './payment-rule.js';
import type { Excuse } from './plan-work.js';
import type { ReadySpell } from './ready-spells.js';
import type { ReportStay } from './stay.js';

export const PAYMENT_FAULTS = [
  'notice-missing',
  'notice-late',
  'admission-unknown',
  'municipality-not-told',
  'call-missing',
  'call-late',
  'care-contact-missing',
  'care-contact-late',
  'open-care-missing',
  'open-care-late',
] as const;
export type PaymentFaultCode = (typeof PAYMENT_FAULTS)[number];

/** Something that liability presupposes and that was not there, or not in time: what, whose part it was, by which rule. */
export interface PaymentFault {
  readonly code: PaymentFaultCode;
  readonly rule: string;
  readonly role: PartyRole;
  /** HSA-id of the unit whose part it was; undefined where none had the role. */
  readonly unit: string | undefined;
  /** When it was made good; undefined when it was not, or when it cannot be. */
  readonly metAt: Date | undefined;
}

/** What has to be in place before a day can be liable. */
export interface Precondition {
  /** Whether it was in place as the day began. */
  readonly isMetOn: (day: CivilDate) => boolean;
  /** What is told of days that began without it. */
  readonly fault: PaymentFault;
}

/** What has to be in place for the liability of one ready time, whether it is or not. [L-PAY-02, L-PAY-04] */
export function preconditions(stay: LiableStay, spell: ReadySpell, profile: Profile): Precondition[] {
  const { sip, recipients } = profile.categories[stay.category];
  return [
    ...admissionFaults(stay, profile).map((fault) => ({ isMetOn: () => false, fault })),
    readyTold(stay, spell, profile),
    ...(sip ? planConditions(stay) : []),
    ...(isOpenCareAsked(recipients, profile) ? [openCareTold(stay, profile)] : []),
  ];
}

/**
 * What was wrong with the admission notice. It has to have been sent in time, and nothing makes that good: 24 elapsed hours
 * from the admission, or from a later assessment; a stay of which neither is known cannot show that it was.
 */
export function admissionFaults(stay: ReportStay, profile: Profile): PaymentFault[] {
  const told = stay.notices.find(({ roles }) => isTold(roles, profile));
  if (stay.notices.length === 0) return [atWard(stay, 'notice-missing', LAW_RULES.notice)];
  if (told === undefined) return [atWard(stay, 'municipality-not-told', LAW_RULES.notice)];
  const start = noticeClock(stay, told.at);
  if (start === undefined) return [atWard(stay, 'admission-unknown', LAW_RULES.noticeInTime)];
  const isInTime = told.at <= addHours(start, NOTICE_HOURS);
  return isInTime ? [] : [{ ...atWard(stay, 'notice-late', LAW_RULES.noticeInTime), metAt: told.at }];
}

/** When the hours of a notice began; what was assessed after it did not lead to it. [L-ADM-03] */
function noticeClock({ admittedAt, assessedAt }: ReportStay, toldAt: Date): Date | undefined {
  if (admittedAt === undefined || assessedAt === undefined) return admittedAt ?? assessedAt;
  return assessedAt > admittedAt && assessedAt <= toldAt ? assessedAt : admittedAt;
}

/** When the municipality first was among those who got the ready notice; undefined when it never was. */
export function readyToldAt({ notices }: ReadySpell, profile: Profile): Date | undefined {
  return notices.find(({ roles }) => isTold(roles, profile))?.at;
}

/** The days are counted from when the municipality was among those who got the ready notice. [L-PAY-02, L-PAY-03] */
function readyTold(stay: ReportStay, spell: ReadySpell, profile: Profile): Precondition {
  const told = readyToldAt(spell, profile);
  const from = told && firstLiableDay(profile.payment, told);
  return {
    isMetOn: (day) => from !== undefined && day >= from,
    fault: { ...atWard(stay, 'municipality-not-told', LAW_RULES.readyNotice), metAt: told },
  };
}

/**
 * The call to the plan, where there is to be one. Who says no to a plan is called to none, and the municipality is liable all
 * the same where open care has done its other part, which is to name the care contact (S-PAY-02).
 */
function planConditions(stay: ReportStay): Precondition[] {
  const { calledAt, refusedAt, notNeededAt, isReplaced } = stay.plan;
  if (isReplaced) return [];
  const isCalledOn = (day: CivilDate) => isDone(calledAt, day) || isExcused(stay, ['not-needed', 'replaced'], day);
  const isRefusedOn = (day: CivilDate) => isExcused(stay, ['refused'], day);
  const settledAt = earliest([calledAt, refusedAt, notNeededAt]);
  return [
    inOpenCare(stay, 'call', settledAt, (day) => isCalledOn(day) || isRefusedOn(day)),
    inOpenCare(stay, 'care-contact', stay.careContactAt, (day) => {
      return isCalledOn(day) || !isRefusedOn(day) || isDone(stay.careContactAt, day);
    }),
  ];
}

/** Whether no call was to be made as the day began, for one of the reasons. */
function isExcused({ plan }: ReportStay, reasons: readonly Excuse[], day: CivilDate): boolean {
  const { refusedAt, notNeededAt, excused } = plan;
  return (
    excused.some(({ why, from, until }) => reasons.includes(why) && isDone(from, day) && !isDone(until, day)) ||
    (reasons.includes('refused') && isDone(refusedAt, day)) ||
    (reasons.includes('not-needed') && isDone(notNeededAt, day))
  );
}

function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  const known = instants.flatMap((instant) => instant?.getTime() ?? []);
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}

/** Where open care has a part and a message in which to tell what that is. */
export function isOpenCareAsked(recipients: readonly PartyRole[], { payment, kinds }: Profile): boolean {
  return recipients.includes('oppenvard') && payment.openCareTells.some((kind) => kinds[kind] !== undefined);
}

function openCareTold(stay: ReportStay, profile: Profile): Precondition {
  const { openCareTells } = profile.payment;
  const told = stay.said.find(({ kind, role }) => role === 'oppenvard' && openCareTells.includes(kind));
  return inOpenCare(stay, 'open-care', told?.at);
}

function isTold(roles: readonly PartyRole[], { payment }: Profile): boolean {
  return roles.some((role) => payment.municipalRoles.includes(role));
}

function atWard({ ward }: ReportStay, code: PaymentFaultCode, rule: string): PaymentFault {
  return { code, rule, role: 'slutenvard', unit: ward, metAt: undefined };
}

function inOpenCare(
  { parties }: ReportStay,
  what: 'call' | 'care-contact' | 'open-care',
  metAt: Date | undefined,
  isMetOn: Precondition['isMetOn'] = (day) => isDone(metAt, day),
): Precondition {
  const unit = parties.find(({ role }) => role === 'oppenvard')?.unit;
  const code = `${what}-${metAt === undefined ? 'missing' : 'late'}` as const;
  return { isMetOn, fault: { code, rule: LAW_RULES[what], role: 'oppenvard', unit, metAt } };
}

/** Whether it had been done as the day began. */
function isDone(at: Date | undefined, day: CivilDate): boolean {
  if (at === undefined) return false;
  const done = civilDateOf(at);
  return done < day || (done === day && isStartOfCivilDay(at));
}
