import { describe, expect, it } from '@jest/globals';

import {
  AGREED,
  GavleborgPlan,
  GOAL,
  HELD,
  homeCare,
  NEED,
  openCare,
  planIn,
  reached,
  remarked,
  SERVICE,
  social,
  SUBGOAL,
  without,
} from './gavleborg-plan.js';

/** The meeting in Gävleborg and the plan that comes out of it: goals, who does what, what the person has in hand when. */

describe('the meeting', () => {
  it('[G-SIP-64] [G-SIP-74] [G-SIP-02] is held, and the plan drawn up then or later, by no set day', () => {
    const world = planIn('kallad');
    const plan = world.meets();
    expect([plan.answer.plan?.state, remarked(plan)]).toEqual(['mote-genomfort', []]);
    world.at('2027-01-15T10:00:00+01:00');
    expect(world.say(openCare, 'sip-mote', { event: 'plan-skapad' }).answer.plan?.state).toBe('plan-skapad');
    expect(world.say(openCare, 'sip-huvudmal', GOAL).answer.plan?.state).toBe('huvudmal-klart');
  });

  it('[G-SIP-64] [G-SIP-74] what is told later of an old meeting does not hold the one that is called now', () => {
    const world = planIn('uppfoljning-genomford');
    const meeting = world.facts.meetings[0]?.id;
    world.calls(openCare, {}, { consent: AGREED });
    const told = world.say(openCare, 'sip-mote', { ...HELD, meeting, note: 'Dottern var med' });
    expect([told.answer.plan?.state, world.facts.meetings[0]?.held?.note]).toEqual(['kallad', 'Dottern var med']);
  });

  it('[G-SIP-64] no meeting before the call', () => {
    expect(planIn('samtycke').refuses(openCare, 'sip-mote', HELD)).toEqual(['wrong-plan-state G-SIP-64']);
  });

  it.each([
    ['G-SIP-25', without(HELD, 'explained')],
    ['G-SIP-25', { ...HELD, explained: false }],
    ['G-SIP-34', without(HELD, 'followUpOn', 'followUpForm')],
    ['G-SIP-36', without(HELD, 'followUpSubjects')],
    ['G-SIP-63', without(HELD, 'followUpForm')],
    ['G-SIP-42', without(HELD, 'coordinator')],
    ['G-SIP-67', without(HELD, 'attendance')],
    ['G-SIP-67', { ...HELD, attendance: [{ relation: 'vard', unit: homeCare, name: 'Hanna Hem', attended: true }] }],
  ])(
    '[G-SIP-25] [G-SIP-34] [G-SIP-36] [G-SIP-63] [G-SIP-42] [G-SIP-67] what the routine asks for and is missing is remarked upon: %s',
    (rule, content) => {
      const world = planIn('kallad').at('2026-12-08T15:00:00+01:00');
      const plan = world.say(openCare, 'sip-mote', content);
      expect([remarked(plan), plan.answer.plan?.state]).toEqual([[`incomplete ${rule}`], 'mote-genomfort']);
    },
  );

  it('[G-SIP-62] the person is prepared for it', () => {
    expect(remarked(planIn('kallad').meets())).toEqual([]);
    const unprepared = new GavleborgPlan();
    unprepared.say(openCare, 'sip-underlag', NEED, { consent: AGREED });
    unprepared.calls(openCare);
    expect(remarked(unprepared.meets())).toEqual(['incomplete G-SIP-62']);
  });

  it('[G-SIP-42] a name that was told before is enough, and a legal representative stands for the person', () => {
    const world = planIn('kallad');
    world.say(openCare, 'sip-samordningsansvarig', { coordinator: { name: 'Frida Vik' } });
    const attendance = [{ relation: 'foretradare', name: 'Gun God', attended: true }];
    expect(remarked(world.meets({ ...without(HELD, 'coordinator'), coordinator: undefined, attendance }))).toEqual([]);
  });

  it('[G-SIP-29] [G-SIP-33] [G-SIP-79] keeps who came, whether they could decide, and what was wished for and agreed', () => {
    const world = planIn('kallad');
    world.meets({
      questions: [{ text: 'Kan jag få hjälp på kvällen?', answered: true }],
      agreements: ['Kvällsbesök från måndag'],
      disagreements: ['Antal besök'],
    });
    const held = world.facts.meetings[0]?.held;
    expect([held?.questions, held?.agreements, held?.disagreements]).toEqual([
      [{ text: 'Kan jag få hjälp på kvällen?', answered: true }],
      ['Kvällsbesök från måndag'],
      ['Antal besök'],
    ]);
    const told = world.plan.steps.at(-1)?.content['attendance'];
    expect(told).toContainEqual({ relation: 'vard', unit: homeCare, name: 'Hanna Hem', attended: true, mandate: true });
  });

  it.each([
    ['2027-01-04', ['follow-up-interval G-SIP-35']],
    ['2027-01-05', []],
    ['2027-03-08', []],
    ['2027-06-10', []],
    ['2027-06-11', ['follow-up-interval G-SIP-35']],
  ])(
    '[G-SIP-35] a follow-up after one to six months is usual: %s after the meeting of 8 December',
    (followUpOn, expected) => {
      expect(remarked(planIn('kallad').meets({ followUpOn }))).toEqual(expected);
    },
  );

  it('[G-SIP-34] [G-SIP-42] the day of the follow-up is remembered, and whoever coordinates reminded two weeks before', () => {
    const world = planIn('mote-genomfort');
    expect(world.facts.followUpOn).toBe('2027-03-08');
    expect(world.owed('sip-uppfoljning-kallelse')).toEqual([
      `sip-uppfoljning-kallelse ${openCare} 2027-02-22T23:00:00.000Z`,
    ]);
    expect(world.owed('sip-uppfoljning')).toEqual([`sip-uppfoljning ${openCare} 2027-03-08T23:00:00.000Z`]);
  });
});

