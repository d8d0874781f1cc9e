import type { Source } from '#domain/directory.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message, Origin } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { reasonsAtLocations } from '#formats/hl7v2/adt-locations.js';
import { readAdt } from '#formats/hl7v2/adt.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { readHl7 } from '#formats/hl7v2/read.js';
import { readJson } from '#formats/json/json-message.js';

export const MESSAGE_FORMATS = {
  'application/json': 'json',
  'application/hl7-v2': 'hl7v2',
} as const;
export type MessageFormat = (typeof MESSAGE_FORMATS)[keyof typeof MESSAGE_FORMATS];

/** The format that a content type names, its parameters aside; undefined when the hub does not take it. */
export function formatOf(contentType: string): MessageFormat | undefined {
  const bare = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const entry = Object.entries(MESSAGE_FORMATS).find(([type]) => type === bare);
  return entry?.[1];
}

/** What bytes turned out to be. Paths of `reasons` and of `at` are in the words of the format: model paths or HL7 locations. */
export type ReadMessage = {
  readonly format: MessageFormat;
  /** The HL7 message, or its header alone, that an acknowledgement needs. */
  readonly hl7?: Hl7Message | undefined;
  /** HSA-id of the sending unit and its message id, as far as they could be read. */
  readonly sender?: string | undefined;
  readonly messageId?: string | undefined;
} & (
  | {
      readonly ok: true;
      readonly message: Message;
      readonly origin: Origin;
      readonly at: (reasons: readonly Reason[]) => Reason[];
    }
  | { readonly ok: false; readonly reasons: Reason[] }
);

/** How messages of one source are read. */
export interface ReadingRules {
  readonly source: Pick<Source, 'defaultCharset' | 'facilities'>;
  /** Processing ids (MSH-11) that belong to this environment. */
  readonly processingIds: readonly string[];
}

/** Bytes to a checked message of the wire model, or everything that is wrong with them. */
export function readMessage(bytes: Buffer, format: MessageFormat, rules: ReadingRules): ReadMessage {
  return format === 'json' ? readJsonMessage(bytes) : readHl7Message(bytes, rules);
}

function readJsonMessage(bytes: Buffer): ReadMessage {
  const json = readJson(bytes);
  if (!json.ok) return { format: 'json', ok: false, reasons: json.reasons };
  const known = {
    format: 'json' as const,
    sender: textField(json.value, 'sender'),
    messageId: textField(json.value, 'messageId'),
  };
  const checked = checkMessage(json.value);
  if (!checked.ok) return { ...known, ok: false, reasons: checked.reasons };
  return {
    ...known,
    ok: true,
    message: checked.message,
    origin: { format: 'json', application: '' },
    at: (reasons) => [...reasons],
  };
}

function textField(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' && field.length <= 200 ? field : undefined;
}

function readHl7Message(bytes: Buffer, { source, processingIds }: ReadingRules): ReadMessage {
  const read = readHl7(bytes, { defaultCharset: source.defaultCharset });
  if (!read.ok) return { format: 'hl7v2', ok: false, hl7: read.header, reasons: read.errors };
  const hl7 = read.message;
  const mapUnit = (application: string, facility: string) =>
    source.facilities[`${application}|${facility}`] ?? source.facilities[facility];
  const adt = readAdt(hl7, { mapUnit, processingIds });
  if (!adt.ok) return { format: 'hl7v2', ok: false, hl7, reasons: [...adt.reasons] };
  const known = {
    format: 'hl7v2' as const,
    hl7,
    sender: textField(adt.model, 'sender'),
    messageId: textField(adt.model, 'messageId'),
  };
  const checked = checkMessage(adt.model);
  const at = (reasons: readonly Reason[]) => reasonsAtLocations([], reasons, adt.locate);
  if (checked.ok && adt.reasons.length === 0)
    return { ...known, ok: true, message: checked.message, origin: adt.origin, at };
  return {
    ...known,
    ok: false,
    reasons: reasonsAtLocations(adt.reasons, checked.ok ? [] : checked.reasons, adt.locate),
  };
}

/** The refusal of a content type that the hub does not take. */
export function unsupportedType(): Reason {
  return reason('unsupported-media-type', 'Content-Type', `use ${Object.keys(MESSAGE_FORMATS).join(' or ')}`);
}
