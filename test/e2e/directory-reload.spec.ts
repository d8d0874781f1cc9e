import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { hashSecret } from '#security/secrets.js';
import { adt, nextControlId } from '../support/adt.js';
import { changed } from '../support/changed.js';
import { makeDataFolder } from '../support/database-folder.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { MllpClient } from '../support/mllp-client.js';
import { postMessage } from '../support/posting.js';
import type { Posted } from '../support/posting.js';

const WARD = 'SE2321000016-AVD12';
const SECRET = 'a secret of the spec';
/** A municipality that the demo region does not have, and its mailbox. */
const OCKELBO = {
  organisation: { id: 'ockelbo-kommun', name: 'Ockelbo kommun', profile: 'gavleborg' },
  unit: {
    ...{ hsaId: 'SE2120002353-SOC01', name: 'Biståndsenheten Ockelbo', role: 'socialtjanst', phone: '031-390 06 41' },
    ...{ organisation: 'ockelbo-kommun', municipality: '2101', isDefault: true },
  },
};

let database: TestDatabase;
let folder: ReturnType<typeof makeDataFolder>;
let hub: RunningHub;
let sql: Client;
let path: string;
let original: unknown;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = makeDataFolder();
  path = join(folder.path, 'directory.yaml');
  const secretHashes = [await hashSecret(SECRET, 1024)];
  original = changed(parse(readFileSync('config/directory/demo.yaml', 'utf8')), {
    'clients.gavle-sjukhus.secretHashes': secretHashes,
    'clients.operations.secretHashes': secretHashes,
  });
  write(original);
  const clients = [
    { clientId: 'gavle-sjukhus', clientSecret: SECRET, roles: ['party'], units: [{ hsaId: WARD }] },
    { clientId: 'operations', clientSecret: SECRET, roles: ['operations'], units: [] },
  ];
  writeFileSync(join(folder.path, 'demo-clients.json'), JSON.stringify(clients));
  const env = { HEMGANG_DIRECTORY: path, HEMGANG_LOG_LEVEL: 'info' };
  hub = await startHub({ databaseUrl: database.url, dataDir: folder.path, env });
  sql = new Client({ connectionString: database.url });
  await sql.connect();
}, 90_000);

beforeEach(() => reloaded(original));

afterAll(async () => {
  await hub.stop();
  await sql.end();
  await database.drop();
  folder.remove();
});

function write(directory: unknown): void {
  writeFileSync(path, typeof directory === 'string' ? directory : stringify(directory));
}

const logged = (event: string): string[] =>
  hub
    .log()
    .split('\n')
    .filter((line) => line.includes(`"${event}"`));

/** Writes the file and waits until the hub says that it has taken it up, or that it has not. */
async function told(event: 'directory-reloaded' | 'directory-not-reloaded', change: () => void): Promise<string> {
  const before = logged(event).length;
  change();
  return eventually(`the hub says ${event}`, () => logged(event)[before]);
}

async function reloaded(directory: unknown): Promise<void> {
  if (readFileSync(path, 'utf8') === stringify(directory)) return;
  await told('directory-reloaded', () => write(directory));
}

const withOckelbo = () => changed(original, { 'organisations.+': OCKELBO.organisation, 'units.+': OCKELBO.unit });

function notice(municipality: string) {
  const messageId = nextControlId();
  return {
    ...{ messageId, kind: 'inskrivningsmeddelande', sender: WARD, sentAt: '2026-11-23T07:15:00+01:00' },
    ...{ episodeId: `V-${messageId}`, planningCategory: 'C' },
    patient: {
      id: '191212121212',
      idType: 'personnummer',
      givenName: 'Tolvan',
      familyName: 'Tolvansson',
      municipality,
    },
    content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
  };
}

const send = async (message: unknown): Promise<Posted> =>
  postMessage(hub, { token: await hub.tokenFor(WARD), body: JSON.stringify(message) });

