import type { Provider } from '@nestjs/common';
import { AdmitMessage } from '#flows/admit-message.js';
import { AnswerMessage } from '#flows/answer-message.js';
import { SimulatedClock, SystemClock } from '#flows/clock.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { AuditStore } from '#flows/audit-ports.js';
import { EraseExpired } from '#flows/erase-expired.js';
import { FireDeadlines } from '#flows/fire-deadlines.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { InboxCalls } from '#flows/inbox-calls.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import type { MessageReader } from '#flows/message-reader.js';
import { MoveClock } from '#flows/move-clock.js';
import { OperationsStore, StorageHealth } from '#flows/operations-ports.js';
import { AlarmQueue, Clock, HubLog, HubMetrics, Ids, QuarantineStore } from '#flows/ports.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { ReplayQuarantine } from '#flows/replay-quarantine.js';
import { Sweep } from '#flows/sweep.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgSimulatedTime } from '#persistence/clock.store.js';
import { PgCounterStore } from '#persistence/counters.js';
import type { Database } from '#persistence/data-source.js';
import { PgDeadlineStore } from '#persistence/deadline.store.js';
import { PgEarlyMessageStore } from '#persistence/early-message.store.js';
import { PgEpisodeStore } from '#persistence/episode.store.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgPatientPackStore } from '#persistence/patient-pack.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { PgStorageHealth } from '#persistence/storage-health.js';
import { PgUnitSeenStore } from '#persistence/unit-seen.store.js';
import { BullMqAlarmQueue } from '#queue/bullmq-alarm-queue.js';
import type { AlarmBackendSetting } from '#queue/bullmq-alarm-queue.js';
import { HubKeys } from '#security/keys.js';
import { DirectoryInForce, PublicAddress, UsedAssertions } from '#security/surroundings.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import type { LiveConfiguration } from './configuration.js';
import { consoleSignIn } from './core-console.js';
import { directoryWork, quarantineWork } from './core-directory.js';
import { messageWork } from './core-messages.js';
import { overviewOf } from './core-overview.js';
import { paperWork } from './core-papers.js';
import { planWork } from './core-plans.js';
import { reportsOf } from './core-reports.js';
import { vitalsOf } from './core-vitals.js';
import type { OpenDatabase } from './database.js';
import { UuidIds } from './ids.js';
import { PromMetrics } from './metrics.js';

/** How admissions share transactions, and how many may wait before new ones are turned away. */
const ADMISSIONS = { batchSize: 128, inFlight: 2, maxPending: 2_000 };

/** What a process has opened before its core is made. */
export interface CoreParts {
  readonly settings: Settings;
  readonly log: HubLog;
  readonly database: OpenDatabase;
  readonly configuration: LiveConfiguration;
  readonly reader: MessageReader;
  /** Whether this process fires deadlines, and so listens to alarms. */
  readonly firesDeadlines: boolean;
  /** Whether this process has the console. */
  readonly servesConsole: boolean;
  /** Names of the apps of this process. */
  readonly apps: readonly string[];
}

/** What every part of the core is made from. */
interface Ground extends CoreParts {
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly ids: Ids;
  readonly newId: () => string;
  readonly metrics: PromMetrics;
  readonly keys: HubKeys;
  readonly simulated: PgSimulatedTime;
  readonly clock: Clock;
  readonly inbox: PgInboxStore;
  readonly signals: LocalInboxSignals;
}

/** Everything that the apps of a process share, made once and by hand: for the container, by its class. */
export async function buildCore(parts: CoreParts): Promise<Provider[]> {
  const ground = await layGround(parts);
  const { settings, log, metrics, ids, clock, keys, holder, dataSource } = ground;
  return [
    { provide: SETTINGS, useValue: settings },
    { provide: HubLog, useValue: log },
    { provide: PromMetrics, useValue: metrics },
    { provide: HubMetrics, useValue: metrics },
    { provide: Ids, useValue: ids },
    { provide: Clock, useValue: clock },
    { provide: HubKeys, useValue: keys },
    { provide: ConfigurationHolder, useValue: holder },
    { provide: DirectoryInForce, useValue: holder },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(dataSource) },
    { provide: PublicAddress, useValue: { url: settings.publicUrl } },
    { provide: StorageHealth, useValue: new PgStorageHealth(dataSource) },
    { provide: OperationsStore, useValue: new PgOperationsStore(dataSource) },
    { provide: AuditStore, useValue: new PgAuditStore(dataSource) },
    reportsOf(ground, parts.configuration.amounts),
    ...(await consoleSignIn(ground)),
    ...overviewOf(ground),
    ...messageWork(ground),
    ...vitalsOf({ ...ground, backend: alarmBackend(ground), alerts: parts.configuration.alerts }),
    ...(await admission(ground)),
    ...directoryWork({ ...ground, file: parts.configuration.file }),
    ...receiving(ground),
    ...(parts.firesDeadlines ? firing(ground) : []),
  ];
}

