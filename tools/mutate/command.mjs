import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { mutate } from './mutate.mjs';

const HELP = `Usage: npm run rules -- --mutate [options]

Changes each number, role, calendar, time, step, condition and row of a profile in turn, one place at a time, and
runs the tests that have to notice: those in whose titles stands the id of a rule that reads the value. These are the
rules of the nearest entry around the place, those in a comment beside it, and those of entries that point to it.
Lists with file and line what no test notices. A profile that the hub would not start with is noticed by the check.

Options:
  --profile <name>   a profile of config/profiles; may come again; all without it
  --only <start>     changes whose rule ids or places begin so, such as G-ACK or deadlines.kvittens; may come again
  --list             tells the changes and the rules that read each, and tries none
  --json <file>      writes the whole result to a file
  --jobs <number>    how many processes; as many as there are processors without it
  --root <folder>    another tree than the current folder
  --help             this text

Example: npm run rules -- --mutate --profile gavleborg --only G-ACK

A change that nobody could see stands in tools/mutate/equivalent.yaml, with its reason.

Exit code: 0 every change was noticed; 1 something survived; 2 it could not be judged, or an entry of equivalent.yaml
names nothing that survives.`;

/** Runs the command line of `--mutate`. @returns the exit code */
export async function mutateCommand(args) {
  const options = readOptions(args);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const { profile: profiles = [], only = [], list, json } = options;
  return mutate({ root: resolve(options.root), profiles, only, list, json, jobs: options.jobs });
}

function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        mutate: { type: 'boolean' },
        help: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        profile: { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        jobs: { type: 'string' },
        root: { type: 'string', default: '.' },
      },
    });
    if (values.jobs === undefined) return values;
    return /^[1-9]\d?$/.test(values.jobs) ? { ...values, jobs: Number(values.jobs) } : '--jobs is a number';
  } catch (error) {
    return error.message;
  }
}
