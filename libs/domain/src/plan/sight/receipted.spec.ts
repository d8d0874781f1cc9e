import { describe, expect, it } from '@jest/globals';
import type { StayDelivery } from '../../explain/explanation.js';
import type { PlanFacts, PlanMeeting } from '../plan.js';
import { withReceipts } from './receipted.js';

const meeting: PlanMeeting = {
  ...{ id: 'call', message: 'changed', unit: 'HC01', at: '2026-11-24T09:00:00Z', purpose: 'sip' },
  called: [
    { unit: 'SOC01', relation: 'socialtjanst', channel: 'system' },
    { unit: 'HSV01', relation: 'vard', channel: 'system', declinedAt: '2026-11-24T12:00:00Z' },
    { unit: 'HSV02', relation: 'vard', channel: 'system' },
    { relation: 'den-enskilde', channel: 'post' },
  ],
};
const facts: PlanFacts = {
  ...{ state: 'kallad', coordinators: [], consents: [], areas: [], participants: [], meetings: [meeting] },
  ...{ goals: [], subgoals: [], interventions: [], handovers: [], deviations: [] },
};
const delivery = (unit: string, message: string, more: Partial<StayDelivery> = {}): StayDelivery => ({
  ...{ id: `${unit} ${message}`, message, kind: 'sip-kallelse', unit, role: 'oppenvard', state: 'receipted' },
  ...{ receiptAt: new Date('2026-11-25T07:30:00Z'), forwardedTo: null, ...more },
});
const answersTo = (deliveries: StayDelivery[]) =>
  withReceipts(facts, deliveries).meetings[0]?.called.map(({ acknowledgedAt }) => acknowledgedAt);

describe('who has answered a call', () => {
  it('[S-CALL-12] is who has receipted it, as it was sent or as it was changed', () => {
    const at = '2026-11-25T07:30:00.000Z';
    expect(answersTo([delivery('SOC01', 'call')])).toEqual([at, undefined, undefined, undefined]);
    expect(answersTo([delivery('HSV02', 'changed')])).toEqual([undefined, undefined, at, undefined]);
  });

  it('is nobody who has receipted something else, has only fetched it, or cannot come', () => {
    const fetched = delivery('SOC01', 'call', { state: 'received', receiptAt: null });
    expect(answersTo([fetched, delivery('HSV02', 'another'), delivery('HSV01', 'call')])).toEqual(
      Array(4).fill(undefined),
    );
  });
});
