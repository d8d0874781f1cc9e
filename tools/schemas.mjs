#!/usr/bin/env node
/**
 * Writes the schemas of the message model and of profiles to `config/schema/`, made from the definitions in the code. The
 * hub serves the message schemas under `/schema/`; the files are for people, editors and tools without a hub. A test fails
 * when they are stale.
 *
 *     npm run schemas
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { format } from 'prettier';

import { profileSchema } from '../libs/domain/src/profile/profile-schema.ts';
import { SCHEMA_FILES } from '../libs/formats/src/schema/files.ts';

const folder = resolve(import.meta.dirname, '../config/schema');

for (const { name, text } of SCHEMA_FILES) {
  writeFileSync(join(folder, name), text());
  console.log(`config/schema/${name}`);
}

const profile = await format(JSON.stringify(profileSchema()), { parser: 'json', printWidth: 120 });
writeFileSync(join(folder, 'profile.schema.json'), profile);
console.log('config/schema/profile.schema.json');
