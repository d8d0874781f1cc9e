import type { Caller } from '../access.js';
import type { Directory } from '../directory/directory.js';
import type { Episode } from './episode.js';

/**
 * As which of its units the caller may look at the episode: as the ward, as one of its parties, or else as a unit of the
 * organisation whose stay it is; undefined: it may not.
 */
export function readingUnit(
  { units }: Caller,
  { facts, organisation }: Episode,
  directory: Directory,
): string | undefined {
  const named = [facts.ward, ...facts.parties.map(({ unit }) => unit)];
  return (
    units.find((unit) => named.includes(unit)) ??
    units.find((unit) => directory.units.get(unit)?.organisation === organisation)
  );
}

/** Whether the caller may look at the episode. */
export function mayRead(caller: Caller, episode: Episode, directory: Directory): boolean {
  return readingUnit(caller, episode, directory) !== undefined;
}

/**
 * Units whose messages the caller sees in an episode: its own, and all of the organisation whose stay it is, where it has one of
 * them. What the other parties tell one another is theirs.
 */
export function sightOf(caller: Caller, { organisation }: Episode, directory: Directory): (unit: string) => boolean {
  const organisationOf = (unit: string) => directory.units.get(unit)?.organisation;
  const isOfStay = caller.units.some((unit) => organisationOf(unit) === organisation);
  return (unit) => caller.units.includes(unit) || (isOfStay && organisationOf(unit) === organisation);
}
