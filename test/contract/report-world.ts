import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideAdmission } from '#domain/admission/admission.js';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { decideReceipt } from '#domain/handling.js';
import type { Content, Message, MessageKind } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';
import type { PaymentAmounts } from '#domain/report/payment-amounts.js';
import { attemptOf } from '#flows/admission-attempt.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ReadReport } from '#flows/read-report.js';
import type { OpenedReport, ReportRequest } from '#flows/read-report.js';
import type { Row } from '#flows/report-tables.js';
import { Clock } from '#flows/ports.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgPlanReportStore } from '#persistence/plan-report.store.js';
import { PgReportStore } from '#persistence/report.store.js';
import { blekinge } from '../support/blekinge.js';
import { createTestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg, JSON_ORIGIN, message, UNITS } from '../support/domain.js';
import { ofStay } from './admission-world.js';
import type { StayAnswer } from './admission-world.js';

const DIRECTORY = demoDirectory();
/** Every message is a new one, whatever id it has. */
const NEW_KEYS = {
  idempotencyKey: () => Buffer.from(randomUUID()),
  contentHash: () => Buffer.from(randomUUID()),
};
const CALLER = { clientId: 'driftledning', roles: ['operations' as const], units: [] };

/** A clock that says what the spec says. */
class SetClock extends Clock {
  readonly isSimulated = true;
  time = new Date('2026-12-01T12:00:00+01:00');

  override now(): Promise<Date> {
    return Promise.resolve(this.time);
  }
}

/** A report that was read to its end. */
export interface WholeReport extends OpenedReport {
  readonly table: Row[];
  readonly sums: readonly Row[];
}

interface WorldOptions {
  /** Changes of Gävleborg's profile. */
  readonly profile?: Readonly<Record<string, unknown>>;
  readonly amounts?: PaymentAmounts;
}

/** Reports on a database of their own, with messages that are admitted and receipted as the hub does it. */
export class ReportWorld {
  readonly store: PgReportStore;
  readonly clock = new SetClock();
  readonly reports: ReadReport;
  readonly configuration: ConfigurationHolder;
  private readonly profiles: ReadonlyMap<string, Profile>;
  private readonly admissions: PgAdmissionStore;
  private readonly handling: PgHandlingStore;

  private constructor(
    readonly dataSource: DataSource,
    { profile = {}, amounts = new Map([[2026, 12_000]]) }: WorldOptions,
    readonly close: () => Promise<void>,
  ) {
    this.profiles = new Map([gavleborg(profile), blekinge()].map((one) => [one.id, one]));
    this.store = new PgReportStore(dataSource);
    this.admissions = new PgAdmissionStore(dataSource, uuidV7, { batchSize: 128, inFlight: 2 });
    this.handling = new PgHandlingStore(dataSource);
    this.configuration = new ConfigurationHolder({ profiles: this.profiles, directory: DIRECTORY });
    const stores = { stays: this.store, plans: new PgPlanReportStore(dataSource) };
    this.reports = new ReadReport(stores, this.configuration, amounts, this.clock);
  }

  static async open(options: WorldOptions = {}): Promise<ReportWorld> {
    const database = await createTestDatabase();
    const dataSource = createDataSource(database.url, 5);
    await dataSource.initialize();
    return new ReportWorld(dataSource, options, async () => {
      await dataSource.destroy();
      await database.drop();
    });
  }

  /** Admits a message as of `at`, under the profile of its sender; throws when it is refused. */
  async admit(told: Message, at: string): Promise<AdmissionAnswer> {
    const sender = DIRECTORY.units.get(told.sender);
    const profile = this.profiles.get(sender?.profile ?? '');
    if (sender === undefined || profile === undefined) throw new Error('the directory has no such unit');
    const receivedAt = new Date(at);
    const raw = { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:test', receivedAt };
    const arrived = { message: { ...told, sentAt: at }, origin: JSON_ORIGIN };
    const attempt = attemptOf(raw, arrived, sender, NEW_KEYS, profile);
    const outcome = await this.admissions.admit(attempt, (known) =>
      decideAdmission({ ...arrived, sender, receivedAt }, known, { profile, directory: DIRECTORY, newId: uuidV7 }),
    );
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.answer;
  }

  /** Opens a stay of Gävleborg with its admission notice, admitted at the same instant. */
  async admitted(episodeId: string, at: string, changes: Partial<Message> = {}): Promise<StayAnswer> {
    const content = { admittedAt: at, expectedDischarge: '2026-12-24', arrivalTalk: { heldAt: at } };
    return ofStay(await this.admit(message('inskrivningsmeddelande', { episodeId, content, ...changes }), at));
  }

  /** The ward of Gävleborg tells of a stay. */
  tell(episodeId: string, kind: MessageKind, at: string, content: Content, changes: Partial<Message> = {}) {
    return this.admit(message(kind, { episodeId, content, ...changes }), at);
  }

  ready(episodeId: string, at: string): Promise<AdmissionAnswer> {
    return this.tell(episodeId, 'utskrivningsklar', at, { readyAt: at, assessedBy: { name: 'Disa Doktor' } });
  }

  discharged(episodeId: string, at: string): Promise<AdmissionAnswer> {
    return this.tell(episodeId, 'utskrivningsmeddelande', at, { dischargedAt: at });
  }

  /** Open care tells what it plans for. */
  planned(episode: string, at: string): Promise<AdmissionAnswer> {
    const content = { answers: [{ question: 'Insatser?', answer: 'Som förut' }], colour: 'gron' };
    const by = { sender: UNITS.openCare, episodeId: undefined, episode, content };
    return this.admit(message('planeringsunderlag', by), at);
  }

  async receipt(deliveries: readonly string[], at: string): Promise<void> {
    const [now, by] = [new Date(at), { name: 'Anna Ek' }];
    const profileOf = (id: string) => this.profiles.get(id) ?? gavleborg();
    await this.handling.receipt(
      deliveries,
      (delivery) => decideReceipt(delivery, by, undefined, now, profileOf(delivery.profile)),
      'client:test',
      now,
    );
  }

  /** A report, read to its end. */
  async read(request: Partial<ReportRequest> & Pick<ReportRequest, 'name'>): Promise<WholeReport> {
    const all = { profile: undefined, municipality: undefined, unit: undefined, showsRows: true };
    const report = await this.reports.open({ ...all, ...request }, CALLER);
    const table: Row[] = [];
    for await (const page of report.rows) table.push(...page);
    return { ...report, table, sums: report.summary() };
  }

  async rows<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query(text, parameters);
  }
}
