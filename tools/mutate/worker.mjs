/**
 * A process of judge.mjs. Checks changed profiles, tells the tests of spec files, and has tests judge changed profiles.
 */
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { runsSpecsOf } from './source-hooks.mjs';

const [{ root, folder, file, original }] = await once(process, 'message');
runsSpecsOf(root);
const { nextTurn, runSpec } = await import('./spec-runner.mjs');
const { checkProfile } = await import(join(root, 'libs/domain/src/profile/profile-check.ts'));

const ID = /\[([A-Z]{1,4}-[A-Z][A-Z0-9]*-\d+)\]/g;
const before = checkProfile(structuredClone(original));

process.on('message', (task) => {
  void answer(task).then((found) => process.send(found));
});
// Nobody is left to answer to.
process.on('disconnect', () => process.exit(1));
process.send('ready');

function answer({ spec, data, files }) {
  if (spec !== undefined) return tellTests(spec);
  return files === undefined ? check(data) : judge(data, files);
}

/** Whether a hub would start with it, whether it says anything else than before, and a digest of what it says. */
async function check(data) {
  const checked = checkProfile(structuredClone(data));
  if (!checked.ok) return { verdict: 'refused', by: checked.problems[0]?.message ?? '' };
  if (before.ok && isDeepStrictEqual(checked.profile, before.profile)) return { verdict: 'same' };
  return { says: hash('sha256', JSON.stringify(checked.profile)) };
}

/** What tests a file has that carry an id, how long each takes, and whether it holds as things are. */
async function tellTests(spec) {
  const found = await runSpec(join(root, spec), { wants: (name) => idsIn(name).length > 0 });
  return { ...found, tests: found.tests.map((test) => ({ ...test, ids: idsIn(test.name) })) };
}

function idsIn(name) {
  return [...name.matchAll(ID)].map(([, id]) => id);
}

/** Which of the tests fails with it, if one does. */
async function judge(data, files) {
  const turn = String(nextTurn());
  const place = join(folder, turn);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, file), JSON.stringify(data));
  process.env.HEMGANG_PROFILE_DIR = place;
  try {
    for (const { spec, names } of files) {
      const { failure } = await runSpec(join(root, spec), { wants: (name) => names.includes(name), bail: true });
      if (failure !== undefined) return { verdict: 'killed', by: `${spec}: ${failure}` };
    }
    return { verdict: 'survived' };
  } finally {
    delete process.env.HEMGANG_PROFILE_DIR;
    rmSync(place, { recursive: true });
  }
}
