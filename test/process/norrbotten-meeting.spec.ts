import { describe, expect, it } from '@jest/globals';

import type { Content } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { GOAL, IN, intervention, MEETING, planIn, remarks, STATES, SUBGOAL } from '../support/norrbotten.js';

const [person, ...others] = [
  { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
  { relation: 'vard', unit: IN.centre, name: 'Hanna Häll', attended: true },
];
const lacking = (field: string): Content =>
  Object.fromEntries(Object.entries(MEETING).filter(([name]) => name !== field));

describe('the meeting in Norrbotten', () => {
  it('[N-MEET-01] [N-COORD-02] who called coordinates and leads it', () => {
    const world = planIn('kallad');
    expect(world.coordinator).toBe(IN.social);
    expect(told(world.refusal(IN.centre, 'sip-mote', MEETING))).toContain('not-coordinator N-MEET-07');
  });

  it('[N-MEET-03] [N-CONTENT-09] holds what the person asked and whether it was answered', () => {
    const world = planIn('kallad');
    const questions = [{ text: 'Kan jag bo kvar?', answered: true }];
    world.say(IN.social, 'sip-mote', { ...MEETING, questions });
    expect(world.facts.meetings[0]?.held).toMatchObject({ questions });
  });

  it.each([
    ['missing', lacking('careContact')],
    ['wanting', { ...MEETING, careContact: 'saknas' }],
  ])('[N-MEET-04] a care contact that is %s is remarked upon', (_title, content) => {
    expect(remarks(planIn('kallad').say(IN.social, 'sip-mote', content))).toContain('incomplete N-MEET-04');
  });

  it.each(['utsedd', 'behovs-ej'])('[N-MEET-04] one that is %s is not', (careContact) => {
    const held = planIn('kallad').say(IN.social, 'sip-mote', { ...MEETING, careContact });
    expect(remarks(held)).not.toContain('incomplete N-MEET-04');
  });

  it('[N-MEET-05] [N-COORD-04] another one to coordinate can be chosen there, of any of the parties', () => {
    const world = planIn('kallad');
    world.say(IN.social, 'sip-mote', { ...MEETING, coordinator: { name: 'Hanna Häll', unit: IN.centre } });
    expect(world.coordinator).toBe(IN.centre);
    expect(told(world.refusal(IN.social, 'sip-mote', { event: 'plan-skapad' }))).toContain('not-coordinator N-MEET-12');
    expect(world.allows(IN.centre, 'sip-mote', { event: 'plan-skapad' })).toBe(true);
  });

  it('[N-MEET-06] ends with a day for the follow-up, else that is remarked upon and owed', () => {
    const world = planIn('kallad').at('2026-12-08T14:00');
    expect(remarks(world.say(IN.social, 'sip-mote', lacking('followUpOn')))).toContain('incomplete N-MEET-06');
    expect(world.owed('sip-uppfoljningsdatum')).toEqual([{ responsible: IN.social, due: '2026-12-08T23:00:00.000Z' }]);
    const decided = planIn('kallad');
    expect(remarks(decided.say(IN.social, 'sip-mote', MEETING))).not.toContain('incomplete N-MEET-06');
    expect(decided.owed('sip-uppfoljningsdatum')).toEqual([]);
    expect(decided.facts.followUpOn).toBe('2027-02-08');
  });

  it('[N-MEET-07] [N-GEN-09] only the one who coordinates says that it was held, and only once somebody was called', () => {
    const fits = STATES.filter((state) => planIn(state).allows(IN.social, 'sip-mote', MEETING));
    expect(fits).toEqual(expect.arrayContaining(['kallad', 'uppfoljning-kallad']));
    expect(fits).not.toEqual(expect.arrayContaining(['samtycke']));
    for (const unit of [IN.centre, IN.homeCare]) {
      expect(told(planIn('kallad').refusal(unit, 'sip-mote', MEETING))).toContain('not-coordinator N-MEET-07');
    }
  });

  it('[N-MEET-08] has a short note, else that is remarked upon and owed', () => {
    const world = planIn('kallad').at('2026-12-08T14:00');
    expect(remarks(world.say(IN.social, 'sip-mote', lacking('note')))).toContain('incomplete N-MEET-08');
    expect(world.owed('sip-anteckning')).toEqual([{ responsible: IN.social, due: '2026-12-09T23:00:00.000Z' }]);
  });

  it('[N-MEET-09] has the names of those who were there: a unit without one is refused', () => {
    const nameless = { relation: 'vard', unit: IN.homeCare, attended: true };
    for (const attendance of [[], [person, ...others, nameless]]) {
      const reasons = planIn('kallad').refusal(IN.social, 'sip-mote', { ...MEETING, attendance });
      expect(told(reasons)).toEqual(['missing-field N-MEET-09']);
    }
    const absent = { ...nameless, attended: false };
    expect(planIn('kallad').allows(IN.social, 'sip-mote', { ...MEETING, attendance: [person, absent] })).toBe(true);
  });

  it('[N-GEN-05] without the person marked as there it is remarked upon', () => {
    const without = [
      [...others],
      [...others, { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: false }],
    ];
    for (const attendance of without) {
      const held = planIn('kallad').say(IN.social, 'sip-mote', { ...MEETING, attendance });
      expect(remarks(held)).toContain('incomplete N-GEN-05');
    }
    expect(remarks(planIn('kallad').say(IN.social, 'sip-mote', MEETING))).not.toContain('incomplete N-GEN-05');
  });

  it('[N-MEET-10] note and attendance count once they are sent, also when they come after the word that it was held', () => {
    const world = planIn('kallad').at('2026-12-08T14:00');
    world.say(IN.social, 'sip-mote', lacking('note'));
    const meeting = world.facts.meetings[0]?.id;
    world.say(IN.social, 'sip-mote', { ...MEETING, meeting, note: 'Nu skriven' });
    expect(world.facts).toMatchObject({ state: 'mote-genomfort', meetings: [{ held: { note: 'Nu skriven' } }] });
    expect(world.owed('sip-anteckning')).toEqual([]);
  });

  it('[N-MEET-12] [N-GEN-09] the plan is made by the one who coordinates, after a meeting that was held', () => {
    const made = { event: 'plan-skapad' };
    expect(told(planIn('kallad').refusal(IN.social, 'sip-mote', made))).toContain('not-yet N-MEET-12');
    expect(told(planIn('mote-genomfort').refusal(IN.centre, 'sip-mote', made))).toContain('not-coordinator N-MEET-12');
    const world = planIn('mote-genomfort');
    world.say(IN.social, 'sip-mote', made);
    expect(world.facts).toMatchObject({ state: 'plan-skapad', madeAt: expect.any(String) });
  });

  it('one that is called off leads back, and a new call is owed', () => {
    const world = planIn('kallad');
    world.say(IN.social, 'sip-mote', { event: 'installt', reason: 'Sjukdom' });
    expect(world.facts.state).toBe('kartlagd');
    expect(world.owed('sip-kallelse-plan').map(({ responsible }) => responsible)).toEqual([IN.social]);
  });
});

describe('the main goal in Norrbotten', () => {
  it('[N-GOAL-01] waits to be written once the plan is made, and not before', () => {
    expect(told(planIn('mote-genomfort').refusal(IN.social, 'sip-huvudmal', GOAL))).toContain('not-yet N-GOAL-01');
    const world = planIn('plan-skapad');
    world.say(IN.social, 'sip-huvudmal', GOAL);
    expect(world.facts.state).toBe('huvudmal-klart');
  });

  it('[N-GOAL-02] is written by the one who coordinates and by nobody else', () => {
    for (const unit of [IN.centre, IN.homeCare]) {
      expect(told(planIn('plan-skapad').refusal(unit, 'sip-huvudmal', GOAL))).toContain('not-coordinator N-GOAL-02');
      expect(told(planIn('pagaende').refusal(unit, 'sip-huvudmal', GOAL))).toContain('not-coordinator N-GOAL-02');
    }
  });

  it('[N-GOAL-03] is owed on the day of the meeting, and the head of the unit hears of it two hours later', () => {
    const world = planIn('mote-genomfort');
    expect(world.owed('sip-huvudmal')).toEqual([{ responsible: IN.social, due: '2026-12-08T23:00:00.000Z' }]);
    expect(world.profile.ladders['sip-huvudmal']).toMatchObject([
      { to: 'responsible', afterHours: 0 },
      { to: 'manager', afterHours: 2 },
    ]);
    world.at('2026-12-10T09:00').say(IN.social, 'sip-mote', { event: 'plan-skapad' });
    expect(remarks(world.say(IN.social, 'sip-huvudmal', GOAL))).toContain('late N-GOAL-03');
    expect(world.owed('sip-huvudmal')).toEqual([]);
  });

  it('[N-GOAL-04] before it nobody else writes anything', () => {
    const world = planIn('plan-skapad');
    for (const unit of [IN.centre, IN.homeCare, IN.social]) {
      expect(told(world.refusal(unit, 'sip-delmal', SUBGOAL))).toContain('not-yet N-GOAL-04');
      expect(told(world.refusal(unit, 'sip-insats', intervention('x')))).toContain('not-yet N-GOAL-04');
    }
    world.say(IN.social, 'sip-huvudmal', GOAL);
    expect(world.allows(IN.homeCare, 'sip-delmal', SUBGOAL)).toBe(true);
  });

  it('[N-GOAL-05] goes with the day of the follow-up, which may have been told at the meeting', () => {
    const without = { ...GOAL, followUpOn: undefined };
    const world = planIn('plan-skapad', {});
    expect(remarks(world.say(IN.social, 'sip-huvudmal', without))).not.toContain('incomplete N-GOAL-05');
    const undecided = planIn('kallad');
    undecided.say(IN.social, 'sip-mote', lacking('followUpOn'));
    undecided.say(IN.social, 'sip-mote', { event: 'plan-skapad' });
    expect(remarks(undecided.say(IN.social, 'sip-huvudmal', without))).toContain('incomplete N-GOAL-05');
    expect(undecided.owed('sip-uppfoljningsdatum').map(({ responsible }) => responsible)).toEqual([IN.social]);
    undecided.say(IN.social, 'sip-huvudmal', { ...GOAL, goal: undecided.facts.goals[0]?.id });
    expect(undecided.owed('sip-uppfoljningsdatum')).toEqual([]);
  });

  it('reaches all who take part', () => {
    const written = planIn('plan-skapad').say(IN.social, 'sip-huvudmal', GOAL);
    expect(unitsOf(written)).toEqual([IN.homeCare, IN.centre].sort());
  });
});
