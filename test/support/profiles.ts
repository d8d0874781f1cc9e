import { checkDirectory } from '#domain/directory/directory-check.js';
import type { Directory } from '#domain/directory/directory.js';
import { checkProfile } from '#domain/profile/profile-check.js';
import type { Profile } from '#domain/profile/profile.js';

import { changed } from './changed.js';
import { readYaml } from './repository-files.js';

/** Configuration of the repository as the hub has it once it is checked; what nobody changes is read and checked once. */

type Changes = Readonly<Record<string, unknown>>;

const profiles = new Map<string, Profile>();
const directories = new Map<string, Directory>();

/** The profile of a region, such as `norrbotten`; with changes (see `changed`) for specs about profiles that say something else. */
export function profileOf(id: string, changes: Changes = {}): Profile {
  return once(profiles, id, changes, () => {
    const check = checkProfile(changed(readYaml(`config/profiles/${id}.yaml`), changes));
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    return check.profile;
  });
}

/** The directory of the demo region; with changes (see `changed`) for specs about other directories. */
export function demoDirectory(changes: Changes = {}): Directory {
  return once(directories, 'demo', changes, () => {
    const regions = new Set(['gavleborg', 'blekinge', 'stockholm', 'norrbotten']);
    const check = checkDirectory(changed(readYaml('config/directory/demo.yaml'), changes), regions);
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    return check.directory;
  });
}

function once<T>(known: Map<string, T>, id: string, changes: Changes, read: () => T): T {
  if (Object.keys(changes).length > 0) return read();
  const before = known.get(id);
  if (before !== undefined) return before;
  const made = read();
  known.set(id, made);
  return made;
}
