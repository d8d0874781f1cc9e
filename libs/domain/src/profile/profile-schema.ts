import { MESSAGE_KINDS, NEEDS, PARTY_ROLES, PLANNING_CATEGORIES } from '../message.js';
import { DEADLINE_SCHEMA, DUE_SCHEMA } from './profile-schema-deadlines.js';
import { KIND_SCHEMA } from './profile-schema-kinds.js';
import { described, FLAG, HOURS, listOf, mappingOf, objectOf, oneOf, ref, TEXT } from './profile-schema-parts.js';
import type { Schema } from './profile-schema-parts.js';
import { CONDITION_SCHEMA } from './profile-schema-conditions.js';
import type { CATEGORY_KEYS } from './profile-shape.js';
import { NOTICE_WHEN, PROFILE_KEYS, READY_WHEN } from './profile-shape.js';
import type { STEP_KEYS, WINDOW_KEYS, WITHOUT_ACCESS_KEYS } from './profile-shape.js';
import { STEP_RECEIVERS, STEP_SENDS } from './profile-shape.js';
import type { CHECKLIST_KEYS, WAY_STEP_KEYS } from './profile-steps.js';
import { PLAN_DUTY_SCHEMA, PLAN_SCHEMA } from './profile-schema-plan.js';
import { PAYMENT_SCHEMA, REPORTS_SCHEMA } from './profile-schema-reports.js';
import type { TRANSITION_KEYS } from './profile-transitions.js';
import { FROM_STATES, TO_STATES } from './profile-transitions.js';
import { ENGINE_RULES } from './profile.js';
import { CALENDARS, NAME, REFUSALS, REMARKS, RULE_ID, TIME_OF_DAY } from './profile-values.js';

type Keyed<Keys extends readonly string[]> = Record<Keys[number], Schema>;

const WITHOUT_ACCESS: Keyed<typeof WITHOUT_ACCESS_KEYS> = { rule: ref('rule'), types: listOf(TEXT) };

const CHECKLISTS: Keyed<typeof CHECKLIST_KEYS> = {
  rule: ref('rule'),
  link: { type: 'string', pattern: '^https://' },
};

const PROFILE: Keyed<typeof PROFILE_KEYS> = {
  profile: described('Id of the region', ref('name')),
  name: TEXT,
  catalogues: described(
    'First letters of the rule ids that may stand here',
    listOf({ type: 'string', pattern: '^[A-Z]$' }),
  ),
  rules: described(
    'Rules behind what the hub says by itself',
    objectOf(Object.fromEntries(ENGINE_RULES.map((about) => [about, ref('rule')])), []),
  ),
  categories: described(
    'What each planning category means',
    objectOf(Object.fromEntries(PLANNING_CATEGORIES.map((category) => [category, ref('category')]))),
  ),
  needs: described(
    'Which set of needs gives which category',
    listOf(objectOf({ needs: listOf(oneOf(NEEDS)), category: oneOf(PLANNING_CATEGORIES) })),
  ),
  withoutAccess: described('Types of units that have no access: nothing goes there', objectOf(WITHOUT_ACCESS)),
  windows: described('Times of the day at which something is due, Europe/Stockholm', mappingOf(ref('window'))),
  ladders: described('Who hears what when a deadline has passed', mappingOf(ref('ladder'))),
  deadlines: described('What is due when, and who owes it', mappingOf(ref('deadline'))),
  kinds: described(
    'Message kinds that the region has',
    objectOf(Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, ref('messageKind')])), []),
  ),
  transitions: described('Which kind fits in which state, and where it leads', listOf(ref('transition'))),
  steps: described('The way through a stay, for views', listOf(ref('wayStep'))),
  checklists: described('The page on which the region keeps its checklists', objectOf(CHECKLISTS)),
  deliverUnchangedUpdates: described(
    'Whether admission events of record systems that change nothing are delivered',
    FLAG,
  ),
  payment: described('Liability to pay; the law without it', PAYMENT_SCHEMA),
  reports: described('What the follow-up shows besides', REPORTS_SCHEMA),
  plan: described('Plans (SIP): none without it', PLAN_SCHEMA),
};

const WAY_STEP: Keyed<typeof WAY_STEP_KEYS> = {
  rule: ref('rule'),
  roles: described('Whose step it is', listOf(ref('role'), { minItems: 1 })),
  sv: TEXT,
  en: TEXT,
  when: described('It is a step only where this holds', ref('condition')),
  done: described('How the hub sees that it is done; outside the hub without it', ref('condition')),
  checklist: described('Rule by which a checklist helps here', ref('rule')),
};

