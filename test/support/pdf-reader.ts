import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where pictures of papers are kept. */
const PICTURES = join('var', 'screenshots', 'documents');
/** Pixels for a point. */
const SCALE = 1.4;

const require = createRequire(import.meta.url);

/** A part of a document's structure with the text that it holds. */
export interface ReadElement {
  readonly tag: string;
  readonly text: string;
  readonly children: readonly ReadElement[];
}

export interface ReadPdf {
  readonly info: Readonly<Record<string, unknown>>;
  readonly language: string | undefined;
  readonly metadata: string;
  /** Of each page, everything that can be read on it. */
  readonly pages: readonly string[];
  /** In points. */
  readonly sizes: readonly (readonly [width: number, height: number])[];
  /** Of each page. */
  readonly structure: readonly ReadElement[];
  /** Paths of the pictures, one for each page, when asked for. */
  readonly pictures: readonly string[];
}

interface StructNode {
  role?: string;
  children?: StructNode[];
  type?: string;
  id?: string;
}

interface TextItem {
  str?: string;
  hasEOL?: boolean;
  type?: string;
  id?: string;
}

/** Reads a PDF as a viewer does; with a name for the pictures it draws each page into `var/screenshots/documents`. */
export async function readPdf(bytes: Uint8Array, picture?: string): Promise<ReadPdf> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const { info, metadata } = await document.getMetadata();
  const pages: string[] = [];
  const sizes: [number, number][] = [];
  const structure: ReadElement[] = [];
  const pictures: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    sizes.push([width, height]);
    const content = await page.getTextContent({ includeMarkedContent: true });
    const items = content.items as TextItem[];
    pages.push(
      items
        .map(({ str = '' }) => str)
        .join(' ')
        .replaceAll(/\s+/gu, ' '),
    );
    const tree = (await page.getStructTree()) as StructNode | null;
    structure.push(elementOf(tree ?? {}, textsOf(items)));
    if (picture !== undefined) pictures.push(await draw(page, `${picture}-${String(number)}`));
  }
  await document.loadingTask.destroy();
  const root = info as Record<string, unknown>;
  return {
    ...{ info: root, pages, sizes, structure, pictures, metadata: String(metadata?.getRaw() ?? '') },
    language: typeof root['Language'] === 'string' ? root['Language'] : undefined,
  };
}

/** What stands in each marked part of a page. */
function textsOf(items: readonly TextItem[]): Map<string, string> {
  const texts = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const { type, id, str, hasEOL } of items) {
    if (type === 'beginMarkedContent' || type === 'beginMarkedContentProps') open.push(id);
    else if (type === 'endMarkedContent') open.pop();
    else if (str !== undefined) {
      const within = open.findLast((one) => one !== undefined);
      if (within !== undefined) texts.set(within, `${texts.get(within) ?? ''}${str}${hasEOL === true ? ' ' : ''}`);
    }
  }
  return texts;
}

function elementOf(node: StructNode, texts: ReadonlyMap<string, string>): ReadElement {
  const children = node.children ?? [];
  const own = children.flatMap(({ type, id }) => (type === 'content' ? (texts.get(id ?? '') ?? '') : []));
  return {
    tag: node.role ?? '',
    text: own.join(''),
    children: children.filter(({ role }) => role !== undefined).map((child) => elementOf(child, texts)),
  };
}

/** Every element of a kind, in reading order. */
export function elements(root: ReadElement, tag: string): ReadElement[] {
  return [...(root.tag === tag ? [root] : []), ...root.children.flatMap((child) => elements(child, tag))];
}

type PdfPage = Awaited<
  ReturnType<Awaited<ReturnType<(typeof import('pdfjs-dist'))['getDocument']>['promise']>['getPage']>
>;

async function draw(page: PdfPage, name: string): Promise<string> {
  const { createCanvas } = require('@napi-rs/canvas');
  const viewport = page.getViewport({ scale: SCALE });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
  mkdirSync(PICTURES, { recursive: true });
  const path = join(PICTURES, `${name}.png`);
  writeFileSync(path, canvas.toBuffer('image/png'));
  return path;
}
