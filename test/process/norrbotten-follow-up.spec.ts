import { describe, expect, it } from '@jest/globals';

import type { Content } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { CALL, GOAL, IN, intervention, MEETING, planIn, remarks, SUBGOAL } from '../support/norrbotten.js';
import type { NorrbottenWorld } from '../support/norrbotten.js';

const NEXT: Content = { ...MEETING, heldAt: '2027-02-08T13:00:00+01:00', followUpOn: '2027-05-10' };
const comment = (world: NorrbottenWorld, more: Content = {}): Content => ({
  event: 'kommentar',
  intervention: world.facts.interventions[0]?.id,
  comment: 'Det har gått bra',
  outcome: 'fortsatter',
  ...more,
});
const lacking = (content: Content, field: string): Content =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== field));

describe('the calendar of a plan in Norrbotten', () => {
  it('[N-CAL-02] a day for the follow-up gives the follow-up and, two weeks before it, a reminder to call', () => {
    const world = planIn('huvudmal-klart');
    expect(world.owed('sip-uppfoljning-kallelse')).toEqual([
      { responsible: IN.social, due: '2027-01-24T23:00:00.000Z' },
    ]);
    expect(world.owed('sip-uppfoljning')).toEqual([{ responsible: IN.social, due: '2027-02-08T23:00:00.000Z' }]);
    world.at('2027-01-18T09:00').say(IN.social, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' });
    expect(world.owed('sip-uppfoljning-kallelse')).toEqual([]);
  });

  it('[N-CAL-02] the day of the reminder may be chosen with the main goal', () => {
    const world = planIn('plan-skapad');
    world.say(IN.social, 'sip-huvudmal', { ...GOAL, remindOn: '2027-01-11' });
    expect(world.owed('sip-uppfoljning-kallelse')).toEqual([
      { responsible: IN.social, due: '2027-01-10T23:00:00.000Z' },
    ]);
  });
});

describe('the follow-up meeting in Norrbotten', () => {
  it('[N-FUP-02] goes through goals and interventions of the plan that there is', () => {
    const world = planIn('uppfoljning-genomford');
    expect(world.facts.goals).toHaveLength(1);
    expect(world.allows(IN.homeCare, 'sip-uppfoljning', comment(world))).toBe(true);
    const goal = { goal: world.facts.goals[0]?.id, score: 'till-viss-del', dialogueWith: ['patient'] };
    expect(world.allows(IN.social, 'sip-utvardering', goal)).toBe(true);
  });

  it('[N-FUP-11] has note, attendance and a next day like any other; what is missing is remarked upon', () => {
    const dayless = planIn('uppfoljning-kallad').say(IN.social, 'sip-mote', lacking(NEXT, 'followUpOn'));
    expect(remarks(dayless)).toContain('incomplete N-FUP-11');
    const noteless = planIn('uppfoljning-kallad').say(IN.social, 'sip-mote', lacking(NEXT, 'note'));
    expect(remarks(noteless)).toContain('incomplete N-MEET-08');
    const reasons = planIn('uppfoljning-kallad').refusal(IN.social, 'sip-mote', lacking(NEXT, 'attendance'));
    expect(told(reasons)).toEqual(['missing-field N-MEET-09']);
    const world = planIn('uppfoljning-genomford');
    expect(world.facts.followUpOn).toBe('2027-05-10');
    expect(world.owed('sip-uppfoljning')).toEqual([{ responsible: IN.social, due: '2027-05-10T22:00:00.000Z' }]);
  });

  it('[N-MEET-10] a note of the first meeting that comes while the follow-up is called leads nowhere', () => {
    const world = planIn('uppfoljning-kallad');
    world.say(IN.social, 'sip-mote', { ...MEETING, meeting: world.facts.meetings[0]?.id, note: 'Rättad' });
    expect(world.facts).toMatchObject({ state: 'uppfoljning-kallad', meetings: [{ held: { note: 'Rättad' } }, {}] });
  });

  it('[N-PUB-08] [N-EVAL-06] after it the revised plan is handed over anew', () => {
    const world = planIn('pagaende').at('2026-12-10T09:00');
    world.say(IN.social, 'sip-delgivning', { event: 'delgiven', way: 'bada', on: '2026-12-10' });
    expect(world.owed('sip-delgivning')).toEqual([]);
    world
      .at('2027-01-18T09:00')
      .say(IN.social, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning', meetingAt: '2027-02-08T13:00:00+01:00' });
    world.at('2027-02-08T14:00').say(IN.social, 'sip-mote', NEXT);
    expect(world.owed('sip-delgivning').map(({ responsible }) => responsible)).toEqual([IN.social]);
    world.say(IN.social, 'sip-delgivning', { event: 'delgiven', way: 'bada', on: '2027-02-08' });
    expect(world.owed('sip-delgivning')).toEqual([]);
    world.say(IN.social, 'sip-utvardering', { goal: world.facts.goals[0]?.id, score: 'till-stor-del' });
    expect(world.owed('sip-delgivning').map(({ responsible }) => responsible)).toEqual([IN.social]);
  });

  it('leads to a plan that goes on once it is revised, and to a follow-up after that', () => {
    const world = planIn('uppfoljning-genomford');
    world.say(IN.social, 'sip-huvudmal', { ...GOAL, goal: world.facts.goals[0]?.id, text: 'Jag vill segla i sommar' });
    expect(world.facts.state).toBe('pagaende');
    world.say(IN.social, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning', meetingAt: '2027-05-10T13:00:00+02:00' });
    expect(world.facts.state).toBe('uppfoljning-kallad');
  });
});

describe('following up interventions in Norrbotten', () => {
  it('[N-FUP-03] each gets a comment on how it works for the person', () => {
    const world = planIn('uppfoljning-genomford');
    world.say(IN.homeCare, 'sip-uppfoljning', comment(world));
    expect(world.facts.interventions).toMatchObject([
      { comments: [{ comment: 'Det har gått bra', unit: IN.homeCare }] },
    ]);
    for (const field of ['intervention', 'comment']) {
      const reasons = world.refusal(IN.homeCare, 'sip-uppfoljning', lacking(comment(world), field));
      expect(told(reasons)).toContain('missing-field N-FUP-03');
    }
  });

  it('[N-FUP-03] by its party or by the one who coordinates', () => {
    const world = planIn('uppfoljning-genomford');
    expect(world.allows(IN.social, 'sip-uppfoljning', comment(world))).toBe(true);
    expect(told(world.refusal(IN.centre, 'sip-uppfoljning', comment(world)))).toContain('not-owner N-FUP-03');
  });

  it('[N-FUP-04] [N-CLOSE-03] after that it goes on, is changed, is closed, or another takes its place', () => {
    const world = planIn('uppfoljning-genomford');
    const [{ id, subgoal } = { id: '', subgoal: '' }] = world.facts.interventions;
    const changed = intervention(subgoal, { intervention: id, text: 'Du får sällskap i trappan varje vecka' });
    world.say(IN.homeCare, 'sip-insats', changed);
    expect(world.facts.interventions).toMatchObject([{ id, text: changed['text'], state: 'utdelad' }]);
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { replaces: id }));
    world.say(IN.homeCare, 'sip-insats-avslut', { intervention: id, reason: 'motte-inte-behovet' });
    expect(world.facts.interventions).toMatchObject([{ state: 'avslutad' }, { replaces: id, state: 'utdelad' }]);
  });

  it.each(['fortsatter', 'kan-avslutas', 'motte-inte-behovet'])('[N-FUP-06] the outcome may be %s', (outcome) => {
    const world = planIn('uppfoljning-genomford');
    const said = world.say(IN.homeCare, 'sip-uppfoljning', comment(world, { outcome }));
    expect(remarks(said)).not.toContain('incomplete N-FUP-06');
  });

  it('[N-FUP-06] without one it is remarked upon', () => {
    const world = planIn('uppfoljning-genomford');
    expect(remarks(world.say(IN.homeCare, 'sip-uppfoljning', lacking(comment(world), 'outcome')))).toContain(
      'incomplete N-FUP-06',
    );
  });

  it('[N-FUP-07] what did not meet the need expects another in its place', () => {
    const world = planIn('uppfoljning-genomford');
    const failed = comment(world, { outcome: 'motte-inte-behovet' });
    expect(remarks(world.say(IN.homeCare, 'sip-uppfoljning', failed))).toContain('new-intervention-expected N-FUP-07');
    const [{ id, subgoal } = { id: '', subgoal: '' }] = world.facts.interventions;
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { replaces: id }));
    expect(remarks(world.say(IN.homeCare, 'sip-uppfoljning', failed))).not.toContain(
      'new-intervention-expected N-FUP-07',
    );
  });
});

