import type { Address, Content } from '../message.js';

/** Reads what a message said, whose form was checked when it came in: what is not there is undefined. */

export function textIn(content: Content, field: string): string | undefined {
  const value = content[field];
  return typeof value === 'string' ? value : undefined;
}

export function flagIn(content: Content, field: string): boolean | undefined {
  const value = content[field];
  return typeof value === 'boolean' ? value : undefined;
}

export function numberIn(content: Content, field: string): number | undefined {
  const value = content[field];
  return typeof value === 'number' ? value : undefined;
}

export function textsIn(content: Content, field: string): string[] | undefined {
  const value = content[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

export function codeIn<T extends string>(codes: readonly T[], content: Content, field: string): T | undefined {
  const value = content[field];
  return codes.find((code) => code === value);
}

export function objectIn(content: Content, field: string): Content | undefined {
  return fieldsOf(content[field]);
}

/** The objects of a list; none where there is no list. */
export function objectsIn(content: Content, field: string): Content[] {
  const value = content[field];
  return Array.isArray(value)
    ? value.flatMap((item: unknown): Content[] => {
        const fields = fieldsOf(item);
        return fields === undefined ? [] : [fields];
      })
    : [];
}

function fieldsOf(value: unknown): Content | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

/** Name and title of a member of staff; undefined without a name. */
export function staffIn(content: Content, field: string): { name: string; title?: string } | undefined {
  const staff = objectIn(content, field);
  const name = staff && textIn(staff, 'name');
  if (staff === undefined || name === undefined) return undefined;
  const title = textIn(staff, 'title');
  return { name, ...(title === undefined ? {} : { title }) };
}

export function addressIn(content: Content, field: string): Address | undefined {
  const address = objectIn(content, field);
  if (address === undefined) return undefined;
  const [postalCode, city] = [textIn(address, 'postalCode'), textIn(address, 'city')];
  return {
    line: textsIn(address, 'line') ?? [],
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(city === undefined ? {} : { city }),
  };
}
