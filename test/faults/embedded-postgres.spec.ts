import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';
import { makeDataFolder } from '../support/database-folder.js';
import { eventually } from '../support/eventually.js';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('the embedded PostgreSQL', () => {
  it('keeps data, port and password over an orderly restart', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start(dataDir);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(await query(second.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('comes back on the same url after kill -9, with what was committed and without what was not', async () => {
    const dataDir = folder();
    const postgres = await start(dataDir);
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 1 AS id');
    for (let round = 0; round < 3; round++) {
      const killed = postmasterOf(dataDir);
      const busy = query(postgres.url, 'SELECT count(*) FROM generate_series(1, 1000000000)').catch(() => undefined);
      await eventually('a session is at work', async () => {
        const [found] = await query(
          postgres.url,
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%generate_series%' AND state = 'active'",
        );
        return Number(found?.['n']) > 1;
      });
      process.kill(killed, 'SIGKILL');
      await eventually(
        'PostgreSQL answers again',
        () => postmasterOf(dataDir) !== killed && query(postgres.url, 'SELECT 1'),
      );
      await busy;
    }
    expect(await query(postgres.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
  });

  it('is stopped and started afresh when a killed hub left it behind', async () => {
    const dataDir = folder();
    const hub = await startHub(dataDir);
    await query(hub.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    const orphan = postmasterOf(dataDir);
    await kill(hub.process, 'SIGKILL');
    expect(commandOf(orphan)).toContain(dataDir);
    const next = await start(dataDir);
    expect(postmasterOf(dataDir)).not.toBe(orphan);
    expect(await query(next.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  it('starts when hub and PostgreSQL were killed together and its processes are still going away', async () => {
    const dataDir = folder();
    const hub = await startHub(dataDir);
    await query(hub.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    process.kill(hub.process.pid!, 'SIGKILL');
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    const next = await start(dataDir);
    expect(await query(next.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  it('is shared by several hub processes; a guest looks after it once the owner was killed', async () => {
    const dataDir = folder();
    const owner = await startHub(dataDir);
    const guest = await start(dataDir);
    expect(guest.url).toBe(owner.url);
    const shared = postmasterOf(dataDir);
    await kill(owner.process, 'SIGKILL');
    expect(await query(guest.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    process.kill(shared, 'SIGKILL');
    await eventually(
      'the guest has started it again',
      () => postmasterOf(dataDir) !== shared && query(guest.url, 'SELECT 1'),
    );
  });

  it('is left running by an owner that stops while a guest uses it, and stopped by the guest', async () => {
    const dataDir = folder();
    const owner = await startHub(dataDir);
    const guest = await start(dataDir);
    const shared = postmasterOf(dataDir);
    await kill(owner.process, 'SIGTERM');
    expect(await query(guest.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await eventually('the guest is the owner', () =>
      readFileSync(join(dataDir, 'postgres-hubs', 'owner.json'), 'utf8').includes(`"pid": ${process.pid},`),
    );
    await guest.stop();
    expect(commandOf(shared)).not.toContain(dataDir);
  });

  it('starts in spite of a stale lock file whose number now belongs to somebody else', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    const cluster = join(dataDir, 'postgres');
    const { uid, gid } = statSync(cluster);
    const stranger = spawn('sleep', ['600'], { uid, gid, stdio: 'ignore' });
    cleanUps.push(() => kill(stranger, 'SIGKILL'));
    const lockFile = join(cluster, 'postmaster.pid');
    writeFileSync(lockFile, `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`);
    spawnSync('chown', [`${uid}:${gid}`, lockFile]);
    const next = await start(dataDir);
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes another port when its own was taken meanwhile', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await first.stop();
    const taken = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(taken, 'listening');
    cleanUps.push(() => taken.close());
    const second = await start(dataDir);
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gives the database a new password when the settings file was lost', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    await first.stop();
    rmSync(join(dataDir, 'postgres.json'));
    const second = await start(dataDir);
    expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  it('refuses data of a newer PostgreSQL, foreign data and a folder that cannot be made, each with a way out', async () => {
    const newer = folder();
    mkdirSync(join(newer, 'postgres'));
    writeFileSync(join(newer, 'postgres', 'PG_VERSION'), '99\n');
    await expect(startEmbeddedPostgres({ dataDir: newer })).rejects.toMatchObject({
      name: 'SetupError',
      code: 'data-newer',
    });
    const unknown = folder();
    mkdirSync(join(unknown, 'postgres'));
    writeFileSync(join(unknown, 'postgres', 'letter.txt'), 'hello');
    await expect(startEmbeddedPostgres({ dataDir: unknown })).rejects.toMatchObject({ code: 'data-unknown' });
    await expect(
      startEmbeddedPostgres({ dataDir: join(unknown, 'postgres', 'letter.txt', 'var') }),
    ).rejects.toMatchObject({
      code: 'data-folder-not-writable',
    });
  });
});

function folder(): string {
  const made = makeDataFolder();
  cleanUps.push(() => made.remove());
  return made.path;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir });
  cleanUps.push(() => postgres.stop());
  return postgres;
}

/** A process of its own with the database in it, so that it can be killed. */
async function startHub(dataDir: string): Promise<{ process: ChildProcess; url: string }> {
  const hub = spawn(
    process.execPath,
    ['--import', './test/support/source-paths.mjs', './test/faults/database-owner.ts', dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  cleanUps.push(() => kill(hub, 'SIGKILL'));
  const [url] = await once(hub.stdout!, 'data');
  return { process: hub, url: String(url).trim() };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
