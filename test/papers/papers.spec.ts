import { beforeAll, describe, expect, it } from '@jest/globals';
import { PdfPress } from '#formats/documents/pdf/pdf.js';
import { paperFonts } from '../support/paper-fonts.js';
import { elements, readPdf } from '../support/pdf-reader.js';
import type { ReadElement, ReadPdf } from '../support/pdf-reader.js';
import { idOf, planWith, SAMPLE_PLAN } from '../support/plan-sample.js';
import { made, PAPERS } from './papers.js';

/** Each paper is printed, drawn into `var/screenshots/documents` to be looked at, and read back. */

const press = new PdfPress(paperFonts());
const bytesOf = new Map<string, Buffer>();
const printed = new Map<string, ReadPdf>();

beforeAll(async () => {
  for (const [name, paper] of PAPERS) {
    const bytes = await press.print(paper);
    bytesOf.set(name, bytes);
    printed.set(name, await readPdf(bytes, name));
  }
}, 120_000);

function read(name: string): ReadPdf {
  return printed.get(name) ?? fail(name);
}

function fail(name: string): never {
  throw new Error(`${name} was not printed`);
}

/** Every element of a kind in the document, in reading order; one that goes on over a page is told once for each. */
function all({ structure }: ReadPdf, tag: string): ReadElement[] {
  return structure.flatMap((page) => elements(page, tag));
}

const wordsOf = (element: ReadElement): string =>
  [element.text, ...element.children.map(wordsOf)].join(' ').replaceAll(/\s+/gu, ' ').trim();

describe('every paper as PDF', () => {
  it.each(PAPERS)(
    '%s is A4, says on every page what it is, whom it is about and which page of how many',
    (name, paper) => {
      const { pages, sizes } = read(name);
      const word = paper.language === 'sv' ? ['Sida', 'av'] : ['Page', 'of'];
      for (const [at, text] of pages.entries()) {
        expect(text).toContain(paper.title);
        expect(text).toContain(paper.reference);
        if (paper.person !== undefined) expect(text).toContain(paper.person);
        expect(text).toContain(`${word[0]} ${String(at + 1)} ${word[1]} ${String(pages.length)}`);
        expect(sizes[at]?.map(Math.round)).toEqual([595, 842]);
      }
    },
  );

  it.each(PAPERS)(
    '%s is tagged: one title, headings in order, lists and tables as such, and its language',
    (name, paper) => {
      const { info, language, structure } = read(name);
      expect([language, info['Title']]).toEqual([paper.language === 'sv' ? 'sv-SE' : 'en-GB', paper.title]);
      expect(all(read(name), 'H1').map(wordsOf)).toEqual([paper.title]);
      const levels = structure.flatMap((page) => levelsIn(page));
      for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
      for (const table of paper.blocks.filter(({ kind }) => kind === 'table'))
        if (table.kind === 'table') expect(all(read(name), 'TH').map(wordsOf)).toContain(table.columns[0]?.head);
    },
  );

  it.each(PAPERS)(
    '%s has the marks of PDF/A-2a: its fonts in it, a colour profile, nothing that runs or shines through',
    (name) => {
      const bytes = bytesOf.get(name) ?? fail(name);
      const body = bytes.toString('latin1');
      const { metadata } = read(name);
      expect(metadata).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
      expect(body).toMatch(/\/S \/GTS_PDFA1/);
      expect(body).toMatch(/\/OutputIntents \[/);
      expect(body).toMatch(/\/MarkInfo \d+ 0 R/);
      expect(body).toMatch(/\/Marked true/);
      expect(body).toMatch(/\/DisplayDocTitle true/);
      expect(body).toMatch(/\/StructTreeRoot \d+ 0 R/);
      const fonts = body.match(/\/Type \/Font\n/g) ?? [];
      const embedded = body.match(/\/FontFile2 \d+ 0 R/g) ?? [];
      // Two objects for each font: the composite one and what is in it.
      expect([fonts.length, embedded.length]).toEqual([embedded.length * 2, 2]);
      expect(body).not.toMatch(/\/(JavaScript|JS|AA|Launch|Encrypt|SMask|ca|CA|EmbeddedFile)\b/);
    },
  );

  it('gives the same bytes for the same paper', async () => {
    const [, paper = fail('the first')] = PAPERS[0] ?? [];
    expect((await press.print(paper)).equals(await press.print(paper))).toBe(true);
  });
});

function levelsIn(element: ReadElement): number[] {
  const own = /^H([1-4])$/.exec(element.tag)?.[1];
  return [...(own === undefined ? [] : [Number(own)]), ...element.children.flatMap(levelsIn)];
}

describe('the plan on many pages', () => {
  it('[N-PRINT-01] cuts no row, repeats the head of a table, and leaves no heading alone at the foot of a page', () => {
    const { pages, structure } = read('plan-large');
    expect(pages.length).toBeGreaterThan(8);
    for (const page of structure) {
      const last = lastOf(page);
      expect(['H2', 'H3']).not.toContain(last);
    }
    const rows = all(read('plan-large'), 'TR').map(wordsOf);
    const told = rows.filter((row) => /Insats \d+: du får hjälp när du ber om det\./.test(row));
    // Every row of the short ones stands whole, once, with who answers for it.
    expect(told.filter((row) => row.includes('Hemsjukvården Gävle'))).toHaveLength(90 - Math.ceil(90 / 7));
    expect(new Set(told.map((row) => /Insats (\d+)/.exec(row)?.[1])).size).toBe(told.length);
  });

  it('draws every page', () => {
    for (const [name] of PAPERS) expect(read(name).pictures).toHaveLength(read(name).pages.length);
  });

  it('prints what no font has as a box, keeps Å, Ä, Ö and names from elsewhere, and loses no word of a very long text', async () => {
    const words = Array.from({ length: 1500 }, (_, at) => `ord${String(at)}`).join(' ');
    const plan = planWith({
      goals: SAMPLE_PLAN.facts.goals.map((goal) => ({ ...goal, text: `Åsa Ödlund, Łukasz Nguyễn 😊 ${words}` })),
      interventions: SAMPLE_PLAN.facts.interventions.map((one) => ({ ...one, text: words })),
    });
    const { pages } = await readPdf(await press.print(made({ kind: 'plan' }, 'sv', plan)));
    const text = pages.join(' ');
    expect(text).toContain('Åsa Ödlund, Łukasz Nguyễn □ ord0 ord1');
    expect(text).toContain('ord1499');
  });

  it('breaks a word that is wider than its column, and nothing else', async () => {
    const plan = planWith({
      goals: SAMPLE_PLAN.facts.goals.map((goal) => ({ ...goal, text: 'Å'.repeat(400), id: idOf(99) })),
    });
    const { structure } = await readPdf(await press.print(made({ kind: 'plan' }, 'sv', plan)));
    const [goal = fail('the goal')] = structure
      .flatMap((page) => elements(page, 'P'))
      .filter(({ text }) => text.includes('ÅÅ'));
    expect(goal.text.replaceAll(' ', '')).toHaveLength(400);
  });
});

/** The kind of what stands last on a page. */
function lastOf(element: ReadElement): string {
  const last = element.children.at(-1);
  return last === undefined ? element.tag : lastOf(last);
}
