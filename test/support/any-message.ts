import fc from 'fast-check';

import { CONTENT, HUB_CONTENT } from '#domain/content.js';
import type { FieldForm, Fields } from '#domain/content/form.js';
import { DELIVERED, ENVELOPE, PATIENT } from '#domain/envelope.js';
import { checkMessage } from '#domain/message-check.js';
import { HUB_MESSAGE_KINDS, HUB_SENDER, MESSAGE_KINDS, NEEDS } from '#domain/message.js';
import type { HubMessageKind, Message, MessageKind } from '#domain/message.js';
import type { RenderedMessage } from '#formats/rendering.js';

/**
 * Messages made from the definitions of the model, so that a kind or field that is added there is tried in every format
 * without a word here. Persons are the test persons of Skatteverket.
 */

const TEST_PERSONS = [
  { id: '191212121212', idType: 'personnummer' },
  { id: '201212121212', idType: 'personnummer' },
  { id: '191212721219', idType: 'samordningsnummer' },
  { id: '20121212T123', idType: 'reservnummer' },
] as const;

const HUB_EPISODE = '0190a1b2-0000-7000-8000-0000000000aa';
const POSTAL_CODES = ['80310', '803 10'];
const MUNICIPALITIES = ['2180', '0114'];

/** What separates, quotes, escapes or ends something in one of the formats, and letters of every width. */
const AWKWARD = [
  ...['å', 'ä', 'ö', 'Å', 'Ä', 'Ö', 'é', 'ß', '€', 'Š', '漢', '😀', 'e\u0301', '\u00a0', '\u2028', '\ufeff', '\u0085'],
  ...['|', '^', '~', '\\', '&', '#', '""', '\\F\\', '\\X41\\', '\\.br\\', '\\Zx\\', '\\E\\', '\\'],
  ...['<', '>', '&amp;', '&#10;', '<![CDATA[', ']]>', '<!--', '-->', '<?x?>', "'", '"', '{', '}', '$', '`', '%00'],
  ...['\n', '\r\n', '\r', '\t', ' ', '  ', '\n\n', ' \n ', 'MSH|', '\nOBX|1|', 'null', 'true', '0', '-1', '1e3'],
  ...['__proto__', 'constructor', '2026-11-23', '20261123', 'J', 'N', 'a', 'bc', 'Tolvan'],
];

const shortText = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...AWKWARD) }, fc.string({ unit: 'grapheme', maxLength: 8 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));
const longText = fc.constantFrom(...AWKWARD).map((part) => `x${part.repeat(20_000)}`.slice(0, 19_999).toWellFormed());
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** Any text that the model takes, rarely one of 20 kB; leading and trailing blanks are kept by the model. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof({ weight: 60, arbitrary: shortText }, { weight: 1, arbitrary: longText })
  .map((text) => text.toWellFormed().replace(CONTROL, ''))
  .filter((text) => text.trim() !== '');

/** Names of messages, episodes and units: at most 200 characters, mostly plain ones. */
const anyId: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/) },
  {
    weight: 1,
    arbitrary: anyText.map((text) => text.slice(0, 60).toWellFormed()).filter((text) => text.trim() !== ''),
  },
);

const two = (number: number): string => String(number).padStart(2, '0');

