import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What makes guessing expensive: 2^14 rounds take some 40 ms and 16 MiB. */
const ROUNDS = 16_384;
const BLOCK = 8;
const LANES = 1;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** A hash in the directory may have been made with other parameters; these bound what checking it may cost. */
const MOST_MEMORY = 256 * 1024 * 1024;
const LONGEST_SECRET = 1_024;
const REMEMBERED = 1_000;

const HASH = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,2})\$([A-Za-z0-9_-]{16,})\$([A-Za-z0-9_-]{32,})$/;

interface Parameters {
  readonly rounds: number;
  readonly block: number;
  readonly lanes: number;
}

/**
 * Hashes a client secret for the directory: `scrypt$rounds$block$lanes$salt$key`, salt and key in base64url.
 * @param rounds a power of two; fewer only for secrets that nobody can guess anyway.
 */
export async function hashSecret(secret: string, rounds = ROUNDS): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(secret, salt, KEY_BYTES, { rounds, block: BLOCK, lanes: LANES });
  return ['scrypt', rounds, BLOCK, LANES, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** A new secret of 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Checks secrets against hashes in constant time. What came out is remembered under a keyed hash that dies with the
 * process, so that a client's next token request costs microseconds, also while two secrets are valid.
 */
export class SecretVerifier {
  private readonly memoryKey = randomBytes(32);
  private readonly remembered = new Map<string, boolean>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly matches: (secret: string, hash: string) => Promise<boolean> = matchesHash) {}

  /** Whether `secret` is behind `hash`; a hash that is not well formed matches nothing. */
  async verify(secret: string, hash: string): Promise<boolean> {
    if (secret.length > LONGEST_SECRET) return false;
    const memory = this.memoryOf(secret, hash);
    const known = this.remembered.get(memory);
    if (known !== undefined) return known;
    // One at a time: guesses must not take the threads that files and name look-ups need.
    const matching = this.turn.then(() => this.matches(secret, hash));
    this.turn = matching.catch(() => undefined);
    const isRight = await matching;
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(memory, isRight);
    return isRight;
  }

  private memoryOf(secret: string, hash: string): string {
    return createHmac('sha256', this.memoryKey).update(`${hash}\n${secret}`).digest('base64');
  }
}

const verifier = new SecretVerifier();

/** Whether `secret` is behind `hash`; see `SecretVerifier`. */
export function verifySecret(secret: string, hash: string): Promise<boolean> {
  return verifier.verify(secret, hash);
}

async function matchesHash(secret: string, hash: string): Promise<boolean> {
  const [, rounds, block, lanes, salt, key] = HASH.exec(hash) ?? [];
  if (salt === undefined || key === undefined) return false;
  const parameters = { rounds: Number(rounds), block: Number(block), lanes: Number(lanes) };
  const isPowerOfTwo = parameters.rounds > 1 && Number.isInteger(Math.log2(parameters.rounds));
  if (!isPowerOfTwo || parameters.block < 1 || parameters.lanes < 1) return false;
  if (memoryOf(parameters) > MOST_MEMORY) return false;
  const expected = Buffer.from(key, 'base64url');
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64url'), expected.length, parameters), expected);
}

function derive(secret: string, salt: Buffer, length: number, parameters: Parameters): Promise<Buffer> {
  const { rounds, block, lanes } = parameters;
  const options = { N: rounds, r: block, p: lanes, maxmem: memoryOf(parameters) };
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFC'), salt, length, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Bytes, with room for what the algorithm needs besides. */
function memoryOf({ rounds, block, lanes }: Parameters): number {
  return 128 * block * (rounds + lanes + 2) + 1_024;
}
