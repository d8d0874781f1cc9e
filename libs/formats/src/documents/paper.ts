/** Languages in which papers can be had; what people wrote in them stays as they wrote it. */
export const PAPER_LANGUAGES = ['sv', 'en'] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** A stretch of text; `phone` is set so that it is found and not broken. */
export interface Run {
  readonly text: string;
  readonly style?: 'strong' | 'phone';
}

/** Text, or stretches of it in different weight. Line breaks are kept. */
export type Words = string | readonly Run[];

export interface PaperField {
  readonly label: string;
  readonly value: Words;
}

export interface PaperColumn {
  readonly head: string;
  /** Of the width, relative to the other columns. */
  readonly share: number;
}

/** A part of a paper. The title is the only heading of level 1. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly words: Words; readonly tone?: 'quiet' | 'large' }
  | { readonly kind: 'fields'; readonly fields: readonly PaperField[] }
  | { readonly kind: 'list'; readonly ordered?: boolean; readonly items: readonly Words[] }
  | { readonly kind: 'table'; readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly Words[])[] }
  /** Something that is not to be overlooked, in a frame. */
  | { readonly kind: 'note'; readonly words: Words }
  /** Lines to sign on, each with what stands below it. */
  | { readonly kind: 'signatures'; readonly places: readonly string[] }
  | { readonly kind: 'page-break' }
  /** Parts that stay on one page where they fit on one; `leads`: with the beginning of what follows. */
  | { readonly kind: 'together'; readonly blocks: readonly Block[]; readonly leads?: boolean };

/** What makes a letter of it: where it comes from and where it goes. */
export interface PaperLetter {
  /** Where the envelope has its window, seen from the front. */
  readonly window: 'left' | 'right';
  readonly from: readonly string[];
  /** Name and address, as on an envelope. */
  readonly to: readonly string[];
  readonly date: string;
}

/** A document as values: what stands in it and how it belongs together, and nothing of how it looks. */
export interface Paper {
  readonly language: PaperLanguage;
  readonly title: string;
  /** On every page: whom it is about, as far as its receiver may know that, and what it is. */
  readonly person?: string;
  readonly reference: string;
  /** When it was made. */
  readonly madeAt: Date;
  readonly letter?: PaperLetter;
  readonly blocks: readonly Block[];
}

/** The runs of a text. */
export function runsOf(words: Words): readonly Run[] {
  return typeof words === 'string' ? [{ text: words }] : words;
}

/** What is there of it, in order. */
export function blocksOf(...parts: readonly (Block | readonly Block[] | undefined)[]): Block[] {
  return parts.flatMap((part) => part ?? []);
}

/** Nothing where there are no entries. */
export function listOf(items: readonly Words[], ordered = false): Block | undefined {
  return items.length === 0 ? undefined : { kind: 'list', items, ...(ordered ? { ordered } : {}) };
}

/** Fields of which the value is known; nothing where none is. */
export function fieldsOf(fields: readonly { label: string; value: Words | undefined }[]): Block | undefined {
  const known = fields.flatMap(({ label, value }) => (value === undefined || value === '' ? [] : [{ label, value }]));
  return known.length === 0 ? undefined : { kind: 'fields', fields: known };
}

/** A part under a heading; nothing where there is nothing in it. */
export function sectionOf(
  level: 2 | 3 | 4,
  text: string,
  ...parts: readonly (Block | readonly Block[] | undefined)[]
): Block[] {
  const blocks = blocksOf(...parts);
  return blocks.length === 0 ? [] : [{ kind: 'heading', level, text }, ...blocks];
}

export function paragraph(words: Words | undefined, tone?: 'quiet' | 'large'): Block | undefined {
  if (words === undefined || words === '') return undefined;
  return { kind: 'paragraph', words, ...(tone === undefined ? {} : { tone }) };
}

/** Texts one after the other, with something between them; what is not there is left out. */
export function joined(parts: readonly (string | undefined)[], between = ', '): string {
  return parts.filter((part) => part !== undefined && part !== '').join(between);
}
