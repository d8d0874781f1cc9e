import type { Episode } from '#domain/episode/episode.js';
import type { AdmissionAttempt, EpisodeNumber, PersonName } from '#flows/ports.js';
import { EPISODE_JSON, episodeOf } from './episode-rows.js';
import type { EpisodeJson } from './episode-rows.js';
import { personLockKey, takeLocks } from './locks.js';
import type { Sql } from './transaction.js';

interface Stay extends EpisodeNumber {
  patientId: string;
}

/** The stays that the messages of a batch about persons may change, as far as they are to be locked. */
interface StaysOfPersons {
  /** Of the attempt at this place; none for a message about a stay. */
  of(index: number): readonly EpisodeNumber[];
}

/** Each half has an index of its own, so that opening a stay costs no more than it did. */
const STAYS = `
SELECT p.patient_id AS "patientId", p.organisation, e.number FROM unnest($1::text[], $2::text[]) AS p(organisation, patient_id)
CROSS JOIN LATERAL (
  SELECT number FROM episode WHERE patient_id = p.patient_id AND organisation = p.organisation
    AND state NOT IN ('utskriven', 'avbruten', 'avslutad')
  UNION ALL
  SELECT number FROM episode WHERE patient_id = p.patient_id AND organisation = p.organisation
    AND state IN ('utskriven', 'avbruten', 'avslutad')
) e`;

/**
 * Takes the locks of the persons that messages of the batch are about, then finds their stays. To be called before any lock of
 * an episode: persons come first, so that nobody waits in a ring. A stay that another process opens meanwhile counts as opened
 * after the message. Asks nothing when the batch is about no person.
 */
export async function lockPersons(
  sql: Sql,
  later: Sql,
  attempts: readonly AdmissionAttempt[],
): Promise<StaysOfPersons> {
  const persons = attempts.flatMap(({ person }) => (person === undefined ? [] : identitiesOf(person)));
  if (persons.length === 0) return { of: () => [] };
  await takeLocks(
    later,
    persons.map(({ organisation, id }) => personLockKey(organisation, id)),
  );
  const stays = await sql<Stay>(STAYS, [persons.map(({ organisation }) => organisation), persons.map(({ id }) => id)]);
  return {
    of: (index) => {
      const person = attempts[index]?.person;
      return person === undefined ? [] : distinct(stays.filter((stay) => isOf(person, stay, stay.patientId)));
    },
  };
}

/** The episodes of the batch's persons as they are under their locks, by the attempt; undefined for a message about a stay. */
export async function loadPersons(
  sql: Sql,
  attempts: readonly AdmissionAttempt[],
  stays: StaysOfPersons,
): Promise<(index: number) => Episode[] | undefined> {
  const named = distinct(attempts.flatMap((_, index) => stays.of(index)));
  const rows =
    named.length === 0
      ? []
      : await sql<{ episode: EpisodeJson }>(
          `SELECT ${EPISODE_JSON} AS episode FROM unnest($1::text[], $2::text[]) AS k(organisation, number)
           JOIN episode e USING (organisation, number)`,
          [named.map(({ organisation }) => organisation), named.map(({ number }) => number)],
        );
  const episodes = rows.map(({ episode }) => episodeOf(episode));
  return (index) => {
    const person = attempts[index]?.person;
    return person && episodes.filter((episode) => isOf(person, episode, episode.patient.id));
  };
}

function identitiesOf({ organisation, ids }: PersonName): { organisation: string; id: string }[] {
  return ids.map((id) => ({ organisation, id }));
}

function isOf(person: PersonName, { organisation }: EpisodeNumber, patientId: string): boolean {
  return person.organisation === organisation && person.ids.includes(patientId);
}

function distinct(names: readonly EpisodeNumber[]): EpisodeNumber[] {
  return [...new Map(names.map((name) => [`${name.organisation} ${name.number}`, name])).values()];
}
