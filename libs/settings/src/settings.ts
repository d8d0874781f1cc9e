import { resolve } from 'node:path';

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
  /** `HEMGANG_DATA_DIR`: folder of embedded PostgreSQL and demo clients. Default `var`. */
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
  /** True while no `HEMGANG_DIRECTORY` is named: the demo region, whose clients get secrets of their own. */
  readonly demo: boolean;
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
}

/** Days after the day of receipt, civil days in Sweden; undefined (0 in the environment): for ever. */
export interface KeepSettings {
  /** `HEMGANG_KEEP_BYTES_DAYS`: bytes of accepted messages as they came. Default 365. */
  readonly bytes: number | undefined;
  /** `HEMGANG_KEEP_REFUSED_DAYS`: bytes of refused input. Default 365. */
  readonly refused: number | undefined;
  /** `HEMGANG_KEEP_CONTENTS_DAYS`: contents of messages and the person in them, at least 365. Default 0. */
  readonly contents: number | undefined;
  /** `HEMGANG_KEEP_STAYS_DAYS`: names, addresses and what was said in stays, from their end, at least 365. Default 0. */
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

export type Environment = Readonly<Record<string, string | undefined>>;

type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: string[] };

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
    demo: directory === undefined,
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
  };
  if (settings.httpPort === settings.mllpPort && settings.httpPort !== 0) {
    problems.push(`HEMGANG_HTTP_PORT and HEMGANG_MLLP_PORT are both ${String(settings.httpPort)}; they must differ`);
  }
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

/** Reads variables one by one; on a problem the default stands in, so that reading goes on. */
class Variables {
  constructor(
    private readonly env: Environment,
    private readonly problems: string[],
  ) {}

  text(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    this.problem(name, `must be a whole number from ${String(least)} to ${String(most)}`);
    return fallback;
  }

  /** Days; 0 means for ever and is undefined. */
  days(name: string, fallback: number, least: number): number | undefined {
    const value = this.whole(name, fallback, 0, 36_525);
    if (value > 0 && value < least) this.problem(name, `must be 0, for ever, or at least ${String(least)} days`);
    return value === 0 ? undefined : value;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = values.find((known) => known === text);
    if (value === undefined) this.problem(name, `must be one of ${values.join(', ')}`);
    return value ?? fallback;
  }

  url(name: string, schemes: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !schemes.includes(URL.parse(text)?.protocol ?? '')) {
      this.problem(name, `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
    }
    return text;
  }

  problem(name: string, message: string): void {
    this.problems.push(`${name} ${message}`);
  }
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
