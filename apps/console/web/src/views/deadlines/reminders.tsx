import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { deadlineName } from '#domain/deadline/deadline-names.js';
import type { ReminderDto } from '../../../../src/dto/deadline.dto.js';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { List } from '../../parts/list.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { UnitBox } from '../../parts/unit-box.js';
import { Badge, UnitName } from '../../parts/words.js';

type Reminder = Json<ReminderDto>;

const PER_PAGE = 100;

/** Reminders that were sent, latest first. */
export function Reminders() {
  const { t } = useTranslation('deadlines');
  const { of, choose } = useFilters();
  const columns = useColumns();
  const reminders = useList<Reminder>('/v1/ops/reminders', { unit: of('unit'), limit: PER_PAGE });
  return (
    <>
      <div className="filters no-print">
        <UnitBox label={t('filter.reminded')} value={of('unit') ?? ''} onChange={(unit) => choose({ unit })} />
      </div>
      <List of={reminders}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t('noReminders')}</Nothing>
          ) : (
            <Table
              caption={t('reminderCaption', { count: items.length })}
              columns={columns}
              rows={items}
              keyOf={({ deadlineId, step, occurrence }) => `${deadlineId} ${step} ${String(occurrence)}`}
            />
          )
        }
      </List>
    </>
  );
}

function useColumns(): Column<Reminder>[] {
  const { t } = useTranslation('deadlines');
  const { both } = useLanguage();
  const now = useHubNow();
  return [
    { id: 'at', head: t('column.at'), cell: ({ firedAt }) => <Moment at={firedAt} now={now} /> },
    {
      id: 'to',
      head: t('column.reminded'),
      cell: ({ to }) =>
        to === null ? <span className="quiet">{t('nobody')}</span> : <UnitName unit={to} withPhone isLink />,
    },
    {
      id: 'about',
      head: t('column.about'),
      cell: ({ deadline, rule, occurrence }) => (
        <div className="stack-tight">
          <span>
            <strong>{capital(both(deadlineName(deadline.kind)))}</strong>{' '}
            <span className="small quiet mono nowrap">{rule}</span>
            {occurrence > 1 && <span className="small"> {t('occurrence', { count: occurrence })}</span>}
          </span>
          <span className="small">
            {t('wasDue')} <Moment at={deadline.due} />
          </span>
          <span className="row small">
            <Link href={`/messages/${deadline.message}`}>{t('trace')}</Link>
            {deadline.episode !== null && (
              <Link href={`/episodes/${deadline.episode}`}>{t('episode', { number: '' })}</Link>
            )}
          </span>
        </div>
      ),
    },
    { id: 'waits', head: t('column.waits'), cell: ({ deadline }) => <UnitName unit={deadline.informs} /> },
    {
      id: 'state',
      head: t('column.now'),
      cell: ({ deadline: { state } }) => (
        <Badge tone={state === 'met' ? 'well' : state === 'open' ? 'warning' : 'plain'}>{t(`reminded.${state}`)}</Badge>
      ),
    },
  ];
}
