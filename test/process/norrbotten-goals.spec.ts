import { describe, expect, it } from '@jest/globals';

import type { Content } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { BRITA, GOAL, IN, intervention, planIn, remarks, SUBGOAL } from '../support/norrbotten.js';
import type { NorrbottenWorld } from '../support/norrbotten.js';

const lacking = (content: Content, field: string): Content =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== field));

/** A plan with a main goal and a sub-goal of home care; the hub's id of that. */
function withSubgoal(): { world: NorrbottenWorld; subgoal: string } {
  const world = planIn('huvudmal-klart').at('2026-12-09T09:00');
  world.say(IN.homeCare, 'sip-delmal', SUBGOAL);
  return { world, subgoal: world.last };
}

describe('sub-goals in Norrbotten', () => {
  it('[N-SUB-01] are added by any of the parties, and by nobody else', () => {
    for (const unit of [IN.social, IN.centre, IN.homeCare]) {
      expect(planIn('huvudmal-klart').allows(unit, 'sip-delmal', SUBGOAL)).toBe(true);
    }
    const reasons = told(planIn('huvudmal-klart').refusal(IN.outpatient, 'sip-delmal', SUBGOAL));
    expect(reasons.some((reason) => reason.startsWith('unknown-plan'))).toBe(true);
  });

  it('[N-SUB-02] are in place with interventions within three days of the main goal, by every party', () => {
    const world = planIn('huvudmal-klart');
    const due = '2026-12-11T23:00:00.000Z';
    expect(world.owed('sip-delmal-insatser').sort((a, b) => a.responsible.localeCompare(b.responsible))).toEqual(
      [IN.social, IN.homeCare, IN.centre].sort().map((responsible) => ({ responsible, due })),
    );
    world.at('2026-12-12T09:00').say(IN.homeCare, 'sip-delmal', SUBGOAL);
    const late = world.say(IN.homeCare, 'sip-insats', intervention(world.last));
    expect(remarks(late)).toContain('late N-SUB-02');
    expect(world.owed('sip-delmal-insatser').map(({ responsible }) => responsible)).not.toContain(IN.homeCare);
  });

  it('[N-SUB-02] the party is reminded first, then the one who coordinates hears of it', () => {
    const steps = planIn('huvudmal-klart').profile.ladders['sip-part'];
    expect(steps?.map(({ to, afterHours }) => [to, afterHours])).toEqual([
      ['responsible', 0],
      ['sender', 24],
      ['manager', 72],
    ]);
  });

  it('[N-SUB-03] for those outside, the person and relatives the one who coordinates writes, and nobody else', () => {
    for (const relation of ['skola', 'annan', 'den-enskilde', 'narstaende']) {
      const forThem = { ...SUBGOAL, onBehalfOf: { relation, name: 'Elin' } };
      const { world, subgoal } = withSubgoal();
      expect(told(world.refusal(IN.centre, 'sip-delmal', forThem))).toEqual(['not-coordinator N-SUB-03']);
      const theirs = intervention(subgoal, { onBehalfOf: { relation, name: 'Elin' } });
      expect(told(world.refusal(IN.centre, 'sip-insats', theirs))).toEqual(['not-coordinator N-SUB-03']);
      world.say(IN.social, 'sip-delmal', forThem);
      world.say(IN.social, 'sip-insats', theirs);
      expect(world.facts.interventions[0]).toMatchObject({ onBehalfOf: { relation }, owner: IN.social });
    }
  });

  it('[N-SUB-03] [N-SUB-07] what is written for those outside is due within the same three days, by the one who coordinates', () => {
    const school = { relation: 'skola', name: 'Elin Elevhälsa', channel: 'post', address: { line: ['Storgatan 1'] } };
    const world = planIn('huvudmal-klart').at('2026-12-08T16:00');
    const before = world.owed('sip-delmal-insatser').length;
    world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant: school });
    const owed = world.owed('sip-delmal-insatser');
    expect(owed).toHaveLength(before + 1);
    expect(owed.at(-1)).toEqual({ responsible: IN.social, due: '2026-12-11T23:00:00.000Z' });
    world.say(IN.social, 'sip-delmal', SUBGOAL);
    world.say(
      IN.social,
      'sip-insats',
      intervention(world.last, { onBehalfOf: { relation: 'skola', name: 'Elin Elevhälsa' } }),
    );
    expect(world.owed('sip-delmal-insatser')).toHaveLength(before);
  });

  it('[N-SUB-04] have a heading of the same list as the areas', () => {
    const world = planIn('huvudmal-klart');
    expect(told(world.refusal(IN.centre, 'sip-delmal', { ...SUBGOAL, heading: 'mobility' }))).toEqual([
      'unknown-code N-MAP-06',
    ]);
    const codes = world.profile.plan?.headings?.codes.map(({ code }) => code) ?? [];
    expect(codes.filter((heading) => !world.allows(IN.centre, 'sip-delmal', { ...SUBGOAL, heading }))).toEqual([]);
  });

  it('[N-SUB-05] [N-DOC-03] [N-DOC-04] are told from the side of the person; others get advice and are accepted', () => {
    const advice = (text: string) =>
      remarks(planIn('huvudmal-klart').say(IN.centre, 'sip-delmal', { ...SUBGOAL, text })).filter((one) =>
        one.startsWith('wording'),
      );
    expect(advice('Jag går med rollatorn till toaletten')).toEqual([]);
    expect(advice('Hemtjänst x 3').some((one) => /N-DOC-0[345]/.test(one))).toBe(true);
    expect(advice('Du ska söka ett arbete').some((one) => /N-DOC-0[345]/.test(one))).toBe(true);
  });
});

