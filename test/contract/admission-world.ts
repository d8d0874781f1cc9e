import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideAdmission } from '#domain/admission.js';
import type { AdmissionAnswer } from '#domain/admission-plan.js';
import type { Episode } from '#domain/episode/episode.js';
import type { Message } from '#domain/message.js';
import type { AdmissionAttempt, AdmissionOutcome } from '#flows/ports.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource, migrate } from '#persistence/data-source.js';
import { createTestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg, JSON_ORIGIN, MONDAY } from '../support/domain.js';

const PROFILE = gavleborg();
export const DIRECTORY = demoDirectory();

const TABLES = [
  ...['payload', 'message', 'idempotency_key', 'episode', 'delivery', 'deadline', 'inbox', 'audit_entry'],
  ...['counter_delta', 'escalation', 'firing'],
];

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

interface AdmitOptions {
  /** Which of the two stores takes it. */
  store?: 0 | 1;
  at?: string;
  changes?: Partial<AdmissionAttempt>;
}

/** Two admission stores, as two hub processes have them, on one database of their own. */
export class AdmissionWorld {
  private constructor(
    readonly dataSources: readonly [DataSource, DataSource],
    readonly stores: readonly [PgAdmissionStore, PgAdmissionStore],
    readonly url: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(options = { batchSize: 128, inFlight: 3 }): Promise<AdmissionWorld> {
    const database = await createTestDatabase();
    const first = await createDataSource(database.url, 10).initialize();
    const second = await createDataSource(database.url, 10).initialize();
    await migrate(first);
    const stores = [
      new PgAdmissionStore(first, uuidV7, options),
      new PgAdmissionStore(second, uuidV7, options),
    ] as const;
    return new AdmissionWorld([first, second], stores, database.url, async () => {
      await first.destroy();
      await second.destroy();
      await database.drop();
    });
  }

  /** Sends a message through a store as the hub does it. */
  admit(message: Message, { store = 0, at = MONDAY, changes = {} }: AdmitOptions = {}): Promise<AdmissionOutcome> {
    const sender = DIRECTORY.units.get(message.sender);
    if (sender === undefined) throw new Error('the directory has no such unit');
    const receivedAt = new Date(at);
    const target = message.kind === 'makulering' ? String(message.content['messageId']) : undefined;
    const number = { organisation: sender.organisation, number: message.episodeId ?? '' };
    const attempt: AdmissionAttempt = {
      raw: { bytes: Buffer.from([0, 0x0b, 0xff]), contentType: 'application/json', source: 'http:test', receivedAt },
      idempotencyKey: hashOf(`${message.sender} ${message.messageId}`),
      contentHash: hashOf(JSON.stringify({ ...message, sentAt: undefined })),
      own: { sender: message.sender, messageId: message.messageId },
      episode:
        message.episode !== undefined ? { id: message.episode } : message.episodeId === undefined ? undefined : number,
      patientId: message.patient?.id,
      target: target === undefined ? undefined : { sender: message.sender, messageId: target },
      ...changes,
    };
    return this.stores[store].admit(attempt, (known) =>
      decideAdmission({ message, origin: JSON_ORIGIN, sender, receivedAt }, known, {
        profile: PROFILE,
        directory: DIRECTORY,
        newId: uuidV7,
      }),
    );
  }

  /** The answer to a message that has to be accepted. */
  async accept(message: Message, options?: AdmitOptions): Promise<AdmissionAnswer> {
    const outcome = await this.admit(message, options);
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.answer;
  }

  async rows<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSources[0].query(text, parameters);
  }

  /** One number that a statement gives. */
  async number(text: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await this.rows<Record<string, string>>(text, parameters);
    return Number(Object.values(row ?? {})[0]);
  }

  /** What lies in every table, as one text for each: the same text means that nothing changed. */
  async contents(): Promise<Record<string, string>> {
    const contents: Record<string, string> = {};
    for (const table of TABLES) {
      const [row] = await this.rows<{ all: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS all FROM ${table} t`,
      );
      contents[table] = row?.all ?? '';
    }
    return contents;
  }

  async episode(number: string): Promise<Episode> {
    const [row] = await this.rows<Episode>('SELECT * FROM episode WHERE number = $1', [number]);
    if (row === undefined) throw new Error('no such episode');
    return row;
  }

  count(unit: string, metric: string): Promise<number> {
    return this.number('SELECT coalesce(sum(delta), 0) FROM counter_delta WHERE unit = $1 AND metric = $2', [
      unit,
      metric,
    ]);
  }
}
