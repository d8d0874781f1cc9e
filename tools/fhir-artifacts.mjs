#!/usr/bin/env node
/**
 * Writes the code systems, value sets, profiles, extensions and message definitions of the FHIR interface to `config/fhir/`,
 * made from the message model. The hub serves the same under `/fhir/`; the files are for people and for validators without
 * a hub. A test fails when they are stale.
 *
 *     npm run fhir
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { artifactFiles } from '../libs/formats/src/fhir/artifacts/artifacts.ts';

const folder = resolve(import.meta.dirname, '../config/fhir');
const files = artifactFiles();

mkdirSync(folder, { recursive: true });
const current = new Set(files.map(({ name }) => name));
for (const name of readdirSync(folder)) if (name.endsWith('.json') && !current.has(name)) rmSync(join(folder, name));
for (const { name, text } of files) writeFileSync(join(folder, name), text);
console.log(`config/fhir: ${files.length} files`);
