import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { checkDirectory } from '#domain/directory/directory-check.js';
import { directoryOf, withSecretHashes, type Client, type Directory } from '#domain/directory/directory.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';

import { ensureDemoClients, type DemoClient } from './demo-clients.js';
import { verifySecret } from './secrets.js';

const text = await readFile(new URL('../../../config/directory/demo.yaml', import.meta.url), 'utf8');

function demoDirectory(): Directory {
  const check = checkDirectory(parse(text), new Set(['gavleborg', 'blekinge', 'stockholm', 'norrbotten']));
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.directory;
}

function withClients(directory: Directory, change: (clients: Client[]) => Client[]): Directory {
  return directoryOf({
    organisations: [...directory.organisations.values()],
    units: [...directory.units.values()],
    clients: change([...directory.clients.values()]),
    sources: [...directory.sources.values()],
    mappings: [...directory.mappings.values()],
    operationsUnits: directory.operationsUnits,
  });
}

describe('the demo clients', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'demo-')), 'var');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  const file = () => join(folder, 'demo-clients.json');
  const listed = async () => JSON.parse(await readFile(file(), 'utf8')) as DemoClient[];

  it('are listed with their secrets and units, for this user alone', async () => {
    await ensureDemoClients(folder, demoDirectory());
    const clients = await listed();
    expect(clients.map(({ clientId }) => clientId)).toEqual([...demoDirectory().clients.keys()]);
    expect(clients.map((client) => Object.keys(client))).toEqual(
      clients.map(() => ['clientId', 'clientSecret', 'name', 'roles', 'profile', 'units']),
    );
    expect(clients[0]).toEqual({
      clientId: 'gavle-sjukhus',
      clientSecret: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      name: 'Journalsystemet vid Gävle sjukhus',
      roles: ['party'],
      profile: 'gavleborg',
      units: expect.arrayContaining([
        {
          hsaId: 'SE2321000016-AVD12',
          name: 'Avdelning 12, medicin',
          role: 'slutenvard',
          organisation: 'gavle-sjukhus',
          municipality: null,
        },
      ]),
    });
    expect(clients.find(({ clientId }) => clientId === 'auditor')).toMatchObject({ profile: 'gavleborg', units: [] });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['demo-clients.json']);
  });

  it('have secrets of their own whose hashes are laid over the directory', async () => {
    const directory = withSecretHashes(demoDirectory(), await ensureDemoClients(folder, demoDirectory()));
    const clients = await listed();
    expect(new Set(clients.map(({ clientSecret }) => clientSecret)).size).toBe(clients.length);
    for (const { clientId, clientSecret } of clients) {
      expect(await verifySecret(clientSecret, directory.clients.get(clientId)?.secretHashes[0] ?? '')).toBe(true);
    }
  });

  it('keep their secrets over a restart', async () => {
    await ensureDemoClients(folder, demoDirectory());
    const before = await readFile(file(), 'utf8');
    const hashes = await ensureDemoClients(folder, demoDirectory());
    expect(await readFile(file(), 'utf8')).toBe(before);
    const [first] = await listed();
    expect(await verifySecret(first?.clientSecret ?? '', hashes.get(first?.clientId ?? '')?.[0] ?? '')).toBe(true);
  });

  it('keep their secrets when the directory changes, and follow it', async () => {
    await ensureDemoClients(folder, demoDirectory());
    const before = await listed();
    const changed = withClients(demoDirectory(), ([first, , ...others]) => [
      { ...first!, name: 'Nytt journalsystem' },
      ...others,
      { id: 'new', name: 'Ny', roles: ['party'], units: [], secretHashes: [], keys: [], mapping: PLAIN_MAPPING },
    ]);
    const hashes = await ensureDemoClients(folder, changed);
    const after = await listed();
    expect(after[0]).toEqual({ ...before[0], name: 'Nytt journalsystem' });
    expect(after.map(({ clientId }) => clientId)).toEqual([...hashes.keys()]);
    expect([...hashes.keys()]).toEqual([...changed.clients.keys()]);
    expect(await readdir(folder)).toEqual(['demo-clients.json']);
  });

  it('are only those that have no secret or key in the directory', async () => {
    const directory = withClients(demoDirectory(), ([first, second, ...others]) => [
      { ...first!, secretHashes: ['scrypt$...'] },
      { ...second!, keys: [{ kty: 'EC' }] },
      ...others,
    ]);
    const hashes = await ensureDemoClients(folder, directory);
    expect(hashes.has('gavle-sjukhus')).toBe(false);
    expect(hashes.has('hudiksvalls-sjukhus')).toBe(false);
    expect(await listed()).toHaveLength(directory.clients.size - 2);
  });

  it('get the same secrets in processes that start at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => ensureDemoClients(folder, demoDirectory())));
    const [client] = await listed();
    for (const hashes of made) {
      expect(await verifySecret(client?.clientSecret ?? '', hashes.get(client?.clientId ?? '')?.[0] ?? '')).toBe(true);
    }
    expect(await readdir(folder)).toEqual(['demo-clients.json']);
  });

  it('are closed to others again when somebody has opened the file', async () => {
    await ensureDemoClients(folder, demoDirectory());
    await chmod(file(), 0o644);
    await ensureDemoClients(folder, demoDirectory());
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{}', '[1]', '[{ "clientId": "a", "clientSecret": "" }]'])(
    'are not made anew over a damaged file: %p',
    async (damaged) => {
      await ensureDemoClients(folder, demoDirectory());
      await writeFile(file(), damaged);
      await expect(ensureDemoClients(folder, demoDirectory())).rejects.toThrow('is damaged; remove it');
      expect(await readFile(file(), 'utf8')).toBe(damaged);
    },
  );
});
