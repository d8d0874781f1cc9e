import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Of a browser that is signed in. `__Host-`: only this very host over a safe line could have set it. */
const SESSION_COOKIE = '__Host-hemgang';
/** Under way to the issuer and back. */
export const ISSUER_COOKIE = '__Host-hemgang-oidc';

/** 256 random bits in base64url. */
const SESSION_ID = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, as the cookie carries them. */
export function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

/** What the hub keeps of a session's id: from it nobody finds the id again. */
export function hashOfSession(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest();
}

/** What a page proves with that it is the one that signed in; it follows from the id, which no page can read. */
export function csrfTokenOf(sessionId: string): string {
  return createHmac('sha256', sessionId).update('hemgang csrf').digest('base64url');
}

/** In constant time. */
export function isCsrfTokenOf(sessionId: string, token: string | undefined): boolean {
  const [expected, shown] = [csrfTokenOf(sessionId), token ?? ''].map((text) =>
    createHash('sha256').update(text).digest(),
  );
  return expected !== undefined && shown !== undefined && timingSafeEqual(expected, shown);
}

/** The session's id in a `Cookie` header; undefined when there is none, more than one, or it could not be ours. */
export function sessionIdIn(cookies: string | undefined): string | undefined {
  const id = cookieIn(cookies, SESSION_COOKIE);
  return id !== undefined && SESSION_ID.test(id) ? id : undefined;
}

/** The one value of a cookie. */
export function cookieIn(cookies: string | undefined, name: string): string | undefined {
  const values = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/** For the session: never sent with what another site begins, gone with the browser. */
export function sessionCookie(sessionId: string): string {
  return `${SESSION_COOKIE}=${sessionId}; Path=/; Secure; HttpOnly; SameSite=Strict`;
}

export const NO_SESSION_COOKIE = `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`;

/** For the way to the issuer and back, which is another site: sent with the navigation that it begins. */
export function issuerCookie(value: string, seconds: number): string {
  return `${ISSUER_COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}`;
}

export const NO_ISSUER_COOKIE = issuerCookie('', 0);
