import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useProfiles } from '../../api/profiles.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button, ChoiceBox } from '../../parts/controls.js';
import { UnitBox } from '../../parts/unit-box.js';
import type { Duty } from './rows.js';

export const STATES = ['open', 'overdue', 'met', 'cancelled'] as const;
const OWNERS = ['none', 'me', 'others', 'snoozed'] as const;
const WITHIN = ['60', '120', '480', '1440'] as const;
const NAMES = ['state', 'unit', 'kind', 'profile', 'owner', 'dueWithinMinutes'] as const;
const ANY = 'any';

/** Whether only some of the duties in a state are shown. */
export function isNarrowed(of: (name: string) => string | undefined): boolean {
  return NAMES.some((name) => name !== 'state' && of(name) !== undefined);
}

/** What the duties are narrowed down to; all of it stands in the address. */
export function DutyFilters({ seen, hasKinds }: { seen: readonly Duty[]; hasKinds: boolean }) {
  const { t } = useTranslation('deadlines');
  const { of, choose } = useFilters();
  const profiles = useProfiles();
  const kinds = useKinds(seen);
  const isAny = NAMES.some((name) => of(name) !== undefined);
  const box = (name: (typeof NAMES)[number], any: string, choices: readonly { id: string; text: string }[]) => (
    <ChoiceBox
      label={t(`filter.${name}`)}
      value={of(name) ?? ANY}
      onChange={(id) => choose({ [name]: id === ANY ? undefined : id })}
      choices={[{ id: ANY, text: any }, ...choices]}
    />
  );
  return (
    <div className="filters no-print" role="group" aria-label={t('filter.label')}>
      <UnitBox label={t('filter.unit')} value={of('unit') ?? ''} onChange={(unit) => choose({ unit })} />
      {box(
        'state',
        t('state.open'),
        STATES.slice(1).map((id) => ({ id, text: t(`state.${id}`) })),
      )}
      {box(
        'dueWithinMinutes',
        t('filter.anyTime'),
        WITHIN.map((id) => ({ id, text: t(`within.${id}`) })),
      )}
      {box(
        'owner',
        t('filter.anybody'),
        OWNERS.map((id) => ({ id, text: t(`owner.${id}`) })),
      )}
      {hasKinds && box('kind', t('filter.anyKind'), kinds(of('kind')))}
      {box(
        'profile',
        t('filter.anyProfile'),
        (profiles.data ?? []).map(({ id, name }) => ({ id, text: name })),
      )}
      {isAny && (
        <div>
          <Button onPress={() => choose(Object.fromEntries(NAMES.map((name) => [name, undefined])))}>
            {t('filter.clear')}
          </Button>
        </div>
      )}
    </div>
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
