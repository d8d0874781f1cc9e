import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PartyDto } from '../../../../src/dto/party.dto.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { Sparkline } from '../../parts/chart.js';
import { Moment, momentText, spanText } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge, UnitName } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import './parties.css';

export type Party = Json<PartyDto>;

const TONES: Readonly<Record<Party['state'], Tone>> = {
  overdue: 'critical',
  silent: 'warning',
  paused: 'notice',
  well: 'well',
};

interface Sorting {
  readonly by: string;
  readonly onSort: (by: 'name' | 'overdue' | 'waiting') => void;
}

/** Parties and how each stands with the hub: what it owes, when it was last heard of, how fast it is. */
export function PartyTable({
  caption,
  isCaptionHidden = false,
  parties,
  sorting,
}: {
  caption: string;
  isCaptionHidden?: boolean;
  parties: readonly Party[];
  sorting?: Sorting;
}) {
  const columns = useColumns(sorting);
  return (
    <div className="party-table">
      <Table
        caption={caption}
        isCaptionHidden={isCaptionHidden}
        columns={columns}
        rows={parties}
        keyOf={({ hsaId }) => hsaId}
        toneOf={({ state }) => TONES[state]}
      />
    </div>
  );
}

function useColumns(sorting: Sorting | undefined): Column<Party>[] {
  const { t } = useTranslation('parties');
  const sortable = (by: 'name' | 'overdue' | 'waiting') =>
    sorting === undefined
      ? {}
      : ({
          onSort: () => sorting.onSort(by),
          sorted: sorting.by === by ? (by === 'name' ? 'ascending' : 'descending') : undefined,
        } as const);
  return [
    { id: 'unit', head: t('unit'), ...sortable('name'), cell: (party) => <Unit party={party} /> },
    { id: 'state', head: t('state'), cell: (party) => <State party={party} /> },
    {
      id: 'overdue',
      head: t('overdue'),
      isNumber: true,
      ...sortable('overdue'),
      cell: (party) => <Overdue party={party} />,
    },
    {
      id: 'waiting',
      head: t('waiting'),
      isNumber: true,
      ...sortable('waiting'),
      cell: ({ waiting, oldestWaitingSince }) => <Count of={waiting} since={oldestWaitingSince} />,
    },
    { id: 'heard', head: t('heard'), cell: (party) => <Heard party={party} /> },
    { id: 'time', head: t('time'), isNumber: true, cell: (party) => <Time of={party.acknowledgement} /> },
    { id: 'day', head: t('day'), cell: ({ sparkline }) => <Day values={sparkline} /> },
  ];
}

function Unit({ party }: { party: Party }) {
  return (
    <>
      <UnitName unit={party} withPhone isLink />
      {party.organisation !== null && (
        <>
          <br />
          <span className="small quiet">{party.organisation}</span>
        </>
      )}
    </>
  );
}

function State({ party: { state, silent, pausedUntil } }: { party: Party }) {
  const { t } = useTranslation('parties');
  const { both } = useLanguage();
  const now = useHubNow();
  return (
    <>
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      {silent !== null && (
        <div className="small">
          {t('silentSince')} <Moment at={silent.since} now={now} />
          <br />
          <span className="quiet">{both(silent.usual)}</span>
        </div>
      )}
      {pausedUntil !== null && (
        <div className="small">
          {t('pausedUntil')} <Moment at={pausedUntil} />
        </div>
      )}
    </>
  );
}

function Overdue({ party }: { party: Party }) {
  const { t } = useTranslation('parties');
  const { overdue, oldestOverdueSince, dueSoon, openEscalations, hsaId } = party;
  return (
    <>
      {overdue === 0 ? (
        <span className="quiet">0</span>
      ) : (
        <Link href={`/deadlines/all?state=overdue&unit=${encodeURIComponent(hsaId)}`}>
          <Count of={overdue} since={oldestOverdueSince} />
        </Link>
      )}
      {openEscalations > 0 && <div className="small quiet">{t('escalations', { count: openEscalations })}</div>}
      {dueSoon > 0 && <div className="small quiet">{t('dueSoon', { count: dueSoon })}</div>}
    </>
  );
}

/** How many, and how long the oldest has lasted. */
function Count({ of, since }: { of: number; since: string | null }) {
  const { language } = useLanguage();
  const passed = usePassed(since);
  if (of === 0) return <span className="quiet">0</span>;
  return (
    <>
      <strong>{of.toLocaleString(language)}</strong>
      {passed !== undefined && (
        <>
          <br />
          <span className="small quiet nowrap">{passed}</span>
        </>
      )}
    </>
  );
}

/** When it was last heard of: what it sent, and when it last asked for its inbox. */
function Heard({ party: { lastReceivedAt, lastPolledAt } }: { party: Party }) {
  const { t } = useTranslation('parties');
  return (
    <div className="stack-tight small">
      <Seen what={t('received')} at={lastReceivedAt} />
      <Seen what={t('polled')} at={lastPolledAt} />
    </div>
  );
}

function Seen({ what, at }: { what: string; at: string | null }) {
  const { t } = useTranslation('parties');
  const { language } = useLanguage();
  const passed = usePassed(at);
  return (
    <span>
      <span className="quiet">{what}</span>{' '}
      {at === null ? (
        <span className="quiet">{t('never')}</span>
      ) : (
        <time dateTime={at} className="nowrap" title={momentText(at, language)}>
          {passed === undefined ? momentText(at, language) : t('ago', { span: passed })}
        </time>
      )}
    </span>
  );
}

/** How much time has passed since, in words; undefined where it is not known. */
function usePassed(since: string | null): string | undefined {
  const now = useHubNow();
  return since === null || now === undefined ? undefined : spanText((now - new Date(since).getTime()) / 1000);
}

function Time({ of }: { of: Party['acknowledgement'] }) {
  const { t } = useTranslation('parties');
  if (of === null) return <span className="quiet">–</span>;
  return (
    <span className="nowrap">
      {spanText(of.p50Seconds)} / {spanText(of.p95Seconds)}
      <br />
      <span className="small quiet">{t('receipts', { count: of.count })}</span>
    </span>
  );
}

function Day({ values }: { values: readonly number[] }) {
  const { t } = useTranslation('parties');
  const label = t('sparkline', {
    all: values.reduce((sum, value) => sum + value, 0),
    most: Math.max(0, ...values),
    last: values.at(-1) ?? 0,
  });
  return <Sparkline label={label} values={values} />;
}
