import { describe, expect, it } from '@jest/globals';

import {
  AGREED,
  BlekingePlan,
  CALL,
  careStaff,
  centre,
  clinic,
  COORDINATOR,
  HELD,
  homeCare,
  housing,
  planIn,
  reached,
  REFUSED,
  remarked,
  SIGNED,
  social,
  ward,
  without,
} from './blekinge-plan.js';

/** From the need to a plan that is in force, for somebody in Blekinge who is at home. */

describe('the need', () => {
  it.each([centre, clinic, social, homeCare, housing, ward])(
    '[B-SIP-22] [B-SIP-20] [B-SIP-02] %s raises it, with no stay',
    (unit) => {
      const world = new BlekingePlan();
      const plan = world.say(unit, 'sip-underlag', { raisedBy: 'personal' });
      expect([plan.answer.plan?.state, plan.episode, world.coordinator, remarked(plan)]).toEqual([
        'behov',
        undefined,
        unit,
        [],
      ]);
    },
  );

  it.each(['patient', 'narstaende', 'personal'])(
    '[B-SIP-22] [B-SIP-01] [B-SIP-03] %s is enough by itself',
    (raisedBy) => {
      const world = new BlekingePlan();
      world.say(centre, 'sip-underlag', { raisedBy });
      expect([world.facts.state, world.facts.need?.raisedBy]).toEqual(['behov', raisedBy]);
    },
  );

  it('[B-SIP-22] care staff has no access', () => {
    expect(new BlekingePlan().refuses(careStaff, 'sip-underlag', { raisedBy: 'personal' })).toEqual([
      'sender-role B-SIP-22',
    ]);
  });

  it('[B-SIP-03] all who take part may belong to one principal', () => {
    const world = new BlekingePlan();
    const consent = { ...AGREED, actors: [centre, clinic] };
    world.say(centre, 'sip-underlag', { raisedBy: 'patient' }, { consent });
    const plan = world.say(centre, 'sip-kallelse', CALL, { recipients: [clinic] });
    expect([plan.answer.plan?.state, remarked(plan)]).toEqual(['kallad', []]);
  });

  it('[B-SIP-07] other plans lie under it', () => {
    expect(planIn('behov').plan.steps[0]?.content['otherPlans']).toEqual(['Rehabiliteringsplan']);
  });

  it('[B-INI-07] [B-CALL-03] the person is asked by the end of the weekday after, and then called to it', () => {
    const world = planIn('behov');
    expect(world.owed()).toEqual([`sip-samtycke ${centre} 2026-11-24T23:00:00.000Z`]);
    world.say(centre, 'samtycke', { scope: ['sip'] });
    expect([world.facts.state, world.owed()]).toEqual([
      'samtycke',
      [`sip-kallelse-plan ${centre} 2026-11-24T23:00:00.000Z`],
    ]);
    world.calls(centre);
    expect(world.owed('sip-kallelse-plan')).toEqual([]);
  });

  it.each([
    ['sip-underlag', { raisedBy: 'patient', consents: [{ about: 'kallelse', answer: 'nej' }] }],
    ['samtycke', { scope: ['plan'], consents: [{ about: 'kallelse', answer: 'nej' }] }],
  ] as const)('[B-CON-06] [B-CON-08] a no is its end, told by %s', (kind, content) => {
    const world = planIn('behov');
    world.say(centre, kind, content);
    expect(world.facts.state).toBe('avbojd');
    expect(world.refuses(centre, 'sip-kallelse', CALL, { recipients: [social], consent: AGREED })).toEqual([
      'wrong-plan-state B-SIP-20',
    ]);
    expect(new BlekingePlan().say(centre, 'sip-underlag', {}, { consent: REFUSED }).answer.plan?.state).toBe('avbojd');
  });

  it.each(['samtycke', 'kallad', 'kartlagd', 'mote-genomfort', 'upprattad'] as const)(
    '[B-CON-08] what was agreed to is taken back in %s: the plan ends, and what was sent stays',
    (state) => {
      const world = planIn(state);
      const { length } = world.plan.steps;
      world.say(centre, 'samtycke-aterkallat', { scope: ['sip'] });
      expect([world.facts.state, world.facts.closed?.how, world.plan.steps.length]).toEqual([
        'avslutad',
        'samtycke',
        length + 1,
      ]);
      expect(world.owed()).toEqual([]);
    },
  );
});

