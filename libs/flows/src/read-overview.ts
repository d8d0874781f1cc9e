import { addCivilDays, civilDateOf, instantOf } from '#domain/calendar.js';
import type { Directory } from '#domain/directory/directory.js';
import { endOfDowntime } from '#domain/downtime.js';
import { weekBefore } from '#domain/operations/clock-weeks.js';
import { expiriesOf } from '#domain/operations/expiries.js';
import { problemsOf } from '#domain/operations/problems.js';
import type { Backlog, Problem, ProblemFacts, UnitFacts } from '#domain/operations/problems.js';
import { comparableHours, SILENCE, silenceOf } from '#domain/operations/silence.js';
import type { ComparableHours, Silence, SilenceRule } from '#domain/operations/silence.js';
import { systemName } from '#domain/operations/system-name.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { UNOWNED_CAP } from './overview-ports.js';
import type {
  AcknowledgementCounts,
  Figures,
  FlowCounts,
  FlowPoint,
  FlowSpan,
  HubVitals,
  OverviewStore,
  PlanFigures,
  UnitFigures,
  Vitals,
} from './overview-ports.js';
import type { Clock } from './ports.js';
import { Remembered } from './remembered.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What is due within so long is due soon. */
const SOON = 2 * HOUR;
/** Hours in a sparkline. */
const SPARKLINE_HOURS = 24;
/** How many days back the times until a receipt reach, besides today. */
const RECEIPT_DAYS = 7;

/** The flow of some time beside that of the same clock times one week before; null when nothing was counted then. */
export interface FlowComparison {
  readonly now: FlowCounts;
  readonly before: FlowCounts | null;
}

/** How the region and the hub stand at an instant. */
export interface Overview {
  readonly at: Date;
  readonly figures: Figures;
  readonly vitals: Vitals;
  readonly facts: ProblemFacts;
  /** Worst first. */
  readonly problems: readonly Problem[];
  readonly plans: PlanFigures;
  readonly flow: { readonly hour: FlowComparison; readonly day: FlowComparison };
}

/** A unit with all that is told of a party. */
export interface Party {
  readonly hsaId: string;
  readonly figures: UnitFigures;
  readonly silence: Silence | undefined;
  /** End of its planned downtime. */
  readonly pausedUntil: Date | undefined;
  readonly acknowledgements: AcknowledgementCounts;
  /** What it sent and got in each of the last 24 hours, oldest first. */
  readonly sparkline: readonly number[];
}

/** How often units were heard of at this time of earlier days. */
interface Heard {
  readonly days: readonly ComparableHours[];
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** How things stand, out of kept counts and looks into indexes. What cannot have changed since the last look is not read again. */
export class ReadOverview {
  private readonly heard = new Remembered<ReadonlyMap<string, ReadonlyMap<number, number>>>(60_000);
  private readonly weekAgo = new Remembered<readonly FlowCounts[] | null>(60_000);
  private readonly receipts = new Remembered<ReadonlyMap<string, AcknowledgementCounts>>(60_000);
  private readonly sparklines = new Remembered<ReadonlyMap<string, readonly number[]>>(15_000);

  constructor(
    private readonly store: OverviewStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly vitals: HubVitals,
  ) {}

  /** @throws StorageUnavailable */
  async read(): Promise<Overview> {
    const now = await this.clock.now();
    const spans = [60, 24 * 60].map((minutes) => minutesUntil(now, minutes));
    const past = spans.map(weekBeforeSpan);
    const [{ figures, vitals, facts, plans, flow }, before] = await Promise.all([
      this.look(now, SILENCE, spans),
      this.weekAgo.get(past.map(({ from }) => from.getTime()).join(), () => this.flowThen(past)),
    ]);
    const [hour, day] = flow.map((one, place): FlowComparison => ({ now: one, before: before?.[place] ?? null }));
    if (hour === undefined || day === undefined) throw new Error('The flow of a span is missing');
    return { at: now, figures, vitals, facts, problems: problemsOf(facts, now), plans, flow: { hour, day } };
  }

  /** What problems and alerts are decided from. @throws StorageUnavailable */
  async facts(now: Date, rule: SilenceRule = SILENCE): Promise<ProblemFacts> {
    return (await this.look(now, rule, [])).facts;
  }

  /** Every unit of the directory, in its order, and those that it no longer has but that have been counted. */
  async parties(): Promise<{ at: Date; parties: Party[] }> {
    const now = await this.clock.now();
    const { directory } = this.configuration.current;
    const [figures, heard] = await Promise.all([
      this.store.figures([...directory.units.keys()], now, soonAfter(now)),
      this.heardIn(now, SILENCE),
    ]);
    const silences = this.silences(figures, heard, now, SILENCE);
    const units = [...figures.units.keys()];
    const since = instantOf(addCivilDays(civilDateOf(now), -RECEIPT_DAYS), '00:00');
    const lineStart = new Date(Math.floor(now.getTime() / HOUR) * HOUR - (SPARKLINE_HOURS - 1) * HOUR);
    const [acknowledgements, sparklines] = await Promise.all([
      this.receipts.get(`${String(since.getTime())} ${units.join()}`, () => this.store.acknowledgements(units, since)),
      this.sparklines.get(`${String(lineStart.getTime())} ${units.join()}`, () =>
        this.store.sparklines(units, lineStart, SPARKLINE_HOURS),
      ),
    ]);
    const parties = [...figures.units].map(([hsaId, unit]): Party => {
      return {
        hsaId,
        figures: unit,
        silence: silences.get(hsaId),
        pausedUntil: endOfDowntime(directory.units.get(hsaId) ?? {}, now),
        acknowledgements: acknowledgements.get(hsaId) ?? new Map(),
        sparkline: sparklines.get(hsaId) ?? [],
      };
    });
    return { at: now, parties };
  }

