import { CONSENT_ABOUT } from '../content/plan.js';
import { COLOUR_TRACKS } from '../content/planning.js';
import { PLAN_ACTORS, PLAN_DUTIES, PLAN_ENGINE_RULES } from '../plan/plan-rule.js';
import { CALENDAR_COLOURS, HEX_COLOUR, SIGNERS, WINDOW_SIDES } from './profile-plan-parts.js';
import type { DEATH_KEYS, PLAN_CONSENT_KEYS, SPAN_KEYS, WORDING_KEYS } from './profile-plan-parts.js';
import { FIRST_COORDINATORS, PLAN_CODE } from './profile-plan.js';
import type { CODE_KEYS, COORDINATOR_KEYS, PERMISSION_KEYS, PLAN_DUTY_KEYS, PLAN_KEYS } from './profile-plan.js';
import { PLAN_FROM_STATES, PLAN_TO_STATES } from './profile-plan-transitions.js';
import type { PLAN_TRANSITION_KEYS } from './profile-plan-transitions.js';
import { described, FLAG, HOURS, listOf, objectOf, oneOf, ref, TEXT } from './profile-schema-parts.js';
import type { Schema } from './profile-schema-parts.js';

type Keyed<Keys extends readonly string[]> = Record<Keys[number], Schema>;

const some = { minItems: 1 };
const oneOrMore = (schema: Schema): Schema => ({ anyOf: [schema, listOf(schema, some)] });
const BOTH = objectOf({ sv: TEXT, en: TEXT });
const DAYS: Schema = { type: 'integer' };
const event = described('Value of the content field event, of sip-kallelse purpose; all without it', oneOrMore(TEXT));

const COORDINATOR: Keyed<typeof COORDINATOR_KEYS> = {
  rule: ref('rule'),
  first: described('Whose unit coordinates first', oneOf(FIRST_COORDINATORS)),
  name: described('What the role is called', BOTH),
  person: described('Whether a named author has to be the coordinator', FLAG),
};

const PERMISSION: Keyed<typeof PERMISSION_KEYS> = {
  rule: ref('rule'),
  kind: oneOrMore(ref('kind')),
  event,
  by: described('Who may; the first row that fits decides', listOf(oneOf(PLAN_ACTORS), some)),
};

const TRANSITION: Keyed<typeof PLAN_TRANSITION_KEYS> = {
  on: oneOrMore(ref('kind')),
  event,
  from: described(
    'open: the open states that no other row of the kind names; any: all of them',
    oneOrMore(oneOf(PLAN_FROM_STATES)),
  ),
  to: oneOf(PLAN_TO_STATES),
  when: described('It is taken only where this holds of the plan as the message leaves it', ref('condition')),
  flag: described('A remark that goes with it', objectOf({ code: ref('remark'), rule: ref('rule') })),
};

const CODE: Keyed<typeof CODE_KEYS> = {
  code: { type: 'string', pattern: PLAN_CODE.source },
  name: BOTH,
  help: described('Help for who writes', BOTH),
  rule: ref('rule'),
};
const CODES = listOf(objectOf(CODE, ['code', 'name']), some);
const codeList = (about: string) => described(about, objectOf({ rule: ref('rule'), codes: CODES }));

const abouts = (about: string) => described(about, listOf(oneOf(CONSENT_ABOUT)));
const CONSENT: Keyed<typeof PLAN_CONSENT_KEYS> = {
  rule: ref('rule'),
  toCall: abouts('What has to be consented to before anything is sent to others'),
  toMeet: abouts('What is asked anew at the meeting'),
  closes: abouts(
    'Who takes one of these back takes back the plan; the rows that ask plan.takenBack say to what that leads',
  ),
  closesRule: ref('rule'),
  harmRule: described('An assessment of harm may stand in place of an answer', ref('rule')),
  scopeRule: described('Nothing goes to whom the consent does not cover', ref('rule')),
};

const DEATH: Keyed<typeof DEATH_KEYS> = {
  rule: described('Told by hand', ref('rule')),
  noticedRule: described('Told by the population register, and so by operations alone', ref('rule')),
};

