import { ADDRESS } from '../envelope.js';
import type { MessageKind } from '../message.js';
import { codeOf, listOf, MAX_ID, objectOf, optional, required, STAFF } from './form.js';
import type { Fields } from './form.js';

/** What a consent around a plan is about: being called to it, the meeting, the plan itself, the telling of what is known. */
export const CONSENT_ABOUT = ['kallelse', 'mote', 'plan', 'informationsoverforing'] as const;
/** A yes, a no, or somebody who cannot say: then an assessment of harm (menprövning) may stand in its place. */
export const CONSENT_ANSWERS = ['ja', 'nej', 'kan-inte'] as const;
/** In what capacity somebody takes part. Who works in care or social services has to come when called. */
export const RELATIONS = [
  'vard',
  'socialtjanst',
  'den-enskilde',
  'narstaende',
  'foretradare',
  'skola',
  'myndighet',
  'annan',
] as const;
/** How a call reaches somebody: an inbox of the hub, or something on paper. */
export const CHANNELS = ['system', 'post', 'fax', 'brev'] as const;
const PARTICIPANT_EVENTS = ['tillagd', 'borttagen', 'kvitterat', 'forhinder'] as const;
const MEETING_EVENTS = ['oppnat', 'genomfort', 'plan-skapad', 'radrum', 'sipkollen', 'installt'] as const;
/** Who carries an intervention: a unit, the person, somebody close, or somebody else than region and municipality. */
export const RESPONSIBLE_PARTIES = ['enhet', 'den-enskilde', 'narstaende', 'annan'] as const;
const SUBGOAL_ENDS = ['uppnatt', 'ej-aktuellt', 'annat'] as const;
export const INTERVENTION_ENDS = ['utford', 'ej-aktuell', 'motte-inte-behovet'] as const;
export const FOLLOW_UP_EVENTS = ['kommentar', 'avsteg', 'revisionsbeslut'] as const;
export const FOLLOW_UP_OUTCOMES = ['fortsatter', 'kan-avslutas', 'motte-inte-behovet'] as const;
export const HANDOVER_EVENTS = ['delgiven', 'undertecknad', 'kopia', 'journalford', 'avslut-dokumenterat'] as const;
/** How the person wants the plan, or got it. */
export const HANDOVER_WAYS = ['utskrift', '1177', 'bada'] as const;
export const COORDINATOR_CHANGES = ['mote', 'fore-avslut', 'annat'] as const;

const ID = { type: 'text', longest: MAX_ID } as const;
const NAME = { type: 'text', longest: 200 } as const;
const PHONE = { type: 'text', longest: 100 } as const;
const LINE = { type: 'text', longest: 500 } as const;

/** What is meant, by the hub's id of the message that made it, or by the sender's own id of it. */
const refers = (what: string) =>
  optional(ID, `${what}: the hub's id of the message that told of it first, or the sender's own`);

/** One answer about one thing. */
export const PLAN_CONSENT = objectOf({
  about: required(codeOf(CONSENT_ABOUT), 'What it is about'),
  answer: required(codeOf(CONSENT_ANSWERS), 'Yes, no, or cannot say'),
  at: optional('instant', 'When it was given; the sending without it'),
  actors: optional(
    listOf(ID, 50),
    'HSA-ids of the units it covers, the one that coordinates among them; without them all',
  ),
  topics: optional(listOf(LINE, 50), 'Points that it covers; without them all'),
  harmAssessed: optional('boolean', 'Whether an assessment of harm was made for somebody who cannot say'),
});

/** Somebody who takes part; those who work in care and social services have to come, the others may. */
export const PARTICIPANT = objectOf({
  name: optional(NAME, 'Name'),
  unit: optional(NAME, 'HSA-id or name of the unit'),
  relation: required(codeOf(RELATIONS), 'In what capacity'),
  organisation: optional(NAME, 'What somebody outside works for'),
  professions: optional(listOf(NAME, 20), 'Professions that are asked for; none: the unit picks'),
  channel: optional(codeOf(CHANNELS), 'How the call reaches them'),
  address: optional(objectOf(ADDRESS), 'For what goes by post'),
  phone: optional(PHONE, 'Telephone, or number of the fax'),
});

/** The named person who coordinates, at a unit. */
export const COORDINATOR = objectOf({
  name: required(NAME, 'Given name and family name'),
  title: optional(NAME, 'Title'),
  unit: optional(ID, "HSA-id of the unit; the sender's without it"),
  phone: optional(PHONE, 'Telephone number'),
});