describe('the call and what comes before the meeting', () => {
  it('[B-CON-07] a need that is told by whom the person has not named is known, and coordinated by whoever calls', () => {
    const world = new BlekingePlan();
    const to = { consent: AGREED, recipients: [social, centre, homeCare] };
    world.say(ward, 'sip-initiativ', { raisedBy: 'personal', participants: [] }, to);
    expect(world.coordinator).toBeUndefined();
    world.calls(centre);
    expect(world.coordinator).toBe(centre);
  });

  it.each([centre, social, homeCare])('[B-SIP-10] %s, which calls, coordinates until a person is named', (unit) => {
    const world = new BlekingePlan();
    world.say(
      ward,
      'sip-initiativ',
      { raisedBy: 'personal', participants: [] },
      {
        consent: { ...AGREED, actors: [ward, centre, social, homeCare] },
        recipients: [social, centre, homeCare],
      },
    );
    expect(world.coordinator).toBe(ward);
    world.calls(unit);
    expect([world.coordinator, world.facts.coordinators.at(-1)?.name]).toEqual([unit, undefined]);
    expect(world.refuses(ward, 'sip-mote', HELD)).toEqual(['not-coordinator B-SIP-10']);
    world.at('2026-12-08T15:00:00+01:00').say(unit, 'sip-mote', HELD);
    expect([world.facts.state, world.facts.coordinators.at(-1)?.name]).toEqual(['mote-genomfort', 'Siv Sund']);
  });

  it('[B-CALL-03] [B-COORD-05] whoever identified the need calls first, the one who coordinates after that', () => {
    const world = planIn('upprattad');
    const followUp = { ...CALL, purpose: 'uppfoljning' };
    expect(world.refuses(social, 'sip-kallelse', followUp, { recipients: [centre] })).toEqual([
      'not-coordinator B-COORD-05',
    ]);
    const plan = world.calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    expect([reached(plan), plan.answer.plan?.state]).toEqual([[homeCare, social].sort(), 'upprattad']);
  });

  it('[B-CALL-10] a yes to being called is enough, and one to the meeting alone is not', () => {
    const calls = (scope: string) => {
      const world = planIn('behov');
      world.say(centre, 'samtycke', { scope: [scope], actors: AGREED.actors });
      return world.decide(world.message(centre, 'sip-kallelse', CALL, { recipients: [social] }));
    };
    expect(calls('kallelse').kind).toBe('accepted');
    expect(calls('mote')).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'consent-required', rule: 'B-CALL-10' }],
    });
  });

  it('[B-CALL-10] nobody whom the person has not agreed to', () => {
    const world = planIn('samtycke');
    expect(world.refuses(centre, 'sip-kallelse', CALL, { recipients: [housing, social] })).toContain(
      'consent-not-covering B-CALL-10',
    );
  });

  it('[B-CALL-12] whoever is called has prepared by the meeting, and when all have the plan is prepared', () => {
    const world = planIn('kallad');
    expect(world.owed('sip-forberedelse')).toEqual(
      [social, homeCare].map((unit) => `sip-forberedelse ${unit} 2026-12-08T12:00:00.000Z`),
    );
    world.say(centre, 'sip-kartlaggning', { heading: 'hemmet', needs: 'x' });
    expect(world.facts.state).toBe('kallad');
    world.say(social, 'sip-kartlaggning', { heading: 'hemmet', needs: 'x' });
    expect(world.facts.state).toBe('kallad');
    world.say(homeCare, 'sip-kartlaggning', { heading: 'hemmet', needs: 'x' });
    expect(world.facts.state).toBe('kartlagd');
    world.calls(centre);
    expect(world.facts.state).toBe('kallad');
  });

  it('[B-CALL-12] what was prepared and taken away again is not prepared', () => {
    const world = planIn('kallad');
    world.say(social, 'sip-kartlaggning', { heading: 'hemmet', needs: 'x' });
    world.say(social, 'sip-kartlaggning', { area: world.last, heading: 'hemmet', removed: true });
    expect([world.facts.areas, world.facts.state]).toEqual([[], 'kallad']);
  });

  it('[B-CALL-12] who is called anew after it was removed is not sent what it wrote itself', () => {
    const world = planIn('kallad');
    world.say(homeCare, 'sip-kartlaggning', { heading: 'hemmet', needs: 'x' });
    world.say(social, 'sip-kartlaggning', { heading: 'hemmet', needs: 'y' });
    const prepared = world.last;
    const participant = { relation: 'vard', unit: homeCare };
    world.say(centre, 'sip-deltagare', { event: 'borttagen', participant });
    const again = world.say(centre, 'sip-kallelse', CALL, { recipients: [homeCare, social] });
    const brought = again.deliveries.filter(({ message }) => message !== undefined);
    expect(brought.map(({ unit, message }) => [unit, message])).toEqual([[homeCare, prepared]]);
  });

  it('[B-CALL-11] [B-CALL-15] a no of who works in care is a deviation and ends no duty; others may stay away', () => {
    const world = planIn('samtycke');
    world.calls(centre, { participants: [{ relation: 'narstaende', name: 'Treans dotter', channel: 'post' }] });
    const no = (participant: object) => ({ event: 'forhinder', participant });
    expect(remarked(world.say(social, 'sip-deltagare', no({ relation: 'socialtjanst', unit: social })))).toEqual([
      'attendance-duty B-CALL-15',
    ]);
    expect(world.owed('sip-forberedelse')).toHaveLength(2);
    const relative = { relation: 'narstaende', name: 'Treans dotter', channel: 'post' };
    expect(remarked(world.say(centre, 'sip-deltagare', no(relative)))).toEqual([]);
    const added = { event: 'tillagd', participant: { relation: 'vard', unit: homeCare } };
    expect(remarked(world.say(centre, 'sip-deltagare', added))).toEqual([]);
  });

  it('[B-CALL-15] [B-CALL-04] relatives are called by letter', () => {
    const world = planIn('samtycke');
    world.calls(centre, { participants: [{ relation: 'narstaende', name: 'Treans dotter', channel: 'post' }] });
    expect(world.owed('sip-brev')).toEqual([`sip-brev ${centre} 2026-11-24T23:00:00.000Z`]);
  });

  it('[B-SIP-20] a follow-up that is called off leaves the plan as it was, signed or not yet', () => {
    for (const state of ['mote-genomfort', 'upprattad'] as const) {
      const world = planIn(state);
      world.calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
      world.say(centre, 'sip-mote', { event: 'installt' });
      expect(world.facts.state).toBe(state);
    }
  });

  it('[B-CALL-12] a meeting that is called off is called again', () => {
    for (const state of ['kallad', 'kartlagd'] as const) {
      const world = planIn(state);
      world.say(centre, 'sip-mote', { event: 'installt' });
      expect(world.facts.state).toBe('samtycke');
    }
  });
});

