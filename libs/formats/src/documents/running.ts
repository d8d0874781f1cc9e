import type { PaperLanguage } from './paper.js';

/** Which page of how many. */
export const PAGE_WORDS: Readonly<Record<PaperLanguage, (page: number, pages: number) => string>> = {
  sv: (page, pages) => `Sida ${String(page)} av ${String(pages)}`,
  en: (page, pages) => `Page ${String(page)} of ${String(pages)}`,
};
