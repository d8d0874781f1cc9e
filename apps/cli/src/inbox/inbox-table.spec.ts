import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Answer } from '../api/answer.js';
import type { InboxEntry } from '../api/inbox.js';
import { inboxLines } from './inbox-table.js';
import { tableLines } from './table.js';

const patient = { id: '191212121212', givenName: 'Tolvan', familyName: 'Tolvansson' };
const entry: InboxEntry = {
  deliveryId: 'd-1',
  receivedAt: new Date('2026-11-23T07:15:00Z'),
  receiptDue: new Date('2026-11-23T08:00:00Z'),
  state: 'received',
  kind: 'inskrivningsmeddelande',
  sender: 'SE1-A',
  messageId: 'MSG1',
  episode: 'V1',
  hubEpisode: 'E1',
  category: 'BC',
  notice: 'first',
  consents: true,
  content: Answer.of({ reason: 'Fall' }, 'content'),
  raw: { message: { patient } },
};

describe('an inbox as a table', () => {
  it('shows when, what, from whom, for which stay, due when and how it stands, in Swedish time', () => {
    const [, , , row] = inboxLines([entry], () => 'Avdelning 12');
    expect(row?.split(/ {2,}/)).toEqual([
      'mån 23 nov 08:15',
      'inskrivningsmeddelande',
      'Avdelning 12',
      'MSG1',
      'V1',
      'BC',
      'mån 23 nov 09:00',
      'hämtad',
      'd-1',
    ]);
  });

  it('tells nothing of the patient and nothing of the content', () => {
    expect(inboxLines([entry], String).join('\n')).not.toMatch(/1912|Tolvan|Fall/);
  });

  it('codes that this version does not know are shown as they are', () => {
    const [, , , row] = inboxLines([{ ...entry, kind: 'ny-typ', state: 'nytt-lage' }], String);
    expect(row).toMatch(/ny-typ .*nytt-lage/);
  });
});

describe('a table', () => {
  it('is as wide as what stands in it, and leaves out a column with nothing in it', () => {
    const headings = [
      { sv: 'Enhet', en: 'Unit' },
      { sv: 'Tomt', en: 'Empty' },
      { sv: 'År', en: 'Year' },
    ];
    expect(
      tableLines(headings, [
        ['Avdelning', '', '26'],
        ['B', '', '2'],
      ]),
    ).toEqual(['Enhet      År', 'Unit       Year', '---------  ----', 'Avdelning  26', 'B          2']);
  });

  it('every cell begins where its heading does', () => {
    const cell = fc.stringMatching(/^[a-zåäö]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const [first, , , ...lines] = tableLines(
          [
            { sv: 'A', en: 'A' },
            { sv: '#', en: '#' },
          ],
          rows,
        );
        const column = first?.indexOf('#') ?? -1;
        expect(lines.map((line) => line.slice(column))).toEqual(rows.map(([, second]) => second));
      }),
    );
  });
});
