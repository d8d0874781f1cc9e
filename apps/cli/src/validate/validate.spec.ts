import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { story } from '../../../../test/examples/story.js';
import { KeptSurroundings } from '../../../../test/support/surroundings.js';
import { run } from '../program.js';

const A01 = 'docs/examples/a01.hl7';
const NOTICE = 'docs/examples/notice.json';
const OF_WARDS = String(story('').filter(({ isOfParty, isOfPlan }) => !isOfParty && !isOfPlan).length);

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hemgang-validate-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function validate(...words: string[]) {
  const at = new KeptSurroundings();
  const code = await run(['validate', ...words], {}, at);
  return { code, lines: at.written.split('\n').filter(Boolean), err: at.said };
}

async function validateInput(input: Uint8Array, ...words: string[]) {
  const at = new KeptSurroundings();
  at.input = input;
  return { code: await run(['validate', '-', ...words], {}, at), out: at.written };
}

const a01 = (change: (text: string) => string): string => change(readFileSync(A01, 'utf8'));
const notice = (changes: object): string =>
  JSON.stringify({ ...(JSON.parse(readFileSync(NOTICE, 'utf8')) as object), ...changes }, undefined, 2);

describe('validate', () => {
  it.each(MESSAGE_FORMATS)(
    'every example in %s is valid against the demo region, and nothing is remarked upon',
    async (format) => {
      const { code, lines, err } = await validate(`docs/examples/${format}`);
      expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(`^${OF_WARDS} giltiga, 0 ogiltiga`) });
      expect(lines.every((line) => line.startsWith('ok  '))).toBe(true);
    },
  );

  it('a valid message is told with its kind and id', async () => {
    expect(await validate(A01)).toEqual({
      code: 0,
      lines: [`ok  inskrivningsmeddelande  EXAMPLE-A01  ${A01}`],
      err: '',
    });
  });

  it('an error is told with file, line, column, code, rule and place, in both languages, and without the value', async () => {
    const bad = file(
      'bad.hl7',
      a01((text) => text.replace('191212121212', '191212121213')),
    );
    const { code, lines } = await validate(bad);
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/bad\.hl7:3:\d+: invalid-identity \[G-ADM-29\] .+ · .+ \(PID-3.*\)$/),
    ]);
    expect(lines.join()).not.toContain('191212121213');
  });

  it('every error of every message is told, message by message, on the lines of the file', async () => {
    const bad = a01((text) => text.replace('191212121212', '1').replace('|BC|', '|Q|').replace('EXAMPLE-A01', 'A-2'));
    const { code, lines } = await validate(file('two.hl7', `${readFileSync(A01, 'utf8')}\n${bad}`));
    expect(code).toBe(1);
    expect(lines.map((line) => /:(\d+):\d+: (\S+)/.exec(line)?.slice(1).join(' ') ?? line.slice(0, 4))).toEqual([
      'ok  ',
      '14 invalid-identity',
      '19 unknown-category',
    ]);
  });

  it('the messages of a batch are looked at one by one; a batch with a wrong count is wrong as a whole', async () => {
    const message = readFileSync(A01, 'utf8');
    const batch = (count: number) =>
      `BHS|^~\\&|J\n${message}${message.replace('EXAMPLE-A01', 'A-2')}BTS|${String(count)}\n`;
    const good = await validate(file('batch.hl7', batch(2)));
    expect(good).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('EXAMPLE-A01'), expect.stringContaining('A-2')],
    });
    const bad = await validate(file('batch-3.hl7', batch(3)));
    expect(bad.code).toBe(1);
    expect(bad.lines).toEqual([expect.stringMatching(/batch-3\.hl7:\d+:\d+: /)]);
  });

  it('broken syntax is told at its line and column', async () => {
    const { code, lines } = await validate(file('broken.json', '{\n  "messageId": "x",\n  "kind" "y"\n}\n'));
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringMatching(/broken\.json:3:\d+: not-readable /)] });
    const xml = await validate(file('broken.xml', '<message xmlns="urn:hemgang:message:1">\n<kind>\n</message>'));
    expect(xml).toMatchObject({ code: 1, lines: [expect.stringMatching(/broken\.xml:3:\d+: not-readable /)] });
  });

  it('a unit that the directory does not have is told, at its place; --no-directory does not ask', async () => {
    const unknown = file('unknown.json', notice({ recipients: ['SE2321000016-HC99'], sender: 'SE2321000016-AVD99' }));
    const { code, lines } = await validate(unknown);
    expect(code).toBe(1);
    expect(lines.map((line) => /unknown-unit.*\((.*)\)$/.exec(line)?.[1])).toEqual(['sender', 'recipients[0]']);
    expect((await validate(unknown, '--no-directory')).code).toBe(0);
  });

  it('[G-ADM-28] [G-CAT-03] what the region refuses in any case is an error: nobody to route to, a category without notice', async () => {
    const text = readFileSync(NOTICE, 'utf8').replace('SE2321000016-HC02', 'SE2321000016-HC77');
    expect(await validate(file('unroutable.json', text))).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('unroutable [G-ADM-28]')],
    });
    expect(await validate(file('category-a.json', notice({ planningCategory: 'A' })))).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('category-without-notice [G-CAT-03]')],
    });
  });

  it('what a known care episode may supply is told as a doubt, and the message is valid', async () => {
    const { code, lines } = await validate(file('follow-up.json', notice({ planningCategory: undefined })));
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [
        expect.stringMatching(/^ok /),
        expect.stringMatching(/om vårdtillfället är nytt · if the care episode is new: missing-field \[G-CAT-01\]/),
      ],
    });
  });

  it('warnings are told as such', async () => {
    const { code, lines } = await validate(
      file('no-consent.json', notice({ consent: undefined, content: { reason: 'x' } })),
    );
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/varning · warning: consent-missing/);
  });

  it('HL7 is read as from the source: its facilities are units, and what its mapping ignores is no error', async () => {
    const local = file(
      'local.hl7',
      a01((text) => text.replace('JOURNAL|SE2321000016-AVD12', 'JOURNAL|MED12')),
    );
    expect((await validate(local)).code).toBe(0);
    expect((await validate(local, '--source', 'local-mllp')).code).toBe(0);
    const ignored = file(
      'ignored.hl7',
      a01((text) => text.replaceAll('A01', 'A10')),
    );
    expect(await validate(ignored, '--mapping', 'journal-exempel')).toMatchObject({
      code: 0,
      lines: [expect.stringContaining("left alone by the source's mapping")],
    });
  });

  it('names that the configuration does not have are wrong usage, and those that it has are told', async () => {
    for (const [option, known] of [
      ['--source', 'local-mllp'],
      ['--mapping', 'journal-exempel'],
      ['--profile', 'gavleborg'],
    ] as const) {
      expect(await validate(A01, option, 'atlantis')).toMatchObject({ code: 2, err: expect.stringContaining(known) });
    }
    expect(await validate(A01, '--format', 'csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('fhir+json'),
    });
    expect(await validate(A01, '--directory', 'none.yaml')).toMatchObject({ code: 2 });
  });

  it('--json tells programs the same', async () => {
    const at = new KeptSurroundings();
    const bad = file('bad.json', notice({ planningCategory: 'Q' }));
    expect(await run(['validate', NOTICE, bad, '--json'], {}, at)).toBe(1);
    expect(JSON.parse(at.written)).toMatchObject([
      { file: NOTICE, format: 'json', kind: 'inskrivningsmeddelande', messageId: 'EXAMPLE-NOTICE', valid: true },
      {
        file: bad,
        valid: false,
        findings: [
          { severity: 'error', code: 'unknown-category', rule: 'G-CAT-01', path: 'planningCategory', line: 22 },
        ],
      },
    ]);
  });

  it('reads standard input; --format says what the content does not', async () => {
    expect(await validateInput(readFileSync(NOTICE))).toMatchObject({ code: 0, out: expect.stringContaining('ok ') });
    const other = await validateInput(readFileSync(NOTICE), '--format', 'fhir+json');
    expect(other).toMatchObject({ code: 1, out: expect.stringMatching(/^-:1:1: /) });
  });

  it('a folder stands for the message files below it; one without any, and a file that is none, end with 2', async () => {
    mkdirSync(join(folder, 'deep', 'empty'), { recursive: true });
    writeFileSync(join(folder, 'deep', 'a.json'), readFileSync(NOTICE));
    writeFileSync(join(folder, 'deep', 'notes.txt'), 'nothing');
    expect(await validate(join(folder, 'deep'))).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('deep/a.json')],
    });
    expect(await validate(join(folder, 'deep', 'empty'))).toMatchObject({ code: 2, lines: [] });
    expect(await validate(join(folder, 'deep', 'notes.txt'), NOTICE)).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/^ok /)],
      err: expect.stringContaining('notes.txt'),
    });
    expect(await validate('no-such-file.hl7')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be read'),
    });
  });
});
