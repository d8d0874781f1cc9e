import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parse, stringify } from 'yaml';
import { hashSecret } from '#security/secrets.js';
import { visitor } from '../support/browser.js';
import type { Look } from '../support/browser.js';
import { ConsoleUser } from '../support/console-user.js';
import { makeDataFolder } from '../support/database-folder.js';
import { createTestDatabase } from '../support/database.js';
import { startHub } from '../support/hub.js';
import type { HubOptions, RunningHub } from '../support/hub.js';
import { Traces } from './traces.js';

export const WARD = 'SE2321000016-AVD12';
export const HEALTH_CENTRE = 'SE2321000016-HC01';
export const SOCIAL_SERVICES = 'SE2120002338-SOC01';

/** Friday morning; the weekend of the morning check follows. */
export const FRIDAY = '2026-11-20T10:00:00+01:00';
export const SATURDAY = '2026-11-21T09:05:00+01:00';

const SECRET = 'a secret of the spec';
const PASSWORD = 'fyra hästar står still';

/** Who works with the console in these specs, by role. */
export const PEOPLE = { operations: 'drift', auditor: 'granskare', admin: 'forvaltare' } as const;
export type PersonRole = keyof typeof PEOPLE;

/** The body of an answer; specs look into it freely. */
type Answer = ReturnType<typeof JSON.parse>;

