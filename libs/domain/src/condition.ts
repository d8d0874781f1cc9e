import {
  addDays,
  addHours,
  civilDateOf,
  civilDaysBetween,
  isWeekday,
  parseCivilDate,
  parseInstant,
} from './calendar.js';
import type { CalendarKind } from './calendar.js';
import type { Party } from './episode/episode.js';
import { ageOn } from './identity.js';
import { PATIENT_ID_TYPES } from './message.js';
import type { MessageKind, PartyRole } from './message.js';

/**
 * What can be asked of a message and of what is known of its stay. Paths lead through what `Subject.values` holds, such as
 * `content.decided`, `patient.municipality`, `consent.given`, `sender.role`, `episode.expectedDischarge`,
 * `said.kommunklar.executableFrom`. A path that leads nowhere has no value: `has` is false, comparisons hold. A path into a list
 * leads to what stands there in each item, such as `content.documents.type`.
 */
export type Condition =
  | { readonly has: string }
  | { readonly lacks: string }
  | { readonly is: { readonly path: string; readonly value: string | number | boolean } }
  | { readonly in: { readonly path: string; readonly values: readonly string[] } }
  /** The first is not later than the second, by civil day when either is a day. */
  | { readonly ordered: readonly [string, string] }
  /** At most so many days, or so many items, characters: a number at a path. */
  | { readonly count: { readonly path: string; readonly least?: number; readonly most?: number } }
  /** An earlier message of the stay stands: of this kind, by a unit of one of these roles, saying these things. */
  | { readonly said: { readonly kind: MessageKind; readonly by?: readonly PartyRole[]; readonly has?: string } }
  /**
   * Every party of these roles has said it, itself or by another that said it for its role. With `since`: after the last
   * message of that kind, where there is one.
   */
  | {
      readonly saidByAll: {
        readonly kind: MessageKind;
        readonly roles: readonly PartyRole[];
        readonly since?: MessageKind;
      };
    }
  /** All deliveries of the first message of this kind have been receipted. */
  | { readonly receipted: MessageKind }
  | { readonly consent: string }
  /** The person has said no to it, or has taken a consent back. */
  | { readonly refused: string }
  /** The consent to the scope covers every unit at the path; one that names no units covers all. */
  | { readonly agreed: { readonly scope: string; readonly units: string } }
  /** The same stands at both. */
  | { readonly same: readonly [string, string] }
  /** Whatever stands at the first stands at the second too; holds where either is missing. */
  | { readonly among: readonly [string, string] }
  /** It holds of each item of a list, or of each for which `when` holds; paths within begin with `item`. */
  | { readonly every: { readonly of: string; readonly when?: Condition; readonly must: Condition } }
  /** Nothing that stands at the first stands at the second. */
  | { readonly apart: readonly [string, string] }
  /** The day at `through` is so many civil days after that of the first of the `from` paths that leads to one, or before. */
  | {
      readonly within: {
        readonly from: readonly string[];
        readonly through: string;
        readonly least?: number;
        readonly most?: number;
      };
    }
  /** The day at `through` is at least so many days of the calendar after the one at `from`, which is not counted. */
  | {
      readonly lasts: {
        readonly from: string;
        readonly through: string;
        readonly days: number;
        readonly calendar: CalendarKind;
      };
    }
  /** More than so many elapsed hours lie between the two instants; so many exactly are not more. */
  | { readonly longer: { readonly from: string; readonly through: string; readonly hours: number } }
  /** The instant at the path falls on a weekday in Sweden. */
  | { readonly weekday: string }
  /** On the day at `on` the patient has had so many birthdays; holds where the day or the date of birth is not known. */
  | { readonly age: { readonly on: string; readonly least?: number; readonly most?: number } }
  /** Each text at the path has at least one word, so that none is only a code. */
  | { readonly inWords: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** One standing message of the stay, as far as conditions ask for it. */
export interface Said {
  readonly kind: MessageKind;
  readonly role: PartyRole;
  readonly unit: string;
  /** Other roles than the sender's for which it was said too. */
  readonly alsoFor: readonly PartyRole[];
  readonly content: Readonly<Record<string, unknown>>;
}

/** A yes or a no; a yes may be for some units only. */
export interface ConsentWord {
  readonly given: boolean;
  /** HSA-ids. */
  readonly actors?: readonly string[] | undefined;
}

/** What a condition is asked of. */
export interface Subject {
  /** Everything that paths lead through. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly said: readonly Said[];
  readonly parties: readonly Party[];
  readonly isReceipted: (kind: MessageKind) => boolean;
  readonly hasConsent: (scope: string) => boolean;
  /** What the person has said last of the scope; undefined when that is nothing. */
  readonly consentTo: (scope: string) => ConsentWord | undefined;
}

/** Whether a condition holds. */
export function holds(condition: Condition, subject: Subject): boolean {
  // What stands most often in profiles is asked first.
  if ('all' in condition) return condition.all.every((one) => holds(one, subject));
  if ('any' in condition) return condition.any.some((one) => holds(one, subject));
  if ('not' in condition) return !holds(condition.not, subject);
  if ('has' in condition) return valueAt(condition.has, subject) !== undefined;
  if ('lacks' in condition) return valueAt(condition.lacks, subject) === undefined;
  if ('is' in condition) return valueAt(condition.is.path, subject) === condition.is.value;
  if ('in' in condition) return isOneOf(valueAt(condition.in.path, subject), condition.in.values);
  if ('ordered' in condition) return isOrdered(condition.ordered, subject);
  if ('count' in condition) return isCounted(condition.count, subject);
  if ('said' in condition) return wasSaid(condition.said, subject);
  if ('saidByAll' in condition) return wasSaidByAll(condition.saidByAll, subject);
  if ('receipted' in condition) return subject.isReceipted(condition.receipted);
  if ('consent' in condition) return subject.hasConsent(condition.consent);
  if ('refused' in condition) return subject.consentTo(condition.refused)?.given === false;
  if ('agreed' in condition) return isAgreed(condition.agreed, subject);
  if ('same' in condition) return isSame(condition.same, subject);
  if ('among' in condition) return isAmong(condition.among, subject);
  if ('apart' in condition) return isApart(condition.apart, subject);
  if ('every' in condition) return isOfEvery(condition.every, subject);
  if ('within' in condition) return isWithin(condition.within, subject);
  if ('lasts' in condition) return isLasting(condition.lasts, subject);
  if ('longer' in condition) return isLonger(condition.longer, subject);
  if ('age' in condition) return isOfAge(condition.age, subject);
  if ('inWords' in condition) return isInWords(valueAt(condition.inWords, subject));
  return isOnWeekday(valueAt(condition.weekday, subject));
}

/** What stands at a path; undefined where it leads nowhere, and for blank texts and empty lists. */
export function valueAt(path: string, { values }: Subject): unknown {
  const found = within(values, stepsOf(path), 0);
  const isBlank = typeof found === 'string' && found.trim() === '';
  const isEmpty = found === null || isBlank || (Array.isArray(found) && found.length === 0);
  return isEmpty ? undefined : found;
}

// Paths stand in profiles, so they are few, and each is asked for with every message.
const knownPaths = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  const known = knownPaths.get(path);
  if (known !== undefined) return known;
  const steps = path.split('.');
  knownPaths.set(path, steps);
  return steps;
}

