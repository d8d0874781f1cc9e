import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { checkMessage } from '#domain/message-check.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import { anyDelivered, anyHubMessage, anyMessage, anyMessageOf } from './any-message.js';

describe('messages made from the definitions', () => {
  it('are accepted as they are, whatever their kind', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(checkMessage(structuredClone(message))).toEqual({ ok: true, message });
      }),
    );
  });

  it('there are some of every kind', () => {
    for (const kind of MESSAGE_KINDS) expect(fc.sample(anyMessageOf(kind), 3).map((made) => made.kind)).toContain(kind);
  });

  it('what the hub adds is there when it delivers', () => {
    for (const made of fc.sample(anyDelivered, 20)) expect(made.receivedAt).toBeDefined();
    for (const made of fc.sample(anyHubMessage, 20)) expect(made.sender).toBe('hemgang');
  });
});
