import { describe, expect, it } from '@jest/globals';
import { isWellFormedIdentity } from '#domain/identity.js';
import { instantAt } from '../../apps/cli/src/demo/scenario.js';
import { STORY_NAMES } from '../../apps/cli/src/demo/plans/plan-story.js';
import { PLAN_REGIONS } from '../../apps/cli/src/demo/plans/regions.js';
import { unitsOf } from '../support/domain.js';
import { StoryWorld } from '../support/told-story.js';

/** The stories that `./hemgang demo --sip` plays, told to the rules alone. */
const ALL = [...PLAN_REGIONS].flatMap(([profile, { stories }]) =>
  stories.map((story) => [`${profile} ${story.name}`, profile, story] as const),
);

describe.each(ALL)('the story %s', (_name, profile, story) => {
  it('is taken and refused step by step as the routine wants it', () => {
    const { told } = StoryWorld.play(profile, story.name);
    const refused = told.map(({ step, refused: rules }) => [step.at, step.tell, rules]);
    const wanted = told.map(({ step }) => [step.at, step.tell, [...(step.refused ?? [])].sort()]);
    expect(refused).toEqual(wanted);
  });

  it('is told in the order of time, in both languages, of a person of the test series', () => {
    const times = [...story.steps.map(({ at }) => at), story.ends].map((at) => instantAt(at).getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect([story.about.sv, story.about.en].map((text) => text.trim() !== '')).toEqual([true, true]);
    expect(isWellFormedIdentity(story.patient.id, 'personnummer')).toBe(true);
    expect(story.patient.id).toMatch(/^(191212121212|\d{8}9[89]\d\d)$/);
  });
});

describe('what is told of plans', () => {
  it('is the whole way in every region, and each special story somewhere, each of a person of its own', () => {
    for (const { stories } of PLAN_REGIONS.values()) {
      expect(stories[0]?.name).toBe('whole');
      expect(new Set(stories.map(({ patient }) => patient.id)).size).toBe(stories.length);
    }
    for (const name of ['consent-withdrawn', 'death-by-hand', 'death-noticed', 'new-coordinator']) {
      for (const { stories } of PLAN_REGIONS.values()) expect(stories.map((story) => story.name)).toContain(name);
    }
    const told = new Set([...PLAN_REGIONS.values()].flatMap(({ stories }) => stories.map(({ name }) => name)));
    expect([...told].sort()).toEqual([...STORY_NAMES].sort());
  });

  it('[N-GEN-09] goes through every state of the open-care process in Norrbotten', () => {
    expect(StoryWorld.play('norrbotten', 'whole').states()).toEqual([
      ...['behov', 'underlag', 'samtycke', 'kartlagd', 'kallad', 'mote-genomfort', 'plan-skapad', 'huvudmal-klart'],
      ...['pagaende', 'uppfoljning-kallad', 'uppfoljning-genomford', 'pagaende', 'avslutad'],
    ]);
  });

  it('[S-CON-02] [S-CON-05] [S-MEET-07] goes in Stockholm from a no that is talked over to the plan that everybody signs', () => {
    const states = StoryWorld.play('stockholm', 'whole').states();
    expect(states).toEqual([
      ...['behov', 'dialog', 'samtycke', 'kallad', 'mote-pagar', 'plan-ej-klar', 'upprattad'],
      ...['uppfoljning-kallad', 'upprattad', 'avslutad'],
    ]);
  });

  it('[S-CALL-05] [S-CALL-04] [S-MAP-02] is called to in Stockholm before the discharge, within three days of the ready notice', () => {
    const ready = StoryWorld.play('stockholm', 'whole', '2026-11-26 13:30');
    const call = ({ deadlines }: StoryWorld) => deadlines.filter(({ kind }) => kind === 'sip-kallelse');
    expect(call(ready)).toMatchObject([{ state: 'open', due: new Date('2026-11-29T23:00:00Z') }]);
    const called = StoryWorld.play('stockholm', 'whole', '2026-11-26 14:00');
    expect(call(called)).toMatchObject([{ state: 'met' }]);
    // Of what the guidance asks for, the stay lacks nothing in the end.
    const left = StoryWorld.play('stockholm', 'whole', '2026-11-27 12:00');
    expect(left.told.flatMap(({ step, said }) => (step.refused === undefined ? said : []))).toEqual([]);
    expect([...left.episodes.values()].map(({ facts }) => facts.state)).toEqual(['utskriven']);
  });

  it('[S-CALL-09] [S-CALL-15] a clinic without a mailbox is called by fax, and its answer noted by hand', () => {
    const called = StoryWorld.play('stockholm', 'whole', '2026-11-27 08:45');
    const owed = (world: StoryWorld) => world.owed().filter((duty) => duty.startsWith('sip-kvittens'));
    expect([called.letters(), owed(called)]).toEqual([
      ['kallelse Rehab Söder posted', 'kallelse Tolvan Tolvansson posted'],
      ['sip-kvittens SE2321009991-HLM01'],
    ]);
    expect(owed(StoryWorld.play('stockholm', 'whole', '2026-11-27 09:00'))).toEqual([]);
  });

  it('[G-SIP-64] goes through the seven steps in Gävleborg, and nothing is owed in the end', () => {
    const world = StoryWorld.play('gavleborg', 'whole');
    expect(world.states()).toEqual([
      ...['behov', 'underlag', 'samtycke', 'kallad', 'mote-genomfort', 'huvudmal-klart', 'pagaende'],
      ...['uppfoljning-kallad', 'uppfoljning-genomford', 'pagaende', 'avslutad'],
    ]);
    expect(world.owed()).toEqual([]);
    expect(world.facts.subgoals[0]?.evaluations).toMatchObject([{ score: '+1' }]);
  });

  it('[B-SIP-14] [B-CALL-12] is in force in Blekinge once all have prepared and the coordinator has signed', () => {
    const world = StoryWorld.play('blekinge', 'whole');
    expect(world.states()).toEqual([
      ...['behov', 'samtycke', 'kallad', 'kartlagd', 'mote-genomfort', 'upprattad', 'avslutad'],
    ]);
  });
});

describe('what may happen on the way elsewhere', () => {
  const NOTICED = '2026-12-21 12:00';

  it.each([
    ['[S-CLOSE-01]', 'stockholm', 'SE2321009991-HLM01'],
    ['[G-CLOSE-02]', 'gavleborg', 'SE2321000016-HC01'],
    ['[B-CLOSE-02]', 'blekinge', 'SE2321000081-VC01'],
  ])(
    '%s what the register tells of in %s is a task, and nothing else is owed of somebody who has died',
    (_rule, profile, unit) => {
      const noticed = StoryWorld.play(profile, 'death-noticed', NOTICED);
      expect([noticed.facts.state, noticed.owed()]).toEqual(['avliden-aviserad', [`sip-avliden ${unit}`]]);
    },
  );

  it.each([
    ['[S-GEN-03]', 'stockholm', 'SE2321009991-HLM01', 'SE2321009991-HLM02'],
    ['[G-FVK-19] [G-CLOSE-05]', 'gavleborg', 'SE2321000016-HC01', 'SE2120002338-HSV01'],
    ['[B-COORD-05]', 'blekinge', 'SE2321000081-VC01', 'SE2120000829-SOC01'],
  ])(
    '%s what the coordinator owes in %s goes with the role, and who had it before is kept',
    (_rule, profile, was, is) => {
      const world = StoryWorld.play(profile, 'new-coordinator', '2026-12-16 12:00');
      expect(world.facts.coordinators.at(-2)).toMatchObject({ unit: was, until: expect.anything() });
      expect(world.facts.coordinators.at(-1)).toMatchObject({ unit: is });
      expect(world.owed().filter((duty) => duty.endsWith(was))).toEqual([]);
      expect(world.owed()).toContain(`sip-uppfoljning ${is}`);
    },
  );

  it('[B-COORD-07] in Blekinge the plan is not in force until the new coordinator has signed, by the end of the next weekday', () => {
    const taken = StoryWorld.play('blekinge', 'new-coordinator', '2026-12-16 12:00');
    expect(taken.facts.state).toBe('mote-genomfort');
    expect(taken.owed()).toContain('sip-fardigstallande SE2120000829-SOC01');
    const signed = StoryWorld.play('blekinge', 'new-coordinator', '2026-12-16 14:00');
    expect(signed.facts.state).toBe('upprattad');
    expect(signed.told.at(-1)?.said).toEqual([]);
  });

  it('[S-CON-06] in Stockholm nobody takes over whom the person has not agreed to', () => {
    const asked = StoryWorld.play('stockholm', 'new-coordinator', '2026-12-16 09:15');
    expect(asked.told.at(-1)?.refused).toEqual(['S-CON-06']);
    expect(asked.facts.coordinators.at(-1)?.unit).toBe('SE2321009991-HLM01');
  });
});

describe('what may happen on the way in Norrbotten', () => {
  const SOCIAL = 'SE2120002742-SOC01';
  const CENTRE = 'SE2321000222-HC01';

  it('[N-CON-03] a consent that is taken back closes the plan by itself, and all who take part hear of it', () => {
    const world = StoryWorld.play('norrbotten', 'consent-withdrawn');
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke' } });
    expect(unitsOf(world.admitted('2026-12-18 10:00'))).toEqual([SOCIAL, CENTRE].sort());
    expect(world.owed()).toEqual([]);
  });

  it('[N-CLOSE-11] a death told by hand closes it without a further step', () => {
    const world = StoryWorld.play('norrbotten', 'death-by-hand');
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' } });
    expect(world.owed()).toEqual([]);
  });

  it('[N-CLOSE-12] [N-CLOSE-13] a death that the register tells of leaves a task, until the one who coordinates closes it', () => {
    const noticed = StoryWorld.play('norrbotten', 'death-noticed', '2026-12-21 12:00');
    expect(noticed.facts.state).toBe('avliden-aviserad');
    expect(noticed.owed()).toEqual([`sip-avliden ${SOCIAL}`]);
    const closed = StoryWorld.play('norrbotten', 'death-noticed');
    expect(closed.facts).toMatchObject({ state: 'avslutad', closed: { how: 'for-hand', reason: 'avliden' } });
  });

  it('[N-COORD-05] [N-COORD-07] [N-COORD-12] what the coordinator alone may do goes with the role, and who had it before is kept', () => {
    const world = StoryWorld.play('norrbotten', 'new-coordinator', '2026-12-16 12:00');
    expect(world.facts.coordinators).toMatchObject([{ unit: SOCIAL, until: expect.anything() }, { unit: CENTRE }]);
    expect(world.owed().filter((duty) => duty.endsWith(SOCIAL))).toEqual([]);
    const closed = StoryWorld.play('norrbotten', 'new-coordinator');
    expect(closed.facts).toMatchObject({ state: 'avslutad', closed: { unit: CENTRE } });
  });

  it('[N-CLOSE-02] [N-CLOSE-06] a wrong closing is undone by the administrator, and the intervention is shared as it was', () => {
    const wrong = StoryWorld.play('norrbotten', 'wrong-closing', '2026-12-16 12:00');
    const stateOf = (world: StoryWorld) => world.facts.interventions.map(({ state }) => state);
    expect(stateOf(wrong)).toEqual(['avslutad', 'utdelad', 'utdelad']);
    expect(stateOf(StoryWorld.play('norrbotten', 'wrong-closing'))).toEqual(['utdelad', 'utdelad', 'utdelad']);
  });

  it('[N-ACTOR-08] [N-ACTOR-10] a meeting of the parties leads the plan nowhere', () => {
    const met = StoryWorld.play('norrbotten', 'actor-meeting', '2026-11-25 12:00');
    expect(met.states()).toEqual(['underlag', 'samtycke']);
    expect(met.facts.meetings).toMatchObject([{ purpose: 'aktorsmote', held: expect.anything() }]);
    expect(StoryWorld.play('norrbotten', 'actor-meeting').facts.state).toBe('kallad');
  });
});
