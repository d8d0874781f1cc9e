import PDFDocument from 'pdfkit';
import { PAGE_WORDS } from '../running.js';
import type { Paper, PaperLetter } from '../paper.js';
import { localeOf } from '../wording.js';
import { asArtifact, drawPage, drawShape, FONT_NAMES, structureIn } from './draw.js';
import { flow } from './flow.js';
import { linesOf } from './lines.js';
import { paginate } from './pages.js';
import type { Page } from './pages.js';
import { elementIn, LINE_COLOUR, MM, STYLES } from './pieces.js';
import type { Element, Piece } from './pieces.js';
import { textPieces } from './setting.js';
import type { Frame } from './setting.js';
import { typefaceOf } from './typeface.js';
import type { PaperFonts, Typeface, Weight } from './typeface.js';

/** A4 in points. */
const WIDTH = 210 * MM;
const HEIGHT = 297 * MM;
const SIDE = 20 * MM;
const TOP = 26 * MM;
const BOTTOM = 24 * MM;
const TEXT_WIDTH = WIDTH - 2 * SIDE;

/** Where text begins on the first page of a letter, below the window of its envelope. */
const LETTER_TOP = 92 * MM;
/** The upper left corner of the address: behind the window of C5 and C4 envelopes, folded once or not at all. */
const ADDRESS_TOP = 46 * MM;
const ADDRESS_LEFT = { left: 22 * MM, right: 112 * MM } as const;
const ADDRESS_WIDTH = 80 * MM;

/** Parses the fonts once for many papers. */
export class PdfPress {
  private readonly face: Typeface;

  constructor(private readonly fonts: PaperFonts) {
    this.face = typefaceOf(fonts);
  }

  /**
   * The paper as PDF/A-2a: tagged, with its fonts in it. The same paper gives the same bytes. What neither font has stands as a box.
   * The library reads the colour profile that it brings.
   */
  print(paper: Paper): Promise<Buffer> {
    const root: Element = { tag: 'Document', children: [] };
    const letter = paper.letter && this.letterPieces(paper.letter, root);
    const frame = { parent: root, width: TEXT_WIDTH, face: this.face };
    const title = textPieces(paper.title, STYLES.h1, elementIn(root, 'H1'), frame).map(firm);
    const top = letter === undefined ? TOP : LETTER_TOP;
    const room = { first: HEIGHT - top - BOTTOM, others: HEIGHT - TOP - BOTTOM };
    const pages = paginate([...title, ...flow(paper.blocks, frame)], room);
    const pdf = this.open(paper);
    const written = bytesOf(pdf);
    const structure = structureIn(pdf, root);
    for (const [at, page] of pages.entries()) {
      pdf.addPage();
      if (at === 0) for (const { page: part, x, y } of letter ?? []) drawPage(pdf, part, { x, y }, structure);
      drawPage(pdf, page, { x: SIDE, y: at === 0 ? top : TOP }, structure);
      this.running(pdf, paper, at + 1, pages.length);
    }
    structure.get(root)?.end();
    pdf.end();
    return written;
  }

  private open({ title, language, madeAt }: Paper): Pdf {
    const pdf = new PDFDocument({
      ...{ size: 'A4', margin: 0, autoFirstPage: false, pdfVersion: '1.7', subset: 'PDF/A-2a' },
      ...{ tagged: true, displayTitle: true, lang: localeOf(language) },
      // The library writes it into XML as it is.
      info: { Title: title.replaceAll(/[<>&]/gu, ' '), Creator: 'Hemgång', Producer: 'PDFKit', CreationDate: madeAt },
    });
    for (const [weight, name] of WEIGHTS) pdf.registerFont(name, Buffer.from(this.fonts[weight]));
    return pdf;
  }

  /** Who sends it to whom, and when. */
  private letterPieces({ from, to, date, window }: PaperLetter, root: Element) {
    const set = (text: string, width: number): Page => {
      const frame: Frame = { parent: root, width, face: this.face };
      return paginate(textPieces(text, { ...STYLES.body, gap: 0 }, elementIn(root, 'P'), frame), FREE)[0] ?? [];
    };
    const other = ADDRESS_LEFT[window === 'right' ? 'left' : 'right'];
    const sender = { page: set(from.join('\n'), 75 * MM), x: window === 'right' ? SIDE : other, y: TOP };
    const day = { page: set(date, 60 * MM), x: sender.x, y: 76 * MM };
    return [sender, { page: set(to.join('\n'), ADDRESS_WIDTH), x: ADDRESS_LEFT[window], y: ADDRESS_TOP }, day];
  }

  /** What stands on every page: what it is and whom it is about above, which page of how many below. */
  private running(pdf: Pdf, paper: Paper, page: number, pages: number): void {
    const pageWords = PAGE_WORDS[paper.language](page, pages);
    const write = (text: string, y: number, weight: Weight, isRight: boolean) => {
      const size = STYLES.quiet.size;
      const [line = []] = linesOf(text, { width: TEXT_WIDTH, size, weight }, this.face);
      const width = this.face.widthOf(line.map((one) => one.text).join(''), weight, size);
      pdf.fillColor(STYLES.quiet.colour).font(FONT_NAMES[weight]).fontSize(size);
      const x = isRight ? WIDTH - SIDE - width : SIDE;
      pdf.text(line.map((one) => one.text).join(''), x, y, { lineBreak: false });
    };
    const rule = { kind: 'shape', x: SIDE, width: TEXT_WIDTH, height: 0, colour: LINE_COLOUR } as const;
    asArtifact(pdf, { type: 'Pagination', attached: ['Top'] }, () => {
      write(paper.title, 12 * MM, 'regular', false);
      if (paper.person !== undefined) write(paper.person, 12 * MM, 'bold', true);
    });
    drawShape(pdf, { ...rule, y: 18 * MM });
    drawShape(pdf, { ...rule, y: HEIGHT - 19 * MM });
    asArtifact(pdf, { type: 'Pagination', attached: ['Bottom'] }, () => {
      write(paper.reference, HEIGHT - 17 * MM, 'regular', false);
      write(pageWords, HEIGHT - 17 * MM, 'regular', true);
    });
  }
}

type Pdf = PDFKit.PDFDocument;

const FREE = { first: Infinity, others: Infinity };
const WEIGHTS: readonly (readonly [Weight, string])[] = [
  ['regular', FONT_NAMES.regular],
  ['bold', FONT_NAMES.bold],
];

function firm(piece: Piece): Piece {
  return { ...piece, hold: 'firm' };
}

function bytesOf(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}
