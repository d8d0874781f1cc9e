import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideForward, decideMisdirected, decideReceipt } from '#domain/handling.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Message } from '#domain/message.js';
import { AdmitMessage } from '#flows/admit-message.js';
import type { AdmissionReport } from '#flows/admit-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { FireDeadlines } from '#flows/fire-deadlines.js';
import { DirectReader } from '#flows/message-reader.js';
import { Clock } from '#flows/ports.js';
import { ReplayQuarantine } from '#flows/replay-quarantine.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { PgCounterStore } from '#persistence/counters.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgDeadlineStore } from '#persistence/deadline.store.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { HubKeys } from '#security/keys.js';
import { createTestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg, MONDAY, UNITS } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { CountedMetrics, HeardSignals, KeptLog } from './deadline-world.js';

const DIRECTORY = demoDirectory();
const PROFILE = gavleborg();
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** The one time that all processes of the world have. */
class SharedClock extends Clock {
  override readonly isSimulated = true;
  time = new Date(MONDAY);

  override now(): Promise<Date> {
    return Promise.resolve(this.time);
  }
}

const configuration = new ConfigurationHolder({
  profiles: new Map([['gavleborg', PROFILE]]),
  directory: DIRECTORY,
});

/** What one hub process does to the tables, without its servers. */
class Process {
  readonly log = new KeptLog();
  private readonly admitMessage: AdmitMessage;
  private readonly replayQuarantine: ReplayQuarantine;
  private readonly handling: PgHandlingStore;
  private readonly inbox: PgInboxStore;
  private readonly operations: PgOperationsStore;
  private readonly fireDeadlines: FireDeadlines;
  private readonly counters: PgCounterStore;

  constructor(
    readonly dataSource: DataSource,
    keys: HubKeys,
    private readonly clock: SharedClock,
  ) {
    const quarantine = new PgQuarantineStore(dataSource);
    const signals = new HeardSignals();
    this.admitMessage = new AdmitMessage(
      {
        reader: new DirectReader(),
        admissions: new PgAdmissionStore(dataSource, uuidV7, { batchSize: 128, inFlight: 2 }),
        ...{ quarantine, configuration, clock, keys, signals, newId: uuidV7, log: this.log },
      },
      { processingIds: ['P'], maxPending: 1_000 },
    );
    this.replayQuarantine = new ReplayQuarantine(quarantine, this.admitMessage, configuration, clock);
    this.handling = new PgHandlingStore(dataSource);
    this.inbox = new PgInboxStore(dataSource);
    this.operations = new PgOperationsStore(dataSource);
    const deadlines = new PgDeadlineStore(dataSource, uuidV7);
    this.fireDeadlines = new FireDeadlines(deadlines, configuration, signals, uuidV7, new CountedMetrics(), this.log);
    this.counters = new PgCounterStore(dataSource);
  }

  send(message: Message | Record<string, unknown>): Promise<AdmissionReport> {
    const party = { name: 'http:gavle-sjukhus', units: [UNITS.ward], mapping: PLAIN_MAPPING };
    const bytes = Buffer.from(JSON.stringify(message));
    return this.admitMessage.admit({ bytes, contentType: 'application/json', format: 'json', party });
  }

  replay(id: string) {
    return this.replayQuarantine.replay(id, 'http:operations');
  }

  receipt(ids: readonly string[]) {
    const now = this.clock.time;
    const by = { name: 'Anna Ek' };
    return this.handling.receipt(
      ids,
      (delivery) => decideReceipt(delivery, by, undefined, now, PROFILE),
      'http:test',
      now,
    );
  }

  forward(id: string, to: string) {
    const decide = (delivery: Parameters<typeof decideForward>[0]) => decideForward(delivery, to, DIRECTORY, uuidV7);
    return this.handling.forward(id, decide, 'http:test', this.clock.time);
  }

  misdirect(id: string) {
    const now = this.clock.time;
    return this.handling.misdirect(
      id,
      (delivery) => decideMisdirected(delivery, 'hör inte hit', DIRECTORY, uuidV7, now),
      'http:test',
      now,
    );
  }

  fetch(unit: string) {
    return this.inbox.fetch({ unit, after: 0n, limit: 1_000, state: 'waiting' }, 'http:test', this.clock.time);
  }

  take(escalation: string) {
    return this.operations.takeEscalation(escalation, 'http:operations', this.clock.time);
  }

  resolve(escalation: string) {
    return this.operations.resolveEscalation(escalation, 'ringt', 'http:operations', this.clock.time);
  }

  releaseId(message: string) {
    return this.operations.releaseMessageId(message, 'räknaren började om', 'http:operations', this.clock.time);
  }

  fire() {
    return this.fireDeadlines.run(this.clock.time);
  }

  fold(limit: number) {
    return this.counters.fold(limit);
  }

  summary() {
    return this.operations.summary([...DIRECTORY.units.keys()], this.clock.time);
  }
}