describe('evaluating goals in Norrbotten', () => {
  const goalOf = (world: NorrbottenWorld, more: Content = {}): Content => ({
    goal: world.facts.goals[0]?.id,
    score: 'till-stor-del',
    comment: 'Jag kommer ut igen',
    dialogueWith: ['patient', 'aktorer'],
    ...more,
  });

  it('[N-EVAL-01] [N-EVAL-02] says how far the person has come, and the main goal may then be changed', () => {
    const world = planIn('uppfoljning-genomford');
    world.say(IN.social, 'sip-utvardering', goalOf(world));
    expect(world.facts.goals).toMatchObject([
      { evaluations: [{ score: 'till-stor-del', comment: 'Jag kommer ut igen' }] },
    ]);
    world.say(IN.social, 'sip-huvudmal', { ...GOAL, goal: world.facts.goals[0]?.id, text: 'Jag vill till stugan' });
    expect(world.facts.goals).toMatchObject([
      { text: 'Jag vill till stugan', evaluations: [{ score: 'till-stor-del' }] },
    ]);
  });

  it('[N-EVAL-03] a sub-goal is evaluated, changed, closed or followed by another', () => {
    const world = planIn('uppfoljning-genomford');
    const subgoal = world.facts.subgoals[0]?.id;
    world.say(IN.social, 'sip-utvardering', lacking(goalOf(world, { subgoal }), 'goal'));
    expect(world.facts.subgoals).toMatchObject([{ evaluations: [{ score: 'till-stor-del' }], state: 'pagaende' }]);
    world.say(IN.homeCare, 'sip-delmal', { ...SUBGOAL, subgoal, text: 'Jag går ensam i trappan' });
    world.say(IN.homeCare, 'sip-insats-avslut', { intervention: world.facts.interventions[0]?.id, reason: 'utford' });
    world.say(IN.homeCare, 'sip-delmal-avslut', { subgoal, reason: 'uppnatt' });
    world.say(IN.centre, 'sip-delmal', { heading: 'halsa', text: 'Jag sover hela natten' });
    expect(world.facts.subgoals).toMatchObject([{ state: 'avslutad' }, { state: 'pagaende', heading: 'halsa' }]);
  });

  it('[N-EVAL-04] is made together with the person, else that is remarked upon', () => {
    const world = planIn('uppfoljning-genomford');
    const alone = world.say(IN.social, 'sip-utvardering', goalOf(world, { dialogueWith: ['aktorer'] }));
    expect(remarks(alone)).toContain('incomplete N-EVAL-04');
    expect(remarks(world.say(IN.social, 'sip-utvardering', goalOf(world)))).not.toContain('incomplete N-EVAL-04');
  });

  it('[N-EVAL-05] is documented by the one who coordinates', () => {
    const world = planIn('uppfoljning-genomford');
    for (const unit of [IN.centre, IN.homeCare]) {
      expect(told(world.refusal(unit, 'sip-utvardering', goalOf(world)))).toContain('not-coordinator N-EVAL-05');
    }
  });

  it('[N-EVAL-06] stands in the plan and reaches all who take part', () => {
    const world = planIn('uppfoljning-genomford');
    expect(unitsOf(world.say(IN.social, 'sip-utvardering', goalOf(world)))).toEqual([IN.centre, IN.homeCare].sort());
  });

  it('[N-EVAL-07] is one of the region’s degrees', () => {
    const world = planIn('uppfoljning-genomford');
    const scale = world.profile.plan?.scale?.codes.map(({ code }) => code) ?? [];
    expect(scale.filter((score) => !world.allows(IN.social, 'sip-utvardering', goalOf(world, { score })))).toEqual([]);
    expect(told(world.refusal(IN.social, 'sip-utvardering', goalOf(world, { score: '7' })))).toEqual([
      'unknown-code N-EVAL-07',
    ]);
  });

  it('[N-EVAL-08] is for goals, and following up is for interventions; the one for the other is refused', () => {
    const world = planIn('uppfoljning-genomford');
    const id = world.facts.interventions[0]?.id;
    const attained = lacking(goalOf(world, { intervention: id }), 'goal');
    expect(told(world.refusal(IN.social, 'sip-utvardering', attained))).toContain('contradiction N-EVAL-08');
    for (const more of [
      { goal: world.facts.goals[0]?.id },
      { subgoal: world.facts.subgoals[0]?.id },
      { score: 'helt' },
    ]) {
      expect(told(world.refusal(IN.homeCare, 'sip-uppfoljning', comment(world, more)))).toContain(
        'contradiction N-EVAL-08',
      );
    }
  });
});

