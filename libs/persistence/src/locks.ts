import { createHash } from 'node:crypto';
import type { Sql } from './transaction.js';

/** A 64-bit advisory lock key for a text; different texts may share one, which only costs waiting. */
function lockKey(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigInt64BE(0);
}

/** The lock under which a care episode is read and changed, also before it exists. */
export function episodeLockKey(organisation: string, number: string): bigint {
  return lockKey(`episode ${organisation} ${number}`);
}

/** The lock under which what is known of a person at one organisation is changed. To be taken before those of episodes. */
export function personLockKey(organisation: string, patientId: string): bigint {
  return lockKey(`person ${organisation} ${patientId}`);
}

/** The lock under which a message id is taken. */
export function idempotencyLockKey(key: Buffer): bigint {
  return lockKey(`message ${key.toString('hex')}`);
}

/**
 * The lock under which a patient's stay is opened, or looked for by a message that names none: what comes before its stay and
 * what opens it cannot miss each other. To be taken after those of persons and before those of episodes.
 */
export function patientLockKey(patientId: string): bigint {
  return lockKey(`patient ${patientId}`);
}

/** The lock under which a message of a sender is withdrawn. */
export function withdrawalLockKey(sender: string, messageId: string): bigint {
  return lockKey(`withdrawal ${sender} ${messageId}`);
}

/**
 * Takes locks until the end of the transaction: one group after the other, each in sorted order, so that two transactions never
 * wait in a ring.
 */
export async function takeLocks(sql: Sql, ...groups: readonly (readonly bigint[])[]): Promise<void> {
  const sorted = groups.flatMap((keys) => [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)));
  if (sorted.length === 0) return;
  await sql(
    `SELECT count(pg_advisory_xact_lock(key))
     FROM (SELECT key FROM unnest($1::bigint[]) WITH ORDINALITY AS k(key, at) ORDER BY at OFFSET 0) AS sorted`,
    [sorted.map(String)],
  );
}
