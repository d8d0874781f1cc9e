import { describe, expect, it } from '@jest/globals';

import { UNITS } from '../../../../test/support/domain.js';
import { planProfile, ToldPlan } from '../../../../test/support/plan-steps.js';
import { reportPlan } from '../../../../test/support/report-plan.js';
import type { Profile } from '../profile/profile.js';
import { meetingsOf, sumMeetings, sumPresences } from './plan-meetings.js';

const NOW = new Date('2026-12-10T12:00:00+01:00');
const MEETING = '2026-11-30T12:00:00.000Z';
const PROFILE = planProfile();
const paid: Profile = {
  ...PROFILE,
  reports: { ...PROFILE.reports, paidMeetings: { rule: 'S-CALL-08', forms: ['fysiskt', 'video'] } },
};
const CALLED = [
  { unit: UNITS.social, relation: 'socialtjanst' },
  { unit: UNITS.homeCare, relation: 'vard' },
  { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' },
];

function called(changes: object = {}): ToldPlan {
  const told = new ToldPlan();
  const participants = CALLED;
  told.tell('sip-kallelse', { purpose: 'sip', meetingAt: MEETING, form: 'video', participants, ...changes });
  return told;
}
function held(content: object = {}, changes: object = {}): ToldPlan {
  const told = called(changes);
  told.tell('sip-mote', { event: 'genomfort', heldAt: MEETING, ...content }, { at: '2026-11-30T15:00:00.000Z' });
  return told;
}
const of = (told: ToldPlan, profile = PROFILE) => meetingsOf(reportPlan(told), profile, NOW);
const one = (told: ToldPlan, profile = PROFILE) => of(told, profile)[0]!;

describe('a meeting of a plan', () => {
  it('tells of each who was called whether they came, and of who came uncalled', () => {
    const attendance = [
      { unit: UNITS.social, name: 'Sara', relation: 'socialtjanst', attended: true },
      { relation: 'den-enskilde', name: 'Tolvan', attended: true },
      { unit: UNITS.openCare2, relation: 'vard', attended: true },
      { relation: 'narstaende', name: 'Nils', attended: false },
    ];
    const { presences } = one(held({ attendance }));
    expect(presences.map(({ unit, relation, wasCalled, attended }) => [unit, relation, wasCalled, attended])).toEqual([
      [UNITS.social, 'socialtjanst', true, true],
      [UNITS.homeCare, 'vard', true, false],
      [undefined, 'den-enskilde', true, true],
      [UNITS.openCare2, 'vard', false, true],
      [undefined, 'narstaende', false, false],
    ]);
    expect(sumPresences(presences)).toMatchObject({ called: 3, attended: 3, absent: 1, waiting: 0, share: 2 / 3 });
  });

  it('has nobody absent before it was held, nor when it was called off', () => {
    expect(sumPresences(one(called()).presences)).toMatchObject({ called: 3, waiting: 3, absent: 0, share: undefined });
    const off = called();
    off.tell('sip-mote', { event: 'installt' });
    expect(one(off)).toMatchObject({ state: 'installd', presences: [] });
  });

  it('[N-PREP-04] lists the units that told nothing of the plan from the call until it began', () => {
    const told = called();
    told.tell('sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, { unit: UNITS.social });
    const late = { unit: UNITS.homeCare, at: '2026-11-30T12:00:01.000Z' };
    told.tell('sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, late);
    const prepared = () => one(told).presences.map(({ isPrepared }) => isPrepared);
    expect(prepared()).toEqual([true, false, undefined]);
    expect(sumPresences(one(told).presences).unprepared).toBe(1);
    told.withdraw('s2');
    expect(prepared()).toEqual([false, false, undefined]);
    const early = meetingsOf(reportPlan(told), PROFILE, new Date('2026-11-30T11:59:59Z'));
    expect(early[0]?.presences.map(({ isPrepared }) => isPrepared)).toEqual([undefined, undefined, undefined]);
  });

  it('[S-CALL-08] is paid for in a room or by video, not by telephone, and nowhere where no rule says so', () => {
    expect(one(held(), paid).isPaid).toBe(true);
    expect(one(held({}, { form: 'telefon' }), paid).isPaid).toBe(false);
    expect(one(held({ form: 'fysiskt' }, { form: 'telefon' }), paid).isPaid).toBe(true);
    expect(one(called(), paid).isPaid).toBeUndefined();
    expect(one(held({}, { form: undefined }), paid).isPaid).toBeUndefined();
    expect(one(held()).isPaid).toBeUndefined();
  });

  it('[S-MEET-13] [P-EVAL-01] tells whether SIPkollen was offered, once it was held with the person', () => {
    expect(one(held()).isSurveyOffered).toBe(false);
    expect(one(held({ sipkollenOffered: true })).isSurveyOffered).toBe(true);
    expect(one(called()).isSurveyOffered).toBeUndefined();
    const apart = new ToldPlan();
    const call = apart.tell('sip-kallelse', { purpose: 'aktorsmote', meetingAt: MEETING, participants: CALLED });
    apart.tell('sip-mote', { event: 'genomfort', meeting: call });
    expect(one(apart)).toMatchObject({ state: 'genomford', isSurveyOffered: undefined, isFollowUpDecided: undefined });
  });

  it('tells whether it was decided when to follow up, or why not', () => {
    expect(one(held())).toMatchObject({ isFollowUpDecided: false, followUpOn: undefined });
    expect(one(held({ followUpOn: '2027-02-01' }))).toMatchObject({
      isFollowUpDecided: true,
      followUpOn: '2027-02-01',
    });
    expect(one(held({ noFollowUpReason: 'Flyttar' }))).toMatchObject({ isFollowUpDecided: true });
  });

  it('stands at the time when it was held, else at the one it was called to, else at the call', () => {
    expect(one(held({ heldAt: '2026-11-30T13:00:00Z' })).at).toEqual(new Date('2026-11-30T13:00:00Z'));
    expect(one(called()).at).toEqual(new Date(MEETING));
    expect(one(called({ meetingAt: undefined })).at).toEqual(new Date('2026-11-23T09:00:00Z'));
  });
});

describe('meetings', () => {
  it('[P-EVAL-01] are summed up with the share in which SIPkollen was offered', () => {
    const plans = [held({ sipkollenOffered: true, followUpOn: '2027-02-01' }), held(), called()];
    expect(sumMeetings(plans.map((told) => one(told, paid)))).toEqual({
      ...{ meetings: 3, held: 2, calledOff: 0, called: 9, attended: 0, absent: 6, share: 0 },
      ...{ paid: 2, surveyOffered: 1, surveyShare: 0.5, followUpDecided: 1 },
    });
    expect(sumMeetings([])).toMatchObject({ meetings: 0, surveyShare: undefined, share: undefined });
  });
});
