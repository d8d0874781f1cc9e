import { describe, expect, it } from '@jest/globals';

import { UNITS } from '../../../../../test/support/domain.js';
import { dutyRules, planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import { dutiesOf, isDutyLate } from './duties.js';
import type { PlanDuty } from '../plan-rule.js';

const YES = [{ about: 'kallelse', answer: 'ja' }];
const MEETING_AT = '2026-12-08T13:00:00+01:00';

/** What is owed of one kind: by whom, about what, and `done` or by when. */
function owed(told: ToldPlan, kind: PlanDuty): string[] {
  return dutiesOf(told.plan, told.profile)
    .filter((duty) => duty.kind === kind)
    .map(({ responsible, about = '-', metAt, due }) => {
      const who = responsible.slice(responsible.indexOf('-') + 1);
      return `${who} ${about} ${metAt === undefined ? due.toISOString() : 'done'}`;
    });
}

/** A plan with consent and a call to open care (who coordinates), social services, home care, and a relative. */
function called(profile = planProfile()): ToldPlan {
  const told = new ToldPlan(profile);
  told.tell('sip-underlag', { consents: YES, coordinator: { name: 'Frida Vik' } }, { state: 'samtycke' });
  told.tell(
    'sip-kallelse',
    { purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: MEETING_AT, participants: RELATIVES },
    { state: 'kallad', to: [UNITS.social, UNITS.homeCare] },
  );
  return told;
}

const RELATIVES = [{ relation: 'narstaende', name: 'Tolva Tolvansson' }];

function held(content: Readonly<Record<string, unknown>> = {}, profile = planProfile()): ToldPlan {
  const told = called(profile);
  const heldAt = '2026-12-08T14:00:00+01:00';
  told.tell('sip-mote', { event: 'genomfort', heldAt, ...content }, { at: heldAt, state: 'mote-genomfort' });
  return told;
}

function withGoal(): ToldPlan {
  const told = held();
  told.tell('sip-huvudmal', { text: 'Jag vill bo hemma' }, { at: '2026-12-09T09:00:00Z', state: 'huvudmal-klart' });
  return told;
}

describe('what is owed before the meeting', () => {
  it('[N-GEN-03] [N-GEN-04] [B-INI-07] [B-CALL-03] a need is acted on without delay, counted from when it was seen, until somebody calls', () => {
    const told = new ToldPlan();
    told.tell('sip-initiativ', { needIdentifiedAt: '2026-11-22T10:00:00+01:00' }, { state: 'behov' });
    expect(owed(told, 'sip-behov')).toEqual(['HC01 - 2026-11-24T09:00:00.000Z']);
    expect(owed(called(), 'sip-behov')).toEqual(['HC01 - done']);
  });

  it('[N-GEN-03] [N-CON-02] [S-CON-01] the person is asked; a no is an answer', () => {
    const told = new ToldPlan();
    told.tell('sip-initiativ', {}, { state: 'behov' });
    expect(owed(told, 'sip-samtycke')).toEqual(['HC01 - 2026-11-25T09:00:00.000Z']);
    told.tell('samtycke', { scope: ['sip'], consents: [{ about: 'kallelse', answer: 'nej' }] }, { state: 'dialog' });
    expect(owed(told, 'sip-samtycke')).toEqual(['HC01 - done']);
    expect(owed(told, 'sip-kallelse-plan')).toEqual([]);
  });

  it('[S-CON-01] [G-SIP-59] who may call does so, counted from the yes, and again when the meeting is called off', () => {
    const told = new ToldPlan();
    told.tell('sip-underlag', { consents: YES }, { state: 'samtycke' });
    expect(owed(told, 'sip-kallelse-plan')).toEqual(['HC01 - 2026-11-25T09:00:00.000Z']);
    const again = called();
    expect(owed(again, 'sip-kallelse-plan')).toEqual(['HC01 - done']);
    again.tell('sip-mote', { event: 'installt' }, { at: '2026-12-01T08:00:00Z' });
    expect(owed(again, 'sip-kallelse-plan')).toEqual(['HC01 - done', 'HC01 s2 2026-12-03T08:00:00.000Z']);
    again.tell('sip-kallelse', { purpose: 'sip', meetingAt: MEETING_AT });
    expect(owed(again, 'sip-kallelse-plan')).toEqual(['HC01 - done', 'HC01 s2 done']);
  });

  it('[S-CON-01] a yes that is only said again prolongs nothing', () => {
    const told = new ToldPlan();
    told.tell('sip-underlag', { consents: YES }, { state: 'samtycke' });
    told.tell('samtycke', { scope: ['sip'], consents: YES });
    expect(owed(told, 'sip-kallelse-plan')).toEqual(['HC01 - 2026-11-25T09:00:00.000Z']);
  });

  it('[N-PREP-01] [N-PREP-02] [S-CALL-13] [B-CALL-12] each called unit plans for itself until the meeting, which is the limit', () => {
    const atMeeting = planProfile({ duties: dutyRules({ 'sip-forberedelse': { due: { atStart: true } } }) });
    const told = called(atMeeting);
    expect(owed(told, 'sip-forberedelse')).toEqual([
      'SOC01 s2 2026-12-08T12:00:00.000Z',
      'HSV01 s2 2026-12-08T12:00:00.000Z',
    ]);
    const [first] = dutiesOf(told.plan, atMeeting).filter(({ kind }) => kind === 'sip-forberedelse');
    expect(first?.startedAt).toEqual(new Date('2026-11-23T10:00:00Z'));
    expect(owed(held({}, atMeeting), 'sip-forberedelse')).toEqual(['SOC01 s2 done', 'HSV01 s2 done']);
  });

  it('[N-CALL-14] a follow-up starts it anew', () => {
    const told = withGoal();
    told.tell(
      'sip-kallelse',
      { purpose: 'uppfoljning', setting: 'utan-vardtillfalle', meetingAt: '2027-03-08T13:00:00+01:00' },
      { state: 'uppfoljning-kallad' },
    );
    expect(owed(told, 'sip-forberedelse').filter((one) => !one.endsWith('done'))).toEqual([
      'SOC01 s5 2027-03-10T12:00:00.000Z',
      'HSV01 s5 2027-03-10T12:00:00.000Z',
    ]);
  });

  it('[S-CALL-12] [S-CALL-15] [B-CALL-15] who was called by fax or letter answers by hand, the person and relatives need not', () => {
    const told = new ToldPlan();
    told.tell('sip-underlag', { consents: YES }, { state: 'samtycke' });
    const clinic = { relation: 'vard', name: 'Tandkliniken', channel: 'fax' };
    const participants = [clinic, ...RELATIVES];
    told.tell('sip-kallelse', { purpose: 'sip', meetingAt: MEETING_AT, participants }, { state: 'kallad' });
    expect(owed(told, 'sip-kvittens')).toEqual(['HC01 s2 2026-11-25T10:00:00.000Z']);
    told.tell('sip-deltagare', { event: 'kvitterat', participant: clinic });
    expect(owed(told, 'sip-kvittens')).toEqual(['HC01 s2 done']);
    expect(owed(called(), 'sip-kvittens')).toEqual([]);
  });

  it('[N-CALL-07] [N-CALL-15] letters are posted for those whom paper reaches, until the meeting is called off', () => {
    const told = called();
    expect(owed(told, 'sip-brev')).toEqual(['HC01 s2 2026-11-25T10:00:00.000Z']);
    told.tell('sip-mote', { event: 'installt' });
    expect(owed(told, 'sip-brev')).toEqual([]);
  });

  it('[N-MEET-07] what was called is held or called off', () => {
    expect(owed(called(), 'sip-mote')).toEqual(['HC01 s2 2026-12-10T12:00:00.000Z']);
    expect(owed(held(), 'sip-mote')).toEqual(['HC01 s2 done']);
  });

  it('[N-ACTOR-05] [N-ACTOR-08] whoever calls the parties to a meeting of their own answers for that, and it makes no plan', () => {
    const told = called();
    told.tell(
      'sip-kallelse',
      { purpose: 'aktorsmote', meetingAt: '2026-12-01T13:00:00+01:00' },
      { unit: UNITS.social, to: [UNITS.openCare] },
    );
    expect(owed(told, 'sip-mote')).toContain('SOC01 s3 2026-12-03T12:00:00.000Z');
    expect(owed(told, 'sip-forberedelse').some((one) => one.includes('s3'))).toBe(false);
    told.tell('sip-mote', { event: 'genomfort', meeting: 's3' }, { unit: UNITS.social });
    expect(owed(told, 'sip-huvudmal')).toEqual([]);
  });
});

describe('what is owed after the meeting', () => {
  it('[N-MEET-08] [N-MEET-09] note and attendance', () => {
    expect(owed(held(), 'sip-anteckning')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    const attendance = [{ relation: 'den-enskilde', attended: true, name: 'Tolvan' }];
    expect(owed(held({ note: 'Alla var där', attendance }), 'sip-anteckning')).toEqual(['HC01 s2 done']);
  });

  it('[N-GOAL-03] [N-GOAL-06] the main goal, counted from the meeting and not from when it was told of', () => {
    const told = called();
    const content = { event: 'genomfort', heldAt: '2026-12-08T14:00:00+01:00' };
    told.tell('sip-mote', content, { at: '2026-12-11T08:00:00Z', state: 'mote-genomfort' });
    expect(owed(told, 'sip-huvudmal')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    expect(owed(withGoal(), 'sip-huvudmal')).toEqual(['HC01 s2 done']);
  });

  it('[N-SUB-02] each unit writes its part, counted from the main goal, or from when it joined', () => {
    const told = withGoal();
    expect(owed(told, 'sip-delmal-insatser')).toEqual([
      'HC01 s4 2026-12-11T09:00:00.000Z',
      'SOC01 s4 2026-12-11T09:00:00.000Z',
      'HSV01 s4 2026-12-11T09:00:00.000Z',
    ]);
    told.tell('sip-delmal', { heading: 'x', text: 'Jag' }, { unit: UNITS.social });
    told.tell('sip-insats', { subgoal: 's5', text: 'Du', shared: false }, { unit: UNITS.social });
    const added = { event: 'tillagd', participant: { relation: 'vard', unit: UNITS.housing } };
    told.tell('sip-deltagare', added, { at: '2026-12-10T09:00:00Z' });
    expect(owed(told, 'sip-delmal-insatser')).toContain('SOC01 s4 done');
    expect(owed(told, 'sip-delmal-insatser')).toContain('SABO01 s4 2026-12-12T09:00:00.000Z');
  });

  it('[N-SUB-03] [N-SUB-07] [N-PART-04] who coordinates writes for who takes part without an inbox, not for relatives', () => {
    const told = withGoal();
    const agency = { relation: 'myndighet', name: 'Handläggaren', organisation: 'Försäkringskassan' };
    told.tell('sip-deltagare', { event: 'tillagd', participant: agency });
    expect(owed(told, 'sip-delmal-insatser').at(-1)).toBe('HC01 s5 2026-12-11T10:00:00.000Z');
    told.tell('sip-delmal', { heading: 'x', text: 'Jag' });
    const onBehalfOf = { relation: 'myndighet' };
    told.tell('sip-insats', { subgoal: 's6', text: 'Du', shared: true, onBehalfOf });
    expect(owed(told, 'sip-delmal-insatser')).toContain('HC01 s5 done');
    expect(owed(told, 'sip-delmal-insatser')).toContain('HC01 s4 2026-12-11T09:00:00.000Z');
  });

  it('[N-INT-03] [N-INT-06] what is saved is shared by its owner', () => {
    const told = withGoal();
    told.tell('sip-delmal', { heading: 'x', text: 'Jag' });
    told.tell('sip-insats', { subgoal: 's5', text: 'Du', shared: false }, { unit: UNITS.social });
    expect(owed(told, 'sip-utdelning')).toEqual(['SOC01 s6 2026-12-11T11:00:00.000Z']);
    told.tell('sip-insats', { intervention: 's6', subgoal: 's5', text: 'Du', shared: true }, { unit: UNITS.social });
    expect(owed(told, 'sip-utdelning')).toEqual(['SOC01 s6 done']);
  });

  it('[S-MEET-07] [S-MEET-09] [S-MEET-20] a plan that the meeting did not finish is finished: all sign', () => {
    const signing = { rule: 'S-MEET-07', by: 'all' as const };
    const told = held({ planReady: false }, planProfile({ signing }));
    expect(owed(told, 'sip-fardigstallande')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    const units = [UNITS.openCare, UNITS.social, UNITS.homeCare];
    const signed = units.map((unit) => ({ name: 'Frida Vik', unit, relation: 'vard' }));
    told.tell('sip-delgivning', { event: 'undertecknad', signatures: signed });
    expect(owed(told, 'sip-fardigstallande')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    const signatures = [{ name: 'Tolvan Tolvansson', relation: 'den-enskilde' }];
    told.tell('sip-delgivning', { event: 'undertecknad', signatures });
    expect(owed(told, 'sip-fardigstallande')).toEqual(['HC01 s2 done']);
    expect(owed(held(), 'sip-fardigstallande')).toEqual([]);
  });

  it('[N-PUB-03] [N-PUB-08] [G-SIP-57] the plan is in the hands of the person after the meeting, and again when it was revised', () => {
    const told = withGoal();
    expect(owed(told, 'sip-delgivning')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    told.tell('sip-delgivning', { event: 'delgiven', way: 'utskrift' });
    expect(owed(told, 'sip-delgivning')).toEqual(['HC01 s2 done']);
    told.tell('sip-delmal', { heading: 'x', text: 'Jag' });
    told.tell('sip-insats', { subgoal: 's6', text: 'Du', shared: false }, { unit: UNITS.social });
    expect(owed(told, 'sip-delgivning')).toEqual(['HC01 s2 done', 'HC01 s6 2026-12-11T11:00:00.000Z']);
    told.tell('sip-delgivning', { event: 'delgiven', way: '1177' });
    expect(owed(told, 'sip-delgivning')).toEqual(['HC01 s2 done', 'HC01 s6 done']);
  });

  it('[N-INT-03] [N-PUB-03] what the person was never shown is no revision', () => {
    const told = withGoal();
    told.tell('sip-delmal', { heading: 'x', text: 'Jag' });
    told.tell('sip-insats', { subgoal: 's5', text: 'Du', shared: false }, { unit: UNITS.social });
    told.tell('sip-delgivning', { event: 'delgiven' });
    told.tell('sip-insats-avslut', { intervention: 's6' }, { unit: UNITS.social });
    expect(owed(told, 'sip-delgivning')).toEqual(['HC01 s2 done']);
  });

  it('[G-SIP-57] it counts by the day on which it was handed over, also when that is told later', () => {
    const told = withGoal();
    told.tell('sip-delgivning', { event: 'delgiven', on: '2026-12-09' }, { at: '2026-12-20T08:00:00Z' });
    const [duty] = dutiesOf(told.plan, told.profile).filter(({ kind }) => kind === 'sip-delgivning');
    expect(duty?.metAt).toEqual(new Date('2026-12-08T23:00:00Z'));
    expect(isDutyLate(duty!, duty!.metAt!)).toBe(false);
  });

  it('[G-SIP-58] [S-MEET-08] who takes part without an inbox gets a copy', () => {
    const told = held();
    expect(owed(told, 'sip-kopior')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    told.tell('sip-delgivning', { event: 'kopia', to: RELATIVES[0] });
    expect(owed(told, 'sip-kopior')).toEqual(['HC01 s2 done']);
  });

  it('[N-MEET-06] [N-GOAL-05] [S-FUP-04] [S-MEET-18] there is a day for the follow-up, or a reason why not', () => {
    expect(owed(held(), 'sip-uppfoljningsdatum')).toEqual(['HC01 s2 2026-12-10T13:00:00.000Z']);
    expect(owed(held({ followUpOn: '2027-03-08' }), 'sip-uppfoljningsdatum')).toEqual(['HC01 s2 done']);
    expect(owed(held({ noFollowUpReason: 'flyttar' }), 'sip-uppfoljningsdatum')).toEqual(['HC01 s2 done']);
    const told = held();
    told.tell('sip-huvudmal', { text: 'Jag', followUpOn: '2027-03-08' });
    expect(owed(told, 'sip-uppfoljningsdatum')).toEqual(['HC01 s2 done']);
  });

  it('[N-CAL-02] [S-FUP-06] a reminder to call to the follow-up comes before it, on the day that was chosen or some days before', () => {
    const duties = dutyRules({
      'sip-uppfoljning-kallelse': { due: { endOf: 'day' }, daysBefore: -14 },
      'sip-uppfoljning': { due: { endOf: 'day' } },
    });
    const profile = planProfile({ duties });
    const told = held({ followUpOn: '2027-03-08' }, profile);
    expect(owed(told, 'sip-uppfoljning-kallelse')).toEqual(['HC01 s3 2027-02-22T23:00:00.000Z']);
    expect(owed(told, 'sip-uppfoljning')).toEqual(['HC01 s3 2027-03-08T23:00:00.000Z']);
    told.tell('sip-huvudmal', { text: 'Jag', followUpOn: '2027-03-08', remindOn: '2027-03-01' });
    expect(owed(told, 'sip-uppfoljning-kallelse')).toEqual(['HC01 s3 2027-03-01T23:00:00.000Z']);
    told.tell('sip-kallelse', { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    expect(owed(told, 'sip-uppfoljning-kallelse')).toEqual(['HC01 s3 done']);
    told.tell('sip-mote', { event: 'genomfort' }, { at: '2027-03-08T14:00:00Z' });
    expect(owed(told, 'sip-uppfoljning')).toEqual(['HC01 s3 done']);
    told.tell('sip-huvudmal', { text: 'Jag', followUpOn: '2027-09-06' });
    expect(owed(told, 'sip-uppfoljning')).toEqual(['HC01 s3 done', 'HC01 s7 2027-09-06T22:00:00.000Z']);
  });

  it('[N-CAL-02] a follow-up that is closer than the reminder is called to at once', () => {
    const duties = dutyRules({ 'sip-uppfoljning-kallelse': { due: { endOf: 'day' }, daysBefore: -14 } });
    const told = held({ followUpOn: '2026-12-12' }, planProfile({ duties }));
    expect(owed(told, 'sip-uppfoljning-kallelse')).toEqual(['HC01 s3 2026-12-08T23:00:00.000Z']);
  });

  it('[S-FUP-02] [S-FUP-03] a larger deviation is decided on, or called about', () => {
    const told = withGoal();
    told.tell('sip-uppfoljning', { event: 'avsteg', comment: 'Hemtjänsten har upphört' }, { unit: UNITS.social });
    expect(owed(told, 'sip-avsteg')).toEqual(['HC01 s5 2026-12-11T10:00:00.000Z']);
    told.tell('sip-uppfoljning', { event: 'revisionsbeslut', revise: false });
    expect(owed(told, 'sip-avsteg')).toEqual(['HC01 s5 done']);
  });
});

describe('what is owed when it ends', () => {
  it('[N-CLOSE-13] [N-CLOSE-15] a death told by the population register is a task, and nothing else is one any more', () => {
    const told = withGoal();
    told.tell('avliden', { diedOn: '2026-12-10', source: 'folkbokforing' }, { state: 'avliden-aviserad' });
    const open = () => dutiesOf(told.plan, told.profile).filter(({ metAt }) => metAt === undefined);
    expect(open().map(({ kind }) => kind)).toEqual(['sip-avliden']);
    expect(owed(told, 'sip-avliden')).toEqual(['HC01 - 2026-12-11T10:00:00.000Z']);
    told.tell('sip-avslut', { comment: 'Avliden' }, { state: 'avslutad' });
    expect(owed(told, 'sip-avliden')).toEqual(['HC01 - done']);
  });

  it('[S-CLOSE-03] each unit notes the closing, and the person still gets the plan that was closed by hand', () => {
    const told = withGoal();
    told.tell('sip-avslut', { comment: 'Målen är nådda' }, { state: 'avslutad' });
    const kinds = new Set(dutiesOf(told.plan, told.profile).map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['sip-delgivning', 'sip-avslut-dokumenterat']));
    told.tell('sip-delgivning', { event: 'avslut-dokumenterat' }, { unit: UNITS.social });
    expect(owed(told, 'sip-avslut-dokumenterat')).toEqual([
      'HC01 - 2026-12-11T10:00:00.000Z',
      'SOC01 - done',
      'HSV01 - 2026-12-11T10:00:00.000Z',
    ]);
  });

  it('[N-CLOSE-14] [S-CLOSE-02] who takes the consent back is sent nothing more', () => {
    const told = withGoal();
    told.tell('samtycke-aterkallat', { scope: ['sip'] }, { state: 'avslutad' });
    expect(new Set(dutiesOf(told.plan, told.profile).map(({ kind }) => kind))).toEqual(
      new Set(['sip-avslut-dokumenterat']),
    );
  });
});

describe('whose it is, and whether', () => {
  it('[N-COORD-05] [N-COORD-12] [G-SIP-69] what the coordinator owes is the next one’s at once', () => {
    const told = held();
    told.tell('sip-samordningsansvarig', { coordinator: { name: 'Sven Ek', unit: UNITS.social } });
    expect(owed(told, 'sip-huvudmal')).toEqual(['SOC01 s2 2026-12-10T13:00:00.000Z']);
  });

  it('is owed only where the region has a time for it and its condition holds', () => {
    const { 'sip-huvudmal': goal } = dutyRules();
    const when = { lacks: 'plan.episode' };
    const alone = planProfile({ duties: { 'sip-huvudmal': { ...goal!, when } } });
    expect(new Set(dutiesOf(held({}, alone).plan, alone).map(({ kind }) => kind))).toEqual(new Set(['sip-huvudmal']));
    const besideStay = { ...held({}, alone).plan, episode: 'e1' };
    expect(dutiesOf(besideStay, alone)).toEqual([]);
    const without = { ...alone };
    Reflect.deleteProperty(without, 'plan');
    expect(dutiesOf(held({}, alone).plan, without)).toEqual([]);
  });
});
