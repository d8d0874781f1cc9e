import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { ChoiceBox } from '../../parts/controls.js';
import { numberText, useCodeText } from './cells.js';
import type { ReportColumn, Row } from './cells.js';

/** Bars that are drawn: more than can be taken in at a glance stand in the table. */
const MOST = 20;

const FIGURES: readonly string[] = ['number', 'share', 'kronor'];
/** Columns that tell rows apart, in the order in which they stand in a bar's label. */
const LABELS = [
  ...['unitName', 'profile', 'municipality', 'model', 'month', 'of', 'kind', 'state', 'role', 'side'],
  ...['planState', 'purpose', 'form', 'relation', 'score'],
];

/** One figure of each row beside the others, largest first. The table below has the same figures. */
export function Bars({ columns, rows }: { columns: readonly ReportColumn[]; rows: readonly Row[] }) {
  const { t } = useTranslation('reports');
  const { both, language } = useLanguage();
  const codeText = useCodeText();
  const figures = columns.filter(({ form }) => FIGURES.includes(form));
  const [chosen, setChosen] = useState<string>();
  const figure = figures.find(({ key }) => key === chosen) ?? usual(figures, rows);
  if (figure === undefined || rows.length < 2) return null;
  const told = tellingApart(rows);
  const label = (row: Row) =>
    told.flatMap((key) => (typeof row[key] === 'string' ? [codeText(key, row[key])] : [])).join(', ') || t('unnamed');
  const bars = rows
    .flatMap((row) => {
      const value = row[figure.key];
      return typeof value === 'number' ? [{ label: label(row), value }] : [];
    })
    .sort((a, b) => b.value - a.value);
  const most = figure.form === 'share' ? 1 : Math.max(...bars.map(({ value }) => value), 0);
  return (
    <section className="panel stack" aria-label={t('chart')}>
      <div className="row apart">
        <h2>{t('chart')}</h2>
        <ChoiceBox
          label={t('figure')}
          value={figure.key}
          onChange={setChosen}
          choices={figures.map(({ key, heading }) => ({ id: key, text: both(heading) }))}
        />
      </div>
      <ol className="bars" aria-label={both(figure.heading)}>
        {bars.slice(0, MOST).map((bar, at) => (
          <li key={`${String(at)} ${bar.label}`}>
            <span>{bar.label}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar" style={{ width: `${String(most === 0 ? 0 : (100 * bar.value) / most)}%` }} />
            </span>
            <span className="number">{numberText(bar.value, figure.form, language)}</span>
          </li>
        ))}
      </ol>
      {bars.length > MOST && <p className="quiet small">{t('moreBars', { count: bars.length - MOST })}</p>}
      {bars.length === 0 && <p className="quiet">{t('noFigures')}</p>}
    </section>
  );
}

/** As few columns as tell the rows apart as well as all of them. */
function tellingApart(rows: readonly Row[]): readonly string[] {
  const different = (keys: readonly string[]) =>
    new Set(rows.map((row) => JSON.stringify(keys.map((key) => row[key] ?? null)))).size;
  return LABELS.reduce<readonly string[]>(
    (keys, key) => (different([...keys, key]) > different(keys) ? [...keys, key] : keys),
    [],
  );
}

/** The figure that is drawn at first: a share tells more than a count, and either more than nothing. */
function usual(figures: readonly ReportColumn[], rows: readonly Row[]): ReportColumn | undefined {
  const told = figures.filter(({ key }) => rows.some((row) => typeof row[key] === 'number' && row[key] > 0));
  return told.find(({ form }) => form === 'share') ?? told[0] ?? figures[0];
}
