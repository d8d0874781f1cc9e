import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { formatNamed, formatOfFileName } from './format-name.js';
import { guessFormat } from './guess-format.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, mark = true): Uint8Array {
  return new Uint8Array(Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le'));
}

describe('the format of a file', () => {
  it.each([
    ['MSH|^~\\&|J', 'hl7v2'],
    ['\ufeff\r\n\u000bMSH|^~\\&|J', 'hl7v2'],
    ['FHS|^~\\&', 'hl7v2'],
    ['BHS|^~\\&', 'hl7v2'],
    ['{ "kind": "makulering" }', 'json'],
    [' {"resourceType":"Bundle"}', 'fhir-json'],
    ['{"content":{"resourceType":"Bundle"}}', 'json'],
    ['{"resourceType": "Bundle", nonsense', 'fhir-json'],
    ['<message xmlns="urn:hemgang:message:1">', 'xml'],
    ['<?xml version="1.0"?><!-- <Bundle> -->\n<m:message xmlns:m=\'urn:hemgang:message:1\'/>', 'xml'],
    ['<ADT_A01 xmlns="urn:hl7-org:v2xml">', 'hl7v2-xml'],
    ['<ADT_A01>', 'hl7v2-xml'],
    ['<Bundle xmlns="http://hl7.org/fhir">', 'fhir-xml'],
    ['<!DOCTYPE Bundle [<!ENTITY a "<x>">]><Bundle xmlns="http://hl7.org/fhir"/>', 'fhir-xml'],
    ['<html/>', 'xml'],
  ])('%j is taken for %s by what it begins with, whatever the file is called', (text, format) => {
    expect([guessFormat(bytes(text), '-'), guessFormat(bytes(text), 'a.txt')]).toEqual([format, format]);
  });

  it.each([true, false])('XML in UTF-16 is recognised, with a byte order mark: %s', (mark) => {
    expect(guessFormat(utf16('<Bundle xmlns="http://hl7.org/fhir"/>', mark), 'x')).toBe('fhir-xml');
  });

  it.each([
    ['a.v2.xml', 'hl7v2-xml'],
    ['a.fhir.JSON', 'fhir-json'],
    ['a.hl7', 'hl7v2'],
    ['a.json', 'json'],
    ['a.yaml', undefined],
    ['json', undefined],
  ])('when the content does not tell, %s is %s by its name', (name, format) => {
    expect([guessFormat(bytes('nonsense'), name), formatOfFileName(name)]).toEqual([format, format]);
  });

  it('whatever the bytes are, there is an answer, and never an error', () => {
    const text = fc.constantFrom('<', '<!', '<?', '<!--', '[', ']>', '>', '{', 'MSH', 'xmlns=', '"', ' ');
    const hostile = fc.array(fc.oneof(text, fc.string()), { maxLength: 20 }).map((parts) => bytes(parts.join('')));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.uint8Array()), (content) => {
        expect([...MESSAGE_FORMATS, undefined]).toContain(guessFormat(content, 'x'));
      }),
    );
  });

  it('a format is known by its name, by its content type with or without its first half, and by common names', () => {
    for (const format of MESSAGE_FORMATS) {
      const type = MEDIA_TYPES[format];
      const names = [format, format.toUpperCase(), type, type.replace('application/', '')];
      expect(names.map(formatNamed)).toEqual(names.map(() => format));
    }
    expect(['fhir+json', 'hl7-v2+xml', 'er7', 'v2.xml', 'csv', ''].map(formatNamed)).toEqual([
      ...['fhir-json', 'hl7v2-xml', 'hl7v2', 'hl7v2-xml', undefined, undefined],
    ]);
  });
});
