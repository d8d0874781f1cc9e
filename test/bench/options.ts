import { parseArgs } from 'node:util';

export const PARTS = ['parse', 'decide', 'accept', 'large', 'poll', 'fire', 'console'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly parts: readonly Part[];
  readonly connections: readonly number[];
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Deliveries in the large inbox. */
  readonly deliveries: number;
  readonly receipts: number;
  /** Messages behind the console, and how many of their deadlines are open. */
  readonly messages: number;
  readonly openDeadlines: number;
  /** Plans (SIP) behind the console. */
  readonly plans: number;
  readonly isQuick: boolean;
  readonly json: string | undefined;
}

/** Wrong words on the command line; the message says how to mend them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `usage: ./hemgang bench [options]

Measures the hub on a database of its own, beside a bare reference that writes the same rows: reading messages of each
format, deciding by each region's rules, messages accepted per second and the time to the acknowledgement, large messages
beside small ones, polling an inbox, firing many reminders at once, looking at the console. Wants the machine for itself for some minutes.
docs/benchmarks.md says what the figures mean.

  --only PART          parse, decide, accept, large, poll, fire or console; may be given more than once (default: all)
  --connections LIST   connections that load the hub, such as 1,32 (default: 1,8,32,128)
  --seconds N          seconds that each cell is measured (default: 6)
  --messages N         messages behind the console, a tenth as many open deadlines and plans (default: 1000000)
  --quick              a look instead of a measurement: 2 seconds a cell, 100,000 deliveries, 2,000 receipts,
                       100,000 messages behind the console
  --json FILE          writes the figures to FILE as well
  --help               this text

exit codes: 0 measured, 1 something failed while measuring, or a view of the console took longer than half a second, 2 wrong options

for example
  ./hemgang bench --only accept --connections 32 --seconds 10
  ./hemgang bench --json var/bench.json`;

/** @throws UsageError when the words are wrong. Undefined when help is asked for. */
export function readOptions(words: readonly string[]): BenchOptions | undefined {
  const values = parse(words);
  if (values.help === true) return undefined;
  const quick = values.quick === true;
  const messages = messagesOf(values.messages ?? (quick ? '100000' : '1000000'));
  return {
    parts: partsOf(values.only),
    connections: listOf(values.connections ?? '1,8,32,128'),
    seconds: secondsOf(values.seconds ?? (quick ? '2' : '6')),
    warmUpSeconds: quick ? 1 : 4,
    deliveries: quick ? 100_000 : 1_000_000,
    receipts: quick ? 2_000 : 20_000,
    messages,
    openDeadlines: messages / 10,
    plans: messages / 10,
    isQuick: quick,
    json: values.json,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        only: { type: 'string', multiple: true },
        connections: { type: 'string' },
        seconds: { type: 'string' },
        messages: { type: 'string' },
        quick: { type: 'boolean' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options cannot be read');
  }
}

function partsOf(named: readonly string[] | undefined): Part[] {
  if (named === undefined) return [...PARTS];
  const unknown = named.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0) throw new UsageError(`--only takes ${PARTS.join(', ')}, not ${unknown.join(', ')}`);
  return PARTS.filter((part) => named.includes(part));
}

function listOf(text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= 1_000)) return numbers;
  throw new UsageError('--connections takes whole numbers from 1 to 1000 with commas between them, such as 1,32');
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds >= 0.5 && seconds <= 600) return seconds;
  throw new UsageError('--seconds takes a number from 0.5 to 600');
}

function messagesOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 5_000 && number <= 10_000_000 && number % 1_000 === 0) return number;
  throw new UsageError('--messages takes whole thousands from 5000 to 10000000');
}
