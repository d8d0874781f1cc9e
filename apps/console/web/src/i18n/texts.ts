import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Both } from '../api/wire.js';

export type Language = 'sv' | 'en';

const KEPT_UNDER = 'hemgang-language';

/** The texts of both languages, a file for each part of the page. */
const FILES = import.meta.glob<Record<string, unknown>>('./{sv,en}/*.json', { eager: true, import: 'default' });

/** Swedish, unless this browser was told otherwise. */
function keptLanguage(): Language {
  return localStorage.getItem(KEPT_UNDER) === 'en' ? 'en' : 'sv';
}

/** Loads the texts; to be awaited before the page is drawn. */
export async function startTexts(): Promise<void> {
  const resources: Record<Language, Record<string, Record<string, unknown>>> = { sv: {}, en: {} };
  for (const [path, texts] of Object.entries(FILES)) {
    const [, language = '', part = ''] = /\/(sv|en)\/(.+)\.json$/.exec(path) ?? [];
    resources[language === 'en' ? 'en' : 'sv'][part] = texts;
  }
  await i18next.use(initReactI18next).init({
    resources,
    lng: keptLanguage(),
    fallbackLng: 'sv',
    ns: Object.keys(resources.sv),
    defaultNS: 'page',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
}

/** Changes the language of the page, here and at the next visit with this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT_UNDER, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language of the page, and what to pick out of a text that the hub gave in both. */
export function useLanguage(): { language: Language; both: (text: Both | null | undefined) => string } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'sv';
  return { language, both: (text) => text?.[language] ?? '' };
}
