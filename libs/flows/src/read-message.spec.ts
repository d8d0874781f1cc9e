import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { readMessage } from './read-message.js';

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const NOTICE = readFileSync('docs/examples/fhir-json/02-inskrivningsmeddelande.fhir.json', 'utf8');

function reasonsOf(text: string) {
  const read = readMessage({ bytes: Buffer.from(text), contentType: MEDIA_TYPES['fhir-json'] }, 'fhir-json', RULES);
  return read.ok ? [] : read.reasons;
}

describe('what is wrong with a message', () => {
  it('is told once, where the format saw it, though the model would complain of the same value', () => {
    expect(reasonsOf(NOTICE)).toEqual([]);
    const told = reasonsOf(NOTICE.replace('"2026-11-27"', '"27 nov"'));
    expect(told.map(({ code }) => code)).toEqual(['invalid-value']);
    expect(told[0]?.path).toMatch(/\.value$/);
  });

  it('is told by the model too where it stands elsewhere, or is something else', () => {
    const broken = NOTICE.replace('"2026-11-27"', '"27 nov"').replaceAll('191212121212', '191212121213');
    expect(reasonsOf(broken.replace('"BC"', '"BX"')).map(({ code }) => code)).toEqual([
      'invalid-value',
      'invalid-identity',
      'unknown-category',
    ]);
  });
});
