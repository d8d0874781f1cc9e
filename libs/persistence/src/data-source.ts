import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Connection } from './connection.js';
import { FirstTables1780000000000 } from './migrations/1780000000000-first-tables.js';
import { Persons1790000000000 } from './migrations/1790000000000-persons.js';
import { EarlyMessages1800000000000 } from './migrations/1800000000000-early-messages.js';
import { DeadlineScope1800000001000 } from './migrations/1800000001000-deadline-scope.js';
import { AuditViews1800000002000 } from './migrations/1800000002000-audit-views.js';
import { ReportColumns1800000003000 } from './migrations/1800000003000-report-columns.js';
import { StayRetention1800000004000 } from './migrations/1800000004000-stay-retention.js';
import { ConsoleAccounts1800000005000 } from './migrations/1800000005000-console-accounts.js';
import { Flow1800000006000 } from './migrations/1800000006000-flow.js';
import { EscalationSnooze1800000007000 } from './migrations/1800000007000-escalation-snooze.js';
import { Downtime1800000008000 } from './migrations/1800000008000-downtime.js';
import { Alerts1800000009000 } from './migrations/1800000009000-alerts.js';
import { ConsoleReads1800000010000 } from './migrations/1800000010000-console-reads.js';
import { ClientSeen1800000011000 } from './migrations/1800000011000-client-seen.js';
import { PrintQueue1800000013000 } from './migrations/1800000013000-print-queue.js';
import { Plans1800000012000 } from './migrations/1800000012000-plans.js';
import { Register1800000014000 } from './migrations/1800000014000-register.js';
import { PlanFigures1800000015000 } from './migrations/1800000015000-plan-figures.js';
import { AlertRow, AlertSendingRow } from './tables/alert.table.js';
import { RetentionMarkRow, SpotCheckRow } from './tables/audit.table.js';
import { ClientSeenRow } from './tables/client-seen.table.js';
import { ConsoleAccountRow, ConsoleSessionRow } from './tables/console.table.js';
import { DeadlineRow, EscalationRow, FiringRow } from './tables/deadline.table.js';
import { DeliveryRow, InboxRow } from './tables/delivery.table.js';
import { DowntimeRow, DowntimeStateRow } from './tables/downtime.table.js';
import { EpisodeRow } from './tables/episode.table.js';
import { FlowBucketRow, UnitSeenRow } from './tables/flow.table.js';
import { HubProcessRow } from './tables/hub-process.table.js';
import { IdempotencyKeyRow, MessageRow, PayloadRow, QuarantineRow } from './tables/message.table.js';
import {
  AuditEntryRow,
  CounterDeltaRow,
  CounterRow,
  HubKeyRow,
  SimulatedClockRow,
  UsedAssertionRow,
} from './tables/operations.table.js';
import { PlanDayRow, PlanRow, PlanUnitRow } from './tables/plan.table.js';
import { PrintJobRow } from './tables/print-job.table.js';
import { PortalPlanRow, RegisterMarkRow } from './tables/register.table.js';

/** The hub's connection, as the other rooms know it. */
export type Database = DataSource;

/** Advisory lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_236_001;

/** How long a statement may take, milliseconds; migrations take what they need. */
export const PATIENCE = 20_000;

const ENTITIES = [
  PayloadRow,
  MessageRow,
  IdempotencyKeyRow,
  QuarantineRow,
  DeliveryRow,
  InboxRow,
  DeadlineRow,
  FiringRow,
  EscalationRow,
  EpisodeRow,
  PlanRow,
  PlanUnitRow,
  PlanDayRow,
  AuditEntryRow,
  CounterRow,
  CounterDeltaRow,
  HubKeyRow,
  UsedAssertionRow,
  SimulatedClockRow,
  SpotCheckRow,
  RetentionMarkRow,
  HubProcessRow,
  AlertRow,
  AlertSendingRow,
  FlowBucketRow,
  UnitSeenRow,
  ClientSeenRow,
  DowntimeRow,
  DowntimeStateRow,
  ConsoleAccountRow,
  ConsoleSessionRow,
  PrintJobRow,
  RegisterMarkRow,
  PortalPlanRow,
];

const MIGRATIONS = [
  FirstTables1780000000000,
  Persons1790000000000,
  EarlyMessages1800000000000,
  DeadlineScope1800000001000,
  AuditViews1800000002000,
  ReportColumns1800000003000,
  StayRetention1800000004000,
  ConsoleAccounts1800000005000,
  Flow1800000006000,
  EscalationSnooze1800000007000,
  Downtime1800000008000,
  Alerts1800000009000,
  ConsoleReads1800000010000,
  ClientSeen1800000011000,
  Plans1800000012000,
  PrintQueue1800000013000,
  Register1800000014000,
  PlanFigures1800000015000,
];

/**
 * The hub's connection to PostgreSQL. `poolSize` is the number of connections it may hold, `patience` the milliseconds that
 * one of our statements may take before the database counts as away. Tables and migrations are listed
 * by name, so that a forgotten one fails the build and not the start.
 */
export function createDataSource(url: string, poolSize = 20, patience = PATIENCE): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'hemgang',
    poolSize,
    connectTimeoutMS: 10_000,
    // `pipeline`: a statement is sent without waiting for the answers to those before it (see transaction.ts).
    extra: {
      ...{ idle_in_transaction_session_timeout: 60_000, keepAlive: true, pipeline: true, patience },
      Client: Connection,
    },
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
  });
}

/** Brings the database to this version's tables; several processes may try at once, one does it. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}
