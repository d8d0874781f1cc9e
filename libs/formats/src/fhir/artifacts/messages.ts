import { ANY_MESSAGE_KINDS, isHubKind } from '#domain/message.js';
import type { AnyMessageKind } from '#domain/message.js';
import { KIND_NAMES } from '#domain/names.js';
import { MESSAGE_KIND, messageDefinitionUrl, PROFILES } from '../names.js';
import { asTitle, headOf, machineName } from './artifact.js';
import type { Artifact } from './artifact.js';

/** For each kind of message what it is about and that it is answered. */
export function messageDefinitions(): Artifact[] {
  return ANY_MESSAGE_KINDS.map(messageDefinition);
}

function messageDefinition(kind: AnyMessageKind): Artifact {
  const { sv, en } = asTitle(KIND_NAMES[kind]);
  const named = {
    id: kind,
    url: messageDefinitionUrl(kind),
    name: machineName(sv),
    title: `${sv} / ${en}`,
    description: isHubKind(kind) ? `${en}; sent by the hub only.` : `${en}, sent by a unit.`,
  };
  return {
    ...headOf('MessageDefinition', named),
    eventCoding: { system: MESSAGE_KIND, code: kind, display: sv },
    category: 'notification',
    focus: [{ code: 'Communication', profile: PROFILES.communication, min: 1, max: '1' }],
    responseRequired: isHubKind(kind) ? 'never' : 'always',
  };
}
