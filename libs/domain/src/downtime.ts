import { parseInstant } from './calendar.js';
import type { Downtime, Unit } from './directory.js';

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
  const ends = downtime.flatMap(({ from, to }): Date[] => {
    const [start, end] = [parseInstant(from), parseInstant(to)];
    return start !== undefined && end !== undefined && start <= at && at < end ? [end] : [];
  });
  return ends.length === 0 ? undefined : new Date(Math.max(...ends.map((end) => end.getTime())));
}
