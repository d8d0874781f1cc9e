import { describe, expect, it } from '@jest/globals';

import { TOLVAN } from '../support/domain.js';
import {
  AGREED,
  CALL,
  GavleborgPlan,
  homeCare,
  housing,
  NEED,
  openCare,
  openCare2,
  planIn,
  PREPARED,
  reached,
  REFUSED,
  remarked,
  SCHOOL,
  social,
  ward,
  without,
} from './gavleborg-plan.js';

/** From the need to the call, for somebody in Gävleborg who is at home: who begins, who agrees, who calls whom. */

const EIGHT = [
  'onskemal',
  'flera-enheter',
  'oklart-ansvar',
  'samtidigt-eller-i-ordning',
  'bollas-runt',
  'avlastning',
  'aterinskrivningar',
  'region-och-kommun',
];

describe('who sees the need', () => {
  it.each([openCare, social, homeCare, housing, ward, SCHOOL])(
    '[G-SIP-76] [G-SIP-07] [G-SIP-03] [G-SIP-08] %s begins a plan without a stay, and coordinates',
    (unit) => {
      const world = new GavleborgPlan();
      const plan = world.say(unit, 'sip-underlag', NEED);
      expect([plan.answer.plan?.state, remarked(plan), plan.episode, world.plan.episode]).toEqual([
        'underlag',
        [],
        undefined,
        undefined,
      ]);
      expect([world.coordinator, world.facts.need?.unit]).toEqual([unit, unit]);
    },
  );

  it('[G-SIP-08] of the units outside the stays only schools do', () => {
    const world = new GavleborgPlan();
    const manager = 'SE2321000016-VCH01';
    expect(world.refuses(manager, 'sip-underlag', NEED)).toEqual(['sender-role G-SIP-08']);
    expect(world.refuses(manager, 'sip-initiativ', { raisedBy: 'personal' })).toContain('sender-role G-SIP-08');
  });

  it.each(['191212121212', '201212121215', '193702249842'])(
    '[G-SIP-01] whoever it is, of whatever age and without a diagnosis: %s',
    (id) => {
      const patient = { ...TOLVAN, id };
      const world = new GavleborgPlan();
      const plan = world.say(openCare, 'sip-underlag', { needReasons: ['onskemal'], raisedBy: 'patient' }, { patient });
      expect([plan.answer.plan?.state, remarked(plan)]).toEqual(['underlag', []]);
    },
  );

  it.each(['patient', 'narstaende', 'personal'])('[G-SIP-66] [G-SIP-38] %s asks for it', (raisedBy) => {
    const world = new GavleborgPlan();
    const plan = world.say(openCare, 'sip-initiativ', { raisedBy }, { recipients: [social] });
    expect([plan.answer.plan?.state, world.facts.need?.raisedBy]).toEqual(['behov', raisedBy]);
  });

  it('[G-SIP-38] who saw it is asked for, and kept', () => {
    const world = new GavleborgPlan();
    expect(remarked(world.say(openCare, 'sip-underlag', { needReasons: ['onskemal'] }))).toEqual([
      'incomplete G-SIP-38',
    ]);
    expect(remarked(world.say(openCare, 'sip-underlag', { raisedBy: 'patient' }))).toEqual([]);
    expect(remarked(world.say(openCare, 'sip-underlag', PREPARED))).toEqual([]);
    expect(remarked(new GavleborgPlan().say(openCare, 'sip-underlag', { initiator: { name: 'Siv Sund' } }))).toEqual(
      [],
    );
    expect(planIn('underlag').facts.initiator).toEqual({
      name: 'Siv Sund',
      title: 'distriktssköterska',
      unit: openCare,
    });
  });

  it.each(EIGHT)('[G-SIP-04] the reason %s is one of eight', (reason) => {
    const world = new GavleborgPlan();
    world.say(openCare, 'sip-underlag', { ...NEED, needReasons: [reason] });
    expect(world.facts.need?.reasons).toEqual([reason]);
  });

  it('[G-SIP-04] others are refused, also beside one of them', () => {
    const world = new GavleborgPlan();
    expect(world.profile.plan?.needReasons?.codes.map(({ code }) => code)).toEqual(EIGHT);
    expect(world.refuses(openCare, 'sip-underlag', { ...NEED, needReasons: ['onskemal', 'annat'] })).toEqual([
      'unknown-code G-SIP-04',
    ]);
  });

  it('[G-SIP-16] a need that is judged to ask for no plan ends there, with the reason', () => {
    const world = new GavleborgPlan();
    world.say(openCare, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [social] });
    world.say(openCare, 'sip-initiativ', { needed: false, reasonText: 'Hemtjänsten räcker' });
    expect([world.facts.state, world.facts.need?.text]).toEqual(['avslutad', 'Hemtjänsten räcker']);
    world.say(openCare, 'sip-underlag', NEED, { plan: undefined, patient: TOLVAN });
    expect([world.plans.size, world.facts.state]).toEqual([2, 'underlag']);
  });

  it('[G-SIP-16] is judged so by whoever coordinates, and while nobody does by one who was told of it', () => {
    const told = new GavleborgPlan();
    told.say(social, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [openCare] });
    const away = { needed: false, reasonText: 'Hemtjänsten räcker' };
    expect(told.refuses(openCare2, 'sip-initiativ', away)).toEqual(['not-coordinator G-SIP-16']);
    expect(told.allows(openCare, 'sip-initiativ', away)).toBe(true);
    const led = planIn('underlag');
    led.say(openCare, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit: homeCare } });
    expect(led.refuses(homeCare, 'sip-initiativ', away)).toEqual(['not-coordinator G-SIP-16']);
    expect(led.allows(openCare, 'sip-initiativ', away)).toBe(true);
  });

  it('[G-SIP-11] a second word of the same need changes nothing', () => {
    const world = planIn('underlag');
    world.say(homeCare, 'sip-initiativ', { raisedBy: 'narstaende' }, { plan: undefined, patient: TOLVAN });
    expect([world.facts.state, world.coordinator]).toEqual(['underlag', openCare]);
  });

  it('[G-SIP-59] is acted on by the end of the weekday after; the call is what is waited for', () => {
    const world = planIn('samtycke');
    expect(world.owed('sip-behov')).toEqual([`sip-behov ${openCare} 2026-11-24T23:00:00.000Z`]);
    world.calls(openCare);
    expect(world.owed('sip-behov')).toEqual([]);
  });
});

