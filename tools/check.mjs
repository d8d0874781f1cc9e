/**
 * Every check, two at a time, the longest first. What one says is shown when it is done, so that
 * no two talk at once; all are run, also when one fails.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const waiting = ['lint', 'types', 'format', 'unused', 'arrows'];
const failed = [];

async function runOne(check) {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', `check:${check}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`check:${check}: ${code === 0 ? 'passed' : 'FAILED'} in ${String(seconds)} s\n${said}`);
  if (code !== 0) failed.push(check);
}

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runOne(next);
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
if (failed.length > 0) process.stdout.write(`failed: ${failed.map((check) => `check:${check}`).join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
