import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { checkDirectory } from '#domain/directory/directory-check.js';

import { hashSecret, newSecret, SecretVerifier, verifySecret } from './secrets.js';

/** Cheap ones: what they protect here is nothing. */
const cheap = (secret: string) => hashSecret(secret, 2);

describe('a hashed secret', () => {
  it('is recognised, and no other', async () => {
    const hash = await hashSecret('hemlighet');
    expect(await verifySecret('hemlighet', hash)).toBe(true);
    expect(await verifySecret('hemlighet', hash)).toBe(true);
    expect(await verifySecret('Hemlighet', hash)).toBe(false);
    expect(await verifySecret('', hash)).toBe(false);
  });

  it('is recognised whatever characters it has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (secret) => {
        const hash = await cheap(secret);
        return (await verifySecret(secret, hash)) && !(await verifySecret(`${secret}x`, hash));
      }),
      { numRuns: 50 },
    );
  });

  it('shows neither the secret nor that two are the same', async () => {
    const [one, two] = await Promise.all([cheap('hemlighet'), cheap('hemlighet')]);
    expect(one).not.toBe(two);
    expect(one).not.toContain('hemlighet');
  });

  it('has the form that the directory takes', async () => {
    const directory = {
      organisations: [],
      units: [],
      clients: [{ id: 'a', name: 'A', roles: ['admin'], secretHashes: [await hashSecret('a'), await cheap('b')] }],
      operations: {},
    };
    expect(checkDirectory(directory, new Set()).ok).toBe(true);
  });

  it('may be made with the command in the documentation', async () => {
    const documentation = await readFile(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    const script = /^node -e '(.*)'$/m.exec(documentation)?.[1] ?? '';
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
    const [secret = '', hash = ''] = stdout.trim().split('\n');
    expect(secret).toHaveLength(43);
    expect(await verifySecret(secret, hash)).toBe(true);
  });

  it.each([
    '',
    'hemlighet',
    'scrypt$2$8$1$c2FsdHNhbHRzYWx0c2Fs$',
    `scrypt$3$8$1$${'s'.repeat(22)}$${'h'.repeat(43)}`,
    `scrypt$0$8$1$${'s'.repeat(22)}$${'h'.repeat(43)}`,
    `scrypt$2$0$1$${'s'.repeat(22)}$${'h'.repeat(43)}`,
    `scrypt$67108864$8$1$${'s'.repeat(22)}$${'h'.repeat(43)}`,
  ])('that is not well formed or costs too much matches nothing: %p', async (hash) => {
    expect(await verifySecret('hemlighet', hash)).toBe(false);
  });
});

describe('the verifier of secrets', () => {
  function counting(right: string): { verifier: SecretVerifier; worked: () => number } {
    let count = 0;
    const verifier = new SecretVerifier((secret) => {
      count += 1;
      return Promise.resolve(secret === right);
    });
    return { verifier, worked: () => count };
  }

  it('works out once what is right and what is wrong', async () => {
    const { verifier, worked } = counting('right');
    expect(await verifier.verify('right', 'h')).toBe(true);
    expect(await verifier.verify('right', 'h')).toBe(true);
    expect(worked()).toBe(1);
    expect(await verifier.verify('wrong', 'h')).toBe(false);
    expect(await verifier.verify('wrong', 'h')).toBe(false);
    expect(worked()).toBe(2);
  });

  it('does not take for right under one hash what was right under another', async () => {
    const { verifier, worked } = counting('right');
    await verifier.verify('right', 'h');
    await verifier.verify('right', 'other');
    expect(worked()).toBe(2);
  });

  it('does not work on a secret beyond all measure', async () => {
    const { verifier, worked } = counting('x'.repeat(5_000));
    expect(await verifier.verify('x'.repeat(5_000), 'h')).toBe(false);
    expect(worked()).toBe(0);
  });

  it('goes on after a check that failed', async () => {
    let fail = true;
    const verifier = new SecretVerifier(() => (fail ? Promise.reject(new Error('no memory')) : Promise.resolve(true)));
    await expect(verifier.verify('a', 'h')).rejects.toThrow('no memory');
    fail = false;
    expect(await verifier.verify('a', 'h')).toBe(true);
  });
});

describe('a new secret', () => {
  it('is 256 random bits in characters that need no escaping', () => {
    expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
