import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageFormat } from '#domain/message.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['docs/examples', 'test/fixtures/messages'];

export interface Sample {
  /** Path from the root of the project. */
  readonly name: string;
  readonly format: MessageFormat;
  readonly bytes: Buffer;
}

/** Every message that the project holds as a file, good and bad. */
export function corpus(): Sample[] {
  return FOLDERS.flatMap((folder) => filesIn(folder)).flatMap((name) => {
    const bytes = readFileSync(join(ROOT, name));
    const format = formatOf(name, bytes);
    return format === undefined ? [] : [{ name, format, bytes }];
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}

function formatOf(name: string, bytes: Buffer): MessageFormat | undefined {
  if (name.endsWith('.hl7')) return 'hl7v2';
  const head = bytes.toString('latin1');
  if (name.endsWith('.json')) return head.includes('"resourceType"') ? 'fhir-json' : 'json';
  if (!name.endsWith('.xml')) return undefined;
  if (head.includes('http://hl7.org/fhir')) return 'fhir-xml';
  return head.includes('urn:hl7-org:v2xml') ? 'hl7v2-xml' : 'xml';
}
