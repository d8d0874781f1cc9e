import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { PLAN_STATE_NAMES } from '#domain/plan/names.js';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { useFilters } from '../../api/address.js';
import { useProfiles } from '../../api/profiles.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button, ChoiceBox, TextBox } from '../../parts/controls.js';
import { UnitBox } from '../../parts/unit-box.js';

export const PLAN_STATES_SHOWN = ['open', 'closed', 'all'] as const;
const NAMES = ['state', 'in', 'unit', 'profile', 'episode'] as const;
const ANY = 'any';

/** What the plans are narrowed down to; all of it stands in the address. */
export function PlanFilters() {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const { of, choose } = useFilters();
  const profiles = useProfiles();
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
    <>
      <FindPlan />
      <div className="filters no-print" role="group" aria-label={t('filter.label')}>
        <UnitBox label={t('filter.unit')} value={of('unit') ?? ''} onChange={(unit) => choose({ unit })} />
        {box(
          'state',
          t('filter.open'),
          PLAN_STATES_SHOWN.slice(1).map((id) => ({ id, text: t(`filter.${id}`) })),
        )}
        {box(
          'in',
          t('filter.anyState'),
          Object.entries(PLAN_STATE_NAMES).map(([id, name]) => ({ id, text: capital(both(name)) })),
        )}
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
    </>
  );
}

/** A plan by its id, or by the number of the stay beside which it began; never by a person. */
function FindPlan() {
  const { t } = useTranslation('plans');
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const isRefused = holdsPersonalNumber(wanted);
  return (
    <form
      className="plan-find no-print"
      role="search"
      aria-label={t('find.label')}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.length > 1 && !isRefused) go('/search', { state: { q: wanted } });
      }}
    >
      <TextBox
        label={t('find.text')}
        value={text}
        onChange={setText}
        error={isRefused ? t('find.personalNumber') : undefined}
      />
      <div>
        <Button type="submit" isDisabled={wanted.length < 2 || isRefused}>
          {t('find.do')}
        </Button>
      </div>
    </form>
  );
}
