import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileTrouble, SetupError, systemCode } from './setup-error.js';

/** What a client needs to know; kept in `postgres.json` between starts. */
export interface Endpoint {
  port: number;
  password: string;
}

export const databaseUser = 'hemgang';

export function urlOf(endpoint: Endpoint, database: string): string {
  return `postgresql://${databaseUser}:${endpoint.password}@127.0.0.1:${endpoint.port}/${database}`;
}

/** Reads the kept endpoint, or makes one up and keeps it; of two processes doing so at once, both get the first's. */
export async function keptEndpoint(file: string): Promise<Endpoint> {
  const kept = readEndpoint(file);
  if (kept !== undefined) return kept;
  const fresh: Endpoint = { port: await freePort(), password: randomBytes(24).toString('hex') };
  try {
    writeWhole(file, fresh, linkSync);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fileTrouble(error, file);
  }
  return readEndpoint(file) ?? fresh;
}

/** The same endpoint when its port is free to listen on, else one with another port, which is kept. */
export async function withFreePort(endpoint: Endpoint, file: string): Promise<Endpoint> {
  if (await isFree(endpoint.port)) return endpoint;
  const moved: Endpoint = { ...endpoint, port: await freePort() };
  writeWhole(file, moved, renameSync);
  return moved;
}

function readEndpoint(file: string): Endpoint | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileTrouble(error, file);
  }
  const found = parse(text);
  if (found === undefined) {
    throw new SetupError(
      'settings-file-broken',
      `${file} holds no port and password. Delete it: the hub writes a new one and gives the database the new password.`,
    );
  }
  return found;
}

function parse(text: string): Endpoint | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('port' in value) || !('password' in value)) return undefined;
    const { port, password } = value;
    if (typeof port !== 'number' || typeof password !== 'string') return undefined;
    return { port, password };
  } catch {
    return undefined;
  }
}

/** Writes beside the file and puts it in place in one step, so that nobody ever reads half of it. */
export function writeWhole(file: string, value: unknown, put: (from: string, to: string) => void): void {
  const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
    put(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

function freePort(): Promise<number> {
  return listenOnce(0).then((port) => port ?? Promise.reject(new Error('no free port on 127.0.0.1')));
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const given = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(given));
    });
  });
}
