import { alertText } from '#domain/operations/alert-message.js';
import type { Problem } from '#domain/operations/problems.js';
import type { AlertStore } from './alert-ports.js';
import type { FlowCounts, FlowSpan, OverviewStore, ShiftAlert, ShiftRecord } from './overview-ports.js';
import type { ReadOverview } from './read-overview.js';

const MINUTE = 60_000;
/** How many escalations and notes stand in a report at the most. */
const LISTED = 200;

/** What happened in a shift and what is left of it at `at`. */
export interface Handover extends ShiftRecord {
  readonly at: Date;
  readonly totals: FlowCounts;
  readonly problems: readonly Problem[];
  readonly alerts: readonly ShiftAlert[];
}

/** The report of a shift to the next one. */
export class ReadHandover {
  constructor(
    private readonly store: OverviewStore,
    private readonly overview: ReadOverview,
    /** Undefined where the hub sends no alerts. */
    private readonly alerts?: Pick<AlertStore, 'list'>,
  ) {}

  /** Counts are kept by the minute: the minutes in which the shift begins and ends belong to it. @throws StorageUnavailable */
  async read({ from, to }: FlowSpan): Promise<Handover> {
    const minutes = {
      from: new Date(Math.floor(from.getTime() / MINUTE) * MINUTE),
      to: new Date(Math.ceil(to.getTime() / MINUTE) * MINUTE),
    };
    const [record, [totals], { at, problems }, alerts] = await Promise.all([
      this.store.shift({ from, to }, LISTED),
      this.store.flow([minutes]),
      this.overview.read(),
      this.alertsIn({ from, to }),
    ]);
    if (totals === undefined) throw new Error('The flow of a span is missing');
    return { ...record, at, totals, problems, alerts };
  }

  /** Those that began before its end and had not ended before its beginning, the earliest first. */
  private async alertsIn({ from, to }: FlowSpan): Promise<ShiftAlert[]> {
    const { alerts } = this;
    if (alerts === undefined) return [];
    const lists = await Promise.all([alerts.list('active', LISTED), alerts.list('ended', LISTED)]);
    return lists
      .flat()
      .filter(({ startedAt, endedAt }) => startedAt < to && (endedAt === undefined || endedAt >= from))
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      .map(({ id, name, startedAt, endedAt = null, ...alert }) => ({
        id,
        name,
        startedAt,
        endedAt,
        text: alertText(alert),
      }));
  }
}
