/** Runs the tests of a spec file in this process, as often as wanted; see source-hooks.mjs. */
import { pathToFileURL } from 'node:url';

import fc from 'fast-check';
import { addEventHandler, getState, resetState, run } from 'jest-circus';

/** Random tests play the same examples in every turn. */
const SEED = 20_261_123;

let turn = 0;
let isWanted = () => true;
let stopsAtFailure = false;
let failure;

function follow(event) {
  if (event.name === 'test_start') {
    if (!isWanted(nameOf(event.test)) || (stopsAtFailure && failure !== undefined)) event.test.mode = 'skip';
  }
  if (event.name === 'test_done' && event.test.errors.length > 0) failure ??= nameOf(event.test);
}

/** Names of the describe blocks and of the test, with blanks between. */
function nameOf(test) {
  const names = [];
  for (let at = test; at?.parent !== undefined; at = at.parent) names.unshift(at.name);
  return names.join(' ');
}

/** From now on files are evaluated anew. */
export function nextTurn() {
  turn += 1;
  return turn;
}

/**
 * Runs the wanted tests of a file.
 * @param options.wants says of a full test name whether it runs; `options.bail` stops at the first failure
 * @returns `{ tests: [{ name, ms, failed, error }], failure }`; `failure` names the first test that failed, or says that the file
 *   could not be read
 */
export async function runSpec(path, { wants = () => true, bail = false } = {}) {
  resetState();
  addEventHandler(follow);
  fc.configureGlobal({ seed: SEED });
  getState().testTimeout = 30_000;
  [isWanted, stopsAtFailure, failure] = [wants, bail, undefined];
  try {
    await import(`${pathToFileURL(path).href}?${String(turn)}`);
  } catch (error) {
    resetState();
    return { tests: [], failure: `the file itself: ${String(error?.message ?? error).split('\n')[0]}` };
  }
  const { testResults, unhandledErrors } = await run();
  const tests = testResults
    .filter(({ status }) => status === 'done')
    .map(({ testPath, duration, errors }) => ({
      name: testPath.slice(1).join(' '),
      ms: duration ?? 0,
      failed: errors.length > 0,
      error: errors[0],
    }));
  if (unhandledErrors.length > 0) failure ??= 'an error outside of the tests';
  return { tests, failure };
}
