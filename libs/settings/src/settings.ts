import { resolve } from 'node:path';
import { readAlertSettings } from './alert-settings.js';
import type { AlertSettings } from './alert-settings.js';
import { isLoopback } from './loopback.js';
import { readRegister } from './register-settings.js';
import type { RegisterSettings } from './register-settings.js';
import { readSignIn } from './sign-in-settings.js';
import type { SignInSettings } from './sign-in-settings.js';
import { Variables } from './variables.js';
import type { Environment } from './variables.js';

/** Everything that the environment decides. Paths are absolute. */
export interface Settings {
  /** `HEMGANG_HOST`: address on which HTTP and MLLP listen. Default 127.0.0.1. */
  readonly host: string;
  /** Whether `host` is reached only from this machine; MLLP, where nothing says who is calling, is closed otherwise. */
  readonly loopback: boolean;
  /** `HEMGANG_HTTP_PORT`: TCP port, 0 for any free one. Default 8080. */
  readonly httpPort: number;
  /** `HEMGANG_MLLP_PORT`: TCP port, 0 for any free one. Default 2575. */
  readonly mllpPort: number;
  /** `HEMGANG_DATA_DIR`: folder of embedded PostgreSQL, demo clients and one-time passwords of the console. Default `var`. */
  readonly dataDir: string;
  /** `DATABASE_URL`: `postgres://` URL. Undefined: embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** `REDIS_URL`: `redis://` or `rediss://` URL. Undefined: job queue on PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** `HEMGANG_PROFILE_DIR`: folder of region profiles. Default `config/profiles`. */
  readonly profileDir: string;
  /** `HEMGANG_DIRECTORY`: file with organisations, units and clients. Default `config/directory/demo.yaml`. */
  readonly directory: string;
  /** `HEMGANG_PAYMENT_AMOUNTS`: file with the amounts per day of the liability to pay. Default `config/payment-amounts.yaml`. */
  readonly paymentAmounts: string;
  /** `HEMGANG_DIRECTORY_EDITABLE`: whether the console may change the directory's file; otherwise the file rules. Default false. */
  readonly directoryEditable: boolean;
  /** True while no `HEMGANG_DIRECTORY` is named: the demo region, whose clients get secrets of their own. */
  readonly demo: boolean;
  /** `HEMGANG_ENVIRONMENT`: which hub this is, as the console shows it, at most 40 characters. Default `demo`, `test` or `produktion`. */
  readonly environment: string;
  /** `HEMGANG_CLOCK`: `system` or `simulated:<instant with zone>`; the latter not in production. Default `system`. */
  readonly clock: ClockSetting;
  /** `HEMGANG_PUBLIC_URL`: where callers reach the hub when a proxy stands in front of it; the audience of `private_key_jwt`. */
  readonly publicUrl: string | undefined;
  /** `HEMGANG_LOG_LEVEL`: least severe level that is logged. Default `info`. */
  readonly logLevel: LogLevel;
  /** `HEMGANG_MAX_MESSAGE_BYTES`: largest message taken in, bytes. Default 5,242,880 (5 MiB). */
  readonly maxMessageBytes: number;
  /** `HEMGANG_PROCESSING_ID`: the MSH-11 that belongs here: P production, T training, D debugging. Default P. */
  readonly processingId: ProcessingId;
  /** `HEMGANG_SWEEP_SECONDS`: how often overdue rows are looked for besides their alarms, seconds. Default 10. */
  readonly sweepSeconds: number;
  /** `HEMGANG_MLLP_IDLE_SECONDS`: an MLLP connection silent for so long is closed, seconds. Default 300. */
  readonly mllpIdleSeconds: number;
  /** How long each kind of data is kept (L-KEEP-01). */
  readonly keep: KeepSettings;
  /** How people sign in to the console. */
  readonly signIn: SignInSettings;
  /** Rules of alerts, and how their messages are sent. */
  readonly alerts: AlertSettings;
  /** The population register. */
  readonly register: RegisterSettings;
  /** `HEMGANG_CONSOLE_PAGE`: folder of the built console page. Default `dist/console-web`. */
  readonly consolePage: string;
}

/** Days after the day of receipt, civil days in Sweden; undefined (0 in the environment): for ever. */
export interface KeepSettings {
  /** `HEMGANG_KEEP_BYTES_DAYS`: bytes of accepted messages as they came, and files of the register that were taken. Default 365. */
  readonly bytes: number | undefined;
  /** `HEMGANG_KEEP_REFUSED_DAYS`: bytes of refused input, and files of the register that were not taken. Default 365. */
  readonly refused: number | undefined;
  /** `HEMGANG_KEEP_CONTENTS_DAYS`: contents of messages and the person in them, at least 365. Default 0. */
  readonly contents: number | undefined;
  /** `HEMGANG_KEEP_STAYS_DAYS`: names, addresses and what was said in stays and plans (SIP), from their end, at least 365. Default 0. */
  readonly stays: number | undefined;
  /** `HEMGANG_KEEP_AUDIT_DAYS`: lines of the audit, at least five years, 1,827 (L-LOG-01). Default 3,653. */
  readonly audit: number | undefined;
}

/** Under this token a container gives the settings. */
export const SETTINGS = Symbol('settings');