describe('what the person says to it', () => {
  it('[G-SIP-64] [G-CON-05] comes before the call: need, judgement, consent, call', () => {
    const world = new GavleborgPlan();
    const states = [
      () => world.say(openCare, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [social] }),
      () => world.say(openCare, 'sip-underlag', NEED),
      () => world.say(openCare, 'samtycke', { scope: ['sip'] }),
      () =>
        world.say(openCare, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit: homeCare } }),
      () => world.calls(openCare),
    ].map((step) => step().answer.plan?.state);
    expect(states).toEqual(['behov', 'underlag', 'samtycke', 'samtycke', 'kallad']);
  });

  it('[G-SIP-64] [G-CON-05] nobody is called before it', () => {
    const world = planIn('underlag');
    expect(world.refuses(openCare, 'sip-kallelse', CALL, { recipients: [social, homeCare] })).toEqual([
      'consent-required G-CON-05',
    ]);
    const plan = world.calls(openCare, {}, { consent: AGREED });
    expect([plan.answer.plan?.state, reached(plan)]).toEqual(['kallad', [homeCare, social].sort()]);
  });

  it.each([
    ['underlag', 'avbojd'],
    ['samtycke', 'avslutad'],
  ] as const)('[G-CON-07] [G-CON-15] [G-SIP-64] a no in %s ends the work, which stands there as %s', (state, end) => {
    const world = planIn(state);
    world.say(openCare, 'sip-underlag', { consents: [{ about: 'kallelse', answer: 'nej' }] });
    expect([world.facts.state, world.facts.consents.at(-1)?.answer]).toEqual([end, 'nej']);
    expect(world.refuses(openCare, 'sip-kallelse', CALL, { recipients: [social, homeCare], consent: AGREED })).toEqual([
      'wrong-plan-state G-SIP-64',
    ]);
  });

  it.each([
    ['sip-underlag', {}],
    ['samtycke', { scope: ['informationsoverforing'] }],
  ] as const)(
    '[G-CON-12] [G-CON-15] [G-SIP-64] a no in %s that comes when a yes was in doubt is a no from the start',
    (kind, more) => {
      const world = new GavleborgPlan();
      world.say(openCare, 'sip-underlag', { ...NEED, consents: [{ about: 'kallelse', answer: 'ja' }] });
      world.say(openCare, 'sip-underlag', { consents: [{ about: 'kallelse', answer: 'kan-inte' }] });
      expect(world.facts.state).toBe('samtycke');
      world.say(openCare, kind, { ...more, consents: [{ about: 'kallelse', answer: 'nej' }] });
      expect(world.facts.state).toBe('avbojd');
    },
  );

  it('[G-CON-07] [G-CON-15] a no from the start makes a plan that was declined', () => {
    const world = new GavleborgPlan();
    const plan = world.say(openCare, 'sip-underlag', NEED, { consent: REFUSED });
    expect(plan.answer.plan?.state).toBe('avbojd');
    const asked = new GavleborgPlan();
    asked.say(openCare, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [social] });
    asked.say(openCare, 'samtycke', { scope: ['sip'] }, { consent: AGREED });
    expect(asked.facts.state).toBe('samtycke');
  });

  it('[G-CON-05] it is the call that is agreed to', () => {
    const answers = (about: string) => ({ ...NEED, consents: [{ about, answer: 'ja' }] });
    const world = new GavleborgPlan();
    world.say(openCare, 'sip-underlag', answers('mote'));
    const called = { recipients: [social, homeCare] };
    expect(world.refuses(openCare, 'sip-kallelse', CALL, called)).toEqual(['consent-required G-CON-05']);
    world.say(openCare, 'sip-underlag', answers('kallelse'));
    expect(world.calls(openCare).answer.plan?.state).toBe('kallad');
  });

  it.each(['samtycke', 'kallad', 'pagaende', 'uppfoljning-genomford'] as const)(
    '[G-CON-07] [G-CON-11] taken back in %s it closes the plan, and all who take part are told',
    (state) => {
      const world = planIn(state);
      const plan = world.say(openCare, 'samtycke-aterkallat', { scope: ['sip'] });
      expect([world.facts.state, world.facts.closed?.how]).toEqual(['avslutad', 'samtycke']);
      expect(reached(plan)).toEqual(state === 'samtycke' ? [] : [homeCare, social].sort());
      expect(world.owed()).toEqual([]);
    },
  );

  it('[G-SIP-26] [G-CON-10] nobody is called whom the person has not chosen; others may be added with the person', () => {
    const world = planIn('underlag');
    const consent = { ...AGREED, actors: [openCare, homeCare] };
    expect(world.refuses(openCare, 'sip-kallelse', CALL, { recipients: [social, homeCare], consent })).toContain(
      'consent-not-covering G-CON-10',
    );
    const friend = { relation: 'narstaende', name: 'Tolva Tolvansson', channel: 'post' };
    world.say(openCare, 'sip-deltagare', { event: 'tillagd', participant: friend }, { consent });
    expect(world.facts.participants.some(({ name }) => name === 'Tolva Tolvansson')).toBe(true);
    world.say(openCare, 'sip-deltagare', { event: 'borttagen', participant: friend });
    expect(world.facts.participants.find(({ name }) => name === 'Tolva Tolvansson')?.removedAt).toBeDefined();
  });
});

