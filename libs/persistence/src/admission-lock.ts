import type { KnownState } from '#domain/admission/admission-plan.js';
import type { AdmissionAttempt, EpisodeNumber, SoughtStay } from '#flows/ports.js';
import { loadKnown } from './admission-load.js';
import type { EarlierMessage } from './admission-load.js';
import { loadPersons, lockPersons } from './admission-persons.js';
import { isOfNamed, loadPlans, namePlans } from './plan-load.js';
import type { KnownPlans, NamedPlans } from './plan-load.js';
import { episodeLockKey, idempotencyLockKey, patientLockKey, takeLocks, withdrawalLockKey } from './locks.js';
import type { Sql } from './transaction.js';

/** What is known of a batch under the locks of its persons, patients, episodes and message ids. */
export interface LockedBatch {
  /** Messages that were accepted before, by the idempotency key in hex. */
  readonly earlier: ReadonlyMap<string, EarlierMessage>;
  known(index: number): KnownState;
  /** Which messages are to be decided on what an earlier one of the batch leaves, and so not in this transaction. */
  readonly mustWait: ReadonlySet<number>;
}

/** Somebody changed what had been looked up before the locks were held: the same may be tried again at once. */
class LostRace extends Error {
  /** PostgreSQL's own code for it. */
  readonly code = '40001';
}

/**
 * Takes the locks of all persons, patients, episodes and message ids of the batch, then reads what is known under them.
 * @throws LostRace when a withdrawn message was given its stay in between.
 */
export async function lockAndLoad(sql: Sql, later: Sql, attempts: readonly AdmissionAttempt[]): Promise<LockedBatch> {
  const stays = await lockPersons(sql, later, attempts);
  const [said, plans] = await Promise.all([namedEpisodes(sql, attempts), namePlans(sql, attempts)]);
  const patients = [...patientLocks(attempts, said), ...plans.flatMap(({ persons }) => persons.map(patientLockKey))];
  const names = await withSought(sql, later, attempts, said, patients);
  const touched = names.map((name, index) => [...(name === undefined ? [] : [name]), ...stays.of(index)]);
  const keys = attempts.flatMap(({ idempotencyKey, target }) => [
    idempotencyLockKey(idempotencyKey),
    ...(target === undefined ? [] : [withdrawalLockKey(target.sender, target.messageId)]),
  ]);
  for (const { organisation, number } of touched.flat()) keys.push(episodeLockKey(organisation, number));
  await takeLocks(later, patients, keys);
  const [{ earlier, known }, knownPlans] = await Promise.all([
    loadKnown(sql, attempts, names),
    loadPlans(sql, attempts, plans),
  ]);
  const ofPerson = await loadPersons(sql, attempts, stays);
  const isOvertaken = attempts.some(
    ({ target }, index) =>
      target !== undefined && names[index] === undefined && known(index).target?.episode !== undefined,
  );
  if (isOvertaken) throw new LostRace('The message to be withdrawn was given its care episode meanwhile');
  const isMoved = attempts.some((attempt, index) => {
    const named = plans[index];
    return named !== undefined && !isUnderLocks(attempt, named, known(index), knownPlans(index));
  });
  if (isMoved) throw new LostRace('A plan was given another person meanwhile');
  return {
    earlier,
    known: (index) => ({ ...known(index), ofPerson: ofPerson(index), ...knownPlans(index) }),
    mustWait: behindAnother(touched, plans),
  };
}

/** Whether plans and stay are still those of the persons whose locks are held, and the withdrawn message is of a known plan. */
function isUnderLocks(
  { plan }: AdmissionAttempt,
  named: NamedPlans,
  { target, episode }: KnownState,
  plans: KnownPlans,
): boolean {
  if (target?.plan !== undefined && named.target === undefined) return false;
  const isAskedByStay = plan !== undefined && !('id' in plan) && episode !== undefined;
  return isOfNamed(plans, named) && (!isAskedByStay || named.persons.includes(episode.patient.id));
}

/**
 * An episode may be named by its number, by the hub's id or by a message of it, which only the database knows to be the same, and
 * a plan by its person or by the hub's id: the messages behind the first one of their episode, or of their person's plans. A
 * message about a person touches several.
 */
function behindAnother(
  touched: readonly (readonly EpisodeNumber[])[],
  plans: readonly NamedPlans[],
): ReadonlySet<number> {
  const seen = new Set<string>();
  const behind = new Set<number>();
  for (const [index, names] of touched.entries()) {
    const keys = [
      ...names.map(({ organisation, number }) => `${organisation} ${number}`),
      ...(plans[index]?.persons ?? []).map((person) => `plans of ${person}`),
    ];
    if (keys.some((key) => seen.has(key))) behind.add(index);
    for (const key of keys) seen.add(key);
  }
  return behind;
}