describe('the goals', () => {
  it('[G-SIP-39] [G-SIP-49] a main goal in first person about what matters to the person', () => {
    const world = planIn('mote-genomfort');
    expect(remarked(world.say(openCare, 'sip-huvudmal', GOAL))).toEqual([]);
    expect(world.facts.goals[0]?.text).toBe('Jag vill gå till sjön varje dag till midsommar');
    const other = planIn('mote-genomfort').say(openCare, 'sip-huvudmal', { ...GOAL, text: 'Gå till sjön i juni' });
    expect(remarked(other)).toContain('wording-not-in-first-person G-SIP-49');
  });

  it.each([
    ['sip-huvudmal', 'G-SIP-45', { ...GOAL, text: 'Nedsatt syn' }],
    ['sip-delmal', 'G-SIP-47', { ...SUBGOAL, text: 'Du ska söka jobb' }],
  ] as const)(
    '[G-SIP-64] [G-SIP-45] [G-SIP-46] [G-SIP-47] %s that is not clear or cannot be reached is remarked upon by %s',
    (kind, rule, content) => {
      const world = planIn(kind === 'sip-huvudmal' ? 'mote-genomfort' : 'huvudmal-klart');
      const plan = world.say(openCare, kind, content);
      expect(remarked(plan).some((one) => one.startsWith('wording-') && one.endsWith(rule))).toBe(true);
    },
  );

  it('[G-SIP-46] whether a sub-goal is reached can be seen', () => {
    const plan = planIn('huvudmal-klart').say(openCare, 'sip-delmal', { ...SUBGOAL, text: 'Brevlådan' });
    expect(remarked(plan).some((one) => one.endsWith('G-SIP-46'))).toBe(true);
  });

  it.each([
    ['sip-huvudmal', 'mote-genomfort', GOAL],
    ['sip-delmal', 'huvudmal-klart', SUBGOAL],
  ] as const)('[G-SIP-44] [G-SIP-48] the person agrees to it, and it has a day: %s', (kind, state, content) => {
    const without44 = planIn(state).say(openCare, kind, without(content, 'accepted'));
    expect(remarked(without44)).toEqual(['incomplete G-SIP-44']);
    expect(remarked(planIn(state).say(openCare, kind, { ...content, accepted: false }))).toEqual([
      'incomplete G-SIP-44',
    ]);
  });

  it('[G-SIP-48] a goal has a day of its own, or that of the plan', () => {
    const world = planIn('kallad');
    world.at('2026-12-08T15:00:00+01:00').say(openCare, 'sip-mote', without(HELD, 'followUpOn', 'followUpForm'));
    const dayless = without(GOAL, 'evaluateOn');
    expect(remarked(world.say(openCare, 'sip-huvudmal', dayless))).toEqual(['incomplete G-SIP-48']);
    expect(remarked(world.say(openCare, 'sip-delmal', SUBGOAL))).toEqual(['incomplete G-SIP-48']);
    const dated = { ...SUBGOAL, evaluateOn: '2027-03-08' };
    expect(remarked(world.say(openCare, 'sip-delmal', dated))).toEqual([]);
    const withDay = { ...dayless, followUpOn: '2027-03-08', goal: world.facts.goals[0]?.id ?? '' };
    expect(remarked(world.say(openCare, 'sip-huvudmal', withDay))).toEqual([]);
    expect(remarked(world.say(openCare, 'sip-delmal', SUBGOAL))).toEqual([]);
  });

  it('[G-SIP-50] [G-SIP-40] sub-goals stand under one of three parts', () => {
    const world = planIn('huvudmal-klart');
    const parts = world.profile.plan?.headings?.codes.map(({ code }) => code) ?? [];
    expect(parts).toEqual(['kroppsfunktion', 'aktivitet-delaktighet', 'omgivningsfaktorer']);
    for (const heading of parts) world.say(social, 'sip-delmal', { ...SUBGOAL, heading });
    expect(world.facts.subgoals.map(({ heading }) => heading)).toEqual(parts);
    expect(world.refuses(social, 'sip-delmal', { ...SUBGOAL, heading: 'boende' })).toEqual(['unknown-code G-SIP-50']);
  });

  it('[G-SIP-51] [G-SIP-52] [G-SIP-53] each part has examples beside it', () => {
    const helps = planIn('underlag').profile.plan?.headings?.codes.map(({ rule, help }) => [
      rule,
      help?.sv.split(' ')[2],
    ]);
    expect(helps).toEqual([
      ['G-SIP-51', 'sömn,'],
      ['G-SIP-52', 'hemliv,'],
      ['G-SIP-53', 'hjälpmedel;'],
    ]);
  });

  it('[G-SIP-64] sub-goals come after the main goal', () => {
    expect(planIn('mote-genomfort').refuses(social, 'sip-delmal', SUBGOAL)).toEqual(['wrong-plan-state G-SIP-64']);
  });
});

