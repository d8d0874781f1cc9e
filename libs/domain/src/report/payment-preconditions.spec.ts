import { describe, expect, it } from '@jest/globals';

import { blekinge } from '../../../../test/support/blekinge.js';
import { gavleborg, UNITS } from '../../../../test/support/domain.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import { paymentOf } from './payment.js';
import type { ReportStay } from './stay.js';

const PROFILE = gavleborg();
const NOW = new Date('2019-06-30T12:00:00+02:00');
const TIME = spell('2019-05-06T10:00:00+02:00', '2019-05-14T09:00:00+02:00');
/** Liable when nothing is missing. */
const ALL = ['2019-05-09', '2019-05-10', '2019-05-11', '2019-05-12', '2019-05-13'];

type Changes = Parameters<typeof reportStay>[1];
const stay = (changes: Changes = {}, time = TIME): ReportStay => reportStay([time], changes);

function outcome(of: ReportStay, profile = PROFILE) {
  const payment = paymentOf(of, { profile, amounts: new Map([[2019, 7800]]), now: NOW });
  if (payment === undefined) throw new Error('the stay is in no payment report');
  const { spells, faults, lostDays } = payment;
  return { liable: spells.flatMap(({ liable }) => liable), faults, lostDays };
}
const faultsOf = (of: ReportStay) => outcome(of).faults.map(({ code, rule, role, unit }) => [code, rule, role, unit]);
const at = (text: string) => new Date(text);

it('[L-PAY-02] nothing is lost when all that liability presupposes was in place', () => {
  expect(outcome(stay())).toEqual({ liable: ALL, faults: [], lostDays: 0 });
});

describe('the admission notice', () => {
  const admittedAt = at('2019-05-01T08:00:00+02:00');
  const roles = ['oppenvard', 'socialtjanst'] as const;
  const sent = (text: string, more: Changes = {}) => stay({ admittedAt, notices: [{ at: at(text), roles }], ...more });

  it('[L-PAY-02] [L-PAY-06] is in time to the second of the 24 hours', () => {
    expect(outcome(sent('2019-05-02T08:00:00+02:00')).liable).toEqual(ALL);
    const late = outcome(sent('2019-05-02T08:00:01+02:00'));
    expect(late).toMatchObject({ liable: [], lostDays: ALL.length });
    expect(late.faults).toEqual([
      {
        code: 'notice-late',
        rule: 'L-ADM-03',
        role: 'slutenvard',
        unit: UNITS.ward,
        metAt: at('2019-05-02T08:00:01+02:00'),
      },
    ]);
  });

  it('[L-PAY-02] has its hours from an assessment that came later', () => {
    const assessedAt = at('2019-05-03T08:00:00+02:00');
    expect(outcome(sent('2019-05-04T08:00:00+02:00', { assessedAt })).liable).toEqual(ALL);
    expect(outcome(sent('2019-05-04T08:00:01+02:00', { assessedAt })).liable).toEqual([]);
    const before = at('2019-04-30T08:00:00+02:00');
    expect(outcome(sent('2019-05-02T08:00:00+02:00', { assessedAt: before })).liable).toEqual(ALL);
  });

  it('[L-PAY-02] that was late stays so, whatever is assessed afterwards', () => {
    const assessedAt = at('2019-05-06T08:00:00+02:00');
    expect(faultsOf(sent('2019-05-03T08:00:00+02:00', { assessedAt }))).toEqual([
      ['notice-late', 'L-ADM-03', 'slutenvard', UNITS.ward],
    ]);
    expect(outcome(sent('2019-05-02T08:00:00+02:00', { assessedAt })).liable).toEqual(ALL);
    expect(outcome(sent('2019-05-03T08:00:00+02:00', { assessedAt, admittedAt: undefined })).liable).toEqual(ALL);
  });

  it('[L-PAY-02] has 24 elapsed hours on the nights on which clocks are moved', () => {
    const spring = { admittedAt: at('2019-03-30T20:00:00+01:00') };
    expect(outcome(sent('2019-03-31T21:00:00+02:00', spring)).faults).toEqual([]);
    expect(outcome(sent('2019-03-31T21:00:01+02:00', spring)).faults).toMatchObject([{ code: 'notice-late' }]);
  });

  it('[L-PAY-02] counts from when the municipality got it', () => {
    const notices = [
      { at: at('2019-05-01T09:00:00+02:00'), roles: ['oppenvard'] as const },
      { at: at('2019-05-03T09:00:00+02:00'), roles },
    ];
    expect(faultsOf(stay({ admittedAt, notices }))).toEqual([['notice-late', 'L-ADM-03', 'slutenvard', UNITS.ward]]);
    expect(faultsOf(stay({ admittedAt, notices: notices.slice(0, 1) }))).toEqual([
      ['municipality-not-told', 'L-ADM-01', 'slutenvard', UNITS.ward],
    ]);
  });

  it('[L-PAY-02] that was never sent, or of which nobody can say when it was due, makes nobody liable', () => {
    expect(faultsOf(stay({ notices: [] }))).toEqual([['notice-missing', 'L-ADM-01', 'slutenvard', UNITS.ward]]);
    expect(faultsOf(stay({ admittedAt: undefined }))).toEqual([
      ['admission-unknown', 'L-ADM-03', 'slutenvard', UNITS.ward],
    ]);
    expect(outcome(stay({ admittedAt: undefined })).lostDays).toBe(ALL.length);
  });
});

