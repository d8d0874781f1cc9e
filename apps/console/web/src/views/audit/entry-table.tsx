import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AuditEntryDto } from '../../../../src/dto/audit.dto.js';
import type { Json } from '../../api/wire.js';
import { useNames } from '../../i18n/names.js';
import { Fold } from '../../parts/fold.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { UnitName } from '../../parts/words.js';

export type Entry = Json<AuditEntryDto>;

/** What an entry is about, where the console has a page of it. */
const VIEWS: Readonly<Record<string, string>> = {
  message: '/messages',
  quarantine: '/quarantine',
  episode: '/episodes',
};

/** What actions of the audit are called; some are named as the message that did it. */
export function useActionName(): (action: string) => string {
  const { t, i18n } = useTranslation('audit');
  const names = useNames();
  return (action) => (i18n.exists(`action.${action}`, { ns: 'audit' }) ? t(`action.${action}`) : names.kind(action));
}

/** Columns that every table of the audit has. */
export function useEntryColumns(): Column<Entry>[] {
  const { t } = useTranslation('audit');
  const actionName = useActionName();
  return [
    { id: 'at', head: t('entry.at'), cell: ({ at }) => <Moment at={at} withSeconds /> },
    { id: 'actor', head: t('entry.actor'), cell: ({ actor }) => <span className="mono wrapped">{actor}</span> },
    { id: 'action', head: t('entry.action'), cell: ({ action }) => actionName(action) },
    {
      id: 'unit',
      head: t('entry.unit'),
      cell: ({ unit }) => (unit === null ? <span className="quiet">–</span> : <UnitName unit={unit} />),
    },
    { id: 'subject', head: t('entry.subject'), cell: (entry) => <Subject of={entry} /> },
  ];
}

/** Lines of the audit. */
export function EntryTable({ caption, entries }: { caption: string; entries: readonly Entry[] }) {
  const { t } = useTranslation('audit');
  const columns = useEntryColumns();
  return (
    <Table
      caption={caption}
      columns={[...columns, { id: 'detail', head: t('entry.detail'), cell: ({ detail }) => <Detail of={detail} /> }]}
      rows={entries}
      keyOf={({ id }) => id}
    />
  );
}

function Subject({ of: { subject, subjectId } }: { of: Entry }) {
  const { t, i18n } = useTranslation('audit');
  const view = VIEWS[subject];
  const name = i18n.exists(`subject.${subject}`, { ns: 'audit' }) ? t(`subject.${subject}`) : subject;
  return (
    <>
      {view === undefined ? name : <Link href={`${view}/${subjectId}`}>{name}</Link>}{' '}
      <span className="quiet small mono wrapped">{subjectId}</span>
    </>
  );
}

/** What else is noted: the reason stands open, the rest is folded away. */
function Detail({ of }: { of: unknown }) {
  const { t } = useTranslation('audit');
  if (of === null || of === undefined) return <span className="quiet">–</span>;
  const reason = typeof of === 'object' && 'reason' in of ? of.reason : undefined;
  return (
    <>
      {typeof reason === 'string' && <span>{reason}</span>}
      {(typeof reason !== 'string' || Object.keys(of).length > 1) && (
        <Fold text={t('entry.more')}>
          <pre className="detail" tabIndex={0}>
            {JSON.stringify(of, null, 2)}
          </pre>
        </Fold>
      )}
    </>
  );
}
