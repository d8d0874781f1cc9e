import { setTimeout as pause } from 'node:timers/promises';
import { parseInstant } from '#domain/calendar.js';
import { AlarmQueue } from '#flows/ports.js';
import type { HubLog } from '#flows/ports.js';
import { TroubleLog } from './alarm-backend.js';
import type { AlarmBackend, AlarmJob } from './alarm-backend.js';
import { PostgresAlarmBackend } from './postgres-alarm-backend.js';
import { RedisAlarmBackend } from './redis-alarm-backend.js';

/** What an alarm is for: the name of its job, and the beginning of its id. */
const FIRE_DEADLINES = 'fire-deadlines';

/** An alarm whose work fails is tried again after 1, 2, 4 and 8 seconds; after that the sweep does without it. */
const RETRIES = { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } } as const;
/** How long until listening is tried again, and how long closing may take; ms. */
const LISTEN_AGAIN = 5_000;
const CLOSE_WITHIN = 10_000;

/** Where the alarms are kept: `redis` at a `redis://` URL, `postgres` in the schema `bullmq` of a database. */
export interface AlarmBackendSetting {
  readonly kind: 'redis' | 'postgres';
  readonly url: string;
}

/**
 * Alarms as delayed BullMQ jobs on the machine's clock. A backend that is away only costs alarms: arming rejects at once,
 * listening waits until it is back, and the sweep does what the alarms would have done.
 */
export class BullMqAlarmQueue extends AlarmQueue {
  private readonly stopping = new AbortController();
  private readonly trouble: TroubleLog;
  private readonly backend: AlarmBackend;
  private listening: Promise<void> | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    setting: AlarmBackendSetting,
    private readonly log: HubLog,
  ) {
    super();
    this.trouble = new TroubleLog(log);
    const Backend = setting.kind === 'redis' ? RedisAlarmBackend : PostgresAlarmBackend;
    this.backend = new Backend(setting.url, this.trouble.note);
  }

  /** @throws whatever keeps the backend from being reached; nothing is lost by it. */
  override async arm(instants: readonly Date[], now: Date): Promise<void> {
    const jobs = new Map(instants.map((instant) => [instant.getTime(), jobOf(instant, now)]));
    if (jobs.size > 0) await this.backend.add([...jobs.values()]);
  }

  override listen(handler: (instant: Date) => Promise<void>): void {
    if (this.listening !== undefined) throw new Error('The alarms have a listener already');
    this.listening = this.keepTrying((data) => this.goOff(data, handler));
  }

  override isHealthy(): Promise<boolean> {
    return this.backend.isHealthy();
  }

  /** Waits for the alarm that is being worked off, but not for a backend that does not answer. */
  override close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    this.stopping.abort();
    await this.listening;
    const closed = this.backend.close().catch(this.trouble.note);
    await Promise.race([closed, pause(CLOSE_WITHIN, undefined, { ref: false })]);
  }

  private async keepTrying(work: (data: unknown) => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.backend.listen(work);
        return;
      } catch (error) {
        this.trouble.note(error);
        await pause(LISTEN_AGAIN, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async goOff(data: unknown, handler: (instant: Date) => Promise<void>): Promise<void> {
    const instant = instantOf(data);
    if (instant === undefined) {
      this.log.warn('alarm-unreadable');
      return;
    }
    try {
      await handler(instant);
    } catch (error) {
      this.log.error('alarm-failed', error, { instant: instant.toISOString() });
      throw error;
    }
  }
}

function jobOf(instant: Date, now: Date): AlarmJob {
  const text = instant.toISOString();
  return {
    name: FIRE_DEADLINES,
    data: { instant: text },
    opts: {
      ...RETRIES,
      // BullMQ forbids colons in ids.
      jobId: `${FIRE_DEADLINES}-${text.replaceAll(':', '')}`,
      delay: Math.max(0, instant.getTime() - now.getTime()),
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}

function instantOf(data: unknown): Date | undefined {
  const text = typeof data === 'object' && data !== null && 'instant' in data ? data.instant : undefined;
  return typeof text === 'string' ? parseInstant(text) : undefined;
}
