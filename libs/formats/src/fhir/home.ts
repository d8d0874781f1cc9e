import type { FieldForm } from '#domain/content/form.js';
import type { Draft } from './draft.js';
import type { Note } from './extension-codec.js';
import type { MessageParts } from './message-parts.js';

/** Where R4 has a place for a content field. What has none is an extension on the Communication, by its name. */
export interface Home {
  /** The form for which the place is right. */
  readonly type: FieldForm['type'];
  /** Whether it could be written there; what cannot is written as an extension. */
  readonly write: (draft: Draft, value: unknown, name: string) => boolean;
  /** What stands there; undefined for nothing. Notes where it stands, or would. */
  readonly read: (parts: MessageParts, path: string, note: Note, name: string) => unknown;
}

/** A place that is taken where the first one cannot be. */
export function orElse(first: Home, second: Home): Home {
  return {
    type: first.type,
    write: (draft, value, name) => first.write(draft, value, name) || second.write(draft, value, name),
    read: (parts, path, note, name) => first.read(parts, path, note, name) ?? second.read(parts, path, note, name),
  };
}
