import type { Content, MessageKind } from '#domain/message.js';
import type { StayDuty } from '#domain/report/late.js';
import type { ReceiptDuty } from '#domain/report/receipts.js';
import type { ReportStay } from '#domain/report/stay.js';
import type { OpenDuty } from '#domain/report/waits.js';

// What reports are made from, a page at a time: nothing of it is held longer than its page. No name and no identity of a
// patient leaves the store.

/** From an instant to another that is no longer part of it. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** One region's profile only, by its id; undefined for all of them. */
export interface OfProfile {
  readonly profile: string | undefined;
}

/** A page of stays in the order of their ids. */
export interface OpenStaysQuery extends OfProfile {
  /** Id of the last stay of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Stays that were called ready before `before` and are still open. */
export interface OpenReadyStaysQuery extends OpenStaysQuery {
  readonly before: Date;
}

/** Where a page of ended stays stops. */
export interface EndedStayPlace {
  readonly endedAt: Date;
  readonly id: string;
}

/** An ended stay, and the place that the page after it begins behind. */
export interface EndedStay {
  readonly stay: ReportStay;
  readonly place: EndedStayPlace;
}

/** Stays that were called ready before the span's end and ended in it or later; in the order of their ends. */
export interface EndedReadyStaysQuery extends OfProfile {
  readonly span: Span;
  readonly after: EndedStayPlace | undefined;
  readonly limit: number;
}

/** A stay with a discharge notice, and the place of that notice, which the page after it begins behind. */
export interface DischargedStay {
  readonly stay: ReportStay;
  readonly place: NoticePlace;
}

/** Where a page of stays by their discharge notices stops. */
export interface NoticePlace {
  readonly sentAt: Date;
  /** The hub's id of the message. */
  readonly id: string;
}

/** Stays by the discharge notices that came in the span and were not withdrawn; a stay once for each of them. */
export interface DischargedStaysQuery extends OfProfile {
  readonly span: Span;
  readonly after: NoticePlace | undefined;
  readonly limit: number;
}

/** An open stay with what is owed in it, earliest due first. */
export interface OpenStay {
  readonly stay: ReportStay;
  /** When the first message of it came. */
  readonly since: Date;
  readonly duties: readonly OpenDuty[];
}

/** One kvittens that was asked for, with the name of its deadline in the profile. */
export interface AskedReceipt extends ReceiptDuty {
  readonly kind: string;
  readonly profile: string;
}

/** A duty other than a kvittens that was done too late, or that is not done. */
export interface FoundDuty extends StayDuty {
  /** The hub's id. */
  readonly id: string;
  readonly profile: string;
}

/** Where a page of duties stops. */
export interface DutyPlace {
  readonly due: Date;
  readonly id: string;
}

/** Duties that were due in the span. */
export interface DutiesQuery extends OfProfile {
  readonly span: Span;
  readonly after: DutyPlace | undefined;
  readonly limit: number;
}

/** A message with some fields of its content. */
export interface ToldMessage {
  /** The hub's id. */
  readonly id: string;
  readonly kind: MessageKind;
  /** HSA-id. */
  readonly sender: string;
  readonly profile: string;
  readonly sentAt: Date;
  readonly content: Content;
}

/** Messages of one kind that came in the span and stand, with the fields of their content that are asked for. */
export interface ToldMessagesQuery extends OfProfile {
  readonly kind: MessageKind;
  readonly fields: readonly string[];
  readonly span: Span;
  readonly after: Pick<ToldMessage, 'id' | 'sentAt'> | undefined;
  readonly limit: number;
}

/** What reports read; every method is one transaction. */
export abstract class ReportStore {
  abstract openStays(query: OpenStaysQuery): Promise<OpenStay[]>;
  abstract openReadyStays(query: OpenReadyStaysQuery): Promise<ReportStay[]>;
  abstract endedReadyStays(query: EndedReadyStaysQuery): Promise<EndedStay[]>;
  /** In the order in which the notices came. */
  abstract dischargedStays(query: DischargedStaysQuery): Promise<DischargedStay[]>;
  /** Receipts that were asked for in the span, in no order: to be asked of a day at a time. */
  abstract askedReceipts(span: Span, of: OfProfile): Promise<AskedReceipt[]>;
  /** Those that were done late, by due time. */
  abstract lateDuties(query: DutiesQuery): Promise<FoundDuty[]>;
  /** Those that are not done and were due in the span, by due time; the span should not reach beyond the hub's clock. */
  abstract overdueDuties(query: DutiesQuery): Promise<FoundDuty[]>;
  /** In the order in which they came. */
  abstract toldMessages(query: ToldMessagesQuery): Promise<ToldMessage[]>;
  /** Notes for each stay that the caller is shown a row of it (L-LOG-01). */
  abstract noteReading(stays: readonly string[], report: string, actor: string, now: Date): Promise<void>;
}
