import {
  CHANNELS,
  CONSENT_ABOUT,
  CONSENT_ANSWERS,
  FOLLOW_UP_OUTCOMES,
  HANDOVER_WAYS,
  INTERVENTION_ENDS,
  PLAN_CONTENT,
  RELATIONS,
  RESPONSIBLE_PARTIES,
} from '../content/plan.js';
import { codeOf, listOf, objectOf, optional } from '../content/form.js';
import type { FieldForm } from '../content/form.js';
import { CALL_PURPOSES, CALL_SETTINGS, MEETING_FORMS, RAISED_BY } from '../content/sip.js';
import { PARTY_ROLES } from '../message.js';
import { INTERVENTION_STATES, PLAN_STATES, SUBGOAL_STATES } from '../plan/plan.js';

const fieldsOf = (forms: Readonly<Record<string, FieldForm>>): FieldForm =>
  objectOf(Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, optional(form, name)])));

const TEXT: FieldForm = { type: 'text' };
const INSTANT: FieldForm = { type: 'instant' };
const DATE: FieldForm = { type: 'date' };
const FLAG: FieldForm = { type: 'boolean' };
const COUNT: FieldForm = { type: 'integer' };
const TEXTS = listOf(TEXT, 100);
const RELATION = codeOf(RELATIONS);

const ofEach = (form: FieldForm): FieldForm =>
  fieldsOf(Object.fromEntries(CONSENT_ABOUT.map((about) => [about, form])));

const GOAL = {
  id: TEXT,
  text: TEXT,
  unit: TEXT,
  at: INSTANT,
  accepted: FLAG,
  reachBy: DATE,
  evaluateOn: DATE,
  overallResponsible: TEXT,
  evaluations: listOf(fieldsOf({ score: TEXT, on: DATE, unit: TEXT }), 100),
};

const BEHALF = fieldsOf({ relation: RELATION, name: TEXT });

/** What is known of a plan, as far as paths lead there. */
const PLAN = fieldsOf({
  episode: TEXT,
  state: codeOf(PLAN_STATES),
  isFirst: FLAG,
  need: fieldsOf({ raisedBy: codeOf(RAISED_BY), identifiedAt: INSTANT, reasons: TEXTS, text: TEXT }),
  coordinator: fieldsOf({ name: TEXT, unit: TEXT }),
  careContact: fieldsOf({ name: TEXT, unit: TEXT }),
  representative: fieldsOf({ name: TEXT, relation: TEXT }),
  noRepresentative: FLAG,
  initiator: fieldsOf({ name: TEXT, title: TEXT, unit: TEXT }),
  preparation: PLAN_CONTENT['sip-underlag']['preparation'] ?? TEXT,
  relativesObjected: FLAG,
  offeredOn: DATE,
  talkedOverOn: DATE,
  consent: ofEach(codeOf(CONSENT_ANSWERS)),
  harmAssessed: ofEach(FLAG),
  consentAt: ofEach(INSTANT),
  agreed: ofEach(TEXTS),
  areas: listOf(fieldsOf({ id: TEXT, heading: TEXT, unit: TEXT, needs: TEXT, resources: TEXT }), 100),
  headings: TEXTS,
  participants: listOf(
    fieldsOf({ unit: TEXT, role: codeOf(PARTY_ROLES), relation: RELATION, name: TEXT, channel: codeOf(CHANNELS) }),
    100,
  ),
  units: TEXTS,
  call: fieldsOf({
    id: TEXT,
    purpose: codeOf(CALL_PURPOSES),
    setting: codeOf(CALL_SETTINGS),
    meetingAt: INSTANT,
    form: codeOf(MEETING_FORMS),
    place: TEXT,
    agenda: TEXTS,
    leader: fieldsOf({ name: TEXT, title: TEXT }),
    documentedBy: fieldsOf({ name: TEXT, title: TEXT }),
    called: listOf(fieldsOf({ unit: TEXT, relation: RELATION, channel: codeOf(CHANNELS) }), 100),
    held: FLAG,
  }),
  meeting: fieldsOf({
    id: TEXT,
    purpose: codeOf(CALL_PURPOSES),
    setting: codeOf(CALL_SETTINGS),
    heldAt: INSTANT,
    note: TEXT,
    planReady: FLAG,
    followUpOn: DATE,
    noFollowUpReason: TEXT,
    assignmentPeriod: TEXT,
    careContact: TEXT,
    sipkollenOffered: FLAG,
    attendance: listOf(fieldsOf({ unit: TEXT, name: TEXT, relation: RELATION, attended: FLAG }), 100),
  }),
  madeAt: INSTANT,
  revisedAt: INSTANT,
  mainGoal: fieldsOf(GOAL),
  goals: listOf(fieldsOf(GOAL), 100),
  subgoals: listOf(
    fieldsOf({ ...GOAL, heading: TEXT, owner: TEXT, onBehalfOf: BEHALF, state: codeOf(SUBGOAL_STATES) }),
    100,
  ),
  interventions: listOf(
    fieldsOf({
      id: TEXT,
      subgoal: TEXT,
      text: TEXT,
      owner: TEXT,
      responsible: fieldsOf({ party: codeOf(RESPONSIBLE_PARTIES), unit: TEXT, name: TEXT }),
      state: codeOf(INTERVENTION_STATES),
      shared: FLAG,
      startsOn: DATE,
      endsOn: DATE,
      replaces: TEXT,
      onBehalfOf: BEHALF,
      closed: fieldsOf({ reason: codeOf(INTERVENTION_ENDS), at: INSTANT }),
      comments: listOf(fieldsOf({ outcome: codeOf(FOLLOW_UP_OUTCOMES), unit: TEXT }), 100),
    }),
    100,
  ),
  openSubgoals: COUNT,
  openInterventions: COUNT,
  followUpOn: DATE,
  remindOn: DATE,
  deliveryWish: codeOf(HANDOVER_WAYS),
  signed: TEXTS,
  unsigned: TEXTS,
  died: FLAG,
  closed: FLAG,
  takenBack: FLAG,
});

/** What the sender is to the plan: true or nothing. */
const ACTING = fieldsOf({
  coordinator: FLAG,
  participant: FLAG,
  owner: FLAG,
  administrator: FLAG,
  careContact: FLAG,
  initiator: FLAG,
  stay: FLAG,
  elsewhere: FLAG,
});

/** What the message refers to: an area, a meeting, a goal, a sub-goal, an intervention. */
const OBJECT = fieldsOf({
  kind: codeOf(['area', 'meeting', 'goal', 'subgoal', 'intervention']),
  state: TEXT,
  owner: TEXT,
  /** Ongoing interventions of other units under a sub-goal. */
  othersOpen: COUNT,
  shared: FLAG,
  purpose: codeOf(CALL_PURPOSES),
});

/** The codes that the region has agreed on. */
const CODES = fieldsOf({ headings: TEXTS, scale: TEXTS, needReasons: TEXTS, closing: TEXTS, professions: TEXTS });

/** Where paths into a plan begin, and what they lead to: `plan` is asked before the message, `after` is as the message leaves it. */
export const PLAN_PATHS: Readonly<Record<string, FieldForm>> = {
  plan: PLAN,
  after: PLAN,
  acting: ACTING,
  object: OBJECT,
  codes: CODES,
};