const CATEGORY: Keyed<typeof CATEGORY_KEYS> = {
  rule: ref('rule'),
  notice: described('Whether an admission notice is sent', oneOf(NOTICE_WHEN)),
  noticeRule: ref('rule'),
  ready: described('Whether a ready notice is sent', oneOf(READY_WHEN)),
  readyRule: ref('rule'),
  recipients: described('Whom it concerns', listOf(ref('role'))),
  fvk: described('Whether a care contact is needed', FLAG),
  sip: described('Whether a plan is made or followed up', FLAG),
  sipRule: ref('rule'),
  payment: described('Whether the municipality may become liable', FLAG),
};

const WINDOW: Keyed<typeof WINDOW_KEYS> = {
  rule: ref('rule'),
  times: listOf(ref('timeOfDay'), { minItems: 1 }),
  calendar: ref('calendar'),
};

const STEP: Keyed<typeof STEP_KEYS> = {
  step: ref('name'),
  rule: ref('rule'),
  send: oneOf(STEP_SENDS),
  to: described('A role: the parties of the stay that have it', oneOf(STEP_RECEIVERS)),
  afterHours: described('Elapsed hours after the due time', HOURS),
  repeat: described('Window at which it comes again', ref('name')),
  fromStart: described('With repeat: from the start of the deadline on, before the due time too', FLAG),
  until: described('With repeat: the later step of this ladder at whose time the repetition ends', ref('name')),
};

const oneOrMore = (name: string): Schema => ({ anyOf: [ref(name), listOf(ref(name), { minItems: 1 })] });

const TRANSITION: Keyed<typeof TRANSITION_KEYS> = {
  on: oneOrMore('kind'),
  from: described('open: the open states that no other row of the kind names', oneOrMore('fromState')),
  to: oneOf(TO_STATES),
  when: described('It is taken only where this holds, otherwise the next row is', ref('condition')),
  flag: described('A remark that goes with it', objectOf({ code: ref('remark'), rule: ref('rule') })),
};

const PATH = '^[a-z][A-Za-z]*(\\.[A-Za-z-]+)*$';

const DEFINITIONS: Readonly<Record<string, Schema>> = {
  name: { type: 'string', pattern: NAME.source },
  rule: described('Id of a rule', { type: 'string', pattern: RULE_ID.source }),
  timeOfDay: { type: 'string', pattern: TIME_OF_DAY.source },
  calendar: oneOf(CALENDARS),
  role: oneOf(PARTY_ROLES),
  fromState: oneOf(FROM_STATES),
  kind: oneOf(MESSAGE_KINDS),
  field: described('Name of a content field', TEXT),
  path: described('Such as content.decided, sender.role, episode.expectedDischarge, said.kommunklar.decided', {
    type: 'string',
    pattern: PATH,
  }),
  remark: oneOf([...REMARKS]),
  refusal: oneOf([...REFUSALS]),
  category: objectOf(CATEGORY, ['rule', 'notice', 'ready', 'recipients', 'fvk', 'sip', 'payment']),
  window: objectOf(WINDOW),
  ladder: listOf(objectOf(STEP, ['step', 'rule', 'send', 'to', 'afterHours']), { minItems: 1 }),
  deadline: DEADLINE_SCHEMA,
  due: DUE_SCHEMA,
  messageKind: KIND_SCHEMA,
  condition: CONDITION_SCHEMA,
  transition: objectOf(TRANSITION, ['on', 'from', 'to']),
  planDuty: PLAN_DUTY_SCHEMA,
  wayStep: objectOf(WAY_STEP, ['rule', 'roles', 'sv', 'en']),
};

/** The JSON Schema of profiles, for completion in editors; made from the same lists as the check. */
export function profileSchema(): Schema {
  const required = PROFILE_KEYS.filter(
    (key) =>
      ![
        'catalogues',
        'rules',
        'withoutAccess',
        'steps',
        'checklists',
        'deliverUnchangedUpdates',
        'payment',
        'reports',
        'plan',
      ].includes(key),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Profile: the rules of a region',
    description: '`./hemgang profile check` knows more: references, paths, duties that nobody can meet.',
    ...objectOf(PROFILE, required),
    $defs: DEFINITIONS,
  };
}
