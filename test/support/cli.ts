import { spawn } from 'node:child_process';

/** What a run of the command line left behind. */
export interface CliRun {
  code: number | null;
  out: string;
  err: string;
}

const MAIN = 'dist/apps/cli/src/main.js';

/** Runs a command as the launcher does. Needs the build, as `./hemgang test` makes it. */
export async function runCli(words: readonly string[], env: Record<string, string> = {}): Promise<CliRun> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: '', HEMGANG_CALLED_FROM: process.cwd(), ...env },
  });
  const run: CliRun = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (run.out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (run.err += chunk));
  run.code = await new Promise((resolve) => child.once('close', resolve));
  return run;
}
