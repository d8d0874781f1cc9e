import { describe, expect, it } from '@jest/globals';

import { UNITS } from '../../../../test/support/domain.js';
import { ToldPlan } from '../../../../test/support/plan-steps.js';
import { reportedDuty, reportPlan } from '../../../../test/support/report-plan.js';
import { interventionsOf, sumInterventions } from './plan-interventions.js';

const NOW = new Date('2026-12-10T12:00:00+01:00');
const MEETING = '2026-11-30T12:00:00.000Z';

function withGoal(): { told: ToldPlan; subgoal: string } {
  const told = new ToldPlan();
  told.tell('sip-kallelse', { purpose: 'sip', meetingAt: MEETING });
  told.tell('sip-mote', { event: 'genomfort', heldAt: MEETING }, { at: MEETING });
  told.tell('sip-huvudmal', { text: 'Jag vill klara mig hemma' });
  return { told, subgoal: told.tell('sip-delmal', { heading: 'halsa', text: 'Jag sover' }) };
}
const of = (told: ToldPlan, duties = reportPlan(told).duties) => interventionsOf(reportPlan(told, { duties }), NOW);

describe('an intervention of a plan', () => {
  it('[N-INT-06] that is saved and not shared is told with whose it is and by when it is to be shared', () => {
    const { told, subgoal } = withGoal();
    const saved = told.tell('sip-insats', { subgoal, text: 'Besök', shared: false }, { unit: UNITS.homeCare });
    const shareBy = reportedDuty('sip-utdelning', '2026-12-09T00:00:00Z', { about: saved });
    expect(of(told, [reportedDuty('sip-brev', '2026-12-01T00:00:00Z', { about: saved }), shareBy])).toEqual([
      {
        ...{ id: saved, owner: UNITS.homeCare, state: 'sparad', isUnshared: true, shareBy: shareBy.due },
        ...{ lacksComment: undefined, endsOn: undefined, isOverdue: true },
      },
    ]);
    expect(of(told)).toMatchObject([{ isUnshared: true, shareBy: undefined, isOverdue: false }]);
    told.tell('sip-insats', { intervention: saved, subgoal, text: 'Besök', shared: true }, { unit: UNITS.homeCare });
    expect(of(told, [shareBy])).toMatchObject([{ isUnshared: false, shareBy: undefined, isOverdue: false }]);
  });

  it('is overdue when its last day has passed, and gone when somebody has ended it', () => {
    const { told, subgoal } = withGoal();
    const share = (endsOn: string) => told.tell('sip-insats', { subgoal, text: 'Besök', shared: true, endsOn });
    const [ended] = ['2026-12-09', '2026-12-10'].map(share);
    expect(of(told).map(({ isOverdue }) => isOverdue)).toEqual([true, false]);
    told.tell('sip-insats-avslut', { intervention: ended });
    expect(of(told)).toHaveLength(1);
  });

  it('[N-FUP-08] lacks a comment when nobody has told how it went since the meeting before the follow-up', () => {
    const { told, subgoal } = withGoal();
    const share = () => told.tell('sip-insats', { subgoal, text: 'Besök', shared: true });
    const [first, other] = [share(), share()];
    expect(of(told).map(({ lacksComment }) => lacksComment)).toEqual([undefined, undefined]);
    told.tell('sip-uppfoljning', { event: 'kommentar', intervention: first, comment: 'Bra' });
    told.tell('sip-uppfoljning', { event: 'avsteg', intervention: other, comment: 'Blev inte av' });
    const meetingAt = '2026-12-08T12:00:00.000Z';
    told.tell('sip-kallelse', { purpose: 'uppfoljning', meetingAt });
    expect(of(told).map(({ lacksComment }) => lacksComment)).toEqual([false, true]);
    told.tell('sip-mote', { event: 'genomfort', heldAt: meetingAt }, { at: meetingAt });
    share();
    expect(of(told).map(({ lacksComment }) => lacksComment)).toEqual([false, true, undefined]);
    told.tell('sip-kallelse', { purpose: 'uppfoljning', meetingAt: '2027-02-01T12:00:00Z' });
    expect(of(told).map(({ lacksComment }) => lacksComment)).toEqual([true, true, true]);
  });

  it('[N-FUP-08] is summed up with the share that has a comment', () => {
    const { told, subgoal } = withGoal();
    for (const shared of [true, true, false]) told.tell('sip-insats', { subgoal, text: 'Besök', shared });
    expect(sumInterventions(of(told))).toEqual({
      ...{ interventions: 3, unshared: 1, overdue: 0, lacksComment: 0, commentedShare: undefined },
    });
    told.tell('sip-kallelse', { purpose: 'uppfoljning' });
    expect(sumInterventions(of(told))).toMatchObject({ lacksComment: 2, commentedShare: 0 });
  });
});
