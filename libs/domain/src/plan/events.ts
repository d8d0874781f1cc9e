import type { Content, MessageKind } from '../message.js';
import { flagIn, textIn } from './reading.js';

/** The field in which a kind names what it changes; without it the message makes something new. */
export const CHANGED_FIELD: Readonly<Partial<Record<MessageKind, string>>> = {
  'sip-kartlaggning': 'area',
  'sip-huvudmal': 'goal',
  'sip-delmal': 'subgoal',
  'sip-insats': 'intervention',
};

/**
 * What a message does, as the rows of transitions and permissions name it: its `event`; of a call its `purpose`; of what makes
 * or changes something `ny`, `andrad` or `borttagen`; of a death its `source`; of a reopening `delmal` or `insats`.
 */
export function eventOf(kind: MessageKind, content: Content): string | undefined {
  if (kind === 'sip-kallelse') return textIn(content, 'purpose');
  if (kind === 'avliden') return textIn(content, 'source');
  if (kind === 'sip-ateroppnande') return content['intervention'] === undefined ? 'delmal' : 'insats';
  const changed = CHANGED_FIELD[kind];
  if (changed === undefined) return textIn(content, 'event');
  if (flagIn(content, 'removed') === true) return 'borttagen';
  return content[changed] === undefined ? 'ny' : 'andrad';
}
