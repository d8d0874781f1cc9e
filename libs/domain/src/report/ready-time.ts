import { civilDateOf, type CivilDate } from '../calendar.js';
import type { PlanningCategory } from '../message.js';
import type { Profile } from '../profile/profile.js';
import { countedUntil, liableMunicipality } from './payment.js';
import { daysBetween } from './period.js';
import type { ReadySpell } from './ready-spells.js';
import type { ReportStay } from './stay.js';

/** Where the person lives: in a home of their own, or where care is given around the clock. */
export const HOUSINGS = ['eget-boende', 'sarskilt-boende'] as const;
export type Housing = (typeof HOUSINGS)[number];

/** How long one stay went on after the patient was ready. [B-SCO-08, G-RDY-06] */
export interface ReadyTime {
  readonly stay: string;
  readonly number: string;
  readonly organisation: string;
  readonly profile: string;
  readonly ward: string;
  /** Four-digit code, as in the report of the liability. */
  readonly municipality: string | undefined;
  readonly category: PlanningCategory | undefined;
  readonly housing: Housing;
  /** When the patient was judged ready the last time; when the notice was sent if nobody said. */
  readonly readyAt: Date;
  /** How that ended; undefined as long as the patient is there. */
  readonly end: 'discharged' | 'withdrawn' | 'died' | undefined;
  readonly dischargedAt: Date | undefined;
  /** Elapsed minutes from `readyAt` to the discharge; undefined without one. */
  readonly minutes: number | undefined;
  /** Whether the patient went home on the civil day of being ready; undefined without a discharge. [G-RDY-04] */
  readonly isSameDay: boolean | undefined;
  /** Nights in hospital since ready, of all ready times: from the day of being ready, the day of the end not counted. [G-RDY-06] */
  readonly avoidableDays: number;
}

/**
 * Undefined for a stay that never was ready.
 * @param profile the one of the stay's region; undefined when it is not there at present.
 */
export function readyTimeOf(stay: ReportStay, profile: Profile | undefined, now: Date): ReadyTime | undefined {
  const last = stay.spells.at(-1);
  if (last === undefined) return undefined;
  const readyAt = startOf(last);
  const dischargedAt = last.end?.why === 'discharged' ? last.end.at : undefined;
  return {
    stay: stay.id,
    number: stay.number,
    organisation: stay.organisation,
    profile: stay.profile,
    ward: stay.ward,
    municipality: liableMunicipality(stay),
    category: stay.category,
    housing: housingOf(stay, profile),
    readyAt,
    end: last.end?.why,
    dischargedAt,
    minutes: dischargedAt && Math.max(0, Math.floor((dischargedAt.getTime() - readyAt.getTime()) / 60_000)),
    // Who left before the day of being ready, as a slip would have it, did not stay on.
    isSameDay: dischargedAt && civilDateOf(dischargedAt) <= civilDateOf(readyAt),
    avoidableDays: new Set(stay.spells.flatMap((spell) => avoidableDaysOf(spell, now))).size,
  };
}

/** A stay concerns särskilt boende when that has a part in it, or would have one if the category's role were filled. [G-RDY-05] */
function housingOf({ category, parties }: ReportStay, profile: Profile | undefined): Housing {
  const concerned = (category && profile?.categories[category].recipients) ?? [];
  const isConcerned = concerned.includes('sabo') || parties.some(({ role }) => role === 'sabo');
  return isConcerned ? 'sarskilt-boende' : 'eget-boende';
}

export interface ReadyTimeSum {
  /** Stays that ended with a discharge, and of them those that did on the day of being ready. */
  readonly discharged: number;
  readonly sameDay: number;
  /** Share of `discharged`, 0 to 1; undefined when nobody was discharged. */
  readonly sameDayShare: number | undefined;
  /** Patients who are ready and still there. */
  readonly open: number;
  readonly avoidableDays: number;
  /** Avoidable days per stay that ended with a discharge, two decimals; to be read beside the profile's baselines. [G-LAW-12] */
  readonly meanDays: number | undefined;
  /** Elapsed minutes from ready to discharge: the middle, and what nine of ten stay below. */
  readonly p50Minutes: number | undefined;
  readonly p90Minutes: number | undefined;
}

/** Sums up ready times, in all and for each form of housing. [G-RDY-04, G-RDY-05] */
export class ReadyTimes {
  private readonly tallies = new Map<Housing | 'all', Tally>();

  add(time: ReadyTime): void {
    for (const key of ['all', time.housing] as const) {
      const tally = this.tallies.get(key) ?? new Tally();
      tally.add(time);
      this.tallies.set(key, tally);
    }
  }

  sum(of: Housing | 'all'): ReadyTimeSum {
    return (this.tallies.get(of) ?? new Tally()).sum();
  }
}

class Tally {
  private readonly minutes: number[] = [];
  private sameDay = 0;
  private open = 0;
  private avoidableDays = 0;
  private daysOfDischarged = 0;

  add({ minutes, isSameDay, end, avoidableDays }: ReadyTime): void {
    this.avoidableDays += avoidableDays;
    if (end === undefined) this.open += 1;
    if (minutes === undefined) return;
    this.minutes.push(minutes);
    this.daysOfDischarged += avoidableDays;
    if (isSameDay === true) this.sameDay += 1;
  }

  sum(): ReadyTimeSum {
    const discharged = this.minutes.length;
    const per = (value: number) => (discharged === 0 ? undefined : value / discharged);
    const mean = per(this.daysOfDischarged);
    return {
      discharged,
      sameDay: this.sameDay,
      sameDayShare: per(this.sameDay),
      open: this.open,
      avoidableDays: this.avoidableDays,
      meanDays: mean === undefined ? undefined : Math.round(mean * 100) / 100,
      p50Minutes: percentile(this.minutes, 0.5),
      p90Minutes: percentile(this.minutes, 0.9),
    };
  }
}

/** The smallest of the values that at least this share does not go beyond; undefined when there are none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

function startOf({ readyAt, noticeAt }: ReadySpell): Date {
  return readyAt ?? noticeAt;
}

function avoidableDaysOf(spell: ReadySpell, now: Date): CivilDate[] {
  return daysBetween(civilDateOf(startOf(spell)), countedUntil(spell, now));
}
