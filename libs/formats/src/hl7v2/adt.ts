import { parseInstant } from '#domain/calendar.js';
import { CONTENT } from '#domain/content.js';
import type { MessageKind, Origin } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { ackMode, HUB } from './ack.js';
import type { AckMode } from './ack.js';
import type { Locate } from './adt-locations.js';
import { locator, usualLocations } from './adt-locations.js';
import { readPatient, RESERVE_AUTHORITIES } from './adt-patient.js';
import type { Hl7Message } from './er7.js';
import { textAt } from './er7.js';
import { kindOfEvent } from './events.js';
import { FieldReader } from './field-reader.js';
import { OBSERVATIONS, Observations } from './observations.js';
import { instantOfHl7 } from './timestamp.js';

export interface AdtOptions {
  /** HSA-id of the unit that MSH-3 and MSH-4 mean for this source; `undefined` leaves MSH-4 as it is. */
  readonly mapUnit: (application: string, facility: string) => string | undefined;
  /** Processing ids (MSH-11) that belong here: `P` in production, `T` and `D` in test. */
  readonly processingIds: readonly string[];
  /** OIDs whose identifiers are reservnummer. */
  readonly reserveAuthorities?: readonly string[];
}

/** How the message reached us; also what its answer needs. */
export interface Hl7Origin extends Origin {
  readonly format: 'hl7v2';
  readonly event: string;
  /** MSH-10. */
  readonly controlId: string;
  readonly mode: AckMode;
  /** PV1-3.1, the ward. */
  readonly ward?: string;
  /** Model paths that the sender emptied with `""`. */
  readonly cleared: readonly string[];
}

export type AdtReading =
  | {
      ok: true;
      /** The wire model as plain data, to be checked like any other. */
      model: Readonly<Record<string, unknown>>;
      origin: Hl7Origin;
      /** What could not be mapped, at HL7 locations; the message is refused when there is any. */
      reasons: readonly Reason[];
      /** Where a model path stands in the message. */
      locate: Locate;
    }
  /** Not ours: another event, version or processing id. */
  | { ok: false; origin: Hl7Origin; reasons: readonly Reason[] };

const VERSION = /^2\.[2-8](\.\d){0,2}$/;

/** An ADT message as the wire model. Every reason is told at once. */
export function readAdt(message: Hl7Message, options: AdtOptions): AdtReading {
  const event = eventOf(message);
  const kind = textAt(message, 'MSH-9.1') === 'ADT' ? kindOfEvent(event) : undefined;
  const foreign = foreignReasons(message, kind, options.processingIds);
  const reader = new FieldReader(message);
  if (kind === undefined || foreign.length > 0)
    return { ok: false, origin: originOf(message, event, reader), reasons: foreign };

  const facility = textAt(message, 'MSH-4') || textAt(message, 'MSH-4.2');
  const observations = new Observations(message);
  const patient = readPatient(message, options.reserveAuthorities ?? RESERVE_AUTHORITIES);
  const model = {
    messageId: reader.text('messageId', 'MSH-10'),
    kind,
    sender: options.mapUnit(applicationOf(message), facility) ?? facility,
    sentAt: reader.instant('sentAt', 'MSH-7'),
    episodeId: reader.text('episodeId', 'PV1-19'),
    episode: textAt(message, 'PV1-50.4') === HUB ? reader.text('episode', 'PV1-50') : undefined,
    patient: patient.patient,
    planningCategory: observations.coded(OBSERVATIONS.planningCategory),
    needs: observations.list(OBSERVATIONS.needs),
    recipients: observations.list(OBSERVATIONS.recipients),
    inReplyTo: observations.coded(OBSERVATIONS.inReplyTo),
    consent: readConsent(observations, reader),
    content: readContent(kind, observations, reader),
  };
  return {
    ok: true,
    model,
    origin: originOf(message, event, reader),
    reasons: [...patient.reasons, ...observations.reasons, ...reader.reasons],
    locate: locator(() => [...usualLocations(kind, observations), ...patient.locations(), ...reader.locations]),
  };
}

