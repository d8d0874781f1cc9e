import type { DataSource } from 'typeorm';
import type { KnownState } from '#domain/admission-plan.js';
import { reason } from '#domain/reason.js';
import { AdmissionStore } from '#flows/ports.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict, EpisodeNumber } from '#flows/ports.js';
import { loadKnown } from './admission-load.js';
import type { LoadedBatch } from './admission-load.js';
import { loadPersons, lockPersons } from './admission-persons.js';
import { writeAdmissions } from './admission-write.js';
import type { AcceptedAdmission } from './admission-write.js';
import { GroupCommit } from './group-commit.js';
import { episodeLockKey, idempotencyLockKey, takeLocks } from './locks.js';
import { inTransaction, isAway } from './transaction.js';
import type { Sql } from './transaction.js';

/** One message on its way through the store. */
export interface PendingAdmission {
  readonly attempt: AdmissionAttempt;
  readonly decide: (known: KnownState) => AdmissionVerdict;
}

/**
 * Admissions share transactions: what waits while others commit goes together into the next one. Each message keeps its own
 * outcome, and one that the database cannot take never fails its neighbours. A transaction waits for PostgreSQL twice: for
 * what is known already, and for the commit with everything that is written.
 */
export class PgAdmissionStore extends AdmissionStore {
  private readonly group: GroupCommit<PendingAdmission, AdmissionOutcome>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly newId: () => string,
    options: { batchSize: number; inFlight: number; onBatch?: (size: number) => void },
  ) {
    super();
    this.group = new GroupCommit({
      ...options,
      keysOf: ({ attempt }) => orderKeys(attempt),
      sharedKeysOf: ({ attempt }) => sharedOrderKeys(attempt),
      commit: (batch) => this.commitOrSplit(batch),
    });
  }

  override admit(
    attempt: AdmissionAttempt,
    decide: (known: KnownState) => AdmissionVerdict,
  ): Promise<AdmissionOutcome> {
    return this.group.submit({ attempt, decide });
  }

  /** Never throws: each message of the batch gets its outcome, or the error that kept it from one. */
  private async commitOrSplit(batch: readonly PendingAdmission[], attempt = 1): Promise<(AdmissionOutcome | Error)[]> {
    const settled = await this.commit(batch).catch(toError);
    if (!(settled instanceof Error)) return this.afterFirst(batch, settled);
    if (isAway(settled)) return batch.map(() => settled);
    if (batch.length > 1) return this.oneByOne(batch);
    return isLostRace(settled) && attempt < MOST_ATTEMPTS ? this.commitOrSplit(batch, attempt + 1) : [settled];
  }

  private async oneByOne(batch: readonly PendingAdmission[]): Promise<(AdmissionOutcome | Error)[]> {
    const outcomes: (AdmissionOutcome | Error)[] = [];
    for (const one of batch) {
      const last = outcomes.at(-1);
      // The others would each wait in vain for a database that is away.
      if (last instanceof Error && isAway(last)) outcomes.push(last);
      else outcomes.push(...(await this.commitOrSplit([one])));
    }
    return outcomes;
  }

  /** Commits what had to wait for another message of the batch, now that this one is committed. */
  private async afterFirst(
    batch: readonly PendingAdmission[],
    settled: readonly (AdmissionOutcome | 'later')[],
  ): Promise<(AdmissionOutcome | Error)[]> {
    const waiting = batch.filter((_, index) => settled[index] === 'later');
    const outcomes = waiting.length === 0 ? [] : await this.commitOrSplit(waiting);
    let next = 0;
    return settled.map((outcome) => {
      if (outcome !== 'later') return outcome;
      const late = outcomes[next] ?? new Error('A message that had to wait got no outcome');
      next += 1;
      return late;
    });
  }

  private commit(batch: readonly PendingAdmission[]): Promise<(AdmissionOutcome | 'later')[]> {
    return inTransaction(this.dataSource, async (sql, later) => {
      const loaded = await lockAndLoad(sql, later, batch);
      const accepted: AcceptedAdmission[] = [];
      const duplicates: { attempt: AdmissionAttempt; message: string }[] = [];
      const outcomes = batch.map((pending, index): AdmissionOutcome | 'later' => {
        if (loaded.mustWait.has(index)) return 'later';
        const earlier = loaded.earlier.get(pending.attempt.idempotencyKey.toString('hex'));
        if (earlier !== undefined) {
          if (!earlier.contentHash.equals(pending.attempt.contentHash))
            return { kind: 'refused', reasons: [reason('message-id-reused', 'messageId', 'use a new id')] };
          duplicates.push({ attempt: pending.attempt, message: earlier.answer.id });
          return { kind: 'duplicate', answer: earlier.answer };
        }
        const verdict = pending.decide(loaded.known(index));
        if (verdict.kind === 'refused') return verdict;
        accepted.push({ attempt: pending.attempt, plan: verdict.plan, payloadId: this.newId() });
        return {
          kind: 'accepted',
          answer: verdict.plan.answer,
          units: verdict.plan.deliveries.map((delivery) => delivery.unit),
        };
      });
      await writeAdmissions(sql, later, accepted, duplicates);
      return outcomes;
    });
  }
}

