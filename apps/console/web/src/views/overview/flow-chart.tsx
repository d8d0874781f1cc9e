import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDto } from '../../../../src/dto/flow.dto.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { TimeChart } from '../../parts/chart.js';
import type { Series } from '../../parts/chart.js';
import { ChoiceBox } from '../../parts/controls.js';
import { Fold } from '../../parts/fold.js';
import { Moment } from '../../parts/moment.js';
import { OneOf } from '../../parts/one-of.js';
import { Answer } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { METRICS } from './metrics.js';
import type { Metric } from './metrics.js';

type FlowAnswer = Json<FlowDto>;
type Span = FlowAnswer['span'];

/** One figure of the flow over an hour or a day, with the week before as a dashed line; the same as a table on demand. */
export function FlowChart() {
  const { t } = useTranslation('overview');
  const [span, setSpan] = useState<Span>('60m');
  const [metric, setMetric] = useState<Metric>('received');
  const flow = useOne<FlowAnswer>('/v1/ops/flow', { span });
  return (
    <div className="stack">
      <div className="row flow-choices">
        <OneOf
          label={t('flow.span')}
          value={span}
          onChange={setSpan}
          choices={[
            { id: '60m', text: t('flow.spans.60m') },
            { id: '24h', text: t('flow.spans.24h') },
          ]}
        />
        <ChoiceBox
          label={t('flow.what')}
          value={metric}
          onChange={(id) => setMetric(METRICS.find((one) => one === id) ?? 'received')}
          choices={METRICS.map((id) => ({ id, text: t(`flow.metrics.${id}`) }))}
        />
      </div>
      <Answer of={flow}>{(answer) => <Course flow={answer} metric={metric} />}</Answer>
    </div>
  );
}

function Course({ flow, metric }: { flow: FlowAnswer; metric: Metric }) {
  const { t } = useTranslation('overview');
  const { points, before, span } = flow;
  const at = useMemo(() => points.map((point) => point.at), [points]);
  const series = useMemo((): Series[] => {
    const now: Series = { label: t('flow.now'), values: points.map((point) => point[metric]), colour: 1 };
    if (before.length === 0) return [now];
    const values = points.map((_, index) => before[index]?.[metric] ?? null);
    return [now, { label: t('flow.weekBefore'), values, colour: 2, isBefore: true }];
  }, [points, before, metric, t]);
  const label = t('flow.chart', { what: t(`flow.metrics.${metric}`), span: t(`flow.spans.${span}`) });
  return (
    <>
      <TimeChart label={label} at={at} series={series} />
      {before.length === 0 && <p className="small quiet">{t('flow.noBefore')}</p>}
      <Fold text={t('flow.asTable')}>
        <Table
          caption={label}
          isWide
          columns={[
            { id: 'at', head: t('flow.time'), cell: (row) => <Moment at={row.at} /> },
            { id: 'now', head: t('flow.now'), isNumber: true, cell: (row) => row.now },
            { id: 'before', head: t('flow.weekBefore'), isNumber: true, cell: (row) => row.before ?? '–' },
          ]}
          rows={points.map((point, index) => ({ at: point.at, now: point[metric], before: before[index]?.[metric] }))}
          keyOf={(row) => row.at}
        />
      </Fold>
    </>
  );
}
