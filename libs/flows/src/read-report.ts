import { civilDateOf } from '#domain/calendar.js';
import type { Caller } from '#domain/access.js';
import type { PaymentAmounts } from '#domain/report/payment-amounts.js';
import { monthOf } from '#domain/report/period.js';
import type { ReportPeriod } from '#domain/report/period.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf } from './hub-id.js';
import type { Clock } from './ports.js';
import { LATE_REPORT } from './report-late.js';
import { MEAN_DAYS_REPORT } from './report-mean-days.js';
import { OPEN_REPORT } from './report-open.js';
import { PAYMENT_REPORT } from './report-payment.js';
import type { ReportStore } from './report-ports.js';
import type { PlanReportStore } from './plan-ports.js';
import { PLAN_CALLS_REPORT } from './report-plan-calls.js';
import { PLAN_EVALUATIONS_REPORT } from './report-plan-evaluations.js';
import { PLAN_INTERVENTIONS_REPORT } from './report-plan-interventions.js';
import { PLAN_MEETINGS_REPORT } from './report-plan-meetings.js';
import { PLAN_OFFERS_REPORT } from './report-plan-offers.js';
import { PLAN_PRESENCE_REPORT } from './report-plan-presence.js';
import { OPEN_PLANS_REPORT } from './report-plans-open.js';
import { READY_REPORT } from './report-ready.js';
import { RECEIPTS_REPORT } from './report-receipts.js';
import { SERVICES_REPORT } from './report-services.js';
import type { Report, ReportFilter, ReportHead, ReportName, ReportRun } from './report-run.js';

const REPORTS: Readonly<Record<ReportName, Report>> = {
  kvittenser: RECEIPTS_REPORT,
  'utskrivningsklar-till-hemgang': READY_REPORT,
  medeldygn: MEAN_DAYS_REPORT,
  betalningsansvar: PAYMENT_REPORT,
  'oppna-vardtillfallen': OPEN_REPORT,
  insatser: SERVICES_REPORT,
  'sena-meddelanden': LATE_REPORT,
  'oppna-sip': OPEN_PLANS_REPORT,
  'sip-insatser': PLAN_INTERVENTIONS_REPORT,
  'sip-kallelser': PLAN_CALLS_REPORT,
  'sip-moten': PLAN_MEETINGS_REPORT,
  'sip-narvaro': PLAN_PRESENCE_REPORT,
  'sip-utvarderingar': PLAN_EVALUATIONS_REPORT,
  'sip-erbjudanden': PLAN_OFFERS_REPORT,
};

/** Which report, of what; civil days in Sweden. */
export interface ReportRequest extends ReportFilter {
  readonly name: ReportName;
  /** The first day of the month in which the period ends, when not given. */
  readonly from?: string | undefined;
  /** Included; today, when not given. */
  readonly to?: string | undefined;
  /** Whether the rows are shown, and not only the sums over them. */
  readonly showsRows: boolean;
}

/** A report that is being made, and of what. */
export interface OpenedReport extends ReportRun {
  readonly head: ReportHead;
  /** Undefined for a report of how things stand now. */
  readonly period: ReportPeriod | undefined;
  readonly filter: ReportFilter;
  readonly madeAt: Date;
}

/** What reports are read from. */
export interface ReportStores {
  readonly stays: ReportStore;
  readonly plans: PlanReportStore;
}

/** Reports for operations. Who is shown a row about a single stay or plan is noted there (L-LOG-01). */
export class ReadReport {
  constructor(
    private readonly stores: ReportStores,
    private readonly configuration: ConfigurationHolder,
    private readonly amounts: PaymentAmounts,
    private readonly clock: Clock,
  ) {}

  list(): readonly ReportHead[] {
    return Object.values(REPORTS).map(({ head }) => head);
  }

  head(name: string): ReportHead | undefined {
    return this.list().find((head) => head.name === name);
  }

  isProfile(id: string): boolean {
    return this.configuration.current.profiles.has(id);
  }

  /** The period of a request, with what it leaves out. */
  async periodOf({ from, to }: Pick<ReportRequest, 'from' | 'to'>): Promise<ReportPeriod> {
    const last = to ?? civilDateOf(await this.clock.now());
    return { from: from ?? `${monthOf(last)}-01`, to: last };
  }

  /** Begins to make a report; nothing is read before its rows are asked for. */
  async open(request: ReportRequest, caller: Caller): Promise<OpenedReport> {
    const report = REPORTS[request.name];
    const now = await this.clock.now();
    const period = await this.periodOf(request);
    const { name, profile, municipality, unit, showsRows } = request;
    const filter = { profile, municipality, unit };
    const { amounts } = this;
    const { stays: store, plans } = this.stores;
    const noted = (at: Pick<ReportStore, 'noteReading'>) => async (ids: readonly string[]) => {
      if (showsRows && ids.length > 0) await at.noteReading(ids, name, actorOf(caller), now);
    };
    const notes = { noteShown: noted(store), notePlansShown: noted(plans) };
    const run = report.run({ store, plans, amounts, now, period, filter, ...notes, ...this.configuration.current });
    return {
      head: report.head,
      period: report.head.hasPeriod ? period : undefined,
      filter,
      madeAt: now,
      rows: run.rows,
      summary: () => run.summary(),
    };
  }
}
