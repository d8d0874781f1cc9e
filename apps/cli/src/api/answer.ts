import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';

/** A JSON object that the hub answered with; every read checks what is there. */
export class Answer {
  private constructor(
    private readonly fields: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  /** @throws Failure when `value` is no object, and so do all reads of what is missing or of another type. */
  static of(value: unknown, path: string): Answer {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(path);
    return new Answer(Object.fromEntries(Object.entries(value)), path);
  }

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value !== 'string') throw unexpected(`${this.path}.${name}`);
    return value;
  }

  /** Undefined for what is left out or null. */
  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  number(name: string): number {
    const value = this.fields[name];
    if (typeof value !== 'number') throw unexpected(`${this.path}.${name}`);
    return value;
  }

  instant(name: string): Date {
    const value = new Date(this.text(name));
    if (Number.isNaN(value.getTime())) throw unexpected(`${this.path}.${name}`);
    return value;
  }

  optionalInstant(name: string): Date | undefined {
    return this.has(name) ? this.instant(name) : undefined;
  }

  /** A member of an answer that must be an object too. */
  child(name: string): Answer {
    return Answer.of(this.fields[name], `${this.path}.${name}`);
  }

  optionalChild(name: string): Answer | undefined {
    return this.has(name) ? this.child(name) : undefined;
  }

  list(name: string): Answer[] {
    return this.values(name).map((item, index) => Answer.of(item, `${this.path}.${name}[${String(index)}]`));
  }

  /** An empty list for what is left out. */
  optionalList(name: string): Answer[] {
    return this.has(name) ? this.list(name) : [];
  }

  texts(name: string): string[] {
    return this.values(name).map((item) => {
      if (typeof item !== 'string') throw unexpected(`${this.path}.${name}`);
      return item;
    });
  }

  /** The object itself, to be shown as it came. */
  get raw(): Readonly<Record<string, unknown>> {
    return this.fields;
  }

  private values(name: string): unknown[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw unexpected(`${this.path}.${name}`);
    const list: unknown[] = value;
    return list;
  }

  private has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }
}

function unexpected(path: string): Failure {
  return new Failure(both((texts) => texts.unexpectedAnswer(path)));
}
