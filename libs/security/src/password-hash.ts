import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** More than the 46 MiB and one pass, or 19 MiB and two, that OWASP asks of Argon2id; some 90 ms of one core. */
const COST = { memory: 47_104, passes: 2, lanes: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** A kept hash may have been made with other parameters; these bound what checking it may cost. */
const MOST = { memory: 262_144, passes: 10, lanes: 4 };
/** Guesses that wait for their turn at most; whoever comes later is asked to come again. */
const MOST_WAITING = 20;

const HASH = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{16,128})\$([A-Za-z0-9+/]{32,128})$/;

/** Kibibytes, rounds over them, and parallel lanes. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** More sign-ins at once than the hub works on. */
export class TooManySignIns extends Error {
  override readonly name = 'TooManySignIns';
}

/**
 * Hashes passwords that people choose, with Argon2id. One at a time, and only some may wait: a flood of sign-ins takes neither the
 * memory nor the threads that messages need.
 */
export class PasswordHashing {
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** In PHC form, with its parameters and salt: `$argon2id$v=19$m=...,t=...,p=...$salt$key`. @throws TooManySignIns */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return written(salt, await this.inTurn(() => derive(password, salt, KEY_BYTES, COST)));
  }

  /** Whether a password is behind a hash; one that is not well formed matches nothing. @throws TooManySignIns */
  async matches(password: string, hash: string): Promise<boolean> {
    const [, memory, passes, lanes, salt, key] = HASH.exec(hash) ?? [];
    if (salt === undefined || key === undefined) return false;
    const cost = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
    if (cost.memory > MOST.memory || cost.passes > MOST.passes || cost.lanes > MOST.lanes) return false;
    if (cost.passes < 1 || cost.lanes < 1 || cost.memory < 8 * cost.lanes) return false;
    const expected = Buffer.from(key, 'base64');
    const found = await this.inTurn(() => derive(password, Buffer.from(salt, 'base64'), expected.length, cost));
    return timingSafeEqual(found, expected);
  }

  private async inTurn(work: () => Promise<Buffer>): Promise<Buffer> {
    if (this.waiting >= MOST_WAITING) throw new TooManySignIns();
    this.waiting += 1;
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waiting -= 1;
    }
  }
}

/** The hash of a password that nobody has, to be checked where there is no account: it takes as long. */
export function nobodysHash(): string {
  return written(randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));
}

function written(salt: Buffer, key: Buffer): string {
  const { memory, passes, lanes } = COST;
  const parameters = `m=${String(memory)},t=${String(passes)},p=${String(lanes)}`;
  return ['', 'argon2id', 'v=19', parameters, plain(salt), plain(key)].join('$');
}

/** Base64 without padding, as the form wants it. */
const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function derive(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
  const message = password.normalize('NFC');
  const { memory, passes, lanes: parallelism } = cost;
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, tagLength, memory, passes, parallelism }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
