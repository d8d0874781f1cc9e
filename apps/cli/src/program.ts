import { Command, CommanderError, Option } from 'commander';
import { convert } from './convert/convert.command.js';
import type { ConvertOptions } from './convert/convert.command.js';
import { demo } from './demo/demo.command.js';
import type { DemoOptions } from './demo/demo.command.js';
import { STORY_NAMES } from './demo/plans/plan-story.js';
import { EXIT, Failure } from './failure.js';
import type { ExitCode } from './failure.js';
import { both } from './i18n/both.js';
import { inbox } from './inbox/inbox.command.js';
import type { InboxOptions } from './inbox/inbox.command.js';
import { testMapping } from './mapping/mapping.command.js';
import type { MappingTestOptions } from './mapping/mapping.command.js';
import { EXPLAIN_LANGUAGES, explainEpisode } from './explain/explain.command.js';
import type { ExplainOptions } from './explain/explain.command.js';
import {
  add,
  checkCredentials,
  dataDirOf,
  examples,
  format,
  option,
  port,
  rate,
  readPort,
  regionOf,
  said,
  whole,
  withHub,
} from './options.js';
import type { Environment } from './options.js';
import { showPlan } from './plan/plan.command.js';
import type { PlanOptions } from './plan/plan.command.js';
import { checkProfiles, DRAWING_LANGUAGES, drawProfileFile } from './profile/profile.command.js';
import type { DrawOptions } from './profile/profile.command.js';
import { REPORT_FORMATS, showReport } from './report/report.command.js';
import type { ReportOptions } from './report/report.command.js';
import { send } from './send/send.command.js';
import type { SendOptions } from './send/send.command.js';
import type { Surroundings } from './surroundings.js';
import { validate } from './validate/validate.command.js';
import type { ValidateOptions } from './validate/validate.command.js';

/** What a command needs to be built: where it runs, and where it tells how it ended. */
interface Ground {
  readonly env: Environment;
  readonly at: Surroundings;
  readonly finish: (code: ExitCode) => void;
}

/**
 * Runs one command and gives its exit code: 0 all went well, 1 something was refused, 2 it could not be done at all
 * (no connection, wrong usage, a file that is no message). Troubles are printed, never thrown.
 */
export async function run(words: readonly string[], env: Environment, at: Surroundings): Promise<ExitCode> {
  let code: ExitCode = EXIT.allWell;
  try {
    await programOf({ env, at, finish: (ended) => void (code = ended) }).parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.allWell : EXIT.couldNot;
    if (!(error instanceof Failure)) throw error;
    at.err.say(error.message);
    return EXIT.couldNot;
  }
}

function programOf(ground: Ground): Command {
  const { out, err } = ground.at;
  const program = new Command('hemgang')
    .description(both((texts) => texts.about))
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.say(text.trimEnd()) });
  addSend(program, ground);
  addValidate(program, ground);
  addConvert(program, ground);
  addInbox(program, ground);
  addExplain(program, ground);
  addPlan(program, ground);
  addReport(program, ground);
  addMapping(program, ground);
  addProfile(program, ground);
  addDemo(program, ground);
  return program;
}

function addSend(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'send', (texts) => texts.sendAbout)
    .argument('<file...>', said('sendFiles'))
    .addOption(option('--http', 'sendHttpOption'))
    .addOption(option('--host <host>', 'sendHostOption').default('127.0.0.1'))
    .addOption(
      option('--port <port>', 'sendPortOption').default(readPort(env['HEMGANG_MLLP_PORT'], 2575)).argParser(port),
    )
    .addOption(option('--tls', 'sendTlsOption'))
    .addOption(option('--format <format>', 'formatOption').argParser(format))
    .addOption(option('--repeat <n>', 'sendRepeatOption').default(1).argParser(whole))
    .addOption(option('--new-ids', 'sendNewIdsOption'))
    .addOption(option('--rate <n>', 'sendRateOption').argParser(rate))
    .addOption(option('--timeout <s>', 'sendTimeoutOption').default(30).argParser(whole))
    .addOption(option('--quiet', 'sendQuietOption'));
  examples(
    command,
    'send docs/examples/a01.hl7',
    'send docs/examples/fhir-json --new-ids',
    'send docs/examples/a01.hl7 --tls --host hub.example --ca ca.pem --cert ward.pem --key ward.key',
  );
  withHub(command, env).action(async (files: string[]) => {
    const options = command.opts<Omit<SendOptions, 'dataDir'>>();
    checkCredentials(options);
    finish(await send(files, { ...options, dataDir: dataDirOf(env) }, at));
  });
}

