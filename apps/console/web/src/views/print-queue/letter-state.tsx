import { useTranslation } from 'react-i18next';
import { useHubNow } from '../../api/live.js';
import { Moment } from '../../parts/moment.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import type { Letter } from './wire.js';

const TONES: Readonly<Record<Letter['state'], Tone>> = {
  queued: 'notice',
  printed: 'notice',
  posted: 'well',
  cancelled: 'plain',
};

/** How far a letter has come, since when, and whether it should be on its way. */
export function LetterState({ letter }: { letter: Letter }) {
  const { t, i18n } = useTranslation('print-queue');
  const now = useHubNow();
  const { state, overdue, due, why } = letter;
  const isWaiting = state === 'queued' || state === 'printed';
  const at = letter.cancelledAt ?? letter.postedAt ?? letter.printedAt ?? letter.createdAt;
  const reason = why !== null && i18n.exists(`why.${why}`, { ns: 'print-queue' }) ? t(`why.${why}`) : why;
  return (
    <div className="stack-tight">
      <span>
        <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge> <Moment at={at} />
      </span>
      {overdue && <Badge tone="critical">{t('overdue')}</Badge>}
      {isWaiting && due !== null && (
        <span className="small">
          {t('due')} <Moment at={due} now={now} />
        </span>
      )}
      {reason !== null && <span className="small quiet">{reason}</span>}
      {isWaiting && letter.withheld !== null && <span className="small">{t(`withheld.${letter.withheld}`)}</span>}
    </div>
  );
}
