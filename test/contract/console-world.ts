import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Global, Module, Post, Sse } from '@nestjs/common';
import type { MessageEvent, Provider, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { map, timer } from 'rxjs';
import type { Observable } from 'rxjs';
import type { DataSource } from 'typeorm';
import type { Caller } from '#domain/access.js';
import type { ConsoleRole } from '#domain/console-account.js';
import { AuditStore } from '#flows/audit-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf } from '#flows/hub-id.js';
import { Clock, HubLog } from '#flows/ports.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgConsoleAccounts } from '#persistence/console-accounts.store.js';
import { PgConsoleSessionRows } from '#persistence/console-sessions.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { csrfTokenOf } from '#security/console-cookie.js';
import { ConsoleAccountCare } from '#security/console-account-care.js';
import { ensureFirstAccounts } from '#security/console-first-accounts.js';
import { ConsoleSessions } from '#security/console-sessions.js';
import { ConsoleSignIn } from '#security/console-sign-in.js';
import { HubKeys } from '#security/keys.js';
import { Issuer, IssuerSignIn } from '#security/oidc.js';
import { PasswordHashing } from '#security/password-hash.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, PublicAddress, UsedAssertions } from '#security/surroundings.js';
import { Tokens } from '#security/tokens.js';
import { readSettings, SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import { keepsCookies } from '#security/own-origins.js';
import { AccountsController } from '../../apps/console/src/accounts.controller.js';
import { AuditController } from '../../apps/console/src/audit.controller.js';
import { OidcController } from '../../apps/console/src/oidc.controller.js';
import { ForOperations, ForOperators } from '../../apps/console/src/ops-access.js';
import { PageServer } from '../../apps/console/src/page-server.js';
import { SessionController } from '../../apps/console/src/session.controller.js';
import { SessionWays } from '../../apps/console/src/session-ways.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { ConsoleUser } from '../support/console-user.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg } from '../support/domain.js';

/** The hub's time; the machine's is `machine.now`. */
const HUB_TIME = new Date('2026-11-28T08:05:00Z');

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(HUB_TIME);
}

class KeptLog extends HubLog {
  readonly lines: string[] = [];
  override info = (...line: unknown[]) => void this.lines.push(JSON.stringify(line));
  override warn = this.info;
  override error = this.info;
}

/** Routes as the console's own: something to read, something to do, something to follow. */
@ForOperations()
@Controller('v1/ops/sample')
export class SampleController {
  done = 0;

  @Get()
  read(@CurrentCaller() caller: Caller) {
    return { actor: actorOf(caller), roles: caller.roles, units: caller.units };
  }

  @Post()
  @ForOperators()
  act(@CurrentCaller() caller: Caller) {
    this.done += 1;
    return { actor: actorOf(caller) };
  }

  @Sse('events')
  events(): Observable<MessageEvent> {
    return timer(0, 200).pipe(map((count) => ({ data: { count } })));
  }
}

/** A route of a party's, where no session counts. */
@Controller('v1/inboxes/sample')
class PartyController {
  @Get()
  read(@CurrentCaller() caller: Caller) {
    return { actor: actorOf(caller) };
  }
}

export interface ConsoleWorldOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Of another world, for two processes on one database. */
  readonly database?: TestDatabase;
  readonly dataDir?: string;
  /** Instead of those that sign in, look after accounts and are the sample. */
  readonly controllers?: readonly Type[];
  /** What these hang on. */
  readonly providers?: readonly Provider[];
}

