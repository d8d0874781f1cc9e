import { parseCivilDate, parseInstant } from './calendar.js';
import { MAX_ID, MAX_TEXT } from './content/form.js';
import { reason } from './reason.js';
import type { Reason, ReasonCode } from './reason.js';

/** Whether a text holds no controls other than tab and line ends, and nothing that is no character: XML could not carry them. */
export function isText(value: string): boolean {
  if (!value.isWellFormed()) return false;
  for (let i = 0; i < value.length; i += 1) {
    const unit = value.charCodeAt(i);
    if (unit < 0x20 ? unit !== 0x09 && unit !== 0x0a && unit !== 0x0d : unit >= 0xfffe) return false;
  }
  return true;
}

/** How many unknown fields of one object are told; what sends more is no message. */
const MAX_UNKNOWN = 20;

/** Years in which a stay can lie; others are slips of the pen, and some of them no database can hold. */
const YEARS = { first: 1900, last: 2199 };

function isOfOurTime(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= YEARS.first && year <= YEARS.last;
}

export type Fields = Readonly<Record<string, unknown>>;

/** An object that came from outside: own enumerable keys only. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Walks one object of the message, collecting every reason instead of stopping at the first. */
export class ObjectCheck {
  constructor(
    private readonly fields: Fields,
    private readonly path: string,
    readonly reasons: Reason[],
  ) {}

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  refuse(name: string, code: ReasonCode, detail: string, rule?: string): undefined {
    this.reasons.push(reason(code, this.at(name), detail, rule));
    return undefined;
  }

  /** The value, or undefined when it is absent, null or a blank text; a required one that is absent is a reason. */
  value(name: string, isRequired: boolean, rule?: string): unknown {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    const isBlank = typeof value === 'string' && value.trim() === '';
    if (value !== undefined && value !== null && !isBlank) return value;
    if (isRequired) this.refuse(name, 'missing-field', 'add it', rule);
    return undefined;
  }

  knowsOnly(names: readonly string[]): void {
    const unknown = Object.keys(this.fields).filter((name) => !names.includes(name));
    for (const name of unknown.slice(0, MAX_UNKNOWN)) {
      const isPlainName = /^[A-Za-z][\w-]{0,40}$/.test(name);
      this.reasons.push(
        reason('unknown-field', isPlainName ? this.at(name) : this.path, `known here: ${names.join(', ')}`),
      );
    }
  }

  text(name: string, isRequired: boolean, rule?: string, max = MAX_TEXT): string | undefined {
    const value = this.value(name, isRequired, rule);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.refuse(name, 'invalid-value', 'must be a text', rule);
    if (value.length > max) return this.refuse(name, 'invalid-value', `at most ${String(max)} characters`, rule);
    if (!isText(value)) {
      return this.refuse(name, 'character-set', 'holds a character that no text may hold', rule);
    }
    return value;
  }

  pattern(name: string, pattern: RegExp, form: string, isRequired: boolean): string | undefined {
    const value = this.text(name, isRequired, undefined, MAX_ID);
    if (value === undefined || pattern.test(value)) return value;
    return this.refuse(name, 'invalid-value', `must be ${form}`);
  }

  flag(name: string, isRequired = false): boolean | undefined {
    const value = this.value(name, isRequired);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.refuse(name, 'invalid-value', 'must be true or false');
  }

  instant(name: string, isRequired: boolean): string | undefined {
    const value = this.text(name, isRequired, undefined, MAX_ID);
    if (value === undefined) return undefined;
    if (parseInstant(value) !== undefined) return this.ofOurTime(name, value);
    return this.refuse(name, 'invalid-value', 'must be a date and time with zone, such as 2026-11-23T08:15:00+01:00');
  }

  dateOrInstant(name: string, isRequired: boolean): string | undefined {
    const value = this.text(name, isRequired, undefined, MAX_ID);
    if (value === undefined) return undefined;
    if ((parseCivilDate(value) ?? parseInstant(value)) !== undefined) return this.ofOurTime(name, value);
    return this.refuse(name, 'invalid-value', 'must be a date such as 2026-11-27, or a date and time with zone');
  }

  private ofOurTime(name: string, value: string): string | undefined {
    if (isOfOurTime(value)) return value;
    return this.refuse(name, 'invalid-value', `must lie in the years ${String(YEARS.first)} to ${String(YEARS.last)}`);
  }

  oneOf<T extends string>(
    name: string,
    allowed: readonly T[],
    isRequired: boolean,
    code: ReasonCode,
    rule?: string,
  ): T | undefined {
    const value = this.text(name, isRequired, rule, MAX_ID);
    if (value === undefined) return undefined;
    const known = allowed.find((candidate) => candidate === value);
    return known ?? this.refuse(name, code, `must be one of ${allowed.join(', ')}`, rule);
  }

  texts(name: string, max: number): string[] | undefined {
    const value = this.value(name, false);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.length > max)
      return this.refuse(name, 'invalid-value', `must be a list of at most ${String(max)} texts`);
    const texts: string[] = [];
    value.forEach((item: unknown, index) => {
      if (typeof item === 'string' && item.trim() !== '' && item.length <= MAX_TEXT && isText(item)) texts.push(item);
      else this.refuse(`${name}[${String(index)}]`, 'invalid-value', 'must be a text');
    });
    return texts;
  }

  whole(name: string, isRequired: boolean): number | undefined {
    const value = this.value(name, isRequired);
    if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
    return this.refuse(name, 'invalid-value', 'must be a whole number');
  }

  /** The items of a list, unchecked. */
  items(name: string, isRequired: boolean, most: number): unknown[] | undefined {
    const value = this.value(name, isRequired);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.length <= most) return value;
    return this.refuse(name, 'invalid-value', `must be a list of at most ${String(most)}`);
  }

  /** A check of values that were taken out of this object, under its path. */
  of(fields: Fields): ObjectCheck {
    return new ObjectCheck(fields, this.path, this.reasons);
  }

  child(name: string, isRequired: boolean): ObjectCheck | undefined {
    const value = this.value(name, isRequired);
    if (value === undefined) return undefined;
    if (isFields(value)) return new ObjectCheck(value, this.at(name), this.reasons);
    return this.refuse(name, 'invalid-value', 'must be an object');
  }
}
