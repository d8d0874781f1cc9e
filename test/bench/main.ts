import { writeFileSync } from 'node:fs';
import { measureAccept } from './accept.js';
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

async function measure(stage: Stage, options: BenchOptions): Promise<BenchResult> {
  const { parts, connections, seconds, warmUpSeconds, deliveries, receipts } = options;
  const parse = parts.includes('parse') ? measureParse(progress) : undefined;
  const accept = parts.includes('accept')
    ? await measureAccept(stage, { connections, seconds, warmUpSeconds, progress })
    : undefined;
  const large = parts.includes('large') ? await measureLarge(stage, { seconds, progress }) : undefined;
  const poll = parts.includes('poll') ? await measurePoll(stage, { deliveries, seconds, progress }) : undefined;
  const fire = parts.includes('fire') ? await measureFire(stage, { receipts, progress }) : undefined;
  return { parse, accept, large, poll, fire };
}

async function run(options: BenchOptions): Promise<void> {
  progress('a database of its own is made');
  const stage = await Stage.open();
  const interrupt = () => {
    progress('interrupted: cleaning up');
    void stage.close().finally(() => process.exit(FAILED));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const result = await measure(stage, options);
    process.stdout.write(`${asText(result)}\n`);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(asJsonFigures(result), null, 2)}\n`);
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
