import type { ClientBase, QueryResultRow } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { StorageUnavailable } from '#flows/ports.js';
import { PATIENCE } from './data-source.js';

/** Runs one statement and gives its rows. Statements are prepared by their text: values go into parameters, never into it. */
export type Sql = <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** SQLSTATE classes that mean: the server is away, going away or out of room, and the same may succeed later. */
const AWAY = /^(08|53|57P)/;
const AWAY_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOENT', 'ENOTFOUND', 'EAI_AGAIN', '25P03'],
]);
/** What the driver and its pool say without a code. */
const AWAY_TEXT =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection ended|not queryable|driver not connected|after calling end on the pool/i;
/** What the driver says when a statement was not answered in time. */
const SILENT_TEXT = /query read timeout/i;

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Whether an error says that the storage cannot be reached, as against a statement that is wrong. */
export function isAway(error: unknown): boolean {
  if (error instanceof StorageUnavailable) return true;
  const code = codeOf(error);
  if (AWAY.test(code) || AWAY_CODES.has(code)) return true;
  return error instanceof Error && (AWAY_TEXT.test(error.message) || SILENT_TEXT.test(error.message));
}

function translated(error: unknown): unknown {
  if (error instanceof StorageUnavailable || !isAway(error)) return error;
  return new StorageUnavailable('The database cannot be reached', { cause: error });
}

function isClient(connection: unknown): connection is ClientBase {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'query' in connection &&
    typeof connection.query === 'function'
  );
}

/** Names a statement by its text, so that PostgreSQL plans it once per connection. */
const statementName = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `s${String(names.size)}`;
  names.set(text, name);
  return name;
};
const names = new Map<string, string>();

function sqlOf(connection: unknown, patience: number): Sql {
  if (!isClient(connection)) throw new StorageUnavailable('The database driver gave no connection');
  return async <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> => {
    const statement = { name: statementName(text), text, values: [...parameters], query_timeout: patience };
    return (await connection.query<Row & QueryResultRow>(statement)).rows;
  };
}

/**
 * Runs `work` in one transaction. Commits when it returns, rolls back when it throws.
 *
 * `later` sends a statement without waiting for its answer: it gives no rows, the next statement goes out right behind it, and
 * the commit too. That saves the round trip, not the check: a statement that fails fails the transaction.
 * @throws StorageUnavailable when the database cannot be reached; whether a commit then took place is unknown.
 */
export async function inTransaction<T>(dataSource: DataSource, work: (sql: Sql, later: Sql) => Promise<T>): Promise<T> {
  return withRunner(dataSource, async (runner) => {
    const transaction = new OpenTransaction(await runner.connect(), patienceOf(dataSource));
    try {
      const result = await work(transaction.sql, transaction.later);
      await transaction.commit();
      return result;
    } catch (error) {
      throw await transaction.rollBack(error);
    }
  });
}

/** Statements of one transaction on one connection, answered in the order in which they were sent. */
class OpenTransaction {
  readonly sql: Sql;
  private readonly unanswered: Promise<unknown>[] = [];
  private firstFailure: { error: unknown } | undefined;
  private isEnding = false;

  constructor(
    private readonly connection: unknown,
    private readonly patience: number,
  ) {
    const sql = sqlOf(connection, patience);
    this.sql = (text, parameters) => this.watched(sql(text, parameters));
    this.unanswered.push(this.command('BEGIN').catch(() => undefined));
  }

  /** A statement whose rows nobody needs. */
  readonly later: Sql = <Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]> => {
    this.unanswered.push(this.sql(text, parameters).catch(() => undefined));
    return Promise.resolve([]);
  };

  async commit(): Promise<void> {
    this.isEnding = true;
    const committed = this.command('COMMIT');
    await Promise.all([...this.unanswered, committed]);
    if (this.firstFailure !== undefined) throw this.firstFailure.error;
    // PostgreSQL answers the COMMIT of a transaction that has failed with ROLLBACK, and with no error.
    if ((await committed) !== 'COMMIT') throw new Error('The transaction was rolled back');
  }

  /** Ends the transaction and gives the error to be told: of several the first, since the others only follow from it. */
  async rollBack(error: unknown): Promise<unknown> {
    await Promise.all(this.unanswered);
    if (!this.isEnding) await this.command('ROLLBACK').catch(() => undefined);
    return this.firstFailure?.error ?? error;
  }

  private command(text: string): Promise<string> {
    return this.watched(commandOn(this.connection, text, this.patience));
  }

  private watched<Answer>(answer: Promise<Answer>): Promise<Answer> {
    answer.catch((error: unknown) => (this.firstFailure ??= { error }));
    return answer;
  }
}

async function commandOn(connection: unknown, text: string, patience: number): Promise<string> {
  if (!isClient(connection)) throw new StorageUnavailable('The database driver gave no connection');
  const statement = { text, query_timeout: patience };
  return (await connection.query(statement)).command;
}

/**
 * Milliseconds that a statement may take. A server that has gone silent, as a machine that died or a network that was cut
 * does, says nothing by itself for a quarter of an hour: the connection is given up then, and the sender is answered.
 */
function patienceOf({ options }: DataSource): number {
  const extra: unknown = 'extra' in options ? options.extra : undefined;
  const isSaid = typeof extra === 'object' && extra !== null && 'patience' in extra;
  return isSaid && typeof extra.patience === 'number' ? extra.patience : PATIENCE;
}

/** Runs one statement outside a transaction. @throws StorageUnavailable when the database cannot be reached. */
export async function query<Row>(
  dataSource: DataSource,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return withRunner(dataSource, async (runner) =>
    sqlOf(await runner.connect(), patienceOf(dataSource))<Row>(text, parameters),
  );
}

async function withRunner<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await connected(runner);
    return await work(runner);
  } catch (error) {
    if (error instanceof Error && SILENT_TEXT.test(error.message)) await tornDown(runner);
    throw translated(error);
  } finally {
    await runner.release().catch(() => undefined);
  }
}

/** The driver breaks a connection that went silent; until it has, the pool must not give it to somebody else. */
async function tornDown(runner: QueryRunner): Promise<void> {
  const connection: unknown = await runner.connect();
  // Once it is broken, it has left the pool by itself.
  if (runner.isReleased || !isClient(connection)) return;
  await new Promise<void>((resolve) => connection.once('end', () => resolve()));
}

/** Without a connection nothing was asked yet: whatever the reason, the same may succeed later. */
async function connected(runner: QueryRunner): Promise<void> {
  try {
    await runner.connect();
  } catch (error) {
    throw new StorageUnavailable('No connection to the database', { cause: error });
  }
}