const ON_BEHALF = objectOf({
  relation: required(codeOf(RELATIONS), 'In what capacity'),
  name: optional(NAME, 'Name'),
});

const AUTHOR = optional(STAFF, 'Who at the sending unit wrote it; with a named coordinator it has to be that person');

/** What was prepared with the person before the others meet. */
const PREPARATION = objectOf({
  whatMatters: optional('text', 'What matters to the person'),
  questions: optional(listOf(LINE, 30), 'Questions that the person wants answered, the most important first'),
  excludedTopics: optional(listOf(LINE, 30), 'What the person does not want to be taken up'),
  network: optional('text', 'Private and professional network'),
  minorChildren: optional('boolean', 'Whether there are children under age'),
  supportedBy: optional(NAME, 'Who supports the person at the meeting'),
  ownPreparation: optional('text', 'What the person needs to prepare'),
  adaptations: optional('text', 'Interpreter, other adaptations'),
  meetingWish: optional('text', 'Where, when and how the person wants to meet'),
  preMeeting: optional('boolean', 'Whether the professionals meet before'),
});

const SIGNATURE = objectOf({
  name: required(NAME, 'Who signed'),
  unit: optional(ID, 'HSA-id of the unit'),
  relation: optional(codeOf(RELATIONS), 'In what capacity'),
  signedOn: optional('date', 'When'),
});

const ATTENDANCE = objectOf({
  unit: optional(ID, 'HSA-id of the unit'),
  name: optional(NAME, 'Name'),
  relation: required(codeOf(RELATIONS), 'In what capacity'),
  profession: optional(NAME, 'Profession'),
  attended: required('boolean', 'Whether they were there'),
  mandate: optional('boolean', 'Whether they could decide for their unit'),
});

const QUESTION = objectOf({
  text: required(LINE, 'The question of the person'),
  answered: required('boolean', 'Whether the meeting came to it'),
});

const CONTACT = objectOf({
  unit: optional(ID, 'HSA-id of the unit'),
  name: required(NAME, 'Unit or person'),
  phone: optional(PHONE, 'Telephone number'),
  about: optional(LINE, 'When to turn there'),
});

type PlanKind = Extract<
  MessageKind,
  | 'sip-underlag'
  | 'sip-kartlaggning'
  | 'sip-deltagare'
  | 'sip-mote'
  | 'sip-huvudmal'
  | 'sip-delmal'
  | 'sip-delmal-avslut'
  | 'sip-insats'
  | 'sip-insats-avslut'
  | 'sip-uppfoljning'
  | 'sip-utvardering'
  | 'sip-delgivning'
  | 'sip-samordningsansvarig'
  | 'sip-ateroppnande'
  | 'sip-avslut'
>;