function addValidate(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'validate', (texts) => texts.validateAbout)
    .argument('<file...>', said('messageFiles'))
    .addOption(option('--format <format>', 'formatOption').argParser(format))
    .addOption(option('--directory <file>', 'directoryOption'))
    .addOption(option('--no-directory', 'noDirectoryOption'))
    .addOption(option('--profile <id>', 'profileOption'))
    .addOption(option('--source <id>', 'mappingSourceOption'))
    .addOption(option('--mapping <id>', 'mappingOption'))
    .addOption(option('--json', 'jsonOption'));
  examples(
    command,
    'validate docs/examples/json',
    'validate a01.hl7 --source local-mllp',
    'validate - --format fhir+json --json',
  );
  command.action(async (files: string[]) => {
    const { directory, ...options } = command.opts<ValidateWords>();
    const region = directory === false ? undefined : regionOf(env, at, directory);
    const processingId = env['HEMGANG_PROCESSING_ID'] || 'P';
    finish(await validate(files, { ...options, region, processingId }, at));
  });
}

/** `false`: `--no-directory`. */
type ValidateWords = Omit<ValidateOptions, 'region' | 'processingId'> & {
  readonly directory: string | boolean | undefined;
};

function addConvert(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'convert', (texts) => texts.convertAbout)
    .argument('<file...>', said('messageFiles'))
    .addOption(option('--to <format>', 'convertToOption').makeOptionMandatory().argParser(format))
    .addOption(option('--from <format>', 'formatOption').argParser(format))
    .addOption(option('--out <file>', 'convertOutOption'))
    .addOption(option('--recipient <unit>', 'convertRecipientOption'))
    .addOption(option('--directory <file>', 'directoryOption'))
    .addOption(option('--source <id>', 'mappingSourceOption'))
    .addOption(option('--mapping <id>', 'mappingOption'));
  examples(
    command,
    'convert docs/examples/a01.hl7 --to fhir+json',
    'convert docs/examples/json --to xml --out converted/',
  );
  command.action(async (files: string[]) => {
    const { directory, ...options } = command.opts<Omit<ConvertOptions, 'region'> & { directory?: string }>();
    finish(await convert(files, { ...options, region: regionOf(env, at, directory) }, at));
  });
}

function addInbox(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'inbox', (texts) => texts.inboxAbout)
    .argument('<unit>', said('inboxUnit'))
    .addOption(option('--all', 'inboxAllOption'))
    .addOption(option('--receipt <all|id>', 'inboxReceiptOption'))
    .addOption(option('--by <who>', 'inboxByOption'))
    .addOption(option('--watch', 'inboxWatchOption'))
    .addOption(option('--json', 'jsonOption'));
  const unit = 'SE2321000016-HC01';
  examples(command, `inbox ${unit}`, `inbox ${unit} --receipt all --by "Anna Ek, sjuksköterska"`);
  withHub(command, env).action(async (hsaId: string) => {
    const options = command.opts<Omit<InboxOptions, 'dataDir'>>();
    checkCredentials(options);
    finish(await inbox(hsaId, { ...options, dataDir: dataDirOf(env) }, at));
  });
}

function addExplain(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'explain', (texts) => texts.explainAbout)
    .argument('[episode]', said('explainEpisode'))
    .addOption(option('--organisation <id>', 'explainOrganisationOption'))
    .addOption(option('--number <number>', 'explainNumberOption'))
    .addOption(option('--unit <hsa-id>', 'explainUnitOption'))
    .addOption(option('--language <language>', 'explainLanguageOption').choices(EXPLAIN_LANGUAGES).default('sv'))
    .addOption(option('--json', 'jsonOption'));
  const number = '--organisation gavle-sjukhus --number V20261123-001';
  examples(command, `explain ${number}`, `explain ${number} --unit SE2321000016-HC01 --language en`);
  withHub(command, env).action(async (episode: string | undefined) => {
    const options = command.opts<Omit<ExplainOptions, 'dataDir'>>();
    checkCredentials(options);
    finish(await explainEpisode(episode, { ...options, dataDir: dataDirOf(env) }, at));
  });
}

function addPlan(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'plan', (texts) => texts.plans.planAbout)
    .argument(
      '<plan>',
      both((texts) => texts.plans.planId),
    )
    .addOption(option('--unit <hsa-id>', 'explainUnitOption'))
    .addOption(option('--language <language>', 'explainLanguageOption').choices(EXPLAIN_LANGUAGES).default('sv'))
    .addOption(option('--json', 'jsonOption'));
  const id = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';
  examples(command, `plan ${id}`, `plan ${id} --unit SE2321000222-HC01 --language en`);
  withHub(command, env).action(async (plan: string) => {
    const options = command.opts<Omit<PlanOptions, 'dataDir'>>();
    checkCredentials(options);
    finish(await showPlan(plan, { ...options, dataDir: dataDirOf(env) }, at));
  });
}

