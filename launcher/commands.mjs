import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const cli = 'dist/apps/cli/src/main.js';

/**
 * Every command: what it does, how it is called, and what is run for it (from the checkout, on the project's Node). What has
 * `ownHelp` knows its options itself and is asked for them.
 */
export const commands = new Map([
  [
    'start',
    {
      does: 'run the whole hub, or only the apps named',
      usage: 'start [intake|inbox|deadlines|courier|console ...]',
      more: 'Everything has a default: an embedded PostgreSQL under var/, HTTP on 8080, MLLP on 2575, a demo region. Several\nprocesses with single apps share one DATABASE_URL and one REDIS_URL. Ctrl-C stops in order.',
      examples: ['start', 'start intake inbox', 'start --help'],
      // Small generations: half the memory for the same work.
      run: [
        '--max-semi-space-size=8',
        '--max-old-space-size=1024',
        '--enable-source-maps',
        'dist/apps/hub/src/main.js',
      ],
    },
  ],
  [
    'test',
    {
      does: 'run every test, or those whose path matches',
      usage: 'test [PATH ...] [Jest options]',
      more: 'Brings its own PostgreSQL and, on Debian and its kin, its own Redis. The last line says how many passed and failed.',
      examples: ['test', 'test libs/domain', "test --testNamePattern 'G-ACK-03'"],
      run: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
    },
  ],
  [
    'demo',
    {
      does: 'play a whole discharge week, or a plan (SIP), in under a minute',
      usage: 'demo [--profile REGION] [--sip] [options]',
      more: 'Runs on a simulated clock, with real messages over real sockets, and prints what each party sees.',
      examples: ['demo', 'demo --profile blekinge', 'demo --sip --story all'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'demo'],
    },
  ],
  [
    'send',
    {
      does: 'send messages to a running hub and show its answers',
      usage: 'send FILE... [options]',
      more: 'HL7 v2 goes over MLLP, everything else over HTTP; both over TLS when asked for.',
      examples: ['send docs/examples/a01.hl7', 'send docs/examples/fhir-json --new-ids'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'send'],
    },
  ],
  [
    'validate',
    {
      does: 'check messages without a hub',
      usage: 'validate FILE... [options]',
      more: 'Any format, also folders and - for standard input. Exit codes: 0 all valid, 1 something is not, 2 no message.',
      examples: ['validate docs/examples/json', 'validate - --format fhir+json'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'validate'],
    },
  ],
  [
    'convert',
    {
      does: 'write messages in another format',
      usage: 'convert FILE... --to FORMAT [options]',
      more: 'Goes to standard output, or with --out to a file or folder.',
      examples: ['convert docs/examples/a01.hl7 --to fhir+json'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'convert'],
    },
  ],
  [
    'inbox',
    {
      does: "show what lies in a unit's inbox",
      usage: 'inbox UNIT [options]',
      more: 'UNIT is the HSA-id of one of the units in var/demo-clients.json.',
      examples: ['inbox SE2321000016-HC01'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'inbox'],
    },
  ],
  [
    'report',
    {
      does: 'show a report: receipts, time to discharge, liability to pay',
      usage: 'report [NAME] [options]',
      more: 'Without a name it lists the reports. Asks a running hub, with the operations client of var/demo-clients.json.',
      examples: ['report', 'report kvittenser --from 2026-11-01 --to 2026-11-30'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'report'],
    },
  ],
  [
    'explain',
    {
      does: 'say in plain words how a care episode stands, and what is awaited from whom',
      usage: 'explain EPISODE | --organisation ID --number NUMBER [options]',
      more: 'Asks a running hub, as its operations see the care episode, or as a unit does with --unit.\nExit codes: 0 explained, 1 no such care episode, 2 it could not be asked.',
      examples: ['explain --organisation gavle-sjukhus --number V20261123-001'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'explain'],
    },
  ],
  [
    'plan',
    {
      does: 'say how a plan (SIP) stands, and what is awaited from whom',
      usage: 'plan PLAN [options]',
      more: "PLAN is the hub's id of it, which send shows. Asks a running hub, as its operations see the plan, or as a unit does with --unit.\nExit codes: 0 shown, 1 no such plan, 2 it could not be asked.",
      examples: ['plan 0193a1b2-5f14-7212-a225-fa9f642b1ec0 --unit SE2321000222-HC01'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'plan'],
    },
  ],
  [
    'mapping',
    {
      does: "show what a record system's messages become",
      usage: 'mapping test FILE [options]',
      more: 'Reads a file as from a source or client of the directory and sends nothing.',
      examples: ['mapping test docs/examples/a01.hl7 --source local-mllp'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'mapping'],
    },
  ],
  [
    'profile',
    {
      does: "check or draw a region's rules",
      usage: 'profile check FILE... | draw FILE [options]',
      more: 'Says what is wrong with file and line, or writes states, deadlines and messages as Markdown.',
      examples: ['profile check config/profiles/gavleborg.yaml', 'profile draw config/profiles/gavleborg.yaml'],
      ownHelp: true,
      run: ['--enable-source-maps', cli, 'profile'],
    },
  ],
  [
    'bench',
    {
      does: 'measure throughput beside a bare reference',
      usage: 'bench [--only PART] [--connections LIST] [--seconds N] [--quick] [--json FILE]',
      more: 'Wants the machine for itself for some minutes. docs/benchmarks.md says what is measured and how to read it.\nExit codes: 0 measured, 1 something failed while measuring or a view of the console was slow, 2 wrong options.',
      examples: ['bench --json var/bench.json', 'bench --only accept --connections 32 --seconds 10', 'bench --quick'],
      ownHelp: true,
      run: ['--enable-source-maps', 'dist/test/bench/main.js'],
    },
  ],
  [
    'rules',
    {
      does: 'list which rules are covered by which tests',
      usage: 'rules [options]',
      more: 'Reads the lists under docs/rules/ and the titles of the tests.',
      examples: ['rules'],
      ownHelp: true,
      run: ['tools/rules.mjs'],
    },
  ],
]);

export function overview() {
  const width = Math.max(...[...commands.values()].map((command) => command.usage.length));
  const lines = [...commands.values()].map((command) => `  ${command.usage.padEnd(width)}  ${command.does}`);
  return `Hemgång ${version()}: a message hub for coordinated discharge and individual plans

usage: ./hemgang COMMAND

${lines.join('\n')}
  ${'--help, --version'.padEnd(width)}  this text, the version

Each command has a --help of its own. The first call installs and builds what is needed, which takes a minute or two;
only Node 20 or newer and npm have to be there.`;
}

export function commandHelp(name, command) {
  const examples = command.examples.map((example) => `  ./hemgang ${example}`).join('\n');
  return `usage: ./hemgang ${command.usage}\n\n${name}: ${command.does}\n\n${command.more}\n\nfor example\n${examples}`;
}

export function version() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}
