import type { Episode, Identity } from '#domain/episode/episode.js';

/** An episode `e` as JSON. */
export const EPISODE_JSON = `json_build_object('id', e.id, 'organisation', e.organisation, 'number', e.number, 'profile', e.profile,
  'patient', e.patient, 'formerIds', e.former_ids, 'version', e.version, 'facts', e.facts, 'steps', e.steps)`;

/** An episode as it comes from `EPISODE_JSON`. */
export type EpisodeJson = Omit<Episode, 'formerIds'> & { formerIds: Identity[] | null };

export function episodeOf({ formerIds, ...episode }: EpisodeJson): Episode {
  return formerIds === null ? episode : { ...episode, formerIds };
}
