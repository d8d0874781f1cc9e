import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase } from './database.js';
import { makeDataFolder } from './database-folder.js';

/** A client of the demo region, as `demo-clients.json` holds it. */
export interface DemoClient {
  clientId: string;
  clientSecret: string;
  roles: string[];
  units: { hsaId: string; role: string; organisation: string; municipality: string | null }[];
}

/** A JSON answer; specs look into it freely. */
type LooseJson = ReturnType<typeof JSON.parse>;

/** A hub process of its own, as a user would run it. */
export interface RunningHub {
  readonly url: string;
  readonly mllpPort: number;
  readonly pid: number;
  readonly dataDir: string;
  readonly clients: readonly DemoClient[];
  /** Everything it has written to standard error. */
  log(): string;
  /** Bearer token of the demo client with this id. */
  token(clientId: string): Promise<string>;
  /** Bearer token of a client that may act as the unit. */
  tokenFor(unit: string): Promise<string>;
  /** A call with a client's token; JSON bodies are written and read. */
  call(
    token: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; headers: Headers; body: LooseJson }>;
  /** `kill -9`; resolves when the process is gone. */
  kill9(): Promise<void>;
  /** Orderly stop. */
  stop(): Promise<number | null>;
}

export interface HubOptions {
  /** Environment over the defaults: free ports, a database of its own, the simulated clock. */
  env?: Record<string, string>;
  /** Only these apps. */
  apps?: string[];
  /** Database of another hub, for several processes on one; otherwise a fresh one. `embedded`: its own PostgreSQL in the data folder. */
  databaseUrl?: string | 'embedded';
  dataDir?: string;
}

/** Monday morning before the first window. */
export const MONDAY = '2026-11-23T07:30:00+01:00';

const MAIN = 'dist/apps/hub/src/main.js';

/** Starts a hub and waits until it says that it is ready. Needs the build (`npm run build`), as `./hemgang test` makes it. */
export async function startHub(options: HubOptions = {}): Promise<RunningHub> {
  if (!existsSync(MAIN)) throw new Error(`Build first: ${MAIN} is missing`);
  const folder = options.dataDir === undefined ? makeDataFolder() : undefined;
  const dataDir = options.dataDir ?? folder?.path ?? '';
  const database = options.databaseUrl === undefined ? await createTestDatabase() : undefined;
  const databaseUrl = options.databaseUrl === 'embedded' ? '' : (options.databaseUrl ?? database?.url ?? '');
  const child = spawn(process.execPath, [MAIN, ...(options.apps ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      HEMGANG_HTTP_PORT: '0',
      HEMGANG_MLLP_PORT: '0',
      HEMGANG_DATA_DIR: dataDir,
      HEMGANG_CLOCK: `simulated:${MONDAY}`,
      HEMGANG_LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      ...options.env,
    },
  });
  const output = collect(child);
  const ready = await readyLine(child, output);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const clean = async () => {
    await database?.drop();
    folder?.remove();
  };
  return runningHub({ child, output, dataDir, ready, exited, clean });
}

interface Started {
  child: ChildProcess;
  output: { out: string; err: string };
  dataDir: string;
  ready: { url: string; mllpPort: number };
  exited: Promise<number | null>;
  clean: () => Promise<void>;
}

function runningHub({ child, output, dataDir, ready, exited, clean }: Started): RunningHub {
  const clients: DemoClient[] = JSON.parse(readFileSync(join(dataDir, 'demo-clients.json'), 'utf8'));
  const tokens = new Map<string, Promise<string>>();
  const token = (clientId: string) => {
    const known =
      tokens.get(clientId) ??
      fetchToken(
        ready.url,
        clients.find((client) => client.clientId === clientId),
      );
    tokens.set(clientId, known);
    return known;
  };
  return {
    ...ready,
    pid: child.pid ?? 0,
    dataDir,
    clients,
    log: () => output.err,
    token,
    tokenFor: (unit) => {
      const client = clients.find((candidate) => candidate.units.some((known) => known.hsaId === unit));
      if (client === undefined) throw new Error(`No demo client for ${unit}`);
      return token(client.clientId);
    },
    call: (bearer, method, path, body) => call(ready.url, bearer, method, path, body),
    kill9: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await exited;
      await clean();
      return code;
    },
  };
}

function collect(child: ChildProcess): { out: string; err: string } {
  const output = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  return output;
}

function readyLine(
  child: ChildProcess,
  output: { out: string; err: string },
): Promise<{ url: string; mllpPort: number }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The hub was not ready in time: ${output.err}`)), 60_000);
    const look = () => {
      const found = /ready: (http:\S+)(?: {2}MLLP \S+:(\d+))?/.exec(output.out);
      if (found === null) return;
      clearTimeout(timer);
      resolve({ url: found[1] ?? '', mllpPort: Number(found[2] ?? 0) });
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The hub ended with ${String(code)}: ${output.err}`));
    });
  });
}

async function fetchToken(url: string, client: DemoClient | undefined): Promise<string> {
  if (client === undefined) throw new Error('No such demo client');
  const answer = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const body = (await answer.json()) as { access_token: string };
  return body.access_token;
}

async function call(url: string, bearer: string, method: string, path: string, body: unknown) {
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}
