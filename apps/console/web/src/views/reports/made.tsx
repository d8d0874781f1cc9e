import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDto } from '../../../../src/dto/report.dto.js';
import { withParameters } from '../../api/client.js';
import type { Parameters } from '../../api/client.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { Bars } from './bars.js';
import { useCells } from './cells.js';
import type { ReportColumn, Row } from './cells.js';
import { isAboutSingles } from './wire.js';
import type { ReportHead } from './wire.js';

/** Rows that are drawn at once. */
const STEP = 200;

interface MadeProps {
  readonly head: ReportHead;
  readonly report: Json<ReportDto>;
  readonly parameters: Parameters;
}

/** A report that was made: its sums, its rows, and the way to a spreadsheet. */
export function Made({ head, report, parameters }: MadeProps) {
  const { t } = useTranslation('reports');
  const { columns = [], rows, summaryColumns = [], summary, period, madeAt } = report;
  // Rows that are sums themselves tell more than the sums over them.
  const compared = isAboutSingles(head)
    ? { columns: summaryColumns, rows: summary ?? [] }
    : { columns, rows: rows ?? [] };
  return (
    <>
      <div className="row apart">
        <p role="status">
          {period === null ? t('madeNow') : t('madeOf', { from: period.from, to: period.to })}{' '}
          <span className="quiet">
            {t('madeAt')} <Moment at={madeAt} />
          </span>
        </p>
        <Downloads head={head} parameters={parameters} />
      </div>
      <Bars columns={compared.columns} rows={compared.rows} />
      {summary !== undefined && <Part caption={t('sums')} columns={summaryColumns} rows={summary} />}
      {rows !== undefined && <Part caption={t('rows')} columns={columns} rows={rows} />}
    </>
  );
}

function Downloads({ head, parameters }: Omit<MadeProps, 'report'>) {
  const { t } = useTranslation('reports');
  const path = (table: 'rows' | 'summary') =>
    withParameters(`/v1/ops/reports/${head.name}`, { ...parameters, table, format: 'csv' });
  return (
    <div className="row no-print">
      {head.summary !== undefined && (
        <a className="button" href={path('summary')} download>
          {t('csvSums')}
        </a>
      )}
      <a className="button" href={path('rows')} download>
        {t(isAboutSingles(head) ? 'csvStays' : 'csvRows')}
      </a>
      <Button onPress={() => window.print()}>{t('print')}</Button>
    </div>
  );
}

interface PartProps {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly Row[];
}

function Part({ caption, columns, rows }: PartProps) {
  const { t } = useTranslation('reports');
  const { both } = useLanguage();
  const { shown, cell } = useCells(columns, rows);
  const [most, setMost] = useState(STEP);
  if (rows.length === 0) return <Nothing>{t('noRows')}</Nothing>;
  const drawn = rows.slice(0, most);
  return (
    <>
      <Table
        caption={caption}
        rows={drawn}
        keyOf={(row) => String(drawn.indexOf(row))}
        columns={shown.map((column) => ({
          id: column.key,
          head: both(column.heading),
          isNumber: ['number', 'share', 'kronor'].includes(column.form),
          cell: (row: Row) => cell(column, row),
        }))}
      />
      {shown.length < columns.length && <p className="quiet small no-print">{t('emptyColumns')}</p>}
      {rows.length > most && (
        <div className="row">
          <Button onPress={() => setMost(most + STEP)}>{t('moreRows', { count: rows.length - most })}</Button>
          <span className="quiet small">{t('moreInCsv')}</span>
        </div>
      )}
    </>
  );
}