describe('the call', () => {
  it('[G-SIP-09] is made by whoever noticed the need, of whatever principal', () => {
    for (const unit of [openCare, social, homeCare, SCHOOL]) {
      const world = new GavleborgPlan();
      world.say(unit, 'sip-underlag', NEED, { consent: AGREED });
      const plan = world.calls(unit);
      expect([plan.answer.plan?.state, world.coordinator]).toEqual(['kallad', unit]);
    }
  });

  it('[G-SIP-09] or by whom the need was told to', () => {
    const world = new GavleborgPlan();
    world.say(social, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [openCare] });
    world.calls(openCare, {}, { consent: AGREED });
    expect([world.facts.state, world.coordinator]).toEqual(['kallad', openCare]);
  });

  it('[G-SIP-08] a school calls region and municipality together', () => {
    const world = new GavleborgPlan();
    const plan = world.calls(SCHOOL, {}, { consent: AGREED, recipients: [openCare, social] });
    expect([reached(plan), remarked(plan)]).toEqual([[openCare, social].sort(), []]);
  });

  it.each([
    [openCare, [social]],
    [social, [openCare]],
    [openCare, [homeCare]],
    [ward, [social]],
  ])(
    '[G-SIP-02] [G-SIP-05] %s with %j: region and municipality, also where all of it is health care',
    (unit, called) => {
      const plan = new GavleborgPlan().calls(unit, {}, { consent: AGREED, recipients: [...called] });
      if (unit !== ward) expect(remarked(plan)).toEqual([]);
      expect(remarked(plan)).not.toContain('inconsistent G-SIP-02');
    },
  );

  it.each([
    [openCare, [openCare2]],
    [social, [SCHOOL]],
    [SCHOOL, [openCare]],
  ])('[G-SIP-02] %s with %j alone is remarked upon, and called all the same', (unit, called) => {
    const plan = new GavleborgPlan().calls(unit, {}, { consent: AGREED, recipients: [...called] });
    expect([remarked(plan), reached(plan)]).toEqual([['inconsistent G-SIP-02'], [...called]]);
  });

  it('[G-SIP-22] [L-SIP-01] where municipal health care takes part open care does, also without a stay', () => {
    for (const [unit, called] of [
      [social, [homeCare]],
      [homeCare, [social]],
      [housing, [social]],
      [ward, [housing]],
    ] as const) {
      const sent = { consent: AGREED, recipients: [...called] };
      expect(new GavleborgPlan().refuses(unit, 'sip-kallelse', CALL, sent)).toEqual(['missing-field G-SIP-22']);
      const both = new GavleborgPlan().calls(unit, {}, { consent: AGREED, recipients: [...called, openCare] });
      expect(reached(both)).toEqual([...called, openCare].sort());
    }
  });

  it('[G-SIP-76] names no stay', () => {
    const inHospital = { ...CALL, setting: 'fore-utskrivning' };
    expect(
      new GavleborgPlan().refuses(openCare, 'sip-kallelse', inHospital, { consent: AGREED, recipients: [social] }),
    ).toEqual(['contradiction G-SIP-76']);
  });

  it('[G-SIP-61] [G-SIP-17] where to meet is settled with the person', () => {
    const sent = { consent: AGREED, recipients: [social] };
    const alone = new GavleborgPlan().say(openCare, 'sip-kallelse', without(CALL, 'consulted'), sent);
    expect(remarked(alone)).toEqual(['incomplete G-SIP-61']);
    const placeless = new GavleborgPlan().say(openCare, 'sip-kallelse', without(CALL, 'place'), sent);
    expect(remarked(placeless)).toEqual(['incomplete G-SIP-17']);
  });

  it('[G-SIP-31] [G-SIP-32] is in writing: a message to who has an inbox, a letter to who has none', () => {
    const world = planIn('samtycke');
    const insurance = { relation: 'myndighet', organisation: 'Försäkringskassan', name: 'Eva Ek', channel: 'post' };
    const plan = world.calls(openCare, { participants: [insurance, { relation: 'den-enskilde' }] });
    expect(reached(plan)).toEqual([homeCare, social].sort());
    expect(world.facts.meetings[0]?.called.filter(({ channel }) => channel === 'post')).toHaveLength(2);
    expect(world.owed('sip-brev')).toEqual([`sip-brev ${openCare} 2026-11-24T23:00:00.000Z`]);
  });

  it('[G-SIP-30] [G-SIP-81] who is called looks at the state of the person until the meeting, and so does who calls', () => {
    const world = planIn('kallad');
    expect(world.owed('sip-forberedelse')).toEqual(
      [social, homeCare].map((unit) => `sip-forberedelse ${unit} 2026-12-08T12:00:00.000Z`),
    );
    for (const unit of [openCare, social, homeCare]) {
      world.say(unit, 'sip-kartlaggning', { heading: 'kroppsfunktion', needs: 'Sover dåligt' });
    }
    expect(world.facts.areas.map(({ unit }) => unit)).toEqual([openCare, social, homeCare]);
    expect(world.refuses(openCare2, 'sip-kartlaggning', { heading: 'kroppsfunktion' })).toEqual(['unknown-plan']);
    world.meets();
    expect(world.owed('sip-forberedelse')).toEqual([]);
  });

  it('[G-SIP-50] what they find stands under one of three parts', () => {
    const world = planIn('kallad');
    for (const heading of ['kroppsfunktion', 'aktivitet-delaktighet', 'omgivningsfaktorer']) {
      world.say(social, 'sip-kartlaggning', { heading, needs: 'x' });
    }
    expect(world.facts.areas).toHaveLength(3);
    expect(world.refuses(social, 'sip-kartlaggning', { heading: 'boende' })).toEqual(['unknown-code G-SIP-50']);
  });

  it('[G-SIP-12] who cannot come says so, and stays called', () => {
    const world = planIn('kallad');
    world.say(social, 'sip-deltagare', { event: 'forhinder', participant: { relation: 'socialtjanst', unit: social } });
    const called = world.facts.meetings[0]?.called.find(({ unit }) => unit === social);
    expect([called?.declinedAt === undefined, world.facts.state]).toEqual([false, 'kallad']);
    expect(world.plan.facts.participants.find(({ participantUnit }) => participantUnit === social)?.removedAt).toBe(
      undefined,
    );
  });

  it('[G-SIP-64] is called off, and made anew', () => {
    const world = planIn('kallad');
    world.say(openCare, 'sip-mote', { event: 'installt', reason: 'Sjukdom' });
    expect(world.facts.state).toBe('samtycke');
    world.calls(openCare);
    expect(world.facts.state).toBe('kallad');
  });

  it('[G-SIP-64] another day is called to by another call, which is nothing odd before the meeting', () => {
    const world = planIn('kallad');
    const moved = world.calls(openCare, { meetingAt: '2026-12-10T13:00:00+01:00' });
    expect([moved.answer.plan?.state, remarked(moved)]).toEqual(['kallad', []]);
  });

  it('[G-SIP-77] a person has one plan: another one is not begun', () => {
    const world = planIn('kallad');
    expect(world.refuses(openCare2, 'sip-underlag', NEED, { plan: undefined, patient: TOLVAN })).toEqual([
      'plan-exists G-SIP-77',
    ]);
    const anew = planIn('pagaende').calls(openCare);
    expect(remarked(anew)).toContain('inconsistent G-SIP-77');
    expect(anew.answer.plan?.state).toBe('pagaende');
  });

  it('[G-CON-09] [G-CLOSE-06] after a follow-up another round asks the person anew', () => {
    const world = planIn('uppfoljning-genomford');
    expect(world.refuses(openCare, 'sip-kallelse', CALL, { recipients: [social, homeCare] })).toEqual([
      'consent-required G-CON-09',
    ]);
    const plan = world.calls(openCare, {}, { consent: AGREED });
    expect(plan.answer.plan?.state).toBe('kallad');
  });
});
