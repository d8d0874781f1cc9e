import { hostname } from 'node:os';
import type { Provider } from '@nestjs/common';
import type { AlertConfiguration } from '#domain/operations/alert-rules.js';
import { AlertCourier, AlertStore } from '#flows/alert-ports.js';
import { EvaluateAlerts } from '#flows/evaluate-alerts.js';
import { CarryAlerts } from '#flows/carry-alerts.js';
import { ReadAlerts } from '#flows/read-alerts.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Heartbeat } from '#flows/heartbeat.js';
import { HubVitals } from '#flows/overview-ports.js';
import { ReadOverview } from '#flows/read-overview.js';
import type { Clock, HubLog } from '#flows/ports.js';
import { ReadVitals } from '#flows/read-vitals.js';
import { QueueWatch } from '#flows/vitals-ports.js';
import { PgAlertStore } from '#persistence/alerts.store.js';
import type { Database } from '#persistence/data-source.js';
import { PgVitalsStore } from '#persistence/vitals.store.js';
import type { AlarmBackendSetting } from '#queue/bullmq-alarm-queue.js';
import { BullMqQueueWatch } from '#queue/bullmq-queue-watch.js';
import { QueueBoard } from '#queue/queue-board.js';
import type { Settings } from '#settings/settings.js';
import { createCourier } from '../../courier/src/courier.module.js';
import { DataDisk } from './disk.js';
import type { PromMetrics } from './metrics.js';
import { StartFailure } from './start-failure.js';
import { hubVersion } from './version.js';

/** What vitals and alerts are made from. */
export interface VitalsGround {
  readonly settings: Settings;
  readonly log: HubLog;
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly metrics: PromMetrics;
  readonly alerts: AlertConfiguration;
  /** Where the alarms are kept. */
  readonly backend: AlarmBackendSetting;
  /** The apps of this process. */
  readonly apps: readonly string[];
}

/** How the hub itself is, and who is told when something goes wrong. */
export function vitalsOf(ground: VitalsGround): Provider[] {
  const { settings, log, dataSource, newId, metrics, backend, apps } = ground;
  const store = new PgVitalsStore(dataSource);
  const alertStore = new PgAlertStore(dataSource);
  const watch = new BullMqQueueWatch(backend, log);
  const disk = new DataDisk(settings.databaseUrl === undefined ? settings.dataDir : undefined);
  const vitals = new ReadVitals(store, alertStore, watch, disk, settings.sweepSeconds);
  const started = { id: newId(), host: hostname(), apps, version: hubVersion(), startedAt: new Date() };
  return [
    { provide: QueueWatch, useValue: watch },
    { provide: QueueBoard, useValue: new QueueBoard(watch, '/console/queues/board') },
    { provide: ReadVitals, useValue: vitals },
    { provide: HubVitals, useValue: vitals },
    { provide: Heartbeat, useValue: new Heartbeat(store, started, () => metrics.sweepAge(), log) },
    ...alerting(ground, alertStore),
  ];
}

function alerting(ground: VitalsGround, store: AlertStore): Provider[] {
  const { settings, log, holder, clock, newId, alerts, apps } = ground;
  const courier = createCourier(alerts, settings.alerts);
  if (apps.includes('courier')) mustReach(courier, ground);
  const link = settings.publicUrl && new URL('/console', settings.publicUrl).href;
  return [
    { provide: AlertStore, useValue: store },
    { provide: AlertCourier, useValue: courier },
    { provide: ReadAlerts, useValue: new ReadAlerts(store, courier, alerts, newId, link) },
    { provide: CarryAlerts, useValue: new CarryAlerts(store, courier, log) },
    {
      provide: EvaluateAlerts,
      inject: [ReadOverview],
      useFactory: (overview: ReadOverview) => new EvaluateAlerts(store, overview, alerts, holder, clock, newId, link),
    },
  ];
}

/** @throws StartFailure when a rule sends to a channel whose secret or server is not set. */
function mustReach(courier: AlertCourier, { settings, alerts }: VitalsGround): void {
  const channels = new Set(alerts.rules.flatMap((rule) => rule.channels));
  const problems = [...channels].flatMap((channel) => {
    const missing = courier.missingFor(channel);
    return missing === undefined
      ? []
      : [`${missing} is not set; the channel ${channel} of ${settings.alerts.rules} needs it`];
  });
  if (problems.length > 0) throw new StartFailure(problems);
}
