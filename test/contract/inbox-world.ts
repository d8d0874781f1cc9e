import { randomUUID } from 'node:crypto';
import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideAdmission } from '#domain/admission/admission.js';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { Message } from '#domain/message.js';
import { attemptOf } from '#flows/admission-attempt.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { DirectReader } from '#flows/message-reader.js';
import { Clock, HubLog } from '#flows/ports.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgEpisodeStore } from '#persistence/episode.store.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { PgPatientPackStore } from '#persistence/patient-pack.store.js';
import { HubKeys } from '#security/keys.js';
import { paperWork } from '../../apps/hub/src/core-papers.js';
import { planWork } from '../../apps/hub/src/core-plans.js';
import { createTestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg, JSON_ORIGIN, MONDAY } from '../support/domain.js';
import { ofStay } from './admission-world.js';
import type { StayAnswer } from './admission-world.js';

export const PROFILE = gavleborg();
export const DIRECTORY = demoDirectory();

/** Every message is a new one, whatever id it has. */
const NEW_KEYS = {
  idempotencyKey: () => Buffer.from(randomUUID()),
  contentHash: () => Buffer.from(randomUUID()),
};

class QuietLog extends HubLog {
  override info(): void {
    // Nothing is looked at here.
  }
  override warn = this.info;
  override error = this.info;
}

/** A clock that says what the spec says. */
class SetClock extends Clock {
  readonly isSimulated = true;

  constructor(public time: Date) {
    super();
  }

  override now(): Promise<Date> {
    return Promise.resolve(this.time);
  }
}

/** The hub's stores on a database of their own, and messages that are admitted as the hub admits them. */
export class InboxWorld {
  readonly inbox: PgInboxStore;
  readonly handling: PgHandlingStore;
  readonly episodes: PgEpisodeStore;
  readonly packs: ReadPatientPack;
  readonly clock = new SetClock(new Date(MONDAY));
  readonly configuration = new ConfigurationHolder({
    profiles: new Map([['gavleborg', PROFILE]]),
    directory: DIRECTORY,
  });
  private readonly admissions: PgAdmissionStore;

  private constructor(
    readonly dataSource: DataSource,
    readonly close: () => Promise<void>,
  ) {
    this.inbox = new PgInboxStore(dataSource);
    this.handling = new PgHandlingStore(dataSource);
    this.episodes = new PgEpisodeStore(dataSource);
    const packs = new PgPatientPackStore(dataSource);
    this.packs = new ReadPatientPack(packs, new DirectReader(), this.configuration, this.clock, ['P']);
    this.admissions = new PgAdmissionStore(dataSource, uuidV7, { batchSize: 128, inFlight: 2 });
  }

  static async open(): Promise<InboxWorld> {
    const database = await createTestDatabase();
    const dataSource = createDataSource(database.url, 10);
    await dataSource.initialize();
    return new InboxWorld(dataSource, async () => {
      await dataSource.destroy();
      await database.drop();
    });
  }

  /** What the controllers of plans and papers hang on, without a register. */
  async planProviders(): Promise<Provider[]> {
    const { dataSource, clock, configuration: holder } = this;
    const admissions = { admit: () => Promise.reject(new Error('nobody is told of here')) };
    const keep = { bytes: undefined, refused: undefined, contents: undefined, stays: undefined, audit: undefined };
    const settings = { register: { kind: 'none', seconds: 60 }, keep, directory: '' } as const;
    const keys = await HubKeys.load(new PgHubKeyStore(dataSource));
    const plans = await planWork({ settings, dataSource, holder, clock, keys, log: new QuietLog() }, admissions);
    return [...plans, ...paperWork({ dataSource, holder, clock }, admissions)];
  }

  /** Admits a message of a stay as of `at`; throws when it is refused. */
  async admit(message: Message, at = MONDAY): Promise<StayAnswer> {
    return ofStay(await this.tell(message, at));
  }

  /** The same for any message, by the rules of a region. */
  async tell(message: Message, at = MONDAY, profile = PROFILE): Promise<AdmissionAnswer> {
    const sender = DIRECTORY.units.get(message.sender);
    if (sender === undefined) throw new Error('the directory has no such unit');
    const receivedAt = new Date(at);
    const raw = { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:test', receivedAt };
    const attempt = attemptOf(raw, { message, origin: JSON_ORIGIN }, sender, NEW_KEYS, profile);
    const outcome = await this.admissions.admit(attempt, (known) =>
      decideAdmission({ message, origin: JSON_ORIGIN, sender, receivedAt }, known, {
        profile,
        directory: DIRECTORY,
        newId: uuidV7,
      }),
    );
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.answer;
  }

  async rows<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query(text, parameters);
  }

  /** A kept count of a unit, folded or not. */
  async count(unit: string, metric: string): Promise<number> {
    const [row] = await this.rows<{ sum: string | null }>(
      `SELECT sum(n) FROM (SELECT value AS n FROM counter WHERE unit = $1 AND metric = $2
         UNION ALL SELECT delta FROM counter_delta WHERE unit = $1 AND metric = $2) AS counts`,
      [unit, metric],
    );
    return Number(row?.sum ?? 0);
  }

  /** Actions in the audit about one subject, in order. */
  async actions(subject: string): Promise<string[]> {
    const rows = await this.rows<{ action: string }>(
      'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id',
      [subject],
    );
    return rows.map((row) => row.action);
  }

  /** The deadline that hangs on a delivery. */
  async deadline(delivery: string): Promise<Record<string, unknown> | undefined> {
    const [row] = await this.rows<Record<string, unknown>>('SELECT * FROM deadline WHERE delivery_id = $1', [delivery]);
    return row;
  }

  /** Makes a deadline overdue and escalated, as its ladder would. */
  async breach(delivery: string): Promise<void> {
    await this.rows(`UPDATE deadline SET overdue = true WHERE delivery_id = $1`, [delivery]);
    await this.rows(
      `INSERT INTO escalation (id, deadline_id, state, step, opened_at, notes)
       SELECT uuidv7(), id, 'open', 'chef', due, '[]' FROM deadline WHERE delivery_id = $1`,
      [delivery],
    );
    await this.rows(
      `INSERT INTO counter_delta (unit, metric, delta) SELECT responsible, metric, 1
       FROM deadline, unnest(ARRAY['overdue', 'escalations-open']) AS metric WHERE delivery_id = $1`,
      [delivery],
    );
  }
}

/** The delivery of an answer that went to a unit. */
export function deliveryTo(answer: AdmissionAnswer, unit: string): string {
  const delivery = answer.deliveries.find((candidate) => candidate.unit === unit);
  if (delivery === undefined) throw new Error('the message did not go there');
  return delivery.id;
}