/** What a count over the tables gives, by metric and unit. `escalations` only in all: the duty may have moved since. */
const TRUE_COUNTS: Readonly<Record<string, string>> = {
  received: `SELECT sender AS unit, count(*) FROM message WHERE source <> 'hub' GROUP BY 1`,
  delivered: 'SELECT unit, count(*) FROM delivery GROUP BY 1',
  waiting: `SELECT unit, count(*) FROM delivery WHERE receipt_due IS NOT NULL AND state IN ('waiting', 'received') GROUP BY 1`,
  overdue: `SELECT responsible AS unit, count(*) FROM deadline WHERE state = 'open' AND overdue GROUP BY 1`,
  overdueReceipts: `SELECT responsible AS unit, count(*) FROM deadline WHERE state = 'open' AND overdue AND scope = 'delivery' GROUP BY 1`,
  reminders: `SELECT to_unit AS unit, count(*) FROM firing WHERE kind = 'paminnelse' AND to_unit IS NOT NULL GROUP BY 1`,
  openEscalations: `SELECT d.responsible AS unit, count(*) FROM escalation x JOIN deadline d ON d.id = x.deadline_id
    WHERE x.state <> 'resolved' GROUP BY 1`,
  quarantined: `SELECT coalesce(sender, '*') AS unit, count(*) FROM quarantine WHERE state = 'held' GROUP BY 1`,
  refused: `SELECT coalesce(sender, '*') AS unit, count(*) FROM quarantine GROUP BY 1`,
  duplicates: `SELECT unit, count(*) FROM audit_entry WHERE action = 'message-repeated' GROUP BY 1`,
};

const ESCALATIONS_SENT = `SELECT count(*) FROM firing WHERE kind = 'eskalering' AND to_unit IS NOT NULL`;

/** Rows that contradict each other; none, whatever has happened. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'an open receipt deadline without a delivery that waits for its receipt, at the unit whose duty it is': `
    SELECT d.id FROM deadline d LEFT JOIN delivery y ON y.id = d.delivery_id
    WHERE d.state = 'open' AND d.kind = 'kvittens'
      AND (y.id IS NULL OR y.state NOT IN ('waiting', 'received') OR y.unit <> d.responsible)`,
  'a delivery that waits for its receipt without an open deadline': `
    SELECT y.id FROM delivery y LEFT JOIN deadline d ON d.delivery_id = y.id AND d.state = 'open'
    WHERE y.receipt_due IS NOT NULL AND y.state IN ('waiting', 'received') AND d.id IS NULL`,
  'an unresolved escalation of a deadline that has ended': `
    SELECT x.id FROM escalation x JOIN deadline d ON d.id = x.deadline_id WHERE x.state <> 'resolved' AND d.state <> 'open'`,
  'a receipted delivery without a receipt, or one that never had a place in the inbox': `
    SELECT id FROM delivery WHERE (state = 'receipted' AND receipt_at IS NULL) OR position IS NULL`,
  'a forwarded delivery whose successor is not there': `
    SELECT y.id FROM delivery y WHERE y.state = 'forwarded' AND NOT EXISTS (SELECT FROM delivery n WHERE n.id = y.forwarded_to)`,
};

/** Two hub processes on one database, and what their tables say. */
export class CountersWorld {
  readonly clock: SharedClock;

  private constructor(
    readonly processes: readonly [Process, Process],
    clock: SharedClock,
    readonly close: () => Promise<void>,
  ) {
    this.clock = clock;
  }

  static async open(): Promise<CountersWorld> {
    const database = await createTestDatabase();
    const first = await createDataSource(database.url, 8).initialize();
    const second = await createDataSource(database.url, 8).initialize();
    const clock = new SharedClock();
    const keys = await HubKeys.load(new PgHubKeyStore(first));
    const processes = [new Process(first, keys, clock), new Process(second, keys, clock)] as const;
    return new CountersWorld(processes, clock, async () => {
      await first.destroy();
      await second.destroy();
      await database.drop();
    });
  }

  async ids(text: string): Promise<string[]> {
    const rows: { id: string }[] = await this.processes[0].dataSource.query(text);
    return rows.map((row) => row.id);
  }

  /** Some id of a table, or one that nobody has. */
  async someId(text: string, random: (below: number) => number): Promise<string> {
    const ids = await this.ids(text);
    return ids[random(ids.length)] ?? NOBODY;
  }

  /** The kept counters as operations see them: `metric unit` and its value, zeros left out. */
  async kept(): Promise<Record<string, number>> {
    const { total, units } = await this.processes[1].summary();
    const counts: Record<string, number> = { 'escalations in all': total.counts.escalations };
    for (const metric of Object.keys(TRUE_COUNTS)) {
      let rest = valueOf(total.counts, metric);
      for (const [unit, part] of units) {
        const value = valueOf(part.counts, metric);
        rest -= value;
        if (value !== 0) counts[`${metric} ${unit}`] = value;
      }
      if (rest !== 0) counts[`${metric} *`] = rest;
    }
    return counts;
  }

  /** The same counted over the tables. */
  async counted(): Promise<Record<string, number>> {
    const { dataSource } = this.processes[0];
    const [sent]: { count: string }[] = await dataSource.query(ESCALATIONS_SENT);
    const counts: Record<string, number> = { 'escalations in all': Number(sent?.count) };
    for (const [metric, text] of Object.entries(TRUE_COUNTS)) {
      const rows: { unit: string; count: string }[] = await dataSource.query(text);
      for (const { unit, count } of rows) counts[`${metric} ${unit}`] = Number(count);
    }
    return counts;
  }

  /** Holds a lock of the database while `work` runs, and lets go when `release` of it is called. */
  async holding(lock: string, work: (release: () => Promise<void>) => Promise<void>): Promise<void> {
    const runner = this.processes[0].dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    await runner.query(lock);
    try {
      await work(() => runner.commitTransaction());
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /** Resolves when so many transactions wait for a lock. */
  async locked(transactions: number): Promise<void> {
    const text = `SELECT pid AS id FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually('transactions wait', async () => (await this.ids(text)).length === transactions);
  }

  /** Everything that the tables say against themselves. */
  async contradictions(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [name, text] of Object.entries(CONTRADICTIONS)) {
      const ids = await this.ids(text);
      if (ids.length > 0) found[name] = ids;
    }
    return found;
  }
}

function valueOf(counts: object, metric: string): number {
  return Number(Object.entries(counts).find(([name]) => name === metric)?.[1]);
}
