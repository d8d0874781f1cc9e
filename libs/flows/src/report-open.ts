import type { Directory } from '#domain/directory/directory.js';
import type { ReportStay } from '#domain/report/stay.js';
import { waitsOf } from '#domain/report/waits.js';
import type { Wait } from '#domain/report/waits.js';
import { stayColumns } from './report-heads.js';
import type { OpenStay } from './report-ports.js';
import { isWanted, pages } from './report-run.js';
import type { Report, ReportGround } from './report-run.js';
import { tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Waiting {
  readonly stay: ReportStay;
  readonly since: Date;
  readonly wait: Wait | undefined;
  readonly directory: Directory;
  readonly now: Date;
}

const ROWS = tableOf<Waiting>([
  ...stayColumns<Waiting>(({ stay }) => stay),
  ['state', 'code', 'Läge', 'State', ({ stay }) => stay.state],
  ['category', 'code', 'Kategori', 'Category', ({ stay }) => stay.category ?? null],
  ['since', 'instant', 'Öppet sedan', 'Open since', ({ since }) => since],
  ['waits', 'code', 'Väntar på', 'Waits for', ({ wait }) => wait?.code ?? null],
  ['deadline', 'code', 'Tidsgräns', 'Deadline', ({ wait }) => wait?.deadline ?? null],
  ['rule', 'code', 'Regel', 'Rule', ({ wait }) => wait?.rule ?? null],
  ['role', 'code', 'Roll', 'Role', ({ wait }) => wait?.role ?? null],
  ['unit', 'text', 'Enhet (HSA-id)', 'Unit (HSA-id)', ({ wait }) => wait?.unit ?? null],
  ['unitName', 'text', 'Enhet', 'Unit', ({ wait, directory }) => directory.units.get(wait?.unit ?? '')?.name ?? null],
  ['waitsSince', 'instant', 'Väntat sedan', 'Waited since', ({ wait }) => wait?.since ?? null],
  ['due', 'instant', 'Senast', 'Due', ({ wait }) => wait?.due ?? null],
  ['overdue', 'yes-no', 'Försenat', 'Overdue', ({ wait, now }) => (wait?.due === undefined ? null : wait.due < now)],
]);

/** Stays that are read at a time, with their open duties. */
const PAGE = 200;

/** Stays that are open, and what each waits for, from whom: a row for each thing. [G-RDY-16] */
export const OPEN_REPORT: Report = {
  head: {
    name: 'oppna-vardtillfallen',
    title: { sv: 'Öppna vårdtillfällen och vad de väntar på', en: 'Open stays and what they wait for' },
    about: {
      sv: 'Hur det står till nu, utan period; en rad för varje sak som ett vårdtillfälle väntar på',
      en: 'How things stand now, without a period; a row for each thing that a stay waits for',
    },
    hasPeriod: false,
    isPerStay: true,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: undefined,
  },
  run: (ground) => ({ rows: read(ground), summary: () => [] }),
};

async function* read(ground: ReportGround): AsyncGenerator<readonly Row[]> {
  const { store, filter, noteShown } = ground;
  const { profile } = filter;
  const open = pages<OpenStay>(PAGE, (last, limit) => store.openStays({ profile, after: last?.stay.id, limit }));
  for await (const page of open) {
    const shown = page.filter(({ stay }) => isWanted(stay, filter));
    await noteShown(shown.map(({ stay }) => stay.id));
    yield shown.flatMap((one) => rowsOf(one, ground));
  }
}

/** A stay that nothing is known to wait for is shown all the same. */
function rowsOf({ stay, since, duties }: OpenStay, { profiles, directory, now }: ReportGround): Row[] {
  const profile = profiles.get(stay.profile);
  const waits = profile === undefined ? [] : waitsOf(stay, duties, profile);
  return (waits.length === 0 ? [undefined] : waits).map((wait) => ROWS.row({ stay, since, wait, directory, now }));
}
