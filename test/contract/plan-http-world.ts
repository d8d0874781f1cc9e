import 'reflect-metadata';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { Client } from '#domain/directory/directory.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Content, MessageKind } from '#domain/message.js';
import { AdmitMessage } from '#flows/admit-message.js';
import type { AdmissionInput, AdmissionReport } from '#flows/admit-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { DirectReader } from '#flows/message-reader.js';
import { Clock, HubLog } from '#flows/ports.js';
import type { PopulationRegister } from '#flows/register-ports.js';
import { TakeDeaths } from '#flows/take-deaths.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { PgPlanStore } from '#persistence/plan.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { PgRegisterStore } from '#persistence/register.store.js';
import { HubKeys } from '#security/keys.js';
import { hashSecret } from '#security/secrets.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { Tokens } from '#security/tokens.js';
import type { RegisterSettings } from '#settings/register-settings.js';
import { OpsCalendarController } from '../../apps/console/src/ops-calendar.controller.js';
import { OpsPlansController } from '../../apps/console/src/ops-plans.controller.js';
import { OpsPrintQueueController } from '../../apps/console/src/ops-print-queue.controller.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { paperWork } from '../../apps/hub/src/core-papers.js';
import { planWork } from '../../apps/hub/src/core-plans.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { PlanDocumentController } from '../../apps/inbox/src/papers/plan-document.controller.js';
import { PrintQueueController } from '../../apps/inbox/src/papers/print-queue.controller.js';
import { CalendarController } from '../../apps/inbox/src/plans/calendar.controller.js';
import { CarePlanController } from '../../apps/inbox/src/plans/care-plan.controller.js';
import { PlanController } from '../../apps/inbox/src/plans/plan.controller.js';
import { PortalController } from '../../apps/inbox/src/plans/portal.controller.js';
import { Stopping } from '../../apps/inbox/src/stopping.js';
import { createTestDatabase } from '../support/database.js';
import { TOLVAN } from '../support/domain.js';
import { DIRECTORY, NORRBOTTEN, SIP_UNITS } from '../support/plan-sight.js';

/** What an answer holds is looked at by the expectations, not by the compiler. */
type Parsed = ReturnType<typeof JSON.parse>;

export const SECRET = 'a secret of the spec';

/** Clients of the demo region, by whom they act for. */
export const CLIENTS = {
  municipality: 'lulea-kommun',
  openCare: 'norrbotten-oppenvard',
  hospital: 'sunderby-sjukhus',
  boden: 'bodens-kommun',
  portal: 'portal-norrbotten',
  operations: 'operations',
} as const;

export const YES = (['kallelse', 'mote', 'plan', 'informationsoverforing'] as const).map((about) => ({
  about,
  answer: 'ja',
}));

class SetClock extends Clock {
  readonly isSimulated = true;
  time = new Date('2026-11-23T07:30:00Z');
  override now(): Promise<Date> {
    return Promise.resolve(this.time);
  }
}

class KeptLog extends HubLog {
  readonly lines: string[] = [];
  override info = (...line: unknown[]) => void this.lines.push(JSON.stringify(line));
  override warn = this.info;
  override error = (event: string, error: unknown) => void this.lines.push(`${event} ${String(error)}`);
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Parsed;
}

const READING = [PlanController, CalendarController, PortalController, CarePlanController];
const OPERATIONS = [OpsPlansController, OpsPrintQueueController, OpsCalendarController];

/** A hub of Norrbotten on a database of its own: messages are admitted as the hub admits them, and plans are read over HTTP. */
export class PlanHttpWorld {
  readonly clock = new SetClock();
  readonly log = new KeptLog();
  app!: NestFastifyApplication;
  url = '';
  private admissions!: AdmitMessage;
  private holder!: ConfigurationHolder;
  private keys!: HubKeys;
  private numbers = 0;

