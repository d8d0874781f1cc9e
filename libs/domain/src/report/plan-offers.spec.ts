import { describe, expect, it } from '@jest/globals';

import { gavleborg, UNITS } from '../../../../test/support/domain.js';
import { ToldPlan } from '../../../../test/support/plan-steps.js';
import { reportPlan } from '../../../../test/support/report-plan.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import { offerOf, unofferedGround } from './plan-offers.js';

const PROFILE = gavleborg();

function told(...steps: readonly [kind: 'sip-underlag' | 'samtycke' | 'samtycke-aterkallat', content: object][]) {
  const plan = new ToldPlan();
  for (const [kind, content] of steps) plan.tell(kind, { ...content });
  return reportPlan(plan);
}
const answers = (answer: string, at?: string) =>
  ['kallelse', 'mote', 'plan'].map((about) => ({ about, answer, ...(at === undefined ? {} : { at }) }));

describe('the offer of a plan', () => {
  it('[S-PAY-04] is told with its day, the answer and the dialogue after a no, and whether all of it is there', () => {
    const offered = { offeredOn: '2026-11-20' };
    const no = { ...offered, consents: answers('nej', '2026-11-21T10:00:00+01:00') };
    expect(offerOf(told(['sip-underlag', no]))).toEqual({
      ...{ offeredOn: '2026-11-20', isOfferTold: true, answer: 'nej', answeredOn: '2026-11-21' },
      ...{ talkedOverOn: undefined, isWhole: false },
    });
    const talked = told(['sip-underlag', no], ['sip-underlag', { talkedOverOn: '2026-11-25' }]);
    expect(offerOf(talked)).toMatchObject({ talkedOverOn: '2026-11-25', isWhole: true });
    expect(offerOf(told(['sip-underlag', offered]))).toMatchObject({ answer: undefined, isWhole: false });
  });

  it('[S-PAY-04] that got a yes is whole when its day is told, and else has the day of the answer', () => {
    const consents = answers('ja', '2026-11-21T10:00:00+01:00');
    expect(offerOf(told(['sip-underlag', { offeredOn: '2026-11-20', consents }]))).toMatchObject({ isWhole: true });
    expect(offerOf(told(['sip-underlag', { consents }]))).toMatchObject({
      ...{ offeredOn: '2026-11-21', isOfferTold: false, answer: 'ja', isWhole: false },
    });
    expect(offerOf(told(['sip-underlag', {}]))).toBeUndefined();
  });

  it('[S-PAY-04] has the latest answer: a no to a part of it is a no', () => {
    const yes = { offeredOn: '2026-11-20', consents: answers('ja', '2026-11-21T10:00:00+01:00') };
    const later = { consents: [{ about: 'mote', answer: 'nej', at: '2026-11-22T10:00:00+01:00' }] };
    expect(offerOf(told(['sip-underlag', yes], ['sip-underlag', later]))).toMatchObject({
      ...{ answer: 'nej', answeredOn: '2026-11-22' },
    });
    const other = { consents: [{ about: 'informationsoverforing', answer: 'nej' }] };
    expect(offerOf(told(['sip-underlag', yes], ['sip-underlag', other]))).toMatchObject({ answer: 'ja' });
    const plan = told(['sip-underlag', yes]);
    const withdrawnAt = '2026-12-01T10:00:00.000Z';
    const consents = plan.plan.facts.consents.map((one) => ({ ...one, withdrawnAt }));
    const withdrawn = { ...plan, plan: { ...plan.plan, facts: { ...plan.plan.facts, consents } } };
    expect(offerOf(withdrawn)).toMatchObject({ answer: 'nej', answeredOn: '2026-12-01' });
  });

  it('[S-PAY-04] was made with the call where nothing else was said', () => {
    const plan = new ToldPlan();
    plan.tell('sip-kallelse', { purpose: 'aktorsmote' });
    expect(offerOf(reportPlan(plan))).toBeUndefined();
    plan.tell('sip-kallelse', { purpose: 'sip' });
    expect(offerOf(reportPlan(plan))).toMatchObject({ offeredOn: '2026-11-23', isOfferTold: false });
  });
});

describe('a stay without an offer', () => {
  const service = (role: 'oppenvard' | 'socialtjanst' | 'slutenvard', unit: string) => ({
    ...{
      role,
      unit,
      saidBy: unit,
      saidAt: '2019-05-07T08:00:00.000Z',
      name: 'Besök',
      startsOn: '2019-05-08',
    },
  });
  const both = [service('oppenvard', UNITS.openCare), service('socialtjanst', UNITS.social)];
  const stay = (changes: Parameters<typeof reportStay>[1] = {}) =>
    reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-08T10:00:00+02:00')], {
      ...{ category: 'C', services: both, plan: { calledAt: undefined }, ...changes },
    });
  const ground = (changes: Parameters<typeof reportStay>[1] = {}, plans: ReturnType<typeof told>[] = []) =>
    unofferedGround(stay(changes), plans, PROFILE);

  it('[P-GEN-04] is listed when both principals plan services, or the category asks for a plan', () => {
    expect(ground()).toBe('services');
    expect(ground({ services: both.slice(0, 1) })).toBeUndefined();
    expect(ground({ services: [service('slutenvard', UNITS.ward), ...both.slice(1)] })).toBeUndefined();
    expect(ground({ services: [], category: 'D' })).toBe('category');
    expect(ground({ services: [], category: undefined })).toBeUndefined();
  });

  it('[P-GEN-04] is not listed when a plan was called to, refused, not needed, replaced or raised, nor after a death', () => {
    const at = new Date('2019-05-07T10:00:00+02:00');
    const unlisted = [
      { plan: { calledAt: at } },
      { plan: { calledAt: undefined, refusedAt: at } },
      { plan: { calledAt: undefined, notNeededAt: at } },
      { plan: { calledAt: undefined, isReplaced: true } },
      { said: [{ kind: 'sip-initiativ', at, role: 'slutenvard', unit: UNITS.ward }] as const },
      { diedOn: '2019-05-08' },
    ];
    expect(unlisted.map((changes) => ground(changes))).toEqual(unlisted.map(() => undefined));
  });

  it('[P-GEN-04] is not listed when the person has a plan that was offered; a need that was only seen is no offer', () => {
    expect(ground({}, [told(['sip-underlag', { offeredOn: '2019-05-07' }])])).toBeUndefined();
    expect(ground({}, [told(['sip-underlag', {}])])).toBe('services');
  });
});
