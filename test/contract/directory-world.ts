import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { hashSecret } from '#security/secrets.js';
import { readSettings } from '#settings/settings.js';
import { startHubProcess } from '../../apps/hub/src/hub-process.js';
import type { HubProcess } from '../../apps/hub/src/hub-process.js';
import { PinoLog } from '../../apps/hub/src/log.js';
import { nextControlId } from '../support/adt.js';
import { changed } from '../support/changed.js';
import { makeDataFolder } from '../support/database-folder.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

export const WARD = 'SE2321000016-AVD12';
export const HEALTH_CENTRE = 'SE2321000016-HC01';
const MONDAY = '2026-11-23T07:30:00+01:00';
const SECRET = 'a secret of the spec';

/** Clients of the demo directory that the specs call as. */
export type CallingClient = 'gavle-sjukhus' | 'halsocentraler' | 'operations' | 'auditor' | 'admin';

/** A municipality that the demo region does not have, and its mailbox. */
const OCKELBO = {
  organisation: { id: 'ockelbo-kommun', name: 'Ockelbo kommun', profile: 'gavleborg' },
  unit: {
    ...{ hsaId: 'SE2120002353-SOC01', name: 'Biståndsenheten Ockelbo', role: 'socialtjanst', phone: '031-390 06 41' },
    ...{ organisation: 'ockelbo-kommun', municipality: '2101', isDefault: true },
  },
};

/** The text of a directory with the new municipality in it; everything else as it is written. */
export function withOckelbo(text: string): string {
  const entry = (value: unknown) => stringify([value]).replaceAll(/^/gm, '  ').trimEnd();
  return text
    .replace('\norganisations:\n', `\norganisations:\n${entry(OCKELBO.organisation)}\n`)
    .replace('\nunits:\n', `\nunits:\n${entry(OCKELBO.unit)}\n`);
}

/** A hub in this process with a directory file, a database and a data folder of its own; several on one database. */
export class DirectoryWorld {
  private constructor(
    readonly hub: HubProcess,
    readonly sql: Client,
    readonly path: string,
    private readonly database: TestDatabase,
    private readonly folder: ReturnType<typeof makeDataFolder>,
    private readonly isGuest: boolean,
  ) {}

  /** @param beside another hub on whose database it is to run. */
  static async open(env: Readonly<Record<string, string>> = {}, beside?: DirectoryWorld): Promise<DirectoryWorld> {
    const folder = makeDataFolder();
    const path = join(folder.path, 'directory.yaml');
    writeFileSync(path, await ownDirectory());
    const database = beside?.database ?? (await createTestDatabase());
    const read = readSettings({
      ...{ HEMGANG_HTTP_PORT: '0', HEMGANG_MLLP_PORT: '0', HEMGANG_DATA_DIR: folder.path, HEMGANG_DIRECTORY: path },
      ...{ HEMGANG_CLOCK: `simulated:${MONDAY}`, DATABASE_URL: database.url, HEMGANG_LOG_LEVEL: 'silent' },
      ...env,
    });
    if (!read.ok) throw new Error(read.problems.join('; '));
    const apps = ['intake', 'inbox', 'deadlines', 'console'] as const;
    const hub = await startHubProcess(read.settings, apps, PinoLog.create('silent'));
    const sql = new Client({ connectionString: database.url });
    await sql.connect();
    return new DirectoryWorld(hub, sql, path, database, folder, beside !== undefined);
  }

  async close(): Promise<void> {
    await this.sql.end();
    await this.hub.stop();
    if (!this.isGuest) await this.database.drop();
    this.folder.remove();
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get file(): string {
    return readFileSync(this.path, 'utf8');
  }

  /** A JSON call; the answer's body is looked into freely. */
  async call(client: CallingClient, method: string, path: string, body?: unknown) {
    const response = await fetch(`http://127.0.0.1:${String(this.hub.httpPort)}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(client)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
  }

  get = (path: string, client: CallingClient = 'operations') => this.call(client, 'GET', path);
  post = (path: string, body: unknown = {}, client: CallingClient = 'operations') =>
    this.call(client, 'POST', path, body);

  /** What a client gets at an address in one of the forms of a message. */
  async inForm(client: CallingClient, path: string, accept: string) {
    const headers = { authorization: `Bearer ${await this.token(client)}`, accept };
    const response = await fetch(`http://127.0.0.1:${String(this.hub.httpPort)}${path}`, { headers });
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, text: await response.text() };
  }

  /** Whether these credentials get a token. */
  async signsIn(clientId: string, secret: string): Promise<boolean> {
    return (await this.tokenAnswer(clientId, secret)).ok;
  }

  /** How many rows each table has that admission writes to. */
  async counts(): Promise<Record<string, number>> {
    const tables = [
      'message',
      'delivery',
      'deadline',
      'episode',
      'idempotency_key',
      'audit_entry',
      'payload',
      'quarantine',
    ];
    const { rows } = await this.sql.query<Record<string, number>>(
      `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')},
       (SELECT coalesce(sum(delta), 0)::int FROM counter_delta) + (SELECT coalesce(sum(value), 0)::int FROM counter) AS counted,
       (SELECT last_value::int FROM delivery_position) AS position`,
    );
    return rows[0] ?? {};
  }

  async moveClock(now: string): Promise<void> {
    await this.post('/v1/simulation/clock', { now });
  }

  private async token(clientId: string): Promise<string> {
    const known = this.tokens.get(clientId);
    if (known !== undefined) return known;
    const answer: { access_token: string } = JSON.parse(await (await this.tokenAnswer(clientId, SECRET)).text());
    this.tokens.set(clientId, answer.access_token);
    return answer.access_token;
  }

  private tokenAnswer(clientId: string, secret: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${String(this.hub.httpPort)}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  }

  private readonly tokens = new Map<string, string>();
}

let hash: string | undefined;

/** The demo directory with one secret for those who call, and with comments. */
async function ownDirectory(): Promise<string> {
  hash ??= await hashSecret(SECRET, 1024);
  const clients: { id: string }[] = parse(readFileSync('config/directory/demo.yaml', 'utf8')).clients;
  const secrets = clients.map(({ id }) => [`clients.${id}.secretHashes`, [hash]]);
  const directory = changed(parse(readFileSync('config/directory/demo.yaml', 'utf8')), Object.fromEntries(secrets));
  return `# kept by hand\n${stringify(directory)}# the end\n`;
}

/** An admission notice of a stay of its own; `municipality` decides who gets it. */
export function notice(municipality: string) {
  const messageId = nextControlId();
  return {
    ...{ messageId, kind: 'inskrivningsmeddelande', sender: WARD, sentAt: '2026-11-23T07:15:00+01:00' },
    ...{ episodeId: `V-${messageId}`, planningCategory: 'C' },
    patient: {
      ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
      municipality,
    },
    content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
  };
}
