import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { arch } from 'node:os';
import { join, resolve } from 'node:path';

/** A Redis (or Valkey) server program that runs on this machine. */
export interface RedisServer {
  program: string;
  /** Folders for `LD_LIBRARY_PATH`; empty when the system has all that the program needs. */
  libraries: string;
}

const cache = resolve(import.meta.dirname, '../../var/redis');

/**
 * Finds a server on the PATH, or else unpacks Debian's package under `var/redis`, without root and only once.
 * A sentence that says why when there is none to be had.
 */
export function findRedisServer(): RedisServer | string {
  for (const program of ['redis-server', 'valkey-server']) {
    if (runs({ program, libraries: '' })) return { program, libraries: '' };
  }
  const unpacked = unpackedServer(cache);
  if (runs(unpacked)) return unpacked;
  if (spawnSync('dpkg', ['--version']).status !== 0) {
    return 'neither redis-server nor valkey-server is on the PATH, and this is no Debian whose package could be unpacked';
  }
  try {
    unpackDebian();
  } catch (error) {
    const said = String(error instanceof Error ? error.message : error).split('\n');
    return `no redis-server on the PATH, and Debian's package cannot be had: ${said.find((line) => line.startsWith('E:')) ?? said[0]}`;
  }
  return runs(unpacked) ? unpacked : `no redis-server on the PATH, and the one of Debian's package does not run`;
}

function runs(server: RedisServer): boolean {
  return spawnSync(server.program, ['--version'], { env: environmentFor(server) }).status === 0;
}

/** The environment to start the server with. */
export function environmentFor(server: RedisServer): NodeJS.ProcessEnv {
  return server.libraries === '' ? process.env : { ...process.env, LD_LIBRARY_PATH: server.libraries };
}

function unpackedServer(root: string): RedisServer {
  const system = ['usr/lib', 'lib'].flatMap((folder) => [join(root, folder), join(root, folder, debianTriplet())]);
  return { program: join(root, 'usr/bin/redis-server'), libraries: system.join(':') };
}

function debianTriplet(): string {
  return arch() === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
}

function unpackDebian(): void {
  const unfinished = `${cache}.${process.pid}`;
  const downloads = join(unfinished, 'packages');
  mkdirSync(downloads, { recursive: true });
  try {
    download(['redis-server', 'redis-tools'], downloads);
    unpack(downloads, unfinished);
    if (!runs(unpackedServer(unfinished))) {
      download(librariesOf(['redis-server', 'redis-tools'], unfinished), downloads);
      unpack(downloads, unfinished);
    }
    rmSync(downloads, { recursive: true });
    rmSync(cache, { recursive: true, force: true });
    renameSync(unfinished, cache);
  } catch (error) {
    // Another test run may have been faster.
    if (!existsSync(join(cache, 'usr'))) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function download(packages: string[], folder: string): void {
  try {
    execFileSync('apt-get', ['download', ...packages], { cwd: folder, stdio: 'pipe' });
  } catch {
    // A bare image has no package lists; fresh ones can lie in a folder of our own, for which nobody need be root.
    const own = ownLists(join(folder, 'lists'));
    execFileSync('apt-get', [...own, 'update'], { cwd: folder, stdio: 'pipe' });
    execFileSync('apt-get', [...own, 'download', ...packages], { cwd: folder, stdio: 'pipe' });
  }
}

function ownLists(folder: string): string[] {
  mkdirSync(join(folder, 'cache'), { recursive: true });
  return ['-o', `Dir::State::lists=${folder}`, '-o', `Dir::Cache=${join(folder, 'cache')}`];
}

function unpack(downloads: string, root: string): void {
  for (const file of readdirSync(downloads)) {
    if (file.endsWith('.deb')) execFileSync('dpkg', ['-x', join(downloads, file), root], { stdio: 'pipe' });
  }
}

/** The libraries the packages name, without the C library, which every system brings. */
function librariesOf(packages: string[], root: string): string[] {
  const lists = join(root, 'packages', 'lists');
  const own = existsSync(lists) ? ownLists(lists) : [];
  const words = execFileSync('apt-cache', [...own, 'depends', '--important', ...packages], { encoding: 'utf8' });
  const named = [...words.matchAll(/^ {2}Depends: (lib\S+)$/gm)].map((found) => found[1] ?? '');
  return [...new Set(named)].filter((name) => name !== '' && name !== 'libc6');
}
