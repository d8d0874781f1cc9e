import type { MessageFormat } from '#domain/message.js';
import { textsOf } from '#domain/error-catalogue.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { Configuration } from '#flows/configuration-holder.js';
import { atSender, readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { parseLocation, printPath } from '#formats/hl7v2/location.js';
import type { ReadingRules } from '#formats/reading.js';
import type { FileMessage } from '../messages/message-file.js';
import { checkAgainstRegion } from './region-check.js';

/** One thing that is said about a message, with its place in the file; both numbers count from 1. */
export interface Finding {
  /** `doubt`: an error when the hub does not know the care episode yet. */
  readonly severity: 'error' | 'doubt' | 'warning';
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** In the words of the format; empty for the message as a whole. */
  readonly path: string;
  readonly code: Reason['code'];
  readonly rule: string | undefined;
  readonly sv: string;
  readonly en: string;
}

/** What one message of a file turned out to be. */
export interface Verdict {
  readonly file: string;
  readonly format: MessageFormat;
  /** Where in the file it begins, from 1. */
  readonly line: number;
  readonly kind: string | undefined;
  readonly messageId: string | undefined;
  readonly isValid: boolean;
  /** The source's mapping says that the hub leaves such messages alone. */
  readonly isIgnored: boolean;
  readonly findings: readonly Finding[];
}

/** What messages are held against. */
export interface Yardstick {
  readonly rules: ReadingRules;
  /** Undefined: the format and the model alone. */
  readonly region: Configuration | undefined;
  readonly profile: string | undefined;
  /** HSA-ids that the sender may send as; undefined when it is not known who that is. */
  readonly units?: readonly string[] | undefined;
}

const FOREIGN_SENDER = reason('sender-not-allowed', 'sender', 'the directory does not list the unit for this sender');

/** Looks at one message as the hub would, as far as that can be done without one. */
export function judge(file: string, message: FileMessage, { rules, region, profile, units }: Yardstick): Verdict {
  const { format, bytes, lineOf } = message;
  const readBy = (ruleIds: ReadingRules['ruleIds']) =>
    readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, { ...rules, ruleIds });
  const plain = readBy(undefined);
  // Whose rules a message breaks is known once its sender could be read.
  const read = plain.ok ? plain : readBy(rulesFor(plain.sender, region, profile));
  const known = { file, format, line: lineOf(1), messageId: read.messageId };
  const told = (severity: Finding['severity'], reasons: readonly Reason[]): Finding[] =>
    reasons.map((found) => findingOf(severity, found, lineOf));
  const isForeign = units !== undefined && read.sender !== undefined && !units.includes(read.sender);
  const foreign = isForeign ? [atSender(FOREIGN_SENDER, read)] : [];
  if (!read.ok) {
    const findings = read.ignored ? told('warning', read.reasons) : told('error', [...foreign, ...read.reasons]);
    return { ...known, kind: undefined, isValid: read.ignored, isIgnored: read.ignored, findings };
  }
  const { errors, unlessKnown, warnings } =
    region === undefined ? { errors: [], unlessKnown: [], warnings: [] } : checkAgainstRegion(read, region, profile);
  const findings = [
    ...told('error', [...foreign, ...read.at(errors)]),
    ...told('doubt', read.at(unlessKnown)),
    ...told('warning', read.at(warnings)),
  ];
  return {
    ...known,
    kind: read.message.kind,
    isValid: foreign.length + errors.length === 0,
    isIgnored: false,
    findings,
  };
}

function rulesFor(sender: string | undefined, region: Configuration | undefined, profile: string | undefined) {
  return region?.profiles.get(profile ?? region.directory.units.get(sender ?? '')?.profile ?? '')?.rules;
}

/** What is wrong with a file as a whole, before its messages are looked at. */
export function judgeFile(file: string, format: MessageFormat, reasons: readonly Reason[]): Verdict {
  const findings = reasons.map((found) => findingOf('error', found, (line) => line));
  return { file, format, line: 1, kind: undefined, messageId: undefined, isValid: false, isIgnored: false, findings };
}

function findingOf(
  severity: Finding['severity'],
  { path, code, rule, message, line, column, sv }: Reason,
  lineOf: (line: number) => number,
): Finding {
  const place = { line: line === undefined ? undefined : lineOf(line), column };
  return { severity, ...place, path: readablePath(path), code, rule, sv: sv ?? textsOf(code).sv, en: message };
}

/** An HL7 location as people write it, such as `PID-3.1` or `OBX(2)-5`; any other path as it is. */
export function readablePath(path: string): string {
  const location = parseLocation(path);
  return location === undefined ? path : printPath(location);
}
