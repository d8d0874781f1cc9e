import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useNames } from '../../i18n/names.js';
import { Moment } from '../../parts/moment.js';
import { useUnitName } from '../../parts/unit-names.js';
import { Badge } from '../../parts/words.js';
import type { Stay } from './wire.js';
import '../messages/trace.css';

type Entry = Stay['timeline'][number];

/** What was sent and receipted, in order; each message leads to its trace. */
export function History({ stay: { timeline } }: { stay: Stay }) {
  const { t } = useTranslation('episodes');
  const nameOf = useUnitName();
  if (timeline.length === 0) return <p className="quiet">{t('history.none')}</p>;
  return (
    <ol className="timeline">
      {timeline.map((entry, at) => (
        <OneEntry key={`${entry.message} ${String(at)}`} entry={entry} nameOf={nameOf} />
      ))}
    </ol>
  );
}

function OneEntry({ entry, nameOf }: { entry: Entry; nameOf: (hsaId: string) => string }) {
  const { t } = useTranslation('episodes');
  const names = useNames();
  const kind = names.kind(entry.kind);
  return (
    <li data-tone={entry.event === 'receipt' ? 'well' : 'plain'}>
      <span className="small quiet">
        <Moment at={entry.at} withSeconds />
      </span>
      {entry.event === 'message' ? (
        <span>
          <Link href={`/messages/${entry.message}`}>
            <strong>{kind}</strong>
          </Link>{' '}
          {entry.withdrawn && <Badge>{t('history.withdrawn')}</Badge>}
          <br />
          {t('history.from', { unit: nameOf(entry.sender) })}{' '}
          <span className="quiet small mono">{entry.messageId}</span>
        </span>
      ) : (
        <span>{t('history.receipted', { unit: nameOf(entry.unit), kind })}</span>
      )}
    </li>
  );
}
