import { InvalidCursor } from '#flows/operations-ports.js';
import type { Page } from '#flows/operations-ports.js';

/** What the parts of a cursor look like; an instant is PostgreSQL's own text, so that no microsecond is lost. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d(:\d\d)?)?$/;
export const WHOLE = /^\d{1,18}$/;

/** The place after a row in a list, as a text that callers hand back as it is. */
export function encodeCursor(list: string, parts: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...parts])).toString('base64url');
}

/**
 * The parts of a cursor; undefined when there is none.
 * @throws InvalidCursor when it is not a cursor of that list, or its parts do not look like `shape`.
 */
export function decodeCursor(list: string, cursor: string | undefined, shape: readonly RegExp[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const [name, ...parts] = textsOf(cursor);
  const fits = name === list && parts.length === shape.length && shape.every((form, i) => form.test(parts[i] ?? ''));
  if (!fits) throw new InvalidCursor('The cursor is not one of this list');
  return parts;
}

function textsOf(cursor: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];
  } catch {
    return [];
  }
}

/** A page out of one row more than was asked for. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursor: (row: Row) => string,
  item: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? cursor(last) : undefined };
}

/** Rows of one page at most, and the one after it that tells whether there is another page. */
const PAGE_ROWS = 1_001;

/**
 * The first rows of an ordered selection. The number asked for is a parameter, which tells PostgreSQL nothing when it plans
 * a statement for all its values; the fixed bound keeps it from preparing for a tenth of the table.
 */
export function firstRows(selection: string, limit: string): string {
  return `SELECT * FROM (${selection} LIMIT ${String(PAGE_ROWS)}) AS bounded LIMIT ${limit}`;
}

/** Gathers the conditions of a query with their parameters. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly parts: string[] = [];

  /** The placeholder of a value. */
  parameter(value: unknown): string {
    this.parameters.push(value);
    return `$${String(this.parameters.length)}`;
  }

  /** Adds a condition on a value; none when there is no value. */
  on(value: unknown, condition: (placeholder: string) => string): this {
    if (value !== undefined) this.parts.push(condition(this.parameter(value)));
    return this;
  }

  /** Adds a condition without values, so that an index over part of a table is recognised by its own words. */
  that(condition: string): this {
    this.parts.push(condition);
    return this;
  }

  /** Adds the condition that a row lies beyond a cursor. */
  beyond(parts: readonly string[] | undefined, columns: string, types: readonly string[], isDescending: boolean): this {
    if (parts === undefined) return this;
    const values = parts.map((part, i) => `${this.parameter(part)}::${types[i] ?? 'text'}`).join(', ');
    this.parts.push(`(${columns}) ${isDescending ? '<' : '>'} (${values})`);
    return this;
  }

  toString(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }
}
