import type { DataSource } from 'typeorm';
import type { KnownState } from '#domain/admission/admission-plan.js';
import { reason } from '#domain/reason.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict } from '#flows/ports.js';
import { AdmissionTrial } from '#flows/quarantine-ports.js';
import { lockAndLoad } from './admission-lock.js';
import { inTransaction } from './transaction.js';

/** How often a trial that lost a race for locks is made. */
const MOST_ATTEMPTS = 3;

/** Loads what admission would load, in a transaction in which PostgreSQL itself refuses to write. */
export class PgAdmissionTrial extends AdmissionTrial {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async decide(
    attempt: AdmissionAttempt,
    decide: (known: KnownState) => AdmissionVerdict,
  ): Promise<AdmissionOutcome> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.decideOnce(attempt, decide);
      } catch (error) {
        if (!isLostRace(error) || tried >= MOST_ATTEMPTS) throw error;
      }
    }
  }

  private decideOnce(
    attempt: AdmissionAttempt,
    decide: (known: KnownState) => AdmissionVerdict,
  ): Promise<AdmissionOutcome> {
    return inTransaction(this.dataSource, async (sql, later) => {
      await sql('SET TRANSACTION READ ONLY');
      const { earlier, known } = await lockAndLoad(sql, later, [attempt]);
      const first = earlier.get(attempt.idempotencyKey.toString('hex'));
      if (first === undefined) {
        const verdict = decide(known(0));
        if (verdict.kind === 'refused') return verdict;
        const { answer, deliveries } = verdict.plan;
        return { kind: 'accepted', answer, units: deliveries.map(({ unit }) => unit) };
      }
      if (first.contentHash.equals(attempt.contentHash)) return { kind: 'duplicate', answer: first.answer };
      return { kind: 'refused', reasons: [reason('message-id-reused', 'messageId', 'use a new id')] };
    });
  }
}

/** PostgreSQL's codes for: another transaction was in the way, the same may succeed now. */
function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
}