/** How often a message that lost a race for locks is tried. */
const MOST_ATTEMPTS = 3;

/** PostgreSQL's codes for: another transaction was in the way, the same may succeed now. */
function isLostRace(error: Error): boolean {
  return 'code' in error && (error.code === '40P01' || error.code === '40001');
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The database refused the message', { cause: error });
}

/**
 * What must not be decided at the same time in this process: the same id, the same episode, a withdrawal and its target, two
 * messages about the same person.
 */
function orderKeys({ idempotencyKey, episode, target, own, person }: AdmissionAttempt): string[] {
  const keys = [idempotencyKey.toString('hex'), `id ${own.sender} ${own.messageId}`];
  if (episode !== undefined)
    keys.push('id' in episode ? `episode ${episode.id}` : `episode ${episode.organisation} ${episode.number}`);
  if (target !== undefined) keys.push(`id ${target.sender} ${target.messageId}`);
  for (const id of person?.ids ?? []) keys.push(`person ${id}`);
  return keys;
}

/** Messages about stays of one person go side by side, but not beside one that is about the person. */
function sharedOrderKeys({ person, patientId }: AdmissionAttempt): string[] {
  return person === undefined && patientId !== undefined ? [`person ${patientId}`] : [];
}

interface LockedBatch extends LoadedBatch {
  /** Which messages are to be decided on what an earlier one of the batch leaves, and so not in this transaction. */
  readonly mustWait: ReadonlySet<number>;
}

/** Takes the locks of all persons, episodes and message ids of the batch, then reads what is known under them. */
async function lockAndLoad(sql: Sql, later: Sql, batch: readonly PendingAdmission[]): Promise<LockedBatch> {
  const attempts = batch.map((pending) => pending.attempt);
  const stays = await lockPersons(sql, later, attempts);
  const names = await episodeNumbers(sql, attempts);
  const touched = names.map((name, index) => [...(name === undefined ? [] : [name]), ...stays.of(index)]);
  const keys = attempts.map((attempt) => idempotencyLockKey(attempt.idempotencyKey));
  for (const { organisation, number } of touched.flat()) keys.push(episodeLockKey(organisation, number));
  await takeLocks(later, keys);
  const { earlier, known } = await loadKnown(sql, attempts, names);
  const ofPerson = await loadPersons(sql, attempts, stays);
  return {
    earlier,
    known: (index) => ({ ...known(index), ofPerson: ofPerson(index) }),
    mustWait: behindAnother(touched),
  };
}

/**
 * An episode may be named by its number, by the hub's id or by a message of it, which only the database knows to be the same:
 * the messages behind the first one of their episode. A message about a person touches several.
 */
function behindAnother(touched: readonly (readonly EpisodeNumber[])[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const behind = new Set<number>();
  for (const [index, names] of touched.entries()) {
    const keys = names.map(({ organisation, number }) => `${organisation} ${number}`);
    if (keys.some((key) => seen.has(key))) behind.add(index);
    for (const key of keys) seen.add(key);
  }
  return behind;
}

/** The organisation's number of each attempt's episode, which never changes; looked up where the attempt names it otherwise. */
async function episodeNumbers(sql: Sql, attempts: readonly AdmissionAttempt[]): Promise<(EpisodeNumber | undefined)[]> {
  const byId = attempts.flatMap(({ episode }) => (episode !== undefined && 'id' in episode ? [episode.id] : []));
  const targets = attempts.flatMap(({ target }) => target ?? []);
  const found = byId.length + targets.length === 0 ? [] : await findEpisodes(sql, byId, targets);
  return attempts.map(({ episode, target }) => {
    if (target !== undefined)
      return found.find((row) => row.sender === target.sender && row.message_id === target.messageId);
    if (episode === undefined || !('id' in episode)) return episode;
    return found.find((row) => row.id === episode.id);
  });
}

interface FoundEpisode extends EpisodeNumber {
  id: string;
  sender: string | null;
  message_id: string | null;
}

function findEpisodes(
  sql: Sql,
  ids: readonly string[],
  targets: readonly { sender: string; messageId: string }[],
): Promise<FoundEpisode[]> {
  return sql<FoundEpisode>(
    `SELECT id, organisation, number, NULL AS sender, NULL AS message_id, NULL AS message FROM episode WHERE id = ANY($1::uuid[])
     UNION ALL
     SELECT e.id, e.organisation, e.number, m.sender, m.message_id, m.id
     FROM unnest($2::text[], $3::text[]) AS t(sender, message_id) JOIN message m USING (sender, message_id) JOIN episode e ON e.id = m.episode_id
     ORDER BY message DESC`,
    [ids, targets.map((target) => target.sender), targets.map((target) => target.messageId)],
  );
}
