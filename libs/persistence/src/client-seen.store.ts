import type { DataSource } from 'typeorm';
import { ClientSeenStore } from '#flows/client-seen-ports.js';
import type { ClientSeen } from '#flows/client-seen-ports.js';
import { query } from './transaction.js';

/** One statement for all clients, in sorted order, so that processes that write at once never wait for each other in a ring. */
const NOTE = `
INSERT INTO client_seen AS c (client, last_token_at, last_call_at)
SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS row(client, token_at, call_at) ORDER BY client
ON CONFLICT (client) DO UPDATE SET last_token_at = greatest(c.last_token_at, excluded.last_token_at),
  last_call_at = greatest(c.last_call_at, excluded.last_call_at)`;

/** When clients were last seen, on PostgreSQL. */
export class PgClientSeenStore extends ClientSeenStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async note(seen: readonly (readonly [string, ClientSeen])[]): Promise<void> {
    await query(this.dataSource, NOTE, [
      seen.map(([client]) => client),
      seen.map(([, { lastTokenAt }]) => lastTokenAt),
      seen.map(([, { lastCallAt }]) => lastCallAt),
    ]);
  }

  override async all(): Promise<ReadonlyMap<string, ClientSeen>> {
    const rows = await query<ClientSeen & { client: string }>(
      this.dataSource,
      'SELECT client, last_token_at AS "lastTokenAt", last_call_at AS "lastCallAt" FROM client_seen',
    );
    return new Map(rows.map(({ client, ...seen }) => [client, seen]));
  }
}