describe('interventions in Norrbotten', () => {
  it('[N-SUB-06] [N-INT-02] are written with the sub-goal or one after the other, by the number that its own sender gave it', () => {
    const world = planIn('huvudmal-klart');
    world.say(IN.homeCare, 'sip-delmal', SUBGOAL, { messageId: 'delmal-1' });
    for (const text of ['Du får sällskap i trappan', 'Du får låna ett räcke']) {
      world.say(IN.homeCare, 'sip-insats', intervention('delmal-1', { text }));
    }
    const [subgoal] = world.facts.subgoals;
    expect(world.facts.interventions.map(({ text, subgoal: of }) => [text, of])).toEqual([
      ['Du får sällskap i trappan', subgoal?.id],
      ['Du får låna ett räcke', subgoal?.id],
    ]);
    expect(world.refusal(IN.centre, 'sip-insats', intervention('delmal-1')).map(({ code }) => code)).toEqual([
      'unknown-object',
    ]);
  });

  it('[N-INT-03] are seen by the person and the other parties only when they are shared', () => {
    const { world, subgoal } = withSubgoal();
    const saved = world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { shared: false }));
    expect(unitsOf(saved)).toEqual([]);
    const [found] = world.facts.interventions;
    expect(found).toMatchObject({ state: 'sparad', shared: false });
    const shared = world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { intervention: found?.id }));
    expect(unitsOf(shared)).toEqual([IN.social, IN.centre].sort());
    expect(world.facts.interventions).toMatchObject([{ id: found?.id, state: 'utdelad', shared: true }]);
  });

  it('[N-INT-03] one that is not shared cannot be named by another party', () => {
    const { world, subgoal } = withSubgoal();
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { shared: false }));
    const reasons = world.refusal(IN.social, 'sip-insats-avslut', { intervention: world.last });
    expect(reasons.map(({ code }) => code)).toContain('unknown-object');
  });

  it('[N-INT-03] what another party wrote is not changed by others', () => {
    const { world, subgoal } = withSubgoal();
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal));
    const change = intervention(subgoal, { intervention: world.last, text: 'Du får mer hjälp' });
    for (const unit of [IN.centre, IN.social]) {
      expect(told(world.refusal(unit, 'sip-insats', change))).toContain('not-owner N-INT-03');
    }
  });

  it('[N-INT-06] what is saved and not shared is a task of its party, due within three days', () => {
    const { world, subgoal } = withSubgoal();
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { shared: false }));
    expect(world.owed('sip-utdelning')).toEqual([{ responsible: IN.homeCare, due: '2026-12-12T23:00:00.000Z' }]);
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { intervention: world.facts.interventions[0]?.id }));
    expect(world.owed('sip-utdelning')).toEqual([]);
  });

  it('[N-INT-01] [N-DOC-05] are told to the person; what is not gets advice', () => {
    const advice = (text: string) => {
      const { world, subgoal } = withSubgoal();
      return remarks(world.say(IN.homeCare, 'sip-insats', intervention(subgoal, { text }))).filter((one) =>
        one.startsWith('wording'),
      );
    };
    expect(advice('Du får hjälp av hemsjukvården att gå i trappan')).toEqual([]);
    expect(advice('Patienten tränas').some((one) => one.endsWith('N-DOC-05'))).toBe(true);
  });

  it('[N-INT-07] [N-CONTENT-03] say who answers for them, a named unit or somebody by name, or the person', () => {
    const { world, subgoal } = withSubgoal();
    const of = (responsible: object) =>
      world.refusal(IN.homeCare, 'sip-insats', intervention(subgoal, { responsible }));
    const without = lacking(intervention(subgoal), 'responsible');
    expect(told(world.refusal(IN.homeCare, 'sip-insats', without))).toEqual(['missing-field N-CONTENT-03']);
    expect(told(of({ party: 'enhet' }))).toEqual(['missing-field N-INT-07']);
    expect(told(of({ party: 'annan' }))).toEqual(['missing-field N-INT-07']);
    const himself = intervention(subgoal, { responsible: { party: 'den-enskilde' } });
    expect(world.allows(IN.homeCare, 'sip-insats', himself)).toBe(true);
  });
});

