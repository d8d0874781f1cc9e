import type { Provider } from '@nestjs/common';
import type { PaymentAmounts } from '#domain/report/payment-amounts.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import type { Clock } from '#flows/ports.js';
import { ReadReport } from '#flows/read-report.js';
import type { Database } from '#persistence/data-source.js';
import { PgPlanReportStore } from '#persistence/plan-report.store.js';
import { PgReportStore } from '#persistence/report.store.js';

/** What reports are made from. */
interface ReportsGround {
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly clock: Clock;
}

/** Reports of stays and plans. */
export function reportsOf({ dataSource, holder, clock }: ReportsGround, amounts: PaymentAmounts): Provider {
  const stores = { stays: new PgReportStore(dataSource), plans: new PgPlanReportStore(dataSource) };
  return { provide: ReadReport, useValue: new ReadReport(stores, holder, amounts, clock) };
}
