import { sideOf } from '../deadline/deadline.js';
import type { Deadline } from '../deadline/deadline.js';
import type { DeadlineRule } from '../profile/profile.js';
import { percentile } from './ready-time.js';

/** A kvittens that was asked for: a deadline of scope `delivery`. */
export interface ReceiptDuty extends Pick<Deadline, 'startedAt' | 'due' | 'state' | 'responsible'> {
  /** When it was met or cancelled. */
  readonly endedAt: Date | undefined;
  /** Set when it was met too late. */
  readonly late: boolean;
}

/**
 * `waiting`: not yet receipted, and not yet due. `outstanding`: not yet receipted, and the time has passed. `void`: nobody owes
 * it any more, since the message was withdrawn, handed on or sent wrong.
 */
export const RECEIPT_OUTCOMES = ['in-time', 'late', 'waiting', 'outstanding', 'void'] as const;
export type ReceiptOutcome = (typeof RECEIPT_OUTCOMES)[number];

export function receiptOutcome({ state, late, due }: ReceiptDuty, now: Date): ReceiptOutcome {
  if (state === 'cancelled') return 'void';
  if (state === 'met') return late ? 'late' : 'in-time';
  return now > due ? 'outstanding' : 'waiting';
}

/**
 * On which side of its deadline's cut-off a message was sent: `before` 15:00 of a weekday, say, or `from` then on and on days
 * off; undefined where the deadline knows no cut-off. [B-ACK-14]
 */
export function receiptSide({ due }: Pick<DeadlineRule, 'due'>, startedAt: Date): 'before' | 'from' | undefined {
  if (!('cutOff' in due)) return undefined;
  return sideOf(due.cutOff, startedAt) === due.cutOff.before ? 'before' : 'from';
}

export interface ReceiptRow {
  /** HSA-id. */
  readonly unit: string;
  readonly side: 'before' | 'from' | undefined;
  /** Receipts that were asked for and not `void`; the four that follow add up to it. */
  readonly asked: number;
  readonly inTime: number;
  readonly late: number;
  readonly waiting: number;
  readonly outstanding: number;
  /** In time, of those that were due: 0 to 1; undefined when none was. */
  readonly share: number | undefined;
  /** Elapsed minutes from the message to its receipt, of those that have one. */
  readonly p50Minutes: number | undefined;
  readonly p95Minutes: number | undefined;
}

/** Sums up receipts by unit, before and after the cut-off apart where there is one. [B-ACK-14] */
export class Receipts {
  private readonly tallies = new Map<string, { unit: string; side: ReceiptRow['side']; duties: Tally }>();

  constructor(private readonly now: Date) {}

  /** @param rule what the profile says of the deadline. */
  add(duty: ReceiptDuty, rule: Pick<DeadlineRule, 'due'>): void {
    const outcome = receiptOutcome(duty, this.now);
    if (outcome === 'void') return;
    const { responsible: unit, startedAt, endedAt } = duty;
    const side = receiptSide(rule, startedAt);
    const key = `${unit} ${side ?? ''}`;
    const tally = this.tallies.get(key) ?? { unit, side, duties: new Tally() };
    tally.duties.add(outcome, endedAt && Math.floor((endedAt.getTime() - startedAt.getTime()) / 60_000));
    this.tallies.set(key, tally);
  }

  /** By unit, `before` first. */
  rows(): ReceiptRow[] {
    return [...this.tallies]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { unit, side, duties }]) => ({ unit, side, ...duties.sum() }));
  }
}

class Tally {
  private readonly counts = { 'in-time': 0, late: 0, waiting: 0, outstanding: 0 };
  private readonly minutes: number[] = [];

  add(outcome: Exclude<ReceiptOutcome, 'void'>, minutes: number | undefined): void {
    this.counts[outcome] += 1;
    if (minutes !== undefined) this.minutes.push(minutes);
  }

  sum(): Omit<ReceiptRow, 'unit' | 'side'> {
    const { 'in-time': inTime, late, waiting, outstanding } = this.counts;
    const wereDue = inTime + late + outstanding;
    return {
      asked: wereDue + waiting,
      inTime,
      late,
      waiting,
      outstanding,
      share: wereDue === 0 ? undefined : inTime / wereDue,
      p50Minutes: percentile(this.minutes, 0.5),
      p95Minutes: percentile(this.minutes, 0.95),
    };
  }
}
