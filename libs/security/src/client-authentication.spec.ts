import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { directoryOf } from '#domain/directory/directory.js';
import type { Client } from '#domain/directory/directory.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { ClientAuthentication } from './client-authentication.js';
import type { ClientCredentials } from './client-authentication.js';
import { hashSecret } from './secrets.js';

const AUDIENCE = 'https://hub.example/oauth2/token';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const NOW = new Date('2026-11-23T07:30:00Z');
const SECONDS = NOW.getTime() / 1_000;
const INVALID = { ok: false, refusal: { status: 401, error: 'invalid_client' } };

let hashes: string[];
let keys: { privateKey: CryptoKey; jwk: Readonly<Record<string, unknown>> };
let stranger: CryptoKey;

beforeAll(async () => {
  hashes = await Promise.all(['old secret', 'new secret'].map((secret) => hashSecret(secret, 16)));
  const pair = await generateKeyPair('ES256', { extractable: true });
  keys = { privateKey: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid: 'k1' } };
  stranger = (await generateKeyPair('ES256')).privateKey;
});

describe('authentication of clients', () => {
  let now: Date;
  let client: Client;
  let used: Set<string>;
  let authentication: ClientAuthentication;

  beforeEach(() => {
    now = NOW;
    used = new Set();
    client = {
      id: 'gavle',
      name: 'Gävle',
      roles: ['party'],
      units: [],
      secretHashes: hashes,
      keys: [keys.jwk],
      mapping: PLAIN_MAPPING,
    };
    const directory = {
      get current() {
        const entries = {
          organisations: [],
          units: [],
          clients: [client],
          sources: [],
          mappings: [],
          operationsUnits: new Map(),
        };
        return { directory: directoryOf(entries) };
      },
    };
    const assertions = {
      use(hash: Buffer) {
        const isFirst = !used.has(hash.toString('hex'));
        used.add(hash.toString('hex'));
        return Promise.resolve(isFirst);
      },
    };
    authentication = new ClientAuthentication(directory, assertions, () => now);
  });

  const ask = (form: Record<string, string>, more: Partial<ClientCredentials> = {}) =>
    authentication.authenticate({
      authorization: undefined,
      form: new Map(Object.entries(form)),
      audiences: [AUDIENCE],
      address: '127.0.0.1',
      ...more,
    });
  const basic = (text: string) => ask({}, { authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const post = (secret: string, id = 'gavle') => ask({ client_id: id, client_secret: secret });

  describe('by secret', () => {
    it.each(['old secret', 'new secret'])(
      'takes either of two secrets while one replaces the other: %s',
      async (secret) => {
        await expect(post(secret)).resolves.toEqual({ ok: true, clientId: 'gavle' });
      },
    );

    it('no longer takes a secret that the directory has dropped', async () => {
      await post('old secret');
      client = { ...client, secretHashes: hashes.slice(1) };
      await expect(post('old secret')).resolves.toMatchObject(INVALID);
      await expect(post('new secret')).resolves.toMatchObject({ ok: true });
    });

    it('reads a Basic header whose halves are form-encoded', async () => {
      await expect(basic('gavle:old%20secret')).resolves.toEqual({ ok: true, clientId: 'gavle' });
      await expect(basic('gavle:old+secret')).resolves.toEqual({ ok: true, clientId: 'gavle' });
    });

    it.each(['gavle', ':old secret', 'gavle:%E0%A4%A', 'gavle:wrong'])(
      'refuses the Basic credentials %s',
      async (text) => {
        await expect(basic(text)).resolves.toMatchObject(INVALID);
      },
    );

    it('refuses a wrong secret, an unknown client and a client without secrets with the same answer', async () => {
      const wrong = await post('wrong');
      const unknown = await post('old secret', 'nobody');
      client = { ...client, secretHashes: [] };
      expect([unknown, await post('old secret')]).toEqual([wrong, wrong]);
      expect(wrong).toMatchObject({ refusal: { headers: { 'WWW-Authenticate': expect.stringMatching(/^Basic /) } } });
    });

    it('refuses two ways of authentication at once, and credentials for another client than the one named', async () => {
      const authorization = `Basic ${Buffer.from('gavle:new secret').toString('base64')}`;
      const invalidRequest = { ok: false, refusal: { status: 400, error: 'invalid_request' } };
      await expect(ask({ client_id: 'gavle', client_secret: 'new secret' }, { authorization })).resolves.toMatchObject(
        invalidRequest,
      );
      await expect(ask({ client_id: 'other' }, { authorization })).resolves.toMatchObject(invalidRequest);
    });
  });

  describe('against guessing', () => {
    it('makes a client wait after five failures, longer each time, and listens to the right secret afterwards', async () => {
      for (let failure = 0; failure < 5; failure += 1) await expect(post('wrong')).resolves.toMatchObject(INVALID);
      await expect(post('new secret')).resolves.toMatchObject({
        ok: false,
        refusal: { status: 429, headers: { 'Retry-After': '1' } },
      });
      now = new Date(now.getTime() + 1_000);
      await expect(post('wrong')).resolves.toMatchObject(INVALID);
      await expect(post('new secret')).resolves.toMatchObject({ refusal: { headers: { 'Retry-After': '2' } } });
      now = new Date(now.getTime() + 2_000);
      await expect(post('new secret')).resolves.toMatchObject({ ok: true });
      await expect(post('wrong')).resolves.toMatchObject(INVALID);
    });

    it('lets the same client in from another address meanwhile', async () => {
      for (let failure = 0; failure < 6; failure += 1) await post('wrong');
      const form = { client_id: 'gavle', client_secret: 'new secret' };
      await expect(ask(form, { address: '127.0.0.2' })).resolves.toMatchObject({ ok: true });
    });
  });

  describe('by signed assertion', () => {
    const claims = { iss: 'gavle', sub: 'gavle', aud: AUDIENCE, jti: 'j1', exp: SECONDS + 60 };
    const show = async (changed: Record<string, unknown> = {}, key: CryptoKey = keys.privateKey, kid = 'k1') => {
      const jwt = new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'ES256', kid });
      return ask({ client_assertion_type: ASSERTION_TYPE, client_assertion: await jwt.sign(key) });
    };

    it('takes one that is signed with the private key and meant for us', async () => {
      await expect(show()).resolves.toEqual({ ok: true, clientId: 'gavle' });
    });

    it('takes each jti once', async () => {
      await show();
      await expect(show()).resolves.toMatchObject(INVALID);
      await expect(show({ jti: 'j2' })).resolves.toMatchObject({ ok: true });
    });

    it.each([
      ['meant for somebody else', { aud: 'https://other.example/oauth2/token' }],
      ['that has expired', { exp: SECONDS - 60 }],
      ['that lives longer than five minutes', { exp: SECONDS + 600 }],
      ['without exp', { exp: undefined }],
      ['without jti', { jti: undefined }],
      ['whose issuer is not its subject', { iss: 'other' }],
      ['of an unknown client', { iss: 'nobody', sub: 'nobody' }],
    ])('refuses one %s', async (_what, changed) => {
      await expect(show(changed)).resolves.toMatchObject(INVALID);
      expect(used.size).toBe(0);
    });

    it('refuses one signed with another key, under another key id or without signature', async () => {
      await expect(show({}, stranger)).resolves.toMatchObject(INVALID);
      await expect(show({}, keys.privateKey, 'k2')).resolves.toMatchObject(INVALID);
      const unsigned = [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const form = { client_assertion_type: ASSERTION_TYPE, client_assertion: `${unsigned.join('.')}.` };
      await expect(ask(form)).resolves.toMatchObject(INVALID);
    });

    it('does not take the public key for a shared secret', async () => {
      const secret = new TextEncoder().encode(JSON.stringify(keys.jwk));
      const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' });
      const form = { client_assertion_type: ASSERTION_TYPE, client_assertion: await jwt.sign(secret) };
      await expect(ask(form)).resolves.toMatchObject(INVALID);
    });

    it.each(['', 'x', 'a.b.c'])('refuses %j, which is no JWT, and a missing type', async (assertion) => {
      await expect(ask({ client_assertion_type: ASSERTION_TYPE, client_assertion: assertion })).resolves.toMatchObject(
        INVALID,
      );
      await expect(ask({ client_assertion: assertion })).resolves.toMatchObject({
        refusal: { error: 'invalid_request' },
      });
    });
  });
});
