import { codeOf, listOf, MAX_ID, objectOf, optional, required } from './content/form.js';
import type { Fields } from './content/form.js';
import { NEEDS, PATIENT_ID_TYPES, PLANNING_CATEGORIES } from './message.js';

const ID = { type: 'text', longest: MAX_ID } as const;

const POSTAL_CODE = { expression: /^\d{3} ?\d{2}$/, form: 'five digits' };
const MUNICIPALITY = { expression: /^\d{4}$/, form: 'a municipality code of four digits' };
const HUB_ID = {
  expression: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  form: "the hub's id of the care episode",
};

const HUB_ID_OF_PLAN = { ...HUB_ID, form: "the hub's id of the plan" };

export const ADDRESS: Fields = {
  line: optional(listOf('text', 10), 'Street and number, care of; one or several lines'),
  postalCode: optional({ type: 'text', pattern: POSTAL_CODE }, 'Five digits'),
  city: optional('text', 'Postal town'),
};

export const PATIENT: Fields = {
  id: required(ID, 'Twelve digits for personnummer and samordningsnummer'),
  idType: required(codeOf(PATIENT_ID_TYPES), 'What kind of identity it is'),
  givenName: required('text', 'Given names'),
  familyName: required('text', 'Family name'),
  address: optional(objectOf(ADDRESS), 'Folkbokföringsadress; never passed on for a person with protected identity'),
  municipality: optional({ type: 'text', pattern: MUNICIPALITY }, 'Code of the municipality of folkbokföring'),
  healthCentre: optional(ID, 'HSA-id of the health centre where the patient is listed'),
  protected: optional('boolean', 'Sekretessmarkering or skyddad folkbokföring'),
};

export const CONSENT: Fields = {
  given: required('boolean', 'Whether the patient consents'),
  scope: optional(listOf('text', 50), 'What the consent is about; without scope it is about everything'),
  recordedAt: optional('instant', 'When it was recorded'),
  actors: optional(listOf('text', 50), 'HSA-ids of the units that the person agrees to; without them all'),
};

/**
 * The message around its content, `kind` and `content` aside: those differ by kind. With `CONTENT` this is what schemas,
 * documentation and the other formats are made from.
 */
export const ENVELOPE = {
  messageId: required(ID, 'Unique per sending unit, for ever'),
  sender: required(ID, 'HSA-id of the sending unit'),
  sentAt: required('instant', 'When it was sent'),
  episodeId: optional(ID, "The sending hospital organisation's number of the care episode"),
  episode: optional({ type: 'text', pattern: HUB_ID }, "The hub's own id of the care episode"),
  plan: optional({ type: 'text', pattern: HUB_ID_OF_PLAN }, "The hub's own id of the plan (SIP)"),
  patient: optional(objectOf(PATIENT), 'The person; needed in the message that opens a care episode'),
  planningCategory: optional(codeOf(PLANNING_CATEGORIES), 'Planning category'),
  needs: optional(listOf(codeOf(NEEDS), NEEDS.length), 'Needs that decide the planning category'),
  recipients: optional(listOf('text', 50), "HSA-ids that take the place of the directory's default for their role"),
  inReplyTo: optional(ID, 'messageId of the message that this one answers'),
  consent: optional(objectOf(CONSENT), "The patient's consent"),
} as const satisfies Fields;

/** What the hub adds to a message that it delivers; refused in a message that is sent. */
export const DELIVERED: Fields = {
  id: required('text', "The hub's id of the message"),
  notice: optional(
    codeOf(['first', 'changed-date', 'changed-responsibility', 'update']),
    'Which of the admission notices it is',
  ),
  receivedAt: required('instant', 'When the hub accepted it'),
  servicesFrom: optional('date', 'Day from which services can be promised, after a discharge notice'),
  judged: optional(
    listOf(
      objectOf({
        kind: required('text', 'Name of the deadline'),
        rule: required('text', 'Rule id'),
        due: required('instant', 'When it was due'),
        late: required('boolean', 'Whether the message came too late'),
        startedFrom: optional('text', 'Content field from which it was counted'),
      }),
      50,
    ),
    'What the message was to meet, and whether it came in time',
  ),
};
