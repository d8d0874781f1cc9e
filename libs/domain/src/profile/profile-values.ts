import type { CalendarKind } from '../calendar.js';
import { repeated, type ConfigReader } from '../config-reader.js';
import { MESSAGE_KINDS, PARTY_ROLES, type MessageKind, type PartyRole } from '../message.js';
import { REASON_CODES, type ReasonCode } from '../reason.js';

/** The single values that stand everywhere in a profile: names, rule ids, times, kinds, roles, codes. */

export const NAME = /^[a-z][a-z0-9-]*$/;
export const RULE_ID = /^([A-Z])-[A-Z]+-\d+[a-z]?$/;
export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
export const CALENDARS: readonly [CalendarKind, ...CalendarKind[]] = ['every-calendar-day', 'weekdays'];

/** Codes of remarks on what is accepted, and of what a rule of the region refuses. */
export const REMARKS = codesOf(['warning']);
export const REFUSALS = codesOf(['against-rule', 'conflict']);

function codesOf(outcomes: readonly string[]): ReadonlySet<string> {
  return new Set(
    Object.entries(REASON_CODES).flatMap(([code, { outcome }]) => (outcomes.includes(outcome) ? [code] : [])),
  );
}

export function ruleId(entry: ConfigReader): string {
  return entry.textLike(RULE_ID, 'a rule id such as G-ACK-03');
}

export function timeOfDay(entry: ConfigReader): string {
  return entry.textLike(TIME_OF_DAY, 'a time of day between 00:00 and 23:59, written HH:MM');
}

export function calendar(entry: ConfigReader): CalendarKind {
  return entry.oneOf(CALENDARS);
}

export function messageKind(entry: ConfigReader): MessageKind {
  return entry.oneOf(MESSAGE_KINDS);
}

export function isMessageKind(name: string): name is MessageKind {
  return MESSAGE_KINDS.some((kind) => kind === name);
}

export function role(entry: ConfigReader): PartyRole {
  return entry.oneOf(PARTY_ROLES);
}

export function remark(entry: ConfigReader): ReasonCode {
  return codeIn(REMARKS, entry, 'late');
}

export function refusal(entry: ConfigReader): ReasonCode {
  return codeIn(REFUSALS, entry, 'missing-field');
}

function codeIn(codes: ReadonlySet<string>, entry: ConfigReader, fallback: ReasonCode): ReasonCode {
  const isOne = (value: unknown): value is ReasonCode => typeof value === 'string' && codes.has(value);
  return entry.matching(isOne, () => `one of ${[...codes].join(', ')}`, fallback);
}

/** A list in which nothing stands twice; empty when it is left out. */
export function listAt<T extends string>(entry: ConfigReader, key: string, read: (item: ConfigReader) => T): T[] {
  return entry.optional(key, (list) => unrepeated(list, read)) ?? [];
}

export function unrepeated<T extends string>(list: ConfigReader, read: (item: ConfigReader) => T): T[] {
  const items = list.located(read);
  for (const { entry, key } of repeated(items, ({ value }) => value)) entry.at.problem(`${key} is listed before`);
  return items.map(({ value }) => value);
}

export function textAt(entry: ConfigReader, key: string): string | undefined {
  return entry.optional(key, (value) => value.text());
}

export function flagAt(entry: ConfigReader, key: string): boolean {
  return entry.optional(key, (value) => value.flag()) ?? false;
}

/** A property for each value that is there, so that what was left out is not there as undefined. */
export function present<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const kept: { [Key in keyof T]?: Exclude<T[Key], undefined> } = {};
  for (const key of keysOf(values)) {
    const value = values[key];
    if (isPresent(value)) kept[key] = value;
  }
  return kept;
}

function keysOf<T extends object>(values: T): (keyof T)[] {
  const isKey = (key: string): key is Extract<keyof T, string> => Object.hasOwn(values, key);
  return Object.keys(values).filter(isKey);
}

function isPresent<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