describe('the ready notice', () => {
  const first = { at: TIME.noticeAt, roles: ['oppenvard'] as const };

  it('[L-PAY-02] has to have gone to the municipality', () => {
    const time = { ...TIME, notices: [first] };
    expect(outcome(stay({}, time)).liable).toEqual([]);
    expect(faultsOf(stay({}, time))).toEqual([['municipality-not-told', 'L-RDY-01', 'slutenvard', UNITS.ward]]);
  });

  it('[L-PAY-02] [L-PAY-03] that the municipality got only when it was sent again counts for it from then on', () => {
    const again = (text: string) => ({ at: at(text), roles: ['oppenvard', 'socialtjanst'] as const });
    const before = outcome(stay({}, { ...TIME, notices: [first, again('2019-05-08T12:00:00+02:00')] }));
    expect(before).toMatchObject({ liable: ALL.slice(2), lostDays: 2 });
    expect(before.faults).toMatchObject([
      { code: 'municipality-not-told', role: 'slutenvard', metAt: at('2019-05-08T12:00:00+02:00') },
    ]);
    const after = outcome(stay({}, { ...TIME, notices: [first, again('2019-05-08T12:00:01+02:00')] }));
    expect(after.liable).toEqual(ALL.slice(3));
  });
});

describe('the call to the plan', () => {
  const called = (plan: Changes extends undefined ? never : NonNullable<Changes>['plan'], more: Changes = {}) =>
    stay({ ...more, plan: { calledAt: undefined, ...plan } });

  it('[L-PAY-02] has to have been made before a day can be liable', () => {
    expect(outcome(called({}))).toMatchObject({ liable: [], lostDays: ALL.length });
    expect(faultsOf(called({}))).toEqual([['call-missing', 'L-SIP-03', 'oppenvard', UNITS.openCare]]);
  });

  it('[L-PAY-02] that came late begins to count with the next day, and open care is told of what was lost', () => {
    const calledAt = at('2019-05-10T13:00:00+02:00');
    const late = outcome(called({ calledAt }));
    expect(late).toMatchObject({ liable: ALL.slice(2), lostDays: 2 });
    expect(late.faults).toMatchObject([
      { code: 'call-late', role: 'oppenvard', unit: UNITS.openCare, metAt: calledAt },
    ]);
  });

  it('[L-PAY-02] is in time when it was made as the first liable day began', () => {
    expect(outcome(called({ calledAt: at('2019-05-09T00:00:00+02:00') })).liable).toEqual(ALL);
    expect(outcome(called({ calledAt: at('2019-05-09T00:00:01+02:00') })).liable).toEqual(ALL.slice(1));
  });

  it('[L-PAY-02] is asked for only where the category has a plan', () => {
    const only = called({}, { category: 'C', parties: [{ role: 'socialtjanst', unit: UNITS.social }], said: [] });
    expect(outcome(only)).toMatchObject({ liable: ALL, faults: [] });
  });

  it('[L-PAY-02] is not asked for where no plan is made: none is needed, or another kind takes its place', () => {
    expect(outcome(called({ notNeededAt: at('2019-05-08T12:00:00+02:00') })).liable).toEqual(ALL);
    expect(outcome(called({ notNeededAt: at('2019-05-09T12:00:00+02:00') })).liable).toEqual(ALL.slice(1));
    expect(outcome(called({ isReplaced: true })).liable).toEqual(ALL);
  });

  it('[L-PAY-02] [S-PAY-02] is not made to who says no, and the municipality is liable all the same', () => {
    const refusedAt = at('2019-05-08T12:00:00+02:00');
    expect(outcome(called({ refusedAt }))).toEqual({ liable: ALL, faults: [], lostDays: 0 });
    expect(outcome(called({ refusedAt: at('2019-05-10T12:00:00+02:00') })).liable).toEqual(ALL.slice(2));
  });

  it('[L-PAY-02] [S-PAY-02] who says no still is to have a care contact, which is the part of open care', () => {
    const refusedAt = at('2019-05-08T12:00:00+02:00');
    const none = called({ refusedAt }, { careContactAt: undefined, hasCareContact: false });
    expect(outcome(none).liable).toEqual([]);
    expect(faultsOf(none)).toEqual([['care-contact-missing', 'L-FVK-01', 'oppenvard', UNITS.openCare]]);
    const late = called({ refusedAt }, { careContactAt: at('2019-05-11T12:00:00+02:00') });
    expect(outcome(late)).toMatchObject({ liable: ALL.slice(3), faults: [{ code: 'care-contact-late' }] });
  });

  it('[S-PAY-02] [L-PAY-02] a no that was taken back later takes away nothing of what was liable until then', () => {
    const no = {
      why: 'refused',
      from: at('2019-05-07T12:00:00+02:00'),
      until: at('2019-05-11T12:00:00+02:00'),
    } as const;
    const called12 = { calledAt: at('2019-05-12T12:00:00+02:00'), excused: [no] };
    expect(outcome(called(called12))).toMatchObject({
      liable: ['2019-05-09', '2019-05-10', '2019-05-11', '2019-05-13'],
      lostDays: 1,
      faults: [{ code: 'call-late' }],
    });
    const alone = called(called12, { careContactAt: undefined, hasCareContact: false });
    expect(outcome(alone).liable).toEqual(['2019-05-13']);
    expect(faultsOf(alone).map(([code]) => code)).toEqual(['call-late', 'care-contact-missing']);
  });

  it.each(['not-needed', 'replaced'] as const)('[L-PAY-02] is not asked for in a time in which it was %s', (why) => {
    const time = { why, from: at('2019-05-07T12:00:00+02:00'), until: at('2019-05-11T00:00:00+02:00') };
    expect(outcome(called({ excused: [time] }))).toMatchObject({
      liable: ['2019-05-09', '2019-05-10'],
      lostDays: 3,
      faults: [{ code: 'call-missing' }],
    });
  });

  it('[S-PAY-02] a no after the call changes nothing', () => {
    const both = { calledAt: at('2019-05-07T12:00:00+02:00'), refusedAt: at('2019-05-08T12:00:00+02:00') };
    expect(outcome(called(both, { careContactAt: undefined, hasCareContact: false })).liable).toEqual(ALL);
  });
});

