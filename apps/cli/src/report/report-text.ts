import type { Both } from '#domain/both.js';
import type { Answer } from '../api/answer.js';
import { both } from '../i18n/both.js';
import { sv } from '../i18n/sv.js';
import { tableLines } from '../inbox/table.js';
import { dayAndTime } from '../stockholm-time.js';

interface Column {
  readonly key: string;
  readonly form: string;
  readonly heading: Both;
}

/** The reports that there are, each with what it counts. */
export function listLines(answer: Answer): string[] {
  return answer.list('items').flatMap((head) => {
    const [title, about] = [head.child('title'), head.child('about')];
    return [
      `${head.text('name')}  ${title.text('sv')} · ${title.text('en')}`,
      `  ${about.text('sv')}`,
      `  ${about.text('en')}`,
    ];
  });
}

/** A report as tables, instants as clocks in Sweden show them: the rows, then the sums. */
export function reportLines(answer: Answer): string[] {
  const title = answer.child('title');
  const period = answer.optionalChild('period');
  const days = period === undefined ? '' : `, ${period.text('from')} – ${period.text('to')}`;
  return [
    `${title.text('sv')} · ${title.text('en')}${days}`,
    ...tableOf(answer, 'columns', 'rows'),
    ...tableOf(answer, 'summaryColumns', 'summary'),
  ];
}

/** Ids of the hub are for machines: a line on a terminal is long enough without them. A plan has no other name. */
const HUB_IDS: readonly string[] = ['episode', 'meeting', 'goal', 'intervention'];

/** A table with an empty line before it; none where the answer does not hold it. */
function tableOf(answer: Answer, columnsName: string, rowsName: string): string[] {
  const columns = answer.optionalList(columnsName).map(columnOf);
  if (columns.length === 0) return [];
  const rows = answer.list(rowsName);
  if (rows.length === 0) return ['', both((texts) => texts.reportEmpty)];
  const shown = columns.filter(({ key }) => !HUB_IDS.includes(key));
  return [
    '',
    ...tableLines(
      shown.map(({ heading }) => heading),
      rows.map((row) => shown.map(({ key, form }) => cellText(row.raw[key], form))),
    ),
  ];
}

function columnOf(column: Answer): Column {
  const heading = column.child('heading');
  return {
    key: column.text('key'),
    form: column.text('form'),
    heading: { sv: heading.text('sv'), en: heading.text('en') },
  };
}

function cellText(value: unknown, form: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? sv.reportYes : sv.reportNo;
  if (typeof value === 'number') return form === 'share' ? `${swedish(value * 100, 1)} %` : swedish(value, 2);
  if (Array.isArray(value)) return value.join(', ');
  const text = String(value);
  return form === 'instant' ? dayAndTime(new Date(text)) : text;
}

function swedish(number: number, decimals: number): string {
  return number.toLocaleString('sv-SE', { maximumFractionDigits: decimals }).replaceAll('\u00a0', ' ');
}
