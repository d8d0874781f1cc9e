import { civilDateOf, parseCivilDate } from '../calendar.js';
import type { CivilDate } from '../calendar.js';
import type { ConfigReader } from '../config-reader.js';
import type { Client } from './directory.js';

/** What `hashSecret` makes; above all not the secret itself, pasted here by mistake. */
const SECRET_HASH = /^scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9_-]{16,}\$[A-Za-z0-9_-]{32,}$/;
/** Member of a key that is none of the JWK's own: the last civil day on which it is taken. */
const EXPIRES = 'expires';

/** A secret as the directory has it: its hash, and the last civil day on which it is taken. */
interface ListedSecret {
  readonly hash: string;
  readonly expires: CivilDate | undefined;
}

/** Reads one of a client's secrets: a hash, or a mapping of `hash` and `expires`. */
export function readSecret(item: ConfigReader): ListedSecret {
  if (item.names().length === 0) return { hash: readHash(item), expires: undefined };
  item.only(['hash', EXPIRES]);
  return { hash: readHash(item.at('hash')), expires: item.optional(EXPIRES, readDay) };
}

/** Reads one of a client's public keys, with its `expires` where it has one. */
export function readKey(item: ConfigReader): Readonly<Record<string, unknown>> {
  item.optional(EXPIRES, readDay);
  return item.anyMapping();
}

function readHash(item: ConfigReader): string {
  return item.textLike(SECRET_HASH, 'a secret hash, never the secret itself,');
}

function readDay(item: ConfigReader): CivilDate {
  const isDay = (value: unknown): value is CivilDate =>
    typeof value === 'string' && parseCivilDate(value) !== undefined;
  return item.matching(isDay, () => 'a date, such as 2027-06-30', '');
}

/** Hashes of the client's secrets that are taken at an instant; a secret is refused after its last civil day in Sweden. */
export function secretsAt({ secretHashes, secretExpiry = {} }: Client, now: Date): string[] {
  return secretHashes.filter((hash) => isTaken(secretExpiry[hash], now));
}

/** The client's public keys that are taken at an instant, as JWKs. */
export function keysAt({ keys }: Client, now: Date): Readonly<Record<string, unknown>>[] {
  return keys
    .filter((key) => isTaken(keyExpiry(key), now))
    .map((key) => Object.fromEntries(Object.entries(key).filter(([name]) => name !== EXPIRES)));
}

/** The last civil day on which a key is taken; undefined: for ever. */
export function keyExpiry(key: Readonly<Record<string, unknown>>): CivilDate | undefined {
  const expires = key[EXPIRES];
  return typeof expires === 'string' ? expires : undefined;
}

function isTaken(expires: CivilDate | undefined, now: Date): boolean {
  return expires === undefined || civilDateOf(now) <= expires;
}

/** One way in which a client proves who it is, as far as it may be told. */
export interface Credential {
  readonly kind: 'secret' | 'key';
  /** The `kid` of a key; undefined where it has none, and for secrets. */
  readonly name: string | undefined;
  /** Last civil day on which it is taken; undefined: for ever. */
  readonly expires: CivilDate | undefined;
}

/** The client's secrets and keys, in the order of the file. */
export function credentialsOf({ secretHashes, secretExpiry = {}, keys }: Client): Credential[] {
  return [
    ...secretHashes.map((hash) => ({ kind: 'secret' as const, name: undefined, expires: secretExpiry[hash] })),
    ...keys.map((key) => ({
      kind: 'key' as const,
      name: typeof key['kid'] === 'string' ? key['kid'] : undefined,
      expires: keyExpiry(key),
    })),
  ];
}
