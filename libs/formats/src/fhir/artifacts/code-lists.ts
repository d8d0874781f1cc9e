import type { Both } from '#domain/both.js';
import { DELIVERY_STATES } from '#domain/delivery.js';
import { isErrorCode, textsOf } from '#domain/error-catalogue.js';
import { REQUEST_CODES } from '#domain/codes/request-codes.js';
import { ANY_MESSAGE_KINDS, NEEDS, PLANNING_CATEGORIES } from '#domain/message.js';
import type { Need } from '#domain/message.js';
import { KIND_NAMES } from '#domain/names.js';
import { REASON_CODES } from '#domain/reason.js';
import { CODE_SYSTEM, ERROR_CODES, MESSAGE_KIND } from '../names.js';
import { DELIVERY_STATE_NAMES, RECEIPT_CODE, RECEIPT_NAME } from '../task.js';
import { asTitle } from './artifact.js';
import type { CodeList } from './code-list.js';
import { PLAN_CODE_LISTS } from './plan-code-lists.js';

const NEED_NAMES: Readonly<Record<Need, Both>> = {
  oppenvard: { sv: 'Öppenvård', en: 'Primary care' },
  socialtjanst: { sv: 'Socialtjänst', en: 'Social services' },
  hemsjukvard: { sv: 'Kommunal hemsjukvård', en: 'Municipal home care' },
  sabo: { sv: 'Särskilt boende', en: 'Special housing' },
};

const CODES_OF_ERRORS = [...Object.keys(REASON_CODES), ...Object.keys(REQUEST_CODES)].filter(isErrorCode);

/** Every list of codes that the hub's FHIR messages, Tasks and answers are written with. */
export const CODE_LISTS: readonly CodeList[] = [
  {
    system: MESSAGE_KIND,
    title: { sv: 'Meddelandetyp', en: 'Message kind' },
    description: 'Event of a message: what MessageHeader.eventCoding says. The last ones are sent by the hub only.',
    codes: ANY_MESSAGE_KINDS.map((kind) => [kind, asTitle(KIND_NAMES[kind])] as const),
  },
  {
    system: CODE_SYSTEM.planningCategory,
    title: { sv: 'Planeringskategori', en: 'Planning category' },
    description: 'Category of the discharge planning; the profile of the region says what follows from each.',
    codes: PLANNING_CATEGORIES.map(
      (code) => [code, { sv: `Planeringskategori ${code}`, en: `Planning category ${code}` }] as const,
    ),
  },
  {
    system: CODE_SYSTEM.need,
    title: { sv: 'Behov', en: 'Need' },
    description: 'Services that the patient has or needs after discharge; together they decide the planning category.',
    codes: NEEDS.map((code) => [code, NEED_NAMES[code]] as const),
  },
  {
    system: CODE_SYSTEM.deliveryState,
    title: { sv: 'Leveransläge', en: 'Delivery state' },
    description: 'How one message stands in the inbox of one unit: what Task.businessStatus says.',
    codes: DELIVERY_STATES.map((code) => [code, DELIVERY_STATE_NAMES[code]] as const),
  },
  {
    system: CODE_SYSTEM.task,
    title: { sv: 'Uppgift', en: 'Task' },
    description: 'What the Task of a delivery asks its owner to do.',
    codes: [[RECEIPT_CODE, RECEIPT_NAME]],
  },
  {
    system: ERROR_CODES,
    title: { sv: 'Orsak', en: 'Reason' },
    description: 'Stable codes of refusals and remarks: what OperationOutcome.issue.details says.',
    codes: CODES_OF_ERRORS.map((code) => [code, textsOf(code)] as const),
  },
  ...PLAN_CODE_LISTS,
];
