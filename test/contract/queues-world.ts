import type { Provider } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { AlertConfiguration, AlertRule } from '#domain/operations/alert-rules.js';
import { ReadAlerts } from '#flows/read-alerts.js';
import { ReadVitals } from '#flows/read-vitals.js';
import type { DiskSpace } from '#flows/vitals-ports.js';
import { PgAlertStore } from '#persistence/alerts.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgVitalsStore } from '#persistence/vitals.store.js';
import { BullMqAlarmQueue } from '#queue/bullmq-alarm-queue.js';
import type { AlarmBackendSetting } from '#queue/bullmq-alarm-queue.js';
import { BullMqQueueWatch } from '#queue/bullmq-queue-watch.js';
import { QueueBoard } from '#queue/queue-board.js';
import { AlertsController } from '../../apps/console/src/alerts.controller.js';
import { QueuesBoard } from '../../apps/console/src/queues-board.js';
import { QueuesController } from '../../apps/console/src/queues.controller.js';
import { ConfiguredChannels } from '../../apps/courier/src/channels.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { TestSmtpServer } from '../support/smtp-server.js';
import { ConsoleWorld } from './console-world.js';
import { KeptLog } from './deadline-world.js';

export const BOARD = '/console/queues/board';
export const DISK: DiskSpace = { freeBytes: 5 * 1024 ** 3, totalBytes: 500 * 1024 ** 3 };

export const RULE: AlertRule = {
  ...{ id: 'late', kind: 'overdue-receipts', name: { sv: 'Försenade', en: 'Late' }, over: 3, profile: 'gavleborg' },
  ...{ silentHours: 2, forMinutes: 5, clearForMinutes: 10, channels: ['staff', 'on-call'] },
};
const ALERTS: AlertConfiguration = {
  rules: [RULE, { ...RULE, id: 'disk', kind: 'disk-low', profile: undefined, channels: [] }],
  channels: new Map([
    ['staff', { id: 'staff', transport: 'email', addresses: ['drift@region.example'] }],
    ['on-call', { id: 'on-call', transport: 'webhook', url: 'https://larm.region.example/secret-path' }],
  ]),
};

/** The console's queues and alerts over HTTP, on a database and a backend of alarms. */
export class QueuesWorld {
  private constructor(
    readonly console: ConsoleWorld,
    readonly alarms: BullMqAlarmQueue,
    readonly vitals: PgVitalsStore,
    readonly alerts: PgAlertStore,
    readonly smtp: TestSmtpServer,
    private readonly closing: () => Promise<void>,
  ) {}

  static async open(backend: (database: TestDatabase) => AlarmBackendSetting): Promise<QueuesWorld> {
    const database = await createTestDatabase();
    const dataSource = createDataSource(database.url, 5);
    await dataSource.initialize();
    const [vitals, alerts] = [new PgVitalsStore(dataSource), new PgAlertStore(dataSource)];
    const setting = backend(database);
    const watch = new BullMqQueueWatch(setting, new KeptLog());
    const alarms = new BullMqAlarmQueue(setting, new KeptLog());
    const smtp = new TestSmtpServer();
    const settings = {
      webhookSecrets: new Map<string, string>(),
      smtpUrl: await smtp.start(),
      mailFrom: 'hub@x.example',
    };
    const courier = new ConfiguredChannels(ALERTS.channels, settings);
    const read = new ReadVitals(vitals, alerts, watch, { look: () => Promise.resolve(DISK) }, 10);
    const providers: Provider[] = [
      { provide: ReadVitals, useValue: read },
      { provide: ReadAlerts, useValue: new ReadAlerts(alerts, courier, ALERTS, () => uuid(), undefined) },
      { provide: QueueBoard, useValue: new QueueBoard(watch, BOARD) },
      QueuesBoard,
    ];
    const world = await ConsoleWorld.open({ database, controllers: [QueuesController, AlertsController], providers });
    return new QueuesWorld(world, alarms, vitals, alerts, smtp, async () => {
      await world.close();
      await Promise.all([watch.close(), alarms.close(), smtp.stop()]);
      await dataSource.destroy();
      await database.drop();
    });
  }

  close(): Promise<void> {
    return this.closing();
  }
}
