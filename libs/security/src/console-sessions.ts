import { Observable, Subject } from 'rxjs';
import { actorOfUser } from '#domain/console-account.js';
import type { ConsoleAccount, ConsoleSession, NewConsoleSession, SessionLimits } from '#domain/console-account.js';
import type { Caller } from '#domain/access.js';
import { csrfTokenOf, hashOfSession, isCsrfTokenOf, newSessionId, sessionIdIn } from './console-cookie.js';
import type { ConsoleSessionRows } from './console-ports.js';

/** Milliseconds: however much is done, nobody stays signed in for longer. */
const LONGEST = 12 * 60 * 60_000;
/** Activity is noted so often at most; ms. */
const NOTED_EVERY = 60_000;
/** So many times within the idle time, where that is short: who is active all the time is not signed out. */
const NOTED_WITHIN_IDLE = 10;
/** How soon a stream hears that its session is over; ms. */
const LOOKED_AT_EVERY = 2_000;

/** What ends sessions, and which count. */
export interface SessionRules {
  /** Minutes without activity after which a session is over. */
  readonly idleMinutes: number;
  /** Whether the hub's own accounts may sign in; without, their sessions count for nothing. */
  readonly local: boolean;
}

/** A session, as the browser that has it showed it. */
export interface ShownSession extends ConsoleSession {
  /** What the browser holds. */
  readonly sessionId: string;
  readonly csrf: string;
}

/** Who begins a session: an account, or a person whom the issuer vouches for. */
export type SignedIn = Pick<NewConsoleSession, 'way' | 'name' | 'displayName' | 'roles' | 'accountId' | 'passwordHash'>;

/** Sessions of browsers, known by a cookie; they lie in the database, so that every process knows them. */
export class ConsoleSessions {
  private readonly watched = new Map<string, Subject<void>>();
  private watch: NodeJS.Timeout | undefined;

  constructor(
    readonly rows: ConsoleSessionRows,
    readonly rules: SessionRules,
    private readonly machineTime: () => Date = () => new Date(),
  ) {}

  /** What is over by now. */
  limits(): SessionLimits {
    const now = this.machineTime();
    return { now, idleSince: new Date(now.getTime() - this.rules.idleMinutes * 60_000) };
  }

  /** The session that a `Cookie` header names; undefined without one that holds. Looking is no activity. */
  async find(cookies: string | undefined): Promise<ShownSession | undefined> {
    const sessionId = sessionIdIn(cookies);
    if (sessionId === undefined) return undefined;
    const session = await this.rows.find(hashOfSession(sessionId), this.limits());
    if (session === undefined || (session.way === 'local' && !this.rules.local)) return undefined;
    return { ...session, sessionId, csrf: csrfTokenOf(sessionId) };
  }

  /** A session that can begin, and the id that the browser is to hold. */
  draft(signedIn: SignedIn): { readonly sessionId: string; readonly session: NewConsoleSession } {
    const sessionId = newSessionId();
    const now = this.machineTime();
    const endsAt = new Date(now.getTime() + LONGEST);
    return { sessionId, session: { ...signedIn, idHash: hashOfSession(sessionId), now, endsAt } };
  }

  /** The person has done something; noted once a minute at most, more often where the idle time is short. */
  async touch({ sessionId, activeAt }: ShownSession): Promise<void> {
    const now = this.machineTime();
    const every = Math.min(NOTED_EVERY, (this.rules.idleMinutes * 60_000) / NOTED_WITHIN_IDLE);
    if (now.getTime() - activeAt.getTime() >= every) await this.rows.touch(hashOfSession(sessionId), now);
  }

  /** Whether a page shows what only the one that signed in knows. */
  isGenuine({ sessionId }: ShownSession, csrf: string | string[] | undefined): boolean {
    return typeof csrf === 'string' && isCsrfTokenOf(sessionId, csrf);
  }

  /** Emits once, within seconds, when the session is over; while the storage is away nothing is known and nothing ends. */
  ended({ sessionId }: ShownSession): Observable<void> {
    const key = hashOfSession(sessionId).toString('base64');
    return new Observable((subscriber) => {
      const subject = this.watched.get(key) ?? new Subject<void>();
      this.watched.set(key, subject);
      this.watch ??= setInterval(() => void this.look().catch(() => undefined), LOOKED_AT_EVERY).unref();
      const subscription = subject.subscribe(subscriber);
      return () => {
        subscription.unsubscribe();
        if (!subject.observed) this.watched.delete(key);
        if (this.watched.size > 0) return;
        clearInterval(this.watch);
        this.watch = undefined;
      };
    });
  }

  /** One question for all streams of the process. */
  private async look(): Promise<void> {
    const keys = [...this.watched.keys()];
    const open = await this.rows.open(
      keys.map((key) => Buffer.from(key, 'base64')),
      this.limits(),
    );
    const stillOpen = new Set(open.map((hash) => hash.toString('base64')));
    for (const key of keys) if (!stillOpen.has(key)) this.watched.get(key)?.next();
  }
}

/** Who begins a session by the password of an account. */
export function signedInAs({ id, name, displayName, roles, passwordHash }: ConsoleAccount): SignedIn {
  return { way: 'local', name, displayName, roles, accountId: id, passwordHash };
}

/** What a signed-in person may do; no unit is theirs. */
export function callerOfSession(session: ConsoleSession): Caller {
  return { clientId: 'console', actor: actorOfUser(session), roles: session.roles, units: [] };
}
