import { PATIENT_ID_TYPES } from './message.js';
import type { AnyMessageKind, HubMessageKind, MessageKind } from './message.js';

/** Longest text in one field, and longest id, in characters. */
export const MAX_TEXT = 20_000;
export const MAX_ID = 200;

/**
 * What a field holds. `date` is a civil day or an instant; `instant` is ISO 8601 with zone; a `code` is one of a closed list.
 * Lists hold no empty places; objects hold no field that is not named. `longest` is in characters, `MAX_TEXT` without it.
 */
export type FieldForm =
  | { readonly type: 'instant' | 'date' | 'boolean' | 'integer' }
  | { readonly type: 'text'; readonly pattern?: TextPattern; readonly longest?: number }
  | { readonly type: 'code'; readonly values: readonly string[] }
  | { readonly type: 'object'; readonly fields: Fields }
  | { readonly type: 'list'; readonly of: FieldForm; readonly most: number };

/** `form` says in words what a text has to look like. */
export interface TextPattern {
  readonly expression: RegExp;
  readonly form: string;
}

export type FieldDefinition = FieldForm & { readonly required: boolean; readonly description: string };

/** The fields of an object, in the order in which they are written. */
export type Fields = Readonly<Record<string, FieldDefinition>>;

type SimpleType = 'instant' | 'date' | 'text' | 'boolean' | 'integer';

function formOf(form: SimpleType | FieldForm): FieldForm {
  return typeof form === 'string' ? { type: form } : form;
}

export const optional = (form: SimpleType | FieldForm, description: string): FieldDefinition => ({
  ...formOf(form),
  required: false,
  description,
});
export const required = (form: SimpleType | FieldForm, description: string): FieldDefinition => ({
  ...formOf(form),
  required: true,
  description,
});

export const objectOf = (fields: Fields): FieldForm => ({ type: 'object', fields });
export const listOf = (form: SimpleType | FieldForm, most: number): FieldForm => ({
  type: 'list',
  of: formOf(form),
  most,
});
export const codeOf = (values: readonly string[]): FieldForm => ({ type: 'code', values });

/** Name and title of a member of staff. */
export const STAFF = objectOf({ name: required('text', 'Name'), title: optional('text', 'Title') });

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
  },
  utskrivningsklar: {
    readyAt: required('instant', 'When the treating physician judged the patient ready'),
    assessedBy: optional(STAFF, 'The treating physician'),
  },
  'utskrivningsklar-aterkallad': { reason: optional('text', 'Why the patient is not ready after all') },
  utskrivningsmeddelande: {
    dischargedAt: required('instant', 'When the patient left the ward'),
    summary: optional('text', 'Summary of the stay'),
    responsibility: optional(
      objectOf({ party: required('text', 'Who answers for the care'), reason: required('text', 'Why') }),
      'When something else was decided than that primary care and municipality take over',
    ),
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
};

/** The content of every kind, also of what only the hub sends. */
export const ANY_CONTENT: Readonly<Record<AnyMessageKind, Fields>> = { ...CONTENT, ...HUB_CONTENT };

/** The content fields of a kind; none for what is no kind. */
export function contentFieldsOf(kind: string): Fields {
  const content: Readonly<Record<string, Fields>> = ANY_CONTENT;
  return (Object.hasOwn(content, kind) ? content[kind] : undefined) ?? {};
}
