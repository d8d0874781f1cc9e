import { contentFieldsOf } from '#domain/content.js';
import { PLAN_CONTENT } from '#domain/content/plan.js';
import { PATIENT_ID_TYPES } from '#domain/message.js';
import type { RenderedMessage } from '../rendering.js';
import { CONTENT_READINGS, isUnitId, pairCodeOf } from './adt-content.js';
import { STANDARD_DELIMITERS } from './delimiters.js';
import type { Segment } from './er7.js';
import type { FieldContent } from './er7-print.js';
import { makeSegment } from './er7-print.js';
import { hasEvent } from './events.js';
import { identityComponents } from './identity-fields.js';
import { codeOfContent, OBSERVATIONS } from './observations.js';
import { observedValuesOf, property } from './observed-values.js';
import { hl7OfIso } from './timestamp.js';

/** What stands in fields of EVN, MRG, PV1 and PV2, for the kinds that have an event of their own. */
export interface FieldValues {
  /** EVN-2, where the content says when the event was noted. */
  readonly recordedAt?: string | undefined;
  /** EVN-6. */
  readonly occurredAt?: string | undefined;
  /** MRG-1. */
  readonly previous?: FieldContent;
  /** PV1-2: I for a stay, P before it, N where there is none. */
  readonly patientClass: string;
  readonly ward?: string | undefined;
  readonly assessedBy?: FieldContent;
  readonly admittedAt?: string | undefined;
  readonly dischargedAt?: string | undefined;
  readonly plannedAdmission?: string | undefined;
  readonly expectedDischarge?: string | undefined;
}

const PATIENT_CLASSES: ReadonlyMap<string, string> = new Map([
  ...Object.keys(PLAN_CONTENT).map((kind) => [kind, 'N'] as const),
  ['planerad-inskrivning', 'P'],
  ['planerad-inskrivning-installd', 'P'],
  ['personuppgifter', 'N'],
  ['identitetsbyte', 'N'],
  ['fristaende-meddelande', 'N'],
]);

export function valuesInFields({ kind, content }: RenderedMessage): FieldValues {
  const patientClass = PATIENT_CLASSES.get(kind) ?? 'I';
  if (!hasEvent(kind)) return { patientClass };
  const time = (name: string): string | undefined => {
    const text = textOf(content[name]);
    return text === undefined ? undefined : hl7OfIso(text) || undefined;
  };
  const occurredAt = ['readyAt', 'assessedAt', 'movedAt', 'updatedAt'].map(time).find((text) => text !== undefined);
  const ward = textOf(content['ward']);
  return {
    patientClass,
    occurredAt,
    // Readers that know EVN-2 alone must not take the sending of a notice for an assessment after the admission.
    recordedAt: time('updatedAt') ?? (time('assessedAt') === undefined ? time('admittedAt') : undefined),
    previous: previousIdentity(content['previousId'], content['previousIdType']),
    ward: ward !== undefined && isUnitId(ward) ? ward : undefined,
    assessedBy: staffComponents(content['assessedBy']),
    admittedAt: time('admittedAt'),
    dischargedAt: time('dischargedAt'),
    plannedAdmission: time('plannedAdmission'),
    expectedDischarge: time('expectedDischarge'),
  };
}

function previousIdentity(id: unknown, type: unknown): FieldContent {
  const idType = PATIENT_ID_TYPES.find((known) => known === type);
  return typeof id === 'string' && idType !== undefined ? identityComponents(id, idType) : undefined;
}

/** Family name last, as it is read; the whole name joined again is the name. */
function staffComponents(staff: unknown): FieldContent {
  const name = textOf(property(staff, 'name'));
  if (name === undefined) return undefined;
  const space = name.lastIndexOf(' ');
  const given = name.slice(0, Math.max(space, 0));
  return [undefined, name.slice(space + 1), given, undefined, undefined, textOf(property(staff, 'title'))];
}

/** The OBX whose codes were agreed on, and the content that has no field of HL7. */
export function agreedObservations(message: RenderedMessage): Segment[] {
  const { consent } = message;
  return [
    observation(OBSERVATIONS.kind, 'CWE', message.kind),
    observation(OBSERVATIONS.consent, 'CWE', flag(consent?.given), hl7OfIso(consent?.recordedAt ?? '')),
    observation(OBSERVATIONS.consentScope, 'CWE', repeated(consent?.scope)),
    observation(OBSERVATIONS.consentActors, 'CWE', repeated(consent?.actors)),
    observation(OBSERVATIONS.planningCategory, 'CWE', message.planningCategory),
    observation(OBSERVATIONS.needs, 'CWE', repeated(message.needs)),
    observation(OBSERVATIONS.recipients, 'CWE', repeated(message.recipients)),
    observation(OBSERVATIONS.inReplyTo, 'CWE', message.inReplyTo),
    observation(OBSERVATIONS.plan, 'CWE', message.plan),
    ...contentObservations(message),
  ].flat();
}

function contentObservations({ kind, content }: RenderedMessage): Segment[][] {
  const inFields = hasEvent(kind) ? CONTENT_READINGS : {};
  return Object.entries(contentFieldsOf(kind))
    .filter(([name]) => !Object.hasOwn(inFields, name))
    .flatMap(([name, form]) => {
      const value = content[name];
      if (value === undefined || value === null) return [];
      const pair = form.type === 'object' ? pairCodeOf(name, form.fields) : undefined;
      if (form.type === 'object' && pair !== undefined) {
        const texts = Object.keys(form.fields).map((part) => textOf(property(value, part)));
        return [observation(pair, 'CWE', texts)];
      }
      const isDeep = form.type === 'object' || form.type === 'list';
      return observedValuesOf(isDeep ? name : codeOfContent(name), form, value).map(({ code, type, text }) =>
        observation(code, type, text, undefined, true),
      );
    });
}

function observation(code: string, type: string, value: FieldContent, at = '', evenEmpty = false): Segment[] {
  if ((value === undefined || value === '') && !evenEmpty) return [];
  const contents = { 2: type || undefined, 3: code, 5: value === '' ? undefined : value, 11: 'F', 14: at || undefined };
  return [makeSegment(STANDARD_DELIMITERS, 'OBX', contents)];
}

function repeated(values: readonly string[] | undefined): FieldContent {
  return values === undefined || values.length === 0 ? undefined : { repetitions: values.map((value) => [value]) };
}

function flag(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'J' : 'N';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
