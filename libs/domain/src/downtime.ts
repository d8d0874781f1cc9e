import { parseInstant } from './calendar.js';
import type { Directory, Downtime, Unit } from './directory/directory.js';

/** Downtime that operations have set, beside what the directory's file says. */
export interface SetDowntime {
  readonly id: string;
  /** HSA-id. */
  readonly unit: string;
  readonly from: Date;
  /** No longer part of it. */
  readonly to: Date;
  /** Why; nothing about a patient. */
  readonly reason: string;
  /** Who set it, as in the audit. */
  readonly by: string;
}

/** How long a unit may be paused at a time, milliseconds: 31 days. */
const LONGEST = 31 * 24 * 3_600_000;

/** What keeps downtime from being set; `overlap`: the unit is down in a part of it already. */
export type DowntimeRefusal = 'over' | 'too-long' | 'overlap';

/**
 * Whether operations may set downtime; undefined when they may.
 * @param other what the unit has already, out of the file or set before.
 */
export function downtimeRefusal(
  { from, to }: Pick<SetDowntime, 'from' | 'to'>,
  other: readonly { readonly from: Date; readonly to: Date }[],
  now: Date,
): DowntimeRefusal | undefined {
  if (to <= now) return 'over';
  if (to.getTime() - from.getTime() > LONGEST) return 'too-long';
  return other.some((span) => span.from < to && from < span.to) ? 'overlap' : undefined;
}

/** The directory with downtime that was set laid over what its file says; units that it does not have are left out. */
export function withDowntime(directory: Directory, set: readonly SetDowntime[]): Directory {
  const changed = new Map<string, Unit>();
  for (const { unit: hsaId, from, to } of set) {
    const unit = changed.get(hsaId) ?? directory.units.get(hsaId);
    if (unit === undefined) continue;
    const span = { from: from.toISOString(), to: to.toISOString() };
    changed.set(hsaId, { ...unit, downtime: [...(unit.downtime ?? []), span] });
  }
  if (changed.size === 0) return directory;
  const laidOver = (unit: Unit) => changed.get(unit.hsaId) ?? unit;
  return {
    ...directory,
    units: new Map([...directory.units].map(([hsaId, unit]) => [hsaId, laidOver(unit)])),
    defaultUnits: new Map([...directory.defaultUnits].map(([key, unit]) => [key, laidOver(unit)])),
  };
}

/** What the directory's file says of a unit's downtime, as instants. */
export function spansOf({ downtime = [] }: Pick<Unit, 'downtime'>): { from: Date; to: Date }[] {
  return downtime.flatMap((span) => {
    const [from, to] = [parseInstant(span.from), parseInstant(span.to)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** When the unit is back from the planned downtime that it is in at `now`; undefined when it is in none. */
export function endOfDowntime({ downtime = [] }: Pick<Unit, 'downtime'>, now: Date): Date | undefined {
  let end: Date | undefined;
  // One that begins before another has ended prolongs it.
  for (let at: Date | undefined = now; at !== undefined;) {
    at = latestEnd(downtime, at);
    end = at ?? end;
  }
  return end;
}

/** The latest end of what covers an instant. */
function latestEnd(downtime: readonly Downtime[], at: Date): Date | undefined {
  const ends = spansOf({ downtime }).flatMap(({ from, to }) => (from <= at && at < to ? [to] : []));
  return ends.length === 0 ? undefined : new Date(Math.max(...ends.map((end) => end.getTime())));
}