describe('what open care answers for', () => {
  const notice = reportStay([]).said.slice(0, 1);
  const told = (text: string, kind: ReportStay['said'][number]['kind'] = 'planeringsunderlag') =>
    stay({ said: [...notice, { kind, at: at(text), role: 'oppenvard', unit: UNITS.openCare }] });

  it('[L-PAY-04] has to be told before a day can be liable', () => {
    expect(outcome(stay({ said: notice })).liable).toEqual([]);
    expect(faultsOf(stay({ said: notice }))).toEqual([['open-care-missing', 'L-PAY-04', 'oppenvard', UNITS.openCare]]);
    expect(outcome(told('2019-05-08T23:59:59+02:00')).liable).toEqual(ALL);
    expect(outcome(told('2019-05-10T08:00:00+02:00'))).toMatchObject({
      liable: ALL.slice(2),
      faults: [{ code: 'open-care-late' }],
    });
  });

  it('[L-PAY-04] is told in the kinds that the region says, by open care itself', () => {
    expect(outcome(told('2019-05-08T12:00:00+02:00', 'patientinformation')).liable).toEqual(ALL);
    expect(outcome(told('2019-05-08T12:00:00+02:00', 'generellt-meddelande')).liable).toEqual([]);
    const bySocial = { kind: 'planeringsunderlag', at: at('2019-05-07T12:00:00+02:00'), role: 'socialtjanst' } as const;
    expect(outcome(stay({ said: [...notice, { ...bySocial, unit: UNITS.social }] })).liable).toEqual([]);
  });

  it('[L-PAY-04] is told in the answer to the admission notice in Blekinge', () => {
    const answered = told('2019-05-08T12:00:00+02:00', 'svar-pa-inskrivning');
    expect(outcome(answered, blekinge()).liable).toEqual(ALL);
    expect(outcome(stay({ said: notice }), blekinge()).liable).toEqual([]);
  });

  it('[L-PAY-04] is asked of nobody where the region has no message for it', () => {
    const profile = gavleborg({ 'payment.openCareTells': [] });
    expect(outcome(stay({ said: notice }), profile).liable).toEqual(ALL);
  });

  it('[L-PAY-04] is a fault without a unit where nobody fills the role', () => {
    const parties = [{ role: 'socialtjanst' as const, unit: UNITS.social }];
    expect(faultsOf(stay({ said: notice, parties }))).toEqual([
      ['open-care-missing', 'L-PAY-04', 'oppenvard', undefined],
    ]);
  });
});

it('[L-PAY-02] everybody who was at fault is told, each once', () => {
  const taken = { why: 'withdrawn', on: '2019-05-12', at: at('2019-05-12T12:00:00+02:00') } as const;
  const times = [
    spell('2019-05-06T10:00:00+02:00', taken),
    spell('2019-05-13T10:00:00+02:00', '2019-05-18T09:00:00+02:00'),
  ];
  const all = reportStay(times, { notices: [], said: [], plan: { calledAt: undefined } });
  expect(faultsOf(all).map(([code]) => code)).toEqual(['notice-missing', 'call-missing', 'open-care-missing']);
  expect(outcome(all).lostDays).toBe(3 + 2);
});
