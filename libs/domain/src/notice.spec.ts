import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  DomainWorld,
  gavleborg,
  hl7,
  JSON_ORIGIN,
  message,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../test/support/domain.js';
import type { Origin } from './message.js';

const { openCare, openCare2, social, homeCare, housing } = UNITS;
const TUESDAY = '2026-11-24T10:00:00+01:00';
const DAY_AFTER_TUESDAY_WINDOW = new Date('2026-11-24T13:00:00+01:00');

const opened = (changes: Parameters<typeof notice>[0] = {}) => replayEpisode([[notice(changes)]]);

describe('the first admission notice', () => {
  it('[G-ADM-26] [L-PLAN-01] makes each unit that it is delivered to a party of the episode from that moment', () => {
    const plan = new DomainWorld().admit(notice({ planningCategory: 'CD' }));
    expect(plan.message.notice).toBe('first');
    expect(plan.episode.facts.parties.map(({ unit }) => unit).sort()).toEqual(unitsOf(plan));
    expect(unitsOf(plan)).toEqual([homeCare, openCare, social].sort());
    expect(plan.message.receivedAt).toBe('2026-11-23T07:15:00.000Z');
  });

  it('is the first also when a ready notice opened the episode', () => {
    const world = replayEpisode([[message('utskrivningsklar', { patient: TOLVAN, planningCategory: 'BC' })]]);
    const plan = world.admit(notice());
    expect(plan.message.notice).toBe('first');
    expect(unitsOf(plan)).toEqual([openCare, social].sort());
    expect(plan.answer.episode.state).toBe('utskrivningsklar');
  });
});

describe('a changed date of discharge', () => {
  it.each<[string, Origin]>([
    ['JSON', JSON_ORIGIN],
    ['an A08 with another PV2-9', hl7('A08')],
    ['an A01 with another PV2-9', hl7('A01')],
  ])('[G-ADM-14] [L-ADM-04] is told at once to every party by a new notice (%s)', (_name, origin) => {
    const world = opened();
    const plan = world.admit(noticeWith({ expectedDischarge: '2026-11-30' }), TUESDAY, origin);
    expect(plan.message.notice).toBe('changed-date');
    expect(unitsOf(plan)).toEqual([openCare, social].sort());
    expect(plan.message.content['expectedDischarge']).toBe('2026-11-30');
  });

  it('[G-ACK-08] [G-ACK-17] is receipted by every party like the first notice', () => {
    const plan = opened().admit(noticeWith({ expectedDischarge: '2026-11-30' }), TUESDAY);
    expect(plan.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([
      DAY_AFTER_TUESDAY_WINDOW,
      DAY_AFTER_TUESDAY_WINDOW,
    ]);
  });

  it('[G-ADM-18] [G-ACK-08] opens no questions: it says that it is no first notice and starts nothing but receipts', () => {
    const plan = opened().admit(noticeWith({ expectedDischarge: '2026-11-30' }), TUESDAY);
    expect(plan.message.notice).toBe('changed-date');
    expect(plan.deadlines.map(({ kind }) => kind)).toEqual(['kvittens', 'kvittens']);
  });

  it('[G-ADM-06] [G-ADM-14] may also be a date that was missing before', () => {
    const world = replayEpisode([[noticeWith({ expectedDischarge: undefined })]]);
    const plan = world.admit(noticeWith({ expectedDischarge: '2026-11-30' }), TUESDAY);
    expect(plan.message.notice).toBe('changed-date');
    expect(told(plan.answer.warnings)).not.toContain('date-missing G-ADM-07');
  });

  it('may also be a date that the record system emptied; the date is missing then', () => {
    const world = opened();
    const origin = { ...hl7('A08'), cleared: ['content.expectedDischarge'] };
    const plan = world.admit(noticeWith({ expectedDischarge: undefined }), TUESDAY, origin);
    expect(plan.message.notice).toBe('changed-date');
    expect(plan.episode.facts.expectedDischarge).toBeUndefined();
    expect(told(plan.answer.warnings)).toEqual(['date-missing G-ADM-07']);
  });

  it('[G-ADM-15] [G-ADM-16] may come as often as the ward likes, earlier or later; the last one holds, all can be seen', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-12-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), (dates) => {
        const world = new DomainWorld();
        for (const date of dates) world.admit(noticeWith({ expectedDischarge: date }));
        const { facts, steps } = world.episode();
        expect(facts.expectedDischarge).toBe(dates.at(-1));
        expect(steps.map((step) => step.expectedDischarge)).toEqual(dates);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same date when the same instant is written with another zone', () => {
    const world = replayEpisode([[noticeWith({ expectedDischarge: '2026-11-27T12:00:00+01:00' })]]);
    const same = world.admit(noticeWith({ expectedDischarge: '2026-11-27T11:00:00Z' }), TUESDAY, hl7('A08'));
    expect(same.message.notice).toBe('update');
    const other = world.admit(noticeWith({ expectedDischarge: '2026-11-27T11:30:00Z' }), TUESDAY, hl7('A08'));
    expect(other.message.notice).toBe('changed-date');
  });

  it('[G-ADM-32] leaves the ready date alone, and a ready notice leaves the expected date alone', () => {
    const world = opened();
    const ready = world.admit(message('utskrivningsklar'), '2026-11-26T10:00:00+01:00');
    expect(ready.episode.facts.expectedDischarge).toBe('2026-11-27');
    const moved = world.admit(noticeWith({ expectedDischarge: '2026-11-30' }), '2026-11-26T10:05:00+01:00');
    expect(moved.episode.facts.readyAt).toBe('2026-11-26T09:30:00+01:00');
    expect(moved.answer.episode.state).toBe('utskrivningsklar');
  });
});

