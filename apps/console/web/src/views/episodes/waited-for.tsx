import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useHubNow } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { Fold } from '../../parts/fold.js';
import { Moment } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import type { Stay } from './wire.js';
import { Sentences } from './sentences.js';
import type { Said } from './sentences.js';

type Awaited = NonNullable<Stay['explanation']>['waitedFor'][number];

/** What is waited for, from whom, until when and by which rule, the earliest first; and what happens otherwise. */
export function WaitedFor({ stay: { explanation, openDeadlines } }: { stay: Stay }) {
  const { t } = useTranslation('episodes');
  return (
    <Panel title={t('waited.title')}>
      {explanation === null ? (
        <Unexplained of={openDeadlines} />
      ) : explanation.waitedFor.length === 0 ? (
        <p className="quiet">{t('waited.none')}</p>
      ) : (
        <ul className="waited-for">
          {explanation.waitedFor.map((awaited) => (
            <One key={awaited.deadline} awaited={awaited} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function One({ awaited }: { awaited: Awaited }) {
  const { t } = useTranslation('episodes');
  const { both } = useLanguage();
  const now = useHubNow();
  const { text, due, overdue, unit, rule, then = [] } = awaited;
  return (
    <li data-overdue={overdue || undefined}>
      <div>
        <Badge tone={overdue ? 'critical' : 'notice'}>{t(overdue ? 'waited.overdue' : 'waited.open')}</Badge>{' '}
        <strong>{both(text)}</strong>
      </div>
      <div className="row">
        <span>
          {t('waited.due')} <Moment at={due} now={now} />
        </span>
        {unit !== undefined && <Contact of={unit} />}
        {rule !== undefined && <span className="quiet small mono">{rule}</span>}
      </div>
      {then.length === 1 && <Sentences of={then} />}
      {then.length > 1 && (
        <Fold text={t('waited.otherwise')} isOpen={overdue}>
          <Sentences of={then} />
        </Fold>
      )}
    </li>
  );
}

function Contact({ of: { hsaId, name, phone } }: { of: NonNullable<Said['unit']> }) {
  const { t } = useTranslation('episodes');
  return (
    <span>
      <Link href={`/directory/units/${hsaId}`}>{name ?? hsaId}</Link>{' '}
      {phone !== undefined && (
        <a className="nowrap" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} aria-label={t('waited.call', { phone })}>
          {phone}
        </a>
      )}
    </span>
  );
}

/** While the region's rules are not in force there are no sentences, but the duties are known. */
function Unexplained({ of }: { of: Stay['openDeadlines'] }) {
  const { t } = useTranslation('episodes');
  const now = useHubNow();
  return (
    <>
      <p className="quiet">{t('waited.unexplained')}</p>
      <ul className="waited-for">
        {of.map(({ id, kind, rule, due, responsible }) => (
          <li key={id}>
            <strong>{kind}</strong> <span className="mono small">{responsible}</span> <Moment at={due} now={now} />{' '}
            <span className="quiet small mono">{rule}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