describe('what a plan holds in Norrbotten', () => {
  it('[N-CONTENT-01] [N-CONTENT-02] main goal, sub-goals and interventions', () => {
    const { facts } = planIn('pagaende');
    expect(facts).toMatchObject({
      goals: [{ text: GOAL['text'] }],
      subgoals: [{ text: SUBGOAL['text'], heading: 'forflyttning', owner: IN.homeCare }],
      interventions: [{ owner: IN.homeCare, state: 'utdelad' }],
    });
  });

  it('[N-CONTENT-04] what somebody else than region and municipality does', () => {
    const { world, subgoal } = withSubgoal();
    const other = {
      responsible: { party: 'annan', name: 'Röda Korset' },
      onBehalfOf: { relation: 'annan', name: 'Röda Korset' },
    };
    world.say(IN.social, 'sip-insats', intervention(subgoal, other));
    expect(world.facts.interventions).toMatchObject([{ responsible: { party: 'annan', name: 'Röda Korset' } }]);
  });

  it('[N-CONTENT-05] which party coordinates, by unit and by name', () => {
    expect(planIn('pagaende').facts.coordinators.at(-1)).toMatchObject({ unit: IN.social, name: BRITA.name });
  });

  it('[N-CONTENT-06] days for the goal, the interventions, the follow-up and the evaluation; what is missing is remarked upon', () => {
    const world = planIn('plan-skapad');
    const goal = { ...lacking(GOAL, 'reachBy') };
    expect(remarks(world.say(IN.social, 'sip-huvudmal', goal))).toContain('incomplete N-CONTENT-06');
    const id = world.facts.goals[0]?.id;
    const dated = world.say(IN.social, 'sip-huvudmal', { ...goal, goal: id, evaluateOn: '2027-02-08' });
    expect(remarks(dated)).not.toContain('incomplete N-CONTENT-06');
    expect(world.facts).toMatchObject({ followUpOn: '2027-02-08', goals: [{ evaluateOn: '2027-02-08' }] });
  });

  it('[N-CONTENT-07] what the person does alone and what help is needed; what is missing is remarked upon', () => {
    for (const field of ['ownPart', 'helpPart']) {
      const written = planIn('plan-skapad').say(IN.social, 'sip-huvudmal', lacking(GOAL, field));
      expect(remarks(written)).toContain('incomplete N-CONTENT-07');
    }
    expect(planIn('pagaende').facts.goals).toMatchObject([{ ownPart: GOAL['ownPart'], helpPart: GOAL['helpPart'] }]);
  });

  it('[N-CONTENT-08] how to reach those who answer for something; what is missing is remarked upon', () => {
    const numberless = { ...GOAL, contacts: [{ name: 'Brita Berg' }] };
    for (const goal of [lacking(GOAL, 'contacts'), numberless]) {
      expect(remarks(planIn('plan-skapad').say(IN.social, 'sip-huvudmal', goal))).toContain('incomplete N-CONTENT-08');
    }
    expect(planIn('pagaende').facts.goals[0]?.contacts).toEqual(GOAL['contacts']);
  });

  it('[N-GEN-10] what is done already and what is planned, told apart', () => {
    const { world, subgoal } = withSubgoal();
    const undated = lacking(intervention(subgoal), 'startsOn');
    expect(remarks(world.say(IN.homeCare, 'sip-insats', undated))).toContain('incomplete N-GEN-10');
    world.say(IN.homeCare, 'sip-insats', { ...undated, ongoing: true });
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal));
    expect(world.facts.interventions.slice(1)).toMatchObject([{ ongoing: true }, { startsOn: '2026-12-14' }]);
  });

  it('[N-DOC-01] [N-DOC-02] a main goal in the words of the person; labels and needs of providers get advice', () => {
    const advice = (text: string) =>
      remarks(planIn('plan-skapad').say(IN.social, 'sip-huvudmal', { ...GOAL, text })).filter((one) =>
        one.startsWith('wording'),
      );
    expect(advice('Jag vill vara i stugan till midsommar')).toEqual([]);
    expect(advice('Trygghet i hemmet').some((one) => /N-DOC-0[12]/.test(one))).toBe(true);
    expect(advice('Patienten behöver kontakt med socialtjänsten').some((one) => /N-DOC-0[12]/.test(one))).toBe(true);
  });

  it('[N-PUB-05] goes on once main goal, sub-goal and intervention are there', () => {
    const { world, subgoal } = withSubgoal();
    expect(world.facts.state).toBe('huvudmal-klart');
    world.say(IN.homeCare, 'sip-insats', intervention(subgoal));
    expect(world.facts.state).toBe('pagaende');
  });
});
