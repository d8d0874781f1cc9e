import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { blekinge } from '../../../../test/support/blekinge.js';
import { gavleborg, UNITS } from '../../../../test/support/domain.js';
import { planProfile, ToldPlan } from '../../../../test/support/plan-steps.js';
import { reportedDuty, reportPlan } from '../../../../test/support/report-plan.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import { callOfPlan, callOfStay, sumCalls } from './plan-calls.js';
import type { ReportStay } from './stay.js';

const GAVLEBORG = gavleborg();
const NOW = new Date('2026-12-10T12:00:00+01:00');
/** A Thursday. */
const READY = '2026-11-26T15:00:00+01:00';
const BEGUN = new Date('2026-11-20T08:00:00+01:00');

type Changes = Parameters<typeof reportStay>[1];
function ready(calledAt: string | undefined, changes: Changes = {}, spells = [spell(READY)]): ReportStay {
  const plan = { calledAt: calledAt === undefined ? undefined : new Date(calledAt), ...changes?.plan };
  const said = [{ kind: 'inskrivningsmeddelande', at: BEGUN, role: 'slutenvard', unit: UNITS.ward }] as const;
  return reportStay(spells, { said, category: 'D', ...changes, plan });
}
const call = (stay: ReportStay, profile = GAVLEBORG) => callOfStay(stay, [], profile, NOW);