describe('a changed responsibility', () => {
  it('[G-ADM-13] is told by a new notice to the old and the new party only', () => {
    const plan = opened().admit(notice({ recipients: [openCare2] }), TUESDAY);
    expect(plan.message.notice).toBe('changed-responsibility');
    expect(unitsOf(plan)).toEqual([openCare, openCare2]);
    expect(plan.episode.facts.parties).toEqual([
      { role: 'oppenvard', unit: openCare2 },
      { role: 'socialtjanst', unit: social },
    ]);
    expect(plan.deliveries.every(({ receiptDue }) => receiptDue !== null)).toBe(true);
  });

  it('[G-ADM-13] follows from another health centre or municipality of the patient, also out of the record system', () => {
    const world = opened();
    const listed = notice({ patient: { ...TOLVAN, healthCentre: openCare2 } });
    expect(unitsOf(world.admit(listed, TUESDAY, hl7('A08')))).toEqual([openCare, openCare2]);
    const moved = notice({ patient: { ...TOLVAN, healthCentre: openCare2, municipality: '2181' } });
    expect(unitsOf(world.admit(moved, TUESDAY, hl7('A08')))).toEqual([social, UNITS.social2181].sort());
  });

  it('[G-ADM-13] is no secret of another kind of message: who moved meanwhile is told by the next notice', () => {
    const world = opened();
    const patient = { ...TOLVAN, healthCentre: openCare2 };
    expect(unitsOf(world.admit(message('utskrivningsklar', { patient })))).toEqual([openCare, social].sort());
    expect(unitsOf(world.admit(notice({ patient }), TUESDAY, hl7('A08')))).toEqual([openCare, openCare2]);
  });

  it('with a changed date reaches every party, the one that left too', () => {
    const plan = opened().admit(noticeWith({ expectedDischarge: '2026-11-30' }, { recipients: [openCare2] }), TUESDAY);
    expect(plan.message.notice).toBe('changed-date');
    expect(unitsOf(plan)).toEqual([openCare, openCare2, social].sort());
  });
});

describe('a changed category', () => {
  it('[G-CAT-20] decides the recipients anew and is told to all of them', () => {
    const plan = opened().admit(notice({ planningCategory: 'CD' }), TUESDAY);
    expect(plan.message.notice).toBe('changed-responsibility');
    expect(plan.episode.facts.category).toBe('CD');
    expect(unitsOf(plan)).toEqual([homeCare, openCare, social].sort());
  });

  it('[G-CAT-20] is told to a party that is not concerned any more, and later messages are not', () => {
    const world = opened({ planningCategory: 'E' });
    expect(unitsOf(world.admit(notice({ planningCategory: 'BC' }), TUESDAY))).toEqual(
      [housing, openCare, social].sort(),
    );
    expect(unitsOf(world.admit(message('utskrivningsklar')))).toEqual([openCare, social].sort());
  });

  it('[G-CAT-20] decides anew whether there is a ready notice', () => {
    const world = opened();
    expect(told(world.refuse(notice({ planningCategory: 'A' })))).toEqual(['category-without-notice G-CAT-03']);
    expect(told(world.refuse(message('utskrivningsklar', { planningCategory: 'A' })))).toEqual([
      'category-without-notice G-RDY-10',
    ]);
  });

  it('[G-CAT-20] is told to all where it concerns the same units, since contact, plan and liability may differ', () => {
    const profile = gavleborg({ 'categories.C.recipients': ['oppenvard', 'socialtjanst'] });
    const world = replayEpisode([[notice()]], new DomainWorld(profile));
    const plan = world.admit(notice({ planningCategory: 'C' }), TUESDAY, hl7('A08'));
    expect(plan.message.notice).toBe('changed-responsibility');
    expect(unitsOf(plan)).toEqual([openCare, social].sort());
  });

  it('[G-CAT-20] that comes with a ready notice decides who gets that notice', () => {
    const world = opened();
    const plan = world.admit(message('utskrivningsklar', { planningCategory: 'CD' }));
    expect(unitsOf(plan)).toEqual([homeCare, openCare, social].sort());
    expect(plan.episode.facts.parties.map(({ role }) => role)).toEqual(['socialtjanst', 'hemsjukvard', 'oppenvard']);
  });
});

describe('a notice that changes nothing', () => {
  it('reaches every party as an update when the ward sends it on purpose', () => {
    const plan = opened().admit(noticeWith({ other: 'ny sängplats' }), TUESDAY);
    expect(plan.message.notice).toBe('update');
    expect(unitsOf(plan)).toEqual([openCare, social].sort());
    expect(told(plan.answer.warnings)).not.toContain('nothing-changed');
  });

  it.each(['A01', 'A08'])('reaches nobody when it is an %s of the record system, and the answer says so', (event) => {
    const world = opened();
    const plan = world.admit(notice({ patient: { ...TOLVAN, givenName: 'Tolv' } }), TUESDAY, hl7(event));
    expect(plan.message.notice).toBe('update');
    expect(plan.deliveries).toEqual([]);
    expect(plan.answer.deadlines).toEqual([]);
    expect(told(plan.answer.warnings)).toEqual(['nothing-changed']);
    expect(plan.episode.patient.givenName).toBe('Tolv');
  });

  it('reaches every party all the same where the profile wants it', () => {
    const profile = gavleborg({ deliverUnchangedUpdates: true });
    const world = replayEpisode([[notice()]], new DomainWorld(profile));
    expect(unitsOf(world.admit(notice(), TUESDAY, hl7('A08')))).toEqual([openCare, social].sort());
  });
});
