import { civilDateOf, civilDaysBetween, parseCivilDate } from '../calendar.js';
import type { Deadline } from '../deadline/deadline.js';
import type { Content, MessageKind } from '../message.js';
import { dayIn } from './ready-spells.js';
import type { ReportsRule } from './reports-rule.js';

/** A deadline of a stay, as it is kept: of scope `episode` or `answer`. */
export interface StayDuty extends Pick<Deadline, 'kind' | 'rule' | 'due' | 'state' | 'responsible'> {
  /** When it was met or cancelled. */
  readonly endedAt: Date | undefined;
  /** Set when it was met too late. */
  readonly late: boolean;
}

/** What came too late, or still has not come. */
export interface LateDuty {
  /** Name in the profile, such as `inskrivningsmeddelande`. */
  readonly kind: string;
  readonly rule: string;
  /** HSA-id of the unit whose duty it is. */
  readonly unit: string;
  readonly state: 'late' | 'outstanding';
  /** Elapsed minutes after the due time, whole ones; for what is outstanding up to `now`. */
  readonly minutesLate: number;
}

/** Undefined for what came in time, is not due yet, or is owed no more. */
export function lateDutyOf(
  { kind, rule, due, state, responsible, endedAt, late }: StayDuty,
  now: Date,
): LateDuty | undefined {
  const isOutstanding = state === 'open' && now > due;
  if (!isOutstanding && !(state === 'met' && late)) return undefined;
  const minutes = Math.floor(((isOutstanding ? now : (endedAt ?? due)).getTime() - due.getTime()) / 60_000);
  return {
    kind,
    rule,
    unit: responsible,
    state: isOutstanding ? 'outstanding' : 'late',
    minutesLate: Math.max(0, minutes),
  };
}

/** A message that told of something to come on short notice; it was not late, since nothing says when it is due. [B-PLN-16] */
export interface ShortNotice {
  readonly rule: string;
  /** Civil days from the day of the message to what it tells of; negative when that had been. */
  readonly days: number;
  /** As many were wished for. */
  readonly wished: number;
}

/** @param sentAt when the hub sent it on. Undefined for a message that came early enough, or to which no rule applies. */
export function shortNoticeOf(
  { kind, content, sentAt }: { kind: MessageKind; content: Content; sentAt: Date },
  { shortNotice }: ReportsRule,
): ShortNotice | undefined {
  const rule = shortNotice.find(
    (one) => one.kind === kind && (one.unless === undefined || content[one.unless] !== true),
  );
  const told = rule === undefined ? undefined : content[rule.field];
  const day = typeof told === 'string' ? dayIn(told) : undefined;
  if (rule === undefined || day === undefined || parseCivilDate(day) === undefined) return undefined;
  const days = civilDaysBetween(civilDateOf(sentAt), day);
  return days < rule.days ? { rule: rule.rule, days, wished: rule.days } : undefined;
}
