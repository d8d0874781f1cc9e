import { ASKED } from './content/at-home.js';
import { codeOf, listOf, objectOf, optional, required, STAFF } from './content/form.js';
import type { Fields, TextPattern } from './content/form.js';
import { PLAN_CONTENT } from './content/plan.js';
import { PLANNING_CONTENT } from './content/planning.js';
import { COMPULSORY_CARE, SIP_CONTENT } from './content/sip.js';
import { PATIENT_ID_TYPES } from './message.js';
import type { AnyMessageKind, HubMessageKind, MessageKind } from './message.js';

const MUNICIPALITY: TextPattern = { expression: /^\d{4}$/, form: 'a municipality code of four digits' };

const ARRIVAL_TALK = objectOf({
  heldAt: required('instant', 'When it was held'),
  by: optional(STAFF, 'Who held it'),
  participants: optional('text', 'Who took part: the patient, relatives'),
  notes: optional('text', 'What it showed: target group, units, expected discharge'),
});

const agreed = (values: readonly string[], about: string) =>
  optional(
    objectOf({
      status: required(codeOf(values), 'How it stands'),
      agreedWith: optional('text', 'With whom something else was agreed'),
      agreedAt: optional('instant', 'When that was agreed'),
    }),
    about,
  );

/** What one region asks for before a discharge; each is said outright, none is taken for granted. */
const DISCHARGE_CRITERIA = objectOf({
  oral: optional('boolean', 'The person or a relative was told by word of mouth'),
  dischargeNote: optional('boolean', 'The medical discharge note was handed over'),
  medicationList: optional('boolean', 'The list of medicines was handed over'),
  nursingSummary: optional('boolean', 'The nursing summary was handed over'),
  training: optional(codeOf(['ja', 'ej-aktuellt']), 'The training programme was handed over'),
  aids: agreed(['klart', 'overenskommelse', 'ej-aktuellt'], 'Aids are there from the day of discharge'),
  medicines: agreed(['klart', 'overenskommelse'], 'Medicines go along'),
  medicinesThrough: optional('date', 'Last day for which medicines go along'),
  receivingContact: optional(codeOf(['tagen', 'behovs-ej']), 'The receiving unit was contacted'),
});

const expectedDischarge = optional('date', 'Estimated discharge; may follow in a new notice');
const reasonWithConsent = optional('text', 'Reason for admission; only with consent');