describe('who does what', () => {
  it('[G-SIP-54] [G-SIP-41] a sub-goal has one service or several, of one party or several', () => {
    const world = planIn('pagaende');
    const subgoal = world.facts.subgoals[0]?.id ?? '';
    world.say(homeCare, 'sip-insats', { ...SERVICE(homeCare), subgoal });
    world.say(social, 'sip-insats', { ...SERVICE(social), subgoal });
    expect(world.facts.interventions.map(({ responsible, subgoal: of }) => [responsible?.unit, of])).toEqual([
      [homeCare, subgoal],
      [homeCare, subgoal],
      [social, subgoal],
    ]);
  });

  it('[G-SIP-55] a service that nobody answers for is refused', () => {
    const world = planIn('pagaende');
    const subgoal = world.facts.subgoals[0]?.id ?? '';
    expect(world.refuses(social, 'sip-insats', { ...without(SERVICE(social), 'responsible'), subgoal })).toEqual([
      'missing-field G-SIP-55',
    ]);
  });

  it('[G-SIP-55] a sub-goal without a service is remarked upon when the plan is handed over', () => {
    const world = planIn('huvudmal-klart');
    world.say(homeCare, 'sip-delmal', SUBGOAL);
    const subgoal = world.last;
    const handed = { event: 'delgiven', way: 'utskrift' };
    expect(remarked(world.say(openCare, 'sip-delgivning', handed))).toEqual(['subgoal-without-intervention G-SIP-55']);
    world.say(homeCare, 'sip-insats', { ...SERVICE(homeCare), subgoal });
    expect(remarked(world.say(openCare, 'sip-delgivning', handed))).toEqual([]);
  });

  it('[G-SIP-56] each party writes its own services, and nobody writes or changes those of another', () => {
    const world = planIn('pagaende');
    const subgoal = world.facts.subgoals[0]?.id ?? '';
    const intervention = world.facts.interventions[0]?.id ?? '';
    for (const unit of [social, openCare]) {
      expect(world.refuses(unit, 'sip-insats', { ...SERVICE(homeCare), subgoal })).toEqual(['contradiction G-SIP-56']);
      const change = { ...SERVICE(unit), subgoal, intervention };
      expect(world.refuses(unit, 'sip-insats', change)).toEqual(['not-owner G-SIP-56']);
      const comment = { event: 'kommentar', intervention, comment: 'Går bra', outcome: 'fortsatter' };
      expect(world.refuses(unit, 'sip-uppfoljning', comment)).toEqual(['not-owner G-SIP-56']);
      expect(world.refuses(unit, 'sip-insats-avslut', { intervention })).toEqual(['not-owner G-SIP-56']);
    }
    world.say(homeCare, 'sip-uppfoljning', { event: 'kommentar', intervention, comment: 'Går bra' });
    world.say(homeCare, 'sip-insats', {
      ...SERVICE(homeCare),
      text: 'Du får träna på tisdagar',
      subgoal,
      intervention,
    });
    expect(world.facts.interventions.map(({ text, comments }) => [text, comments.length])).toEqual([
      ['Du får träna på tisdagar', 1],
    ]);
  });

  it('[G-SIP-41] what a party does is written to the person, otherwise it is remarked upon', () => {
    const world = planIn('pagaende');
    const doing = { ...SERVICE(homeCare), subgoal: world.facts.subgoals[0]?.id, text: 'Träning på måndagar' };
    expect(remarked(world.say(homeCare, 'sip-insats', doing))).toEqual(['wording-not-to-the-person G-SIP-41']);
  });

  it('[G-SIP-43] what others than region and municipality do stands there too, with who', () => {
    const world = planIn('pagaende');
    const subgoal = world.facts.subgoals[0]?.id ?? '';
    const other = (responsible: object) => ({ ...SERVICE(openCare), subgoal, responsible });
    const named = other({ party: 'annan', name: 'Arbetsförmedlingen' });
    expect(remarked(world.say(openCare, 'sip-insats', named))).toEqual([]);
    expect(remarked(world.say(openCare, 'sip-insats', other({ party: 'den-enskilde' })))).toEqual([]);
    expect(remarked(world.say(openCare, 'sip-insats', other({ party: 'annan' })))).toEqual([
      'wording-nobody-responsible G-SIP-41',
    ]);
    expect(world.facts.interventions.map(({ responsible }) => responsible?.party)).toEqual([
      'enhet',
      'annan',
      'den-enskilde',
      'annan',
    ]);
  });

  it('[G-SIP-37] [G-SIP-38] [G-SIP-39] [G-SIP-40] [G-SIP-41] [G-SIP-42] [G-CON-08] the plan holds consent, who saw the need, goals, services and who coordinates', () => {
    const { facts } = planIn('pagaende');
    expect(facts.consents.map(({ about, answer }) => `${about} ${answer}`)).toContain('plan ja');
    expect([facts.need?.raisedBy, facts.goals.length, facts.subgoals.length, facts.interventions.length]).toEqual([
      'personal',
      1,
      1,
      1,
    ]);
    expect(facts.coordinators.at(-1)).toMatchObject({ name: 'Frida Vik', unit: openCare, phone: '026-15 40 00' });
  });
});

