import { describe, expect, it } from '@jest/globals';

import { gavleborg } from '../../../../test/support/domain.js';
import { problemsAfter } from '../../../../test/support/test-region.js';
import { LAW_MODEL, LAW_PAYMENT } from '../report/payment-rule.js';

describe('what a profile says of liability', () => {
  it('[L-PAY-03] is the law where it says nothing', () => {
    expect(gavleborg({ payment: undefined }).payment).toEqual(LAW_PAYMENT);
    expect(gavleborg({ payment: { rule: 'L-PAY-03' } }).payment.models).toEqual([LAW_MODEL]);
    expect(LAW_MODEL).toMatchObject({ model: 'per-patient', cutOff: '12:00', freeDays: 3, freeDaysAfter: 4 });
  });

  it('[L-PAY-05] is dated, and the law where an entry says nothing', () => {
    const models = [
      { from: '2024-01-01', model: 'per-patient', freeDays: 5 },
      { from: '2025-07-01', model: 'mean-days', limitDays: 2.5 },
    ];
    expect(gavleborg({ 'payment.models': models }).payment.models).toEqual([
      { ...LAW_MODEL, from: '2024-01-01', freeDays: 5 },
      { ...LAW_MODEL, from: '2025-07-01', model: 'mean-days', limitDays: 2.5 },
    ]);
  });

  const model = { from: '2024-01-01', model: 'per-patient' };
  it.each<[string, unknown, string]>([
    ['payment.models', [], 'payment.models: no model is listed'],
    ['payment.models', [{ ...model, from: '2024-01-02' }], 'payment.models.0.from: the first day of a month'],
    ['payment.models', [{ ...model, from: '2024-13-01' }], 'payment.models.0.from: the first day of a month'],
    ['payment.models', [model, model], 'payment.models.1.from: models stand in order, the oldest first'],
    ['payment.models', [{ ...model, limitDays: 2 }], 'payment.models.0.limitDays: limitDays goes with mean-days only'],
    ['payment.models', [{ ...model, model: 'mean-days' }], 'payment.models.0.limitDays: is missing'],
    ['payment.models', [{ ...model, freeDays: 2.5 }], 'payment.models.0.freeDays: a whole number of days'],
    ['payment.models', [{ ...model, cutOff: '24:00' }], 'payment.models.0.cutOff: a time of day'],
    ['payment.models', [{ ...model, amount: 7800 }], 'payment.models.0.amount: unknown key'],
    ['payment.openCareTells', ['kommunklar'], 'payment.openCareTells.0: oppenvard may not send kommunklar'],
    ['payment.municipalRoles', ['kommun'], 'payment.municipalRoles.0: one of'],
  ])('is told where it is wrong: %s %j', (path, value, problem) => {
    expect(problemsAfter({ [path]: value })).toEqual([expect.stringContaining(problem)]);
  });

  it('names only kinds that the region has', () => {
    const kind = 'payment.openCareTells.0: the region has no kind planeringsunderlag';
    const problems = problemsAfter({ 'payment.openCareTells': ['planeringsunderlag'] });
    expect(problems).toContainEqual(expect.stringContaining(kind));
  });
});

describe('what a profile says of the follow-up', () => {
  const short = { rule: 'B-PLN-16', kind: 'fristaende-meddelande', field: 'operation', days: 14 };

  it.each<[unknown, string]>([
    [{ ...short, field: 'text' }, 'reports.shortNotice.0.field: text holds neither a date nor an instant'],
    [{ ...short, field: 'operationen' }, 'reports.shortNotice.0.field: operationen holds neither'],
    [{ ...short, unless: 'text' }, 'reports.shortNotice.0.unless: text is neither true nor false'],
    [{ ...short, days: -1 }, 'reports.shortNotice.0.days: a whole number of days'],
    [{ ...short, kind: 'operation' }, 'reports.shortNotice.0.kind: one of'],
  ])('[B-PLN-16] is told where it is wrong: %j', (entry, problem) => {
    const problems = problemsAfter({ 'reports.shortNotice': [entry] });
    expect(problems).toContainEqual(expect.stringContaining(problem));
  });

  it('[B-PLN-16] says one thing of each kind', () => {
    expect(problemsAfter({ 'reports.shortNotice': [short, short] })).toEqual([
      'reports.shortNotice.1: fristaende-meddelande is listed before',
    ]);
  });

  it('[L-SIP-03] [S-CALL-08] says from when the call to a plan is counted, and which meetings are paid for', () => {
    const planCall = { rule: 'G-SIP-13', from: 'judgement' };
    const paidMeetings = { rule: 'L-SIP-03', forms: ['fysiskt', 'video'] };
    const { reports } = gavleborg({ 'reports.planCall': planCall, 'reports.paidMeetings': paidMeetings });
    expect(reports).toMatchObject({ planCall: { ...planCall, days: 3 }, paidMeetings });
    expect(gavleborg({ reports: undefined }).reports).toEqual({ baselines: [], shortNotice: [] });
  });

  it.each<[string, unknown, string]>([
    ['planCall', { rule: 'G-SIP-13' }, 'reports.planCall.from: is missing'],
    ['planCall', { rule: 'G-SIP-13', from: 'discharge' }, 'reports.planCall.from: one of'],
    ['planCall', { rule: 'G-SIP-13', from: 'notice', days: 2.5 }, 'reports.planCall.days: a whole number of days'],
    ['paidMeetings', { rule: 'G-SIP-13', forms: ['brev'] }, 'reports.paidMeetings.forms.0: one of'],
    ['paidMeetings', { forms: ['video'] }, 'reports.paidMeetings.rule: is missing'],
  ])('[L-SIP-03] [S-CALL-08] is told where it is wrong: %s %j', (key, value, problem) => {
    expect(problemsAfter({ [`reports.${key}`]: value })).toContainEqual(expect.stringContaining(problem));
  });

  it('[G-LAW-12] has baselines in both languages', () => {
    const entry = { rule: 'G-LAW-12', sv: 'Före 2018', days: 3.6 };
    expect(problemsAfter({ 'reports.baselines': [entry] })).toEqual([
      expect.stringContaining('reports.baselines.0.en: is missing'),
    ]);
  });
});
