import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { Panel } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { FlowChart } from './flow-chart.js';
import { METRICS } from './metrics.js';
import type { Metric } from './metrics.js';

type Comparison = Overview['flow']['hour'];

/** What goes through the hub, beside the same time one week ago. */
export const Flow = memo(function Flow({ flow }: { flow: Overview['flow'] }) {
  const { t } = useTranslation('overview');
  const columns: Column<Metric>[] = [
    { id: 'name', head: t('flow.what'), cell: (metric) => t(`flow.metrics.${metric}`) },
    { id: 'hour', head: t('flow.hour'), isNumber: true, cell: (metric) => <Now of={flow.hour} metric={metric} /> },
    {
      id: 'hourBefore',
      head: t('flow.before'),
      isNumber: true,
      cell: (metric) => <Before of={flow.hour} metric={metric} />,
    },
    { id: 'day', head: t('flow.day'), isNumber: true, cell: (metric) => <Now of={flow.day} metric={metric} /> },
    {
      id: 'dayBefore',
      head: t('flow.before'),
      isNumber: true,
      cell: (metric) => <Before of={flow.day} metric={metric} />,
    },
  ];
  return (
    <Panel title={t('flow.title')}>
      <div className="flow">
        <Table
          isWide
          caption={t('flow.caption')}
          isCaptionHidden
          columns={columns}
          rows={METRICS}
          keyOf={(metric) => metric}
        />
        <FlowChart />
      </div>
    </Panel>
  );
});

function Now({ of, metric }: { of: Comparison; metric: Metric }) {
  const { language } = useLanguage();
  const now = of.now[metric];
  const before = of.before?.[metric];
  return (
    <span className="live-figure">
      <strong>{now.toLocaleString(language)}</strong>
      {before !== undefined && before > 0 && (
        <span className="small quiet change"> {changeText(now, before, language)}</span>
      )}
    </span>
  );
}

function Before({ of, metric }: { of: Comparison; metric: Metric }) {
  const { language } = useLanguage();
  return <span className="quiet">{of.before === null ? '–' : of.before[metric].toLocaleString(language)}</span>;
}

/** `+12 %`: how much more or less it is than before. */
function changeText(now: number, before: number, language: string): string {
  const format = new Intl.NumberFormat(language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  return format.format(now / before - 1);
}
