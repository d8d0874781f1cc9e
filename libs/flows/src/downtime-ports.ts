import type { DowntimeRefusal, SetDowntime } from '#domain/downtime.js';

/** What there is of downtime that operations have set. */
export interface KnownDowntime {
  /** Grows with every change. */
  readonly version: bigint;
  /** What is not over yet, earliest first. */
  readonly set: readonly SetDowntime[];
}

/** What became of ending downtime; `cancelled`: it had not begun, `over`: it had ended by itself or before. */
export type DowntimeEnd = 'ended' | 'cancelled' | 'over';

/** Downtime that operations set, for all processes on the database; every method is one transaction. */
export abstract class DowntimeStore {
  /** A look at one row. */
  abstract version(): Promise<bigint>;
  abstract load(now: Date): Promise<KnownDowntime>;
  /** HSA-ids of the units whose downtime was ended early after `version`. */
  abstract endedSince(version: bigint): Promise<string[]>;
  /** Sets it, with a line in the audit, unless `decide` refuses: it is asked with what the unit has, and nobody adds more meanwhile. */
  abstract add(
    downtime: SetDowntime,
    decide: (other: readonly SetDowntime[]) => DowntimeRefusal | undefined,
    now: Date,
  ): Promise<DowntimeRefusal | undefined>;
  /** Ends it now, or takes back what has not begun, with a line in the audit; undefined when the unit has no such downtime. */
  abstract end(id: string, unit: string, actor: string, now: Date): Promise<DowntimeEnd | undefined>;
  /**
   * Lets the ladders of a unit's open deadlines be looked at now: their reminders may have been put off to the end of downtime
   * that was ended early. What somebody holds at this moment is left out; gives the number of deadlines.
   */
  abstract lookAgain(unit: string, now: Date): Promise<number>;
  /** What was under way in a span, also what has been ended since; earliest first. */
  abstract between(from: Date, to: Date): Promise<SetDowntime[]>;
}
