import type { MessageFormat } from '#domain/message.js';
import type { Configuration } from '#flows/configuration-holder.js';
import { mappingFor, named, readConfiguration } from '../configuration.js';
import type { RegionPaths } from '../configuration.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { contentOf } from '../messages/file-content.js';
import { filesNamed, readNamed } from '../messages/read-files.js';
import type { Surroundings } from '../surroundings.js';
import { judge, judgeFile } from './findings.js';
import type { Verdict, Yardstick } from './findings.js';
import { verdictJson, verdictLines } from './verdict-text.js';

export interface ValidateOptions {
  readonly format: MessageFormat | undefined;
  /** Undefined: the format and the model alone. Paths are absolute. */
  readonly region: RegionPaths | undefined;
  readonly profile: string | undefined;
  readonly source: string | undefined;
  readonly mapping: string | undefined;
  /** MSH-11 that belongs here. */
  readonly processingId: string;
  readonly json?: boolean;
}

/**
 * Tells of each message whether a hub could take it, and everything that is wrong with it, without a hub. Ends with 1 when
 * one is not valid, and with 2 when a file is none that holds messages.
 */
export async function validate(
  names: readonly string[],
  options: ValidateOptions,
  at: Surroundings,
): Promise<ExitCode> {
  const yardstick = await yardstickOf(options);
  const verdicts: Verdict[] = [];
  let unread = 0;
  for (const file of await filesNamed(names, at)) {
    const found = verdictsOn(file, await readNamed(file, at), options, yardstick);
    if (found === undefined) {
      unread += 1;
      at.err.say(both((texts) => texts.notAMessage(file)));
      continue;
    }
    verdicts.push(...found);
    if (options.json !== true)
      at.out.write(
        found
          .flatMap(verdictLines)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
  if (options.json === true) at.out.write(`${JSON.stringify(verdicts.map(verdictJson), undefined, 2)}\n`);
  const invalid = verdicts.filter(({ isValid }) => !isValid).length;
  if (verdicts.length > 1) at.err.say(both((texts) => texts.validateSummary(verdicts.length - invalid, invalid)));
  if (unread > 0 || verdicts.length === 0) return EXIT.couldNot;
  return invalid > 0 ? EXIT.someRefused : EXIT.allWell;
}

async function yardstickOf({ region, profile, processingId, ...choice }: ValidateOptions): Promise<Yardstick> {
  const configuration = region === undefined ? undefined : await readConfiguration(region);
  checkProfileName(profile, configuration);
  const { source } = choice;
  return {
    rules: { mapping: mappingFor(choice, configuration), processingIds: [processingId] },
    region: configuration,
    profile,
    units:
      source === undefined || configuration === undefined
        ? undefined
        : named(source, configuration.directory.sources).units,
  };
}

function checkProfileName(profile: string | undefined, configuration: Configuration | undefined): void {
  if (profile === undefined || configuration?.profiles.has(profile) === true) return;
  const known = [...(configuration?.profiles.keys() ?? [])].join(', ');
  throw new Failure(both((texts) => texts.notInDirectory(profile, known)));
}

/** Undefined when nothing in the file is a message of any format. */
function verdictsOn(
  file: string,
  content: Uint8Array,
  options: ValidateOptions,
  yardstick: Yardstick,
): Verdict[] | undefined {
  const read = contentOf(file, content, options.format);
  if (read === undefined) return undefined;
  if (!read.ok) return [judgeFile(file, read.format, read.reasons)];
  return read.messages.map((message) => judge(file, message, yardstick));
}
