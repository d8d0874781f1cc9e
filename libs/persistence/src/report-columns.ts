import { parseInstant } from '#domain/calendar.js';
import { isOpen } from '#domain/episode/episode.js';
import type { Episode } from '#domain/episode/episode.js';

/** Columns by which reports find a stay. They never leave out one that belongs to a period; the stay itself tells the rest. */
export interface ReportColumns {
  /** When the hub first got an `utskrivningsklar`, withdrawn or not; null when it never did. */
  readonly first_ready_at: Date | null;
  /** Null while the stay is open; else when its last message came, or the discharge that is told, whichever is later. */
  readonly ended_at: Date | null;
}

export function reportColumnsOf(episode: Episode): ReportColumns {
  const { steps, facts } = episode;
  const ready = steps.find(({ kind }) => kind === 'utskrivningsklar');
  const ends = [steps.at(-1)?.at, facts.dischargedAt].flatMap((text) => parseInstant(text ?? '') ?? []);
  return {
    first_ready_at: ready === undefined ? null : new Date(ready.at),
    ended_at: isOpen(episode) ? null : latest(ends),
  };
}

function latest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((last, one) => (last === null || one > last ? one : last), null);
}
