import type { DataSource } from 'typeorm';
import type { KnownState } from '#domain/admission/admission-plan.js';
import { reason } from '#domain/reason.js';
import { AdmissionStore } from '#flows/ports.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict, PlanName } from '#flows/ports.js';
import { lockAndLoad } from './admission-lock.js';
import { writeAdmissions } from './admission-write.js';
import type { AcceptedAdmission } from './admission-write.js';
import { GroupCommit } from './group-commit.js';
import { inTransaction, isAway } from './transaction.js';

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
      const loaded = await lockAndLoad(
        sql,
        later,
        batch.map((pending) => pending.attempt),
      );
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
 * What must not be decided at the same time in this process: the same id, the same episode, the same plan, a withdrawal and its
 * target, two messages about the same person or about plans of one person, one that looks for a stay of its patient and whatever
 * else is told of the patient.
 */
function orderKeys({ idempotencyKey, episode, target, own, person, seeks, plan }: AdmissionAttempt): string[] {
  const keys = [idempotencyKey.toString('hex'), `id ${own.sender} ${own.messageId}`];
  if (episode !== undefined)
    keys.push('id' in episode ? `episode ${episode.id}` : `episode ${episode.organisation} ${episode.number}`);
  if (target !== undefined) keys.push(`id ${target.sender} ${target.messageId}`);
  if (seeks !== undefined) keys.push(`person ${seeks.patientId}`);
  if (plan !== undefined && 'id' in plan) keys.push(`plan ${plan.id}`);
  for (const id of [...(person?.ids ?? []), ...personsOfPlans(plan)]) keys.push(`person ${id}`);
  return [...new Set(keys)];
}

/** Messages about stays of one person go side by side, but not beside one that is about the person, seeks a stay or changes plans. */
function sharedOrderKeys({ person, seeks, plan, patientId }: AdmissionAttempt): string[] {
  const isAlone = person !== undefined || seeks !== undefined || personsOfPlans(plan).length > 0;
  return isAlone || patientId === undefined ? [] : [`person ${patientId}`];
}

function personsOfPlans(plan: PlanName | undefined): readonly string[] {
  return plan === undefined || 'id' in plan ? [] : plan.patientIds;
}