/** What an attempt names: a stay, or by a withdrawal a message that waits for a stay of a patient. */
interface Named {
  readonly stay: EpisodeNumber | undefined;
  readonly waitsFor: string | undefined;
}

/** The organisation's number of each attempt's episode, which never changes; looked up where the attempt names it otherwise. */
async function namedEpisodes(sql: Sql, attempts: readonly AdmissionAttempt[]): Promise<Named[]> {
  const byId = attempts.flatMap(({ episode }) => (episode !== undefined && 'id' in episode ? [episode.id] : []));
  const targets = attempts.flatMap(({ target }) => target ?? []);
  const found = byId.length + targets.length === 0 ? [] : await findEpisodes(sql, byId, targets);
  return attempts.map(({ episode, target }) => {
    if (target !== undefined)
      return nameOf(found.find((row) => row.sender === target.sender && row.message_id === target.messageId));
    if (episode === undefined || !('id' in episode)) return { stay: episode, waitsFor: undefined };
    return nameOf(found.find((row) => row.id === episode.id));
  });
}

interface FoundEpisode {
  id: string | null;
  organisation: string | null;
  number: string | null;
  sender: string | null;
  message_id: string | null;
  waits_for: string | null;
}

function nameOf(row: FoundEpisode | undefined): Named {
  const { organisation = null, number = null, waits_for = null } = row ?? {};
  const stay = organisation === null || number === null ? undefined : { organisation, number };
  return { stay, waitsFor: waits_for ?? undefined };
}

function findEpisodes(
  sql: Sql,
  ids: readonly string[],
  targets: readonly { sender: string; messageId: string }[],
): Promise<FoundEpisode[]> {
  return sql<FoundEpisode>(
    `SELECT id, organisation, number, NULL AS sender, NULL AS message_id, NULL AS waits_for, NULL AS message
     FROM episode WHERE id = ANY($1::uuid[])
     UNION ALL
     SELECT e.id, e.organisation, e.number, m.sender, m.message_id, m.waits_for, m.id
     FROM unnest($2::text[], $3::text[]) AS t(sender, message_id) JOIN message m USING (sender, message_id)
     LEFT JOIN episode e ON e.id = m.episode_id
     ORDER BY message DESC`,
    [ids, targets.map((target) => target.sender), targets.map((target) => target.messageId)],
  );
}

/** The locks of the patients whose stays may be opened, are looked for, or wait for what is withdrawn, or who get another identity. */
function patientLocks(attempts: readonly AdmissionAttempt[], names: readonly Named[]): bigint[] {
  const patients = attempts.flatMap(({ mayOpen, patientId, seeks, person }, index) => [
    ...(mayOpen && patientId !== undefined ? [patientId] : []),
    ...(seeks === undefined ? [] : [seeks.patientId]),
    ...(person !== undefined && person.ids.length > 1 ? person.ids : []),
    names[index]?.waitsFor,
  ]);
  return patients.filter((id) => id !== undefined).map(patientLockKey);
}

/** The stays that attempts look for are found under the locks of their patients: nobody opens one meanwhile. */
async function withSought(
  sql: Sql,
  later: Sql,
  attempts: readonly AdmissionAttempt[],
  names: readonly Named[],
  patients: readonly bigint[],
): Promise<(EpisodeNumber | undefined)[]> {
  const sought = attempts.flatMap(({ seeks }) => seeks ?? []);
  if (sought.length === 0) return names.map(({ stay }) => stay);
  await takeLocks(later, patients);
  const found = await findSought(sql, sought);
  return attempts.map(({ seeks }, index) =>
    seeks === undefined
      ? names[index]?.stay
      : found.find((row) => row.patientId === seeks.patientId && row.unit === seeks.unit),
  );
}

/** The latest open stay of each patient that the unit is a party of, or that its organisation has. */
function findSought(sql: Sql, sought: readonly SoughtStay[]): Promise<(EpisodeNumber & SoughtStay)[]> {
  return sql(
    `SELECT s.patient_id AS "patientId", s.unit, e.organisation, e.number
     FROM unnest($1::text[], $2::text[], $3::text[]) AS s(patient_id, unit, organisation)
     CROSS JOIN LATERAL (SELECT organisation, number FROM episode e WHERE e.patient_id = s.patient_id
       AND e.state NOT IN ('utskriven', 'avbruten', 'avslutad')
       AND (e.organisation = s.organisation OR e.facts->'parties' @> jsonb_build_array(jsonb_build_object('unit', s.unit)))
       ORDER BY e.id DESC LIMIT 1) e`,
    [
      sought.map(({ patientId }) => patientId),
      sought.map(({ unit }) => unit),
      sought.map(({ organisation }) => organisation),
    ],
  );
}
