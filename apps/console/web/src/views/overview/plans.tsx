import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { Figure } from './act-now.js';

/** How plans (SIP) stand: nothing where a hub has none. */
export const Plans = memo(function Plans({ plans }: { plans: Overview['plans'] }) {
  const { t } = useTranslation('overview');
  const { language } = useLanguage();
  const { open, isCapped, lateDuties, lateLetters } = plans;
  if (open + lateDuties.count + lateLetters.count === 0) return null;
  return (
    <div className="stack">
      <h2>{t('plans.title')}</h2>
      <ul className="act-now">
        <li>
          <Link href="/plans" className="act-figure">
            <span className="act-count live-figure">
              {open.toLocaleString(language)}
              {isCapped === true && '+'}
            </span>
            <span className="act-name">{t('plans.open')}</span>
            <span className="small quiet">{t('plans.openHow')}</span>
          </Link>
        </li>
        <li>
          <Figure name={t('plans.lateDuties')} to="/deadlines/plans?state=overdue" tone="critical" of={lateDuties} />
        </li>
        <li>
          <Figure name={t('plans.lateLetters')} to="/print-queue?overdue=true" tone="critical" of={lateLetters} />
        </li>
      </ul>
    </div>
  );
});
