import { Client } from 'pg';

/** The advisory lock of those who give inbox positions. */
const POSITION_LOCK = 7_236_002;

/**
 * Holds up every transaction of the hub that delivers something, shortly before its commit: what is under way stays
 * under way until it is let go.
 */
export class HeldPositions {
  private constructor(private readonly client: Client) {}

  static async hold(url: string): Promise<HeldPositions> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [POSITION_LOCK]);
    return new HeldPositions(client);
  }

  /** Whether a transaction waits. */
  async isWaitedFor(): Promise<boolean> {
    const { rows } = await this.client.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS waits`,
      [POSITION_LOCK],
    );
    return rows[0]?.waits === true;
  }

  async letGo(): Promise<void> {
    await this.client.end();
  }
}
