/** Hands changed profiles to processes that run the tests, and takes their verdicts. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Longer than this a change has made something endless. */
const PATIENCE_MS = 60_000;
/** Each turn leaves its modules behind, so a process is replaced after so many. */
const TURNS = 250;

/**
 * Works through tasks in several processes at once.
 * @param tasks `{ spec }` to learn of its tests, `{ data }` to have it checked, or `{ data, files }` to have tests judge it
 * @param setting `{ root, file, original, jobs }`
 * @param told called with each task and its answer, as they come
 */
export async function judged(tasks, { root, file, original, jobs }, told) {
  const folder = mkdtempSync(join(tmpdir(), 'hemgang-profiles-'));
  const left = tasks.values();
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => process.exit(130);
  process.once('exit', cleanUp).once('SIGINT', stop);
  try {
    const workers = Array.from({ length: Math.min(jobs, tasks.length) }, (_none, index) =>
      workThrough(left, { root, file, original, folder: join(folder, String(index)) }, told),
    );
    await Promise.all(workers);
  } finally {
    cleanUp();
    process.off('exit', cleanUp).off('SIGINT', stop);
  }
}

async function workThrough(left, setting, told) {
  let worker;
  let turns = 0;
  for (const task of left) {
    if (turns >= TURNS) worker = await ended(worker);
    if (worker === undefined) [worker, turns] = [await started(setting), 0];
    turns += 1;
    const found = await answered(worker, task);
    if (found.verdict === 'lost') worker = await ended(worker);
    told(task, found.verdict === 'lost' ? { ...found, verdict: 'killed' } : found);
  }
  await ended(worker);
}

/** A process that has read the sources; fails where they cannot be read. */
async function started(setting) {
  const options = {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  };
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), [], options);
  worker.send(setting);
  const [said] = await Promise.race([once(worker, 'message'), once(worker, 'exit')]);
  if (said !== 'ready') throw new Error('the sources cannot be read');
  return worker;
}

async function ended(worker) {
  if (worker === undefined || worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

/** The process's answer, or `lost` when none comes. */
async function answered(worker, { spec, data, files }) {
  const heard = new AbortController();
  const { signal } = heard;
  const timer = setTimeout(() => heard.abort(), PATIENCE_MS);
  try {
    const answer = once(worker, 'message', { signal });
    worker.send({ spec, data, files });
    return await Promise.race([answer.then(([found]) => found), once(worker, 'exit', { signal }).then(gone)]);
  } catch (error) {
    return { verdict: 'lost', by: error.name === 'AbortError' ? 'no end within time' : error.message };
  } finally {
    clearTimeout(timer);
    heard.abort();
  }
}

const gone = () => ({ verdict: 'lost', by: 'the tests ended the process' });
