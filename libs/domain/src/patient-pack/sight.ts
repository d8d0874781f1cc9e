import type { Directory } from '../directory/directory.js';
import type { Episode, EpisodeStep } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import type { Content } from '../message.js';
import type { Profile } from '../profile/profile.js';
import type { MissingWhy, PACK_KINDS, PackUnit } from './pack.js';

/** A message of the stay as the reader of the pack may see it. */
export interface PackMessage {
  /** The hub's id. */
  readonly id: string;
  readonly kind: (typeof PACK_KINDS)[number];
  /** HSA-id. */
  readonly sender: string;
  readonly receivedAt: Date;
  /** What the reader may see of its content. */
  readonly content: Content;
  /** Why that is not all of it; undefined when it is. */
  readonly lacks?: Exclude<MissingWhy, 'not-written'>;
}

/** What a pack is made from. */
export interface PackKnowledge {
  readonly episode: Episode;
  /** Oldest first; those that were withdrawn may be among them. */
  readonly messages: readonly PackMessage[];
  readonly directory: Directory;
  /** Of the region of the stay; without it nothing is known to be missing. */
  readonly profile: Profile | undefined;
  readonly now: Date;
}

/** The messages that stand, oldest first. */
export function standingMessages({ episode, messages }: PackKnowledge): PackMessage[] {
  const standing = new Set(standingSteps(episode).map(({ message }) => message));
  return messages.filter(({ id }) => standing.has(id));
}

/** The messages that these steps were. */
export function messagesOf(steps: readonly EpisodeStep[], { messages }: PackKnowledge): PackMessage[] {
  return steps.flatMap(({ message }) => messages.find(({ id }) => id === message) ?? []);
}

/** A unit by its HSA-id; what the directory does not know is a name. */
export function packUnit(unit: string, { units }: Directory): PackUnit {
  const known = units.get(unit);
  if (known === undefined) return { name: unit };
  const { hsaId, name, role, phone } = known;
  return { name, hsaId, role, phone };
}

/** A text field; undefined for what is blank. */
export function textIn(fields: Content, field: string): string | undefined {
  const value = fields[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The text fields of these names that are there. */
export function textsIn<Name extends string>(
  fields: Content,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const text = textIn(fields, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

export function listIn(fields: Content, field: string): readonly unknown[] {
  const value = fields[field];
  return Array.isArray(value) ? value : [];
}
