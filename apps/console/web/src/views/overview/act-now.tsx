import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useHubNow } from '../../api/live.js';
import type { Overview } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { momentText, relativeText } from '../../parts/moment.js';

type Act = Overview['act'];

/** What waits for somebody, where it is listed, and how bad it is when it is not nothing. */
const FIGURES: readonly (readonly [id: keyof Act, to: string, tone: 'critical' | 'warning'])[] = [
  ['overdueReceipts', '/deadlines/receipts?state=overdue', 'critical'],
  ['overdueOther', '/deadlines/duties?state=overdue', 'critical'],
  ['dueSoon', '/deadlines/all?dueWithinMinutes=120', 'warning'],
  ['escalationsUnowned', '/deadlines/escalations?state=open&owner=none', 'critical'],
  ['quarantined', '/quarantine', 'warning'],
  ['silentParties', '/parties?show=silent', 'warning'],
];

/** Six figures, each a link to what is behind it. */
export const ActNow = memo(function ActNow({ act }: { act: Act }) {
  const { t } = useTranslation('overview');
  const isCalm = FIGURES.every(([id]) => act[id].count === 0);
  return (
    <div className="stack">
      <div className="row">
        <h2>{t('act.title')}</h2>
        {isCalm && <span className="quiet live-figure">{t('act.calm')}</span>}
      </div>
      <ul className="act-now">
        {FIGURES.map(([id, to, tone]) => (
          <li key={id}>
            <Figure name={t(`act.${id}`)} to={to} tone={tone} of={act[id]} isAhead={id === 'dueSoon'} />
          </li>
        ))}
      </ul>
    </div>
  );
});

interface FigureProps {
  readonly name: string;
  readonly to: string;
  readonly tone: 'critical' | 'warning';
  readonly of: Act[keyof Act];
  /** Whether `since` lies ahead. */
  readonly isAhead?: boolean;
}

/** How many there are of something to act on and since when, with a way to them. */
export function Figure({ name, to, tone, of, isAhead = false }: FigureProps) {
  const { t } = useTranslation('overview');
  const { language } = useLanguage();
  const now = useHubNow();
  const { count, since, isCapped } = of;
  return (
    <Link href={to} className="act-figure" data-tone={count === 0 ? 'well' : tone}>
      <span className="act-count live-figure">
        {count === 0 && (
          <span aria-hidden="true" className="act-sign">
            ✓
          </span>
        )}
        {count}
        {isCapped === true && '+'}
      </span>
      <span className="act-name">{name}</span>
      <span className="small quiet live-figure">
        {count === 0
          ? t('act.none')
          : since !== null &&
            `${t(isAhead ? 'act.first' : 'act.oldest')} ${
              now === undefined ? momentText(since, language) : relativeText(since, now, language)
            }`}
      </span>
    </Link>
  );
}
