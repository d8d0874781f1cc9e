import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Surroundings } from '../surroundings.js';
import { formatOfFileName } from './format-name.js';

/** Standard input, where a file is named. */
const INPUT = '-';

/**
 * The files that are meant, as they are to be told: a folder stands for all files in it and below it whose ending tells a
 * format, in the order of their names.
 * @throws Failure for what is not there.
 */
export async function filesNamed(names: readonly string[], { folder }: Surroundings): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    if (name === INPUT) found.push(name);
    else found.push(...(await withinFolder(name, folder)));
  }
  return found;
}

async function withinFolder(name: string, folder: string): Promise<string[]> {
  const path = resolve(folder, name);
  const known = await stat(path).catch(() => undefined);
  if (known === undefined) throw cannotRead(name);
  if (!known.isDirectory()) return [name];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => {
    throw cannotRead(name);
  });
  return entries
    .filter((entry) => entry.isFile() && formatOfFileName(entry.name) !== undefined)
    .map((entry) => join(name, entry.parentPath.slice(path.length), entry.name))
    .sort();
}

/** @throws Failure when it cannot be read. */
export async function readNamed(name: string, at: Surroundings): Promise<Uint8Array> {
  if (name === INPUT) return at.readInput();
  return readFile(resolve(at.folder, name)).catch(() => {
    throw cannotRead(name);
  });
}

function cannotRead(name: string): Failure {
  return new Failure(both((texts) => texts.cannotReadFile(name)));
}
