import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fewOfEachKind } from '#domain/operations/problems.js';
import { useHubNow } from '../../api/live.js';
import type { Overview } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button, LinkButton } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge, UnitName } from '../../parts/words.js';
import { problemAddress } from './problem-address.js';

type Problem = Overview['problems'][number];

/** Rows of one kind that are shown at first: what is told below should not be pages away. */
const OF_A_KIND = 3;

/** One row a problem, however many events are behind it: what, since when, whom to call, what to do. */
export const Problems = memo(function Problems({
  problems,
  problemCount,
}: Pick<Overview, 'problems' | 'problemCount'>) {
  const { t } = useTranslation('overview');
  const [isWhole, setWhole] = useState(false);
  const few = fewOfEachKind(problems, OF_A_KIND);
  const shown = isWhole ? problems : few;
  return (
    <div className="stack">
      <div className="row">
        <h2>{t('problems.title')}</h2>
        {problemCount > shown.length && (
          <span className="quiet live-figure">{t('problems.worst', { shown: shown.length, all: problemCount })}</span>
        )}
      </div>
      {problems.length === 0 ? <Nothing>{t('problems.none')}</Nothing> : <ProblemTable problems={shown} />}
      {problems.length > few.length && (
        <div>
          <Button aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {t(isWhole ? 'problems.fewer' : 'problems.more')}
          </Button>
        </div>
      )}
    </div>
  );
});

/** Problems as a table; also in the handover report. */
export function ProblemTable({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation('overview');
  return (
    <Table
      caption={t('problems.caption')}
      isCaptionHidden
      columns={useColumns()}
      rows={problems}
      keyOf={({ key }) => key}
      toneOf={({ severity }) => severity}
    />
  );
}

function useColumns(): Column<Problem>[] {
  const { t } = useTranslation('overview');
  const now = useHubNow();
  return [
    {
      id: 'severity',
      head: t('problems.severity'),
      cell: ({ severity }) => <Badge tone={severity}>{t(`problems.severities.${severity}`)}</Badge>,
    },
    { id: 'what', head: t('problems.what'), cell: (problem) => <What problem={problem} /> },
    { id: 'since', head: t('problems.since'), cell: ({ since }) => <Moment at={since} now={now} /> },
    {
      id: 'count',
      head: t('problems.count'),
      isNumber: true,
      cell: ({ count }) => <span className="live-figure">{count}</span>,
    },
    {
      id: 'who',
      head: t('problems.who'),
      cell: ({ unit }) =>
        unit === null ? <span className="quiet">–</span> : <UnitName unit={unit} withPhone isLink />,
    },
    { id: 'open', head: t('problems.open'), isHeadHidden: true, cell: (problem) => <Show problem={problem} /> },
  ];
}

function What({ problem: { text, advice } }: { problem: Problem }) {
  const { both } = useLanguage();
  return (
    <>
      <strong className="live-figure">{both(text)}</strong>
      <br />
      <span className="small quiet">{both(advice)}</span>
    </>
  );
}

/** Leads to what is behind the problem; on paper it would lead nowhere. */
function Show({ problem }: { problem: Problem }) {
  const { t } = useTranslation('overview');
  const { both } = useLanguage();
  return (
    <span className="no-print">
      <LinkButton to={problemAddress(problem)}>
        {t('problems.show')}
        <span className="hidden-text">
          {' '}
          {both(problem.text)} {problem.unit?.name}
        </span>
      </LinkButton>
    </span>
  );
}