describe('the first meeting', () => {
  it.each(['kallad', 'kartlagd'] as const)('[B-SIP-10] [B-SIP-12] [B-SIP-20] is held after %s', (state) => {
    const plan = planIn(state).meets();
    expect([plan.answer.plan?.state, remarked(plan)]).toEqual(['mote-genomfort', []]);
  });

  it('[B-SIP-20] not before the call', () => {
    expect(planIn('samtycke').refuses(centre, 'sip-mote', HELD)).toEqual(['wrong-plan-state B-SIP-20']);
  });

  it.each([
    ['B-SIP-12', 'followUpOn'],
    ['B-SIP-12', 'followUpForm'],
    ['B-COORD-01', 'coordinator'],
    ['B-SIP-09', 'attendance'],
    ['B-SIP-05', 'documentedIn'],
  ])('[B-SIP-12] [B-COORD-01] [B-SIP-09] [B-SIP-05] without %s (%s) it is not complete', (rule, field) => {
    const world = planIn('kallad').at('2026-12-08T15:00:00+01:00');
    const plan = world.say(centre, 'sip-mote', without(HELD, field));
    expect([remarked(plan), plan.answer.plan?.state]).toEqual([[`incomplete ${rule}`], 'mote-genomfort']);
  });

  it.each([
    ['foretradare', []],
    ['narstaende', ['incomplete B-SIP-09']],
  ])('[B-SIP-09] the person takes part, or who acts for the person: %s', (relation, expected) => {
    const attendance = [{ relation, name: 'Gun God', attended: true }];
    expect(remarked(planIn('kallad').meets({ attendance }))).toEqual(expected);
  });

  it('[B-SIP-12] a day that is missing is waited for until the end of the weekday after', () => {
    const world = planIn('kallad').at('2026-12-08T15:00:00+01:00');
    world.say(centre, 'sip-mote', without(HELD, 'followUpOn', 'followUpForm'));
    expect(world.owed('sip-uppfoljningsdatum')).toEqual([`sip-uppfoljningsdatum ${centre} 2026-12-09T23:00:00.000Z`]);
    world.say(centre, 'sip-huvudmal', { text: 'Jag vill laga min egen mat', followUpOn: '2027-03-08' });
    expect(world.owed('sip-uppfoljningsdatum')).toEqual([]);
  });

  it.each(['modul', 'blankett'])('[B-SIP-05] the plan stands in the module or on the form: %s', (documentedIn) => {
    const world = planIn('kallad');
    world.meets({ documentedIn });
    expect(world.plan.steps.at(-1)?.content['documentedIn']).toBe(documentedIn);
  });

  it('[B-SIP-23] [B-SIP-09] keeps who came, when and how it is followed up and who coordinates', () => {
    const { facts } = planIn('mote-genomfort');
    expect(facts.meetings[0]?.held).toMatchObject({
      followUpOn: '2027-03-08',
      followUpForm: 'I hemmet, samma som nu',
      attendance: HELD['attendance'],
    });
    expect(facts.coordinators.at(-1)).toMatchObject({ name: 'Siv Sund', unit: centre });
  });
});

