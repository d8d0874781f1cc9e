import { describe, expect, it } from '@jest/globals';
import { demoDirectory, gavleborg } from '../../../../test/support/domain.js';
import type { Delivery } from '../delivery.js';
import { DELIVERY_STATES } from '../delivery.js';
import { decideResend, resendRemark } from './resend.js';

const AT = new Date('2026-11-23T07:30:00Z');

function delivery(state: Delivery['state'], unit = 'SE2321000016-HC01'): Delivery {
  return {
    ...{ id: 'd', message: 'm', kind: 'inskrivningsmeddelande', sender: 'SE2321000016-AVD12', messageId: 'M-1', unit },
    ...{ role: 'oppenvard', profile: 'gavleborg', episode: undefined, episodeNumber: undefined, state },
    ...{ receiptDue: null, acceptedAt: AT, fetchedAt: undefined, receipt: undefined, forwardedTo: undefined },
  };
}

const ground = { directory: demoDirectory(), profile: gavleborg(), isExpired: false };
const metBy = (one: Delivery, more = {}) => {
  const decision = decideResend(one, { ...ground, ...more });
  return decision.kind === 'refused' ? decision.met : 'resend';
};

describe('whether a delivery may be sent again', () => {
  it('depends on whether the unit may still see the message', () => {
    expect(Object.fromEntries(DELIVERY_STATES.map((state) => [state, metBy(delivery(state))]))).toEqual({
      ...{ waiting: 'resend', received: 'resend', receipted: 'resend' },
      ...{ forwarded: 'forwarded', misdirected: 'misdirected', withdrawn: 'withdrawn' },
    });
  });

  it('[G-REQ-10] is no once the message has waited in vain for its stay', () => {
    expect(metBy(delivery('waiting'), { isExpired: true })).toBe('expired');
  });

  it('is no where the directory has no such unit any more, or units of its type have no access', () => {
    expect(metBy(delivery('waiting', 'SE0000000000-GONE'))).toBe('unknown-unit');
    const directory = demoDirectory();
    const unit = directory.units.get('SE2321000016-HC01')!;
    const closed = { ...directory, units: new Map([[unit.hsaId, { ...unit, type: 'akut' }]]) };
    const profile = { ...gavleborg(), withoutAccess: { rule: 'B-EMG-08', types: ['akut'] } };
    expect(metBy(delivery('waiting'), { directory: closed, profile })).toBe('no-access');
  });

  it('is said with a remark for what has been receipted, since lists of what waits do not show it', () => {
    expect(resendRemark(delivery('receipted'))?.sv).toContain('kvitterat');
    expect(resendRemark(delivery('received'))).toBeUndefined();
  });
});
