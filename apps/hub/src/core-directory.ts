import type { Provider } from '@nestjs/common';
import { ClientCalls } from '#flows/client-calls.js';
import { ClientSeenStore } from '#flows/client-seen-ports.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import type { DirectoryFile } from '#flows/directory-ports.js';
import { FollowDowntime } from '#flows/follow-downtime.js';
import { DowntimeStore } from '#flows/downtime-ports.js';
import { PlanDowntime } from '#flows/plan-downtime.js';
import { DraftClient } from '#flows/draft-client.js';
import { EditDirectory } from '#flows/edit-directory.js';
import type { InboxSignals } from '#flows/inbox-ports.js';
import type { MessageReader } from '#flows/message-reader.js';
import type { Clock, HubLog, Keys, QuarantineStore } from '#flows/ports.js';
import { QuarantineWork } from '#flows/quarantine-ports.js';
import { ReplayMany } from '#flows/replay-quarantine.js';
import type { ReplayQuarantine } from '#flows/replay-quarantine.js';
import { SendTestMessage } from '#flows/send-test-message.js';
import { TestQuarantine } from '#flows/test-quarantine.js';
import { PgClientSeenStore } from '#persistence/client-seen.store.js';
import type { Database } from '#persistence/data-source.js';
import { PgDirectoryEdits } from '#persistence/directory-edits.store.js';
import { PgDowntimeStore } from '#persistence/downtime.store.js';
import { PgAdmissionTrial } from '#persistence/quarantine-trial.js';
import { PgQuarantineWork } from '#persistence/quarantine-work.store.js';
import { PgTestMessageStore } from '#persistence/test-message.store.js';
import { hashSecret, newSecret } from '#security/secrets.js';
import { ClientsSeen } from '#security/surroundings.js';
import type { Settings } from '#settings/settings.js';
import { DowntimeFollower } from './downtime-follower.js';

/** What work on the directory and its units is made from. */
export interface DirectoryGround {
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly file: DirectoryFile;
  readonly clock: Clock;
  readonly log: HubLog;
  readonly signals: InboxSignals;
  readonly newId: () => string;
}

/** The directory's file, downtime that operations set, test messages, drafts of clients, and when clients were seen. */
export function directoryWork({ dataSource, holder, file, clock, log, signals, newId }: DirectoryGround): Provider[] {
  const downtime = new PgDowntimeStore(dataSource);
  const follow = new FollowDowntime(downtime, holder, clock, log);
  const edits = new PgDirectoryEdits(dataSource);
  const tests = new PgTestMessageStore(dataSource);
  const seen = new PgClientSeenStore(dataSource);
  return [
    { provide: DowntimeStore, useValue: downtime },
    { provide: FollowDowntime, useValue: follow },
    DowntimeFollower,
    { provide: PlanDowntime, useValue: new PlanDowntime(downtime, holder, follow, clock, newId) },
    { provide: EditDirectory, useValue: new EditDirectory(file, edits, holder, clock, newId) },
    { provide: DraftClient, useValue: new DraftClient(file, { newSecret, hash: (secret) => hashSecret(secret) }) },
    { provide: ClientSeenStore, useValue: seen },
    { provide: ClientsSeen, useValue: new ClientCalls(seen, log) },
    { provide: SendTestMessage, useValue: new SendTestMessage(tests, holder, signals, clock, newId) },
  ];
}

/** What work on quarantine is made from. */
export interface QuarantineGround extends Pick<DirectoryGround, 'dataSource' | 'holder' | 'file' | 'clock' | 'newId'> {
  readonly settings: Pick<Settings, 'processingId'>;
  readonly quarantine: QuarantineStore;
  readonly replayOne: ReplayQuarantine;
  readonly reader: MessageReader;
  readonly keys: Keys;
}

/** Groups, trials and replays of many. */
export function quarantineWork(ground: QuarantineGround): Provider[] {
  const { dataSource, holder, settings, replayOne } = ground;
  const work = new PgQuarantineWork(dataSource);
  const trial = new PgAdmissionTrial(dataSource);
  const parts = { ...ground, trial, configuration: holder };
  return [
    { provide: QuarantineWork, useValue: work },
    { provide: ReplayMany, useValue: new ReplayMany(work, replayOne) },
    { provide: TestQuarantine, useValue: new TestQuarantine(parts, { processingIds: [settings.processingId] }) },
  ];
}
