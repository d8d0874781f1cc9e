import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { keysAt } from '#domain/directory/client-credentials.js';
import type { Client } from '#domain/directory/directory.js';
import type { UsedAssertions } from './surroundings.js';

/** Signatures with a private key only: what the directory holds must not be able to make them. */
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  EC: ['ES256', 'ES384', 'ES512'],
  OKP: ['EdDSA', 'Ed25519'],
};

/** Seconds that an assertion may live from now on. */
const LONGEST_LIFE = 300;
/** Seconds that clocks may differ. */
const TOLERANCE = 30;
const LONGEST_JTI = 256;

/** The client that an assertion says it comes from, not yet believed. */
export function claimedClient(assertion: string): string | undefined {
  try {
    const { iss, sub } = decodeJwt(assertion);
    return iss === sub ? sub : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/**
 * Whether a client assertion (RFC 7523) is signed by one of the client's keys, meant for us, lives at most five minutes and
 * has not been used before.
 * @param audiences what the hub is called: the URL of its token endpoint, or its own.
 */
export async function isValidAssertion(
  assertion: string,
  client: Client,
  audiences: readonly string[],
  used: UsedAssertions,
  now: Date,
): Promise<boolean> {
  const claims = await claimsSignedBy(assertion, client, audiences, now);
  if (claims?.exp === undefined || claims.jti === undefined) return false;
  if (claims.jti.length > LONGEST_JTI || claims.exp > now.getTime() / 1_000 + LONGEST_LIFE + TOLERANCE) return false;
  const hash = createHash('sha256')
    .update(JSON.stringify([client.id, claims.jti]))
    .digest();
  return used.use(hash, new Date((claims.exp + TOLERANCE) * 1_000), now);
}

async function claimsSignedBy(
  assertion: string,
  client: Client,
  audiences: readonly string[],
  now: Date,
): Promise<JWTPayload | undefined> {
  for (const key of candidateKeys(assertion, keysAt(client, now))) {
    try {
      const { payload } = await jwtVerify(assertion, await importJWK(key.jwk, key.algorithm), {
        algorithms: [key.algorithm],
        issuer: client.id,
        subject: client.id,
        audience: [...audiences],
        requiredClaims: ['exp', 'jti'],
        clockTolerance: TOLERANCE,
        currentDate: now,
      });
      return payload;
    } catch (error) {
      // A key that cannot be imported or does not fit is no reason not to try the next one.
      if (!(error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException))
        throw error;
    }
  }
  return undefined;
}

/** Those of the client's keys that could have made the signature, by key id where the assertion names one. */
function candidateKeys(assertion: string, keys: Client['keys']): { jwk: JWK; algorithm: string }[] {
  const { alg, kid } = headerOf(assertion);
  if (alg === undefined) return [];
  return keys.flatMap((entry) => {
    const { kty, d, ...rest } = entry;
    if (typeof kty !== 'string' || ALGORITHMS[kty]?.includes(alg) !== true || d !== undefined) return [];
    if (typeof entry['alg'] === 'string' && entry['alg'] !== alg) return [];
    if (kid !== undefined && typeof entry['kid'] === 'string' && entry['kid'] !== kid) return [];
    return [{ jwk: { kty, ...rest }, algorithm: alg }];
  });
}

function headerOf(assertion: string): { alg?: string | undefined; kid?: string | undefined } {
  try {
    return decodeProtectedHeader(assertion);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return {};
    throw error;
  }
}
