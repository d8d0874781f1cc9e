/**
 * `npm run rules -- --mutate`: changes each value of a profile in turn and has the tests judge it whose titles carry the ids
 * of the rules that read the value. What no test notices survives, and is listed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { Equivalents } from './equivalents.mjs';
import { judged } from './judge.mjs';
import { applied, changesOf } from './mutants.mjs';
import { placeName, ProfileText } from './profile-text.mjs';
import { idsOf } from './reading-rules.mjs';
import { counted, printMutants, printResult, Progress } from './report.mjs';
import { judgingSpecs } from './specs.mjs';

const FOLDER = 'config/profiles';
const SCHEMA = 'config/schema/profile.schema.json';

/**
 * @param options.root the repository
 * @param options.profiles names of profiles; all when empty
 * @param options.only beginnings of rule ids or places that are looked at; all when empty
 * @param options.list tells the changes and tries none
 * @param options.json file that gets the whole result
 * @param options.jobs how many processes
 * @returns the exit code: 0 nothing survived, 1 something did, 2 it could not be judged
 */
export async function mutate({ root, profiles, only, list, json, jobs = availableParallelism() }) {
  const known = readdirSync(join(root, FOLDER)).map((name) => name.replace(/\.yaml$/, ''));
  const chosen = profiles.length > 0 ? profiles : known;
  const equivalents = new Equivalents(root);
  const problems = [
    ...equivalents.problems,
    ...chosen.filter((name) => !known.includes(name)).map((name) => `${FOLDER} has no ${name}.yaml`),
  ];
  if (problems.length > 0) return complain(problems);

  const results = [];
  for (const profile of chosen) {
    const text = new ProfileText(`${FOLDER}/${profile}.yaml`, read(root, `${FOLDER}/${profile}.yaml`));
    const all = mutantsOf(text, JSON.parse(read(root, SCHEMA)));
    const mutants = all.filter((mutant) => isChosen(mutant, only));
    if (list) printMutants(mutants);
    else results.push(await tried(profile, text, mutants, { root, jobs, equivalents }));
    problems.push(...(list ? [] : equivalents.stale(profile, all)));
  }
  if (json !== undefined) writeFileSync(json, JSON.stringify(results.map(forJson), null, 2));
  for (const result of results) printResult(result);
  const wrong = [...problems, ...results.flatMap((result) => result.problems)];
  if (wrong.length > 0) return complain(wrong);
  return results.some(({ mutants }) => counted(mutants).survived > 0) ? 1 : 0;
}

/** All changes of a profile, as they are told and as they are tried. */
function mutantsOf(text, schema) {
  return changesOf(text.data, schema).map((change) => ({
    ...{ file: text.file, line: text.line(change.path), place: placeName(text.data, change.path) },
    ...{ change: changeTold(text.at(change.path), change), ids: idsOf(text, change), step: change },
  }));
}

function changeTold(before, { path, action, value }) {
  if (action === 'drop') return 'left out';
  if (action === 'add') return `with ${value}`;
  if (action === 'rename') return `${String(path.at(-1))} -> ${value}`;
  return `${short(before)} -> ${short(value)}`;
}

function short(value) {
  if (value === null || typeof value !== 'object') return String(value);
  const [key, inner] = Object.entries(value)[0] ?? [''];
  return typeof inner === 'string' ? `${key} ${inner}` : key;
}

const isChosen = ({ ids, place }, only) =>
  only.length === 0 || only.some((start) => place.startsWith(start) || ids.some((id) => id.startsWith(start)));

async function tried(profile, text, mutants, { root, jobs, equivalents }) {
  const began = performance.now();
  const setting = { root, file: `${profile}.yaml`, original: text.data, jobs };
  const progress = new Progress(profile, mutants.length);
  const { tests, failing } = await testsAsTheyAre(root, setting, progress);
  const left = await leftAfterCheck(mutants, text, setting, progress);
  const tasks = left.map((mutant) => {
    const chosen = testsFor(mutant, tests);
    mutant.tests = chosen.length;
    return { mutant, data: mutant.data, files: byFile(chosen) };
  });
  await judged(tasks, setting, ({ mutant }, { verdict, by }) => {
    const reason = equivalents.reasonFor(profile, mutant);
    equivalents.note(profile, mutant, verdict === 'survived');
    const isExcused = verdict === 'survived' && reason !== undefined;
    Object.assign(mutant, isExcused ? { verdict: 'equivalent', by: reason } : { verdict, by });
    progress.step(mutant.verdict);
  });
  progress.end();
  const problems = tests.length > 0 ? [] : [`no test with an id in its title reads ${text.file}`];
  return { profile, mutants, failing, problems, seconds: (performance.now() - began) / 1000 };
}

/** Changes that give a profile of their own; the others get their verdict here. Of two that say the same one is tried. */
async function leftAfterCheck(mutants, text, setting, progress) {
  const firsts = new Map();
  const tasks = mutants.map((mutant) => ({ mutant, data: applied(text.data, mutant.step) }));
  await judged(tasks, setting, ({ mutant, data }, { verdict, by, says }) => {
    const first = firsts.get(says);
    if (verdict !== undefined) Object.assign(mutant, { verdict, by });
    else if (first === undefined) firsts.set(says, Object.assign(mutant, { data }));
    else {
      Object.assign(mutant, { verdict: 'same', by: first.place });
      first.ids = [...new Set([...first.ids, ...mutant.ids])];
    }
    if (mutant.verdict !== undefined) progress.step(mutant.verdict);
  });
  return [...firsts.values()];
}

/** The tests with the profile as it is: which there are, how long each takes, and which fail and so can judge nothing. */
async function testsAsTheyAre(root, setting, progress) {
  const tests = [];
  const failing = [];
  await judged(
    judgingSpecs(root).map((spec) => ({ spec })),
    setting,
    ({ spec }, found) => {
      progress.spec();
      if (found.tests === undefined || (found.tests.length === 0 && found.failure !== undefined)) {
        failing.push(`${spec}: ${String(found.failure ?? found.by)}`);
      }
      for (const test of found.tests ?? []) {
        if (test.failed) failing.push(`${spec}: ${test.name}`);
        else tests.push({ ...test, spec });
      }
    },
  );
  return { tests, failing };
}

/** Where no rule is named, every test that carries an id may notice. */
function testsFor({ ids }, tests) {
  return ids.length === 0 ? tests : tests.filter((test) => test.ids.some((id) => ids.includes(id)));
}

/** The tests by file, what is quick first. */
function byFile(tests) {
  const files = Map.groupBy(tests, ({ spec }) => spec);
  const cost = (some) => some.reduce((sum, { ms }) => sum + ms, 0);
  return [...files]
    .sort(([, some], [, others]) => cost(some) - cost(others))
    .map(([spec, some]) => ({ spec, names: some.map(({ name }) => name) }));
}

const forJson = ({ profile, mutants, failing, problems, seconds }) => ({
  ...{ profile, seconds, failing, problems, counts: counted(mutants) },
  mutants: mutants.map(({ step: _step, data: _data, ...told }) => told),
});

const read = (root, path) => readFileSync(join(root, path), 'utf8');

function complain(problems) {
  for (const problem of problems) console.error(problem);
  return 2;
}
