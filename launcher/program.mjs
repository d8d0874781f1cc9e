import { spawn } from 'node:child_process';
import { say } from './trouble.mjs';
import { root } from './places.mjs';

/**
 * Runs a program of the set-up and tells, while it runs, that it still does: on a terminal a counter, else a line
 * now and then. Gives its exit code (undefined when it could not be started) and all that it said.
 */
export function runTold(what, program, words) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const terminal = process.stderr.isTTY === true;
  say(`${what} ...`);
  const ticking = setInterval(
    () => (terminal ? process.stderr.write(`\r  ${seconds()} s`) : say(`${what}: ${seconds()} s`)),
    terminal ? 1_000 : 15_000,
  );
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const listen = (chunk) => (said += chunk);
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    const finish = (code) => {
      clearInterval(ticking);
      if (terminal) process.stderr.write('\r\x1b[K');
      if (code === 0) say(`${what}: done in ${seconds()} s`);
      resolve({ code, said: said.trim() });
    };
    child.once('error', () => finish(undefined));
    child.once('close', finish);
  });
}
