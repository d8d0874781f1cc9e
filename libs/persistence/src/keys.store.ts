import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { HubKeyStore } from '#flows/ports.js';
import { query } from './transaction.js';

/** 256 bits, what HMAC-SHA256 can use. */
const KEY_BYTES = 32;

/** The hub's keys in the table `hub_key`. Two processes that ask first at the same time get the same key. */
export class PgHubKeyStore extends HubKeyStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async secret(name: string): Promise<Buffer> {
    await query(this.dataSource, 'INSERT INTO hub_key (name, secret) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      name,
      randomBytes(KEY_BYTES),
    ]);
    const rows = await query<{ secret: Buffer }>(this.dataSource, 'SELECT secret FROM hub_key WHERE name = $1', [name]);
    const secret = rows[0]?.secret;
    if (secret === undefined) throw new Error(`The hub's key ${name} is gone from the database`);
    return secret;
  }
}
