import type {
  ConsoleAccount,
  ConsoleAccountChange,
  ConsoleAccountOutcome,
  ConsoleNote,
  ConsoleSession,
  NewConsoleAccount,
  NewConsoleSession,
  SessionLimits,
} from '#domain/console-account.js';

/** The hub's own accounts. Each method is one transaction, the line in the audit with it. */
export abstract class ConsoleAccounts {
  abstract find(name: string): Promise<ConsoleAccount | undefined>;
  /** By name. */
  abstract list(): Promise<ConsoleAccount[]>;
  /** `account-created`; false, and nothing is done, when the name is taken. */
  abstract create(account: NewConsoleAccount, now: Date, note: ConsoleNote): Promise<boolean>;
  /** `account-changed`; who is disabled is signed out. Undefined when there is no such account. */
  abstract change(
    name: string,
    change: ConsoleAccountChange,
    note: ConsoleNote,
  ): Promise<ConsoleAccountOutcome | undefined>;
  /** `password-reset`: a one-time password, and all sessions of the account end. False when there is no such account. */
  abstract reset(name: string, passwordHash: string, note: ConsoleNote): Promise<boolean>;
  /**
   * `password-changed`: all sessions of the account end, one begins. False when the password is no longer the one that
   * `from` is the hash of.
   */
  abstract changePassword(
    hashes: { readonly from: string; readonly to: string },
    session: NewConsoleSession,
    note: ConsoleNote,
  ): Promise<boolean>;
}

/** Who is signed in. Each method is one transaction, the line in the audit with it. */
export abstract class ConsoleSessionRows {
  /**
   * `signed-in`: takes the place of another session of the same browser, and clears away some that are over. False, and nothing
   * is done, when its account was disabled or got another password meanwhile.
   */
  abstract begin(
    session: NewConsoleSession,
    replaced: Buffer | undefined,
    limits: SessionLimits,
    note: ConsoleNote,
  ): Promise<boolean>;
  /** `sign-in-failed`, of an account that exists; what was typed instead of a name is not kept. */
  abstract failed(account: ConsoleAccount | undefined, note: ConsoleNote): Promise<void>;
  /** Undefined when it is over, or its account disabled. */
  abstract find(idHash: Buffer, limits: SessionLimits): Promise<ConsoleSession | undefined>;
  /** Those of the hashes whose sessions are not over. */
  abstract open(idHashes: readonly Buffer[], limits: SessionLimits): Promise<Buffer[]>;
  /** The person has done something. */
  abstract touch(idHash: Buffer, now: Date): Promise<void>;
  /** `signed-out`. */
  abstract end(idHash: Buffer, note: ConsoleNote): Promise<void>;
}