function addReport(program: Command, { env, at, finish }: Ground): void {
  const command = add(program, 'report', (texts) => texts.reportAbout)
    .argument('[name]', said('reportName'))
    .addOption(option('--from <day>', 'reportFromOption'))
    .addOption(option('--to <day>', 'reportToOption'))
    .addOption(option('--profile <id>', 'reportProfileOption'))
    .addOption(option('--municipality <code>', 'reportMunicipalityOption'))
    .addOption(option('--unit <hsa-id>', 'reportUnitOption'))
    .addOption(option('--summary', 'reportSummaryOption'))
    .addOption(option('--format <format>', 'reportFormatOption').choices(REPORT_FORMATS).default('table'))
    .addOption(option('--out <file>', 'reportOutOption'));
  const month = '--from 2026-11-01 --to 2026-11-30';
  examples(
    command,
    'report',
    `report kvittenser ${month}`,
    `report betalningsansvar ${month} --format csv --out november.csv`,
  );
  withHub(command, env).action(async (name: string | undefined) => {
    const options = command.opts<Omit<ReportOptions, 'dataDir'>>();
    checkCredentials(options);
    finish(await showReport(name, { ...options, dataDir: dataDirOf(env) }, at));
  });
}

function addMapping(program: Command, { env, at, finish }: Ground): void {
  const group = add(program, 'mapping', (texts) => texts.mappingAbout);
  const command = add(group, 'test', (texts) => texts.mappingTestAbout)
    .argument('<file>', said('mappingTestFile'))
    .addOption(option('--source <id>', 'mappingSourceOption'))
    .addOption(option('--client <id>', 'mappingClientOption'))
    .addOption(option('--mapping <id>', 'mappingOption'))
    .addOption(option('--directory <file>', 'mappingDirectoryOption'))
    .addOption(option('--json', 'jsonOption'));
  const file = 'docs/examples/a01.hl7';
  examples(command, `mapping test ${file}`, `mapping test ${file} --source local-mllp --json`);
  command.action(async (name: string) => {
    const { directory, ...options } = command.opts<Omit<MappingTestOptions, 'region'> & { directory?: string }>();
    finish(await testMapping(name, { ...options, region: regionOf(env, at, directory) }, at));
  });
}

function addProfile(program: Command, { at, finish }: Ground): void {
  const group = add(program, 'profile', (texts) => texts.profileAbout);
  const file = 'config/profiles/gavleborg.yaml';
  const check = add(group, 'check', (texts) => texts.profileCheckAbout).argument('<file...>', said('profileFiles'));
  examples(check, `profile check ${file}`, 'profile check config/profiles/*.yaml');
  check.action(async (files: string[]) => finish(await checkProfiles(files, at)));
  const draw = add(group, 'draw', (texts) => texts.profileDrawAbout)
    .argument('<file>', said('profileFile'))
    .addOption(option('--out <file>', 'profileOutOption'))
    .addOption(option('--language <language>', 'profileLanguageOption').choices(DRAWING_LANGUAGES).default('sv'));
  examples(draw, `profile draw ${file}`, `profile draw ${file} --language en --out gavleborg.md`);
  draw.action(async (name: string) => finish(await drawProfileFile(name, draw.opts<DrawOptions>(), at)));
}

function addDemo(program: Command, { at, finish }: Ground): void {
  const command = add(program, 'demo', (texts) => texts.demoAbout)
    .addOption(option('--profile <name>', 'demoProfileOption'))
    .addOption(option('--category <category>', 'demoCategoryOption'))
    .addOption(
      new Option(
        '--sip',
        both((texts) => texts.plans.sipOption),
      ),
    )
    .addOption(
      new Option(
        '--story <name>',
        both((texts) => texts.plans.storyOption(STORY_NAMES.join(', '))),
      ),
    )
    .addOption(option('--keep', 'demoKeepOption'))
    .addOption(option('--json', 'jsonOption'));
  examples(
    command,
    'demo',
    'demo --profile blekinge',
    'demo --profile stockholm --category BC',
    'demo --sip',
    'demo --sip --profile stockholm',
    'demo --sip --profile norrbotten --story wrong-closing',
    'demo --keep',
  );
  command.action(async () => finish(await demo(command.opts<DemoOptions>(), at)));
}