function within(value: unknown, steps: readonly string[], at: number): unknown {
  const name = steps[at];
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.flatMap((item) => within(item, steps, at) ?? []);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return within(Reflect.get(value, name), steps, at + 1);
}

function isOneOf(value: unknown, values: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => values.includes(String(item)));
  return typeof value === 'string' && values.includes(value);
}

function isOrdered([first, second]: readonly [string, string], subject: Subject): boolean {
  const [one, other] = [valueAt(first, subject), valueAt(second, subject)];
  if (typeof one !== 'string' || typeof other !== 'string') return true;
  const isByDay = parseCivilDate(one) !== undefined || parseCivilDate(other) !== undefined;
  const [from, to] = isByDay ? [dayOf(one), dayOf(other)] : [Date.parse(one), Date.parse(other)];
  return from === undefined || to === undefined || from <= to;
}

/** The civil day in Sweden of a day or an instant. */
function dayOf(text: string): string | undefined {
  const instant = parseInstant(text);
  return parseCivilDate(text) ?? (instant === undefined ? undefined : civilDateOf(instant));
}

function isCounted(
  { path, least = 0, most = Number.POSITIVE_INFINITY }: { path: string; least?: number; most?: number },
  subject: Subject,
): boolean {
  const value = valueAt(path, subject);
  const count = typeof value === 'number' ? value : Array.isArray(value) ? value.length : value === undefined ? 0 : 1;
  return count >= least && count <= most;
}

function wasSaid(
  { kind, by, has }: { kind: MessageKind; by?: readonly PartyRole[]; has?: string },
  { said }: Subject,
): boolean {
  return said.some(
    (one) =>
      one.kind === kind &&
      (by === undefined || [one.role, ...one.alsoFor].some((role) => by.includes(role))) &&
      (has === undefined || (one.content[has] !== undefined && one.content[has] !== false)),
  );
}

