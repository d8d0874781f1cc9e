import { contentFieldsOf } from '#domain/content.js';
import { objectOf, optional } from '#domain/content/form.js';
import type { FieldForm } from '#domain/content/form.js';
import { ENVELOPE } from '#domain/envelope.js';
import { mappedTo } from '#domain/mapping.js';
import type { Origin } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { FormatReading, Place, ReadingRules } from '../reading.js';
import { HUB } from './ack.js';
import { readContent, tellRepeated } from './adt-content.js';
import { readPatient } from './adt-patient.js';
import { AdtReader } from './adt-reader.js';
import type { Hl7Message } from './er7.js';
import { reasonAt, textAt, textPlaceOf } from './er7.js';
import { eventOf, kindOfEvent, OWN_EVENT } from './events.js';
import { formatLocation } from './location.js';
import type { Location } from './location.js';
import { EXACT, OBSERVATIONS } from './observations.js';
import { laidOver, readObserved } from './observed-values.js';

const VERSION = /^2\.[2-8](\.\d){0,2}$/;

/**
 * An ADT message as the wire model. Every reason is told at once, at HL7 locations such as `PID^1^3^1^1` with the number of
 * the segment in the message as line and the character at which its field begins as column.
 */
export function readAdtMessage(message: Hl7Message, { mapping, processingIds, ruleIds }: ReadingRules): FormatReading {
  const head = { kind: 'hl7v2', header: message } as const;
  const event = eventOf(message);
  const reader = new AdtReader(message, mapping, ruleIds);
  const kind = kindOf(reader, event);
  const reasons = foreignReasons(message, kind, processingIds).map((found) => reasonAt(found, message.segments));
  if (kind === undefined || reasons.length > 0) return { ok: false, reasons, head };
  if (kind === 'ignore') return { ok: false, ignored: true, reasons: [], head };

  const model = readModel(reader, kind, event);
  return {
    ok: true,
    model,
    origin: originOf(message, event, reader.cleared),
    reasons: reader.reasons.map((found) => reasonAt(found, message.segments)),
    places: () => placesOf(reader),
    head,
  };
}

/**
 * The kind that an event is read as, by the source's mapping or else the interface; an unknown kind of our own event is told
 * by the model's check.
 */
function kindOf(reader: AdtReader, event: string): string | undefined {
  const own = mappedTo(reader.mapping.events, event);
  if (own !== undefined) return own;
  const type = textAt(reader.message, 'MSH-9.1');
  if (type !== 'ADT') return undefined;
  return event === OWN_EVENT ? reader.one('kind', `OBX[${OBSERVATIONS.kind}]-5`) : kindOfEvent(event);
}

function foreignReasons(message: Hl7Message, kind: string | undefined, processingIds: readonly string[]): Reason[] {
  const reasons: Reason[] = [];
  if (kind === undefined) reasons.push(reason('not-our-event', 'MSH^1^9'));
  if (!processingIds.includes(textAt(message, 'MSH-11'))) reasons.push(reason('wrong-processing-id', 'MSH^1^11'));
  if (!VERSION.test(textAt(message, 'MSH-12')))
    reasons.push(reason('unsupported-version', 'MSH^1^12', 'use 2.2 to 2.8'));
  return reasons;
}

function originOf(message: Hl7Message, event: string, cleared: readonly string[]): Origin {
  const whole = cleared.map((path) => (path === 'consent.given' ? 'consent' : path));
  return { format: 'hl7v2', event, application: applicationOf(message), cleared: whole };
}

function applicationOf(message: Hl7Message): string {
  return textAt(message, 'MSH-3') || textAt(message, 'MSH-3.2');
}

function readModel(reader: AdtReader, kind: string, event: string): Readonly<Record<string, unknown>> {
  const { message } = reader;
  tellOtherKind(reader, kind, event);
  tellRepeated(reader);
  const model = {
    messageId: reader.one('messageId', 'MSH-10'),
    kind,
    sender: readSender(reader),
    sentAt: reader.instant('sentAt', 'MSH-7'),
    episodeId: reader.one('episodeId', 'PV1-19'),
    episode: textAt(message, 'PV1-50.4') === HUB ? reader.one('episode', 'PV1-50') : undefined,
    plan: reader.one('plan', `OBX[${OBSERVATIONS.plan}]-5`),
    patient: readPatient(reader),
    planningCategory: reader.one('planningCategory', `OBX[${OBSERVATIONS.planningCategory}]-5`),
    needs: reader.many('needs', `OBX[${OBSERVATIONS.needs}]-5`),
    recipients: reader.many('recipients', `OBX[${OBSERVATIONS.recipients}]-5`),
    inReplyTo: reader.one('inReplyTo', `OBX[${OBSERVATIONS.inReplyTo}]-5`),
    consent: readConsent(reader),
    content: readContent(reader, kind, event),
  };
  reader.stoodAt('patient', { segment: 'PID', sequence: 1 });
  if (reader.observations.below(EXACT).length === 0) return model;
  const exact = readObserved(reader, '', EXACT, exactForm(kind));
  return { ...model, ...Object.fromEntries(Object.entries(laidOver(exact, model) ?? {})) };
}

/** All that may be said exactly of a message of a kind. */
export function exactForm(kind: string): FieldForm {
  return objectOf({ ...ENVELOPE, content: optional(objectOf(contentFieldsOf(kind)), 'The content') });
}

/** A rendering says its kind beside the event; the two must agree. */
function tellOtherKind(reader: AdtReader, kind: string, event: string): void {
  const said = reader.isRendering ? reader.one('kind', `OBX[${OBSERVATIONS.kind}]-5`) : undefined;
  if (said !== undefined && said !== kind && kindOfEvent(event) === kind) {
    reader.refuse('kind', 'the event in MSH-9 is another kind of message');
  }
  if (event !== OWN_EVENT) reader.stoodAt('kind', { segment: 'MSH', sequence: 1, field: 9 });
}

/** MSH-4, or what the source's mapping makes of it, alone or together with MSH-3. */
function readSender(reader: AdtReader): string | undefined {
  const { message } = reader;
  const { facilities } = reader.mapping;
  const facility = reader.one('sender', 'MSH-4', 'MSH-4.2');
  const written = facility ?? '';
  return mappedTo(facilities, `${applicationOf(message)}|${written}`) ?? mappedTo(facilities, written) ?? facility;
}

function readConsent(reader: AdtReader): Readonly<Record<string, unknown>> | undefined {
  const { consent, consentScope, consentActors } = OBSERVATIONS;
  const given = reader.flag('consent.given', `OBX[${consent}]-5`);
  const scope = reader.many('consent.scope', `OBX[${consentScope}]-5`);
  const recordedAt = reader.instant('consent.recordedAt', `OBX[${consent}]-14`);
  const actors = reader.many('consent.actors', `OBX[${consentActors}]-5`);
  reader.standsWith('consent', 'consent.given');
  return given === undefined ? undefined : { given, scope, recordedAt, actors };
}

function* placesOf(reader: AdtReader): Iterable<readonly [string, Place]> {
  for (const [path, location] of reader.located()) yield [path, placeAt(reader.message, location)];
}

function placeAt(message: Hl7Message, location: Location): Place {
  return { path: formatLocation(location), ...textPlaceOf(message.segments, location) };
}
