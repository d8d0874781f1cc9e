import type { Client, Directory, Source } from '#domain/directory/directory.js';
import type { Mapping } from '#domain/mapping.js';
import type { MessageFormat } from '#domain/message.js';
import { EVERY_PROCESSING_ID, mappingFor, named, readConfiguration } from '../configuration.js';
import type { RegionPaths } from '../configuration.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { contentOf } from '../messages/file-content.js';
import { readNamed } from '../messages/read-files.js';
import type { Surroundings } from '../surroundings.js';
import { judge, judgeFile } from '../validate/findings.js';
import type { Verdict } from '../validate/findings.js';
import { verdictJson, verdictLines } from '../validate/verdict-text.js';
import { mapMessage } from './mapped-message.js';
import { mappedJson, mappedLines } from './mapping-text.js';

/** Whose message it is: a source, a client, or whoever uses a mapping. At most one of them. */
interface MappingParty {
  readonly source: string | undefined;
  readonly client: string | undefined;
  readonly mapping: string | undefined;
}

export interface MappingTestOptions extends MappingParty {
  readonly format: MessageFormat | undefined;
  /** Paths are absolute. */
  readonly region: RegionPaths;
  readonly json?: boolean;
}

/**
 * Shows what the messages of a file become: each value of the model with its place in the message, what the mapping changed,
 * and everything that is wrong. Ends with 1 when one is not valid, with 2 when the file holds no messages.
 */
export async function testMapping(file: string, options: MappingTestOptions, at: Surroundings): Promise<ExitCode> {
  if ([options.source, options.client, options.mapping].filter((name) => name !== undefined).length > 1) {
    throw new Failure(both((texts) => texts.mappingOneParty));
  }
  const configuration = await readConfiguration(options.region);
  const party = partyOf(options, configuration.directory);
  const mapping = party?.mapping ?? mappingFor({ mapping: options.mapping }, configuration);
  const rules = { mapping, processingIds: EVERY_PROCESSING_ID };
  const content = contentOf(file, await readNamed(file, at), options.format);
  if (content === undefined) throw new Failure(both((texts) => texts.notAMessage(file)));
  if (!content.ok) {
    const verdict = judgeFile(file, content.format, content.reasons);
    return tell([{ verdict, text: [], json: {} }], mapping, options, at);
  }
  const results = content.messages.map((message) => {
    const mapped = mapMessage(message, mapping, EVERY_PROCESSING_ID);
    const verdict = judge(file, message, { rules, region: configuration, profile: undefined, units: party?.units });
    return { verdict, text: mappedLines(mapped), json: mappedJson(mapped) };
  });
  return tell(results, mapping, options, at);
}

interface Result {
  readonly verdict: Verdict;
  readonly text: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
}

function tell(
  results: readonly Result[],
  mapping: Mapping,
  { json }: MappingTestOptions,
  { out }: Surroundings,
): ExitCode {
  if (json === true) {
    const all = results.map((result) => ({
      ...verdictJson(result.verdict),
      ...(isMapped(result.verdict) ? { mapping: mapping.id } : {}),
      ...result.json,
    }));
    out.write(`${JSON.stringify(all, undefined, 2)}\n`);
  } else {
    for (const { verdict, text } of results) {
      const head = [
        verdict.format,
        ...(isMapped(verdict) ? [both((texts) => texts.mappingUsed(mapping.id))] : []),
        `${verdict.file}:${String(verdict.line)}`,
      ];
      out.write([head.join('  '), ...text, ...verdictLines(verdict)].map((line) => `${line}\n`).join(''));
    }
  }
  return results.every(({ verdict }) => verdict.isValid) ? EXIT.allWell : EXIT.someRefused;
}

/** A mapping says how HL7 v2 is read, and nothing else. */
function isMapped({ format }: Verdict): boolean {
  return format === 'hl7v2' || format === 'hl7v2-xml';
}

function partyOf({ source, client }: MappingParty, { sources, clients }: Directory): Source | Client | undefined {
  if (source !== undefined) return named(source, sources);
  return client === undefined ? undefined : named(client, clients);
}
