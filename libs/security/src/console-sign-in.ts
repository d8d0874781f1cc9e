import { actorOfUser } from '#domain/console-account.js';
import { hashOfSession } from './console-cookie.js';
import type { ConsoleAccounts } from './console-ports.js';
import { signedInAs } from './console-sessions.js';
import type { ConsoleSessions, ShownSession, SignedIn } from './console-sessions.js';
import { FailureBrake } from './failure-brake.js';
import { passwordFault } from './password-rules.js';
import type { PasswordFault } from './password-rules.js';
import { nobodysHash, PasswordHashing, TooManySignIns } from './password-hash.js';

/** Failures without a wait where many people may stand behind one key: an account from anywhere, an address behind a proxy. */
const FREE_FOR_ACCOUNT = 20;
const FREE_FOR_ADDRESS = 50;
/** What a sign-in is asked to wait when all turns are taken, seconds. */
const BUSY_SECONDS = 5;

/** What somebody signs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Network address; kept in memory only. */
  readonly address: string;
}

/** When it happened, as the audit counts time, and the session that the browser had before. */
export interface SignInMoment {
  readonly at: Date;
  readonly before: ShownSession | undefined;
}

/** What became of a sign-in; `begun` with what the browser is to hold. */
export type SignInOutcome =
  | { readonly kind: 'begun'; readonly sessionId: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many'; readonly seconds: number };

export type PasswordChangeOutcome = SignInOutcome | { readonly kind: 'weak'; readonly fault: PasswordFault | 'same' };

/** Signs people in to the console, and out; every outcome is in the audit. */
export class ConsoleSignIn {
  private readonly brakes: readonly [own: FailureBrake, account: FailureBrake, address: FailureBrake];
  private readonly nobody = nobodysHash();

  constructor(
    private readonly accounts: ConsoleAccounts,
    private readonly sessions: ConsoleSessions,
    private readonly hashing: PasswordHashing = new PasswordHashing(),
    machineTime: () => number = () => Date.now(),
  ) {
    this.brakes = [
      new FailureBrake(machineTime),
      new FailureBrake(machineTime, FREE_FOR_ACCOUNT),
      new FailureBrake(machineTime, FREE_FOR_ADDRESS),
    ];
  }

  /** By name and password. The answer takes as long, and says the same, whether there is such an account or not. */
  async withPassword(credentials: Credentials, moment: SignInMoment): Promise<SignInOutcome> {
    const name = credentials.name.trim().toLowerCase();
    const keys = keysOf(name, credentials.address);
    const tried = await this.tried(keys, async () => {
      const account = await this.accounts.find(name);
      const isRight = await this.hashing.matches(credentials.password, account?.passwordHash ?? this.nobody);
      return { account, isRight: isRight && account?.disabled === false };
    });
    if (tried.kind === 'too-many') return tried;
    const { account, isRight } = tried;
    if (!isRight || account === undefined) {
      const actor = account === undefined ? 'hub' : `user:${account.name}`;
      await this.sessions.rows.failed(account, { at: moment.at, actor });
      return { kind: 'wrong' };
    }
    return this.begin(signedInAs(account), moment);
  }

  /** Of somebody who has been proved to be who it is; `wrong` when the account was disabled or got another password meanwhile. */
  async begin(
    signedIn: SignedIn,
    { at, before }: SignInMoment,
    detail?: Readonly<Record<string, unknown>>,
  ): Promise<SignInOutcome & { readonly kind: 'begun' | 'wrong' }> {
    const { sessionId, session } = this.sessions.draft(signedIn);
    const replaced = before === undefined ? undefined : hashOfSession(before.sessionId);
    const note = { at, actor: actorOfUser(signedIn), detail: { ...detail, way: signedIn.way } };
    const isBegun = await this.sessions.rows.begin(session, replaced, this.sessions.limits(), note);
    return isBegun ? { kind: 'begun', sessionId } : { kind: 'wrong' };
  }

  /** Of who is signed in by an account: other sessions of it end, this one goes on under a new id. */
  async changePassword(
    session: ShownSession,
    passwords: { readonly current: string; readonly next: string; readonly address: string },
    at: Date,
  ): Promise<PasswordChangeOutcome> {
    const account = session.way === 'local' ? await this.accounts.find(session.name) : undefined;
    if (account === undefined) return { kind: 'wrong' };
    const fault = passwords.next === passwords.current ? 'same' : passwordFault(passwords.next, account.name);
    if (fault !== undefined) return { kind: 'weak', fault };
    const tried = await this.tried(keysOf(account.name, passwords.address), async () => {
      const isRight = await this.hashing.matches(passwords.current, account.passwordHash);
      return { isRight, hash: isRight ? await this.hashing.hash(passwords.next) : '' };
    });
    if (tried.kind === 'too-many') return tried;
    const note = { at, actor: actorOfUser(session) };
    if (!tried.isRight) {
      await this.sessions.rows.failed(account, note);
      return { kind: 'wrong' };
    }
    const draft = this.sessions.draft(signedInAs(account));
    const hashes = { from: account.passwordHash, to: tried.hash };
    const isChanged = await this.accounts.changePassword(hashes, draft.session, note);
    return isChanged ? { kind: 'begun', sessionId: draft.sessionId } : { kind: 'wrong' };
  }

  async signOut(session: ShownSession, at: Date): Promise<void> {
    await this.sessions.rows.end(hashOfSession(session.sessionId), { at, actor: actorOfUser(session) });
  }

  /** Each try counts as a failure until it is known to be none: many at once are not many free ones. */
  private async tried<T extends { readonly isRight: boolean }>(
    keys: readonly string[],
    verify: () => Promise<T>,
  ): Promise<(T & { readonly kind: 'tried' }) | { readonly kind: 'too-many'; readonly seconds: number }> {
    const seconds = Math.max(...this.brakes.map((brake, at) => brake.secondsToWait(keys[at] ?? '')));
    if (seconds > 0) return { kind: 'too-many', seconds };
    this.brakes.forEach((brake, at) => brake.failed(keys[at] ?? ''));
    try {
      const found = await verify();
      if (found.isRight) this.forgive(keys);
      return { ...found, kind: 'tried' };
    } catch (error) {
      this.brakes.forEach((brake, at) => brake.undone(keys[at] ?? ''));
      if (error instanceof TooManySignIns) return { kind: 'too-many', seconds: BUSY_SECONDS };
      throw error;
    }
  }

  /** What others have failed at from the same address, or with the same account elsewhere, is still counted. */
  private forgive(keys: readonly string[]): void {
    const [own, ...others] = this.brakes;
    own.succeeded(keys[0] ?? '');
    others.forEach((brake, at) => brake.undone(keys[at + 1] ?? ''));
  }
}

/** One for each brake, in their order. */
function keysOf(name: string, address: string): readonly string[] {
  return [`${name} ${address}`, name, address];
}
