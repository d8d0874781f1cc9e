import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoDirectory, gavleborg, UNITS } from '../../../test/support/domain.js';
import type { Caller } from './access.js';
import { callerOf, mayActAs } from './access.js';
import { DELIVERY_STATES } from './delivery.js';
import type { Delivery, DeliveryState } from './delivery.js';
import { decideForward, decideMisdirected, decideReceipt } from './handling.js';
import type { Profile } from './profile/profile.js';

const DIRECTORY = demoDirectory();
const PROFILE = gavleborg();
const NOW = new Date('2026-11-23T07:30:00Z');
const BY = { name: 'Anna Ek', title: 'handläggare' };
const newId = () => '00000000-0000-4000-8000-000000000009';
const ENDED: DeliveryState[] = ['forwarded', 'misdirected', 'withdrawn'];

function delivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    message: '00000000-0000-4000-8000-000000000002',
    kind: 'inskrivningsmeddelande',
    sender: UNITS.ward,
    messageId: 'm-1',
    unit: UNITS.housing,
    role: 'sabo',
    profile: 'gavleborg',
    episode: '00000000-0000-4000-8000-000000000003',
    episodeNumber: 'V1',
    state: 'received',
    receiptDue: new Date('2026-11-23T08:00:00Z'),
    acceptedAt: new Date('2026-11-23T07:15:00Z'),
    fetchedAt: undefined,
    receipt: undefined,
    forwardedTo: undefined,
    ...changes,
  };
}

describe('a receipt', () => {
  it.each(['waiting', 'received'] as const)('is made now when nothing else is said, of what is %s', (state) => {
    expect(decideReceipt(delivery({ state }), BY, undefined, NOW, PROFILE)).toEqual({
      kind: 'receipted',
      receipt: { by: BY, at: NOW, recordedAt: NOW },
      late: false,
    });
  });

  it('[G-ACK-05] given again has the same answer, whoever gives it and whenever', () => {
    const receipt = { by: BY, at: NOW, recordedAt: NOW };
    for (const state of DELIVERY_STATES) {
      const again = decideReceipt(delivery({ state, receipt }), { name: 'Bo' }, 'nonsense', new Date(), PROFILE);
      expect(again).toEqual({ kind: 'repeated', receipt });
    }
  });

  it.each(ENDED)('[G-ACK-13] is no longer for a unit whose delivery is %s', (state) => {
    expect(decideReceipt(delivery({ state }), BY, undefined, NOW, PROFILE)).toEqual({ kind: 'conflict', met: state });
  });

  it('[G-ACK-14] lies between the message and the clock, both instants included', () => {
    const from = new Date('2026-11-23T07:15:00Z').getTime();
    const milliseconds = fc.integer({ min: from - 3_600_000, max: NOW.getTime() + 3_600_000 });
    fc.assert(
      fc.property(milliseconds, (instant) => {
        const at = new Date(instant).toISOString();
        const isBetween = instant >= from && instant <= NOW.getTime();
        const decision = decideReceipt(delivery(), BY, at, NOW, PROFILE);
        if (isBetween)
          expect(decision).toMatchObject({ kind: 'receipted', receipt: { at: new Date(instant), recordedAt: NOW } });
        else expect(decision).toMatchObject({ kind: 'invalid', path: 'at', rule: 'G-ACK-14' });
      }),
    );
    for (const [instant, kind] of [
      [from - 1, 'invalid'],
      [from, 'receipted'],
      [NOW.getTime(), 'receipted'],
      [NOW.getTime() + 1, 'invalid'],
    ] as const) {
      expect(decideReceipt(delivery(), BY, new Date(instant).toISOString(), NOW, PROFILE)).toMatchObject({ kind });
    }
  });

  it.each([
    ['2026-11-23T08:00:00Z', false],
    ['2026-11-23T08:00:00.001Z', true],
  ])('[G-ACK-03] made at %s of what is due at 09:00 is late: %p', (at, late) => {
    expect(decideReceipt(delivery(), BY, at, new Date(at), PROFILE)).toMatchObject({ kind: 'receipted', late });
  });

  it.each([
    ['2026-11-23T22:59:59.999Z', false],
    ['2026-11-23T23:00:00Z', true],
  ])('[B-ACK-03] made at %s of what is due the same day is late: %p', (at, late) => {
    const { kvittens } = PROFILE.deadlines;
    const sameDay: Profile = { ...PROFILE, deadlines: { kvittens: { ...kvittens!, due: { endOf: 'day' } } } };
    const owed = delivery({ receiptDue: new Date('2026-11-23T23:00:00Z') });
    expect(decideReceipt(owed, BY, at, new Date(at), sameDay)).toMatchObject({ kind: 'receipted', late });
  });

  it('of what asks for none is never late, and without its profile late after the due time', () => {
    const later = new Date('2026-11-30T08:00:00Z');
    expect(decideReceipt(delivery({ receiptDue: null }), BY, undefined, later, PROFILE)).toMatchObject({ late: false });
    expect(decideReceipt(delivery(), BY, undefined, later, undefined)).toMatchObject({ late: true });
    expect(decideReceipt(delivery(), BY, '2026-11-23T08:00:00Z', later, undefined)).toMatchObject({ late: false });
  });

  it('[G-ACK-14] is refused by the rule that the region names for it', () => {
    const other: Profile = { ...PROFILE, rules: { 'receipt-time': 'B-ACK-09' } };
    expect(decideReceipt(delivery(), BY, 'nonsense', NOW, other)).toMatchObject({ kind: 'invalid', rule: 'B-ACK-09' });
    expect(decideReceipt(delivery(), BY, 'nonsense', NOW, undefined)).toMatchObject({
      kind: 'invalid',
      rule: undefined,
    });
  });

  it('without a time it counts from when the message came, on a machine whose clock is behind', () => {
    const came = delivery().acceptedAt;
    const behind = new Date(came.getTime() - 1_000);
    expect(decideReceipt(delivery(), BY, undefined, behind, PROFILE)).toMatchObject({
      kind: 'receipted',
      receipt: { at: came },
    });
  });

  it.each(['', 'i morse', '2026-11-23', '2026-11-23T07:20:00'])('[G-ACK-14] has a time with zone, not %j', (at) => {
    expect(decideReceipt(delivery(), BY, at, NOW, PROFILE)).toMatchObject({ kind: 'invalid', path: 'at' });
  });

  it("[G-ACK-13] is a matter of the delivery's own unit: a client acts for the units that the directory lists", () => {
    const caller = (clientId: string): Caller => callerOf(DIRECTORY, clientId) ?? { clientId, roles: [], units: [] };
    expect(mayActAs(caller('gavle-kommun'), UNITS.housing)).toBe(true);
    expect(mayActAs(caller('sandvikens-kommun'), UNITS.housing)).toBe(false);
    expect(mayActAs(caller('gavle-sjukhus'), UNITS.housing)).toBe(false);
    expect(mayActAs(caller('nobody'), UNITS.housing)).toBe(false);
  });
});

