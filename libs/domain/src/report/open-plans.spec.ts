import { describe, expect, it } from '@jest/globals';

import { UNITS } from '../../../../test/support/domain.js';
import { planProfile, ToldPlan } from '../../../../test/support/plan-steps.js';
import { reportedDuty, reportPlan } from '../../../../test/support/report-plan.js';
import type { PlanState } from '../plan/plan.js';
import { OpenPlans, standingOf } from './open-plans.js';
import { hasPart } from './report-plan.js';

const NOW = new Date('2026-12-10T12:00:00+01:00');
const PROFILE = planProfile();
const CALL = { purpose: 'sip', meetingAt: '2026-11-30T13:00:00+01:00' };

function held(content: object = {}, state: PlanState = 'mote-genomfort'): ToldPlan {
  const told = new ToldPlan();
  told.tell('sip-initiativ', { raisedBy: 'patient' });
  told.tell('sip-kallelse', { ...CALL, participants: [{ unit: UNITS.social, relation: 'socialtjanst' }] });
  told.tell('sip-mote', { event: 'genomfort', heldAt: CALL.meetingAt, ...content }, { state });
  return told;
}
const standing = (told: ToldPlan, profile = PROFILE) => standingOf(reportPlan(told), profile, NOW);

describe('an open plan', () => {
  it('[N-GOAL-06] lacks its main goal from the meeting on until somebody has written it', () => {
    const told = new ToldPlan();
    told.tell('sip-initiativ', {});
    told.tell('sip-kallelse', CALL);
    expect(standing(told).lacksMainGoal).toBe(false);
    told.tell('sip-mote', { event: 'genomfort', heldAt: CALL.meetingAt });
    expect(standing(told).lacksMainGoal).toBe(true);
    told.tell('sip-huvudmal', { text: 'Jag vill klara mig hemma' });
    expect(standing(told).lacksMainGoal).toBe(false);
  });

  it('[N-GOAL-06] lacks none in a region that has none, nor after a meeting of the parties alone', () => {
    const { kinds } = PROFILE;
    const without = { ...PROFILE, kinds: { ...kinds, 'sip-huvudmal': undefined } };
    expect(standing(held(), without).lacksMainGoal).toBeUndefined();
    const told = new ToldPlan();
    const call = told.tell('sip-kallelse', { ...CALL, purpose: 'aktorsmote' });
    told.tell('sip-mote', { event: 'genomfort', meeting: call });
    expect(standing(told).lacksMainGoal).toBe(false);
  });

  it('[S-FUP-07] has a follow-up to come when a day from today on is set, or a meeting is called', () => {
    expect(standing(held()).lacksFollowUp).toBe(true);
    expect(standing(held({ followUpOn: '2026-12-09' })).lacksFollowUp).toBe(true);
    expect(standing(held({ followUpOn: '2026-12-10' })).lacksFollowUp).toBe(false);
    const called = held();
    called.tell('sip-kallelse', { purpose: 'uppfoljning', meetingAt: '2026-12-10T13:00:00+01:00' });
    expect(standing(called).lacksFollowUp).toBe(false);
    const past = held();
    past.tell('sip-kallelse', { purpose: 'uppfoljning', meetingAt: '2026-12-10T11:00:00+01:00' });
    expect(standing(past).lacksFollowUp).toBe(true);
  });

  it('[N-CLOSE-15] of somebody whom the register says has died is told with when that came, and waits for no follow-up', () => {
    const told = held();
    const at = '2026-12-05T09:00:00.000Z';
    told.tell('avliden', { diedOn: '2026-12-04', source: 'folkbokforing' }, { state: 'avliden-aviserad', at });
    expect(standing(told)).toMatchObject({ deathNoticedAt: new Date(at), lacksFollowUp: false });
    expect(standing(held()).deathNoticedAt).toBeUndefined();
  });

  it('tells its age in civil days, and what is overdue of it', () => {
    const duties = [
      reportedDuty('sip-huvudmal', '2026-12-02T00:00:00Z'),
      reportedDuty('sip-anteckning', '2026-12-01T00:00:00Z'),
      reportedDuty('sip-utdelning', '2026-12-20T00:00:00Z'),
      reportedDuty('sip-brev', '2026-11-20T00:00:00Z', { state: 'met' }),
    ];
    expect(standingOf(reportPlan(held(), { duties }), PROFILE, NOW)).toMatchObject({
      ...{ days: 17, overdue: 2, overdueSince: new Date('2026-12-01T00:00:00Z') },
    });
  });

  it('concerns who coordinates, was called or told something of it, and nobody else', () => {
    const of = reportPlan(held());
    expect([UNITS.openCare, UNITS.social, UNITS.homeCare].map((unit) => hasPart(of, unit))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('open plans of a region', () => {
  it('are summed up in all and by the states that there are, in the order in which a plan goes through them', () => {
    const plans = new OpenPlans();
    for (const told of [held({}, 'pagaende'), held(), held({ followUpOn: '2027-01-01' })]) plans.add(standing(told));
    expect(plans.sums()).toMatchObject([
      { state: undefined, plans: 3, p50Days: 17, lacksMainGoal: 3, lacksFollowUp: 2, overdue: 0 },
      { state: 'mote-genomfort', plans: 2, lacksFollowUp: 1 },
      { state: 'pagaende', plans: 1 },
    ]);
    expect(new OpenPlans().sums()).toMatchObject([{ state: undefined, plans: 0, p50Days: undefined }]);
  });
});
