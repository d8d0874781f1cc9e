import { describe, expect, it } from '@jest/globals';
import type { MessageFormat } from '#domain/message.js';
import { MEDIA_TYPES } from '../format.js';
import type { MarkedReason } from './mark-reasons.js';
import { markReasons } from './mark-reasons.js';
import { maskText, wholeText } from './mask-text.js';

const ER7 = [
  'MSH|^~\\&|JOURNAL|SE2321000016-AVD12|||20261123081500+0100||ADT^A01|M1|P|2.5',
  'PID|1||191212121212^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||Tolvansson^Tolvan',
  'PV1|1|I|AVD12',
].join('\r');

const JSON_TEXT = `{
  "kind": "inskrivningsmeddelande",
  "patient": { "id": "191212121212", "municipality": "9999" },
  "recipients": ["x", "SE2321000016-HC01"]
}`;

/** What stands under the error marks, in what is masked and in what is whole. */
function marked(text: string, format: MessageFormat, ...reasons: Partial<MarkedReason>[]): string[][] {
  const told = reasons.map((one): MarkedReason => ({ path: '', code: 'invalid-value', message: 'wrong', ...one }));
  return [maskText, wholeText].map((show) => {
    const shown = markReasons(show(Buffer.from(text), MEDIA_TYPES[format]), told, format);
    return shown.marks.filter(({ kind }) => kind === 'error').map(({ from, to }) => shown.text.slice(from, to));
  });
}

describe('reasons', () => {
  it('are marked at the field of ER7 that their path names, masked or not', () => {
    expect(marked(ER7, 'hl7v2', { path: 'PID^1^3^1^1' })).toEqual([
      ['•••^^^&1.2.752.129.2.1.3.1&ISO^NNSWE'],
      ['191212121212^^^&1.2.752.129.2.1.3.1&ISO^NNSWE'],
    ]);
    expect(marked(ER7, 'hl7v2', { path: 'PV1-3' })).toEqual([['AVD12'], ['AVD12']]);
    expect(marked(ER7, 'hl7v2', { path: 'MSH^1^9' })).toEqual([['ADT^A01'], ['ADT^A01']]);
    expect(marked(ER7, 'hl7v2', { path: 'PV1^1' })[0]).toEqual(['PV1|1|I|AVD12']);
  });

  it('are marked at the end of a segment that lacks the field, and at the line where there is only a line', () => {
    const { marks, text } = markReasons(
      maskText(Buffer.from(ER7), MEDIA_TYPES.hl7v2),
      [{ path: 'PV1^1^44', code: 'invalid-value', message: 'missing' }],
      'hl7v2',
    );
    expect(marks.find(({ kind }) => kind === 'error')).toMatchObject({ from: text.length, to: text.length });
    expect(marked(ER7, 'hl7v2', { line: 2, path: 'what' })[1]![0]).toMatch(/^PID\|1/);
  });

  it('are marked at the value of JSON that their path names, else at the nearest thing around it', () => {
    expect(marked(JSON_TEXT, 'json', { path: 'patient.municipality' })).toEqual([['"9999"'], ['"9999"']]);
    expect(marked(JSON_TEXT, 'json', { path: 'patient.id' })).toEqual([['"•••"'], ['"191212121212"']]);
    expect(marked(JSON_TEXT, 'json', { path: 'recipients[0]' })).toEqual([['"•••"'], ['"x"']]);
    expect(marked(JSON_TEXT, 'json', { path: 'patient.givenName' })).toEqual([['{'], ['{']]);
    expect(marked(JSON_TEXT, 'json', { path: 'x', line: 3, column: 22 })[1]).toEqual(['"191212121212"']);
  });

  it('are marked at the element of XML by line and column', () => {
    const text = '<message>\n  <patient>\n    <id>191212121212</id>\n  </patient>\n</message>';
    expect(marked(text, 'xml', { path: '/message/patient/id', line: 3, column: 5 })).toEqual([
      ['<id>•••</id>'],
      ['<id>191212121212</id>'],
    ]);
  });

  it('stand in order among the masks, and those about the whole message have no mark', () => {
    const shown = markReasons(
      maskText(Buffer.from(JSON_TEXT), MEDIA_TYPES.json),
      [
        { path: '', code: 'not-readable', message: 'whole' },
        { path: 'kind', code: 'invalid-value', message: 'odd' },
      ],
      'json',
    );
    const starts = shown.marks.map(({ from }) => from);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    expect(shown.marks.filter(({ kind }) => kind === 'error')).toMatchObject([{ path: 'kind', message: 'odd' }]);
  });

  it('never throw, whatever the text is', () => {
    for (const text of [
      '',
      '{',
      '{"a":[}',
      '\u0000',
      '<a',
      'MSH',
      '"'.repeat(50),
      'not JSON at all',
      '{"a" 1}',
      '[1,,2]',
    ]) {
      for (const format of ['json', 'xml', 'hl7v2', 'fhir-json'] as const) {
        expect(() =>
          marked(text, format, { path: 'a.b', line: 7, column: 9 }, { path: 'PID^1^3' }, { path: 'a' }),
        ).not.toThrow();
      }
    }
  });
});
