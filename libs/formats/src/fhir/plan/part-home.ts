import type { Draft } from '../draft.js';
import type { Home } from '../home.js';
import type { MessageParts, PlanResource } from '../message-parts.js';
import type { FhirNode } from '../node.js';

/** A resource while it is being written. */
export type Writing = Record<string, unknown>;

/** What was found, and where: or where it would stand. */
export interface Found {
  readonly at: FhirNode;
  readonly value: unknown;
}

export const textAt = (holder: FhirNode, key: string): Found => ({ at: holder.child(key), value: holder.text(key) });
export const exactAt = (holder: FhirNode, key: string): Found => ({
  at: holder.child(key),
  value: holder.exactText(key),
});

/** How one of the resources of a plan is begun; undefined where R4 could not hold it, such as without the person. */
export interface Part {
  readonly resource: PlanResource;
  readonly begin: (draft: Draft) => Writing | undefined;
}

/** An element of a resource of a plan as the place of a content field. */
export function elementOf(
  { resource, begin }: Part,
  type: Home['type'],
  write: (writing: Writing, value: unknown, draft: Draft) => boolean,
  read: (there: FhirNode, parts: MessageParts) => Found,
): Home {
  return {
    type,
    write: (draft, value) => {
      const writing = begin(draft);
      return writing !== undefined && write(writing, value, draft);
    },
    read: (parts, path, note) => {
      const { at, value } = read(parts.planned(resource), parts);
      note(path, at.path);
      return value;
    },
  };
}

/** Sets elements and is done. */
export function set(writing: Writing, elements: Readonly<Record<string, unknown>>): true {
  Object.assign(writing, elements);
  return true;
}