describe('the one who coordinates', () => {
  it.each(['Karlskrona vårdcentral', 'Samordnaren', 'Vårdcentralen Wämö', 'Socialtjänsten Karlskrona'])(
    '[B-COORD-02] is a person; %s is refused',
    (name) => {
      const world = planIn('kallad');
      const coordinator = { ...COORDINATOR, name };
      expect(world.refuses(centre, 'sip-mote', { ...HELD, coordinator })).toEqual(['not-a-person B-COORD-02']);
      expect(world.refuses(centre, 'sip-samordningsansvarig', { coordinator })).toEqual(['not-a-person B-COORD-02']);
      expect(world.refuses(centre, 'sip-underlag', { coordinator })).toEqual(['not-a-person B-COORD-02']);
    },
  );

  it('[B-COORD-03] can be reached by telephone', () => {
    // Who writes of something else is not asked for it.
    expect(remarked(planIn('kallad').say(centre, 'sip-underlag', { otherPlans: ['Vårdplan'] }))).toEqual([]);
    const coordinator = without(COORDINATOR, 'phone');
    expect(remarked(planIn('kallad').meets({ coordinator }))).toEqual(['incomplete B-COORD-03']);
    for (const kind of ['sip-samordningsansvarig', 'sip-underlag'] as const) {
      expect(remarked(planIn('kallad').say(centre, kind, { coordinator }))).toEqual(['incomplete B-COORD-03']);
    }
    expect(planIn('mote-genomfort').facts.coordinators.at(-1)?.phone).toBe('0455-70 00 01');
  });

  it.each([
    [centre, []],
    [social, []],
    [clinic, ['inconsistent B-COORD-06']],
  ])('[B-COORD-06] works at a unit that takes part: %s', (unit, expected) => {
    const coordinator = { ...COORDINATOR, unit };
    const called = () => {
      const world = planIn('kallad');
      world.say(centre, 'samtycke', { scope: ['sip'], actors: [centre, social, homeCare, clinic] });
      return world;
    };
    expect(remarked(called().meets({ coordinator }))).toEqual(expected);
    for (const kind of ['sip-samordningsansvarig', 'sip-underlag'] as const) {
      expect(remarked(called().say(centre, kind, { coordinator }))).toEqual(expected);
      expect(remarked(called().say(centre, kind, { coordinator: without(COORDINATOR, 'unit') }))).toEqual([]);
    }
    expect(remarked(called().meets({ coordinator: without(COORDINATOR, 'unit') }))).toEqual([]);
  });

  it('[B-COORD-07] is changed by the one who coordinates; the former stays in the history', () => {
    const world = planIn('upprattad');
    const coordinator = { ...COORDINATOR, name: 'Bo Bengtsson', unit: social };
    expect(world.refuses(social, 'sip-samordningsansvarig', { coordinator })).toEqual(['not-coordinator B-COORD-07']);
    world.say(centre, 'sip-samordningsansvarig', { coordinator });
    expect(world.facts.coordinators.map(({ name, until }) => [name, until === undefined])).toEqual([
      ['Siv Sund', false],
      ['Bo Bengtsson', true],
    ]);
  });

  it.each([
    [social, 'Bo Bengtsson'],
    [centre, 'Anna Ask'],
  ])('[B-COORD-07] who takes over at %s signs anew', (unit, name) => {
    const world = planIn('upprattad');
    world.say(centre, 'sip-samordningsansvarig', { coordinator: { ...COORDINATOR, name, unit } });
    expect([world.facts.state, world.owed('sip-fardigstallande').length]).toEqual(['mote-genomfort', 1]);
    expect(world.refuses(unit, 'sip-delgivning', SIGNED)).toEqual(['contradiction B-SIP-14']);
    world.say(unit, 'sip-delgivning', { ...SIGNED, signatures: [{ name, unit }] });
    expect([world.facts.state, world.owed('sip-fardigstallande')]).toEqual(['upprattad', []]);
  });

  it('[B-COORD-07] also who is named at a later meeting', () => {
    const world = planIn('upprattad');
    world.calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    world.at('2027-03-08T15:00:00+01:00').say(centre, 'sip-mote', {
      ...HELD,
      heldAt: '2027-03-08T13:00:00+01:00',
      followUpOn: '2027-09-06',
      coordinator: { ...COORDINATOR, name: 'Anna Ask' },
    });
    expect(world.facts.state).toBe('mote-genomfort');
    const early = planIn('upprattad');
    early.calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    early.say(centre, 'sip-mote', { event: 'oppnat', coordinator: { ...COORDINATOR, name: 'Anna Ask' } });
    expect(early.facts.state).toBe('mote-genomfort');
    const kept = planIn('upprattad');
    kept.calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    kept.at('2027-03-08T15:00:00+01:00').say(centre, 'sip-mote', {
      ...without(HELD, 'coordinator'),
      heldAt: '2027-03-08T13:00:00+01:00',
    });
    expect(kept.facts.state).toBe('upprattad');
  });
});

describe('supports for the meeting', () => {
  it('[B-SIP-08] the region’s page of them is linked to from where one calls', () => {
    const { checklists, steps } = new BlekingePlan().profile;
    expect(checklists?.link).toMatch(/^https:/u);
    expect(steps.find(({ sv }) => sv === 'Kalla till SIP')?.checklist).toBe('B-REF-12');
  });
});