describe('the call to a plan after a stay', () => {
  it('[L-SIP-03] [G-SIP-13] is in time up to the third day after the ready notice, whatever its time, and counted in both ways', () => {
    expect(call(ready('2026-11-29T23:59:59+01:00'))).toMatchObject({
      ...{ of: 'ready', rule: 'G-SIP-13', outcome: 'called', days: 3, weekdays: 1, limitDays: 3 },
      ...{ isLate: false, isLateByWeekdays: false },
    });
    expect(call(ready('2026-11-30T00:00:00+01:00'))).toMatchObject({
      ...{ days: 4, weekdays: 2, isLate: true, isLateByWeekdays: false },
    });
    expect(call(ready('2026-12-02T08:00:00+01:00'))).toMatchObject({ days: 6, weekdays: 4, isLateByWeekdays: true });
  });

  it('[L-SIP-03] is the law where the region says nothing', () => {
    const { baselines, shortNotice } = GAVLEBORG.reports;
    const silent = { ...GAVLEBORG, reports: { baselines, shortNotice } };
    expect(call(ready(undefined), silent)).toMatchObject({ rule: 'L-SIP-03', limitDays: 3 });
  });

  it('[B-CALL-05] [G-SIP-13] runs from the judgement in Blekinge, and from the notice in Gävleborg', () => {
    const judged = [spell(READY, undefined, { readyAt: new Date('2026-11-25T10:00:00+01:00') })];
    const stay = ready('2026-11-29T10:00:00+01:00', {}, judged);
    expect(call(stay, blekinge())).toMatchObject({ rule: 'B-CALL-05', days: 4, isLate: true });
    expect(call(stay)).toMatchObject({ days: 3, isLate: false });
  });

  it('that came before the patient was ready took no days', () => {
    expect(call(ready('2026-11-22T10:00:00+01:00'))).toMatchObject({ days: 0, weekdays: 0, isLate: false });
  });

  it('that is waited for counts up to now', () => {
    expect(call(ready(undefined))).toMatchObject({ outcome: 'waiting', days: 14, weekdays: 10, isLate: true });
  });

  it('is not waited for after a no, where none is needed, in compulsory care and after a death', () => {
    const at = new Date(READY);
    const outcomes = [
      ready(undefined, { plan: { refusedAt: at } }),
      ready(undefined, { plan: { notNeededAt: at } }),
      ready(undefined, { plan: { isReplaced: true } }),
      ready(undefined, { diedOn: '2026-11-28' }),
    ].map((stay) => call(stay));
    expect(outcomes.map((one) => one?.outcome)).toEqual(['refused', 'not-needed', 'replaced', 'died']);
    expect(outcomes.map((one) => one?.isLate)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is asked for in the categories that have a plan, and counted where there is one all the same', () => {
    expect(call(ready(undefined, { category: 'A' }))).toBeUndefined();
    expect(call(ready('2026-11-27T10:00:00+01:00', { category: 'A' }))).toMatchObject({ days: 1 });
    expect(call(ready(undefined, {}, []))).toBeUndefined();
  });

  it('begins anew where the patient was called ready once more', () => {
    const taken = { why: 'withdrawn', on: '2026-11-27', at: new Date('2026-11-27T15:00:00+01:00') } as const;
    const spells = [spell(READY, taken), spell('2026-12-07T10:00:00+01:00')];
    expect(call(ready('2026-12-08T10:00:00+01:00', {}, spells))).toMatchObject({ days: 1 });
    expect(call(ready('2026-11-27T10:00:00+01:00', {}, spells))).toMatchObject({ days: 1 });
    expect(call(ready(undefined, {}, [spell(READY, taken)]))).toBeUndefined();
  });

  it('counts as well when it was told of the plan alone, but not when it came before the stay', () => {
    const told = new ToldPlan();
    const participants = [{ unit: UNITS.social, relation: 'socialtjanst' }];
    told.tell('sip-kallelse', { purpose: 'sip', participants }, { at: '2026-11-10T10:00:00+01:00' });
    const of = () => callOfStay(ready(undefined), [reportPlan(told)], GAVLEBORG, NOW);
    expect(of()).toMatchObject({ outcome: 'waiting' });
    told.tell('sip-kallelse', { purpose: 'uppfoljning', participants }, { at: '2026-11-27T10:00:00+01:00' });
    expect(of()).toMatchObject({ outcome: 'called', days: 1 });
  });

  it('has no more weekdays than days, and no fewer days later', () => {
    const day = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const at = (days: number) => new Date(Date.parse(READY) + days * 86_400_000).toISOString();
        const [first, later] = [Math.min(one, other), Math.max(one, other)].map((days) => call(ready(at(days))));
        expect(first?.weekdays).toBeLessThanOrEqual(first?.days ?? -1);
        expect(first?.days).toBeLessThanOrEqual(later?.days ?? -1);
        expect(first?.isLateByWeekdays === true && first.isLate === false).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the call to a plan without a stay', () => {
  const from = '2026-11-20T09:00:00Z';
  function needed(): ToldPlan {
    const told = new ToldPlan(planProfile());
    const seen = { raisedBy: 'patient', needIdentifiedAt: from };
    told.tell('sip-initiativ', seen, { at: '2026-11-23T09:00:00Z' });
    return told;
  }

  it('runs from when the need was seen, and is late by what the region says', () => {
    const waiting = callOfPlan(reportPlan(needed()), NOW);
    expect(waiting).toMatchObject({
      of: 'need',
      from: new Date(from),
      outcome: 'waiting',
      days: 20,
      isLate: undefined,
    });
    const duties = [reportedDuty('sip-kallelse-plan', '2026-11-30T09:00:00Z', { rule: 'N-GEN-03' })];
    expect(callOfPlan(reportPlan(needed(), { duties }), NOW)).toMatchObject({ rule: 'N-GEN-03', isLate: true });
    const told = needed();
    told.tell('sip-kallelse', { purpose: 'sip', participants: [{ unit: UNITS.social, relation: 'vard' }] });
    const met = duties.map((duty) => ({ ...duty, state: 'met' as const }));
    expect(callOfPlan(reportPlan(told, { duties: met }), NOW)).toMatchObject({
      ...{ outcome: 'called', days: 3, weekdays: 1, isLate: false, isLateByWeekdays: undefined },
    });
  });

  it('is not waited for when the person said no, and is the stay’s where the plan began beside one', () => {
    const refused = needed();
    refused.tell('samtycke', {}, { state: 'avbojd' });
    expect(callOfPlan(reportPlan(refused), NOW)).toMatchObject({ outcome: 'refused', days: undefined });
    const of = reportPlan(needed());
    expect(callOfPlan({ ...of, plan: { ...of.plan, episode: 'e-1' } }, NOW)).toBeUndefined();
    expect(callOfPlan(reportPlan(new ToldPlan()), NOW)).toBeUndefined();
  });
});

describe('calls', () => {
  it('[L-SIP-03] are summed up with the shares in time, counted in both ways', () => {
    const told = ['2026-11-27T10:00:00+01:00', '2026-12-01T10:00:00+01:00', undefined].map((at) => call(ready(at)));
    const refused = call(ready(undefined, { plan: { refusedAt: new Date(READY) } }));
    expect(sumCalls([...told, refused].flatMap((one) => one ?? []))).toEqual({
      ...{ calls: 4, called: 2, waiting: 1, late: 2, lateByWeekdays: 1, inTimeShare: 1 / 3 },
      ...{ inTimeShareByWeekdays: 2 / 3, p50Days: 1, p90Days: 5 },
    });
    expect(sumCalls([])).toMatchObject({ calls: 0, inTimeShare: undefined, p50Days: undefined });
  });
});
