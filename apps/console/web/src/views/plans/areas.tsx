import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Facts, Panel } from '../../parts/page.js';
import { PlanUnit, When, Written } from './words.js';
import type { Plan } from './wire.js';

const PARTS = ['needs', 'resources', 'obstacles', 'abilities'] as const;

/** The areas that were mapped before the first meeting. */
export function Areas({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  if (plan.areas.length === 0) return null;
  return (
    <Panel title={t('areas.title')}>
      <div className="columns">
        {plan.areas.map((area) => {
          const told = PARTS.filter((part) => area[part] !== undefined);
          return (
            <section key={area.id} className="stack-tight">
              <h3>{both(area.headingName) || <Written of={area.heading || undefined} isMasked={plan.isMasked} />}</h3>
              {plan.isMasked ? (
                <Written of={undefined} isMasked />
              ) : (
                <Facts of={told.map((part) => [t(`areas.${part}`), area[part]])} />
              )}
              <span className="small quiet">
                <When at={area.at} />, <PlanUnit plan={plan} hsaId={area.unit} />
              </span>
            </section>
          );
        })}
      </div>
    </Panel>
  );
}
