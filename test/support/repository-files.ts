import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

/**
 * The one place where specs read configuration that lies in the repository. With `HEMGANG_PROFILE_DIR` a profile that lies in
 * that folder takes the place of the one in `config/profiles`: that is how `npm run rules -- --mutate` has the tests judge a
 * profile of which something has been changed.
 */

const PROFILES = 'config/profiles/';
/** What YAML files hold, as JSON: that is read many times faster, as often as somebody wants a copy, and by the suites that follow. */
const read = new Map<string, string>();
const KEPT = fileURLToPath(new URL('../../var/test-yaml/', import.meta.url));

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
  const json = read.get(file) ?? jsonOf(readFileSync(file, 'utf8'));
  read.set(file, json);
  return JSON.parse(json);
}

function jsonOf(text: string): string {
  // What has been changed for a test is written as JSON.
  if (text.startsWith('{')) return text;
  const kept = join(KEPT, `${createHash('sha256').update(text).digest('hex')}.json`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const json = JSON.stringify(parse(text));
  mkdirSync(KEPT, { recursive: true });
  const unfinished = `${kept}.${String(process.pid)}`;
  writeFileSync(unfinished, json);
  renameSync(unfinished, kept);
  return json;
}