async function layGround(parts: CoreParts): Promise<Ground> {
  const { settings, database, configuration } = parts;
  const { dataSource } = database;
  const ids = new UuidIds();
  const inbox = new PgInboxStore(dataSource);
  const simulated = new PgSimulatedTime(dataSource);
  if (settings.clock.kind === 'simulated') await simulated.initialise(settings.clock.start);
  return {
    ...parts,
    dataSource,
    ids,
    inbox,
    simulated,
    holder: configuration.holder,
    newId: () => ids.next(),
    metrics: new PromMetrics(),
    keys: await HubKeys.load(new PgHubKeyStore(dataSource)),
    clock: settings.clock.kind === 'simulated' ? new SimulatedClock(simulated) : new SystemClock(),
    signals: new LocalInboxSignals(inbox),
  };
}

async function admission(ground: Ground): Promise<Provider[]> {
  const { settings, dataSource, holder, ids, newId, metrics, clock } = ground;
  const onBatch = (size: number) => metrics.committed(size);
  const admissions = new PgAdmissionStore(dataSource, newId, { ...ADMISSIONS, onBatch });
  const quarantine = new PgQuarantineStore(dataSource);
  const admitMessage = new AdmitMessage(
    { ...ground, admissions, quarantine, configuration: holder },
    { processingIds: [settings.processingId], maxPending: ADMISSIONS.maxPending },
  );
  const replayOne = new ReplayQuarantine(quarantine, admitMessage, holder, clock);
  return [
    ...quarantineWork({ ...ground, file: ground.configuration.file, quarantine, replayOne }),
    ...(await planWork(ground, admitMessage)),
    ...paperWork(ground, admitMessage),
    { provide: QuarantineStore, useValue: quarantine },
    { provide: AdmitMessage, useValue: admitMessage },
    { provide: AnswerMessage, useValue: new AnswerMessage(admitMessage, ids, clock, metrics) },
    { provide: ReplayQuarantine, useValue: replayOne },
  ];
}

function receiving({ dataSource, holder, newId, clock, inbox, signals, reader, settings, log }: Ground): Provider[] {
  const handling = new PgHandlingStore(dataSource);
  const packs = new PgPatientPackStore(dataSource);
  const calls = new InboxCalls(new PgUnitSeenStore(dataSource), log);
  return [
    { provide: InboxCalls, useValue: calls },
    { provide: ReadInbox, useValue: new ReadInbox(inbox, signals, holder, clock, calls) },
    { provide: HandleDelivery, useValue: new HandleDelivery(inbox, handling, holder, clock, signals, newId) },
    { provide: ReadEpisode, useValue: new ReadEpisode(new PgEpisodeStore(dataSource), holder, clock) },
    { provide: ReadPatientPack, useValue: new ReadPatientPack(packs, reader, holder, clock, [settings.processingId]) },
  ];
}

function alarmBackend({ settings, database }: CoreParts): AlarmBackendSetting {
  return settings.redisUrl === undefined
    ? { kind: 'postgres', url: database.url }
    : { kind: 'redis', url: settings.redisUrl };
}

function firing(ground: Ground): Provider[] {
  const { settings, log, dataSource, holder, newId, metrics, clock, signals, simulated } = ground;
  const deadlines = new PgDeadlineStore(dataSource, newId);
  const fire = new FireDeadlines(deadlines, holder, signals, newId, metrics, log);
  const alarms = new BullMqAlarmQueue(alarmBackend(ground), log);
  const counters = new PgCounterStore(dataSource);
  const early = new PgEarlyMessageStore(dataSource);
  const erase = new EraseExpired(new PgRetentionStore(dataSource), settings.keep);
  const sweep = new Sweep(clock, deadlines, fire, counters, early, erase, alarms, metrics, settings.sweepSeconds);
  return [
    { provide: FireDeadlines, useValue: fire },
    { provide: AlarmQueue, useValue: alarms },
    { provide: Sweep, useValue: sweep },
    { provide: MoveClock, useValue: new MoveClock(simulated, deadlines, fire) },
  ];
}