describe('the plan in the person’s hands in Norrbotten', () => {
  it('[N-PUB-02] how the person wants it is asked and kept', () => {
    const silent = planIn('plan-skapad').say(IN.social, 'sip-huvudmal', lacking(GOAL, 'deliveryWish'));
    expect(remarks(silent)).toContain('incomplete N-PUB-02');
    expect(planIn('huvudmal-klart').facts.deliveryWish).toBe('bada');
    const wayless = planIn('pagaende').refusal(IN.social, 'sip-delgivning', { event: 'delgiven' });
    expect(told(wayless)).toEqual(['missing-field N-PUB-02']);
  });

  it('[N-PUB-03] it is a task of the one who coordinates until it has been handed over in that way', () => {
    const world = planIn('plan-skapad');
    expect(world.owed('sip-delgivning')).toEqual([{ responsible: IN.social, due: '2026-12-15T23:00:00.000Z' }]);
    world.say(IN.social, 'sip-huvudmal', { ...GOAL, deliveryWish: 'utskrift' });
    const other = world.say(IN.social, 'sip-delgivning', { event: 'delgiven', way: '1177', on: '2026-12-08' });
    expect(remarks(other)).toContain('inconsistent N-PUB-03');
    expect(world.owed('sip-delgivning')).toEqual([]);
    const reasons = planIn('pagaende').refusal(IN.homeCare, 'sip-delgivning', { event: 'delgiven', way: 'bada' });
    expect(told(reasons)).toContain('not-coordinator N-PUB-03');
  });
});
