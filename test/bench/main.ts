import { writeFileSync } from 'node:fs';
import { measureAccept } from './accept.js';
import { measureConsole, SLOWEST_VIEW, slowViews } from './console.js';
import type { ConsoleOptions } from './console.js';
import { measureDecide } from './decide.js';
import { measureFire } from './fire.js';
import { measureLarge } from './large.js';
import { HELP, readOptions, UsageError } from './options.js';
import type { BenchOptions } from './options.js';
import { measureParse } from './parse.js';
import { measurePoll } from './poll.js';
import { asJsonFigures, asText } from './report.js';
import type { BenchResult } from './report.js';
import { Stage } from './stage.js';

const FAILED = 1;
const WRONG_USE = 2;

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What needs no database. */
async function measureRules({ parts }: BenchOptions): Promise<BenchResult> {
  const parse = parts.includes('parse') ? measureParse(progress) : undefined;
  const decide = parts.includes('decide') ? await measureDecide(progress) : undefined;
  return { parse, decide };
}

async function measureHub(stage: Stage, options: BenchOptions): Promise<BenchResult> {
  const { parts, connections, seconds, warmUpSeconds, deliveries, receipts } = options;
  const accept = parts.includes('accept')
    ? await measureAccept(stage, { connections, seconds, warmUpSeconds, progress })
    : undefined;
  const large = parts.includes('large') ? await measureLarge(stage, { seconds, progress }) : undefined;
  const poll = parts.includes('poll') ? await measurePoll(stage, { deliveries, seconds, progress }) : undefined;
  const fire = parts.includes('fire') ? await measureFire(stage, { receipts, progress }) : undefined;
  const console = parts.includes('console') ? await measureConsole(stage, consoleOptions(options)) : undefined;
  return { accept, large, poll, fire, console };
}

function consoleOptions({ messages, openDeadlines, plans, seconds, isQuick }: BenchOptions): ConsoleOptions {
  return { messages, openDeadlines, plans, quarantined: messages / 500, calls: isQuick ? 20 : 100, seconds, progress };
}

async function run(options: BenchOptions): Promise<void> {
  const rules = await measureRules(options);
  const isAll = options.parts.every((part) => part === 'parse' || part === 'decide');
  const result: BenchResult = { ...rules, ...(isAll ? {} : await onStage(options)) };
  process.stdout.write(`${asText(result)}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(asJsonFigures(result), null, 2)}\n`);
  const slow = slowViews(result.console);
  if (slow.length > 0) throw new Error(`took longer than ${String(SLOWEST_VIEW)} ms: ${slow.join(', ')}`);
}

/** Measures a hub on a database of its own. */
async function onStage(options: BenchOptions): Promise<BenchResult> {
  progress('a database of its own is made');
  const stage = await Stage.open();
  const interrupt = () => {
    progress('interrupted: cleaning up');
    void stage.close().finally(() => process.exit(FAILED));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await measureHub(stage, options);
  } finally {
    await stage.close();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(`${HELP}\n`);
  else await run(options);
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${error instanceof Error ? error.message : 'The measurement failed'}\n`);
  if (isUsage) process.stderr.write('./hemgang bench --help lists the options\n');
  process.exitCode = isUsage ? WRONG_USE : FAILED;
}
