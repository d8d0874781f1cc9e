/**
 * Changes that change nothing that anybody could see, each with its reason. An entry that names no surviving change any more
 * is an error, as it is with an exception that nobody takes away.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const EQUIVALENTS = 'tools/mutate/equivalent.yaml';
const FIELDS = ['profile', 'place', 'change', 'reason'];

export class Equivalents {
  #entries;

  constructor(root) {
    const path = join(root, EQUIVALENTS);
    const entries = existsSync(path) ? (parse(readFileSync(path, 'utf8')) ?? []) : [];
    this.problems = entries.flatMap((entry, index) => whatIsWrong(entry, index));
    this.#entries = this.problems.length > 0 ? [] : entries.map((entry) => ({ ...entry, named: 0, survived: 0 }));
  }

  /** The reason why nothing comes of a change, if it is listed. */
  reasonFor(profile, { place, change }) {
    return this.#of(profile, { place, change })[0]?.reason;
  }

  /** Takes down what became of a change. */
  note(profile, mutant, survived) {
    for (const entry of this.#of(profile, mutant)) {
      entry.named += 1;
      if (survived) entry.survived += 1;
    }
  }

  /**
   * Entries that say nothing true any more.
   * @param all every change of the profile; of those that were not tried nothing is known
   */
  stale(profile, all) {
    const own = this.#entries.filter((entry) => entry.profile === profile);
    const nowhere = own.filter((entry) => !all.some((mutant) => this.#of(profile, mutant).includes(entry)));
    const seen = own.filter(({ named, survived }) => named > 0 && survived === 0);
    return [
      ...nowhere.map((entry) => `${EQUIVALENTS}: ${profile} has no ${told(entry)}`),
      ...seen.map((entry) => `${EQUIVALENTS}: a test sees ${profile} ${told(entry)}, it is not equivalent`),
    ];
  }

  #of(profile, { place, change }) {
    return this.#entries.filter(
      (entry) =>
        entry.profile === profile &&
        isAt(entry.place, place) &&
        (entry.change === undefined || entry.change === change),
    );
  }
}

const told = ({ place, change = 'any change' }) => `${place}: ${change}`;

/** `*` stands for one step of a place, or for a part of one. */
function isAt(pattern, place) {
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('[^.]*')}$`).test(place);
}

function whatIsWrong(entry, index) {
  const name = `${EQUIVALENTS}: entry ${String(index + 1)}`;
  if (entry === null || typeof entry !== 'object') return [`${name} is no mapping`];
  const unknown = Object.keys(entry).filter((key) => !FIELDS.includes(key));
  const missing = ['profile', 'place', 'reason'].filter((key) => typeof entry[key] !== 'string' || entry[key] === '');
  return [
    ...unknown.map((key) => `${name}: ${key} is none of its fields`),
    ...missing.map((key) => `${name}: ${key} is missing`),
  ];
}
