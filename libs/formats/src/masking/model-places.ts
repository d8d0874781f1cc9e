import { NAMED_DEADLINES, STEP_NAMES } from '#domain/deadline/deadline-names.js';
import { ANY_MESSAGE_KINDS, NEEDS, PARTY_ROLES, PATIENT_ID_TYPES, PLANNING_CATEGORIES } from '#domain/message.js';
import type { FieldForm, Fields } from '#domain/content/form.js';
import { allContentFields, messageFields } from '../message-fields.js';
import {
  isBoolean,
  isHsaId,
  isId,
  isIsoTime,
  isMunicipality,
  isRule,
  isSmallNumber,
  isUuid,
  oneOf,
} from './harmless.js';
import type { Form } from './harmless.js';

const isKind = oneOf(ANY_MESSAGE_KINDS);

/** What tells which message it is: all that is shown of a person with protected identity. */
const HEAD: readonly (readonly [string, Form])[] = [
  ['messageId', isId],
  ['kind', isKind],
  ['sender', isHsaId],
  ['sentAt', isIsoTime],
  ['id', isUuid],
  ['notice', oneOf(['first', 'changed-date', 'changed-responsibility', 'update'])],
  ['receivedAt', isIsoTime],
  ['inReplyTo', isId],
];

/** Places around the content that hold no personal data. */
const ENVELOPE: readonly (readonly [string, Form])[] = [
  ['episodeId', isId],
  ['episode', isUuid],
  ['plan', isUuid],
  ['planningCategory', oneOf(PLANNING_CATEGORIES)],
  ['needs', oneOf(NEEDS)],
  ['recipients', isHsaId],
  ['servicesFrom', isIsoTime],
  ['judged.kind', oneOf([...ANY_MESSAGE_KINDS, ...NAMED_DEADLINES])],
  ['judged.startedFrom', (value) => value.split('.').every((name) => MODEL_NAMES.has(name))],
  ['judged.rule', isRule],
  ['judged.due', isIsoTime],
  ['judged.late', isBoolean],
  ['patient.idType', oneOf(PATIENT_ID_TYPES)],
  ['patient.municipality', isMunicipality],
  ['patient.healthCentre', isHsaId],
  ['patient.protected', isBoolean],
  ['consent.given', isBoolean],
  ['consent.scope', oneOf(['informationsoverforing', 'sip', '*'])],
  ['consent.recordedAt', isIsoTime],
  ['consent.actors', isHsaId],
];

/** Where those who take part in a plan are named; where it is no HSA-id it may be a person. */
const PLACES_OF_UNITS = [
  ...[
    'participant',
    'participants',
    'attendance',
    'coordinator',
    'careContact',
    'responsible',
    'contacts',
    'signatures',
  ],
  'to',
];

/** Texts within a content that hold ids and codes. */
const CONTENT: readonly (readonly [string, Form])[] = [
  ['content.ward', isHsaId],
  ['content.unit', isHsaId],
  ['content.responsible', isHsaId],
  ['content.messageId', isId],
  ['content.messageKind', isKind],
  ['content.deliveryId', isUuid],
  ['content.deadlineId', isUuid],
  ['content.step', oneOf(Object.keys(STEP_NAMES))],
  ['content.rule', isRule],
  ['content.role', oneOf(PARTY_ROLES)],
  ['content.actors', isHsaId],
  ['content.services.unit', isHsaId],
  ['content.occurrence', isSmallNumber],
  ['content.minutes', isSmallNumber],
  ...['area', 'meeting', 'goal', 'subgoal', 'intervention', 'replaces'].map(
    (name) => [`content.${name}`, isId] as const,
  ),
  ...PLACES_OF_UNITS.map((place) => [`content.${place}.unit`, isHsaId] as const),
  ['content.consents.actors', isHsaId],
];

/** Codes that tell of illness, or of what somebody is under: masked like any other personal data. */
const TELLING = new Set([
  'compulsoryCare',
  'reasonCode',
  'support',
  'measureKind',
  'responsibleParty',
  'who',
  'relation',
  // Somebody who cannot say, or for whom relatives act.
  'answer',
  'party',
]);

/** Dates, instants, codes and answers by yes or no, wherever they stand in a content. */
function* ofFields(fields: Fields, path: string): Generator<readonly [string, Form]> {
  for (const [name, definition] of Object.entries(fields)) {
    if (!TELLING.has(name)) yield* ofForm(definition, `${path}.${name}`);
  }
}

function* ofForm(form: FieldForm, path: string): Generator<readonly [string, Form]> {
  switch (form.type) {
    case 'date':
    case 'instant':
      yield [path, isIsoTime];
      return;
    case 'code':
      yield [path, oneOf(form.values)];
      return;
    case 'object':
      yield* ofFields(form.fields, path);
      return;
    case 'list':
      yield* ofForm(form.of, path);
      return;
    case 'boolean':
    case 'integer':
    case 'text':
      return;
  }
}

/** The same place may hold one thing in one kind and another in the next: what fits either is shown. */
function placesOf(entries: Iterable<readonly [string, Form]>): ReadonlyMap<string, Form> {
  const places = new Map<string, Form>();
  for (const [path, form] of entries) {
    const known = places.get(path);
    places.set(path, known === undefined || form === undefined ? form : (value) => known(value) || form(value));
  }
  return places;
}

function* ofContents(): Generator<readonly [string, Form]> {
  for (const { name, definitions } of allContentFields()) {
    if (TELLING.has(name)) continue;
    for (const definition of definitions) yield* ofForm(definition, `content.${name}`);
  }
}

const HEAD_PLACES = placesOf(HEAD);
const PLACES = placesOf([...HEAD, ...ENVELOPE, ...CONTENT, ...ofContents()]);

/**
 * What the value at a place of the model has to look like to be shown; undefined where it is masked whatever it is. A place is a
 * path without the numbers of list items. Of a person with protected identity nothing but the head is shown.
 */
export function modelForm(place: string, isProtected: boolean): Form {
  return (isProtected ? HEAD_PLACES : PLACES).get(place);
}

function namesIn(fields: Fields, names: Set<string>): void {
  for (const [name, definition] of Object.entries(fields)) {
    names.add(name);
    const inner = definition.type === 'list' ? definition.of : definition;
    if (inner.type === 'object') namesIn(inner.fields, names);
  }
}

function allNames(): ReadonlySet<string> {
  const names = new Set<string>();
  namesIn(messageFields(undefined), names);
  for (const { definitions } of allContentFields()) {
    for (const definition of definitions) namesIn({ it: definition }, names);
  }
  names.delete('it');
  return names;
}

/** Every name of a field in the model; other names may be anything. */
export const MODEL_NAMES = allNames();
