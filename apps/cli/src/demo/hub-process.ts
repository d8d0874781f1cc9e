import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';

/** A hub that runs for this demo alone, in a folder of its own. */
export interface RunningHub {
  readonly url: string;
  readonly mllp: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  /** Stops it in order and removes its folder; may be called more than once. */
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('../../../hub/src/main.js', import.meta.url));
/** The checkout, with the configuration that the hub reads. */
const CHECKOUT = fileURLToPath(new URL('../../../../../', import.meta.url));
const READY = /(https?:\/\/\S+)\s+MLLP (\S+):(\d+)/;
/** How long a start may take, and how long an orderly stop. */
const START_PATIENCE = 120_000;
const STOP_PATIENCE = 20_000;
/** Of what the hub says, so much is kept for the case that it does not start. */
const KEPT_OUTPUT = 8_000;

/**
 * Starts a hub on free ports, an embedded PostgreSQL and a simulated clock, with the checkout's own configuration.
 * @param environment what it is told besides, by its data folder
 * @throws Failure with what the hub said when it does not come up; nothing is left behind then.
 */
export async function startHub(
  clock: string,
  stopped: AbortSignal,
  environment: (dataDir: string) => NodeJS.ProcessEnv = () => ({}),
): Promise<RunningHub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hemgang-demo-'));
  // PostgreSQL may run as a user of its own, which has to be let through to its part of the folder.
  await chmod(dataDir, 0o755);
  // A group of its own: Ctrl-C reaches the demo, and the demo stops the hub once, in order.
  const child = spawn(process.execPath, ['--enable-source-maps', PROGRAM], {
    cwd: CHECKOUT,
    env: hubEnvironment(dataDir, clock, environment(dataDir)),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = once(child, 'exit');
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= end(child, exited, dataDir));
  try {
    const ready = await readyLine(child, exited, stopped);
    const [, url = '', host = '', port = ''] = ready;
    return { url, mllp: { host, port: Number(port) }, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function hubEnvironment(dataDir: string, clock: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('HEMGANG_') && !['DATABASE_URL', 'REDIS_URL', 'NODE_ENV'].includes(name),
  );
  return {
    ...Object.fromEntries(kept),
    HEMGANG_DATA_DIR: dataDir,
    HEMGANG_HTTP_PORT: '0',
    HEMGANG_MLLP_PORT: '0',
    HEMGANG_CLOCK: `simulated:${clock}`,
    HEMGANG_LOG_LEVEL: 'warn',
    ...more,
  };
}

async function readyLine(
  child: ChildProcess,
  exited: Promise<unknown>,
  stopped: AbortSignal,
): Promise<RegExpExecArray> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  const failed = (): void => reject(new Failure(both((texts) => texts.demoHubFailed(said.trim()))));
  const listen = (chunk: Buffer): void => {
    said = `${said}${chunk.toString()}`.slice(-KEPT_OUTPUT);
    const ready = READY.exec(said);
    if (ready !== null) resolve(ready);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.once('error', failed);
  exited.then(failed, failed);
  stopped.addEventListener('abort', failed, { once: true });
  const alarm = setTimeout(failed, START_PATIENCE);
  try {
    return await promise;
  } finally {
    clearTimeout(alarm);
    stopped.removeEventListener('abort', failed);
  }
}

async function end(child: ChildProcess, exited: Promise<unknown>, dataDir: string): Promise<void> {
  const isRunning = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (isRunning) {
    child.kill('SIGTERM');
    const alarm = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
    await exited.catch(() => undefined);
    clearTimeout(alarm);
  }
  // A PostgreSQL that was left behind stops by itself once its folder is gone.
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
