import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';

import { changed } from '../../../../test/support/changed.js';
import type { ExitCode } from '../failure.js';
import { testMapping } from './mapping.command.js';
import type { MappingTestOptions } from './mapping.command.js';

const WARD = 'SE2321000016-AVD12';
const A01 = readFileSync('docs/examples/a01.hl7', 'utf8');
/** A record system that has its planning category in a segment of its own, and its own words for wards and yes. */
const JOURNAL = {
  ...{ id: 'journal', facilities: { 'JOURNAL|MED': WARD }, events: { A10: 'ignore' } },
  ...{
    places: { planningCategory: 'ZPL-2' },
    codes: { planningCategory: { K4: 'BC' }, 'consent.given': { '1': 'J' } },
  },
};

let folder: string;
let directory: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hemgang-mapping-'));
  const demo: unknown = parse(readFileSync('config/directory/demo.yaml', 'utf8'));
  directory = file(
    'directory.yaml',
    stringify(changed(demo, { 'mappings.0': JOURNAL, 'sources.0.mapping': 'journal' })),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What that record system sends. */
const foreign = (): string =>
  A01.replace('JOURNAL|SE2321000016-AVD12', 'JOURNAL|MED')
    .replace('samtycke||J|', 'samtycke||1|')
    .replace(/^OBX\|2\|.*$/m, 'ZPL|1|K4');

async function run(
  content: string,
  options: Partial<MappingTestOptions> = {},
): Promise<{ code: ExitCode; out: string; lines: string[] }> {
  let out = '';
  const at = {
    out: { write: (text: string) => void (out += text), isTerminal: false, width: undefined },
    err: { say: () => undefined, progress: () => undefined },
    folder,
    readInput: () => Promise.reject(new Error('nothing is read from there')),
  };
  const region = { directory, profileDir: resolve('config/profiles') };
  const nobody = { source: undefined, client: undefined, mapping: undefined, format: undefined };
  const code = await testMapping(file('message.hl7', content), { ...nobody, region, ...options }, at);
  return { code, out, lines: out.split('\n').map((line) => line.trim().replace(/ {2,}/g, '  ')) };
}

describe('mapping test', () => {
  it('shows each value with its place, and the model that a message becomes', async () => {
    const { code, out, lines } = await run(A01, { client: 'gavle-sjukhus' });
    expect(code).toBe(0);
    expect(lines).toContainEqual(expect.stringMatching(/^messageId {2}MSH-10 {2}1:\d+ {2}EXAMPLE-A01$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^patient\.address\.line\[0\] {2}PID-11\S* {2}3:\d+ {2}Gatan 1$/),
    );
    expect(out).toContain('"planningCategory": "BC"');
    expect(out).not.toContain('*');
  });

  it('marks what the mapping changed, and says what it would be without', async () => {
    const { code, lines } = await run(foreign(), { source: 'local-mllp' });
    expect({ code, lines }).toMatchObject({ code: 0 });
    expect(lines).toContainEqual(
      expect.stringMatching(new RegExp(`^\\* {2}sender {2}MSH-4 {2}1:\\d+ {2}${WARD} {2}MED$`)),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^\* {2}planningCategory {2}ZPL-2 {2}\d:\d+ {2}BC {2}-$/));
    expect(lines).toContainEqual(expect.stringMatching(/^\* {2}consent\.given {2}OBX-5 {2}\d:\d+ {2}true {2}-$/));
    expect(lines).toContainEqual(expect.stringMatching(/^messageId {2}/));
    expect(lines).toContain('* ändrat av mappningen · * changed by the mapping');
  });

  it('tells what is wrong at its line and column, and shows the model as far as it could be read', async () => {
    const { code, out } = await run(foreign().replace('|K4', '|K9'), { mapping: 'journal' });
    expect(code).toBe(1);
    expect(out).toMatch(
      /message\.hl7:\d:\d+: unknown-category \[G-CAT-01\] Planeringskategorin finns inte .*\(ZPL-2\)/,
    );
    expect(out).toContain('"planningCategory": "K9"');
  });

  it('tells when the one who is named may not send as the unit', async () => {
    const { code, out } = await run(A01, { client: 'halsocentraler' });
    expect(code).toBe(1);
    expect(out).toMatch(/message\.hl7:1:\d+: sender-not-allowed .*\(MSH-4\)/);
  });

  it('tells that too of a message in which something else is wrong', async () => {
    const { code, out } = await run(A01.replace('|BC|', '|K9|'), { client: 'halsocentraler' });
    expect(code).toBe(1);
    expect(out).toMatch(/message\.hl7:1:\d+: sender-not-allowed .*\(MSH-4\)/);
    expect(out).toContain('unknown-category');
  });

  it('says that a message is ignored where the mapping says so', async () => {
    const { code, out } = await run(foreign().replaceAll('A01', 'A10'));
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('journal') });
    expect(out).not.toContain('"patient"');
  });

  it('tells the same to programs', async () => {
    const { code, out } = await run(foreign(), { source: 'local-mllp', json: true });
    const [told]: [Record<string, unknown>] = JSON.parse(out);
    expect({ code, told }).toMatchObject({
      code: 0,
      told: { valid: true, mapping: 'journal', format: 'hl7v2', model: { planningCategory: 'BC' }, findings: [] },
    });
    expect(told['paths']).toContainEqual(
      expect.objectContaining({ path: 'planningCategory', value: 'BC', place: 'ZPL-2', changed: true }),
    );
  });

  it('reads every message of a file', async () => {
    const { out } = await run(`${foreign()}\n${foreign().replaceAll('EXAMPLE-A01', 'SECOND')}`, { json: true });
    const told: { messageId: string; line: number }[] = JSON.parse(out);
    expect(told.map(({ messageId, line }) => [messageId, line])).toEqual([
      ['EXAMPLE-A01', 1],
      ['SECOND', 12],
    ]);
  });

  it('a value of a later message stands on its line of the file', async () => {
    const { lines } = await run(`${A01}\n${A01.replaceAll('EXAMPLE-A01', 'SECOND')}`);
    expect(lines).toContainEqual(expect.stringMatching(/^messageId {2}MSH-10 {2}12:\d+ {2}SECOND$/));
  });

  it('names no mapping for what is not HL7 v2', async () => {
    const notice = readFileSync('docs/examples/notice.json', 'utf8');
    const { out } = await run(notice);
    expect(out.split('\n')[0]).toMatch(/^json {2}\S*message\.hl7:1$/);
    expect(JSON.parse((await run(notice, { json: true })).out)[0]).not.toHaveProperty('mapping');
  });

  it.each<[string, Partial<MappingTestOptions>, RegExp]>([
    ['a source that is not there', { source: 'mllp' }, /mllp.*local-mllp/],
    ['a client that is not there', { client: 'cosmic' }, /cosmic.*gavle-sjukhus/],
    ['a mapping that is not there', { mapping: 'cosmic' }, /cosmic.*journal/],
    ['two senders at once', { source: 'local-mllp', mapping: 'journal' }, /Give only one/],
    [
      'a directory that is wrong',
      { region: { directory: 'jest.config.js', profileDir: 'config' } },
      /jest\.config\.js/,
    ],
  ])('cannot do %s, and says so', async (_what, options, why) => {
    await expect(run(A01, options)).rejects.toThrow(why);
  });

  it('cannot read what holds no message', async () => {
    await expect(run('hej')).rejects.toThrow('message.hl7');
  });
});
