import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { PLAN_STATE_NAMES } from '#domain/plan/names.js';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button, TextBox } from '../../parts/controls.js';
import { Filters, useProfileChoice } from '../../parts/filters.js';

export const PLAN_STATES_SHOWN = ['open', 'closed', 'all'] as const;

/** What the plans are narrowed down to, and a way to the one that is looked for. */
export function PlanFilters() {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const profile = useProfileChoice(t('filter.profile'), t('filter.anyProfile'));
  return (
    <>
      <FindPlan />
      <Filters
        unit={t('filter.unit')}
        choices={[
          {
            ...{ name: 'state', label: t('filter.state'), any: t('filter.open') },
            choices: PLAN_STATES_SHOWN.slice(1).map((id) => ({ id, text: t(`filter.${id}`) })),
          },
          {
            ...{ name: 'in', label: t('filter.in'), any: t('filter.anyState') },
            choices: Object.entries(PLAN_STATE_NAMES).map(([id, name]) => ({ id, text: capital(both(name)) })),
          },
          profile,
        ]}
        ticks={[{ name: 'overdue', label: t('filter.overdue') }]}
        clear={t('filter.clear')}
      />
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