export const anyDay: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${String(year)}-${two(month)}-${two(day)}`);

export const anyInstant: fc.Arbitrary<string> = fc
  .tuple(
    anyDay,
    fc.nat(23),
    fc.nat(59),
    fc.constantFrom('', ':00', ':07', ':59', ':30.5', ':30.12', ':30.123', ':30.000'),
    fc.constantFrom('+01:00', '+02:00', '+00:00', '-00:00', 'Z', '-05:30'),
  )
  .map(([day, hour, minute, second, zone]) => `${day}T${two(hour)}:${two(minute)}${second}${zone}`);

/** To make one costs a thousand times what a value of it costs, and the definitions say the same patterns again and again. */
const matching = new Map<string, fc.Arbitrary<string>>();

function anyMatching(expression: RegExp): fc.Arbitrary<string> {
  const made = matching.get(String(expression)) ?? fc.stringMatching(expression);
  matching.set(String(expression), made);
  return made;
}

/** A value of one form of the definitions. */
function anyValue(form: FieldForm): fc.Arbitrary<unknown> {
  switch (form.type) {
    case 'instant':
      return anyInstant;
    case 'date':
      return fc.oneof(anyDay, anyInstant);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer(), fc.maxSafeInteger());
    case 'code':
      return fc.constantFrom(...form.values);
    case 'text':
      return form.pattern === undefined ? anyText : anyMatching(form.pattern.expression);
    case 'object':
      return anyObject(form.fields);
    case 'list':
      return fc.array(anyValue(form.of), { minLength: 1, maxLength: Math.min(form.most, 3) });
  }
}

/** An object of these fields; what is optional may be absent. `given` takes the place of fields by name. */
function anyObject(
  fields: Fields,
  given: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<Record<string, unknown>> {
  const made = Object.entries(fields).map(([name, definition]) => [name, given[name] ?? anyValue(definition)] as const);
  const requiredKeys = Object.entries(fields).flatMap(([name, { required }]) => (required ? [name] : []));
  return fc
    .record(Object.fromEntries(made), { requiredKeys })
    .map((object) => Object.fromEntries(Object.entries(object)));
}

const anyPerson = fc.constantFrom(...TEST_PERSONS);
const anyPatient = anyPerson.chain(({ id, idType }) =>
  anyObject(PATIENT, {
    id: fc.constant(id),
    idType: fc.constant(idType),
    healthCentre: anyId,
    municipality: fc.constantFrom(...MUNICIPALITIES),
    address: anyAddress(),
  }),
);

function anyAddress(): fc.Arbitrary<unknown> {
  const definition = PATIENT['address'];
  if (definition?.type !== 'object') throw new Error('the address of a patient is an object');
  return anyObject(definition.fields, { postalCode: fc.constantFrom(...POSTAL_CODES) });
}

const ENVELOPE_VALUES = {
  messageId: anyId,
  sender: anyId,
  episodeId: anyId,
  inReplyTo: anyId,
  episode: fc.oneof(fc.constant(HUB_EPISODE), fc.uuid()),
  patient: anyPatient,
  recipients: fc.array(anyId, { minLength: 1, maxLength: 3 }),
  needs: fc.subarray([...NEEDS], { minLength: 1 }),
};

function anyContent(kind: MessageKind): fc.Arbitrary<Record<string, unknown>> {
  const content = anyObject(CONTENT[kind]);
  if (kind !== 'identitetsbyte') return content;
  return fc
    .tuple(content, anyPerson)
    .map(([made, { id, idType }]) => ({ ...made, previousId: id, previousIdType: idType }));
}

const anyEnvelope = anyObject(ENVELOPE, ENVELOPE_VALUES);
const ofKind = new Map<MessageKind, fc.Arbitrary<Message>>();

/** A message of one kind that `checkMessage` accepts, as it gives it back. */
export function anyMessageOf(kind: MessageKind): fc.Arbitrary<Message> {
  const made = ofKind.get(kind) ?? madeOf(kind);
  ofKind.set(kind, made);
  return made;
}

function madeOf(kind: MessageKind): fc.Arbitrary<Message> {
  return fc
    .tuple(anyEnvelope, anyContent(kind))
    .map(([envelope, content]) => checkMessage({ ...envelope, kind, content }))
    .filter((checked) => checked.ok)
    .map((checked) => {
      if (!checked.ok) throw new Error('filtered before');
      return checked.message;
    });
}

/** A message of any kind that units send, valid for `checkMessage`. */
export const anyMessage: fc.Arbitrary<Message> = fc.constantFrom(...MESSAGE_KINDS).chain(anyMessageOf);

/** What the hub adds to a message when it delivers it: `id`, `notice`, `receivedAt`, `servicesFrom`, `judged`. */
const anyAdded = anyObject(DELIVERED) as fc.Arbitrary<Pick<RenderedMessage, 'id' | 'receivedAt'>>;

/** A message as it is delivered, with what the hub adds. */
export const anyDelivered: fc.Arbitrary<RenderedMessage> = fc
  .tuple(anyMessage, anyAdded)
  .map(([message, added]) => ({ ...message, ...added }));

/**
 * A message that only the hub sends, as it is delivered. Reading it gives `kind` and `content` back; sent to the hub it
 * is refused.
 */
export const anyHubMessage: fc.Arbitrary<RenderedMessage & { readonly kind: HubMessageKind }> = fc
  .constantFrom(...HUB_MESSAGE_KINDS)
  .chain((kind) =>
    fc
      .tuple(anyMessageOf('makulering'), anyObject(HUB_CONTENT[kind]), anyAdded)
      .map(([message, content, added]) => ({ ...message, ...added, sender: HUB_SENDER, kind, content })),
  );
