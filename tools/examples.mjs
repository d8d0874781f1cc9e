#!/usr/bin/env node
/**
 * Writes the example messages to `docs/examples/`: every kind in every format, from one set of messages
 * (`test/examples/story.ts`). Files there that are no longer made are removed. A test fails when they are stale.
 *
 *     npm run examples
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { exampleFiles } from '../test/examples/example-files.ts';

const folder = resolve(import.meta.dirname, '../docs/examples');
const made = exampleFiles();
for (const { path, text } of made) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = relative(folder, join(entry.parentPath, entry.name));
  // What lies in the folder itself is written by hand.
  if (entry.isFile() && entry.parentPath !== folder && !made.some((file) => file.path === path))
    rmSync(join(folder, path));
}
console.log(`docs/examples: ${String(made.length)} files`);
