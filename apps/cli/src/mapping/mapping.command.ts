import type { Client, Directory, Source } from '#domain/directory.js';
import type { Mapping } from '#domain/mapping.js';
import type { MessageFormat } from '#domain/message.js';
import { splitBatch } from '#formats/hl7v2/batch.js';
import type { Settings } from '#settings/settings.js';
import { mappingFor, named, readConfiguration } from '../configuration.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { guessFormat } from '../messages/guess-format.js';
import type { FileMessage } from '../messages/message-file.js';
import { messagesOf, messagesWithin } from '../messages/message-file.js';
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
  readonly region: Pick<Settings, 'directory' | 'profileDir'>;
  readonly json?: boolean;
}

/** Every environment's messages may be tried. */
const PROCESSING_IDS = ['P', 'T', 'D'];

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
  const rules = { mapping, processingIds: PROCESSING_IDS };
  const content = await readNamed(file, at);
  const found = messagesIn(file, content, options.format ?? guessFormat(content, file));
  if (!Array.isArray(found)) return tell([{ verdict: found, text: [], json: {} }], mapping, options, at);
  const results = found.map((message) => {
    const mapped = mapMessage(message, mapping, PROCESSING_IDS);
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
    const all = results.map((result) => ({ ...verdictJson(result.verdict), mapping: mapping.id, ...result.json }));
    out.write(`${JSON.stringify(all, undefined, 2)}\n`);
  } else {
    for (const { verdict, text } of results) {
      const head = [
        verdict.format,
        both((texts) => texts.mappingUsed(mapping.id)),
        `${verdict.file}:${String(verdict.line)}`,
      ];
      out.write([head.join('  '), ...text, ...verdictLines(verdict)].map((line) => `${line}\n`).join(''));
    }
  }
  return results.every(({ verdict }) => verdict.isValid) ? EXIT.allWell : EXIT.someRefused;
}

/** The messages of a file, those of a batch one by one; or what is wrong with it as a whole. */
function messagesIn(file: string, content: Uint8Array, format: MessageFormat | undefined): FileMessage[] | Verdict {
  const batch = format === 'hl7v2' ? splitBatch(content) : undefined;
  if (batch?.ok === false) return judgeFile(file, 'hl7v2', batch.reasons);
  const messages =
    batch === undefined ? format && messagesOf(content, format) : messagesWithin(content, batch.messages);
  if (messages === undefined || messages.length === 0) throw new Failure(both((texts) => texts.notAMessage(file)));
  return messages;
}

function partyOf({ source, client }: MappingParty, { sources, clients }: Directory): Source | Client | undefined {
  if (source !== undefined) return named(source, sources);
  return client === undefined ? undefined : named(client, clients);
}
