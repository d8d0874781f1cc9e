import type { ClientSeen, ClientSeenStore } from './client-seen-ports.js';
import { Gathering } from './gathering.js';
import type { HubLog } from './ports.js';

/** Tokens given to clients, and calls that show one. */
export class ClientCalls extends Gathering<ClientSeen> {
  /** @param every how long notes are gathered, milliseconds. */
  constructor(
    private readonly store: ClientSeenStore,
    log: HubLog,
    every?: number,
    private readonly machineTime: () => Date = () => new Date(),
  ) {
    super(log, 'client-calls', every);
  }

  /** A client, by its id, got a token. */
  gotToken(clientId: string): void {
    this.gather(clientId, { lastTokenAt: this.machineTime(), lastCallAt: null });
  }

  /** A client, by its id, calls with a token that holds. */
  called(clientId: string): void {
    this.gather(clientId, { lastTokenAt: null, lastCallAt: this.machineTime() });
  }

  protected override merged(earlier: ClientSeen, later: ClientSeen): ClientSeen {
    return {
      lastTokenAt: later.lastTokenAt ?? earlier.lastTokenAt,
      lastCallAt: later.lastCallAt ?? earlier.lastCallAt,
    };
  }

  protected override keep(notes: readonly (readonly [string, ClientSeen])[]): Promise<void> {
    return this.store.note(notes);
  }
}
