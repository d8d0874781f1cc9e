import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RegisterUnavailable } from '#flows/register-ports.js';
import type { PopulationRegister } from '#flows/register-ports.js';
import { DemoRegister } from '../../apps/hub/src/register/demo-register.js';
import { FileRegister } from '../../apps/hub/src/register/file-register.js';
import { HttpRegister } from '../../apps/hub/src/register/http-register.js';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld } from './plan-http-world.js';

const { social, operations } = SIP_UNITS;
const ELVAN = '194203159803';
const STRANGER = '198001019986';
const DEMO_FILE = 'config/directory/demo-register.json';
/** Everything in which a person could leave a trace. */
const TABLES = [
  'message',
  'payload',
  'idempotency_key',
  'quarantine',
  'audit_entry',
  'delivery',
  'deadline',
  'plan',
  'episode',
];

let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);

afterAll(() => world.close());

afterEach(async () => {
  await world.rows(`TRUNCATE ${[...TABLES, 'plan_unit', 'plan_day', 'register_mark', 'print_job'].join(', ')}`);
});

/** How many rows each table has. */
async function traces(): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `SELECT '${table}' AS name, count(*)::int AS n FROM "${table}"`);
  const rows = await world.rows<{ name: string; n: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

const deaths = () =>
  world.rows<{ sender: string; messageId: string; source: string; plan: string | null; episode: string | null }>(
    `SELECT sender, message_id AS "messageId", source, plan_id AS plan, episode_id AS episode FROM message WHERE kind = 'avliden'`,
  );

const seen = (plan: string) => world.get(CLIENTS.municipality, `/v1/plans/${plan}`);

describe('the population register as files', () => {
  let folder: string;
  let register: FileRegister;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'register-'));
    register = new FileRegister(folder, world.log);
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Puts a file there whole, as whoever delivers has to. */
  async function drop(name: string, text: string): Promise<void> {
    await writeFile(join(folder, `.${name}`), text);
    await rename(join(folder, `.${name}`), join(folder, name));
  }

  const told = (id: string, diedOn = '2026-12-01') => JSON.stringify([{ id, diedOn }]);

  it('[N-CLOSE-13] [N-CLOSE-15] a notice closes no plan: it leaves a task for the coordinator until that closes it by hand', async () => {
    const { plan } = await world.ongoing();
    await drop('deaths.json', told(TOLVAN.id));
    expect(await world.deathsFrom(register).run()).toBe(1);
    const { body } = await seen(plan);
    expect(body).toMatchObject({
      ...{ state: 'avliden-aviserad', isOpen: true, death: { diedOn: '2026-12-01', source: 'folkbokforing' } },
      waitedFor: expect.arrayContaining([expect.objectContaining({ kind: 'sip-avliden', unit: social })]),
    });
    await world.tell(social, 'sip-avslut', { reason: 'avliden', comment: 'Avliden' }, { plan });
    expect((await seen(plan)).body).toMatchObject({ state: 'avslutad', isOpen: false });
  });

  it('it goes through the ordinary admission, sent by operations, under an id that tells nobody who it is about', async () => {
    const { plan } = await world.ongoing();
    await drop('deaths.csv', `id;diedOn\n"19121212-1212";2026-12-01\n`);
    await world.deathsFrom(register).run();
    const [death, ...more] = await deaths();
    expect(more).toEqual([]);
    expect(death).toMatchObject({ sender: operations, source: 'register:folkbokforing', plan });
    expect(death?.messageId).toMatch(/^[0-9a-f]{64}$/);
    const [payload] = await world.rows<{ bytes: Buffer }>(
      `SELECT bytes FROM payload JOIN message m ON m.payload_id = payload.id WHERE m.kind = 'avliden'`,
    );
    expect(payload?.bytes.toString('utf8')).not.toMatch(/1912-?12|Tolvan/);
  });

  it('of somebody whom the hub does not know nothing is kept, in any table or line of the log', async () => {
    await world.ongoing();
    const before = await traces();
    const logged = world.log.lines.length;
    await drop('deaths.json', JSON.stringify({ items: [{ id: STRANGER, diedOn: '2026-12-01' }] }));
    await world.deathsFrom(register).run();
    expect(await traces()).toEqual(before);
    expect(world.log.lines.slice(logged)).toEqual([]);
    expect(await readdir(folder)).toEqual(['done', 'failed']);
  });

  it('a file is taken once and moved to done, whatever its name, and the same notice again changes nothing', async () => {
    const { plan } = await world.ongoing();
    await drop('a.json', told(TOLVAN.id));
    await world.deathsFrom(register).run();
    // That the same was told again is a line of the audit.
    const before = { ...(await traces()), audit_entry: expect.any(Number) };
    await drop('a.json', told(TOLVAN.id));
    world.clock.time = new Date(world.clock.time.getTime() + 1_000);
    await world.deathsFrom(register).run();
    expect(await traces()).toMatchObject(before);
    expect(await readdir(join(folder, 'done'))).toHaveLength(2);
    expect((await seen(plan)).body.state).toBe('avliden-aviserad');
  });

  it('what was interrupted after the commit and before the file was moved is taken anew, and told once', async () => {
    await world.ongoing();
    await drop('a.json', JSON.stringify([{ id: TOLVAN.id, diedOn: '2026-12-01' }]));
    const cutOff: Pick<PopulationRegister, 'name' | 'deathsSince' | 'lookup'> = {
      name: register.name,
      deathsSince: async (place, now) => ({
        ...(await register.deathsSince(place, now)),
        settle: () => Promise.reject(new Error('killed')),
      }),
      lookup: () => register.lookup(),
    };
    await expect(world.deathsFrom(cutOff).run()).rejects.toThrow('killed');
    expect(await readdir(folder)).toContain('a.json');
    expect(await world.deathsFrom(register).run()).toBe(1);
    expect(await deaths()).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['done', 'failed']);
  });

  it('two processes on one folder tell each notice once', async () => {
    await world.ongoing();
    await world.ongoing(ELVAN);
    await drop('a.json', told(TOLVAN.id));
    await drop('b.json', told(ELVAN));
    const both = [register, new FileRegister(folder, world.log)].map((one) => world.deathsFrom(one).run());
    await Promise.all(both);
    expect(await deaths()).toHaveLength(2);
  });

  it('a file that is wrong goes to failed with its reasons, without a value of it, and does not hold up the next', async () => {
    const { plan } = await world.ongoing();
    await drop('a.csv', `id;diedOn\n191212121212;2026-02-30\n19121212;2026-12-01\n`);
    await drop('b.json', '{"items": [');
    await drop('c.json', told(TOLVAN.id));
    await drop('d.txt', 'nothing of ours');
    await world.deathsFrom(register).run();
    expect((await seen(plan)).body.state).toBe('avliden-aviserad');
    const failed = await readdir(join(folder, 'failed'));
    expect(failed).toHaveLength(4);
    const [reasons = ''] = failed.filter((name) => name.endsWith('a.csv.reasons.txt'));
    const text = await readFile(join(folder, 'failed', reasons), 'utf8');
    expect(text).toMatch(/line 2: diedOn must be a day.*\nline 3: id must be/);
    expect(text).not.toMatch(/1912-?12/);
    expect(await readdir(folder)).toContain('d.txt');
  });

  it('a person with an open stay and a plan has the stay told, and the plan with it', async () => {
    const { plan } = await world.ongoing();
    const patient = { ...TOLVAN, municipality: '2580', healthCentre: SIP_UNITS.openCare };
    const content = { admittedAt: '2026-11-30T08:00:00+01:00', expectedDischarge: '2026-12-04' };
    const stay = { episodeId: 'V1', patient, planningCategory: 'BC' };
    const admitted = await world.tell('SE2321000222-AVD41', 'inskrivningsmeddelande', content, stay);
    await drop('a.json', told(TOLVAN.id));
    await world.deathsFrom(register).run();
    const told1 = await deaths();
    expect(told1).toMatchObject([{ episode: admitted.episode?.id, plan }]);
    expect((await seen(plan)).body.state).toBe('avliden-aviserad');
  });
});

