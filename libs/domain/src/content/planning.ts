import type { MessageKind } from '../message.js';
import { PLAN_CONSENT } from './plan.js';
import { HEALTH, HOME_CARE_REQUEST, INFORMED, MEASURE_KINDS, SERVICE } from './at-home.js';
import { codeOf, listOf, objectOf, optional, required, STAFF } from './form.js';
import type { Fields } from './form.js';
import { CALL_REPLY, SIP_WHEN } from './sip.js';

/** Colour tracks: how soon the parties have to meet. */
export const COLOUR_TRACKS = ['bla', 'gron', 'gul', 'rod'] as const;

/** What a free-standing message is for. */
const USE_CASES = [
  'hemgang-fran-akut',
  'behov-amp-sip',
  'planerad-inskrivning',
  'hjalpmedel',
  'rehab',
  'fraga',
  'stodbehov',
  'lakemedelslista',
  'annat',
] as const;

const CONTACT = objectOf({
  unit: optional('text', 'Unit or profession'),
  name: optional('text', 'Name'),
  phone: required('text', 'Telephone number'),
});

const CARE_CONTACT: Fields = {
  name: required('text', 'Name of the person; never a unit or a function'),
  title: optional('text', 'Title'),
  unit: optional('text', 'HSA-id or name of the unit'),
  phone: optional('text', 'Telephone number'),
};

const DOCUMENT = objectOf({
  type: required('text', 'What it is, such as epicrisis or medication list'),
  title: optional('text', 'Its title'),
  text: optional('text', 'Its text'),
});

type PlanningKind =
  | 'vardrapport'
  | 'vardbegaran'
  | 'svar-pa-inskrivning'
  | 'planeringsunderlag'
  | 'utskrivningsrapport'
  | 'generellt-meddelande'
  | 'extrameddelande'
  | 'adl-status'
  | 'patientinformation'
  | 'fast-vardkontakt'
  | 'orsak-utebliven-kvittens'
  | 'kommunklar'
  | 'slutanteckningar'
  | 'fristaende-meddelande'
  | 'samtycke'
  | 'samtycke-aterkallat'
  | 'avliden'
  | 'egenvardsbedomning';

