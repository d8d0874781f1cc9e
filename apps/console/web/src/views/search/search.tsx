import { useTranslation } from 'react-i18next';
import { useHistoryState } from 'wouter/use-browser-location';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { PageHead } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { FoundThings } from './found.js';
import { PersonalNumber } from './personal-number.js';

/** The longest text that the hub looks for, and the shortest. */
const LENGTH = { shortest: 2, longest: 200 } as const;

function wantedOf(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('q' in state)) return '';
  return typeof state.q === 'string' ? state.q.trim().slice(0, LENGTH.longest) : '';
}

/** What was found. What was looked for never stands in the address, and a personal number is never looked for. */
export default function SearchView() {
  const { t } = useTranslation('search');
  const state = useHistoryState<unknown>();
  const wanted = wantedOf(state);
  const isRefused =
    (typeof state === 'object' && state !== null && 'isRefused' in state) || holdsPersonalNumber(wanted);
  return (
    <>
      <PageHead title={t('title')}>{!isRefused && wanted !== '' && t('wanted', { wanted })}</PageHead>
      {isRefused ? (
        <PersonalNumber />
      ) : wanted.length < LENGTH.shortest ? (
        <Nothing>{t('how')}</Nothing>
      ) : (
        <FoundThings key={wanted} wanted={wanted} />
      )}
    </>
  );
}
