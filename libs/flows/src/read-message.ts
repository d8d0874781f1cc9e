import { checkMessage } from '#domain/message-check.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { Message, MessageFormat, Origin } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import type { Reason, Warning } from '#domain/reason.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { placeOf } from '#formats/reading.js';
import { READERS } from '#formats/readers.js';
import type { Arrived, FormatReading, MessageHead, Place, ReadingRules } from '#formats/reading.js';

/** What is told of one message at most; a message with more wrong in it is another kind of thing. */
const MOST_REASONS = 100;

/** Model paths and where they stand in the message. */
export type Places = readonly (readonly [modelPath: string, place: Place])[];

/** What bytes turned out to be, as plain data that can be passed between threads. Paths are in the words of the format. */
export type PlainReading = {
  readonly head?: MessageHead | undefined;
  /** HSA-id of the sending unit and its message id, as far as they could be read. */
  readonly sender?: string | undefined;
  readonly messageId?: string | undefined;
} & (
  | {
      readonly ok: true;
      readonly message: Message;
      readonly origin: Origin;
      /** What of it was left unread. */
      readonly warnings: readonly Warning[];
      readonly places: () => Places;
    }
  | {
      readonly ok: false;
      readonly ignored: boolean;
      readonly reasons: readonly Reason[];
      /** Where the sending unit stands, as far as it could be read. */
      readonly senderPlace?: Place | undefined;
    }
);

export type ReadMessage = Exclude<PlainReading, { ok: true }> | ReadableMessage;

export type ReadableMessage = Extract<PlainReading, { ok: true }> & {
  /** The same reasons at the places of the message, in the words of its format. */
  readonly at: (reasons: readonly Reason[]) => Reason[];
};

/** Bytes to a checked message of the wire model, or everything that is wrong with them. */
export function readMessage(arrived: Arrived, format: MessageFormat, rules: ReadingRules): ReadMessage {
  return withPlaces(readPlain(arrived, format, rules));
}

/** The same as plain data; `withPlaces` makes the whole of it. */
export function readPlain(arrived: Arrived, format: MessageFormat, rules: ReadingRules): PlainReading {
  const read = READERS[format](arrived, rules);
  if (!read.ok) {
    return { ok: false, ignored: read.ignored === true, head: read.head, reasons: read.reasons.slice(0, MOST_REASONS) };
  }
  const known = {
    head: read.head,
    sender: textField(read.model, 'sender'),
    messageId: textField(read.model, 'messageId'),
  };
  const checked = checkMessage(read.model, rules.ruleIds);
  if (checked.ok && read.reasons.length === 0) {
    const { origin, warnings = [] } = read;
    return { ...known, ok: true, message: checked.message, origin, warnings, places: () => [...read.places()] };
  }
  const reasons = refusalOf(read, checked.ok ? [] : checked.reasons);
  const senderPlace = placeOf(new Map(read.places()), 'sender');
  return { ...known, ok: false, ignored: false, senderPlace, reasons: reasons.slice(0, MOST_REASONS) };
}

/** Adds what tells reasons at the places of the message. */
export function withPlaces(read: PlainReading): ReadMessage {
  return read.ok ? { ...read, at: (reasons) => locate(reasons, read.places) } : read;
}

function locate(reasons: readonly Reason[], places: () => Iterable<readonly [string, Place]>): Reason[] {
  if (reasons.length === 0) return [];
  const known = new Map(places());
  return reasons.map((found) => atPlace(found, placeOf(known, found.path)));
}

/** A reason against the sending unit, at its place in the message, whether the rest could be read or not. */
export function atSender(found: Reason, read: ReadMessage): Reason {
  return read.ok ? (read.at([found])[0] ?? found) : atPlace(found, read.senderPlace);
}

function atPlace(found: Reason, place: Place | undefined): Reason {
  if (place === undefined) return found;
  const { path, line, column } = place;
  return { ...found, path, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}

/** What the format and the model have against a message; a place that was complained about is not told twice. */
function refusalOf(read: Extract<FormatReading, { ok: true }>, ofModel: readonly Reason[]): Reason[] {
  if (read.reasons.length >= MOST_REASONS) return [...read.reasons];
  const told = read.reasons.filter(({ path }) => !isWhole(path));
  const located = locate(ofModel, read.places);
  return [...read.reasons, ...located.filter((found) => !told.some((known) => isToldBy(known, found)))];
}

/** Whether a complaint says again what another has said: within its place, or the same of the whole that it is a part of. */
function isToldBy(known: Reason, { path, code }: Reason): boolean {
  return isWithin(path, known.path) || (code === known.code && !isWhole(path) && isWithin(known.path, path));
}

/** What names the message as a whole says nothing of its parts. */
function isWhole(path: string): boolean {
  return /^\/?\w*$/.test(path);
}

/** Whether a path lies in what another names, in any format's way of writing paths. */
function isWithin(path: string, other: string): boolean {
  return path.startsWith(other) && (path.length === other.length || /[^\w-]/.test(path.charAt(other.length)));
}

function textField(value: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const field = Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof field === 'string' && field.length <= 200 ? field : undefined;
}

/** The refusal of a content type that the hub does not take. */
export function unsupportedType(): Reason {
  const types = MESSAGE_FORMATS.map((format) => MEDIA_TYPES[format]);
  return reason('unsupported-media-type', 'Content-Type', `use ${types.join(', ')}`);
}
