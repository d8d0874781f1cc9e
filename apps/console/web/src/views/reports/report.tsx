import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDto } from '../../../../src/dto/report.dto.js';
import { get } from '../../api/client.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { useFilters } from '../../api/address.js';
import { dayOf } from '../../parts/civil-days.js';
import { Button } from '../../parts/controls.js';
import { useKeptFocus } from '../../parts/kept-focus.js';
import { Trouble } from '../../parts/states.js';
import { Made } from './made.js';
import { Progress } from './progress.js';
import { QuestionForm } from './question-form.js';
import type { Question } from './question-form.js';
import { isAboutSingles, rowsOf } from './wire.js';
import type { ReportHead } from './wire.js';

/** A report that is no longer looked at is forgotten soon: it may be large; ms. */
const KEPT_FOR = 60_000;

const NO_PERIOD = { from: undefined, to: undefined };

/** What is asked, and the answer. */
export function Report({ head }: { head: ReportHead }) {
  const { of, choose } = useFilters();
  const now = useHubNow();
  const today = dayOf(now ?? Date.now());
  const question: Question = {
    from: of('from') ?? `${today.slice(0, 8)}01`,
    to: of('to') ?? today,
    profile: of('profile') ?? '',
    municipality: of('municipality') ?? '',
    unit: of('unit') ?? '',
  };
  // Whether it was asked stands in the address too: a colleague who opens it sees the same.
  const isAsked = of('show') !== undefined;
  // Rows about single stays are shown when somebody asks for them here and now, since that is noted.
  const [showsStays, setShowsStays] = useState(false);
  const [times, setTimes] = useState(0);
  const ask = (next: Question) => {
    setShowsStays(false);
    setTimes(times + 1);
    choose({ ...next, ...(head.hasPeriod ? {} : NO_PERIOD), show: 'yes' });
  };
  const kept = useKeptFocus();
  return (
    <div className="stack" {...kept}>
      <QuestionForm key={String(now === undefined)} head={head} question={question} today={today} onAsk={ask} />
      {isAsked && (
        <Asked
          head={head}
          question={question}
          asked={times}
          showsStays={showsStays}
          onShowStays={() => setShowsStays(true)}
        />
      )}
    </div>
  );
}

interface AskedProps {
  readonly head: ReportHead;
  readonly question: Question;
  /** How many times it was asked here; each is made anew. */
  readonly asked: number;
  readonly showsStays: boolean;
  readonly onShowStays: () => void;
}

function Asked({ head, question, asked, showsStays, onShowStays }: AskedProps) {
  const { t } = useTranslation('reports');
  const hidesStays = isAboutSingles(head) && !showsStays;
  const parameters = {
    ...question,
    ...(head.hasPeriod ? {} : NO_PERIOD),
    table: hidesStays && head.summary !== undefined ? 'summary' : undefined,
  };
  const isHeldBack = hidesStays && head.summary === undefined;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['report', head.name, parameters, asked],
    queryFn: ({ signal }) => get<Json<ReportDto>>(`/v1/ops/reports/${head.name}`, parameters, signal),
    enabled: !isHeldBack,
    staleTime: Infinity,
    gcTime: KEPT_FOR,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (isHeldBack) return <ShowStays head={head} onShow={onShowStays} />;
  if (isFetching) return <Progress queryKey={['report', head.name]} />;
  if (error !== null) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <p className="quiet">{t('stopped')}</p>;
  return (
    <>
      <Made head={head} report={data} parameters={parameters} />
      {hidesStays && <ShowStays head={head} onShow={onShowStays} />}
    </>
  );
}

/** Shows rows about single stays, once somebody has said that it is wanted. */
function ShowStays({ head, onShow }: { head: ReportHead; onShow: () => void }) {
  const { t } = useTranslation('reports');
  return (
    <div className="panel stack no-print">
      <p>{t(head.summary === undefined ? 'stays.only' : `stays.more${rowsOf(head) ?? 'Stay'}`)}</p>
      <div>
        <Button onPress={onShow}>{t('stays.show')}</Button>
      </div>
    </div>
  );
}
