import { describe, expect, it } from '@jest/globals';
import { credentialsOf, keysAt, secretsAt } from './client-credentials.js';
import type { Client } from './directory.js';
import { PLAIN_MAPPING } from '../mapping.js';

const KEY = { kty: 'EC', kid: 'k1', expires: '2026-11-27' };
const CLIENT: Client = {
  ...{ id: 'a', name: 'A', roles: ['party'], units: [], mapping: PLAIN_MAPPING },
  ...{ secretHashes: ['one', 'two'], secretExpiry: { one: '2026-11-27' }, keys: [KEY, { kty: 'RSA' }] },
};

describe('secrets and keys of a client', () => {
  it('are taken on their last day in Sweden to its end, and not after it', () => {
    const lastInstant = new Date('2026-11-27T22:59:59.999Z');
    const next = new Date('2026-11-27T23:00:00Z');
    expect(secretsAt(CLIENT, lastInstant)).toEqual(['one', 'two']);
    expect(secretsAt(CLIENT, next)).toEqual(['two']);
    expect(keysAt(CLIENT, lastInstant)).toEqual([{ kty: 'EC', kid: 'k1' }, { kty: 'RSA' }]);
    expect(keysAt(CLIENT, next)).toEqual([{ kty: 'RSA' }]);
  });

  it('are listed with their ends, and nothing else of them', () => {
    expect(credentialsOf(CLIENT)).toEqual([
      { kind: 'secret', name: undefined, expires: '2026-11-27' },
      { kind: 'secret', name: undefined, expires: undefined },
      { kind: 'key', name: 'k1', expires: '2026-11-27' },
      { kind: 'key', name: undefined, expires: undefined },
    ]);
  });
});