/** The content of what the parties of a stay tell each other while they plan. */
export const PLANNING_CONTENT: Readonly<Record<Extract<MessageKind, PlanningKind>, Fields>> = {
  vardrapport: {
    report: required('text', 'What is known of the person, for the admitting unit'),
    support: optional(listOf(codeOf(['SoL', 'LSS']), 2), 'Laws under which the person has been granted support'),
  },
  vardbegaran: { status: required('text', "The patient's present status as the sender knows it") },
  'svar-pa-inskrivning': {
    information: optional('text', 'What is relevant for the stay'),
    nothingToTell: optional('boolean', 'Said outright that there is nothing to tell'),
    contacts: optional(listOf(CONTACT, 20), 'Professions concerned, with telephone numbers'),
    careContact: optional(objectOf(CARE_CONTACT), 'The appointed fast vårdkontakt'),
  },
  planeringsunderlag: {
    answers: required(
      listOf(objectOf({ question: required('text', 'The question'), answer: required('text', 'The answer') }), 100),
      "The party's own answers",
    ),
    colour: optional(codeOf(COLOUR_TRACKS), "The party's colour track, which follows from its answers"),
    servicesChange: optional('boolean', 'Whether services are new or change with the discharge'),
    existingPlan: optional('boolean', 'Whether there is a SIP already'),
  },
  utskrivningsrapport: {
    medicalPlan: optional('text', 'Medical care plan'),
    medicalPlanAt: optional('instant', 'When the plan was last revised'),
    nursingStatus: optional('text', 'Nursing status'),
    functionStatus: optional('text', 'Function status by occupational therapist or physiotherapist'),
    mobility: optional('text', 'Assessment of mobility'),
    activity: optional('text', 'Assessment of activity and function'),
  },
  'generellt-meddelande': {
    text: required('text', 'The message'),
    homeCareRequest: optional(HOME_CARE_REQUEST, 'Asks home health care to take over'),
    callReply: optional(CALL_REPLY, 'Answer of one who was called to a SIP'),
  },
  extrameddelande: {
    text: required('text', 'The message'),
    sip: optional(
      objectOf({
        when: required(codeOf(SIP_WHEN), 'Before or after the discharge'),
        time: optional('instant', 'Proposed time'),
        place: optional('text', 'Proposed place'),
        participants: optional('text', 'Who should take part'),
      }),
      'A need of a SIP',
    ),
    plannedInterventions: optional(
      objectOf({
        planned: required('boolean', 'Whether interventions are planned; none is an answer too'),
        beforeDischarge: optional('text', 'What has to be there before the discharge'),
      }),
      'Planned interventions',
    ),
    contacts: optional(listOf(CONTACT, 20), 'Receiving units'),
    transport: optional('text', 'Transport that was booked'),
    callReply: optional(CALL_REPLY, 'Answer of one who was called to a SIP'),
  },
  'adl-status': {
    status: required('text', 'What the patient manages in daily life'),
    assessedAt: optional('instant', 'When it was assessed'),
  },
  patientinformation: {
    entries: required(
      listOf(
        objectOf({
          date: required('date', 'Date of the entry'),
          text: required('text', 'In words that the patient understands'),
          profession: optional('text', 'Who of the unit writes: nurse, rehabilitation'),
        }),
        100,
      ),
      'What the sender plans for the patient; replaces what it wrote before',
    ),
    services: optional(listOf(SERVICE, 50), 'What the patient gets at home, and who answers for it'),
    health: optional(HEALTH, 'What the patient is told of the illness and of what comes after'),
    sipAt: optional('instant', 'When the SIP meeting is held, once that is decided'),
  },
  'fast-vardkontakt': {
    ...CARE_CONTACT,
    coordinator: optional('boolean', 'Whether this is the one who coordinates the discharge'),
    ended: optional('boolean', 'The person is no longer a fast vårdkontakt'),
  },
  'orsak-utebliven-kvittens': { reason: required('text', 'Why the message is not receipted') },
  kommunklar: {
    decided: required('boolean', 'Whether interventions have been decided'),
    branches: optional(
      listOf(codeOf(['socialtjanst', 'hemsjukvard', 'sabo']), 3),
      'For whom this is said, when for others than the sender',
    ),
    interventions: optional(
      listOf(
        objectOf({
          name: required('text', 'The intervention'),
          responsible: optional('text', 'Who carries it out'),
          law: optional('text', 'By which law it was decided'),
        }),
        50,
      ),
      'What was decided',
    ),
    executableFrom: optional('date', 'From when it can be carried out'),
    decidedOn: optional('date', 'When it was decided'),
    contacts: optional(listOf(CONTACT, 20), 'Receiving units'),
  },
  slutanteckningar: {
    medicationList: required('text', 'Current list of medicines'),
    medicalSummary: required('text', 'Medical summary (epikris)'),
    nursingSummary: required('text', 'Nursing summary (omvårdnadsepikris)'),
    physicianResponsibility: required(
      objectOf({
        who: required(codeOf(['slutenvard', 'oppenvard', 'annan']), 'Who answers for the treatment that goes on'),
        text: optional('text', 'How: follow-up, referral, what else'),
      }),
      'Responsible physician after the discharge',
    ),
  },
  'fristaende-meddelande': {
    useCase: required(codeOf(USE_CASES), 'What it is for'),
    text: required('text', 'The message'),
    profession: required('text', 'Profession or person that gets it'),
    senderProfession: optional('text', 'Profession of the sender'),
    admitted: optional('boolean', 'Whether the person is admitted'),
    ongoingInterventions: optional('boolean', 'Whether the person has interventions already'),
    municipalNurse: optional('boolean', 'Whether the municipal nurse has interventions'),
    urgent: optional('boolean', 'Urgent matters are told by telephone'),
    telephone: optional(
      objectOf({
        with: required('text', 'Who was spoken to'),
        at: required('instant', 'When'),
        reason: optional('text', 'Why the telephone'),
      }),
      'Contact by telephone',
    ),
    contacts: optional(listOf(CONTACT, 20), 'Contact details'),
    documents: optional(listOf(DOCUMENT, 20), 'Documents that go along'),
    plannedAdmission: optional('date', 'Planned admission'),
    plannedDischarge: optional('date', 'Planned discharge'),
    operation: optional('date', 'Operation or treatment'),
    cancelled: optional('boolean', 'The planned stay is called off or moved'),
  },
  samtycke: {
    scope: required(listOf('text', 20), 'What the person consents to'),
    actors: optional(listOf('text', 50), 'HSA-ids of the units that the person agrees to; without them all'),
    consents: optional(listOf(PLAN_CONSENT, 20), 'Answers one by one, where a yes is not the same for everything'),
    recordedBy: optional(STAFF, 'Who recorded it'),
    representative: optional(
      objectOf({ name: required('text', 'Name'), role: required('text', 'Guardian, legal representative') }),
      'Who decided when the person could not',
    ),
  },
  'samtycke-aterkallat': {
    scope: optional(listOf('text', 20), 'What the consent is withdrawn for; everything without it'),
    reason: optional('text', 'Why'),
  },
  avliden: {
    diedOn: required('date', 'Day of death'),
    source: required(codeOf(['manuell', 'folkbokforing']), 'Where it is known from'),
  },
  egenvardsbedomning: {
    phase: required(codeOf(['begaran', 'bedomning']), 'Whether a written assessment is asked for or given'),
    measure: required('text', 'The measure that is judged'),
    measureKind: optional(codeOf(MEASURE_KINDS), 'What kind of measure it is'),
    assistance: optional('boolean', 'Whether the municipality is to decide on help with it'),
    assessment: optional('text', 'The assessment with its risks'),
    assessor: optional(STAFF, 'Who judged'),
    responsibleParty: optional(
      codeOf(['patient', 'narstaende', 'personlig-assistent', 'hemtjanst']),
      'Who answers for it',
    ),
    performer: optional('text', 'Who carries it out'),
    informed: optional(INFORMED, 'Who was told what the self-care means'),
    followUp: optional('date', 'When it is followed up'),
  },
};
