import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideAdmission } from '#domain/admission/admission.js';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { Episode } from '#domain/episode/episode.js';
import type { Message } from '#domain/message.js';
import { attemptOf } from '#flows/admission-attempt.js';
import type { AdmissionAttempt, AdmissionOutcome } from '#flows/ports.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { createTestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg, JSON_ORIGIN, MONDAY } from '../support/domain.js';

export const PROFILE = gavleborg();
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

/** The answer to a message about a stay. */
export type StayAnswer = AdmissionAnswer & { episode: { id: string; state: string } };

/** The same answer; throws when it names no care episode. */
export function ofStay(answer: AdmissionAnswer): StayAnswer {
  if (answer.episode === null) throw new Error('the answer has no care episode');
  return { ...answer, episode: answer.episode };
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
    const raw = {
      ...{ bytes: Buffer.from([0, 0x0b, 0xff]), contentType: 'application/json', source: 'http:test', receivedAt },
    };
    const keys = { idempotencyKey: (...parts: string[]) => hashOf(parts.join(' ')), contentHash: hashOf };
    const attempt = { ...attemptOf(raw, { message, origin: JSON_ORIGIN }, sender, keys, PROFILE), ...changes };
    return this.stores[store].admit(attempt, (known) =>
      decideAdmission({ message, origin: JSON_ORIGIN, sender, receivedAt }, known, {
        profile: PROFILE,
        directory: DIRECTORY,
        newId: uuidV7,
      }),
    );
  }

  /** The answer to a message about a stay that has to be accepted. */
  async accept(message: Message, options?: AdmitOptions): Promise<StayAnswer> {
    return ofStay(await this.tell(message, options));
  }

  /** The answer to a message, about a person too, that has to be accepted. */
  async tell(message: Message, options?: AdmitOptions): Promise<AdmissionAnswer> {
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
