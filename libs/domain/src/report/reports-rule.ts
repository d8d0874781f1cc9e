import type { MEETING_FORMS } from '../content/sip.js';
import type { MessageKind } from '../message.js';

/** What a region wants of the follow-up beside what every region has. */
export interface ReportsRule {
  /** Known means of days as ready, to be shown beside the stays' own (G-LAW-12). */
  readonly baselines: readonly Baseline[];
  /** Messages that tell of something to come, and how long before is short notice; none of them is late (B-PLN-16). */
  readonly shortNotice: readonly ShortNoticeRule[];
  /** By when the call to a plan is to come after a stay; the law's without it. */
  readonly planCall?: PlanCallRule;
  /** Meetings of a plan for which whoever calls is paid; nothing is said of payment without it. */
  readonly paidMeetings?: PaidMeetingsRule;
}

export const CALL_STARTS = ['notice', 'judgement'] as const;

export interface PlanCallRule {
  readonly rule: string;
  /** `notice`: counted from the ready notice as the hub sent it on; `judgement`: from when the patient was judged ready. */
  readonly from: (typeof CALL_STARTS)[number];
  /** Days that it may take, the first day not counted; reports count civil days and weekdays side by side. */
  readonly days: number;
}

export interface PaidMeetingsRule {
  readonly rule: string;
  readonly forms: readonly (typeof MEETING_FORMS)[number][];
}

/** The law's own limit (4:3), which holds where the region says nothing else. */
export const LAW_CALL: PlanCallRule = { rule: 'L-SIP-03', from: 'notice', days: 3 };

export interface Baseline {
  readonly rule: string;
  /** Whose mean it is and of when, in Swedish and English. */
  readonly sv: string;
  readonly en: string;
  readonly days: number;
}

export interface ShortNoticeRule {
  readonly rule: string;
  readonly kind: MessageKind;
  /** Content field with the date or instant of what is to come; a message without it tells of nothing. */
  readonly field: string;
  /** Content field that is `true` in a message that calls it off. */
  readonly unless?: string;
  /** Fewer civil days than this from the message to it are short. */
  readonly days: number;
}

export const NO_REPORTS: ReportsRule = { baselines: [], shortNotice: [] };
