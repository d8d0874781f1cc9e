import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type {
  ConsoleAccount,
  ConsoleNote,
  ConsoleSession,
  NewConsoleSession,
  SessionLimits,
} from '#domain/console-account.js';
import { appendAudit } from './audit.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

/** Sessions that are over and are cleared away with one sign-in: more than begin with it. */
const CLEARED = 100;

const COLUMNS = `
  s.id, s.way, coalesce(a.name, s.name) AS name, coalesce(a.display_name, s.display_name) AS "displayName",
  coalesce(a.roles, s.roles) AS roles, s.account_id AS "accountId",
  coalesce(a.must_change_password, false) AS "mustChangePassword", s.active_at AS "activeAt", s.ends_at AS "endsAt"`;

/** Of `console_session s`, with the instants of `SessionLimits` as parameters. */
const isOpen = (now: string, idleSince: string) =>
  `s.ends_at > ${now} AND s.active_at > ${idleSince} AND (s.account_id IS NULL OR NOT a.disabled)`;

/** Who is signed in to the console, in the table `console_session`; as the port of that name in the security library wants it. */
export class PgConsoleSessionRows {
  constructor(private readonly dataSource: DataSource) {}

  async begin(
    session: NewConsoleSession,
    replaced: Buffer | undefined,
    limits: SessionLimits,
    note: ConsoleNote,
  ): Promise<boolean> {
    return inTransaction(this.dataSource, async (sql) => {
      if (!(await isInForce(sql, session))) return false;
      await clearAway(sql, limits);
      if (replaced !== undefined) await sql('DELETE FROM console_session WHERE id_hash = $1', [replaced]);
      const id = await insertSession(sql, session);
      await appendAudit(sql, [{ ...note, action: 'signed-in', subject: 'session', subjectId: id }]);
      return true;
    });
  }

  async failed(account: ConsoleAccount | undefined, note: ConsoleNote): Promise<void> {
    await inTransaction(this.dataSource, (sql) => {
      const about =
        account === undefined
          ? { subject: 'session' as const, subjectId: uuid() }
          : { subject: 'account' as const, subjectId: account.id };
      return appendAudit(sql, [{ ...note, action: 'sign-in-failed', ...about }]);
    });
  }

  async find(idHash: Buffer, { now, idleSince }: SessionLimits): Promise<ConsoleSession | undefined> {
    const [row] = await query<Omit<ConsoleSession, 'accountId'> & { accountId: string | null }>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM console_session s LEFT JOIN console_account a ON a.id = s.account_id
       WHERE s.id_hash = $1 AND ${isOpen('$2', '$3')}`,
      [idHash, now, idleSince],
    );
    return row === undefined ? undefined : { ...row, accountId: row.accountId ?? undefined };
  }

  async open(idHashes: readonly Buffer[], { now, idleSince }: SessionLimits): Promise<Buffer[]> {
    const rows = await query<{ idHash: Buffer }>(
      this.dataSource,
      `SELECT s.id_hash AS "idHash" FROM console_session s LEFT JOIN console_account a ON a.id = s.account_id
       WHERE s.id_hash = ANY($1::bytea[]) AND ${isOpen('$2', '$3')}`,
      [idHashes, now, idleSince],
    );
    return rows.map(({ idHash }) => idHash);
  }

  async touch(idHash: Buffer, now: Date): Promise<void> {
    await query(this.dataSource, 'UPDATE console_session SET active_at = $2 WHERE id_hash = $1 AND active_at < $2', [
      idHash,
      now,
    ]);
  }

  async end(idHash: Buffer, note: ConsoleNote): Promise<void> {
    await inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<{ id: string }>('DELETE FROM console_session WHERE id_hash = $1 RETURNING id', [idHash]);
      await appendAudit(
        sql,
        rows.map(({ id }) => ({ ...note, action: 'signed-out', subject: 'session', subjectId: id })),
      );
    });
  }
}

/** The row of the account is locked: who changes or disables it waits, or has done so, and then it is seen here. */
async function isInForce(sql: Sql, { accountId, passwordHash, now }: NewConsoleSession): Promise<boolean> {
  if (accountId === undefined) return true;
  const rows = await sql(
    `UPDATE console_account SET last_sign_in_at = $2
     WHERE id = $1 AND password_hash = $3 AND NOT disabled RETURNING id`,
    [accountId, now, passwordHash ?? null],
  );
  return rows.length === 1;
}

/** Sessions are few and live for hours at most: what nobody has used is found by the same walk. */
async function clearAway(sql: Sql, { now, idleSince }: SessionLimits): Promise<void> {
  await sql(
    `DELETE FROM console_session WHERE id_hash IN (
       SELECT id_hash FROM console_session WHERE ends_at <= $1 OR active_at <= $2
       ORDER BY ends_at LIMIT ${String(CLEARED)} FOR UPDATE SKIP LOCKED)`,
    [now, idleSince],
  );
}

/** Gives the id under which it stands in the audit. */
export async function insertSession(sql: Sql, session: NewConsoleSession): Promise<string> {
  const id = uuid();
  const { idHash, way, name, displayName, roles, accountId, now, endsAt } = session;
  await sql(
    `INSERT INTO console_session (id_hash, id, way, name, display_name, roles, account_id, created_at, active_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [idHash, id, way, name, displayName, roles, accountId ?? null, now, endsAt],
  );
  return id;
}
