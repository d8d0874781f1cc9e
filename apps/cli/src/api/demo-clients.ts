import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { Answer } from './answer.js';
import type { Credentials } from './hub-client.js';

export interface KnownUnit {
  readonly hsaId: string;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
}

export interface KnownClient extends Credentials {
  readonly roles: readonly string[];
  readonly profile: string;
  readonly units: readonly KnownUnit[];
}

/** The demo clients of a data folder; none when the hub has not made any there. */
export async function readDemoClients(dataDir: string): Promise<KnownClient[]> {
  const path = join(dataDir, 'demo-clients.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return [];
  }
  return clientsIn(text, path);
}

function clientsIn(text: string, path: string): KnownClient[] {
  let clients: unknown;
  try {
    clients = JSON.parse(text);
  } catch {
    throw new Failure(both((texts) => texts.clientsDamaged(path)));
  }
  return Answer.of({ clients }, path)
    .list('clients')
    .map((client) => ({
      clientId: client.text('clientId'),
      clientSecret: client.text('clientSecret'),
      roles: client.texts('roles'),
      profile: client.text('profile'),
      units: client.list('units').map((unit) => ({
        hsaId: unit.text('hsaId'),
        name: unit.text('name'),
        role: unit.text('role'),
        organisation: unit.text('organisation'),
      })),
    }));
}

/** The client that acts for a unit. */
export function clientOfUnit(clients: readonly KnownClient[], hsaId: string): KnownClient | undefined {
  return clients.find(({ units }) => units.some((unit) => unit.hsaId === hsaId));
}

/** A unit's name where it is known, else its HSA-id. */
export function unitNames(clients: readonly KnownClient[]): (hsaId: string) => string {
  const names = new Map(clients.flatMap(({ units }) => units.map((unit) => [unit.hsaId, unit.name] as const)));
  return (hsaId) => names.get(hsaId) ?? hsaId;
}
