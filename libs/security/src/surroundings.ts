import type { Directory } from '#domain/directory/directory.js';

/** The directory in force: asked at each call, so that rights follow it at once. */
export abstract class DirectoryInForce {
  abstract readonly current: { readonly directory: Directory };
}

/** Remembers client assertions until they expire, for all processes on the database. */
export abstract class UsedAssertions {
  /** True for the first use of this hash, false for every later one. Times are the machine's. */
  abstract use(hash: Buffer, expiresAt: Date, now: Date): Promise<boolean>;
}

/** Is told when clients are seen; never holds a call up. Clients are named by their ids. */
export abstract class ClientsSeen {
  /** Got a token. */
  abstract gotToken(clientId: string): void;
  /** Calls with a token that holds, and is in the directory. */
  abstract called(clientId: string): void;
}

/** Where callers reach the hub when something stands in front of it. */
export abstract class PublicAddress {
  /** Such as `https://hemgang.example.se`; undefined when callers reach the hub directly. */
  abstract readonly url: string | undefined;
}
