import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { renderMessage } from '#formats/render.js';
import { anyMessage } from '../../../../test/support/any-message.js';
import { KeptSurroundings } from '../../../../test/support/surroundings.js';
import { FILE_ENDINGS } from '../messages/format-name.js';
import { run } from '../program.js';
import { READ_FOR_SENDING } from '../send/outgoing.js';
import { readable } from './readable.js';

const A01 = 'docs/examples/a01.hl7';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hemgang-convert-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (...parts: string[]): string => join(folder, ...parts);

async function convert(...words: string[]) {
  const at = new KeptSurroundings();
  return { code: await run(['convert', ...words], {}, at), out: at.written, err: at.said };
}

function read(format: MessageFormat, bytes: Uint8Array) {
  const result = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, READ_FOR_SENDING);
  return result.ok ? result.message : result.reasons;
}

const pairs = MESSAGE_FORMATS.flatMap((from) =>
  MESSAGE_FORMATS.map((to): [MessageFormat, MessageFormat] => [from, to]),
);

describe('convert', () => {
  it.each(pairs)('what stands in %s says the same in %s', async (from, to) => {
    const [ending] = FILE_ENDINGS[from];
    const file = `docs/examples/${from}/02-inskrivningsmeddelande.${ending}`;
    const { code, out, err } = await convert(file, '--to', to);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(read(to, Buffer.from(out))).toEqual(read(from, readFileSync(file)));
  });

  it('content types are names of formats too', async () => {
    expect((await convert(A01, '--to', 'fhir+json')).out).toMatch(/^\{\n {2}"resourceType": "Bundle"/);
    expect((await convert(A01, '--to', 'application/hl7-v2+xml')).out).toContain('<ADT_A01 xmlns="urn:hl7-org:v2xml">');
  });

  it('HL7 has carriage returns in a pipe and in files, and a segment a line on a terminal', async () => {
    const notice = 'docs/examples/notice.json';
    expect((await convert(notice, '--to', 'hl7-v2')).out).toMatch(/^MSH[^\n]*\rEVN[^\n]*\r$/);
    const terminal = new KeptSurroundings(process.cwd(), true);
    await run(['convert', notice, '--to', 'hl7-v2'], {}, terminal);
    expect(terminal.written).toMatch(/^MSH.*\nEVN/);
    expect(terminal.written).not.toContain('\r');
  });

  it('the recipient is named where the format has a place for it', async () => {
    const { out } = await convert(A01, '--to', 'hl7v2', '--recipient', 'SE2321000016-HC01');
    expect(out.split('|')[5]).toBe('SE2321000016-HC01');
  });

  it('--out names a file', async () => {
    const { code, out } = await convert(A01, '--to', 'xml', '--out', path('one.xml'));
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(read('xml', readFileSync(path('one.xml')))).toEqual(read('hl7v2', readFileSync(A01)));
  });

  it('several messages go to a folder, each under the name that it had', async () => {
    expect((await convert('docs/examples/json', '--to', 'v2.xml', '--out', path('many'))).code).toBe(0);
    const names = readdirSync('docs/examples/hl7v2-xml').toSorted();
    expect(readdirSync(path('many')).toSorted()).toEqual(names);
    const message = readFileSync(A01, 'utf8');
    writeFileSync(path('two.hl7'), `${message}\n${message.replace('EXAMPLE-A01', 'A-2')}`);
    await convert(path('two.hl7'), '--to', 'json', '--out', path('numbered'));
    expect(readdirSync(path('numbered')).toSorted()).toEqual(['two-1.json', 'two-2.json']);
  });

  it('what cannot be read is told with its place and left out, and it ends with 1', async () => {
    writeFileSync(path('bad.hl7'), readFileSync(A01, 'utf8').replace('191212121212', '191212121213'));
    const { code, out, err } = await convert(path('bad.hl7'), A01, '--to', 'json', '--out', path('some'));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/bad\.hl7:3:\d+: invalid-identity/);
    expect(err).not.toContain('191212121213');
    expect(existsSync(path('some'))).toBe(true);
  });

  it('what HL7 empties and no other format can say is told', async () => {
    writeFileSync(path('emptied.hl7'), readFileSync(A01, 'utf8').replace('|20261127', '|""'));
    const { code, err } = await convert(path('emptied.hl7'), '--to', 'json');
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('content.expectedDischarge') });
  });

  it('wrong usage ends with 2', async () => {
    expect((await convert(A01)).code).toBe(2);
    expect((await convert(A01, '--to', 'csv')).code).toBe(2);
    expect((await convert('config/profiles/gavleborg.yaml', '--to', 'json')).code).toBe(2);
    expect((await convert(A01, '--to', 'json', '--out', path('none', 'deep.json'))).code).toBe(2);
  });
});

describe('a message laid out for reading', () => {
  it.each(MESSAGE_FORMATS)('%s: is read as the same message, whatever it says', (format) => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(renderMessage(format, message, {}));
        expect(read(format, new TextEncoder().encode(readable(format, text)))).toEqual(message);
      }),
      { numRuns: 30 },
    );
  });
});
