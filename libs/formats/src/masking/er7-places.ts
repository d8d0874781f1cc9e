import { PLANNING_CATEGORIES } from '#domain/message.js';
import { charsetNamed } from '../hl7v2/charset.js';
import { isHl7Time, isHsaId, isId, isIsoTime, isMunicipality, isOid, isSmallNumber, like, oneOf } from './harmless.js';
import type { Form } from './harmless.js';
import { modelForm, MODEL_NAMES } from './model-places.js';

/** Segments of ADT messages and batches; Z-segments by their letter. A line that begins otherwise may be anything. */
const SEGMENTS = new Set([
  ...['MSH', 'SFT', 'EVN', 'PID', 'PD1', 'ARV', 'ROL', 'NK1', 'PV1', 'PV2', 'DB1', 'OBX', 'AL1', 'DG1', 'DRG', 'PR1'],
  ...['GT1', 'IN1', 'IN2', 'IN3', 'ACC', 'UB1', 'UB2', 'PDA', 'MRG', 'NTE', 'NPU', 'FHS', 'BHS', 'BTS', 'FTS', 'DSC'],
  ...['MSA', 'ERR', 'OBR', 'ORC', 'IAM', 'PRT'],
]);

/** Whether HL7 or a site (`Z..`) calls a segment so; anything else at the head of a line may be anything. */
export function isSegmentName(name: string): boolean {
  return SEGMENTS.has(name) || /^Z[A-Z0-9]{2}$/.test(name);
}

const isApplication: Form = (value) => isHsaId(value) || /^[A-Z][A-Z0-9_-]{1,29}$/.test(value) || isOid(value);
const isEvent = like(/^[A-Z]\d{2}$/);
const isCharset: Form = (value) => value.length < 30 && charsetNamed(value) !== undefined;
const isAcknowledgement = oneOf(['AL', 'NE', 'ER', 'SU']);

/** Fields that hold no personal data, in every message also of a person with protected identity. */
const HEAD: Readonly<Record<string, Form>> = {
  'MSH-3.1': isApplication,
  'MSH-3.2': isOid,
  'MSH-4.1': isApplication,
  'MSH-4.2': isApplication,
  'MSH-5.1': isApplication,
  'MSH-6.1': isApplication,
  'MSH-7.1': isHl7Time,
  'MSH-9.1': like(/^(?:ADT|ACK|REF|ORU|MDM|SIU)$/),
  'MSH-9.2': isEvent,
  'MSH-9.3': like(/^ADT_[A-Z]\d{2}$/),
  'MSH-10.1': isId,
  'MSH-11.1': oneOf(['P', 'T', 'D']),
  'MSH-11.2': oneOf(['A', 'R', 'I', 'T']),
  'MSH-12.1': like(/^2(?:\.\d){0,2}$/),
  'MSH-13.1': isSmallNumber,
  'MSH-15.1': isAcknowledgement,
  'MSH-16.1': isAcknowledgement,
  'MSH-17.1': oneOf(['SWE', 'SE']),
  'MSH-18.1': isCharset,
  'EVN-1.1': isEvent,
  'EVN-2.1': isHl7Time,
  'PID-1.1': isSmallNumber,
  'PV1-1.1': isSmallNumber,
  'OBX-1.1': isSmallNumber,
  'BHS-7.1': isHl7Time,
  'BHS-11.1': isId,
  'FHS-7.1': isHl7Time,
  'FHS-11.1': isId,
  'BTS-1.1': isSmallNumber,
  'FTS-1.1': isSmallNumber,
};

const isIdentifierType = oneOf(['NNSWE', 'PNSWE', 'PI', 'PN', 'MR', 'SS', 'XX', 'NI', 'RI', 'VN', 'AN', 'PT']);

/** Those that are shown of everybody else. */
const PLACES: Readonly<Record<string, Form>> = {
  'EVN-3.1': isHl7Time,
  'EVN-4.1': like(/^\d{2}$/),
  'EVN-6.1': isHl7Time,
  'EVN-7.1': isHsaId,
  'PID-3.4.2': isOid,
  'PID-3.4.3': oneOf(['ISO']),
  'PID-3.5': isIdentifierType,
  'PID-5.7': oneOf(['L', 'M', 'N', 'A', 'U']),
  'PID-11.7': oneOf(['L', 'H', 'P', 'M', 'C', 'O', 'B']),
  'PID-11.9': isMunicipality,
  'PD1-3.1': isHsaId,
  'PD1-3.3': isHsaId,
  'PD1-12.1': oneOf(['Y', 'N']),
  'PV1-2.1': oneOf(['I', 'O', 'E', 'P', 'R', 'B', 'N', 'U', 'C']),
  'PV1-3.1': isId,
  'PV1-3.2': isId,
  'PV1-3.4.1': isId,
  'PV1-6.1': isId,
  'PV1-19.1': isId,
  'PV1-19.4.2': isOid,
  'PV1-36.1': like(/^\d{1,2}$/),
  'PV1-39.1': isHsaId,
  'PV1-44.1': isHl7Time,
  'PV1-45.1': isHl7Time,
  'PV2-8.1': isHl7Time,
  'PV2-9.1': isHl7Time,
  'PV2-33.1': isHl7Time,
  'OBX-2.1': like(/^(?:CWE|CE|ST|TX|FT|TS|DT|DTM|TM|NM|ID|IS|ED|RP)$/),
  'OBX-11.1': like(/^[A-Z]$/),
  'OBX-14.1': isHl7Time,
  'MRG-1.4.2': isOid,
  'MRG-1.4.3': oneOf(['ISO']),
  'MRG-1.5': isIdentifierType,
  'NTE-1.1': isSmallNumber,
};

/** What stands at a place of HL7 v2; `sub` is 1 where nothing is divided. */
export interface Er7Place {
  readonly segment: string;
  readonly field: number;
  readonly component: number;
  readonly subcomponent: number;
  /** OBX-3 of the segment. */
  readonly observation: string;
}

/** Codes of observations that carry what stands at a place of the model, or that are ours. */
const isObservationCode: Form = (value) =>
  value === 'samtycke' ||
  value === 'planeringskategori' ||
  value === 'behov' ||
  value.split('.').every((name) => MODEL_NAMES.has(name));

const NEVER: Form = undefined;

/** What the value at a place of HL7 v2 has to look like to be shown; undefined where it is masked whatever it is. */
export function er7Form(place: Er7Place, isProtected: boolean): Form {
  const { segment, field, component, subcomponent } = place;
  const field1 = `${segment}-${String(field)}.${String(component)}`;
  const key = subcomponent === 1 ? field1 : `${field1}.${String(subcomponent)}`;
  const head = HEAD[key] ?? (subcomponent === 1 ? HEAD[`${key}.1`] : NEVER);
  if (head !== undefined || isProtected) return head;
  if (segment === 'OBX' && field === 3 && component === 1) return isObservationCode;
  if (segment === 'OBX' && field === 5 && component === 1) return observedForm(place.observation);
  return PLACES[key] ?? (subcomponent === 1 ? PLACES[`${key}.1`] : NEVER);
}

/** What an observation of a code may show: consent, category, and what the model shows at that place, times as HL7 writes them. */
function observedForm(code: string): Form {
  if (code === 'samtycke') return oneOf(['J', 'N', 'JA', 'NEJ']);
  if (code === 'planeringskategori') return oneOf(PLANNING_CATEGORIES);
  const form = modelForm(code, false) ?? modelForm(`content.${code}`, false);
  if (form === undefined) return undefined;
  return (value) => form(value) || (form === isIsoTime && isHl7Time(value));
}
