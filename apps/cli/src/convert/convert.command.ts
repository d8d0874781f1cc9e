import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { MessageFormat } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import type { ReadableMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import type { ReadingRules } from '#formats/reading.js';
import { renderMessage } from '#formats/render.js';
import { EVERY_PROCESSING_ID, mappingFor, readConfiguration } from '../configuration.js';
import type { RegionPaths } from '../configuration.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { contentOf } from '../messages/file-content.js';
import { FILE_ENDINGS } from '../messages/format-name.js';
import type { FileMessage } from '../messages/message-file.js';
import { filesNamed, readNamed } from '../messages/read-files.js';
import type { Surroundings } from '../surroundings.js';
import { judge, judgeFile } from '../validate/findings.js';
import { verdictLines } from '../validate/verdict-text.js';
import { readable } from './readable.js';

export interface ConvertOptions {
  readonly to: MessageFormat;
  readonly from: MessageFormat | undefined;
  /** A file, or a folder: one that is there, that ends with a slash, or that several messages go to. */
  readonly out: string | undefined;
  /** HSA-id of the unit for which it is written. */
  readonly recipient: string | undefined;
  readonly source: string | undefined;
  readonly mapping: string | undefined;
  /** Where the mappings stand. */
  readonly region: RegionPaths;
}

interface Converted {
  /** File name without folder and ending. */
  readonly name: string;
  readonly text: string;
}

/**
 * Writes messages in another format, to standard output or to files. What cannot be read is told and left out; then it ends
 * with 1.
 */
export async function convert(names: readonly string[], options: ConvertOptions, at: Surroundings): Promise<ExitCode> {
  const rules = await rulesOf(options);
  const converted: Converted[] = [];
  let refused = 0;
  for (const file of await filesNamed(names, at)) {
    for (const message of messagesIn(file, await readNamed(file, at), options.from, at)) {
      const text = message === undefined ? undefined : inOtherForm(file, message, rules, options, at);
      if (text === undefined) refused += 1;
      else converted.push({ name: nameOf(file), text });
    }
  }
  await put(converted, options, at);
  return refused > 0 ? EXIT.someRefused : EXIT.allWell;
}

async function rulesOf({ region, ...choice }: ConvertOptions): Promise<ReadingRules> {
  return { mapping: mappingFor(choice, await readConfiguration(region)), processingIds: EVERY_PROCESSING_ID };
}

/** The messages of a file; undefined stands for a batch that cannot be taken apart, which is told. */
function messagesIn(
  file: string,
  content: Uint8Array,
  from: MessageFormat | undefined,
  { err }: Surroundings,
): readonly (FileMessage | undefined)[] {
  const read = contentOf(file, content, from);
  if (read === undefined) throw new Failure(both((texts) => texts.notAMessage(file)));
  if (read.ok) return read.messages;
  verdictLines(judgeFile(file, read.format, read.reasons)).forEach((line) => err.say(line));
  return [undefined];
}

function inOtherForm(
  file: string,
  message: FileMessage,
  rules: ReadingRules,
  options: ConvertOptions,
  { err }: Surroundings,
): string | undefined {
  const { format, bytes } = message;
  const read = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, rules);
  if (!read.ok) {
    const verdict = judge(file, message, { rules, region: undefined, profile: undefined });
    verdictLines({ ...verdict, isValid: false }).forEach((line) => err.say(line));
    return undefined;
  }
  tellEmptied(file, read, err);
  const rendered = renderMessage(options.to, read.message, { recipient: options.recipient });
  return new TextDecoder().decode(rendered);
}

/** HL7 v2 empties a field with `""`; no other format has that. */
function tellEmptied(file: string, { origin: { cleared = [] } }: ReadableMessage, err: Surroundings['err']): void {
  if (cleared.length > 0) err.say(both((texts) => texts.emptiedFields(file, cleared.join(', '))));
}

function nameOf(file: string): string {
  if (file === '-') return 'message';
  const known = Object.values(FILE_ENDINGS).flat();
  const name = basename(file);
  const ending = known.find((end) => name.toLowerCase().endsWith(`.${end}`));
  return ending === undefined ? name : name.slice(0, -(ending.length + 1));
}

async function put(
  converted: readonly Converted[],
  { to, out: target }: ConvertOptions,
  at: Surroundings,
): Promise<void> {
  if (target === undefined) {
    for (const { text } of converted) at.out.write(to === 'hl7v2' && !at.out.isTerminal ? text : readable(to, text));
    return;
  }
  const path = resolve(at.folder, target);
  const isFolder =
    converted.length > 1 || target.endsWith('/') || (await stat(path).catch(() => undefined))?.isDirectory();
  try {
    if (isFolder === true) await mkdir(path, { recursive: true });
    for (const [file, text] of filesOf(converted, to, path, isFolder === true)) await writeFile(file, text);
  } catch {
    throw new Failure(both((texts) => texts.cannotWrite(target)));
  }
}

/** In a folder each message is a file with the name that it had; several of one name are numbered. */
function filesOf(
  converted: readonly Converted[],
  to: MessageFormat,
  path: string,
  isFolder: boolean,
): [file: string, text: string][] {
  const laidOut = (text: string): string => (to === 'hl7v2' ? text : readable(to, text));
  const names = new Map<string, number>();
  return converted.map(({ name, text }) => {
    if (!isFolder) return [path, laidOut(text)];
    const number = (names.get(name) ?? 0) + 1;
    names.set(name, number);
    const isOnly = converted.filter((other) => other.name === name).length === 1;
    return [join(path, `${name}${isOnly ? '' : `-${String(number)}`}.${FILE_ENDINGS[to][0]}`), laidOut(text)];
  });
}
