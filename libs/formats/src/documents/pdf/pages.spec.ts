import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { paperFonts } from '../../../../../test/support/paper-fonts.js';
import { linesOf } from './lines.js';
import { paginate } from './pages.js';
import type { Piece } from './pieces.js';
import { typefaceOf } from './typeface.js';

const ROOM = { first: 300, others: 500 };

const piece: fc.Arbitrary<Piece> = fc.record({
  height: fc.integer({ min: 5, max: 120 }),
  gap: fc.integer({ min: 0, max: 20 }),
  hold: fc.constantFrom('none', 'none', 'none', 'loose', 'firm'),
  marks: fc.constant([]),
  onNewPage: fc.constantFrom(false, false, false, false, true),
});

describe('pieces on pages', () => {
  it('are all there, in order, none over the edge of a page, and there is always a page', () => {
    expect(paginate([], ROOM)).toEqual([[]]);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const pages = paginate(pieces, ROOM);
        expect(pages.flat().map((placed) => placed.piece)).toEqual(pieces);
        for (const [at, page] of pages.entries()) {
          const room = at === 0 ? ROOM.first : ROOM.others;
          let below = 0;
          for (const placed of page) {
            expect(placed.y).toBeGreaterThanOrEqual(below);
            below = placed.y + placed.piece.height;
          }
          expect(below).toBeLessThanOrEqual(room + 0.01);
        }
      }),
    );
  });

  it('what firmly holds the next one is on its page, as far as both fit on one', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const [number, page] of paginate(pieces, ROOM).entries()) {
          const last = page.at(-1)?.piece;
          const next = last === undefined ? undefined : pieces[pieces.indexOf(last) + 1];
          if (last?.hold !== 'firm' || next === undefined || next.onNewPage === true) continue;
          const group = firmGroup(pieces, pieces.indexOf(last));
          expect(group.reduce((sum, { height, gap }) => sum + height + gap, 0)).toBeGreaterThan(
            number === 0 && group[0] === pieces[0] ? ROOM.first : ROOM.others,
          );
        }
      }),
    );
  });

  it('the head of a table stands again on every page that its rows go on', () => {
    const head: Piece = { height: 20, gap: 0, hold: 'firm', marks: [] };
    const rows = Array.from({ length: 30 }, (): Piece => ({ height: 40, gap: 0, hold: 'none', marks: [], head }));
    const pages = paginate([head, ...rows], ROOM);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page[0]?.piece).toBe(head);
  });
});

/** The pieces that hold each other around one. */
function firmGroup(pieces: readonly Piece[], at: number): Piece[] {
  let from = at;
  let to = at;
  while (from > 0 && pieces[from - 1]?.hold === 'firm' && pieces[from]?.onNewPage !== true) from -= 1;
  while (pieces[to]?.hold === 'firm' && to < pieces.length - 1 && pieces[to + 1]?.onNewPage !== true) to += 1;
  return pieces.slice(from, to + 1);
}

describe('lines of text', () => {
  const face = typefaceOf(paperFonts());
  const setting = { width: 120, size: 11 };
  const textOf = (text: string) => linesOf(text, setting, face).map((line) => line.map((one) => one.text).join(''));

  it('are no wider than their room, and lose no letter', () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 40 }),
        fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
        (lorem, any) => {
          const text = `${lorem} ${any}`;
          const lines = textOf(text);
          for (const line of lines) expect(face.widthOf(line.trimEnd(), 'regular', 11)).toBeLessThanOrEqual(121);
          const letters = (of: string) => of.replaceAll(/[ \n]/g, '');
          expect(letters(lines.join(''))).toBe(letters(face.settable(text)));
        },
      ),
    );
  });

  it('keep the breaks that were written, end with a blank, and break no word that fits', () => {
    expect(textOf('Åsa\nÖrjan')).toEqual(['Åsa ', 'Örjan']);
    expect(textOf('Vi lägger om såret på måndagar och torsdagar.')).toEqual([
      'Vi lägger om såret på ',
      'måndagar och torsdagar.',
    ]);
    expect(textOf('')).toEqual(['']);
    expect(textOf('Å'.repeat(40)).join('')).toBe('Å'.repeat(40));
  });

  it('a name in bold and the comma after it are not torn apart', () => {
    const words = [{ text: 'Vi ses hos distriktssköterskan', style: 'strong' as const }, { text: ', som vanligt' }];
    const lines = linesOf(words, { width: 150, size: 11 }, face).map((line) => line.map((one) => one.text).join(''));
    expect(lines.filter((line) => line.startsWith(','))).toEqual([]);
    expect(lines.join('')).toBe('Vi ses hos distriktssköterskan, som vanligt');
  });

  it('what the fonts do not have stands as a box, what is not seen goes, and letters stay whole', () => {
    expect(face.settable('A\u030a Ö\u00ad \u200bx\ty 😊 \ufb01')).toBe('Å Ö x y □ \ufb01');
    expect(face.settable('a\r\nb\u2028c')).toBe('a\nb\nc');
  });
});
