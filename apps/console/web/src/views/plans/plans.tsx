import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { useHubNow } from '../../api/live.js';
import { useProfileName } from '../../api/profiles.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { List } from '../../parts/list.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge, UnitName } from '../../parts/words.js';
import { PlanFilters, PLAN_STATES_SHOWN } from './filters.js';
import { When } from './words.js';
import type { PlanRow } from './wire.js';
import './plans.css';

const PER_PAGE = 25;

/** Plans (SIP) of every region, the latest begun first; who they are about is not shown. */
export default function Plans() {
  const { t } = useTranslation('plans');
  const { of } = useFilters();
  const state = PLAN_STATES_SHOWN.find((one) => one === of('state')) ?? 'open';
  const plans = useList<PlanRow>('/v1/ops/plans', {
    ...{ state, in: of('in'), unit: of('unit'), profile: of('profile'), episode: of('episode'), limit: PER_PAGE },
    overdue: of('overdue') === 'true' ? true : undefined,
  });
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <PlanFilters />
      <List of={plans}>
        {(items) => (items.length === 0 ? <Nothing>{t('none')}</Nothing> : <PlanTable rows={items} />)}
      </List>
    </>
  );
}

function PlanTable({ rows }: { rows: readonly PlanRow[] }) {
  const { t } = useTranslation('plans');
  const profileName = useProfileName();
  const columns: Column<PlanRow>[] = [
    {
      id: 'plan',
      head: t('column.plan'),
      cell: (row) => <Which row={row} />,
    },
    {
      id: 'coordinator',
      head: t('column.coordinator'),
      cell: ({ coordinator }) =>
        coordinator === null ? (
          <span className="quiet">{t('nobody')}</span>
        ) : (
          <UnitName unit={coordinator} withPhone isLink />
        ),
    },
    { id: 'duties', head: t('column.duties'), cell: (row) => <Owed row={row} /> },
    {
      id: 'followUp',
      head: t('column.followUp'),
      cell: ({ followUpOn, closedAt }) => <When at={closedAt === null ? (followUpOn ?? undefined) : undefined} />,
    },
    {
      id: 'units',
      head: t('column.units'),
      cell: ({ units, profile, episode }) => (
        <div className="stack-tight small">
          <span>{units.map(({ name, hsaId }) => name ?? hsaId).join(', ')}</span>
          <span className="quiet">{profileName(profile)}</span>
          {episode !== null && <Link href={`/episodes/${episode}`}>{t('episode')}</Link>}
        </div>
      ),
    },
  ];
  return (
    <Table
      caption={t('caption', { count: rows.length })}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns}
      toneOf={({ overdue }) => (overdue ? 'critical' : 'plain')}
    />
  );
}

/** The plan by its state, with when it began and ended. */
function Which({ row: { id, stateName, openedAt, closedAt } }: { row: PlanRow }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  return (
    <div className="stack-tight">
      <Link href={`/plans/${id}`}>
        <strong>{capital(both(stateName))}</strong>
      </Link>
      <span className="small quiet">
        {t('begun')} <Moment at={openedAt} />
      </span>
      {closedAt !== null && (
        <span className="small quiet">
          {t('ended')} <Moment at={closedAt} />
        </span>
      )}
      <span className="small quiet mono">{id}</span>
    </div>
  );
}

/** What is due first and who owes it, whom to call, and how much else is owed. */
function Owed({ row: { openDuties, firstDuty, overdue } }: { row: PlanRow }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const now = useHubNow();
  if (firstDuty === null) return <span className="quiet">{t('owesNothing')}</span>;
  return (
    <div className="stack-tight">
      <span>
        {overdue && <Badge tone="critical">{t('waited.overdue')}</Badge>} {capital(both(firstDuty.name))}
      </span>
      <UnitName unit={firstDuty.unit} withPhone isLink />
      <span className="small">
        {t('waited.due')} <Moment at={firstDuty.due} now={now} />
      </span>
      {openDuties > 1 && <span className="small quiet">{t('moreDuties', { count: openDuties - 1 })}</span>}
    </div>
  );
}