const DUTY: Keyed<typeof PLAN_DUTY_KEYS> = {
  rule: ref('rule'),
  lateRule: described('Rule behind the remark that it ended late; rule without it', ref('rule')),
  due: described('From its start; atStart: the start itself is the limit', {
    anyOf: [ref('due'), objectOf({ atStart: { const: true } })],
  }),
  daysBefore: described('Days by which the start is moved, negative for days before', DAYS),
  ladder: ref('name'),
  when: described('It is owed only where this holds of the plan', ref('condition')),
};

const WORDING: Keyed<typeof WORDING_KEYS> = {
  goal: ref('rule'),
  poorGoal: ref('rule'),
  subgoal: ref('rule'),
  poorSubgoal: ref('rule'),
  own: ref('rule'),
  plain: described('Rule of plain language: abbreviations and terms are remarked upon', ref('rule')),
};

const SPAN_FIELDS: Keyed<typeof SPAN_KEYS> = { rule: ref('rule'), least: HOURS, most: HOURS };
const SPAN = objectOf(SPAN_FIELDS);
const byName = (names: readonly string[], schema: Schema) => Object.fromEntries(names.map((name) => [name, schema]));

const PLAN: Keyed<typeof PLAN_KEYS> = {
  rule: ref('rule'),
  rules: described(
    'Rules behind what the hub says by itself',
    objectOf(Object.fromEntries(PLAN_ENGINE_RULES.map((about) => [about, ref('rule')])), []),
  ),
  coordinator: objectOf(COORDINATOR),
  permissions: described('Who may do what', listOf(objectOf(PERMISSION, ['rule', 'kind', 'by']), some)),
  transitions: described('Which kind fits in which state', listOf(objectOf(TRANSITION, ['on', 'from', 'to']), some)),
  headings: codeList('Headings of areas and sub-goals'),
  scale: codeList('Degrees of attainment, the lowest first'),
  needReasons: codeList('Why coordination is needed'),
  professions: codeList('Professions that may be asked for'),
  closing: described(
    'Why a plan is closed',
    objectOf({ rule: ref('rule'), codes: CODES, commentRule: described('A comment is asked for', ref('rule')) }, [
      'rule',
      'codes',
    ]),
  ),
  consent: objectOf(CONSENT, ['rule', 'toCall', 'toMeet', 'closes', 'closesRule', 'scopeRule']),
  death: objectOf(DEATH),
  administrators: described(
    'Types of units that correct for others',
    objectOf({ rule: ref('rule'), types: listOf(TEXT, some) }),
  ),
  signing: described('Who has to sign; nobody without it', objectOf({ rule: ref('rule'), by: oneOf(SIGNERS) })),
  duties: described('By when what is owed', objectOf(byName(PLAN_DUTIES, ref('planDuty')), [])),
  wording: described('Rules behind advice on wording; no advice without it', objectOf(WORDING, [])),
  patientPortal: described('What the person is shown in 1177; nothing without it', objectOf({ rule: ref('rule') })),
  calendar: described(
    'Colours of the calendar',
    objectOf({
      rule: ref('rule'),
      colours: objectOf(byName(CALENDAR_COLOURS, { type: 'string', pattern: HEX_COLOUR.source })),
    }),
  ),
  meetingWindows: described(
    'Days after the discharge in which to meet, by colour track',
    objectOf(byName(COLOUR_TRACKS, SPAN), []),
  ),
  paper: described(
    'On which side the envelopes have their window, and whether posting the plan counts as delivering it',
    objectOf({ rule: ref('rule'), window: oneOf(WINDOW_SIDES), postedCounts: FLAG }),
  ),
  followUpDays: described('Days after a meeting in which a follow-up is usual', SPAN),
};

export const PLAN_DUTY_SCHEMA = objectOf(DUTY, ['rule', 'due']);

export const PLAN_SCHEMA = objectOf(PLAN, [
  'rule',
  'coordinator',
  'permissions',
  'transitions',
  'closing',
  'consent',
  'death',
  'duties',
]);
