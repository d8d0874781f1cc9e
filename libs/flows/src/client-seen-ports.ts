/** When a client was last seen. Machine time; null: never, or before the hub began to keep it. */
export interface ClientSeen {
  readonly lastTokenAt: Date | null;
  readonly lastCallAt: Date | null;
}

/** When clients were last seen, over all processes on the database. */
export abstract class ClientSeenStore {
  /** Notes when clients, by their ids, were seen; the latest stands, whoever notes it last. @throws StorageUnavailable */
  abstract note(seen: readonly (readonly [string, ClientSeen])[]): Promise<void>;
  /** By the client's id; clients that were never seen are not in it. @throws StorageUnavailable */
  abstract all(): Promise<ReadonlyMap<string, ClientSeen>>;
}