/** A unit that took another's place in its role need not say again what the other one had said. */
function wasSaidByAll(
  { kind, roles, since }: { kind: MessageKind; roles: readonly PartyRole[]; since?: MessageKind },
  { said, parties }: Subject,
): boolean {
  const begin = said.findLastIndex((one) => one.kind === since);
  const heard = said.slice(begin + 1).filter((one) => one.kind === kind);
  return parties
    .filter(({ role }) => roles.includes(role))
    .every(({ role, unit }) =>
      heard.some(
        (one) => one.unit === unit || one.alsoFor.includes(role) || (one.role === role && !isParty(one.unit, parties)),
      ),
    );
}

function isParty(unit: string, parties: readonly Party[]): boolean {
  return parties.some((party) => party.unit === unit);
}

function isLasting(
  { from, through, days, calendar }: { from: string; through: string; days: number; calendar: CalendarKind },
  subject: Subject,
): boolean {
  const [first, last] = [valueAt(from, subject), valueAt(through, subject)];
  const [start, end] = [first, last].map((value) => (typeof value === 'string' ? dayOf(value) : undefined));
  return start === undefined || end === undefined || addDays(start, days, calendar) <= end;
}

function isAgreed({ scope, units }: { scope: string; units: string }, subject: Subject): boolean {
  const actors = subject.consentTo(scope)?.actors;
  const named: unknown[] = [valueAt(units, subject)].flat();
  return actors === undefined || named.every((unit) => typeof unit !== 'string' || actors.includes(unit));
}

function isSame(paths: readonly [string, string], subject: Subject): boolean {
  const [one, other] = paths.map((path) => valueAt(path, subject));
  return one === undefined || other === undefined || one === other;
}

function isAmong(paths: readonly [string, string], subject: Subject): boolean {
  const [some, all] = paths.map((path) => valuesAt(path, subject));
  return some === undefined || all === undefined || some.every((one) => all.includes(one));
}

function isApart(paths: readonly [string, string], subject: Subject): boolean {
  const [some = [], others = []] = paths.map((path) => valuesAt(path, subject));
  return !some.some((one) => others.includes(one));
}

function isOfEvery({ of, when, must }: { of: string; when?: Condition; must: Condition }, subject: Subject): boolean {
  const items = valuesAt(of, subject) ?? [];
  return items
    .map((item) => ({ ...subject, values: { ...subject.values, item } }))
    .filter((one) => when === undefined || holds(when, one))
    .every((one) => holds(must, one));
}

/** What stands at a path, one or many; undefined for nothing. */
function valuesAt(path: string, subject: Subject): unknown[] | undefined {
  const value = valueAt(path, subject);
  return value === undefined ? undefined : [value].flat();
}

function isWithin(
  {
    from,
    through,
    least = Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
  }: { from: readonly string[]; through: string; least?: number; most?: number },
  subject: Subject,
): boolean {
  const first = from.map((path) => valueAt(path, subject)).find((value) => value !== undefined);
  const [start, end] = [first, valueAt(through, subject)].map((v) => (typeof v === 'string' ? dayOf(v) : undefined));
  if (start === undefined || end === undefined) return true;
  const days = civilDaysBetween(start, end);
  return days >= least && days <= most;
}

function isLonger(
  { from, through, hours }: { from: string; through: string; hours: number },
  subject: Subject,
): boolean {
  const [first, last] = [valueAt(from, subject), valueAt(through, subject)];
  const [start, end] = [first, last].map((value) => (typeof value === 'string' ? parseInstant(value) : undefined));
  return start === undefined || end === undefined || end > addHours(start, hours);
}

function isOnWeekday(value: unknown): boolean {
  const day = typeof value === 'string' ? dayOf(value) : undefined;
  return day !== undefined && isWeekday(day);
}

function isOfAge(
  { on, least = 0, most = Number.POSITIVE_INFINITY }: { on: string; least?: number; most?: number },
  subject: Subject,
): boolean {
  const [id, type, at] = ['patient.id', 'patient.idType', on].map((path) => valueAt(path, subject));
  const idType = PATIENT_ID_TYPES.find((known) => known === type);
  const day = typeof at === 'string' ? dayOf(at) : undefined;
  const isKnown = typeof id === 'string' && idType !== undefined && day !== undefined;
  const years = isKnown ? ageOn({ id, idType }, day) : undefined;
  return years === undefined || (years >= least && years <= most);
}

/** A letter and at least two small ones after it, or five of any size: codes and abbreviations have neither. */
const WORD = /(?<![\p{L}\p{N}])(?:\p{L}\p{Ll}{2,}|\p{L}{5,})/u;

function isInWords(value: unknown): boolean {
  const texts = [value].flat().filter((text) => typeof text === 'string');
  return texts.every((text) => WORD.test(text.normalize('NFC')));
}
