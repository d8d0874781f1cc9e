import { useTranslation } from 'react-i18next';
import type { CodeTexts } from '#domain/codes/entry.js';
import { isErrorCode, textsOf } from '#domain/error-catalogue.js';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import { EPISODE_STATE_NAMES, KIND_NAMES } from '#domain/names.js';
import { parseLocation, printPath } from '#formats/hl7v2/location.js';
import type { Both } from '../api/wire.js';
import { useLanguage } from './texts.js';

/** What codes of the interface are called on the page; what it does not know is called by its code. */
export interface Names {
  readonly kind: (kind: string) => string;
  readonly role: (role: string | null) => string;
  readonly deliveryState: (state: string) => string;
  readonly episodeState: (state: string) => string;
  readonly colour: (colour: string) => string;
  /** What an error code means and how to mend it; undefined for codes of elsewhere. */
  readonly advice: (code: string) => { readonly means: string; readonly mend: string } | undefined;
}

const KINDS: Readonly<Record<string, Both>> = KIND_NAMES;
const EPISODE_STATES: Readonly<Record<string, Both>> = EPISODE_STATE_NAMES;

/** Every kind of message, those of the hub last. */
export const ALL_KINDS: readonly string[] = ANY_MESSAGE_KINDS;

/** Names in the language of the page. */
export function useNames(): Names {
  const { t, i18n } = useTranslation(['names', 'page']);
  const { language, both } = useLanguage();
  const said = (key: string, code: string) => (i18n.exists(key) ? t(key) : code);
  const named = (texts: Readonly<Record<string, Both>>) => (code: string) =>
    Object.hasOwn(texts, code) ? capital(both(texts[code])) : code;
  return {
    kind: named(KINDS),
    role: (role) => (role === null ? '' : said(`page:role.${role}`, role)),
    deliveryState: (state) => said(`names:deliveryState.${state}`, state),
    episodeState: named(EPISODE_STATES),
    colour: (colour) => said(`names:colour.${colour}`, colour),
    advice: (code) => {
      if (!isErrorCode(code)) return undefined;
      const texts: CodeTexts = textsOf(code);
      return { means: texts[language], mend: texts.mend[language] };
    },
  };
}

/** A name as it begins a line. */
export function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase('sv') + name.slice(1);
}

/** A place in a message as people write it: `PID-3.1` for `PID^1^3^1^1`; one of another format as it is. */
export function placeText(path: string): string {
  const location = parseLocation(path);
  return location === undefined ? path : printPath(location);
}