async function quarantineId(messageId: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>('SELECT id FROM quarantine WHERE message_id = $1 ORDER BY id DESC', [
    messageId,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error('it was not kept');
  return row.id;
}

const replay = async (id: string) => hub.call(await hub.token('operations'), 'POST', `/v1/ops/quarantine/${id}/replay`);

const unitsOf = ({ body }: { body: { deliveries: { unit: string }[] } }) => body.deliveries.map(({ unit }) => unit);

describe('the directory file', () => {
  it('[G-ADM-28] a unit that is added can be reached without a restart', async () => {
    expect((await send(notice('2101'))).status).toBe(422);
    await reloaded(withOckelbo());
    const answer = await send(notice('2101'));
    expect([answer.status, unitsOf(answer)]).toEqual([201, [OCKELBO.unit.hsaId]]);
  });

  it('[G-ADM-28] what was unroutable is sent through again after mending, once', async () => {
    const message = notice('2101');
    const refused = await send(message);
    expect([refused.status, refused.body.code]).toEqual([422, 'unroutable']);
    const id = await quarantineId(message.messageId);

    const tooEarly = await replay(id);
    expect([tooEarly.status, tooEarly.body.result]).toEqual([200, 'refused']);
    expect(tooEarly.body.reasons).toContainEqual(expect.objectContaining({ code: 'unroutable', rule: 'G-ADM-28' }));

    await reloaded(withOckelbo());
    const mended = await replay(id);
    expect([mended.status, mended.body.result, unitsOf({ body: mended.body.answer })]).toEqual([
      200,
      'accepted',
      [OCKELBO.unit.hsaId],
    ]);
    const { rows } = await sql.query('SELECT state, replayed_as FROM quarantine WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'replayed', replayed_as: mended.body.answer.id }]);
    expect((await replay(id)).status).toBe(409);
    const again = await send(message);
    expect([again.status, again.body]).toEqual([200, mended.body.answer]);
  });

  it('[L-DUP-01] a replay of what was accepted since is a duplicate', async () => {
    const message = notice('2101');
    await send(message);
    const id = await quarantineId(message.messageId);
    await reloaded(withOckelbo());
    const sent = await send(message);
    const replayed = await replay(id);
    expect([sent.status, replayed.body.result, replayed.body.answer]).toEqual([201, 'duplicate', sent.body]);
  });

  it('a mapping of MSH-4 that is added holds for the next message and for the replay of the refused one', async () => {
    const client = await MllpClient.connect(hub.mllpPort);
    try {
      const [first, next] = [nextControlId(), nextControlId()];
      expect((await client.ask(adt('A01', { controlId: first, facility: 'MEDKLIN' }))).code).toBe('AR');
      await reloaded(changed(original, { 'mappings.journal-exempel.facilities.MEDKLIN': WARD }));
      expect((await client.ask(adt('A01', { controlId: next, facility: 'MEDKLIN' }))).code).toBe('AA');
      const replayed = await replay(await quarantineId(first));
      expect([replayed.status, replayed.body.result]).toEqual([200, 'accepted']);
    } finally {
      client.close();
    }
  });

  it('a unit that a client loses, it may no longer send as', async () => {
    expect((await send(notice('2180'))).status).toBe(201);
    await reloaded(changed(original, { 'clients.gavle-sjukhus.units': ['SE2321000016-AVD14'] }));
    const answer = await send(notice('2180'));
    expect([answer.status, answer.body.code]).toEqual([403, 'sender-not-allowed']);
  });

  it('a wrong file keeps the old one in force, the log says where to mend it, and a mended one is taken up', async () => {
    const twice = stringify(changed(withOckelbo(), { 'units.+': OCKELBO.unit }));
    const dangling = stringify(changed(original, { 'units.+': OCKELBO.unit }));
    for (const wrong of ['{ units: [', twice, dangling, '']) {
      const line = await told('directory-not-reloaded', () => write(wrong));
      expect(line).toMatch(/directory\.yaml:\d+/);
      expect(line).not.toContain('scrypt');
      const answer = await send(notice('2180'));
      expect([answer.status, unitsOf(answer)]).toEqual([201, ['SE2120002338-SOC01']]);
      expect((await send(notice('2101'))).status).toBe(422);
    }
    await told('directory-reloaded', () => write(withOckelbo()));
    expect((await send(notice('2101'))).status).toBe(201);
  });

  it('a file that is away for a moment, and one that takes its place as editors do it, are no trouble', async () => {
    rmSync(path);
    expect((await send(notice('2180'))).status).toBe(201);
    await told('directory-reloaded', () => {
      writeFileSync(`${path}.new`, stringify(withOckelbo()));
      renameSync(`${path}.new`, path);
    });
    expect((await send(notice('2101'))).status).toBe(201);
  });
});
