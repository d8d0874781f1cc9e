import { useTranslation } from 'react-i18next';
import type { Entry } from './day-table.js';

/** What the region's colours stand for, of those that are in sight. */
export function Legend({ of }: { of: readonly Entry[] }) {
  const { t } = useTranslation('calendar');
  const colours = [...new Map(of.map(({ kind, colour }) => [kind, colour]))].filter(
    ([, colour]) => colour !== undefined,
  );
  if (colours.length === 0) return null;
  return (
    <ul className="row plain-list calendar-legend" aria-label={t('legend')}>
      {colours.map(([kind, colour]) => (
        <li key={kind} className="row">
          <span className="calendar-colour" style={{ backgroundColor: colour }} aria-hidden="true" />
          {t(`kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
