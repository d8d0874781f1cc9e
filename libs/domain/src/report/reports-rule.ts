import type { MessageKind } from '../message.js';

/** What a region wants of the follow-up beside what every region has. */
export interface ReportsRule {
  /** Known means of days as ready, to be shown beside the stays' own (G-LAW-12). */
  readonly baselines: readonly Baseline[];
  /** Messages that tell of something to come, and how long before is short notice; none of them is late (B-PLN-16). */
  readonly shortNotice: readonly ShortNoticeRule[];
}

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
