/** What the hub answered when it did not do what was asked (RFC 9457). */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly errors: readonly RefusedPart[],
    /** Seconds after which it may be tried again, where the hub said so. */
    readonly retryAfter: number | undefined,
  ) {
    super(`${String(status)} ${code}`);
  }
}

export interface RefusedPart {
  readonly path: string;
  readonly rule?: string;
  readonly message: string;
  /** What it means in Swedish. */
  readonly sv?: string;
}

let csrf: string | null = null;
const signedOut = new Set<() => void>();

/** The token that goes with everything that changes something; null when nobody is signed in. */
export function rememberCsrf(token: string | null): void {
  csrf = token;
}

/** Tells when the hub no longer knows the session. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export type Parameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An address with its parameters; those without a value are left out. */
export function withParameters(path: string, parameters: Parameters = {}): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** Reads something. @throws Refusal, or TypeError when the hub cannot be reached. */
export function get<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', withParameters(path, parameters), undefined, signal);
}

/** Changes something. @throws Refusal, or TypeError when the hub cannot be reached. */
export function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return call<T>(method, path, body, undefined);
}

async function call<T>(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json, application/problem+json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'GET' || csrf === null ? {} : { 'X-Hemgang-Csrf': csrf }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: signal ?? null,
  });
  if (!response.ok) throw await refusalOf(response, path);
  const text = await response.text();
  return JSON.parse(text === '' ? 'null' : text);
}

async function refusalOf(response: Response, path: string): Promise<Refusal> {
  const { code, title, errors }: Partial<Refusal> = (await response.json().catch(() => undefined)) ?? {};
  // A wrong password is no lost session.
  if (response.status === 401 && path !== '/console/session') for (const tell of signedOut) tell();
  const wait = Number(response.headers.get('Retry-After') ?? NaN);
  return new Refusal(
    response.status,
    code ?? 'unknown',
    title ?? response.statusText,
    errors ?? [],
    Number.isFinite(wait) ? wait : undefined,
  );
}
