import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideReceipt } from '#domain/handling.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { FireDeadlines } from '#flows/fire-deadlines.js';
import { MoveClock } from '#flows/move-clock.js';
import { InboxSignals } from '#flows/inbox-ports.js';
import { HubLog, HubMetrics } from '#flows/ports.js';
import { PgSimulatedTime } from '#persistence/clock.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgDeadlineStore } from '#persistence/deadline.store.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg, UNITS } from '../support/domain.js';

const DIRECTORY = demoDirectory();
const PROFILE = gavleborg();
export const MANAGER = DIRECTORY.units.get(UNITS.openCare)!.manager!;
export const OPERATIONS = DIRECTORY.operationsUnits.get('gavleborg')!;

/** Remembers whose waiting callers would have been woken. */
export class HeardSignals extends InboxSignals {
  readonly units = new Set<string>();

  override changed(units: readonly string[]): void {
    for (const unit of units) this.units.add(unit);
  }
}

/** Counts what fired. */
export class CountedMetrics extends HubMetrics {
  readonly steps = { paminnelse: 0, eskalering: 0 };
  sweeps = 0;

  override admitted(): void {}
  override committed(): void {}
  override connections(): void {}
  override fired(kind: 'paminnelse' | 'eskalering', steps: number): void {
    this.steps[kind] += steps;
  }
  override swept(): void {
    this.sweeps += 1;
  }
}

/** Keeps what was logged. */
export class KeptLog extends HubLog {
  readonly events: string[] = [];

  override info(event: string): void {
    this.events.push(event);
  }
  override warn(event: string): void {
    this.events.push(event);
  }
  override error(event: string): void {
    this.events.push(event);
  }
}

/** What one hub process has: connections of its own to the database that all share. */
export class HubProcess {
  readonly deadlines: PgDeadlineStore;
  readonly handling: PgHandlingStore;
  readonly time: PgSimulatedTime;
  readonly fire: FireDeadlines;
  readonly moveClock: MoveClock;
  readonly signals = new HeardSignals();
  readonly metrics = new CountedMetrics();
  readonly log = new KeptLog();
  readonly configuration = new ConfigurationHolder({
    profiles: new Map([['gavleborg', PROFILE]]),
    directory: DIRECTORY,
  });

  constructor(readonly dataSource: DataSource) {
    this.deadlines = new PgDeadlineStore(dataSource, uuidV7);
    this.handling = new PgHandlingStore(dataSource);
    this.time = new PgSimulatedTime(dataSource);
    const { deadlines, configuration, signals, metrics, log } = this;
    this.fire = new FireDeadlines(deadlines, configuration, signals, uuidV7, metrics, log);
    this.moveClock = new MoveClock(this.time, deadlines, this.fire);
  }

  /** Receipts these deliveries at `now`. */
  async receipt(ids: readonly string[], now: Date): Promise<void> {
    const by = { name: 'Anna Ek' };
    await this.handling.receipt(
      ids,
      (delivery) => decideReceipt(delivery, by, undefined, now, PROFILE),
      'client:test',
      now,
    );
  }
}

interface Owed {
  count?: number;
  due: string;
  kind?: string;
  profile?: string;
  /** Whose duty it is; the health centre when it is not said. */
  unit?: string;
}

/** One database and the processes on it; deadlines as the acceptance of messages would have written them. */
export class DeadlineWorld {
  private readonly opened: DataSource[] = [];

  private constructor(readonly database: TestDatabase) {}

  static async open(): Promise<DeadlineWorld> {
    const world = new DeadlineWorld(await createTestDatabase());
    await world.process();
    return world;
  }

  async process(connections = 5): Promise<HubProcess> {
    const dataSource = createDataSource(this.database.url, connections);
    await dataSource.initialize();
    this.opened.push(dataSource);
    return new HubProcess(dataSource);
  }

  async close(): Promise<void> {
    for (const dataSource of this.opened) await dataSource.destroy();
    await this.database.drop();
  }

  async rows<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.opened[0]!.query(text, [...parameters]);
  }

  async emptied(): Promise<void> {
    const tables = 'deadline, firing, escalation, delivery, message, inbox, audit_entry, counter, counter_delta';
    await this.rows(`TRUNCATE ${tables}, simulated_clock`);
  }

  /** Receipts that a unit owes the ward, each of a message of its own. */
  async owe({ count = 1, due, kind = 'kvittens', profile = 'gavleborg', unit = UNITS.openCare }: Owed): Promise<void> {
    await this.rows(
      `WITH owed AS MATERIALIZED (SELECT gen_random_uuid() AS id, gen_random_uuid() AS delivery FROM generate_series(1, $1)),
       sent AS (INSERT INTO message (id, message_id, kind, sender, profile, source, received_at, body)
         SELECT id, 'm-' || id, 'inskrivningsmeddelande', $2, $3, 'http:test', $4::timestamptz - interval '1 hour',
           '{"episodeId": "V1"}' FROM owed),
       delivered AS (INSERT INTO delivery (id, message_id, kind, unit, role, position, state, receipt_due, accepted_at)
         SELECT delivery, id, 'inskrivningsmeddelande', $5, 'oppenvard', nextval('delivery_position'), 'waiting', $4,
           $4::timestamptz - interval '1 hour' FROM owed)
       INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, message_id,
         delivery_id, fired, next_fire_at, overdue)
       SELECT id, $6, 'G-ACK-03', $3, 'delivery', $4::timestamptz - interval '1 hour', $4, 'open', false, $5, $2, id, delivery, '[]', $4,
         false FROM owed`,
      [count, UNITS.ward, profile, due, unit, kind],
    );
  }

  /** Every firing so far, as `step occurrence` with when it was due and done. */
  async firings(): Promise<
    { step: string; occurrence: number; due_at: Date; fired_at: Date; to_unit: string | null }[]
  > {
    return this.rows(
      'SELECT step, occurrence, due_at, fired_at, to_unit FROM firing ORDER BY fired_at, due_at, step, occurrence',
    );
  }

  /** A counter with what has not been folded. */
  async count(unit: string, metric: string): Promise<number> {
    const [row] = await this.rows<{ value: number }>(
      `SELECT coalesce(sum(value), 0)::int AS value FROM (
         SELECT unit, metric, value FROM counter UNION ALL SELECT unit, metric, delta FROM counter_delta
       ) AS parts WHERE unit = $1 AND metric = $2`,
      [unit, metric],
    );
    return row?.value ?? 0;
  }
}
