import { checkProfile } from '#domain/profile/profile-check.js';
import type { Profile } from '#domain/profile/profile.js';

import { changed } from './changed.js';
import { readYaml } from './repository-files.js';

/**
 * A test region in which every kind exists (`process.yaml`), for specs of what the engine makes of any region's data; with
 * changes (see `changed`).
 */
export function processProfile(changes: Readonly<Record<string, unknown>> = {}): Profile {
  const check = checkProfile(changed(readYaml('test/support/process.yaml'), changes));
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.profile;
}
