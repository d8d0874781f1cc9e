import { useTranslation } from 'react-i18next';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import { Phone, PlanUnit, When } from './words.js';
import type { Plan } from './wire.js';

/** Who coordinates, and who did before. */
export function Coordinators({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const title = plan.coordinatorName === undefined ? t('coordinators.title') : capital(both(plan.coordinatorName));
  return (
    <Panel title={title}>
      {plan.coordinators.length === 0 ? (
        <p className="quiet">{t('nobody')}</p>
      ) : (
        <ul className="why">
          {plan.coordinators.toReversed().map((one) => (
            <li key={`${one.message} ${one.at} ${one.name ?? ''}`} className="stack-tight">
              <span>
                {one.until === undefined && <Badge tone="notice">{t('coordinators.now')}</Badge>}{' '}
                {one.until === undefined && plan.leftOut.includes(one.unit) && (
                  <Badge tone="warning">{t('coordinators.leftOut')}</Badge>
                )}{' '}
                <strong>{one.name ?? t('coordinators.unnamed')}</strong>
                {one.title !== undefined && <span className="quiet">, {one.title}</span>}
              </span>
              <span className="row plan-reach">
                <PlanUnit plan={plan} hsaId={one.unit} />
                {one.phone === undefined ? (
                  <Phone plan={plan} hsaId={one.unit} />
                ) : (
                  <a className="nowrap" href={`tel:${one.phone.replaceAll(/[^+\d]/g, '')}`}>
                    {one.phone}
                  </a>
                )}
              </span>
              <span className="small quiet">
                {t('coordinators.from')} <When at={one.at} />
                {one.until !== undefined && (
                  <>
                    {' '}
                    {t('coordinators.until')} <When at={one.until} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
