import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PRINT_STATES } from '#domain/plan/paper/print-jobs.js';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { ChoiceBox, Tick } from '../../parts/controls.js';
import { List } from '../../parts/list.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { UnitBox } from '../../parts/unit-box.js';
import { UnitName } from '../../parts/words.js';
import { useCodes } from '../plans/words.js';
import { LetterState } from './letter-state.js';
import type { Letter } from './wire.js';

const PER_PAGE = 50;
const ANY = 'any';

/** What units are to print and send to those who have no inbox, the longest waiting first. */
export default function PrintQueue() {
  const { t } = useTranslation('print-queue');
  const { of, choose } = useFilters();
  const isOverdue = of('overdue') === 'true';
  const letters = useList<Letter>('/v1/ops/print-queue', {
    ...{ unit: of('unit'), state: of('state'), plan: of('plan'), limit: PER_PAGE },
    overdue: isOverdue ? true : undefined,
  });
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="filters no-print" role="group" aria-label={t('filter.label')}>
        <UnitBox label={t('filter.unit')} value={of('unit') ?? ''} onChange={(unit) => choose({ unit })} />
        <ChoiceBox
          label={t('filter.state')}
          value={of('state') ?? ANY}
          onChange={(id) => choose({ state: id === ANY ? undefined : id })}
          choices={[
            { id: ANY, text: t('filter.anyState') },
            ...PRINT_STATES.map((id) => ({ id, text: t(`state.${id}`) })),
          ]}
        />
        <Tick
          label={t('filter.overdue')}
          isSelected={isOverdue}
          onChange={(isSelected) => choose({ overdue: isSelected ? 'true' : undefined })}
        >
          {t('filter.overdue')}
        </Tick>
      </div>
      <List of={letters}>
        {(items) => (items.length === 0 ? <Nothing>{t('none')}</Nothing> : <LetterTable rows={items} />)}
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