/** The content of every message kind: the one source of validation, schemas and documentation. */
export const CONTENT: Readonly<Record<MessageKind, Fields>> = {
  inskrivningsmeddelande: {
    admittedAt: optional('instant', 'Admission; starts the 24 hours unless assessedAt is given'),
    assessedAt: optional(
      'instant',
      "The physician's assessment when it came later than admission; then it starts the 24 hours",
    ),
    expectedDischarge,
    physicianAssessed: optional('boolean', 'A physician judged that the notice is needed (category B)'),
    assessedBy: optional(STAFF, 'Who judged that the patient belongs to the target group'),
    reason: reasonWithConsent,
    mobile: optional('text', "The patient's mobile number; only with consent"),
    other: optional('text', 'Anything else; only with consent'),
    needIdentifiedAt: optional('instant', 'When the need of support was seen, when that was later than the admission'),
    placedBy: optional(
      { type: 'text', pattern: MUNICIPALITY, longest: 4 },
      'Municipality that has placed the person in another one and stays liable to pay; only with consent',
    ),
    arrivalTalk: optional(ARRIVAL_TALK, 'The arrival talk, held before the notice'),
    contactOrder: optional(listOf(ASKED, 10), 'Whom the parties ask when they plan; only with consent'),
    compulsoryCare: optional(
      codeOf(COMPULSORY_CARE),
      'Compulsory psychiatric care under LPT or LRV, which has a coordinated care plan in place of a SIP; only with consent',
    ),
  },
  utskrivningsklar: {
    readyAt: required('instant', 'When the treating physician judged the patient ready'),
    assessedBy: optional(STAFF, 'The treating physician'),
    informedOrally: optional('boolean', 'The person or a relative was told by word of mouth'),
    override: optional('text', 'Why it is sent although something is missing'),
  },
  'utskrivningsklar-aterkallad': { reason: optional('text', 'Why the patient is not ready after all') },
  utskrivningsmeddelande: {
    dischargedAt: required('instant', 'When the patient left the ward'),
    summary: optional('text', 'Summary of the stay'),
    responsibility: optional(
      objectOf({ party: required('text', 'Who answers for the care'), reason: required('text', 'Why') }),
      'When something else was decided than that primary care and municipality take over',
    ),
    criteria: optional(DISCHARGE_CRITERIA, 'What has to be settled before the discharge'),
    informationHandedOver: optional('boolean', 'The patient was handed the written information'),
  },
  'utskrivning-aterkallad': { reason: optional('text', 'Why the discharge is taken back') },
  'avbryt-vardtillfalle': { reason: optional('text', 'Why the care episode was entered in error') },
  makulering: {
    messageId: required('text', "The sender's id of the message to withdraw"),
    reason: required('text', 'Why it is withdrawn'),
  },
  'planerad-inskrivning': {
    plannedAdmission: optional('date', 'When the patient is expected at the ward'),
    expectedDischarge,
    reason: reasonWithConsent,
  },
  'planerad-inskrivning-installd': { reason: optional('text', 'Why the planned stay is called off') },
  avdelningsbyte: {
    ward: required('text', 'HSA-id of the ward where the patient is now'),
    movedAt: optional('instant', 'When the patient came there'),
  },
  personuppgifter: { updatedAt: optional('instant', 'When the record system noted the change') },
  identitetsbyte: {
    previousId: required('text', 'The identity under which the person was known'),
    previousIdType: required(codeOf(PATIENT_ID_TYPES), 'What kind of identity that was'),
  },
  ...PLANNING_CONTENT,
  ...SIP_CONTENT,
  ...PLAN_CONTENT,
};

const deadlineNotice: Fields = {
  deliveryId: optional('text', 'The delivery whose receipt is missing'),
  deadlineId: optional('text', 'The deadline that has passed'),
  kind: required('text', 'Name of the deadline'),
  due: required('instant', 'When it was due'),
  step: required('text', 'Step of the ladder'),
  rule: required('text', 'Rule id'),
  occurrence: required('integer', 'How many times this step has been taken'),
  messageId: required('text', "The sender's id of the message that is waited for"),
  messageKind: required('text', 'Its kind'),
  responsible: required('text', 'HSA-id of the unit that is late'),
  responsibleName: optional('text', 'Its name'),
  phone: optional('text', 'Whom to call'),
};

/** The content of what only the hub sends. */
export const HUB_CONTENT: Readonly<Record<HubMessageKind, Fields>> = {
  paminnelse: deadlineNotice,
  eskalering: deadlineNotice,
  felsant: {
    deliveryId: required('text', 'The delivery that was misdirected'),
    messageId: required('text', "The sender's id of the message"),
    unit: required('text', 'HSA-id of the unit that it did not belong to'),
    role: required('text', 'Role in which that unit got it'),
    reason: required('text', 'Why it did not belong there'),
  },
  testmeddelande: {
    text: required('text', 'What operations wrote; the message is to be passed by without any step'),
  },
};

/** The content of every kind, also of what only the hub sends. */
export const ANY_CONTENT: Readonly<Record<AnyMessageKind, Fields>> = { ...CONTENT, ...HUB_CONTENT };

/** The content fields of a kind; none for what is no kind. */
export function contentFieldsOf(kind: string): Fields {
  const content: Readonly<Record<string, Fields>> = ANY_CONTENT;
  return (Object.hasOwn(content, kind) ? content[kind] : undefined) ?? {};
}
