import { CONTENT } from './content.js';
import type { FieldDefinition, FieldType } from './content.js';
import { isWellFormedIdentity } from './identity.js';
import { MESSAGE_KINDS, NEEDS, PATIENT_ID_TYPES, PLANNING_CATEGORIES } from './message.js';
import type { Address, Consent, Content, Message, MessageKind, Patient } from './message.js';
import { isFields, MAX_ID, ObjectCheck } from './object-check.js';
import type { Fields } from './object-check.js';
import { reason } from './reason.js';
import type { Reason } from './reason.js';

export type CheckedMessage = { ok: true; message: Message } | { ok: false; reasons: Reason[] };

/** Leaves out the keys whose value is undefined, so that absent and undefined are the same to everyone after. */
function present<T extends object>(value: T): T {
  for (const key of Object.keys(value)) {
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);
  }
  return value;
}

function checkAddress(check: ObjectCheck): Address {
  check.knowsOnly(['line', 'postalCode', 'city']);
  return present<Address>({
    line: check.texts('line', 10) ?? [],
    postalCode: check.pattern('postalCode', /^\d{3} ?\d{2}$/, 'five digits', false),
    city: check.text('city', false),
  });
}

function checkPatient(check: ObjectCheck): Patient | undefined {
  check.knowsOnly(['id', 'idType', 'givenName', 'familyName', 'address', 'municipality', 'healthCentre', 'protected']);
  const id = check.text('id', true, 'G-ADM-05', MAX_ID);
  const idType = check.oneOf('idType', PATIENT_ID_TYPES, true, 'invalid-value', 'G-ADM-29');
  const givenName = check.text('givenName', true, 'G-ADM-04');
  const familyName = check.text('familyName', true, 'G-ADM-04');
  const address = check.child('address', false);
  const rest = {
    address: address && checkAddress(address),
    municipality: check.pattern('municipality', /^\d{4}$/, 'a municipality code of four digits', false),
    healthCentre: check.text('healthCentre', false, undefined, MAX_ID),
    protected: check.flag('protected'),
  };
  if (id !== undefined && idType !== undefined && !isWellFormedIdentity(id, idType)) {
    return check.refuse('id', 'invalid-identity', 'check the date, the length and the check digit', 'G-ADM-29');
  }
  if (id === undefined || idType === undefined || givenName === undefined || familyName === undefined) return undefined;
  return present<Patient>({ id, idType, givenName, familyName, ...rest });
}

function checkConsent(check: ObjectCheck): Consent | undefined {
  check.knowsOnly(['given', 'scope', 'recordedAt']);
  const given = check.flag('given', true);
  const scope = check.texts('scope', 50);
  const recordedAt = check.instant('recordedAt', false);
  return given === undefined ? undefined : present<Consent>({ given, scope, recordedAt });
}

function checkField(check: ObjectCheck, name: string, definition: FieldDefinition): unknown {
  const readers: Readonly<Record<FieldType, () => unknown>> = {
    instant: () => check.instant(name, definition.required),
    date: () => check.dateOrInstant(name, definition.required),
    text: () => check.text(name, definition.required),
    boolean: () => check.flag(name),
    staff: () => checkPair(check.child(name, definition.required), ['name'], ['title']),
    responsibility: () => checkPair(check.child(name, definition.required), ['party', 'reason'], []),
  };
  return readers[definition.type]();
}

function checkPair(
  check: ObjectCheck | undefined,
  needed: readonly string[],
  more: readonly string[],
): Fields | undefined {
  if (check === undefined) return undefined;
  check.knowsOnly([...needed, ...more]);
  const read = [...needed, ...more].map((name) => [name, check.text(name, needed.includes(name))] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function checkContent(check: ObjectCheck, kind: MessageKind): Content {
  const definitions = CONTENT[kind];
  check.knowsOnly(Object.keys(definitions));
  const read = Object.entries(definitions).map(
    ([name, definition]) => [name, checkField(check, name, definition)] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

const MESSAGE_FIELDS = [
  'messageId',
  'kind',
  'sender',
  'sentAt',
  'episodeId',
  'episode',
  'patient',
  'planningCategory',
  'needs',
  'recipients',
  'inReplyTo',
  'consent',
  'content',
];

function checkNeeds(check: ObjectCheck): Message['needs'] {
  const named = check.texts('needs', NEEDS.length);
  if (named === undefined) return undefined;
  const known = NEEDS.filter((need) => named.includes(need));
  if (known.length === named.length) return known;
  return check.refuse('needs', 'invalid-value', `must be different ones of ${NEEDS.join(', ')}`, 'G-CAT-19');
}

/**
 * Whether a value that came from outside is a message of the wire model. Tells everything that is wrong at once, each with
 * its path. What depends on the region, the directory or the care episode is decided later, by `admission.ts`.
 */
export function checkMessage(value: unknown): CheckedMessage {
  const reasons: Reason[] = [];
  if (!isFields(value)) return { ok: false, reasons: [reason('invalid-value', '', 'a message is an object')] };
  const check = new ObjectCheck(value, '', reasons);
  check.knowsOnly(MESSAGE_FIELDS);
  const messageId = check.text('messageId', true, undefined, MAX_ID);
  const kind = check.oneOf('kind', MESSAGE_KINDS, true, 'unknown-kind');
  const sender = check.text('sender', true, undefined, MAX_ID);
  const sentAt = check.instant('sentAt', true);
  const patient = check.child('patient', false);
  const consent = check.child('consent', false);
  const content = check.child('content', false);
  const rest = {
    episodeId: check.text('episodeId', false, undefined, MAX_ID),
    episode: check.pattern(
      'episode',
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      "the hub's id of the care episode",
      false,
    ),
    patient: patient && checkPatient(patient),
    planningCategory: check.oneOf('planningCategory', PLANNING_CATEGORIES, false, 'unknown-category', 'G-CAT-01'),
    needs: checkNeeds(check),
    recipients: check.texts('recipients', 50),
    inReplyTo: check.text('inReplyTo', false, undefined, MAX_ID),
    consent: consent && checkConsent(consent),
    content: kind === undefined ? {} : checkContent(content ?? new ObjectCheck({}, 'content', reasons), kind),
  };
  if (
    reasons.length > 0 ||
    messageId === undefined ||
    kind === undefined ||
    sender === undefined ||
    sentAt === undefined
  ) {
    return { ok: false, reasons };
  }
  return { ok: true, message: present<Message>({ messageId, kind, sender, sentAt, ...rest }) };
}
