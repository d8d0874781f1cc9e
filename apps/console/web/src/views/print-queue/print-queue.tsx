import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PRINT_STATES } from '#domain/plan/paper/print-jobs.js';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { Filters } from '../../parts/filters.js';
import { List } from '../../parts/list.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { UnitName } from '../../parts/words.js';
import { useCodes } from '../plans/words.js';
import { LetterState } from './letter-state.js';
import type { Letter } from './wire.js';

const PER_PAGE = 50;

/** What units are to print and send to those who have no inbox, the longest waiting first. */
export default function PrintQueue() {
  const { t } = useTranslation('print-queue');
  const { of } = useFilters();
  const state = of('state') ?? 'waiting';
  const isNarrowed = ['unit', 'state', 'plan', 'overdue'].some((name) => of(name) !== undefined);
  const letters = useList<Letter>('/v1/ops/print-queue', {
    ...{ unit: of('unit'), state: state === 'all' ? undefined : state, plan: of('plan'), limit: PER_PAGE },
    overdue: of('overdue') === 'true' ? true : undefined,
  });
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <Filters
        unit={t('filter.unit')}
        choices={[
          {
            ...{ name: 'state', label: t('filter.state'), any: t('filter.waiting') },
            choices: [...PRINT_STATES, 'all' as const].map((id) => ({ id, text: t(`filter.states.${id}`) })),
          },
        ]}
        ticks={[{ name: 'overdue', label: t('filter.overdue') }]}
        clear={t('filter.clear')}
      />
      <List of={letters}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t(isNarrowed ? 'none' : 'noneWaiting')}</Nothing>
          ) : (
            <LetterTable rows={items} />
          )
        }
      </List>
    </>
  );
}

function LetterTable({ rows }: { rows: readonly Letter[] }) {
  const { t } = useTranslation('print-queue');
  const codeOf = useCodes();
  return (
    <Table
      caption={t('caption', { count: rows.length })}
      rows={rows}
      keyOf={({ id }) => id}
      toneOf={({ overdue }) => (overdue ? 'critical' : 'plain')}
      columns={[
        {
          id: 'what',
          head: t('column.what'),
          cell: ({ kind, plan, createdAt }) => (
            <div className="stack-tight">
              <strong>{codeOf('paper', kind)}</strong>
              <span className="small quiet">
                {t('asked')} <Moment at={createdAt} />
              </span>
              <Link className="small" href={`/plans/${plan}`}>
                {t('plan')}
              </Link>
            </div>
          ),
        },
        { id: 'unit', head: t('column.unit'), cell: ({ unit }) => <UnitName unit={unit} withPhone isLink /> },
        {
          id: 'to',
          head: t('column.to'),
          cell: ({ relation, channel }) =>
            relation === null ? (
              <span className="quiet">{t('erased')}</span>
            ) : (
              <div className="stack-tight">
                <span>{codeOf('relation', relation)}</span>
                {channel !== null && <span className="small quiet">{codeOf('channel', channel)}</span>}
              </div>
            ),
        },
        { id: 'state', head: t('column.state'), cell: (letter) => <LetterState letter={letter} /> },
      ]}
    />
  );
}
