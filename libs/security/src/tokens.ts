import { createSecretKey, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/** How long a bearer token lives, in seconds of the machine's clock. */
export const TOKEN_LIFE = 3_600;

const ALGORITHM = 'HS256';
const TYPE = 'at+jwt';
/** Tokens whose signature was found right and is not worked out again; more than clients are active in an hour. */
const REMEMBERED = 1_000;

/**
 * Bearer tokens: JWTs that name a client and nothing else. What the client may do is looked up in the directory at each call.
 * Every process that has the key can verify them.
 */
export class Tokens {
  private readonly key: KeyObject;
  private readonly verified = new Map<string, { clientId: string; expires: number }>();

  constructor(
    key: Buffer,
    private readonly machineTime: () => Date = () => new Date(),
  ) {
    this.key = createSecretKey(key);
  }

  async issue(clientId: string): Promise<string> {
    const issuedAt = Math.floor(this.machineTime().getTime() / 1_000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setSubject(clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + TOKEN_LIFE)
      .setJti(randomUUID())
      .sign(this.key);
  }

  /** The client that a token names; undefined when it is not ours, not whole or too old. */
  async verify(token: string): Promise<string | undefined> {
    const now = this.machineTime();
    const known = this.verified.get(token);
    if (known !== undefined) {
      if (known.expires > now.getTime()) return known.clientId;
      this.verified.delete(token);
      return undefined;
    }
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        requiredClaims: ['sub', 'exp', 'jti'],
        currentDate: now,
      });
      if (payload.sub === undefined || payload.exp === undefined) return undefined;
      this.remember(token, payload.sub, payload.exp * 1_000);
      return payload.sub;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  /** A caller shows the same token with every call; its signature need not be worked out each time. */
  private remember(token: string, clientId: string, expires: number): void {
    if (this.verified.size >= REMEMBERED) this.verified.clear();
    this.verified.set(token, { clientId, expires });
  }
}
