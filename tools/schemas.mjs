#!/usr/bin/env node
/**
 * Writes the schemas of the message model to `config/schema/`, made from the definitions in the code. The hub serves the
 * same texts under `/schema/`; the files are for people and for tools without a hub. A test fails when they are stale.
 *
 *     npm run schemas
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { SCHEMA_FILES } from '../libs/formats/src/schema/files.ts';

const folder = resolve(import.meta.dirname, '../config/schema');

for (const { name, text } of SCHEMA_FILES) {
  writeFileSync(join(folder, name), text());
  console.log(`config/schema/${name}`);
}
