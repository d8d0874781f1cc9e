import { CONTENT } from './content.js';
import { MAX_ID } from './content/form.js';
import type { FieldForm, Fields as FieldDefinitions } from './content/form.js';
import { ADDRESS, CONSENT, ENVELOPE, PATIENT } from './envelope.js';
import { isWellFormedIdentity } from './identity.js';
import { MESSAGE_KINDS, NEEDS, PATIENT_ID_TYPES, PLANNING_CATEGORIES } from './message.js';
import type { Address, Consent, Message, Patient } from './message.js';
import { isFields, ObjectCheck } from './object-check.js';
import type { Fields } from './object-check.js';
import type { Profile } from './profile/profile.js';
import { reason } from './reason.js';
import type { Reason } from './reason.js';

/** A region's rules behind what is asked of every message; nothing where the region is not known. */
type RuleIds = Profile['rules'];

export type CheckedMessage = { ok: true; message: Message } | { ok: false; reasons: Reason[] };

/** Leaves out the keys whose value is undefined, so that absent and undefined are the same to everyone after. */
function present<T extends object>(value: T): T {
  for (const key of Object.keys(value)) {
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);
  }
  return value;
}

/** A list that names nothing says the same as none. */
function someOf<T>(items: T[] | undefined): T[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

function checkAddress(check: ObjectCheck): Address {
  check.knowsOnly(Object.keys(ADDRESS));
  return present<Address>({
    line: check.texts('line', 10) ?? [],
    postalCode: check.pattern('postalCode', /^\d{3} ?\d{2}$/, 'five digits', false),
    city: check.text('city', false),
  });
}

function checkPatient(check: ObjectCheck, rules: RuleIds): Patient | undefined {
  check.knowsOnly(Object.keys(PATIENT));
  const id = check.text('id', true, rules.patient, MAX_ID);
  const idType = check.oneOf('idType', PATIENT_ID_TYPES, true, 'invalid-value', rules.identity);
  const givenName = check.text('givenName', true, rules.name);
  const familyName = check.text('familyName', true, rules.name);
  const address = check.child('address', false);
  const rest = {
    address: address && checkAddress(address),
    municipality: check.pattern('municipality', /^\d{4}$/, 'a municipality code of four digits', false),
    healthCentre: check.text('healthCentre', false, undefined, MAX_ID),
    protected: check.flag('protected'),
  };
  if (id !== undefined && idType !== undefined && !isWellFormedIdentity(id, idType)) {
    return check.refuse('id', 'invalid-identity', 'check the date, the length and the check digit', rules.identity);
  }
  if (id === undefined || idType === undefined || givenName === undefined || familyName === undefined) return undefined;
  return present<Patient>({ id, idType, givenName, familyName, ...rest });
}

function checkConsent(check: ObjectCheck): Consent | undefined {
  check.knowsOnly(Object.keys(CONSENT));
  const given = check.flag('given', true);
  const scope = someOf(check.texts('scope', 50));
  const recordedAt = check.instant('recordedAt', false);
  const actors = someOf(check.texts('actors', 50));
  if (given !== false) refuseNobody(check, 'actors', check.value('actors', false));
  return given === undefined ? undefined : present<Consent>({ given, scope, recordedAt, actors });
}

function checkField(check: ObjectCheck, name: string, form: FieldForm, isRequired: boolean): unknown {
  switch (form.type) {
    case 'instant':
      return check.instant(name, isRequired);
    case 'date':
      return check.dateOrInstant(name, isRequired);
    case 'boolean':
      return check.flag(name, isRequired);
    case 'integer':
      return check.whole(name, isRequired);
    case 'code':
      return check.oneOf(name, form.values, isRequired, 'invalid-value');
    case 'text':
      if (form.pattern === undefined) return check.text(name, isRequired, undefined, form.longest);
      return check.pattern(name, form.pattern.expression, form.pattern.form, isRequired);
    case 'object': {
      const child = check.child(name, isRequired);
      return child && checkFields(child, form.fields);
    }
    case 'list':
      return checkList(check, name, form, isRequired);
  }
}

/** An agreement that names nobody covers nobody: it is not taken for one that covers all. */
function refuseNobody(check: ObjectCheck, name: string, items: unknown): void {
  if (!Array.isArray(items) || items.length > 0) return;
  check.refuse(
    name,
    'invalid-value',
    'an empty list covers nobody: name the units, or leave the field out to cover all',
  );
}

/** Items are checked as if each were a field of its own, `name[0]`, so that reasons name them. */
function checkList(
  check: ObjectCheck,
  name: string,
  { of, most }: Extract<FieldForm, { type: 'list' }>,
  isRequired: boolean,
): unknown[] | undefined {
  const items = check.items(name, isRequired, most);
  if (name === 'actors') refuseNobody(check, name, items);
  if (items === undefined) return undefined;
  if (isRequired && items.length === 0) return check.refuse(name, 'missing-field', 'name at least one');
  const named = items.map((item, index) => [`${name}[${String(index)}]`, item] as const);
  const each = check.of(Object.fromEntries(named));
  const read = named.map(([item]) => checkField(each, item, of, true)).filter((item) => item !== undefined);
  return read.length === 0 ? undefined : read;
}

/** The fields of an object that a definition knows, in its order; others are told as unknown. */
function checkFields(check: ObjectCheck, definitions: FieldDefinitions): Fields {
  check.knowsOnly(Object.keys(definitions));
  const read = Object.entries(definitions).map(
    ([name, definition]) => [name, checkField(check, name, definition, definition.required)] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

const MESSAGE_FIELDS = ['kind', ...Object.keys(ENVELOPE), 'content'];

function checkNeeds(check: ObjectCheck, rules: RuleIds): Message['needs'] {
  const named = check.texts('needs', NEEDS.length);
  if (named === undefined) return undefined;
  const known = NEEDS.filter((need) => named.includes(need));
  if (known.length === named.length) return known;
  return check.refuse('needs', 'invalid-value', `must be different ones of ${NEEDS.join(', ')}`, rules.needs);
}

/**
 * Whether a value that came from outside is a message of the wire model. Tells everything that is wrong at once, each with
 * its path. What depends on the region, the directory or the care episode is decided later, by `admission.ts`; of the region
 * only the ids of its rules are told here.
 */
export function checkMessage(value: unknown, rules: RuleIds = {}): CheckedMessage {
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
    plan: check.pattern('plan', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "the hub's id of the plan", false),
    patient: patient && checkPatient(patient, rules),
    planningCategory: check.oneOf('planningCategory', PLANNING_CATEGORIES, false, 'unknown-category', rules.category),
    needs: checkNeeds(check, rules),
    recipients: someOf(check.texts('recipients', 50)),
    inReplyTo: check.text('inReplyTo', false, undefined, MAX_ID),
    consent: consent && checkConsent(consent),
    content: kind === undefined ? {} : checkFields(content ?? new ObjectCheck({}, 'content', reasons), CONTENT[kind]),
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
