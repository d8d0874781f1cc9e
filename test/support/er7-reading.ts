import { readFileSync } from 'node:fs';

import type { Mapping } from '#domain/mapping.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import { readAdtMessage } from '#formats/hl7v2/adt.js';
import { parseEr7, repetitionsOf, segmentAt, trimmedOf } from '#formats/hl7v2/er7.js';
import type { Hl7Message, Value } from '#formats/hl7v2/er7.js';
import { parsePath } from '#formats/hl7v2/location.js';
import type { Location } from '#formats/hl7v2/location.js';
import { readEr7Message } from '#formats/hl7v2/read.js';
import { placeOf } from '#formats/reading.js';
import type { FormatReading, ReadingRules } from '#formats/reading.js';

export const MAPPING: Mapping = { ...PLAIN_MAPPING, facilities: { 'PAS|AVD12': 'SE2321000016-AVD12' } };
export const RULES: ReadingRules = { mapping: MAPPING, processingIds: ['P'] };

export const MSH = 'MSH|^~\\&|JOURNAL|AVD12|||20261123081500||ADT^A01|1|P|2.5';
export const PID = 'PID|||191212121212^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||Tolvansson^Tolvan';

export const mapped = (changes: Partial<Mapping>): ReadingRules => ({ ...RULES, mapping: { ...MAPPING, ...changes } });

export function readFixture(name: string, rules = RULES): FormatReading {
  const bytes = new Uint8Array(readFileSync(`test/fixtures/messages/hl7v2/${name}.hl7`));
  return readEr7Message({ bytes, contentType: 'application/hl7-v2' }, rules);
}

export function readText(text: string, rules = RULES): FormatReading {
  const result = parseEr7(text);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return readAdtMessage(result.message, rules);
}

export function modelOf(reading: FormatReading): Readonly<Record<string, unknown>> {
  if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
  return reading.model;
}

export function checked(reading: FormatReading): Message {
  const result = checkMessage(modelOf(reading));
  if (!result.ok || reading.reasons.length > 0) {
    throw new Error(JSON.stringify([reading.reasons, result.ok ? [] : result.reasons]));
  }
  return result.message;
}

/** What is wrong with a message, the model's part of it told where it stands. */
export function reasonsOf(reading: FormatReading): Reason[] {
  if (!reading.ok) return [...reading.reasons];
  const result = checkMessage(reading.model);
  const places = new Map(reading.places());
  const ofModel = result.ok ? [] : result.reasons.map((found) => ({ ...found, ...placeOf(places, found.path) }));
  const told = reading.reasons.map(({ path }) => `${path}^`);
  return [...reading.reasons, ...ofModel.filter(({ path }) => !told.some((known) => `${path}^`.startsWith(known)))];
}

export const refusals = (reading: FormatReading): string[] =>
  reasonsOf(reading).map(({ code, path }) => `${code} ${path}`);

/** What stands at a place such as `PV2-9` or `PID-3(2).4.2`: `undefined` for nothing, `null` for `""`. */
export function value(message: Hl7Message, place: string | Location): Value {
  const at = typeof place === 'string' ? parsePath(place) : place;
  const segment = at && segmentAt(message, at.segment, at.sequence);
  const repetition = repetitionsOf(message, segment, at?.field ?? 0)[(at?.repetition ?? 1) - 1];
  return repetition === undefined ? undefined : trimmedOf(message, repetition, at?.component, at?.subcomponent);
}
