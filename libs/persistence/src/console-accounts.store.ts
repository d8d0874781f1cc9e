import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type {
  ConsoleAccount,
  ConsoleAccountChange,
  ConsoleAccountOutcome,
  ConsoleNote,
  NewConsoleAccount,
  NewConsoleSession,
} from '#domain/console-account.js';
import { appendAudit } from './audit.js';
import { insertSession } from './console-sessions.store.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

const COLUMNS = `
  id, name, display_name AS "displayName", roles, password_hash AS "passwordHash",
  must_change_password AS "mustChangePassword", disabled, last_sign_in_at AS "lastSignInAt", created_at AS "createdAt"`;

type AccountRow = Omit<ConsoleAccount, 'lastSignInAt'> & { lastSignInAt: Date | null };

const accountOf = (row: AccountRow): ConsoleAccount => ({ ...row, lastSignInAt: row.lastSignInAt ?? undefined });

/** The hub's own accounts, in the table `console_account`; as the port `ConsoleAccounts` of the security library wants it. */
export class PgConsoleAccounts {
  constructor(private readonly dataSource: DataSource) {}

  async find(name: string): Promise<ConsoleAccount | undefined> {
    const rows = await query<AccountRow>(this.dataSource, `SELECT ${COLUMNS} FROM console_account WHERE name = $1`, [
      name,
    ]);
    return rows.map(accountOf)[0];
  }

  async list(): Promise<ConsoleAccount[]> {
    const rows = await query<AccountRow>(this.dataSource, `SELECT ${COLUMNS} FROM console_account ORDER BY name`);
    return rows.map(accountOf);
  }

  async create(account: NewConsoleAccount, now: Date, note: ConsoleNote): Promise<boolean> {
    return inTransaction(this.dataSource, async (sql) => {
      const { name, displayName, roles, passwordHash } = account;
      const rows = await sql<{ id: string }>(
        `INSERT INTO console_account (id, name, display_name, roles, password_hash, must_change_password, disabled, created_at)
         VALUES ($1, $2, $3, $4, $5, true, false, $6) ON CONFLICT (name) DO NOTHING RETURNING id`,
        [uuid(), name, displayName, roles, passwordHash, now],
      );
      await noteOn(sql, rows, 'account-created', { ...note, detail: { account: name, roles } });
      return rows.length === 1;
    });
  }

  async change(
    name: string,
    { roles, disabled }: ConsoleAccountChange,
    note: ConsoleNote,
  ): Promise<ConsoleAccountOutcome | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      // All of them, in one order: of two who take the last two admins away, one is told.
      const rows = await sql<AccountRow>(`SELECT ${COLUMNS} FROM console_account ORDER BY name FOR UPDATE`);
      const before = rows.find((row) => row.name === name);
      if (before === undefined) return undefined;
      const after = { ...before, roles: roles ?? before.roles, disabled: disabled ?? before.disabled };
      const hadAdmin = rows.some(isAdmin);
      if (hadAdmin && !rows.some((row) => isAdmin(row === before ? after : row))) return { kind: 'last-admin' };
      await sql('UPDATE console_account SET roles = $2, disabled = $3 WHERE id = $1', [
        before.id,
        after.roles,
        after.disabled,
      ]);
      if (after.disabled) await endSessions(sql, before.id);
      const detail = { account: name, roles: after.roles, disabled: after.disabled };
      await noteOn(sql, [before], 'account-changed', { ...note, detail });
      return { kind: 'changed', account: accountOf(after) };
    });
  }

  async reset(name: string, passwordHash: string, note: ConsoleNote): Promise<boolean> {
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<{ id: string }>(
        `UPDATE console_account SET password_hash = $2, must_change_password = true WHERE name = $1 RETURNING id`,
        [name, passwordHash],
      );
      for (const { id } of rows) await endSessions(sql, id);
      await noteOn(sql, rows, 'password-reset', { ...note, detail: { account: name } });
      return rows.length === 1;
    });
  }

  async changePassword(
    { from, to }: { readonly from: string; readonly to: string },
    session: NewConsoleSession,
    note: ConsoleNote,
  ): Promise<boolean> {
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<{ id: string }>(
        `UPDATE console_account SET password_hash = $3, must_change_password = false
         WHERE id = $1 AND password_hash = $2 AND NOT disabled RETURNING id`,
        [session.accountId ?? null, from, to],
      );
      for (const { id } of rows) {
        await endSessions(sql, id);
        await insertSession(sql, session);
      }
      await noteOn(sql, rows, 'password-changed', note);
      return rows.length === 1;
    });
  }
}

const isAdmin = ({ roles, disabled }: Pick<ConsoleAccount, 'roles' | 'disabled'>) =>
  roles.includes('admin') && !disabled;

async function endSessions(sql: Sql, accountId: string): Promise<void> {
  await sql('DELETE FROM console_session WHERE account_id = $1', [accountId]);
}

async function noteOn(sql: Sql, rows: readonly { id: string }[], action: string, note: ConsoleNote): Promise<void> {
  await appendAudit(
    sql,
    rows.map(({ id }) => ({ ...note, action, subject: 'account', subjectId: id })),
  );
}
