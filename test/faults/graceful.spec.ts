import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeDataFolder } from '../support/database-folder.js';
import { createTestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { HubOptions, RunningHub } from '../support/hub.js';
import { HeldPositions } from './held-positions.js';
import { withDatabase } from './kept.js';
import { serialOf, TRANSPORTS } from './notices.js';
import { isRunning } from './processes.js';
import { Load, Outbox, saysRetry } from './senders.js';

/** How long an orderly stop may take, milliseconds. */
const LONGEST_STOP = 15_000;

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('SIGTERM', () => {
  it('under load: everything that was accepted is answered, and the hub ends with 0 within 15 s', async () => {
    const { hub, databaseUrl } = await hubOnDatabase();
    const outbox = newOutbox();
    const load = await Load.start(hub, outbox, { connections: 8 });
    await eventually('a hundred messages were accepted', () => outbox.successes.length >= 100);
    const stopped = await stop(hub);
    await load.done();
    expect(stopped.code).toBe(0);
    expect(stopped.milliseconds).toBeLessThan(LONGEST_STOP);
    expect(outbox.refusals.filter((refusal) => !saysRetry(refusal))).toEqual([]);
    const kept = await withDatabase(databaseUrl, async (client) => {
      return (await client.query<{ message_id: string }>('SELECT message_id FROM message')).rows;
    });
    const answered = new Set(outbox.journal.read().map(({ serial }) => serial));
    expect(kept.filter(({ message_id }) => !answered.has(serialOf(message_id)))).toEqual([]);
    expect(kept).toHaveLength(answered.size);
  }, 60_000);

  it('with messages under way: takes no new connections, answers those, ends waiting readers, and then ends', async () => {
    const { hub, databaseUrl } = await hubOnDatabase();
    const outbox = newOutbox();
    const held = await HeldPositions.hold(databaseUrl);
    const poll = longPoll(hub, 'SE2321000016-HC02');
    const load = await Load.start(hub, outbox, { connections: 1 });
    await eventually('a message waits for its commit', () => held.isWaitedFor());
    const ended = stop(hub);
    for (const port of portsOf(hub)) {
      await eventually(`port ${String(port)} takes no new connections`, async () => !(await takesConnections(port)));
    }
    expect(isRunning(hub.pid)).toBe(true);
    expect((await poll).status).toBeLessThan(400);
    const answered = load.stop();
    await held.letGo();
    await answered;
    const { code, milliseconds } = await ended;
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(LONGEST_STOP);
    expect(outbox.successes.map(({ transport }) => transport).toSorted()).toEqual(TRANSPORTS.toSorted());
  }, 60_000);

  it('ends the embedded PostgreSQL too', async () => {
    const dataDir = folder();
    const hub = await startHub({ databaseUrl: 'embedded', dataDir });
    expect(processesIn(dataDir)).not.toEqual([]);
    expect(await stop(hub)).toMatchObject({ code: 0 });
    expect(processesIn(dataDir)).toEqual([]);
  }, 90_000);
});

describe('a start that cannot be', () => {
  it.each(['HEMGANG_HTTP_PORT', 'HEMGANG_MLLP_PORT'])(
    'on a taken %s says so, ends with 2 and leaves nothing running',
    async (setting) => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      cleanUps.push(() => taken.close());
      const { port } = taken.address() as AddressInfo;
      const dataDir = folder();
      const start = await failingStart({ HEMGANG_DATA_DIR: dataDir, [setting]: String(port) });
      expect(start.code).toBe(2);
      expect(start.lines.at(-1)).toMatch(new RegExp(`${String(port)} is taken.*${setting}`));
      expect(processesIn(dataDir)).toEqual([]);
    },
    90_000,
  );

  it('with a wrong profile tells file, line and reason, and leaves nothing running', async () => {
    const dataDir = folder();
    const profiles = join(dataDir, 'profiles');
    cpSync('config/profiles', profiles, { recursive: true });
    const file = join(profiles, 'gavleborg.yaml');
    const lines = readFileSync(file, 'utf8').split('\n');
    const wrong = lines.findIndex((line) => line.includes('{ needs: [oppenvard], category: B }'));
    lines[wrong] = '  - { needs: [oppenvard], category: Q }';
    writeFileSync(file, lines.join('\n'));
    const start = await failingStart({ HEMGANG_DATA_DIR: dataDir, HEMGANG_PROFILE_DIR: profiles });
    expect(start.code).toBe(2);
    const place = `gavleborg\\.yaml:${String(wrong + 1)}: needs.1.category: `;
    expect(start.lines).toEqual([expect.stringMatching(new RegExp(place))]);
    expect(processesIn(dataDir)).toEqual([]);
  }, 90_000);

  it('with a data folder that cannot be written says how to mend it', async () => {
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    const database = await createTestDatabase();
    cleanUps.push(() => database.drop());
    // Both below a file and where a file stands already, with the embedded database and with another.
    for (const [dataDir, url] of [
      [join(file, 'var'), ''],
      [join(file, 'var'), database.url],
      [file, ''],
      [file, database.url],
    ]) {
      const start = await failingStart({ HEMGANG_DATA_DIR: dataDir ?? '', DATABASE_URL: url ?? '' });
      expect(start).toMatchObject({ code: 2, lines: [expect.stringContaining('HEMGANG_DATA_DIR')] });
    }
  }, 60_000);

  it('on data of a newer PostgreSQL says so', async () => {
    const dataDir = folder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '99\n');
    const start = await failingStart({ HEMGANG_DATA_DIR: dataDir });
    expect(start).toMatchObject({ code: 2, lines: [expect.stringContaining('PostgreSQL 99')] });
  }, 60_000);

  it('with a database that does not answer names DATABASE_URL and keeps the password to itself', async () => {
    const start = await failingStart({ DATABASE_URL: 'postgresql://hemgang:hemlighet@127.0.0.1:1/hemgang' });
    expect(start).toMatchObject({ code: 2, lines: [expect.stringContaining('DATABASE_URL')] });
    expect(start.lines.join()).not.toContain('hemlighet');
  }, 60_000);

  it('with the simulated clock in production says that this must not be', async () => {
    const start = await failingStart({ HEMGANG_CLOCK: 'simulated:2026-11-23T07:30:00+01:00', NODE_ENV: 'production' });
    expect(start).toMatchObject({ code: 2, lines: [expect.stringMatching(/HEMGANG_CLOCK.*production/)] });
  }, 60_000);
});

