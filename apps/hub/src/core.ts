import type { Provider } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { AdmitMessage } from '#flows/admit-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { AdmissionStore, Clock, HubLog, HubMetrics, Ids, InboxSignals, Keys, QuarantineStore } from '#flows/ports.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { HubKeys } from '#security/keys.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import type { LiveConfiguration } from './configuration.js';
import type { OpenDatabase } from './database.js';

class UuidIds extends Ids {
  override next(): string {
    return uuidV7();
  }
}

class MachineClock extends Clock {
  readonly isSimulated = false;
  override now(): Promise<Date> {
    return Promise.resolve(new Date());
  }
}
class NoSignals extends InboxSignals {
  override changed(): void {}
}

export interface CoreParts {
  readonly settings: Settings;
  readonly log: HubLog;
  readonly metrics: HubMetrics;
  readonly database: OpenDatabase;
  readonly configuration: LiveConfiguration;
}

const ADMISSION_LIMITS = { batchSize: 128, inFlight: 3, maxPending: 2_000 };

/**
 * Everything that the apps of a process share, made once and by hand, so that what hangs on what can be read in one place.
 * Gives the providers of the container.
 */
export async function buildCore({ settings, log, metrics, database, configuration }: CoreParts): Promise<Provider[]> {
  const { dataSource } = database;
  const { holder } = configuration;
  const ids = new UuidIds();
  const newId = () => ids.next();
  const keys = await HubKeys.load(new PgHubKeyStore(dataSource));
  const clock = new MachineClock();
  const signals = new NoSignals();
  const onBatch = (size: number) => metrics.committed(size);
  const admissions = new PgAdmissionStore(dataSource, newId, { ...ADMISSION_LIMITS, onBatch });
  const quarantine = new PgQuarantineStore(dataSource);
  const admission = { processingIds: [settings.processingId], maxPending: ADMISSION_LIMITS.maxPending };
  const admitMessage = new AdmitMessage(admissions, quarantine, holder, clock, keys, signals, newId, log, admission);
  return [
    { provide: SETTINGS, useValue: settings },
    { provide: HubLog, useValue: log },
    { provide: HubMetrics, useValue: metrics },
    { provide: Ids, useValue: ids },
    { provide: Clock, useValue: clock },
    { provide: Keys, useValue: keys },
    { provide: HubKeys, useValue: keys },
    { provide: ConfigurationHolder, useValue: holder },
    { provide: DirectoryInForce, useValue: holder },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(dataSource) },
    { provide: InboxSignals, useValue: signals },
    { provide: AdmissionStore, useValue: admissions },
    { provide: QuarantineStore, useValue: quarantine },
    { provide: AdmitMessage, useValue: admitMessage },
  ];
}
