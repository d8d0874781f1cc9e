import type { Caller } from '../access.js';
import type { Directory } from '../directory.js';
import type { Episode } from './episode.js';

/** Whether the caller may look at the episode: as one of its parties, or as a unit of the organisation whose stay it is. */
export function mayRead(caller: Caller, episode: Episode, directory: Directory): boolean {
  return caller.units.some((unit) => {
    if (episode.facts.parties.some((party) => party.unit === unit)) return true;
    return directory.units.get(unit)?.organisation === episode.organisation;
  });
}