describe('the simulated clock over a restart', () => {
  it('stands at the later of the kept and the configured time', async () => {
    const database = await createTestDatabase();
    cleanUps.push(() => database.drop());
    const times: string[] = [];
    for (const [configured, moved] of [
      ['2026-11-23T06:30:00.000Z', '2026-11-23T09:15:00.000Z'],
      ['2026-11-23T06:30:00.000Z', undefined],
      ['2026-11-24T06:30:00.000Z', undefined],
    ]) {
      const hub = await hubOn(database.url, { env: { HEMGANG_CLOCK: `simulated:${String(configured)}` } });
      const token = await hub.token('operations');
      times.push((await hub.call(token, 'GET', '/v1/simulation/clock')).body.now);
      if (moved !== undefined) await hub.call(token, 'POST', '/v1/simulation/clock', { now: moved });
      expect(await stop(hub)).toMatchObject({ code: 0 });
    }
    expect(times).toEqual(['2026-11-23T06:30:00.000Z', '2026-11-23T09:15:00.000Z', '2026-11-24T06:30:00.000Z']);
  }, 90_000);
});

function folder(): string {
  const made = makeDataFolder();
  cleanUps.push(() => made.remove());
  return made.path;
}

function newOutbox(): Outbox {
  const outbox = new Outbox();
  cleanUps.push(() => outbox.journal.remove());
  return outbox;
}

async function hubOnDatabase(): Promise<{ hub: RunningHub; databaseUrl: string }> {
  const database = await createTestDatabase();
  cleanUps.push(() => database.drop());
  return { hub: await hubOn(database.url), databaseUrl: database.url };
}

async function hubOn(databaseUrl: string, options: HubOptions = {}): Promise<RunningHub> {
  const hub = await startHub({ databaseUrl, ...options });
  cleanUps.push(() => hub.stop());
  return hub;
}

async function stop(hub: RunningHub): Promise<{ code: number | null; milliseconds: number }> {
  const began = performance.now();
  const code = await hub.stop();
  return { code, milliseconds: performance.now() - began };
}

async function longPoll(hub: RunningHub, unit: string): Promise<{ status: number }> {
  return hub.call(await hub.tokenFor(unit), 'GET', `/v1/inboxes/${unit}?wait=25`);
}

function portsOf(hub: RunningHub): number[] {
  return [Number(new URL(hub.url).port), hub.mllpPort];
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Starts a hub that is not to come up, on free ports unless said otherwise; what it says on standard error, by line. */
async function failingStart(env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, ['dist/apps/hub/src/main.js'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HEMGANG_HTTP_PORT: '0',
      HEMGANG_MLLP_PORT: '0',
      HEMGANG_LOG_LEVEL: 'warn',
      HEMGANG_DATA_DIR: folder(),
      ...env,
    },
  });
  cleanUps.push(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, lines: said.split('\n').filter((line) => line !== '') };
}

/** Processes that were started with a folder among their words. */
function processesIn(dataDir: string): string[] {
  const all = spawnSync('ps', ['-axo', 'args='], { encoding: 'utf8' }).stdout.split('\n');
  return all.filter((args) => args.includes(dataDir));
}
