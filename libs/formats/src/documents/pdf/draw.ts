import type { Page, Placed } from './pages.js';
import type { Element, Mark, ShapeMark, TextMark } from './pieces.js';
import type { Weight } from './typeface.js';

declare global {
  // What the library takes and its types do not name.
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      scope?: 'Column' | 'Row' | 'Both';
    }
  }
}

type Pdf = PDFKit.PDFDocument;

/** Names of the fonts within the document. */
export const FONT_NAMES: Readonly<Record<Weight, string>> = { regular: 'regular', bold: 'bold' };

/** Which part of the document's structure each element has become. */
export type Structure = ReadonlyMap<Element, PDFKit.PDFStructureElement>;

/** Gives the document its structure; the texts come into it as they are drawn. */
export function structureIn(pdf: Pdf, root: Element): Structure {
  const known = new Map<Element, PDFKit.PDFStructureElement>();
  const make = (element: Element): PDFKit.PDFStructureElement => {
    const made = pdf.struct(element.tag, element.tag === 'TH' ? { scope: 'Column' } : {});
    known.set(element, made);
    for (const child of element.children) made.add(make(child));
    return made;
  };
  pdf.addStructure(make(root));
  return known;
}

/** Draws a page's pieces from a corner on. Lines of one text are marked as one. */
export function drawPage(pdf: Pdf, page: Page, corner: { x: number; y: number }, structure: Structure): void {
  const marks = page.flatMap((placed) => marksOf(placed, corner));
  for (const mark of marks) if (mark.kind === 'shape') drawShape(pdf, mark);
  const texts = marks.filter((mark) => mark.kind === 'text');
  for (const [at, mark] of texts.entries()) {
    if (mark.element === undefined) asArtifact(pdf, {}, () => drawText(pdf, mark));
    else if (texts.findIndex(({ element }) => element === mark.element) === at) {
      const same = texts.filter(({ element }) => element === mark.element);
      drawElement(pdf, mark.element, same, structure);
    }
  }
}

function marksOf({ piece, y }: Placed, corner: { x: number; y: number }): Mark[] {
  return piece.marks.map((mark) => ({ ...mark, x: corner.x + mark.x, y: corner.y + y + mark.y }));
}

function drawElement(pdf: Pdf, element: Element, texts: readonly TextMark[], structure: Structure): void {
  const content = pdf.markStructureContent(element.tag);
  structure.get(element)?.add(content);
  for (const text of texts) drawText(pdf, text);
  pdf.endMarkedContent();
}

/** What is there for the eye alone. */
export function asArtifact(pdf: Pdf, options: PDFKit.Mixins.MarkingOptions, draw: () => void): void {
  pdf.markContent('Artifact', options);
  draw();
  pdf.endMarkedContent();
}

function drawText(pdf: Pdf, { line, x, y, size, colour }: TextMark): void {
  pdf.fillColor(colour).fontSize(size);
  for (const stretch of line) {
    pdf.font(FONT_NAMES[stretch.weight]).text(stretch.text, x + stretch.x, y, { lineBreak: false });
  }
}

export function drawShape(pdf: Pdf, { x, y, width, height, colour, isFilled }: ShapeMark): void {
  asArtifact(pdf, { type: 'Layout' }, () => {
    if (height === 0)
      pdf
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.6)
        .stroke(colour);
    else if (isFilled === true) pdf.rect(x, y, width, height).fill(colour);
    else pdf.rect(x, y, width, height).lineWidth(0.8).stroke(colour);
  });
}
