import { Client, type ClientConfig } from 'pg';

/**
 * A connection to PostgreSQL that may break while nobody holds it: when the server ends it in the same packet with which it greets, the
 * pool has let go of it and whoever asked for it has not yet got it. An error that nobody listens to would end the process; the next
 * statement on the connection fails anyway, and says so.
 */
export class Connection extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
