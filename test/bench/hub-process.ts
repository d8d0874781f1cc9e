import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** How long a hub may take to start or to stop, milliseconds. */
const PATIENCE = 60_000;

export interface HubOptions {
  /** Names the log file; no two hubs of a run share one. */
  readonly name: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly clock?: string;
}

/** A hub in a process of its own, started as `./hemgang start` starts it. */
export class HubProcess {
  private readonly tokens = new Map<string, string>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly dataDir: string,
    readonly httpPort: number,
    readonly mllpPort: number,
  ) {}

  /** Starts a hub and waits until it is ready. @throws Error with its last words when it does not get so far. */
  static async start({ name, dataDir, databaseUrl, clock = 'system' }: HubOptions): Promise<HubProcess> {
    const logFile = join(dataDir, `${name}.log`);
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, await startWords(), {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        HEMGANG_HTTP_PORT: '0',
        HEMGANG_MLLP_PORT: '0',
        HEMGANG_DATA_DIR: dataDir,
        HEMGANG_CLOCK: clock,
        DATABASE_URL: databaseUrl,
      },
      stdio: ['ignore', 'pipe', log],
      // A group of its own: on Ctrl-C the bench stops it in order.
      detached: true,
    });
    closeSync(log);
    const ports = await untilReady(child);
    if (ports !== undefined) return new HubProcess(child, dataDir, ports.http, ports.mllp);
    await end(child);
    const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
    throw new Error(`The hub did not become ready within ${String(PATIENCE / 1000)} s. Its last words:\n${said}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** A bearer token of one of the demo's clients; the same one for the whole run. */
  async token(clientId: string): Promise<string> {
    const known = this.tokens.get(clientId);
    if (known !== undefined) return known;
    const clients = JSON.parse(readFileSync(join(this.dataDir, 'demo-clients.json'), 'utf8')) as {
      clientId: string;
      clientSecret: string;
    }[];
    const client = clients.find((entry) => entry.clientId === clientId);
    if (client === undefined) throw new Error(`The demo has no client ${clientId}`);
    const answer = await this.call('/oauth2/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    this.tokens.set(clientId, token);
    return token;
  }

  /** Calls the hub and wants a good answer within `milliseconds`. */
  async call(path: string, init: RequestInit = {}, milliseconds = 30_000): Promise<Response> {
    const url = `http://127.0.0.1:${String(this.httpPort)}${path}`;
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(milliseconds) });
    if (!answer.ok) throw new Error(`${path} was answered ${String(answer.status)}: ${await answer.text()}`);
    return answer;
  }

  /** Stops it in order, and by force when that takes too long. */
  stop(): Promise<void> {
    return end(this.child);
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE / 2);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(late);
}

/** The ports that the hub names once it is ready; undefined when it ends or takes too long. */
async function untilReady(child: ChildProcess): Promise<{ http: number; mllp: number } | undefined> {
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 10_000) said += text;
  });
  const deadline = Date.now() + PATIENCE;
  while (isRunning(child) && Date.now() < deadline) {
    const found = /https?:\/\/\S+:(\d+)\S*\s+MLLP \S+:(\d+)/.exec(said);
    if (found !== null) return { http: Number(found[1]), mllp: Number(found[2]) };
    await pause(50);
  }
  return undefined;
}

/** Node's options and the program as the launcher names them, so that what is measured is what is run. */
async function startWords(): Promise<string[]> {
  const launcher: unknown = await import(new URL('../../../launcher/commands.mjs', import.meta.url).href);
  const { commands } = launcher as { commands: Map<string, { run: string[] }> };
  const words = commands.get('start')?.run;
  if (words === undefined) throw new Error('The launcher has no command "start"');
  return words;
}