describe('the population register over HTTP', () => {
  let server: Server;
  let url: string;
  let asked: { path: string; body: string; authorization: string | undefined }[];
  let answers: ((path: string) => { status: number; body: unknown })[];

  beforeEach(async () => {
    [asked, answers] = [[], []];
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const path = request.url ?? '';
        asked.push({ path, body, authorization: request.headers.authorization });
        const answer = answers.shift()?.(path) ?? { status: 404, body: {} };
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/register/`;
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const registerAt = (changes = {}) => new HttpRegister({ url, token: 'secret', pauses: [1, 1], ...changes });
  const page =
    (items: unknown[], next: string, more = false) =>
    () => ({ status: 200, body: { items, next, more } });

  it('is read from where it was left, page by page, and remembers the place', async () => {
    const { plan } = await world.ongoing();
    answers = [
      page([{ id: STRANGER, diedOn: '2026-11-30' }], 'p1', true),
      page([{ id: TOLVAN.id, diedOn: '2026-12-01' }], 'p2'),
      page([], 'p2'),
    ];
    expect(await world.deathsFrom(registerAt()).run()).toBe(2);
    expect(await world.deathsFrom(registerAt()).run()).toBe(0);
    expect(asked.map(({ path }) => path)).toEqual([
      '/register/deaths',
      '/register/deaths?after=p1',
      '/register/deaths?after=p2',
    ]);
    expect(asked[0]?.authorization).toBe('Bearer secret');
    expect((await seen(plan)).body.state).toBe('avliden-aviserad');
  });

  it('is tried again after what may pass, and given up after what does not', async () => {
    const bad = (status: number) => () => ({ status, body: {} });
    answers = [bad(503), bad(500), page([], 'p1')];
    expect(await world.deathsFrom(registerAt()).run()).toBe(0);
    answers = [bad(500), bad(500), bad(500)];
    await expect(world.deathsFrom(registerAt()).run()).rejects.toThrow(RegisterUnavailable);
    answers = [bad(403)];
    await expect(world.deathsFrom(registerAt()).run()).rejects.toThrow('http-403');
    answers = [() => ({ status: 200, body: { items: 'none' } })];
    await expect(world.deathsFrom(registerAt()).run()).rejects.toThrow('not-readable');
    await expect(world.deathsFrom(registerAt({ url: 'http://127.0.0.1:1' })).run()).rejects.toThrow('not-reached');
  });

  it('[N-CLOSE-12] the arrow asks about the person now, with the identity in the body', async () => {
    const { plan } = await world.ongoing();
    answers = [
      () => ({ status: 200, body: { diedOn: null } }),
      () => ({ status: 200, body: { diedOn: '2026-12-01' } }),
    ];
    const caller = { clientId: CLIENTS.municipality, roles: ['party' as const], units: [social] };
    expect(await world.deathsFrom(registerAt()).lookUp(caller, plan)).toEqual({ kind: 'no-death' });
    expect((await seen(plan)).body.state).toBe('pagaende');
    expect(await world.deathsFrom(registerAt()).lookUp(caller, plan)).toEqual({ kind: 'died', diedOn: '2026-12-01' });
    expect((await seen(plan)).body.state).toBe('avliden-aviserad');
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ['/register/lookup', `{"id":"${TOLVAN.id}"}`],
      ['/register/lookup', `{"id":"${TOLVAN.id}"}`],
    ]);
    expect(await world.audited(plan)).toContain(`client:${CLIENTS.municipality} register-asked`);
    const stranger = { ...caller, units: ['SE2120002767-SOC01'] };
    expect(await world.deathsFrom(registerAt()).lookUp(stranger, plan)).toEqual({ kind: 'not-found' });
    answers = [() => ({ status: 500, body: {} }), () => ({ status: 500, body: {} }), () => ({ status: 500, body: {} })];
    expect(await world.deathsFrom(registerAt()).lookUp(caller, plan)).toEqual({ kind: 'unavailable' });
  });
});

describe('the population register of the demo', () => {
  it('[N-CLOSE-12] answers by the hub clock when it is asked, and tells nothing by itself', async () => {
    const register = await DemoRegister.open(DEMO_FILE);
    const [{ id, diedOn }] = JSON.parse(await readFile(DEMO_FILE, 'utf8'));
    expect(await register.lookup({ id }, new Date(`${diedOn}T00:00:00+01:00`))).toEqual({ kind: 'died', diedOn });
    expect(await register.lookup({ id }, new Date('2026-11-23T08:00:00Z'))).toEqual({ kind: 'no-death' });
    expect(await register.lookup({ id: TOLVAN.id }, new Date('2030-01-01'))).toEqual({ kind: 'no-death' });
    expect((await register.deathsSince()).notices).toEqual([]);
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}
