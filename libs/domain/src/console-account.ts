/** What a person signed in to the console may do; the same words as the roles of clients, but never `party`. */
export const CONSOLE_ROLES = ['operations', 'auditor', 'admin'] as const;
export type ConsoleRole = (typeof CONSOLE_ROLES)[number];

/** How a person proved who it is: with a password of the hub's own, or at the region's OpenID Connect issuer. */
export const SIGN_IN_WAYS = ['local', 'oidc'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** An account of the hub's own. Instants are the machine's. */
export interface ConsoleAccount {
  readonly id: string;
  /** What is typed at sign-in; lower case. */
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly ConsoleRole[];
  /** Argon2id with its parameters and salt. */
  readonly passwordHash: string;
  /** Whether the password is one that somebody else has seen: until it is changed nothing else is open. */
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly lastSignInAt: Date | undefined;
  readonly createdAt: Date;
}

/** Somebody who is signed in. Instants are the machine's. */
export interface ConsoleSession {
  readonly id: string;
  readonly way: SignInWay;
  /** Of the account, or what the issuer calls the person. */
  readonly name: string;
  readonly displayName: string;
  /** Of an account those that it has at this moment. */
  readonly roles: readonly ConsoleRole[];
  /** Undefined for a person of the issuer. */
  readonly accountId: string | undefined;
  readonly mustChangePassword: boolean;
  /** When the person last did something, to the minute. */
  readonly activeAt: Date;
  /** However much is done: not after this. */
  readonly endsAt: Date;
}

/** How a signed-in person stands in the audit: an account and a person of the issuer may have the same name. */
export function actorOfUser({ way, name }: Pick<ConsoleSession, 'way' | 'name'>): string {
  return way === 'local' ? `user:${name}` : `oidc:${name}`;
}

/** An account that is to be made; its first password is a one-time one. */
export interface NewConsoleAccount {
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly ConsoleRole[];
  readonly passwordHash: string;
}

/** What is to be changed of an account; what is undefined stays. */
export interface ConsoleAccountChange {
  readonly roles: readonly ConsoleRole[] | undefined;
  readonly disabled: boolean | undefined;
}

/** What became of a change; `last-admin`: nobody could have taken care of the accounts after it. */
export type ConsoleAccountOutcome =
  { readonly kind: 'changed'; readonly account: ConsoleAccount } | { readonly kind: 'last-admin' };

/** A session that begins: of an account, or of a person whom the issuer vouches for. */
export interface NewConsoleSession {
  /** Hash of what the browser holds: who reads the table cannot be anybody. */
  readonly idHash: Buffer;
  readonly way: SignInWay;
  readonly name: string;
  readonly displayName: string;
  /** Of an account the roles are looked up at each call. */
  readonly roles: readonly ConsoleRole[];
  readonly accountId: string | undefined;
  /** Of an account: hash of the password that was shown. When it is no longer in force, nothing begins. */
  readonly passwordHash?: string | undefined;
  /** The machine's time. */
  readonly now: Date;
  readonly endsAt: Date;
}

/** Sessions that are over: all that nobody has used since `idleSince`, and all that were to end by `now`; the machine's time. */
export interface SessionLimits {
  readonly now: Date;
  readonly idleSince: Date;
}

/** How something that is done with accounts and sessions stands in the audit. */
export interface ConsoleNote {
  /** The hub's time, as everything in the audit. */
  readonly at: Date;
  readonly actor: string;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}