function foreignReasons(
  message: Hl7Message,
  kind: MessageKind | undefined,
  processingIds: readonly string[],
): Reason[] {
  const reasons: Reason[] = [];
  if (kind === undefined) reasons.push(reason('not-our-event', 'MSH^1^9'));
  if (!processingIds.includes(textAt(message, 'MSH-11'))) reasons.push(reason('wrong-processing-id', 'MSH^1^11'));
  if (!VERSION.test(textAt(message, 'MSH-12')))
    reasons.push(reason('unsupported-version', 'MSH^1^12', 'use 2.2 to 2.8'));
  return reasons;
}

function eventOf(message: Hl7Message): string {
  return textAt(message, 'MSH-9.2') || textAt(message, 'EVN-1');
}

function applicationOf(message: Hl7Message): string {
  return textAt(message, 'MSH-3') || textAt(message, 'MSH-3.2');
}

function originOf(message: Hl7Message, event: string, reader: FieldReader): Hl7Origin {
  return {
    format: 'hl7v2',
    event,
    application: applicationOf(message),
    controlId: textAt(message, 'MSH-10'),
    mode: ackMode(message),
    ward: textAt(message, 'PV1-3') || undefined,
    cleared: reader.cleared,
  };
}

function readConsent(observations: Observations, reader: FieldReader): Readonly<Record<string, unknown>> | undefined {
  const given = observations.flag(OBSERVATIONS.consent);
  if (given === undefined) return undefined;
  const at = observations.location(OBSERVATIONS.consent, 14);
  const recorded = observations.observedAt(OBSERVATIONS.consent);
  return {
    given,
    scope: observations.list(OBSERVATIONS.consentScope),
    recordedAt: recorded === undefined ? undefined : reader.converted(recorded, at, instantOfHl7),
  };
}

/** What each content field is read from; a kind takes the fields that it has. */
function readContent(
  kind: MessageKind,
  observations: Observations,
  reader: FieldReader,
): Readonly<Record<string, unknown>> {
  const sources: Readonly<Record<string, () => unknown>> = {
    admittedAt: () => reader.instant('content.admittedAt', 'PV1-44'),
    assessedAt: () => assessedAt(reader, textAt(reader.message, 'MSH-9.2') === 'A01' ? ['EVN-6', 'EVN-2'] : ['EVN-6']),
    expectedDischarge: () => reader.dateOrInstant('content.expectedDischarge', 'PV2-9'),
    readyAt: () => reader.instant('content.readyAt', 'EVN-6', 'EVN-2'),
    assessedBy: () => reader.staff('content.assessedBy', 'PV1-7'),
    dischargedAt: () => reader.instant('content.dischargedAt', 'PV1-45'),
    physicianAssessed: () => observations.flag(OBSERVATIONS.physicianAssessed),
    reason: () => observations.text(OBSERVATIONS.reason),
    mobile: () => observations.text(OBSERVATIONS.mobile),
    other: () => observations.text(OBSERVATIONS.other),
    summary: () => observations.text(OBSERVATIONS.summary),
    responsibility: () => responsibility(observations),
  };
  const read = Object.keys(CONTENT[kind]).map((name) => [name, sources[name]?.()] as const);
  return Object.fromEntries(read.filter(([, content]) => content !== undefined));
}

/** An assessment that did not come later than the admission starts nothing of its own. */
function assessedAt(reader: FieldReader, places: readonly string[]): string | undefined {
  const assessed = reader.instant('content.assessedAt', ...places);
  const admitted = instantOfHl7(textAt(reader.message, 'PV1-44'));
  if (assessed === undefined || admitted === undefined) return assessed;
  const isLater = (parseInstant(assessed)?.getTime() ?? 0) > (parseInstant(admitted)?.getTime() ?? 0);
  return isLater ? assessed : undefined;
}

function responsibility(observations: Observations): Readonly<Record<string, unknown>> | undefined {
  const party = observations.coded(OBSERVATIONS.responsibility);
  const why = observations.coded(OBSERVATIONS.responsibility, 2);
  return party === undefined && why === undefined ? undefined : { party, reason: why };
}
