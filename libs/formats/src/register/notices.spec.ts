import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsvNotices, readJsonNotices, readLookup, readRegisterPage } from './notices.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const TOLVAN = { patientId: '191212121212', idType: 'personnummer', diedOn: '2026-12-01' };

describe('notices of the population register', () => {
  it('are read from a list, from items, and from a table with either separator', () => {
    const item = '{"id": "19121212-1212", "diedOn": "2026-12-01"}';
    for (const text of [`[${item}]`, `{"items": [${item}]}`]) {
      expect(readJsonNotices(bytes(text))).toEqual({ ok: true, notices: [TOLVAN] });
    }
    for (const text of [
      'id;diedOn\n191212121212;2026-12-01\n',
      'diedOn,name,id\r\n2026-12-01,"X",191212121212\r\n\r\n',
      '"id";"diedOn"\n"191212121212";"2026-12-01"',
    ]) {
      expect(readCsvNotices(bytes(text))).toEqual({ ok: true, notices: [TOLVAN] });
    }
  });

  it('know a samordningsnummer by its day', () => {
    const read = readJsonNotices(bytes('[{"id": "194807829819", "diedOn": "2026-12-01"}]'));
    expect(read).toMatchObject({ ok: true, notices: [{ idType: 'samordningsnummer' }] });
  });

  it('all are right or none is taken, and what is wrong is told by place without a value', () => {
    const lines = [
      '191212121212;2026-12-01',
      '1912121212;2026-12-01',
      '191212121213;2026-12-01',
      '191212121212;2026-02-30',
    ];
    const read = readCsvNotices(bytes(['id;diedOn', ...lines].join('\n')));
    expect(read).toEqual({
      ok: false,
      problems: [
        'line 3: id must be a personnummer or samordningsnummer of twelve digits',
        'line 4: id is not well formed',
        'line 5: diedOn must be a day, YYYY-MM-DD',
      ],
    });
    expect(readCsvNotices(bytes('person;day\n1;2'))).toMatchObject({ ok: false });
    expect(readJsonNotices(bytes('{"items": {}}'))).toEqual({ ok: false, problems: ['items must be a list'] });
    expect(readJsonNotices(Buffer.from([0x5b, 0xff]))).toMatchObject({ ok: false });
  });

  it('a page says where to go on', () => {
    const page = readRegisterPage(bytes('{"items": [], "next": "p2", "more": true}'));
    expect(page).toEqual({ ok: true, notices: [], next: 'p2', hasMore: true });
    expect(readRegisterPage(bytes('{"items": [], "next": 2}'))).toMatchObject({ ok: false });
    expect(readRegisterPage(bytes('[]'))).toMatchObject({ ok: false });
  });

  it('a look-up tells a day, or that there is none', () => {
    expect(readLookup(bytes('{"diedOn": "2026-12-01"}'))).toEqual({ ok: true, diedOn: '2026-12-01' });
    expect(readLookup(bytes('{"diedOn": null}'))).toEqual({ ok: true, diedOn: undefined });
    expect(readLookup(bytes('{}'))).toEqual({ ok: true, diedOn: undefined });
    for (const text of ['[]', '{"diedOn": "yesterday"}', '']) expect(readLookup(bytes(text))).toEqual({ ok: false });
  });

  it('property: no bytes make reading throw, and no problem repeats what it read', () => {
    const secret = '199001019999';
    const text = fc.array(
      fc.constantFrom('id', 'diedOn', ';', ',', '\n', '"', '{', '[', ']', '}', ':', secret, '2026-12-01'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          text.map((parts) => bytes(parts.join(''))),
        ),
        (input) => {
          for (const read of [readCsvNotices(input), readJsonNotices(input), readRegisterPage(input)]) {
            if (!read.ok) expect(read.problems.join()).not.toContain(secret);
          }
          readLookup(input);
        },
      ),
    );
  });
});
