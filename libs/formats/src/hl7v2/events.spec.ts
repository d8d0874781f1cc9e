import { describe, expect, it } from '@jest/globals';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import { eventOfKind, hasEvent, kindOfEvent, OWN_EVENT, structureOfEvent } from './events.js';

describe('the structure of an event', () => {
  it('is the one that version 2.5.1 gives the events of the interface; ours is built like an admission', () => {
    const structures = {
      ...{ A01: 'ADT_A01', A02: 'ADT_A02', A03: 'ADT_A03', A05: 'ADT_A05', A08: 'ADT_A01', A11: 'ADT_A09' },
      ...{ A13: 'ADT_A01', A14: 'ADT_A05', A16: 'ADT_A16', A25: 'ADT_A21', A27: 'ADT_A21', A31: 'ADT_A05' },
      ...{ A38: 'ADT_A38', A40: 'ADT_A39', A47: 'ADT_A30', [OWN_EVENT]: 'ADT_A01' },
    };
    for (const [event, structure] of Object.entries(structures)) {
      expect([event, structureOfEvent(event)]).toEqual([event, structure]);
    }
  });
});

describe('the event of a kind', () => {
  it('is read as that kind again; what has none is written as ours', () => {
    for (const kind of ANY_MESSAGE_KINDS) {
      const { event, structure } = eventOfKind(kind);
      expect([kind, kindOfEvent(event)]).toEqual([kind, hasEvent(kind) ? kind : undefined]);
      expect([kind, event === OWN_EVENT]).toEqual([kind, !hasEvent(kind)]);
      expect(structure).toBe(structureOfEvent(event));
    }
  });
});