/** The content of what makes, changes and ends a plan. */
export const PLAN_CONTENT: Readonly<Record<PlanKind, Fields>> = {
  'sip-underlag': {
    needReasons: optional(listOf(ID, 20), 'Why coordination is needed: codes of the region'),
    reasonText: optional('text', 'The same in words'),
    raisedBy: optional(codeOf(['patient', 'narstaende', 'personal']), 'Who raised the need'),
    initiator: optional(STAFF, 'Who discovered the need'),
    needIdentifiedAt: optional('instant', 'When the need was seen'),
    existingPlan: optional('boolean', 'Whether there is a SIP already'),
    otherPlans: optional(listOf(LINE, 20), 'Other plans that lie under it'),
    consents: optional(listOf(PLAN_CONSENT, 20), 'What the person has answered'),
    representative: optional(
      objectOf({
        name: required(NAME, 'Name'),
        relation: required(NAME, 'Guardian, god man, legal representative'),
        phone: optional(PHONE, 'Telephone number'),
        address: optional(objectOf(ADDRESS), 'For what goes by post'),
      }),
      'Legal representative',
    ),
    noRepresentative: optional('boolean', 'The person has no legal representative'),
    relativesObjected: optional('boolean', 'The person does not want relatives to take part'),
    careContact: optional(COORDINATOR, 'Fast vårdkontakt, who may be somebody else'),
    coordinator: optional(COORDINATOR, 'Who coordinates; the initiator without it'),
    offeredOn: optional('date', 'When a SIP was offered'),
    talkedOverOn: optional('date', 'When its advantages were talked over after a no'),
    preparation: optional(PREPARATION, 'What was prepared with the person'),
    deliveryWish: optional(codeOf(HANDOVER_WAYS), 'How the person wants to have the plan'),
  },
  'sip-kartlaggning': {
    area: refers('Area that is changed'),
    heading: required(ID, 'Code of the area'),
    needs: optional('text', 'Needs'),
    resources: optional('text', 'Resources'),
    obstacles: optional('text', 'Obstacles'),
    abilities: optional('text', 'Abilities'),
    removed: optional('boolean', 'The area is taken away'),
    author: AUTHOR,
  },
  'sip-deltagare': {
    event: required(codeOf(PARTICIPANT_EVENTS), 'Added, removed, has acknowledged the call by hand, cannot come'),
    participant: required(PARTICIPANT, 'Who'),
    meeting: refers('The meeting'),
    at: optional('instant', 'When that was'),
    reason: optional(LINE, 'Why'),
  },
  'sip-mote': {
    event: required(
      codeOf(MEETING_EVENTS),
      'Opened, held, plan made, consultation asked for, SIPkollen offered, called off',
    ),
    meeting: refers('The meeting, as it was called; the latest without it'),
    reason: optional(LINE, 'Why it was called off'),
    heldAt: optional('instant', 'When it was held'),
    form: optional(codeOf(['fysiskt', 'video', 'telefon']), 'In a room, by video, by telephone'),
    place: optional(LINE, 'Where it was held'),
    leader: optional(STAFF, 'Who led it'),
    documentedBy: optional(STAFF, 'Who writes the plan'),
    consents: optional(listOf(PLAN_CONSENT, 20), 'What the person answered when it began'),
    explained: optional('boolean', 'Aim, frame, secrecy and the meaning of the consent were explained'),
    note: optional('text', 'Short note of the meeting'),
    attendance: optional(listOf(ATTENDANCE, 50), 'Who was there'),
    questions: optional(listOf(QUESTION, 30), "The person's own questions"),
    agreements: optional(listOf(LINE, 50), 'What all agree on'),
    disagreements: optional(listOf(LINE, 50), 'What they disagree on'),
    careContact: optional(codeOf(['utsedd', 'behovs-ej', 'saknas']), 'Whether a fast vårdkontakt is appointed'),
    planReady: optional('boolean', 'Whether the plan was finished at the meeting'),
    documentedIn: optional(codeOf(['modul', 'blankett']), "In the system's module, or on the agreed form"),
    followUpOn: optional('date', 'When it is followed up'),
    followUpForm: optional(LINE, 'How it is followed up, where, by whom'),
    followUpSubjects: optional(listOf(LINE, 30), 'What is to be followed up'),
    noFollowUpReason: optional(LINE, 'Why there is no follow-up'),
    assignmentPeriod: optional(LINE, 'For how long the assignment holds without a follow-up'),
    coordinator: optional(COORDINATOR, 'Who coordinates from now on, chosen with the person'),
    consultation: optional(LINE, 'What rådrum or samråd is asked for'),
    sipkollenOffered: optional('boolean', 'Whether SIPkollen was offered to the person'),
    author: AUTHOR,
  },
  'sip-huvudmal': {
    goal: refers('Main goal that is changed'),
    text: required('text', 'What matters, in the words of the person'),
    accepted: optional('boolean', 'The person agrees to it'),
    contacts: optional(listOf(CONTACT, 30), 'Care providers and how to reach them'),
    reachBy: optional('date', 'When it is to be reached'),
    followUpOn: optional('date', 'When the plan is followed up'),
    remindOn: optional('date', 'When to be reminded of calling to that'),
    evaluateOn: optional('date', 'When the goal is evaluated'),
    ownPart: optional('text', 'What the person can do alone'),
    helpPart: optional('text', 'What the person needs help and support with'),
    overallResponsible: optional(codeOf(['region', 'kommun']), 'Which principal answers for the plan'),
    deliveryWish: optional(codeOf(HANDOVER_WAYS), 'How the person wants to have the plan'),
    author: AUTHOR,
  },
  'sip-delmal': {
    subgoal: refers('Sub-goal that is changed'),
    goal: refers('Main goal that it belongs to; the only one without it'),
    heading: required(ID, 'Code of the area'),
    text: required('text', 'The sub-goal in the words of the person'),
    accepted: optional('boolean', 'The person agrees to it'),
    onBehalfOf: optional(ON_BEHALF, 'For whom the coordinator writes it'),
    reachBy: optional('date', 'When it is to be reached'),
    evaluateOn: optional('date', 'When it is evaluated'),
  },
  'sip-delmal-avslut': {
    subgoal: required(ID, "The hub's id of the sub-goal, or the sender's own"),
    reason: optional(codeOf(SUBGOAL_ENDS), 'Why'),
    comment: optional('text', 'In words'),
  },
  'sip-insats': {
    intervention: refers('Intervention that is changed'),
    subgoal: required(ID, "The hub's id of the sub-goal, or the sender's own"),
    text: required('text', 'What is done, written to the person'),
    responsible: optional(
      objectOf({
        party: required(codeOf(RESPONSIBLE_PARTIES), 'What kind of party'),
        unit: optional(ID, 'HSA-id of the unit'),
        name: optional(NAME, 'Unit or person'),
        profession: optional(NAME, 'Profession'),
        phone: optional(PHONE, 'Telephone number'),
      }),
      'Who answers for it',
    ),
    shared: required(
      'boolean',
      'True: the person and the other parties see it; false: it is saved and nobody else does',
    ),
    ongoing: optional('boolean', 'Whether it goes on already'),
    startsOn: optional('date', 'First day'),
    endsOn: optional('date', 'Last day'),
    frequency: optional(LINE, 'How often'),
    onBehalfOf: optional(ON_BEHALF, 'For whom the coordinator writes it'),
    replaces: refers('Intervention that did not meet the need'),
  },
  'sip-insats-avslut': {
    intervention: required(ID, "The hub's id of the intervention, or the sender's own"),
    reason: optional(codeOf(INTERVENTION_ENDS), 'Why'),
    comment: optional('text', 'In words'),
  },
  'sip-uppfoljning': {
    event: required(
      codeOf(FOLLOW_UP_EVENTS),
      'Comment on an intervention, deviation from the plan, what the coordinator decided of it',
    ),
    intervention: refers('Intervention that is followed up'),
    subgoal: refers('Sub-goal'),
    goal: refers('Main goal'),
    score: optional(ID, 'Degree of attainment: only goals have one'),
    comment: optional('text', 'How it works, as the person sees it; what deviates'),
    outcome: optional(codeOf(FOLLOW_UP_OUTCOMES), 'It goes on, may end, did not meet the need'),
    revise: optional('boolean', 'Whether the plan is to be revised'),
  },
  'sip-utvardering': {
    intervention: refers('Intervention'),
    subgoal: refers('Sub-goal that is evaluated'),
    goal: refers('Main goal that is evaluated'),
    score: required(ID, "Degree of attainment: a code of the region's scale"),
    comment: optional('text', 'How the person sees it'),
    evaluatedOn: optional('date', 'When; the day of the sending without it'),
    evaluator: optional(STAFF, 'Who documents it'),
    dialogueWith: optional(listOf(codeOf(['patient', 'narstaende', 'aktorer']), 3), 'With whom it was talked over'),
    next: optional(codeOf(['fortsatter', 'nya-mal', 'avslutas']), 'What follows'),
  },
  'sip-delgivning': {
    event: required(
      codeOf(HANDOVER_EVENTS),
      'Delivered to the person, signed, copied to a participant, noted in a record, closing noted',
    ),
    way: optional(codeOf(HANDOVER_WAYS), 'How it was delivered'),
    original: optional('boolean', 'Whether the person got the original'),
    on: optional('date', 'When'),
    understood: optional('boolean', 'The person has understood what is done, why and by whom'),
    signatures: optional(listOf(SIGNATURE, 50), 'Who has signed'),
    to: optional(PARTICIPANT, 'Who got the copy'),
  },
  'sip-samordningsansvarig': {
    decided: optional(codeOf(COORDINATOR_CHANGES), 'At a meeting, before somebody else closes, otherwise'),
    reason: optional(LINE, 'Why'),
    coordinator: required(COORDINATOR, 'Who coordinates from now on'),
  },
  'sip-ateroppnande': {
    intervention: refers('Intervention that was closed wrongly'),
    subgoal: refers('Sub-goal that was closed wrongly'),
    reason: required('text', 'Why it was wrong'),
    requestedBy: optional(STAFF, 'Who asked for it'),
  },
  'sip-avslut': {
    reason: optional(ID, 'Code of the reason: one of the region'),
    comment: optional('text', 'Comment'),
    agreedWith: optional(listOf(codeOf(['patient', 'narstaende', 'aktorer']), 3), 'With whom it was agreed'),
    author: AUTHOR,
  },
};
