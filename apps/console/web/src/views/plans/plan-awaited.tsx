import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useHubNow } from '../../api/live.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Moment } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import { Phone, PlanUnit } from './words.js';
import type { Plan } from './wire.js';
import '../episodes/episodes.css';

/** What is waited for, from whom, until when, by which rule, and whom to call; the earliest first. */
export function PlanAwaited({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const now = useHubNow();
  return (
    <Panel
      title={t('waited.title')}
      actions={plan.waitedFor.length > 0 && <Link href="/deadlines/plans">{t('waited.all')}</Link>}
    >
      {plan.waitedFor.length === 0 ? (
        <p className="quiet">{t(plan.isOpen ? 'waited.none' : 'waited.over')}</p>
      ) : (
        <ul className="waited-for plan-awaited">
          {plan.waitedFor.map(({ deadline, name, rule, unit, due, isOverdue }) => (
            <li key={deadline} data-overdue={isOverdue || undefined}>
              <div>
                <Badge tone={isOverdue ? 'critical' : 'notice'}>
                  {t(isOverdue ? 'waited.overdue' : 'waited.open')}
                </Badge>{' '}
                <strong>{capital(both(name))}</strong> <span className="quiet small mono">{rule}</span>
              </div>
              <div className="row">
                <span>
                  {t('waited.due')} <Moment at={due} now={now} />
                </span>
                <span className="row plan-reach">
                  <PlanUnit plan={plan} hsaId={unit} />
                  <Phone plan={plan} hsaId={unit} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
