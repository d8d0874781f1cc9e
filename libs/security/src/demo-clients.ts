import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Client, Directory, Unit } from '#domain/directory/directory.js';

import { readIfThere, writeSecretFile } from './secret-file.js';
import { hashSecret, newSecret } from './secrets.js';

/** A client of the demo region as `demo-clients.json` lists it. */
export interface DemoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly roles: Client['roles'];
  /** Region of its units; for a client without units, the directory's first one. */
  readonly profile: string;
  readonly units: readonly Pick<Unit, 'hsaId' | 'name' | 'role' | 'organisation' | 'municipality'>[];
}

const FILE = 'demo-clients.json';
/** Nobody guesses 256 random bits, so that slow hashing would only slow down the start. */
const ROUNDS = 1_024;

/**
 * Sees to it that every client of the directory without a secret or key of its own has one in
 * `<dataDir>/demo-clients.json`, readable by this user alone. Secrets that stand there are kept, so that they survive
 * a restart; units and names follow the directory. Several processes may start at once.
 * @returns the hashes of these secrets by client id, to be laid over the directory.
 * @throws Error when the file is damaged or cannot be written.
 */
export async function ensureDemoClients(
  dataDir: string,
  directory: Directory,
): Promise<ReadonlyMap<string, readonly string[]>> {
  await mkdir(dataDir, { recursive: true });
  const clients = await settle(join(dataDir, FILE), directory);
  const hashes = clients.map(async ({ clientId, clientSecret }) => {
    return [clientId, [await hashSecret(clientSecret, ROUNDS)]] as const;
  });
  return new Map(await Promise.all(hashes));
}

async function settle(path: string, directory: Directory): Promise<DemoClient[]> {
  const kept = await read(path);
  const clients = demoClients(directory, kept?.secrets ?? new Map<string, string>());
  const text = `${JSON.stringify(clients, null, 2)}\n`;
  if (text === kept?.text) await chmod(path, 0o600);
  else if (!(await writeSecretFile(path, text, kept === undefined))) return settle(path, directory);
  return clients;
}

function demoClients(directory: Directory, secrets: ReadonlyMap<string, string>): DemoClient[] {
  const [anyOrganisation] = directory.organisations.values();
  return [...directory.clients.values()]
    .filter(({ secretHashes, keys }) => secretHashes.length === 0 && keys.length === 0)
    .map(({ id, name, roles, units: hsaIds }) => {
      const units = hsaIds.flatMap((hsaId) => directory.units.get(hsaId) ?? []);
      return {
        clientId: id,
        clientSecret: secrets.get(id) ?? newSecret(),
        name,
        roles,
        profile: units[0]?.profile ?? anyOrganisation?.profile ?? '',
        units: units.map((unit) => ({
          hsaId: unit.hsaId,
          name: unit.name,
          role: unit.role,
          organisation: unit.organisation,
          municipality: unit.municipality,
        })),
      };
    });
}

async function read(path: string): Promise<{ text: string; secrets: ReadonlyMap<string, string> } | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const secrets = secretsIn(text);
  if (secrets === undefined) throw new Error(`${path} is damaged; remove it, and new demo secrets are made`);
  return { text, secrets };
}

function secretsIn(text: string): ReadonlyMap<string, string> | undefined {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(entries)) return undefined;
  const secrets = new Map<string, string>();
  const list: unknown[] = entries;
  for (const entry of list) {
    if (typeof entry !== 'object' || entry === null || !('clientId' in entry) || !('clientSecret' in entry)) {
      return undefined;
    }
    const { clientId, clientSecret } = entry;
    if (typeof clientId !== 'string' || typeof clientSecret !== 'string' || clientSecret === '') return undefined;
    secrets.set(clientId, clientSecret);
  }
  return secrets;
}
