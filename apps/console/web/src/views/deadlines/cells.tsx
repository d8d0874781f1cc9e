import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useHubNow } from '../../api/live.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { FoldButton } from '../../parts/fold.js';
import { Ladder } from '../../parts/ladder.js';
import { Moment, spanText } from '../../parts/moment.js';
import { Badge, UnitName } from '../../parts/words.js';
import type { Duty } from './rows.js';

/** When it is due, and how late it is. */
export function Due({ duty: { due, overdue, state, late, names, endedAt } }: { duty: Duty }) {
  const { t } = useTranslation('deadlines');
  const { both } = useLanguage();
  const now = useHubNow();
  const seconds = now === undefined ? undefined : (now - new Date(due).getTime()) / 1000;
  return (
    <div className="stack-tight">
      <Moment at={due} />
      {state === 'open' && overdue && seconds !== undefined && (
        <Badge tone="critical">{t('lateBy', { span: spanText(seconds) })}</Badge>
      )}
      {state === 'open' && !overdue && seconds !== undefined && (
        <span className="small quiet">{t('dueIn', { span: spanText(-seconds) })}</span>
      )}
      {state !== 'open' && (
        <span className="small">
          <Badge tone={late ? 'warning' : state === 'met' ? 'well' : 'plain'}>
            {both(names.state)}
            {late && ` (${t('late')})`}
          </Badge>{' '}
          <Moment at={endedAt} />
        </span>
      )}
    </div>
  );
}

/** Whose duty it is, with the number to call, and who waits for it. */
export function Whose({ duty: { responsible, informs } }: { duty: Duty }) {
  const { t } = useTranslation('deadlines');
  return (
    <div className="stack-tight">
      <UnitName unit={responsible} withPhone isLink />
      {informs.hsaId !== responsible.hsaId && (
        <span className="small quiet">
          {t('waits')} {informs.name ?? informs.hsaId}
        </span>
      )}
    </div>
  );
}

/** What is to be done, about which message and stay or plan. */
export function What({ duty: { names, rule, message, episode, episodeNumber, plan } }: { duty: Duty }) {
  const { t } = useTranslation('deadlines');
  const { both } = useLanguage();
  return (
    <div className="stack-tight">
      <span>
        <strong>{capital(both(names.kind))}</strong> <span className="small quiet mono nowrap">{rule}</span>
      </span>
      {names.messageKind !== null && <span className="small">{t('about', { kind: both(names.messageKind) })}</span>}
      <span className="row small">
        <Link href={`/messages/${message}`}>{t('trace')}</Link>
        {episode !== null && <Link href={`/episodes/${episode}`}>{t('episode', { number: episodeNumber ?? '' })}</Link>}
        {plan !== null && <Link href={`/plans/${plan}`}>{t('plan')}</Link>}
      </span>
    </div>
  );
}

/** Who was told last, or will be next; the whole ladder stands below the row on demand. */
export function Sent({
  duty: { id, ladder, names, responsible },
  isOpen,
  onOpen,
}: {
  duty: Duty;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const { t } = useTranslation('deadlines');
  const { both } = useLanguage();
  const fired = ladder.filter(({ firedAt }) => firedAt !== null);
  const last = fired.at(-1);
  const shown = last ?? ladder.find(({ firedAt }) => firedAt === null);
  if (shown === undefined) return <span className="quiet">{t('noLadder')}</span>;
  const to = shown.to.map(({ name, hsaId }) => name ?? hsaId).join(', ');
  const counts = { fired: fired.length, all: ladder.length };
  return (
    <div className="stack-tight">
      <span className={last === undefined ? 'small quiet' : 'small'}>
        {last === undefined && `${t('nothingSent')} `}
        {capital(both(shown.name))}
        {to !== '' && ` → ${to}`} <Moment at={shown.firedAt ?? shown.at} />
      </span>
      <FoldButton
        text={t('ladder', counts)}
        label={t('ladderOf', { ...counts, what: both(names.kind), unit: responsible.name ?? responsible.hsaId })}
        controls={ladderId(id)}
        isOpen={isOpen}
        onChange={onOpen}
      />
    </div>
  );
}

function ladderId(duty: string): string {
  return `ladder-${duty}`;
}

/** Who was told when, and who will be: what stands below a row whose ladder is open. */
export function LadderBelow({ duty: { id, ladder } }: { duty: Duty }) {
  return (
    <div id={ladderId(id)}>
      <Ladder of={ladder} now={useHubNow()} />
    </div>
  );
}