describe('forwarding', () => {
  const forward = (changes: Partial<Delivery>, target: string) =>
    decideForward(delivery(changes), target, DIRECTORY, newId);

  it.each(['waiting', 'received'] as const)('goes to another unit of the organisation while it is %s', (state) => {
    expect(forward({ state }, UNITS.housing2)).toEqual({
      kind: 'forwarded',
      to: DIRECTORY.units.get(UNITS.housing2),
      deliveryId: newId(),
    });
  });

  it.each(['SE2120002346-SABO01', UNITS.openCare, 'SE0000000000-NONE', '', UNITS.housing])(
    'does not go out of the organisation, into the void or back to itself: %s',
    (target) => {
      expect(forward({}, target)).toMatchObject({ kind: 'invalid', path: 'unit' });
    },
  );

  it.each([...ENDED, 'receipted'] as const)('of what is %s is a conflict', (state) => {
    expect(forward({ state }, UNITS.housing2)).toEqual({ kind: 'conflict', met: state });
  });
});

describe('misdirected', () => {
  const misdirect = (changes: Partial<Delivery> = {}) =>
    decideMisdirected(delivery(changes), 'inte listad här', DIRECTORY, newId, NOW);

  it('tells the sender which message of which episode did not belong where, and why', () => {
    expect(misdirect()).toMatchObject({
      kind: 'misdirected',
      notice: {
        profile: 'gavleborg',
        message: {
          kind: 'felsant',
          sender: 'hemgang',
          receivedAt: NOW.toISOString(),
          episode: delivery().episode,
          episodeId: 'V1',
          inReplyTo: 'm-1',
          content: {
            deliveryId: delivery().id,
            messageId: 'm-1',
            unit: UNITS.housing,
            role: 'sabo',
            reason: 'inte listad här',
          },
        },
        delivery: { unit: UNITS.ward, role: 'slutenvard', receiptDue: null },
      },
    });
  });

  it("tells nobody when the message was the hub's own", () => {
    expect(misdirect({ sender: 'hemgang', kind: 'paminnelse' })).toEqual({ kind: 'misdirected', notice: undefined });
  });

  it.each([...ENDED, 'receipted'] as const)('of what is %s is a conflict', (state) => {
    expect(misdirect({ state })).toEqual({ kind: 'conflict', met: state });
  });
});