  private constructor(
    readonly dataSource: DataSource,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(register: RegisterSettings = { kind: 'none', seconds: 60 }): Promise<PlanHttpWorld> {
    const database = await createTestDatabase();
    const dataSource = await createDataSource(database.url, 10).initialize();
    const world = new PlanHttpWorld(dataSource, () => database.drop());
    await world.start(register);
    return world;
  }

  private async start(register: RegisterSettings): Promise<void> {
    const { dataSource, clock, log } = this;
    const secretHashes = [await hashSecret(SECRET, 16)];
    const clients = new Map(
      [...DIRECTORY.clients].map(([id, client]): [string, Client] => [id, { ...client, secretHashes }]),
    );
    const profiles = new Map([['norrbotten', NORRBOTTEN]]);
    const holder = new ConfigurationHolder({ profiles, directory: { ...DIRECTORY, clients } });
    const keys = await HubKeys.load(new PgHubKeyStore(dataSource));
    [this.holder, this.keys] = [holder, keys];
    const signals = new LocalInboxSignals(new PgInboxStore(dataSource));
    const store = new PgAdmissionStore(dataSource, uuidV7, { batchSize: 128, inFlight: 2 });
    const parts = {
      reader: new DirectReader(),
      admissions: store,
      quarantine: new PgQuarantineStore(dataSource),
      signals,
    };
    this.admissions = new AdmitMessage(
      { ...parts, configuration: holder, clock, keys, newId: uuidV7, log },
      { processingIds: ['P'], maxPending: 100 },
    );
    const keep = { bytes: undefined, refused: undefined, contents: undefined, stays: undefined, audit: undefined };
    const settings = { register, keep, directory: 'config/directory/demo.yaml' };
    const providers = [
      { provide: HubKeys, useValue: keys },
      { provide: DirectoryInForce, useValue: holder },
      { provide: ConfigurationHolder, useValue: holder },
      { provide: UsedAssertions, useValue: new PgUsedAssertionStore(dataSource) },
      { provide: Clock, useValue: clock },
      ...(await planWork({ settings, dataSource, holder, clock, keys, log }, this.admissions)),
      ...paperWork({ dataSource, holder, clock }, this.admissions),
    ];
    @Global()
    @Module({ providers, exports: providers })
    class Core {}
    @Module({
      imports: [Core, SecurityModule],
      controllers: [...READING, ...OPERATIONS, PlanDocumentController, PrintQueueController],
      providers: [Stopping],
    })
    class Hub {}
    const options = { logger: false as const, bodyParser: false, abortOnError: false };
    this.app = await NestFactory.create<NestFastifyApplication>(Hub, createHttpAdapter(100_000), options);
    configureHttp(this.app, log);
    await this.app.listen(0, '127.0.0.1');
    this.url = await this.app.getUrl();
  }

  /** What takes in the notices of a register, on this hub. `dying`: what becomes of it after so many messages. */
  deathsFrom(register: PopulationRegister, dying?: (admitted: number) => void): TakeDeaths {
    const { clock, log, holder: configuration, keys, dataSource } = this;
    let admitted = 0;
    const admit = async (input: AdmissionInput) => {
      dying?.(admitted);
      const report = await this.admissions.admit(input);
      admitted += 1;
      return report;
    };
    const admissions = { admit };
    const [store, plans] = [new PgRegisterStore(dataSource), new PgPlanStore(dataSource)];
    return new TakeDeaths({ register, store, plans, admissions, configuration, keys, clock, log });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.dataSource.destroy();
    await this.drop();
  }

  async admit(unit: string, kind: MessageKind, content: Content, head: object): Promise<AdmissionReport> {
    this.numbers += 1;
    this.clock.time = new Date(this.clock.time.getTime() + 60_000);
    const messageId = `m-${String(this.numbers)}`;
    const message = { messageId, kind, sender: unit, sentAt: this.clock.time.toISOString(), content, ...head };
    return this.admissions.admit({
      bytes: Buffer.from(JSON.stringify(message)),
      contentType: 'application/json',
      format: 'json',
      party: { name: 'http:spec', units: [unit], mapping: PLAIN_MAPPING },
    });
  }

  /** Tells a message; throws when it is refused. */
  async tell(unit: string, kind: MessageKind, content: Content, head: object): Promise<AdmissionAnswer> {
    const report = await this.admit(unit, kind, content, head);
    if (report.kind !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(report)}`);
    return report.answer;
  }

  /** Begins a plan of a person and tells it up to what the person is shown. Gives ids. */
  async ongoing(id: string = TOLVAN.id): Promise<{ plan: string; subgoal: string; intervention: string }> {
    const { social, openCare, homeCare } = SIP_UNITS;
    const patient = { ...TOLVAN, id, municipality: '2580', healthCentre: openCare };
    const coordinator = { name: 'Bodil Bistånd', title: 'biståndshandläggare', phone: '0920-45 30 00' };
    const basis = {
      ...{
        coordinator,
        consents: YES,
        raisedBy: 'personal',
        initiator: { name: 'Bodil Bistånd' },
        noRepresentative: true,
      },
      ...{ needReasons: [], reasonText: 'Flera som inte vet av varandra' },
    };
    const opened = await this.tell(social, 'sip-underlag', basis, { patient });
    const plan = opened.plan?.id ?? '';
    const head = { plan };
    await this.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, head);
    const participants = [
      { unit: openCare, relation: 'vard' },
      { unit: homeCare, relation: 'vard' },
      { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' },
    ];
    const call = {
      ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-11-30T13:00:00+01:00', minutes: 60 },
      ...{ agenda: ['Vad är viktigt'], participants, form: 'fysiskt', place: 'Hemma hos Tolvan' },
    };
    await this.tell(social, 'sip-kallelse', call, { ...head, recipients: [openCare, homeCare] });
    const attendance = [
      { unit: openCare, name: 'Doris Distrikt', relation: 'vard', attended: true },
      { unit: homeCare, name: 'Hugo Hem', relation: 'vard', attended: true },
      { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
    ];
    this.clock.time = new Date('2026-11-30T13:00:00Z');
    const held = {
      event: 'genomfort',
      note: 'Alla var där',
      attendance,
      careContact: 'utsedd',
      followUpOn: '2027-02-01',
    };
    await this.tell(social, 'sip-mote', held, head);
    await this.tell(social, 'sip-mote', { event: 'plan-skapad' }, head);
    const goal = {
      text: 'Jag vill klara vardagen hemma till midsommar',
      followUpOn: '2027-02-01',
      remindOn: '2027-01-15',
    };
    await this.tell(social, 'sip-huvudmal', goal, head);
    const made = await this.tell(openCare, 'sip-delmal', { heading: 'halsa', text: 'Jag sover hela natten' }, head);
    const responsible = { party: 'enhet', unit: openCare };
    const shared = { subgoal: made.id, text: 'Du får träffa sköterskan', shared: true, responsible };
    const intervention = await this.tell(openCare, 'sip-insats', shared, head);
    return { plan, subgoal: made.id, intervention: intervention.id };
  }

  async call(client: string | undefined, method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const token = client === undefined ? undefined : await this.app.get(Tokens).issue(client);
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(`${this.url}${path}`, { ...init, method, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  get(client: string | undefined, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call(client, 'GET', path, { headers });
  }

  /** What is no text. */
  async bytes(client: string, path: string): Promise<{ headers: Headers; bytes: Uint8Array }> {
    const token = await this.app.get(Tokens).issue(client);
    const response = await fetch(`${this.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  post(client: string, path: string, body?: object): Promise<Answer> {
    if (body === undefined) return this.call(client, 'POST', path);
    return this.call(client, 'POST', path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  rows<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query(text, parameters);
  }

  /** Actions that the audit has of a plan, with who did them. */
  async audited(plan: string): Promise<string[]> {
    const rows = await this.rows<{ line: string }>(
      `SELECT actor || ' ' || action AS line FROM audit_entry WHERE subject_id = $1 AND subject = 'plan' ORDER BY id`,
      [plan],
    );
    return rows.map(({ line }) => line);
  }
}
