import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hasLabel } from '#domain/field-names.js';
import { MEDIA_TYPES } from '../format.js';
import { maskText, wholeText } from './mask-text.js';
import { MODEL_NAMES } from './model-places.js';

const ROOTS = ['test/fixtures/messages', 'docs/examples'];

const PLANTED = [
  '191212121212',
  '19121212-1212',
  '121212-1212',
  'Tolvan Tolvansson',
  'Tolvansson',
  'Gatan 12',
  '070-174 06 05',
  '0701740605',
];

interface Fixture {
  readonly path: string;
  readonly text: string;
  readonly contentType: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

function typeOf(path: string): string | undefined {
  const isFhir = path.includes('fhir');
  if (path.endsWith('.hl7')) return MEDIA_TYPES.hl7v2;
  if (path.endsWith('.v2.xml')) return MEDIA_TYPES['hl7v2-xml'];
  if (path.endsWith('.json')) return isFhir ? MEDIA_TYPES['fhir-json'] : MEDIA_TYPES.json;
  return path.endsWith('.xml') ? (isFhir ? MEDIA_TYPES['fhir-xml'] : MEDIA_TYPES.xml) : undefined;
}

const FIXTURES = ROOTS.flatMap(filesIn).flatMap((path): Fixture[] => {
  const contentType = typeOf(path);
  if (contentType === undefined || basename(path) === 'expected.json') return [];
  return [{ path, contentType, text: readFileSync(path, 'latin1') }];
});

const shown = (text: string, contentType: string) => maskText(Buffer.from(text, 'latin1'), contentType).text;

/** The values of a text in any format, as far as they can be told by their surroundings. */
function valuesOf({ text, contentType }: Fixture): { from: number; to: number }[] {
  const found = contentType.includes('json')
    ? text.matchAll(/(?<=[:[,]\s*")[^"\\]+(?=")/g)
    : contentType.includes('xml')
      ? text.matchAll(/(?<=>)[^<>\s][^<>]*(?=<\/)|(?<=value=")[^"]+(?=")/g)
      : text.matchAll(/(?<=[|^&~])[^|^&~\r\n\\]+(?=[|^&~\r\n])/g);
  return [...found].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

function planted(
  text: string,
  values: readonly { from: number; to: number }[],
  valueOf: (index: number) => string | undefined,
): string {
  let at = 0;
  const parts = values.map(({ from, to }, index) => {
    const part = text.slice(at, from) + (valueOf(index) ?? text.slice(from, to));
    at = to;
    return part;
  });
  return parts.join('') + text.slice(at);
}

describe('a masked text', () => {
  it('is there for every format', () => {
    expect(new Set(FIXTURES.map(({ contentType }) => contentType)).size).toBe(6);
  });

  it('never shows a number, name, street or telephone number planted in any value of any fixture', () => {
    const survivors: string[] = [];
    for (const fixture of FIXTURES) {
      const values = valuesOf(fixture);
      for (const shift of PLANTED.keys()) {
        // Half of the values at a time, so that what stands around a value is what it was.
        for (const half of [0, 1]) {
          const text = planted(fixture.text, values, (index) =>
            index % 2 === half ? PLANTED[(Math.floor(index / 2) + shift) % PLANTED.length] : undefined,
          );
          const masked = shown(text, fixture.contentType);
          survivors.push(
            ...PLANTED.filter((value) => masked.includes(value)).map((value) => `${fixture.path}: ${value}`),
          );
        }
      }
    }
    expect([...new Set(survivors)]).toEqual([]);
  });

  it('never shows the test person of any fixture, by number, name, street or town', () => {
    const personal = /1[89]\d{6}-?\d{4}|Tolvan|Tolvansson|Gatan \d|Gävle|GÃ¤vle|803 ?10/;
    const survivors = FIXTURES.filter(({ text, contentType }) => personal.test(shown(text, contentType)));
    expect(survivors.map(({ path }) => path)).toEqual([]);
  });

  it('keeps the lines of what came, whatever it is', () => {
    for (const { text, contentType, path } of FIXTURES) {
      const lines = text.split(/\r\n|\r|\n/).length;
      if (/utf16/.test(path)) continue;
      expect([path, shown(text, contentType).split('\n').length]).toEqual([path, lines]);
    }
  });

  it('marks each mask where it stands', () => {
    for (const { text, contentType } of FIXTURES) {
      const masked = maskText(Buffer.from(text, 'latin1'), contentType);
      for (const { from, to } of masked.marks) expect(masked.text.slice(from, to)).toBe('•••');
    }
  });

  it('shows separators, names and what holds no personal data in HL7 v2', () => {
    expect(shown(readFileSync('docs/examples/a01.hl7', 'latin1'), MEDIA_TYPES.hl7v2).split('\n').slice(0, 8)).toEqual([
      'MSH|^~\\&|JOURNAL|SE2321000016-AVD12|HEMGANG|HUB|20261123081500+0100||ADT^A01^ADT_A01|EXAMPLE-A01|P|2.5||||||UNICODE UTF-8',
      'EVN|A01|20261123081000+0100',
      'PID|1||•••^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||•••^•••^^^^^L||•••|•••|||•••^^•••^^•••^^L^^2180',
      'PD1|||SE2321000016-HC01',
      'PV1|1|I|AVD12||||•••^•••^•••^^^•••||||||||||||V20261123-001|||||||||||||||||||||||||20261123024000+0100',
      'PV2|||||||||20261127',
      'OBX|1|CWE|samtycke||J||||||F',
      'OBX|2|CWE|planeringskategori||BC||||||F',
    ]);
  });

  it('shows the same in JSON, XML and v2.xml', () => {
    const json = shown(readFileSync('test/fixtures/messages/json/admission.json', 'latin1'), MEDIA_TYPES.json);
    expect(json).toContain('"kind": "inskrivningsmeddelande"');
    expect(json).toContain('"municipality": "2180"');
    expect(json).toContain('"givenName": "•••"');
    expect(json).toContain('"reason": "•••"');
    const xml = shown(
      '<message><kind>makulering</kind><patient><id>191212121212</id></patient></message>',
      MEDIA_TYPES.xml,
    );
    expect(xml).toBe('<message><kind>makulering</kind><patient><id>•••</id></patient></message>');
    const v2 = shown(
      '<ADT_A01><PID><PID.3><CX.1>1912</CX.1><CX.5>NNSWE</CX.5></PID.3></PID></ADT_A01>',
      MEDIA_TYPES['hl7v2-xml'],
    );
    expect(v2).toBe('<ADT_A01><PID><PID.3><CX.1>•••</CX.1><CX.5>NNSWE</CX.5></PID.3></PID></ADT_A01>');
  });

  it('masks names and values that nobody knows, and comments', () => {
    expect(shown('{"tolvan":"A", /* Tolvan */ "kind": "makulering"}', MEDIA_TYPES.json)).toBe(
      '{"•••":"•••", ••• "kind": "makulering"}',
    );
    expect(shown('<message><tolvan a="1"/><!-- Tolvan --></message>', MEDIA_TYPES.xml)).toBe(
      '<message><••• •••="•••"/>•••</message>',
    );
    expect(shown('MSH|^~\\&|APP\rTolvan Tolvansson\rQQQ|Tolvan', MEDIA_TYPES.hl7v2)).toBe('MSH|^~\\&|APP\n•••\n•••');
  });

  it('[L-PROT-01] shows nothing but the head of a person with protected identity', () => {
    const text = JSON.stringify({
      messageId: 'M-1',
      kind: 'utskrivningsklar',
      sender: 'SE2321000016-AVD12',
      patient: { municipality: '2180', healthCentre: 'SE2321000016-HC01', protected: true },
    });
    const masked = shown(text, MEDIA_TYPES.json);
    expect(masked).toContain('"messageId":"M-1"');
    expect(masked).not.toMatch(/2180|HC01/);
    expect(shown('MSH|^~\\&|APP\rPD1|||SE2321000016-HC01|||||||||Y', MEDIA_TYPES.hl7v2)).toBe(
      'MSH|^~\\&|APP\nPD1|||•••|||||||||•••',
    );
    const known = maskText(Buffer.from('{"planningCategory":"BC"}'), MEDIA_TYPES.json, { isProtected: true });
    expect(known.text).toBe('{"planningCategory":"•••"}');
  });

  it.each([
    ['in a line that is indented', 'hl7v2', 'MSH|^~\\&|APP\r PD1||||||||||||Y\rPV1|1||HIDDEN1'],
    [
      'between the marks of CDATA',
      'hl7v2-xml',
      '<PD1><PD1.12><![CDATA[Y]]></PD1.12></PD1><PV1><PV1.36>31</PV1.36></PV1>',
    ],
    ['as a text', 'json', '{"patient":{"protected":"true"},"episodeId":"HIDDEN1"}'],
    ['as a number', 'json', '{"patient":{"protected":1},"episodeId":"HIDDEN1"}'],
    ['in Swedish', 'xml', '<message><episodeId>HIDDEN1</episodeId><protected>ja</protected></message>'],
    ['in capitals', 'xml', '<message><episodeId>HIDDEN1</episodeId><protected> TRUE </protected></message>'],
    ['in CDATA', 'xml', '<message><episodeId>HIDDEN1</episodeId><protected><![CDATA[true]]></protected></message>'],
    ['after what is shown', 'json', `{"episodeId":"HIDDEN1","x":"${'x'.repeat(200_000)}","protected":true}`],
    ['after what is shown', 'hl7v2', `MSH|^~\\&|APP\rPV1|1||HIDDEN1\r${'NTE|1\r'.repeat(40_000)}PD1||||||||||||Y`],
  ] as const)(
    '[L-PROT-01] shows nothing but the head where protected identity is told %s (%s)',
    (_how, format, text) => {
      expect(shown(text, MEDIA_TYPES[format])).not.toMatch(/HIDDEN|>31</);
    },
  );

  it.each([
    ['json', '{"patient":{"protected":false},"episodeId":"SHOWN1"}'],
    ['json', '{"patient":{"protected": null},"episodeId":"SHOWN1"}'],
    ['xml', '<message><episodeId>SHOWN1</episodeId><patient><protected> 0 </protected></patient></message>'],
    ['hl7v2-xml', '<PV1><PV1.3><PL.1>SHOWN1</PL.1></PV1.3></PV1><PD1><PD1.12><![CDATA[N]]></PD1.12></PD1>'],
    ['hl7v2', 'MSH|^~\\&|APP\rPD1||||||||||||N\rPV1|1||SHOWN1'],
  ] as const)('shows ids where it is said that there is no protected identity (%s: %s)', (format, text) => {
    expect(shown(text, MEDIA_TYPES[format])).toContain('SHOWN1');
  });

  it('masks a diagnosis that looks like an event or a municipality', () => {
    const coded = (code: string) => ({ coding: [{ code }] });
    const encounter = { resourceType: 'Encounter', reasonCode: [coded('F20'), coded('1912')], type: [coded('C50')] };
    const masked = shown(JSON.stringify({ entry: [{ resource: encounter }] }), MEDIA_TYPES['fhir-json']);
    expect(masked).toContain('"reasonCode"');
    expect(masked).not.toMatch(/F20|1912|C50/);
    const header = { resourceType: 'MessageHeader', eventCoding: { code: 'A01' } };
    expect(shown(JSON.stringify({ entry: [{ resource: header }] }), MEDIA_TYPES['fhir-json'])).toContain('"A01"');
  });

  it('masks everything but lines in bytes of an unknown type', () => {
    expect(shown('Tolvan\nTolvansson 1212\n\n x', 'text/plain')).toBe('•••\n•••\n\n •••');
  });

  it('takes time in proportion to the length of hostile texts', () => {
    const openings = [
      '{"a":',
      '[',
      '"',
      '<a ',
      '<!--',
      '<a b="',
      '|',
      '&',
      'MSH|^~\\&|',
      'PD1|||\r',
      '"protected" ',
      '\r',
      '<',
    ];
    for (const contentType of Object.values(MEDIA_TYPES)) {
      for (const opening of openings) {
        const start = process.cpuUsage();
        shown(opening.repeat(200_000 / opening.length), contentType);
        const { user } = process.cpuUsage(start);
        expect([opening, contentType, user < 2_000_000]).toEqual([opening, contentType, true]);
      }
    }
  });

  it('is whole, without marks, where it is revealed', () => {
    expect(wholeText(Buffer.from('MSH|^~\\&\rPID|1||Tolvan'), MEDIA_TYPES.hl7v2)).toMatchObject({
      text: 'MSH|^~\\&\nPID|1||Tolvan',
      marks: [],
    });
  });

  it('knows what every field of the model is called', () => {
    expect([...MODEL_NAMES].filter((name) => !hasLabel(name))).toEqual([]);
  });
});
