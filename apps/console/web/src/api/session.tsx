import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { SessionDto } from '../../../src/dto/session.dto.js';
import { get, onSignedOut, rememberCsrf, send } from './client.js';
import type { Json } from './wire.js';

export type Session = Json<SessionDto>;
export type Role = 'operations' | 'auditor' | 'admin';

const SESSION = ['session'] as const;
const HAS_ENDED = ['session', 'has-ended'] as const;
/** How often the hub is told, at most, that somebody is at work with the page; ms. */
const TELL_EVERY = 60_000;

const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in. Only below `WithSession`. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession needs WithSession');
  return session;
}

/** Whether the person has one of the roles. */
export function useMay(...roles: Role[]): boolean {
  const { user } = useSession();
  return user?.roles.some((role) => roles.includes(role)) ?? false;
}

/** Asks who is signed in, and gives it to everything below; draws `fallback` until it is known. */
export function WithSession({ children, fallback }: { children: ReactNode; fallback: ReactNode }) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: SESSION,
    queryFn: async ({ signal }) => {
      const session = await get<Session>('/console/session', undefined, signal);
      rememberCsrf(session.csrf);
      return session;
    },
    staleTime: Infinity,
    retry: true,
    retryDelay: 2_000,
  });
  useEffect(
    () =>
      onSignedOut(() => {
        client.setQueryData(HAS_ENDED, true);
        void client.invalidateQueries({ queryKey: SESSION });
      }),
    [client],
  );
  useActivity(data?.signedIn ?? false);
  if (data === undefined) return fallback;
  return <SessionContext value={data}>{children}</SessionContext>;
}

/** Whether the hub has ended the session, rather than the person. */
export function useHasEnded(): boolean {
  return useQuery({ queryKey: HAS_ENDED, queryFn: () => false, initialData: false, enabled: false }).data;
}

/** Puts what the hub answered about the session in force on the page. */
export function useNewSession(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    rememberCsrf(session.csrf);
    // What one person has read is not for the next.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
    client.setQueryData(HAS_ENDED, false);
    client.setQueryData(SESSION, session);
  };
}

/** Ends the session here and on the hub. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await send('DELETE', '/console/session').catch(() => undefined);
    rememberCsrf(null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
    // What was asked in between has been refused, which is no news to who has left.
    client.setQueryData(HAS_ENDED, false);
    await client.invalidateQueries({ queryKey: SESSION });
  };
}

/** Tells the hub that somebody is there, so that the idle time starts anew; what the page asks by itself does not. */
function useActivity(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return;
    let told = Date.now();
    const tell = () => {
      if (Date.now() - told < TELL_EVERY) return;
      told = Date.now();
      void send('POST', '/console/session/activity').catch(() => undefined);
    };
    const events = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const event of events) document.addEventListener(event, tell, { passive: true });
    return () => {
      for (const event of events) document.removeEventListener(event, tell);
    };
  }, [isSignedIn]);
}
