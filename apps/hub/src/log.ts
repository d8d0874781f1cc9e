import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { HubLog } from '#flows/ports.js';

/** The operational log as JSON lines on standard error. Errors are told by name, code and place in the code, never by their texts. */
export class PinoLog extends HubLog {
  private constructor(private readonly pino: Logger) {
    super();
  }

  static create(level: string): PinoLog {
    return new PinoLog(
      pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: false })),
    );
  }

  override info(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.pino.info(fields, event);
  }

  override warn(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.pino.warn(fields, event);
  }

  override error(event: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void {
    this.pino.error({ ...fields, ...describeError(error) }, event);
  }
}

/** What an error may tell in a log: texts of the database may hold personal data, so no text goes in. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6);
  const cause = error.cause instanceof Error ? { cause: error.cause.name } : {};
  return { error: error.name, ...code, ...cause, at: frames.map((line) => line.trim()) };
}

/** What Nest itself has to say: only what matters to operations. */
export class NestLog implements LoggerService {
  constructor(private readonly hubLog: HubLog) {}

  log(): void {
    // Nest tells each route at start-up; the OpenAPI document does that better.
  }

  warn(message: unknown): void {
    this.hubLog.warn('nest', { message: typeof message === 'string' ? message : typeof message });
  }

  error(message: unknown, ...rest: unknown[]): void {
    const error = [message, ...rest].find((item) => item instanceof Error);
    if (error === undefined) this.warn(message);
    else this.hubLog.error('nest', error);
  }
}