export type ClockSetting = { readonly kind: 'system' } | { readonly kind: 'simulated'; readonly start: Date };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PROCESSING_IDS = ['P', 'T', 'D'] as const;
export type ProcessingId = (typeof PROCESSING_IDS)[number];

type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: string[] };

const LONGEST_ENVIRONMENT = 40;
const DEFAULT_DIRECTORY = 'config/directory/demo.yaml';

/**
 * Reads the settings from the environment; an empty variable counts as one that is not set. All problems come at once;
 * they do not repeat URLs, which may hold passwords.
 * @param root folder that relative paths start from.
 */
export function readSettings(env: Environment, root: string = process.cwd()): SettingsResult {
  const problems: string[] = [];
  const read = new Variables(env, problems);
  const host = read.text('HEMGANG_HOST') ?? '127.0.0.1';
  const directory = read.text('HEMGANG_DIRECTORY');
  const settings: Settings = {
    host,
    loopback: isLoopback(host),
    httpPort: read.whole('HEMGANG_HTTP_PORT', 8080, 0, 65_535),
    mllpPort: read.whole('HEMGANG_MLLP_PORT', 2575, 0, 65_535),
    dataDir: resolve(root, read.text('HEMGANG_DATA_DIR') ?? 'var'),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    profileDir: resolve(root, read.text('HEMGANG_PROFILE_DIR') ?? 'config/profiles'),
    directory: resolve(root, directory ?? DEFAULT_DIRECTORY),
    paymentAmounts: resolve(root, read.text('HEMGANG_PAYMENT_AMOUNTS') ?? 'config/payment-amounts.yaml'),
    directoryEditable: read.flag('HEMGANG_DIRECTORY_EDITABLE', false),
    demo: directory === undefined,
    environment: readEnvironment(read, directory === undefined, env['NODE_ENV'] === 'production'),
    clock: readClock(read, env['NODE_ENV'] === 'production'),
    publicUrl: read.url('HEMGANG_PUBLIC_URL', ['https:', 'http:']),
    logLevel: read.oneOf('HEMGANG_LOG_LEVEL', LOG_LEVELS, 'info'),
    maxMessageBytes: read.whole('HEMGANG_MAX_MESSAGE_BYTES', 5 * 1024 * 1024, 1_024, 256 * 1024 * 1024),
    processingId: read.oneOf('HEMGANG_PROCESSING_ID', PROCESSING_IDS, 'P'),
    sweepSeconds: read.whole('HEMGANG_SWEEP_SECONDS', 10, 1, 3_600),
    mllpIdleSeconds: read.whole('HEMGANG_MLLP_IDLE_SECONDS', 300, 1, 86_400),
    keep: {
      bytes: read.days('HEMGANG_KEEP_BYTES_DAYS', 365, 1),
      refused: read.days('HEMGANG_KEEP_REFUSED_DAYS', 365, 1),
      contents: read.days('HEMGANG_KEEP_CONTENTS_DAYS', 0, 365),
      stays: read.days('HEMGANG_KEEP_STAYS_DAYS', 0, 365),
      audit: read.days('HEMGANG_KEEP_AUDIT_DAYS', 3_653, 1_827),
    },
    signIn: readSignIn(read),
    alerts: readAlertSettings(read, root),
    register: readRegister(read, root, directory === undefined),
    consolePage: resolve(root, read.text('HEMGANG_CONSOLE_PAGE') ?? 'dist/console-web'),
  };
  if (settings.httpPort === settings.mllpPort && settings.httpPort !== 0) {
    problems.push(`HEMGANG_HTTP_PORT and HEMGANG_MLLP_PORT are both ${String(settings.httpPort)}; they must differ`);
  }
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

/** The demo region is called so even in production: nobody should take it for the real one. */
function readEnvironment(read: Variables, isDemo: boolean, isProduction: boolean): string {
  const name = 'HEMGANG_ENVIRONMENT';
  const usual = isDemo ? 'demo' : isProduction ? 'produktion' : 'test';
  const text = read.text(name) ?? usual;
  if (text.length <= LONGEST_ENVIRONMENT) return text;
  read.problem(name, `must have at most ${String(LONGEST_ENVIRONMENT)} characters`);
  return usual;
}

function readClock(read: Variables, isProduction: boolean): ClockSetting {
  const name = 'HEMGANG_CLOCK';
  const text = read.text(name);
  if (text === undefined || text === 'system') return { kind: 'system' };
  const start = text.startsWith('simulated:') ? instant(text.slice('simulated:'.length)) : undefined;
  if (start === undefined) {
    read.problem(
      name,
      'must be system or simulated:<date and time with zone>, such as simulated:2026-11-23T07:30:00+01:00',
    );
    return { kind: 'system' };
  }
  if (isProduction) read.problem(name, 'must not be simulated when NODE_ENV is production');
  return { kind: 'simulated', start };
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

function instant(text: string): Date | undefined {
  const date = INSTANT.exec(text)?.[1];
  const value = new Date(text);
  if (date === undefined || Number.isNaN(value.getTime())) return undefined;
  // The engine rolls 30 February over into March instead of refusing it.
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date) ? value : undefined;
}