/** Sign-in over real HTTP and PostgreSQL, on a machine whose time the test moves. */
export class ConsoleWorld {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly base: string,
    readonly dataSource: DataSource,
    readonly database: TestDatabase,
    readonly dataDir: string,
    readonly machine: { now: Date },
    readonly log: KeptLog,
    readonly accounts: PgConsoleAccounts,
    readonly settings: Settings,
    private readonly closing: () => Promise<void>,
  ) {}

  static async open(options: ConsoleWorldOptions = {}): Promise<ConsoleWorld> {
    const database = options.database ?? (await createTestDatabase());
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'console-')));
    const dataSource = createDataSource(database.url, 5);
    await dataSource.initialize();
    const settings = settingsOf({ HEMGANG_DATA_DIR: dataDir, ...options.env });
    const machine = { now: new Date() };
    const log = new KeptLog();
    const accounts = new PgConsoleAccounts(dataSource);
    const providers = await providersOf({ settings, dataSource, machine, log, accounts });
    const app = await listening(providers, log, options);
    const base = `http://127.0.0.1:${new URL(await app.getUrl()).port}`;
    return new ConsoleWorld(app, base, dataSource, database, dataDir, machine, log, accounts, settings, async () => {
      await app.close();
      await dataSource.destroy();
      if (options.database === undefined) await database.drop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true });
    });
  }

  close(): Promise<void> {
    return this.closing();
  }

  get sample(): SampleController {
    return this.app.get(SampleController);
  }

  /** A browser that is not signed in. */
  browser(): ConsoleUser {
    return new ConsoleUser(this.base);
  }

  /** A browser that is signed in by the issuer's word, with these roles. */
  async vouched(roles: readonly ConsoleRole[]): Promise<ConsoleUser> {
    const person = { way: 'oidc' as const, name: roles.join('-'), displayName: '', roles, accountId: undefined };
    const begun = await this.app.get(ConsoleSignIn).begin(person, { at: HUB_TIME, before: undefined });
    if (begun.kind !== 'begun') throw new Error('The session did not begin');
    const { sessionId } = begun;
    const browser = this.browser();
    browser.cookies.set('__Host-hemgang', sessionId);
    browser.csrf = csrfTokenOf(sessionId);
    return browser;
  }

  /** A browser that is signed in with a new account of these roles, under a password of its own. */
  async user(name: string, roles: readonly ConsoleRole[]): Promise<ConsoleUser> {
    const care = this.app.get(ConsoleAccountCare);
    const password = await care.create({ name, displayName: name, roles }, { at: HUB_TIME, actor: 'hub' });
    const browser = this.browser();
    await browser.signIn(name, password ?? '');
    await browser.changePassword(password ?? '', PASSWORD);
    return browser;
  }

  bearer(client: string): Promise<string> {
    return this.app.get(Tokens).issue(client);
  }

  /** Lines of the audit as `action actor`, oldest first. */
  async audit(): Promise<string[]> {
    const rows: { action: string; actor: string }[] = await this.dataSource.query(
      'SELECT action, actor FROM audit_entry ORDER BY id',
    );
    return rows.map(({ action, actor }) => `${action} ${actor}`);
  }

  /** Moves the machine's time. */
  later(minutes: number): void {
    this.machine.now = new Date(this.machine.now.getTime() + minutes * 60_000);
  }
}

/** The password that accounts of `user` have. */
export const PASSWORD = 'fyra gröna hästar';

function settingsOf(env: Readonly<Record<string, string>>): Settings {
  const read = readSettings(env);
  if (!read.ok) throw new Error(read.problems.join('; '));
  return read.settings;
}

async function providersOf(parts: {
  settings: Settings;
  dataSource: DataSource;
  machine: { now: Date };
  log: KeptLog;
  accounts: PgConsoleAccounts;
}) {
  const { settings, dataSource, machine, log, accounts } = parts;
  const { signIn, demo, dataDir, publicUrl, loopback } = settings;
  const hashing = new PasswordHashing();
  const machineTime = () => machine.now;
  const sessions = new ConsoleSessions(new PgConsoleSessionRows(dataSource), signIn, machineTime);
  const note = { at: HUB_TIME, actor: 'hub' };
  if (signIn.local) await ensureFirstAccounts({ dataDir, accounts, hashing, demo, now: machine.now, note });
  const configuration = { profiles: new Map([['gavleborg', gavleborg()]]), directory: demoDirectory() };
  const holder = new ConfigurationHolder(configuration);
  const secret = await new PgHubKeyStore(dataSource).secret('issuer');
  return [
    { provide: ConsoleSessions, useValue: sessions },
    {
      provide: ConsoleSignIn,
      useValue: new ConsoleSignIn(accounts, sessions, hashing, () => machine.now.getTime()),
    },
    { provide: ConsoleAccountCare, useValue: new ConsoleAccountCare(accounts, hashing, machineTime) },
    { provide: Issuer, useValue: new Issuer(signIn.oidc && new IssuerSignIn(signIn.oidc, secret)) },
    {
      provide: SessionWays,
      useValue: new SessionWays({
        ...{ idleMinutes: signIn.idleMinutes, local: signIn.local, issuerName: signIn.oidc?.name },
        keepsCookies: keepsCookies(publicUrl, loopback),
      }),
    },
    { provide: SETTINGS, useValue: settings },
    { provide: PublicAddress, useValue: { url: publicUrl } },
    { provide: AuditStore, useValue: new PgAuditStore(dataSource) },
    { provide: ConfigurationHolder, useValue: holder },
    { provide: DirectoryInForce, useValue: holder },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(dataSource) },
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(dataSource)) },
    { provide: Clock, useValue: new StillClock() },
    { provide: HubLog, useValue: log },
  ];
}

const CONTROLLERS: readonly Type[] = [
  ...[SessionController, OidcController, AccountsController, AuditController],
  ...[SampleController, PartyController],
];

async function listening(
  providers: Awaited<ReturnType<typeof providersOf>>,
  log: KeptLog,
  options: ConsoleWorldOptions,
): Promise<NestFastifyApplication> {
  @Global()
  @Module({ providers, exports: providers })
  class Core {}
  const own = {
    controllers: [...(options.controllers ?? CONTROLLERS)],
    providers: [...(options.providers ?? []), PageServer],
  };
  @Module({ imports: [Core, SecurityModule], ...own })
  class Root {}
  const quiet = { logger: false as const, bodyParser: false, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(Root, createHttpAdapter(100_000), quiet);
  configureHttp(app, log);
  await app.listen(0, '127.0.0.1');
  return app;
}
