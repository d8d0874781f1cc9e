import { CONTENT } from '../content.js';
import { codeOf, listOf, objectOf, optional, STAFF } from '../content/form.js';
import type { FieldForm, Fields } from '../content/form.js';
import { COLOUR_TRACKS } from '../content/planning.js';
import {
  CALL_PURPOSES,
  CALL_SETTINGS,
  COMPULSORY_CARE,
  MEETING_FORMS,
  RAISED_BY,
  RELATIVES_INFORMED,
  SIP_WHEN,
} from '../content/sip.js';
import { ENVELOPE } from '../envelope.js';
import { EPISODE_STATES, type CareContact, type EpisodeFacts } from '../episode/episode.js';
import { SIP_STATES, type SipCall, type SipNeed, type StaySip } from '../episode/sip-facts.js';
import { MESSAGE_KINDS, PARTY_ROLES, PLANNING_CATEGORIES, type MessageKind } from '../message.js';
import { PLAN_PATHS } from './profile-plan-paths.js';
import type { Profile } from './profile.js';

const fieldsOf = (forms: Readonly<Record<string, FieldForm>>): FieldForm =>
  objectOf(Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, optional(form, name)])));

const TEXT: FieldForm = { type: 'text' };
const INSTANT: FieldForm = { type: 'instant' };
const DATE: FieldForm = { type: 'date' };
const FLAG: FieldForm = { type: 'boolean' };
const ROLE = codeOf(PARTY_ROLES);

const CARE_CONTACT = fieldsOf({
  name: TEXT,
  title: TEXT,
  unit: TEXT,
  phone: TEXT,
  coordinator: FLAG,
  by: TEXT,
  role: ROLE,
  from: INSTANT,
  until: INSTANT,
} satisfies Record<keyof CareContact, FieldForm>);

const SIP = fieldsOf({
  state: codeOf(SIP_STATES),
  existingPlan: FLAG,
  need: fieldsOf({
    when: codeOf(SIP_WHEN),
    raisedBy: codeOf(RAISED_BY),
    identifiedAt: INSTANT,
    initiativeAt: INSTANT,
    relativesInformed: codeOf(RELATIVES_INFORMED),
    unit: TEXT,
    role: ROLE,
    at: INSTANT,
  } satisfies Record<keyof SipNeed, FieldForm>),
  call: fieldsOf({
    purpose: codeOf(CALL_PURPOSES),
    setting: codeOf(CALL_SETTINGS),
    meetingAt: INSTANT,
    minutes: { type: 'integer' },
    form: codeOf(MEETING_FORMS),
    place: TEXT,
    unit: TEXT,
    role: ROLE,
    at: INSTANT,
    called: listOf(fieldsOf({ unit: TEXT, role: ROLE, declinedAt: INSTANT }), 100),
  } satisfies Record<keyof SipCall, FieldForm>),
  consent: fieldsOf({ given: FLAG, at: INSTANT, unit: TEXT, actors: listOf(TEXT, 50) }),
} satisfies Record<keyof StaySip, FieldForm>);

/** What the hub knows of a stay, as far as paths lead there. */
const FACTS = {
  state: codeOf(EPISODE_STATES),
  category: codeOf(PLANNING_CATEGORIES),
  ward: TEXT,
  parties: listOf(fieldsOf({ role: ROLE, unit: TEXT }), 100),
  noticeSent: FLAG,
  plannedAdmission: DATE,
  admittedAt: INSTANT,
  assessedAt: INSTANT,
  expectedDischarge: DATE,
  placedBy: TEXT,
  targetGroup: fieldsOf({ assessedAt: INSTANT, assessedBy: STAFF, physicianAssessed: FLAG }),
  compulsoryCare: codeOf(COMPULSORY_CARE),
  readyAt: INSTANT,
  readyAssessedBy: STAFF,
  dischargedAt: INSTANT,
  consents: listOf(fieldsOf({ scope: TEXT, given: FLAG, at: INSTANT, unit: TEXT, actors: listOf(TEXT, 50) }), 100),
  colour: codeOf(COLOUR_TRACKS),
  colours: fieldsOf(Object.fromEntries(PARTY_ROLES.map((role) => [role, codeOf(COLOUR_TRACKS)]))),
  careContacts: listOf(CARE_CONTACT, 100),
  sip: SIP,
  diedOn: DATE,
  responsibility: fieldsOf({ roles: listOf(ROLE, PARTY_ROLES.length), party: TEXT, reason: TEXT }),
} as const satisfies Record<keyof EpisodeFacts, FieldForm>;