describe('in the hands of those concerned', () => {
  it('[G-SIP-57] [G-SIP-78] the person has the plan three days and nights after the meeting, whatever days they are', () => {
    const world = planIn('mote-genomfort');
    expect(world.owed('sip-delgivning')).toEqual([`sip-delgivning ${openCare} 2026-12-11T12:00:00.000Z`]);
    world.say(openCare, 'sip-delgivning', { event: 'delgiven', way: 'utskrift' });
    expect(world.owed('sip-delgivning')).toEqual([]);
  });

  it('[G-SIP-57] after that it is late', () => {
    const world = planIn('mote-genomfort').at('2026-12-11T13:05:00+01:00');
    expect(remarked(world.say(openCare, 'sip-delgivning', { event: 'delgiven', way: 'utskrift' }))).toEqual([
      'late G-SIP-57',
    ]);
  });

  it('[G-SIP-70] what is changed after that is handed over again', () => {
    const world = planIn('pagaende');
    world.say(openCare, 'sip-delgivning', { event: 'delgiven', way: 'utskrift' });
    world.at('2026-12-20T10:00:00+01:00').say(openCare, 'sip-huvudmal', {
      ...GOAL,
      goal: world.facts.goals[0]?.id ?? '',
      text: 'Jag vill gå till torget varje dag till midsommar',
    });
    expect(world.owed('sip-delgivning')).toHaveLength(1);
  });

  it('[G-SIP-58] all who take part get a copy: in their inboxes, and on paper who has none', () => {
    const world = planIn('samtycke');
    world.calls(openCare, { participants: [{ relation: 'narstaende', name: 'Tolva Tolvansson', channel: 'post' }] });
    world.meets();
    expect(world.owed('sip-kopior')).toEqual([`sip-kopior ${openCare} 2026-12-11T12:00:00.000Z`]);
    const handed = world.say(openCare, 'sip-delgivning', { event: 'delgiven', way: 'utskrift' });
    expect(reached(handed)).toEqual([homeCare, social].sort());
    world.say(openCare, 'sip-delgivning', {
      event: 'kopia',
      to: { relation: 'narstaende', name: 'Tolva Tolvansson' },
    });
    expect(world.owed('sip-kopior')).toEqual([]);
    expect(world.refuses(social, 'sip-delgivning', { event: 'delgiven' })).toEqual(['not-coordinator G-SIP-58']);
  });
});
