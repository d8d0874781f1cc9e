import type { TokenCode } from '#domain/codes/token-codes.js';

/** Why no token is given, in the words of RFC 6749. */
export interface OAuthRefusal {
  readonly status: number;
  readonly error: TokenCode;
  readonly description: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function invalidRequest(description: string): OAuthRefusal {
  return { status: 400, error: 'invalid_request', description, headers: {} };
}

export function unsupportedGrantType(): OAuthRefusal {
  const description = 'The only grant_type here is client_credentials';
  return { status: 400, error: 'unsupported_grant_type', description, headers: {} };
}

/** One answer for every way of failing, so that nobody learns which client ids exist. */
export function invalidClient(): OAuthRefusal {
  const description = 'Check the client id, its secret or its signed assertion';
  const headers = { 'WWW-Authenticate': 'Basic realm="hemgang", charset="UTF-8"' };
  return { status: 401, error: 'invalid_client', description, headers };
}

export function tooManyFailures(seconds: number): OAuthRefusal {
  const description = 'This client has failed too often; wait before the next try';
  return { status: 429, error: 'temporarily_unavailable', description, headers: { 'Retry-After': String(seconds) } };
}
