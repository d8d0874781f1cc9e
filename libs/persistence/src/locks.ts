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

/** Takes locks until the end of the transaction, in sorted order so that two transactions never wait in a ring. */
export async function takeLocks(sql: Sql, keys: readonly bigint[]): Promise<void> {
  const sorted = [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));
  if (sorted.length === 0) return;
  await sql(
    'SELECT count(pg_advisory_xact_lock(key)) FROM (SELECT key FROM unnest($1::bigint[]) AS key ORDER BY key OFFSET 0) AS sorted',
    [sorted.map(String)],
  );
}
