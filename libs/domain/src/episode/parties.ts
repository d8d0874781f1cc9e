import type { Episode, EpisodeFacts, Party } from './episode.js';
import { withReadOff } from './standing.js';

/**
 * The episode with another unit, or none, in place of the one that stood for a role; the same episode when it did not. What was
 * known before each message is corrected too, so that a withdrawal does not bring the wrong unit back.
 */
export function replaceParty(episode: Episode, party: Party, unit: string | undefined): Episode {
  const known = [episode.facts, ...episode.steps.flatMap((step) => step.before ?? [])];
  if (!known.some((facts) => facts.parties.some((candidate) => isSame(candidate, party)))) return episode;
  const corrected = (facts: EpisodeFacts) => ({ ...facts, parties: replaced(facts.parties, party, unit) });
  const steps = episode.steps.map((step) => ({ ...step, before: step.before && corrected(step.before) }));
  const facts = withReadOff(corrected(episode.facts), steps);
  return { ...episode, version: episode.version + 1, facts, steps };
}

function isSame(one: Party, other: Party): boolean {
  return one.role === other.role && one.unit === other.unit;
}

function replaced(parties: readonly Party[], party: Party, unit: string | undefined): Party[] {
  const successor = unit === undefined ? undefined : { role: party.role, unit };
  const isThere = successor !== undefined && parties.some((candidate) => isSame(candidate, successor));
  return parties.flatMap((candidate) => {
    if (!isSame(candidate, party)) return [candidate];
    return successor === undefined || isThere ? [] : [successor];
  });
}
