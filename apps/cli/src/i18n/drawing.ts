import type { ProfileTexts } from '#domain/profile/words/texts.js';

/** What a drawing of a profile says, in one language: it is a document of its own, and not in both. */
export interface DrawingTexts extends ProfileTexts {
  readonly made: (file: string) => string;
  readonly states: string;
  readonly fits: string;
  readonly fitsAbout: string;
  readonly stays: string;
  readonly back: string;
  readonly whoSends: string;
  readonly deadlines: string;
  readonly ladders: string;
  readonly checks: string;
  readonly consent: string;
  readonly categories: string;
  readonly inLanguage: 'sv' | 'en';
  readonly planTitles: {
    readonly states: string;
    readonly fits: string;
    readonly permissions: string;
    readonly duties: string;
    readonly lists: string;
    readonly listNames: Readonly<Record<'headings' | 'scale' | 'needReasons' | 'professions' | 'closing', string>>;
  };
  readonly columns: Readonly<Record<Column, string>>;
}

type Column =
  | 'kind'
  | 'senders'
  | 'recipients'
  | 'receipt'
  | 'rule'
  | 'deadline'
  | 'starts'
  | 'due'
  | 'owes'
  | 'ends'
  | 'ladder'
  | 'step'
  | 'to'
  | 'at'
  | 'must'
  | 'otherwise'
  | 'needs'
  | 'category'
  | 'notice'
  | 'ready'
  | 'fvk'
  | 'sip'
  | 'payment'
  | 'event'
  | 'may'
  | 'list'
  | 'code'
  | 'name';
