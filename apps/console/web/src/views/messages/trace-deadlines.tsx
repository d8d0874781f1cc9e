import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { deadlineName } from '#domain/deadline/deadline-names.js';
import { useHubNow } from '../../api/live.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Fold } from '../../parts/fold.js';
import { Ladder } from '../../parts/ladder.js';
import { Moment } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { Badge, UnitName } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import type { Traced } from './wire.js';

type Deadline = Traced['deadlines'][number];

/** Deadlines that the message started, with their ladders, and those that it ended. */
export function TraceDeadlines({ trace: { deadlines, ended } }: { trace: Traced }) {
  const { t } = useTranslation('trace');
  const { both } = useLanguage();
  return (
    <Panel title={t('deadlines.title')}>
      {deadlines.length === 0 && <p className="quiet">{t('deadlines.none')}</p>}
      {deadlines.map((deadline) => (
        <OneDeadline key={deadline.id} deadline={deadline} />
      ))}
      {ended.length > 0 && (
        <p className="row small">
          {t('deadlines.ended')}{' '}
          {ended.map(({ id, kind, late }) => (
            <Badge key={id} tone={late ? 'warning' : 'plain'}>
              {both(deadlineName(kind))}
              {late && ` (${t('deadlines.late')})`}
            </Badge>
          ))}
        </p>
      )}
    </Panel>
  );
}

function OneDeadline({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation('trace');
  const { both } = useLanguage();
  const now = useHubNow();
  const { names, rule, due, responsible, state, endedAt, ladder, escalation, nextFireAt } = deadline;
  const isOpen = state === 'open';
  return (
    <article className="trace-deadline stack">
      <div className="row">
        <h3>{capital(both(names.kind))}</h3>
        <Badge tone={toneOf(deadline)}>{deadline.overdue ? t('deadlines.overdue') : both(names.state)}</Badge>
        <span className="mono small quiet">{rule}</span>
      </div>
      <div>
        <UnitName unit={responsible} withPhone={isOpen} />
      </div>
      <div>
        {t('deadlines.due')} <Moment at={due} now={isOpen ? now : undefined} />
        {endedAt !== null && (
          <>
            {' · '}
            {t('deadlines.endedAt')} <Moment at={endedAt} />
          </>
        )}
      </div>
      {escalation !== null && (
        <div>
          <Link href={`/deadlines/escalations`}>{t('deadlines.escalation')}</Link>{' '}
          {escalation.takenBy === null ? t('deadlines.unowned') : t('deadlines.takenBy', { by: escalation.takenBy })}
        </div>
      )}
      {isOpen && nextFireAt !== null && (
        <div>
          {t('deadlines.next')} <Moment at={nextFireAt} now={now} />
        </div>
      )}
      {ladder.length > 0 && (
        <Fold text={t('deadlines.ladder', { count: ladder.length })}>
          <Ladder of={ladder} now={now} />
        </Fold>
      )}
    </article>
  );
}

function toneOf({ overdue, late, state }: Deadline): Tone {
  if (overdue) return 'critical';
  if (late) return 'warning';
  if (state === 'met') return 'well';
  return state === 'open' ? 'notice' : 'plain';
}
