import type { Unit } from '#domain/directory/directory.js';
import { lateDutyOf, shortNoticeOf } from '#domain/report/late.js';
import { percentile } from '#domain/report/ready-time.js';
import { unitColumns } from './report-heads.js';
import type { DutiesQuery, FoundDuty, ToldMessage } from './report-ports.js';
import { isWantedUnit, pages, spanOf } from './report-run.js';
import type { Report, ReportGround } from './report-run.js';
import { tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

/** Late things of one sort of one unit. */
interface Sort {
  readonly hsaId: string;
  /** Name of the deadline in the profile; of a short notice the kind of the message. */
  readonly kind: string;
  readonly rule: string;
  readonly profile: string;
  readonly state: 'late' | 'outstanding' | 'short-notice';
}

interface Counted extends Sort {
  readonly unit: Unit | undefined;
  /** Minutes late; of short notices civil days ahead. */
  readonly values: readonly number[];
}

const minutesOf = ({ state, values }: Counted) => (state === 'short-notice' ? [] : values);
const daysOf = ({ state, values }: Counted) => (state === 'short-notice' ? values : []);

const ROWS = tableOf<Counted>([
  ...unitColumns<Counted>(),
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['kind', 'code', 'Meddelande eller tidsgräns', 'Message or deadline', ({ kind }) => kind],
  ['rule', 'code', 'Regel', 'Rule', ({ rule }) => rule],
  ['state', 'code', 'Läge', 'State', ({ state }) => state],
  ['count', 'number', 'Antal', 'Count', ({ values }) => values.length],
  [
    'p50Minutes',
    'number',
    'Median minuter sent',
    'Median minutes late',
    (one) => percentile(minutesOf(one), 0.5) ?? null,
  ],
  [
    'p95Minutes',
    'number',
    '95 % inom minuter',
    '95 % within minutes',
    (one) => percentile(minutesOf(one), 0.95) ?? null,
  ],
  ['mostMinutes', 'number', 'Som mest minuter', 'Most minutes', (one) => percentile(minutesOf(one), 1) ?? null],
  ['p50DaysAhead', 'number', 'Median dagar före', 'Median days ahead', (one) => percentile(daysOf(one), 0.5) ?? null],
]);

/** Duties that are read at a time. */
const PAGE = 2_000;

/** What came too late, has not come, or came on short notice, by unit, sort and rule. [G-ADM-02, B-PLN-16] */
export const LATE_REPORT: Report = {
  head: {
    name: 'sena-meddelanden',
    title: { sv: 'Sena meddelanden', en: 'Late messages' },
    about: {
      sv: 'Det som skulle ha kommit under perioden och kom för sent eller saknas; kvittenser har en egen rapport. Kort varsel räknas efter när meddelandet kom',
      en: 'What was due in the period and came too late or has not come; receipts have a report of their own. Short notice counts by when the message came',
    },
    hasPeriod: true,
    isPerStay: false,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: undefined,
  },
  run: (ground) => ({ rows: read(ground), summary: () => [] }),
};

async function* read(ground: ReportGround): AsyncGenerator<readonly Row[]> {
  const tally = new Tally(ground);
  for await (const page of duties(ground)) for (const duty of page) tally.addDuty(duty);
  for await (const page of messages(ground)) for (const message of page) tally.addMessage(message);
  yield tally.rows();
}

async function* duties({ store, period, filter, now }: ReportGround): AsyncGenerator<FoundDuty[]> {
  const { profile } = filter;
  const span = spanOf(period);
  const due = { ...span, to: span.to < now ? span.to : now };
  const query = (of: DutiesQuery['span']) => (after: FoundDuty | undefined, limit: number) =>
    ({ profile, span: of, after, limit }) satisfies DutiesQuery;
  yield* pages<FoundDuty>(PAGE, (after, limit) => store.lateDuties(query(span)(after, limit)));
  if (due.from < due.to) yield* pages<FoundDuty>(PAGE, (after, limit) => store.overdueDuties(query(due)(after, limit)));
}

async function* messages({ store, period, filter, profiles }: ReportGround): AsyncGenerator<ToldMessage[]> {
  const span = spanOf(period);
  for (const { id: profile, reports } of profiles.values()) {
    if (filter.profile !== undefined && filter.profile !== profile) continue;
    for (const { kind, field, unless } of reports.shortNotice) {
      const fields = unless === undefined ? [field] : [field, unless];
      yield* pages<ToldMessage>(PAGE, (after, limit) =>
        store.toldMessages({ kind, fields, span, profile, after, limit }),
      );
    }
  }
}

/** Counts by unit, sort and rule; of each late thing one number is held. */
class Tally {
  private readonly sorts = new Map<string, { sort: Sort; values: number[] }>();

  constructor(private readonly ground: ReportGround) {}

  addDuty(duty: FoundDuty): void {
    const late = lateDutyOf(duty, this.ground.now);
    if (late === undefined) return;
    const { kind, unit: hsaId, state, minutesLate } = late;
    const rule = this.ground.profiles.get(duty.profile)?.deadlines[kind]?.lateRule ?? late.rule;
    this.add({ hsaId, kind, rule, profile: duty.profile, state }, minutesLate);
  }

  addMessage(message: ToldMessage): void {
    const { kind, sender: hsaId, profile } = message;
    const reports = this.ground.profiles.get(profile)?.reports;
    const short = reports && shortNoticeOf(message, reports);
    if (short !== undefined) this.add({ hsaId, kind, rule: short.rule, profile, state: 'short-notice' }, short.days);
  }

  rows(): Row[] {
    const { units } = this.ground.directory;
    return [...this.sorts]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { sort, values }]) => ROWS.row({ ...sort, unit: units.get(sort.hsaId), values }));
  }

  private add(sort: Sort, value: number): void {
    if (!isWantedUnit(sort.hsaId, this.ground.filter, this.ground.directory)) return;
    const key = [sort.hsaId, sort.kind, sort.rule, sort.state].join(' ');
    const known = this.sorts.get(key) ?? { sort, values: [] };
    known.values.push(value);
    this.sorts.set(key, known);
  }
}
