import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useLanguage } from '../../i18n/texts.js';
import { Filters, useProfileChoice } from '../../parts/filters.js';
import type { FilterChoice } from '../../parts/filters.js';
import type { Duty } from './rows.js';

export const STATES = ['open', 'overdue', 'met', 'cancelled'] as const;
const OWNERS = ['none', 'me', 'others', 'snoozed'] as const;
const WITHIN = ['60', '120', '480', '1440'] as const;
const NARROWING = ['unit', 'kind', 'profile', 'owner', 'dueWithinMinutes'] as const;

/** Whether only some of the duties in a state are shown. */
export function isNarrowed(of: (name: string) => string | undefined): boolean {
  return NARROWING.some((name) => of(name) !== undefined);
}

/** What the duties are narrowed down to. */
export function DutyFilters({ seen, hasKinds }: { seen: readonly Duty[]; hasKinds: boolean }) {
  const { t } = useTranslation('deadlines');
  const { of } = useFilters();
  const kinds = useKinds(seen);
  const profile = useProfileChoice(t('filter.profile'), t('filter.anyProfile'));
  const choice = (name: string, any: string, choices: FilterChoice['choices']): FilterChoice => {
    return { name, label: t(`filter.${name}`), any, choices };
  };
  return (
    <Filters
      unit={t('filter.unit')}
      choices={[
        choice(
          'state',
          t('state.open'),
          STATES.slice(1).map((id) => ({ id, text: t(`state.${id}`) })),
        ),
        choice(
          'dueWithinMinutes',
          t('filter.anyTime'),
          WITHIN.map((id) => ({ id, text: t(`within.${id}`) })),
        ),
        choice(
          'owner',
          t('filter.anybody'),
          OWNERS.map((id) => ({ id, text: t(`owner.${id}`) })),
        ),
        ...(hasKinds ? [choice('kind', t('filter.anyKind'), kinds(of('kind')))] : []),
        profile,
      ]}
      clear={t('filter.clear')}
    />
  );
}

/** Kinds of duties that have been seen while the list was open, and the chosen one. */
function useKinds(seen: readonly Duty[]): (chosen: string | undefined) => { id: string; text: string }[] {
  const { both } = useLanguage();
  const [known, setKnown] = useState<ReadonlyMap<string, Duty['names']['kind']>>(new Map());
  const fresh = seen.filter(({ kind }) => !known.has(kind));
  if (fresh.length > 0) setKnown(new Map([...known, ...fresh.map(({ kind, names }) => [kind, names.kind] as const)]));
  return (chosen) => {
    const all = [...known].map(([id, name]) => ({ id, text: both(name) }));
    return chosen === undefined || known.has(chosen) ? all : [...all, { id: chosen, text: chosen }];
  };
}
