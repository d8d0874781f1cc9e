import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/live.js';
import { useSession } from '../../api/session.js';
import { useLanguage } from '../../i18n/texts.js';
import { NoteList } from '../../parts/note-list.js';
import { Moment, momentText } from '../../parts/moment.js';
import { Facts } from '../../parts/page.js';
import { UnitName } from '../../parts/words.js';
import { METRICS } from '../overview/metrics.js';
import { ProblemTable } from '../overview/problems.js';
import type { Handover } from './wire.js';
import { StillOpen } from './still-open.js';

/** The report: first what is left, then what happened. */
export function Report({ of }: { of: Handover }) {
  const { t } = useTranslation('handover');
  return (
    <article className="handover stack">
      <Head of={of} />
      <Part title={t('problems')} isEmpty={of.problems.length === 0} none={t('noProblems')}>
        <ProblemTable problems={of.problems} />
      </Part>
      <Part
        title={t('stillOpen', { count: of.stillOpen.length })}
        isEmpty={of.stillOpen.length === 0}
        none={t('noOpen')}
      >
        <StillOpen items={of.stillOpen} />
      </Part>
      <Part title={t('notes')} isEmpty={of.notes.length === 0} none={t('noNotes')}>
        <NoteList of={of.notes} className="plain-list" />
      </Part>
      <Part title={t('pauses')} isEmpty={of.pauses.length === 0} none={t('noPauses')}>
        <Pauses of={of.pauses} />
      </Part>
      <Part title={t('alerts')} isEmpty={of.alerts.length === 0} none={t('noAlerts')}>
        <Alerts of={of.alerts} />
      </Part>
    </article>
  );
}

/** Which hub, which time, and the shift in figures. */
function Head({ of }: { of: Handover }) {
  const { t } = useTranslation(['handover', 'overview']);
  const { language } = useLanguage();
  const { overview } = useLive();
  const { user } = useSession();
  return (
    <section className="panel columns" aria-label={t('figures')}>
      <Facts
        of={[
          [t('hub'), overview?.environment.name ?? ''],
          [t('period'), `${momentText(of.from, language)} – ${momentText(of.to, language)}`],
          [t('readAt'), <Moment key="at" at={of.at} />],
          [t('by'), user?.displayName ?? ''],
          [t('opened'), of.opened],
          [t('resolved'), of.resolved],
        ]}
      />
      <Facts
        of={[
          ...METRICS.map(
            (metric) => [t(`overview:flow.metrics.${metric}`), of.totals[metric].toLocaleString(language)] as const,
          ),
          [t('held'), of.quarantine.held],
          [t('replayed'), of.quarantine.replayed],
        ]}
      />
    </section>
  );
}

function Part({
  title,
  isEmpty,
  none,
  children,
}: {
  title: string;
  isEmpty: boolean;
  none: string;
  children: React.ReactNode;
}) {
  return (
    <div className="stack">
      <h2>{title}</h2>
      {isEmpty ? <p className="quiet">{none}</p> : children}
    </div>
  );
}

function Pauses({ of }: { of: Handover['pauses'] }) {
  const { t } = useTranslation('handover');
  return (
    <ul className="plain-list">
      {of.map(({ unit, until }) => (
        <li key={unit.hsaId}>
          <UnitName unit={unit} /> {t('until')} <Moment at={until} />
        </li>
      ))}
    </ul>
  );
}

function Alerts({ of }: { of: Handover['alerts'] }) {
  const { t } = useTranslation('handover');
  const { both } = useLanguage();
  return (
    <ul className="plain-list">
      {of.map(({ id, name, text, startedAt, endedAt }) => (
        <li key={id}>
          <strong>{both(name)}</strong> {both(text)}{' '}
          <span className="quiet">
            <Moment at={startedAt} /> – {endedAt === null ? t('goesOn') : <Moment at={endedAt} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