/** A hub with a directory of its own that may be edited, and people who can sign in. */
export interface World {
  readonly hub: RunningHub;
  /** The directory file in force. */
  readonly directory: string;
  readonly password: string;
  /** Sends a message as the ward's record system; the status and body of the answer. */
  send(message: object | string): ReturnType<RunningHub['call']>;
  /** Moves the simulated clock; what is due fires. */
  at(instant: string): Promise<void>;
  /** Everybody who has sat down at the console. */
  readonly seats: Seat[];
  readonly traces: Traces;
  /** What the hub answers operations, auditors or others; a client's id in the demo directory. */
  ask(path: string, client?: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param env over the defaults. */
export async function startWorld(env: HubOptions['env'] = {}): Promise<World> {
  const database = await createTestDatabase();
  const folder = makeDataFolder();
  const directory = join(folder.path, 'directory.yaml');
  await writeDirectory(directory, join(folder.path, 'demo-clients.json'));
  const hub = await startHub({
    databaseUrl: database.url,
    dataDir: folder.path,
    env: {
      HEMGANG_DIRECTORY: directory,
      HEMGANG_DIRECTORY_EDITABLE: 'true',
      HEMGANG_CLOCK: `simulated:${FRIDAY}`,
      HEMGANG_SWEEP_SECONDS: '1',
      // Whatever can be logged is, so that what must not be is found.
      HEMGANG_LOG_LEVEL: 'debug',
      ...env,
    },
  });
  await openAccounts(hub, folder.path);
  const seats: Seat[] = [];
  return {
    hub,
    directory,
    password: PASSWORD,
    seats,
    traces: new Traces(),
    ask: async (path, client = 'operations') => {
      const { status, body } = await hub.call(await hub.token(client), 'GET', path);
      if (status !== 200) throw new Error(`${path}: ${String(status)} ${JSON.stringify(body)}`);
      return body;
    },
    send: async (message) => hub.call(await hub.tokenFor(WARD), 'POST', '/v1/messages', message),
    at: async (instant) => {
      const moved = await hub.call(await hub.token('operations'), 'POST', '/v1/simulation/clock', { now: instant });
      if (moved.status !== 200) throw new Error(`The clock did not move: ${String(moved.status)}`);
    },
    stop: async () => {
      await Promise.all(seats.map(({ context }) => context.close()));
      await hub.stop();
      await database.drop();
      folder.remove();
    },
  };
}

async function writeDirectory(path: string, clientsPath: string): Promise<void> {
  const secretHashes = [await hashSecret(SECRET, 1024)];
  const demo = parse(readFileSync('config/directory/demo.yaml', 'utf8'));
  for (const client of demo.clients) client.secretHashes = secretHashes;
  writeFileSync(path, stringify(demo));
  const clients = demo.clients.map((client: { id: string; roles: string[]; units?: string[] }) => ({
    clientId: client.id,
    clientSecret: SECRET,
    roles: client.roles,
    units: (client.units ?? []).map((hsaId) => ({ hsaId })),
  }));
  writeFileSync(clientsPath, JSON.stringify(clients));
}

/** Signs in as the administrator that a new hub has, and makes accounts for the others; all have the same password then. */
async function openAccounts(hub: RunningHub, dataDir: string): Promise<void> {
  const made: { name: string; oneTimePassword: string }[] = JSON.parse(
    readFileSync(join(dataDir, 'console-accounts.json'), 'utf8'),
  );
  const first = made.find(({ name }) => name === PEOPLE.admin);
  if (first === undefined) throw new Error('The hub made no administrator');
  const admin = await begin(hub, first);
  for (const role of ['operations', 'auditor'] as const) {
    const account = { name: PEOPLE[role], displayName: PEOPLE[role], roles: [role] };
    const answer = await admin.post('/v1/ops/accounts', account);
    await begin(hub, answer.body);
  }
}

/** The first sign-in of a new account, with a password of its own from then on. */
async function begin(hub: RunningHub, { name, oneTimePassword }: { name: string; oneTimePassword: string }) {
  const user = new ConsoleUser(hub.url);
  await user.signIn(name, oneTimePassword);
  const { status } = await user.changePassword(oneTimePassword, PASSWORD);
  if (status !== 200) throw new Error(`${name} could not change the password: ${String(status)}`);
  return user;
}

/** A page of somebody who has signed in; what the page complains of in its console fails the spec that looks. */
export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the page wrote to its console, refusals of the content policy among them. */
  readonly complaints: string[];
}

/** Opens the console where somebody can sign in. */
export async function standAtDoor(browser: Browser, world: World, look: Look = {}): Promise<Seat> {
  const context = await visitor(browser, look);
  world.traces.watch(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const seat = { context, page, complaints };
  world.seats.push(seat);
  await page.goto(`${world.hub.url}/console/`);
  return seat;
}

/** Opens the console and signs in as the page asks for it. */
export async function takeSeat(browser: Browser, world: World, role: PersonRole, look: Look = {}): Promise<Seat> {
  const seat = await standAtDoor(browser, world, look);
  const { page } = seat;
  const isSwedish = look.language !== 'en';
  await page.getByLabel(isSwedish ? 'Konto' : 'Account', { exact: true }).fill(PEOPLE[role]);
  await page.getByLabel(isSwedish ? 'Lösenord' : 'Password', { exact: true }).fill(world.password);
  await page.getByRole('button', { name: isSwedish ? 'Logga in' : 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: isSwedish ? 'Vyer' : 'Views' }).waitFor();
  return seat;
}

/** Goes to a view and waits until it stands: its heading is there and nothing is being fetched for the first time. */
export async function open({ page }: Pick<Seat, 'page'>, world: World, path: string): Promise<void> {
  await page.goto(`${world.hub.url}/console${path}`);
  await stands(page);
}

/** Waits until the view stands. */
export async function stands(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
}

/** Closes somebody's browser; what it kept is noted first. */
export async function leave({ seats, traces }: World, seat: Seat): Promise<void> {
  await traces.keep(seat.context);
  seats.splice(seats.indexOf(seat), 1);
  await seat.context.close();
}

/** Everything that should not be there after a day of work: complaints of the page, and numbers of persons. */
export async function leftBehind({ seats, traces, hub }: World): Promise<string[]> {
  for (const { context } of seats) await traces.keep(context);
  if (traces.count === 0) return ['nothing was noted, so nothing is known'];
  return [...seats.flatMap(({ complaints }) => complaints), ...traces.found(hub.log())];
}
