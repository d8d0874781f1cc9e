import 'reflect-metadata';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import type { AdmissionReport } from '#flows/admit-message.js';
import { AuditStore } from '#flows/audit-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { OperationsStore, StorageHealth } from '#flows/operations-ports.js';
import { HubVitals } from '#flows/overview-ports.js';
import { Clock, HubLog, HubMetrics, Ids, QuarantineStore } from '#flows/ports.js';
import { ReplayQuarantine } from '#flows/replay-quarantine.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { PgStorageHealth } from '#persistence/storage-health.js';
import { HubKeys } from '#security/keys.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, PublicAddress, UsedAssertions } from '#security/surroundings.js';
import { readSettings, SETTINGS } from '#settings/settings.js';
import { AuditController } from '../../apps/console/src/audit.controller.js';
import { DeadlinesController } from '../../apps/console/src/deadlines.controller.js';
import { EscalationsController } from '../../apps/console/src/escalations.controller.js';
import { HubOverview } from '../../apps/console/src/hub-overview.js';
import { HubSummary } from '../../apps/console/src/hub-summary.js';
import { OpsMessagesController } from '../../apps/console/src/ops-messages.controller.js';
import { QuarantineController } from '../../apps/console/src/quarantine.controller.js';
import { SummaryFeed } from '../../apps/console/src/summary-feed.js';
import { SummaryController } from '../../apps/console/src/summary.controller.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { consoleSignIn } from '../../apps/hub/src/core-console.js';
import { messageWork } from '../../apps/hub/src/core-messages.js';
import { overviewOf } from '../../apps/hub/src/core-overview.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { UuidIds } from '../../apps/hub/src/ids.js';
import { PromMetrics } from '../../apps/hub/src/metrics.js';
import { ObservabilityModule } from '../../apps/hub/src/observability.module.js';
import { demoDirectory, gavleborg } from '../support/domain.js';
import { ToldVitals } from './overview-world.js';

export const NOW = new Date('2026-11-28T08:05:00Z');

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(NOW);
}

export class KeptLog extends HubLog {
  readonly lines: string[] = [];
  override info = (...line: unknown[]) => void this.lines.push(JSON.stringify(line));
  override warn = this.info;
  override error = this.info;
}

const holder = new ConfigurationHolder({ profiles: new Map([['gavleborg', gavleborg()]]), directory: demoDirectory() });

interface OperationsParts {
  readonly log: HubLog;
  readonly metrics: PromMetrics;
  /** What becomes of input that is replayed. */
  readonly admit: () => Promise<AdmissionReport>;
}

/** The operations API over a database, at a Saturday morning; to be listened to by the spec. */
export async function operationsApp(
  dataSource: DataSource,
  { log, metrics, admit }: OperationsParts,
): Promise<NestFastifyApplication> {
  const clock = new StillClock();
  const read = readSettings({});
  if (!read.ok) throw new Error(read.problems.join());
  const { settings } = read;
  const quarantine = new PgQuarantineStore(dataSource);
  const admitMessage = { admit };
  const providers = [
    { provide: OperationsStore, useValue: new PgOperationsStore(dataSource) },
    { provide: AuditStore, useValue: new PgAuditStore(dataSource) },
    { provide: QuarantineStore, useValue: quarantine },
    { provide: StorageHealth, useValue: new PgStorageHealth(dataSource) },
    { provide: ReplayQuarantine, useValue: new ReplayQuarantine(quarantine, admitMessage, holder, clock) },
    { provide: ConfigurationHolder, useValue: holder },
    { provide: DirectoryInForce, useValue: holder },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(dataSource) },
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(dataSource)) },
    { provide: Clock, useValue: clock },
    { provide: HubLog, useValue: log },
    { provide: HubMetrics, useValue: metrics },
    { provide: PromMetrics, useValue: metrics },
    { provide: SETTINGS, useValue: settings },
    { provide: PublicAddress, useValue: { url: undefined } },
    { provide: Ids, useValue: new UuidIds() },
    { provide: HubVitals, useValue: new ToldVitals() },
    ...overviewOf({ settings, dataSource, holder, clock }),
    ...messageWork({ dataSource, holder, clock, signals: new LocalInboxSignals(new PgInboxStore(dataSource)) }),
    ...(await consoleSignIn({ settings, dataSource, clock, servesConsole: false })),
  ];
  @Global()
  @Module({ providers, exports: providers })
  class Core {}
  @Module({
    imports: [Core, SecurityModule, ObservabilityModule],
    controllers: [
      SummaryController,
      AuditController,
      DeadlinesController,
      EscalationsController,
      QuarantineController,
      OpsMessagesController,
    ],
    providers: [HubSummary, HubOverview, SummaryFeed],
  })
  class Root {}
  const options = { logger: false as const, bodyParser: false, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(Root, createHttpAdapter(100_000), options);
  configureHttp(app, log);
  return app;
}
