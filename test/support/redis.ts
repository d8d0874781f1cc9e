import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { eventually } from './eventually.js';
import { environmentFor, type RedisServer } from './redis-server.js';

/** A running Redis that belongs to one suite alone. */
export interface TestRedis {
  url: string;
  /** Empties it, as an operator's mistake would. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Begins the name of what could not run; the reporter looks for it. */
const didNotRun = 'DID NOT RUN';

/** Starts a Redis on the port named, or a free one, or undefined when this machine has none and can get none. */
export async function startRedis(at?: number): Promise<TestRedis | undefined> {
  const server = serverOfThisRun();
  if (server === undefined) return undefined;
  const port = at ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'hemgang-redis-'));
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn(server.program, [...words, '--maxmemory-policy', 'noeviction'], {
    env: environmentFor(server),
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  await eventually('Redis answers', () => ask(port, 'PING', '+PONG'));
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => void (await ask(port, 'FLUSHALL', '+OK')),
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A suite on a Redis of its own. Where there is no Redis, nothing of it runs and the end of the test run says so
 * loudly; with `CI=true` it fails.
 *
 * @param body gets a function that gives the Redis, to be called within tests and hooks
 */
export function describeWithRedis(title: string, body: (redis: () => TestRedis) => void): void {
  const missing = process.env['TEST_REDIS_MISSING'];
  if (missing === undefined) {
    describe(title, () => {
      let redis: TestRedis | undefined;
      beforeAll(async () => {
        redis = await startRedis();
      }, 60_000);
      afterAll(() => redis?.stop());
      body(() => redis ?? raise('no Redis is running: call this within tests and hooks'));
    });
  } else if (process.env['CI'] === 'true') {
    describe(title, () => {
      it('has a Redis to run on', () => raise(missing));
    });
  } else {
    describe(title, () => {
      it.todo(`${didNotRun}: ${missing}`);
    });
  }
}

function serverOfThisRun(): RedisServer | undefined {
  const program = process.env['TEST_REDIS_SERVER'];
  return program === undefined ? undefined : { program, libraries: process.env['TEST_REDIS_LIBRARIES'] ?? '' };
}

function raise(why: string): never {
  throw new Error(why);
}

async function ask(port: number, command: string, expected: string): Promise<true> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, 'data');
    if (!String(answer).startsWith(expected)) throw new Error(`Redis answered ${String(answer)}`);
    return true;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : raise('no free port');
}
