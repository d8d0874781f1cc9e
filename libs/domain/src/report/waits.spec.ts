import { describe, expect, it } from '@jest/globals';

import { blekinge } from '../../../../test/support/blekinge.js';
import { gavleborg, UNITS } from '../../../../test/support/domain.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import type { Profile } from '../profile/profile.js';
import type { ReportStay } from './stay.js';
import { waitsOf, type OpenDuty } from './waits.js';

const PROFILE = gavleborg();
const { ward, openCare, social } = UNITS;
const READY_AT = '2019-05-06T10:00:00+02:00';
const BEGUN = new Date('2019-01-01T08:00:00+01:00');

type Changes = Parameters<typeof reportStay>[1];
const told = (stay: ReportStay, duties: readonly OpenDuty[] = [], profile: Profile = PROFILE) =>
  waitsOf(stay, duties, profile).map(({ code, unit }) => [code, unit]);
const ready = (changes: Changes = {}) => reportStay([spell(READY_AT)], changes);
const planned = (changes: Changes = {}) => reportStay([], { state: 'inskriven', ...changes });
const unplanned: Changes = { hasCareContact: false, plan: { calledAt: undefined } };

const duty = (kind: string, responsible: string): OpenDuty => ({
  kind,
  rule: 'G-ACK-03',
  startedAt: BEGUN,
  due: new Date('2019-01-01T09:00:00+01:00'),
  responsible,
});

describe('an open stay', () => {
  it('waits for the judgement that the patient is ready, and for a date when there is none', () => {
    expect(told(planned())).toEqual([['assessment', ward]]);
    expect(told(planned({ expectedDischarge: undefined }))).toEqual([
      ['date', ward],
      ['assessment', ward],
    ]);
    const [wait] = waitsOf(planned(), [], PROFILE);
    expect(wait).toMatchObject({ since: BEGUN, due: undefined, deadline: undefined, role: 'slutenvard' });
  });

  it('waits for its beginning as long as it is planned', () => {
    expect(told(planned({ state: 'planerad' }))).toEqual([['admission', ward]]);
  });

  it('waits for what units owe, with until when and by which rule', () => {
    const [wait] = waitsOf(planned(), [duty('kvittens', social)], PROFILE);
    expect(wait).toEqual({
      code: 'kvittens',
      role: 'socialtjanst',
      unit: social,
      since: BEGUN,
      due: new Date('2019-01-01T09:00:00+01:00'),
      deadline: 'kvittens',
      rule: 'G-ACK-03',
    });
    const answer = waitsOf(planned(), [duty('svar-pa-inskrivning', openCare)], blekinge());
    expect(answer).toMatchObject([{ code: 'answer', role: 'oppenvard' }, { code: 'assessment' }]);
    expect(waitsOf(planned(), [duty('informationsoverforing', ward)], PROFILE)).toMatchObject([
      { code: 'duty', role: 'slutenvard', unit: ward },
      { code: 'assessment' },
    ]);
  });

  it('waits once for what a deadline asks for already', () => {
    const undated = planned({ expectedDischarge: undefined });
    expect(told(undated, [duty('beraknad-utskrivning', ward)]).map(([code]) => code)).toEqual(['duty', 'assessment']);
    const contact = duty('fast-vardkontakt-senast', openCare);
    expect(told(ready({ hasCareContact: false }), [contact]).map(([code]) => code)).toEqual(['duty']);
  });

  it('waits for the discharge when the patient is ready and nothing else is missing', () => {
    expect(told(ready())).toEqual([['discharge', ward]]);
    expect(told(ready(), [duty('kvittens', social)])).toEqual([
      ['kvittens', social],
      ['discharge', ward],
    ]);
  });

  it('waits for the municipality where the region has kommunklar', () => {
    expect(told(ready({ category: 'E' }), [], blekinge())).toContainEqual(['municipality-ready', social]);
    expect(told(ready({ state: 'kommunklar' }), [], blekinge()).map(([code]) => code)).not.toContain(
      'municipality-ready',
    );
    expect(told(ready()).map(([code]) => code)).not.toContain('municipality-ready');
  });

  it('waits for nothing when it is over', () => {
    const over = reportStay([spell(READY_AT, '2019-05-07T10:00:00+02:00')], unplanned);
    expect(told(over, [duty('kvittens', social)])).toEqual([]);
  });

  it('waits for the judgement anew when the patient is ready no more', () => {
    const taken = { why: 'withdrawn', on: '2019-05-08', at: new Date('2019-05-08T15:00:00+02:00') } as const;
    expect(told(reportStay([spell(READY_AT, taken)], { state: 'inskriven' }))).toEqual([['assessment', ward]]);
  });
});

describe('a patient who is ready', () => {
  it('[G-RDY-16] without contact, plan or word of open care is listed with what is open, of whom', () => {
    const items = waitsOf(ready({ ...unplanned, said: reportStay([]).said.slice(0, 1) }), [], PROFILE);
    expect(items.map(({ code, unit }) => [code, unit])).toEqual([
      ['care-contact', openCare],
      ['plan-call', openCare],
      ['open-care', openCare],
    ]);
    expect(items.every(({ since }) => since.getTime() === Date.parse(READY_AT))).toBe(true);
  });

  it('[G-RDY-16] is waited for with nothing but the discharge when all that was done, or is not asked for in the category', () => {
    expect(told(ready())).toEqual([['discharge', ward]]);
    const said = reportStay([]).said.slice(0, 1);
    const alone: Changes = { ...unplanned, category: 'C', parties: [{ role: 'socialtjanst', unit: social }], said };
    expect(told(ready(alone))).toEqual([['discharge', ward]]);
  });

  it.each<[string, NonNullable<Changes>['plan']]>([
    ['said no to it', { refusedAt: BEGUN }],
    ['needs none', { notNeededAt: BEGUN }],
    ['has another kind of plan', { isReplaced: true }],
  ])('[G-RDY-16] is not waited for with a call to a plan when the patient %s', (_name, plan) => {
    expect(told(ready({ plan: { calledAt: undefined, ...plan } }))).toEqual([['discharge', ward]]);
  });
});
