import { describe, expect, it } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { HubKeys } from './keys.js';
import { Tokens } from './tokens.js';

const KEY = Buffer.alloc(32, 1);
const START = new Date('2026-11-23T07:30:00Z');

describe('bearer tokens', () => {
  it('name the client and nothing else, and can be verified by every process that has the key', async () => {
    const token = await new Tokens(KEY, () => START).issue('gavle');
    expect(Object.keys(decodeJwt(token)).sort()).toEqual(['exp', 'iat', 'jti', 'sub']);
    await expect(new Tokens(KEY, () => START).verify(token)).resolves.toBe('gavle');
  });

  it('live an hour, also where they have been seen before', async () => {
    let now = START;
    const tokens = new Tokens(KEY, () => now);
    const token = await tokens.issue('gavle');
    await expect(tokens.verify(token)).resolves.toBe('gavle');
    now = new Date(START.getTime() + 3_599_000);
    await expect(tokens.verify(token)).resolves.toBe('gavle');
    now = new Date(START.getTime() + 3_600_000);
    await expect(tokens.verify(token)).resolves.toBeUndefined();
    await expect(new Tokens(KEY, () => now).verify(token)).resolves.toBeUndefined();
  });

  it('are refused when they are signed with another key, changed, unsigned or no tokens', async () => {
    const tokens = new Tokens(KEY, () => START);
    const token = await tokens.issue('gavle');
    const [header, , signature] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'operations' })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const foreign = await new Tokens(Buffer.alloc(32, 2), () => START).issue('gavle');
    for (const bad of [foreign, `${header}.${other}.${signature}`, `${none}.${other}.`, '', 'x']) {
      await expect(tokens.verify(bad)).resolves.toBeUndefined();
    }
  });

  it('of another type that the key may sign are no bearer tokens', async () => {
    const jwt = new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject('gavle').setJti('j');
    const token = await jwt.setExpirationTime('1h').sign(KEY);
    await expect(new Tokens(KEY).verify(token)).resolves.toBeUndefined();
  });
});

describe('keys of the hub', () => {
  const store = { secret: (name: string) => Promise.resolve(Buffer.from(name.padEnd(32, '.'))) };

  it('tell apart every application, sender and message id', async () => {
    const keys = await HubKeys.load(store);
    const triples: [string, string, string][] = [
      ['a', 'b', 'c'],
      ['', 'a', 'bc'],
      ['ab', '', 'c'],
      ['a', 'b","c', ''],
      ['a', 'b', 'd'],
    ];
    expect(new Set(triples.map((triple) => keys.idempotencyKey(...triple).toString('hex'))).size).toBe(triples.length);
    expect(keys.idempotencyKey('a', 'b', 'c')).toEqual(keys.idempotencyKey('a', 'b', 'c'));
    expect(keys.idempotencyKey('a', 'b', 'c')).toHaveLength(32);
  });

  it('differ from purpose to purpose', async () => {
    const keys = await HubKeys.load(store);
    expect(keys.contentHash('["a","b","c"]')).not.toEqual(keys.idempotencyKey('a', 'b', 'c'));
    expect(keys.token).not.toEqual((await HubKeys.load({ secret: () => Promise.resolve(Buffer.alloc(32)) })).token);
  });
});
