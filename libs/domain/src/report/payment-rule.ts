import { addCivilDays, civilDateOf, instantOf, type CivilDate } from '../calendar.js';
import type { MessageKind, PartyRole } from '../message.js';

/** What a region and its municipalities have agreed on about the liability to pay; what they left out is the law's (lag 2017:612). */
export interface PaymentRule {
  /** The rule behind the liability. */
  readonly rule: string;
  /** Kinds by which open care tells what it answers for: nobody is liable while one is missing (L-PAY-04). */
  readonly openCareTells: readonly MessageKind[];
  /** Roles that the municipality fills. */
  readonly municipalRoles: readonly PartyRole[];
  /** Oldest first; each holds from its day until the next one. Before the first the law's own holds. */
  readonly models: readonly PaymentModel[];
}

export interface PaymentModel {
  /** First civil day, always the first of a month. */
  readonly from: CivilDate;
  /**
   * `per-patient`: each day from the first liable day on. `mean-days`: of a municipality's stays in a month, the days by which
   * their mean is above `limitDays`.
   */
  readonly model: 'per-patient' | 'mean-days';
  /** Days as ready that are free on the mean; only for `mean-days`. */
  readonly limitDays: number;
  /** Time of day, Europe/Stockholm; that time itself is not after it. */
  readonly cutOff: string;
  /** The first liable day is so many days after the day of the notice; `freeDaysAfter` when that was sent after the cut-off. */
  readonly freeDays: number;
  readonly freeDaysAfter: number;
}

/** Within so many elapsed hours the admission notice has to be sent (2:3) [L-ADM-03]. */
export const NOTICE_HOURS = 24;

/** The law's rule behind each thing that liability presupposes. No region agrees on others. */
export const LAW_RULES = {
  notice: 'L-ADM-01',
  noticeInTime: 'L-ADM-03',
  readyNotice: 'L-RDY-01',
  call: 'L-SIP-03',
  'care-contact': 'L-FVK-01',
  'open-care': 'L-PAY-04',
} as const;

/** The law's own terms (5:4), which hold where nothing else was agreed on (4:5) [L-PAY-03]. */
export const LAW_MODEL: PaymentModel = {
  from: '2018-01-01',
  model: 'per-patient',
  limitDays: 0,
  cutOff: '12:00',
  freeDays: 3,
  freeDaysAfter: 4,
};

export const LAW_PAYMENT: PaymentRule = {
  rule: 'L-PAY-03',
  openCareTells: ['planeringsunderlag', 'svar-pa-inskrivning'],
  municipalRoles: ['socialtjanst', 'hemsjukvard', 'sabo'],
  models: [LAW_MODEL],
};

/** What holds on a civil day. */
export function modelOn({ models }: PaymentRule, day: CivilDate): PaymentModel {
  return models.findLast(({ from }) => from <= day) ?? LAW_MODEL;
}

/**
 * The first day for which the municipality can be liable: by the law three calendar days after the notice was sent, four when
 * it was sent after 12:00. What was sent at 12:00:00.000 was not sent after it. [L-PAY-03]
 */
export function firstLiableDay(rule: PaymentRule, noticeAt: Date): CivilDate {
  const day = civilDateOf(noticeAt);
  const { cutOff, freeDays, freeDaysAfter } = modelOn(rule, day);
  return addCivilDays(day, noticeAt > instantOf(day, cutOff) ? freeDaysAfter : freeDays);
}
