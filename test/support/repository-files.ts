import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

/**
 * The one place where specs read configuration that lies in the repository. With `HEMGANG_PROFILE_DIR` a profile that lies in
 * that folder takes the place of the one in `config/profiles`: that is how `npm run rules -- --mutate` has the tests judge a
 * profile of which something has been changed.
 */

const PROFILES = 'config/profiles/';
const read = new Map<string, unknown>();

/** Where a file of the repository lies, given by its path in it. */
export function repositoryPath(path: string): string {
  const folder = process.env['HEMGANG_PROFILE_DIR'];
  if (folder !== undefined && folder !== '' && path.startsWith(PROFILES)) {
    const other = join(folder, basename(path));
    if (existsSync(other)) return other;
  }
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** What a YAML file of the repository holds; a copy, so that a spec may change it. */
export function readYaml(path: string): unknown {
  const file = repositoryPath(path);
  if (!read.has(file)) {
    const text = readFileSync(file, 'utf8');
    // What has been changed for a test is written as JSON, which is read many times faster.
    const content: unknown = text.startsWith('{') ? JSON.parse(text) : parse(text);
    read.set(file, content);
  }
  return structuredClone(read.get(file));
}