/** The facts, and the one care contact that coordinates. */
const EPISODE = fieldsOf({ ...FACTS, coordinator: CARE_CONTACT });

const UNIT = fieldsOf({ role: ROLE, unit: TEXT, type: TEXT, organisation: TEXT, municipality: TEXT });

/**
 * What stands around the content: the envelope of the message, what its category asks for, who sent it and when, the unit that its content names, the
 * roles of the stay's parties and of the units that are named as recipients, and whether the patient has an open stay.
 */
const AROUND: Readonly<Record<string, FieldForm>> = {
  patient: ENVELOPE.patient,
  consent: ENVELOPE.consent,
  planningCategory: ENVELOPE.planningCategory,
  category: fieldsOf({ fvk: FLAG, sip: FLAG, payment: FLAG }),
  needs: ENVELOPE.needs,
  recipients: ENVELOPE.recipients,
  inReplyTo: ENVELOPE.inReplyTo,
  sentAt: INSTANT,
  receivedAt: INSTANT,
  kind: codeOf(MESSAGE_KINDS),
  sender: UNIT,
  unit: UNIT,
  roles: listOf(ROLE, PARTY_ROLES.length),
  namedRoles: listOf(ROLE, PARTY_ROLES.length),
  openStay: FLAG,
  ...PLAN_PATHS,
};

/** First words of paths. */
export const ROOTS: readonly string[] = ['content', ...Object.keys(AROUND), 'episode', 'said'];

/**
 * What a path of a condition leads to, such as `content.decided` or `said.kommunklar.executableFrom`, in a message of one
 * of these kinds; undefined where it leads nowhere in any of them.
 */
export function formAt(
  path: string,
  kinds: readonly MessageKind[],
  profileKinds: Profile['kinds'],
): FieldForm | undefined {
  const [root = '', ...rest] = path.split('.');
  switch (root) {
    case 'content':
      return firstOf(kinds.map((kind) => within(objectOf(CONTENT[kind]), rest)));
    case 'episode':
      return within(EPISODE, rest);
    case 'said': {
      const [kind, ...more] = rest;
      return MESSAGE_KINDS.filter((known) => known === kind).map((known) => within(kept(known, profileKinds), more))[0];
    }
    default:
      return Object.hasOwn(AROUND, root) ? within(AROUND[root], rest) : undefined;
  }
}

/** Whether the path leads into the item of a list that `every` goes through. */
export function isOfItem(path: string): boolean {
  return path.split('.')[0] === 'item';
}

/** What a path leads to within such an item. */
export function inItem(item: FieldForm, path: string): FieldForm | undefined {
  return within(item, path.split('.').slice(1));
}

/** What a stay remembers of its messages of a kind. */
function kept(kind: MessageKind, kinds: Profile['kinds']): FieldForm {
  const keeps = kinds[kind]?.keeps ?? [];
  const fields: Fields = CONTENT[kind];
  return objectOf(Object.fromEntries(Object.entries(fields).filter(([name]) => keeps.includes(name))));
}

function within(form: FieldForm | undefined, [name, ...rest]: readonly string[]): FieldForm | undefined {
  if (form === undefined || name === undefined) return form;
  // A path into a list leads to what stands there in each item.
  if (form.type === 'list') {
    const inItem = within(form.of, [name, ...rest]);
    return inItem === undefined || inItem.type === 'list' ? inItem : listOf(inItem, form.most);
  }
  if (form.type !== 'object' || !Object.hasOwn(form.fields, name)) return undefined;
  return within(form.fields[name], rest);
}

function firstOf<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}

/** Whether the content of a kind has the field. */
export function hasField(kind: MessageKind, field: string): boolean {
  return Object.hasOwn(CONTENT[kind], field);
}