  /** The course of 60 minutes or 24 hours up to now, and the same clock times one week before. */
  async course(
    span: '60m' | '24h',
    unit: string | undefined,
  ): Promise<{ stepMinutes: number; points: FlowPoint[]; before: FlowPoint[] }> {
    const now = await this.clock.now();
    const stepMinutes = unit !== undefined ? 60 : span === '60m' ? 1 : 15;
    const [minutes, step] = [span === '60m' ? 60 : 24 * 60, stepMinutes * MINUTE];
    const to = new Date(Math.floor(now.getTime() / step) * step + step);
    // The last step is not over: one more, so that no less than the whole span is shown.
    const steps = Math.max(minutes / stepMinutes, unit === undefined ? 1 : 2);
    const present = { from: new Date(to.getTime() - steps * step), to };
    const past = weekBeforeSpan(present);
    const read = (one: FlowSpan) =>
      unit === undefined ? this.store.course(one, stepMinutes) : this.store.unitCourse(unit, one);
    const [points, before, since] = await Promise.all([read(present), read(past), this.store.countedSince()]);
    return { stepMinutes, points, before: since !== undefined && since < past.to ? before : [] };
  }

  private async look(now: Date, rule: SilenceRule, spans: readonly FlowSpan[]) {
    const { directory } = this.configuration.current;
    const units = [...directory.units.keys()];
    const [{ figures, unownedEscalations: unowned, refused, plans, flow }, heard, vitals] = await Promise.all([
      this.store.look({ units, now, soon: soonAfter(now), spans }),
      this.heardIn(now, rule),
      this.vitals.read(),
    ]);
    const silences = this.silences(figures, heard, now, rule);
    const facts: ProblemFacts = {
      units: [...figures.units].map(([unit, one]) => unitFacts(unit, one, silences.get(unit), directory, now)),
      unownedEscalations: unowned && { ...unowned, isCapped: unowned.count >= UNOWNED_CAP },
      refused: refused.map((group) => ({ ...group, system: systemName(directory, group.source) })),
      expiries: expiriesOf(directory),
      hub: vitals,
    };
    return { figures, vitals, facts, plans, flow };
  }

  private async heardIn(now: Date, rule: SilenceRule): Promise<Heard> {
    const days = comparableHours(now, rule);
    const hours = days.flat();
    const counts = await this.heard.get(hours.map(Number).join(), () => this.store.heardIn(hours));
    return { days, counts };
  }

  private silences(
    { units }: Figures,
    { days, counts }: Heard,
    now: Date,
    rule: SilenceRule,
  ): ReadonlyMap<string, Silence> {
    const { directory } = this.configuration.current;
    const silences = new Map<string, Silence>();
    for (const [hsaId, { lastReceivedAt, lastPolledAt }] of units) {
      const unit = directory.units.get(hsaId);
      if (unit === undefined) continue;
      const lastHeardAt = latest(lastReceivedAt, lastPolledAt);
      const heardIn = (hour: Date) => counts.get(hsaId)?.get(hour.getTime()) ?? 0;
      const silence = silenceOf({ ...unit, lastHeardAt }, now, days, heardIn, rule);
      if (silence !== undefined) silences.set(hsaId, silence);
    }
    return silences;
  }

  private async flowThen(past: readonly FlowSpan[]): Promise<readonly FlowCounts[] | null> {
    const since = await this.store.countedSince();
    const end = past[0]?.to;
    return since === undefined || end === undefined || since >= end ? null : this.store.flow(past);
  }
}

function soonAfter(now: Date): Date {
  return new Date(now.getTime() + SOON);
}

/** So many minutes up to `now`, the one that has begun as the last. */
function minutesUntil(now: Date, minutes: number): FlowSpan {
  const to = Math.floor(now.getTime() / MINUTE) * MINUTE + MINUTE;
  return { from: new Date(to - minutes * MINUTE), to: new Date(to) };
}

function weekBeforeSpan({ from, to }: FlowSpan): FlowSpan {
  const start = weekBefore(from);
  return { from: start, to: new Date(start.getTime() + to.getTime() - from.getTime()) };
}

function unitFacts(
  unit: string,
  { counts, oldest, ...figures }: UnitFigures,
  silence: Silence | undefined,
  directory: Directory,
  now: Date,
): UnitFacts {
  const isKnown = directory.units.has(unit);
  const isHeardOf = figures.lastReceivedAt !== undefined || figures.lastPolledAt !== undefined;
  const isPaused = endOfDowntime(directory.units.get(unit) ?? {}, now) !== undefined;
  const isExpected = isKnown && !isHeardOf && !isPaused && counts.waiting > 0;
  return {
    unit,
    overdueReceipts: backlog(counts.overdueReceipts, figures.overdueReceiptsSince),
    overdueDuties: backlog(counts.overdue - counts.overdueReceipts, figures.overdueDutiesSince),
    silence,
    unheardOf: isExpected ? backlog(counts.waiting, oldest.waiting) : undefined,
  };
}

/** A duty is overdue from its due time on, and counted when that is noticed, seconds later: there is one at the least. */
function backlog(count: number, since: Date | undefined): Backlog | undefined {
  return since === undefined ? undefined : { count: Math.max(1, count), since };
}

function latest(a: Date | undefined, b: Date | undefined): Date | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  return a > b ? a : b;
}
