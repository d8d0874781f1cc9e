import { describe, expect, it } from '@jest/globals';
import type { Content } from '#domain/message.js';

import { AT_THE_MEETING, centre, city, HELD, says, SIGNED, StockholmPlan, THERE, without } from './stockholm-plan.js';
import { asih, otherCentre } from './stockholm.js';

const held = (changes: Content) => without({ ...HELD, ...changes });

describe('the meeting', () => {
  it('[S-CON-05] [S-CON-07] the person consents anew when it begins: to it, to those who come, and to what is taken up', () => {
    const plan = StockholmPlan.at('kallad');
    expect(plan.meets(held({ consents: undefined }))).toEqual(['incomplete S-CON-05']);
    for (const vague of [
      says('ja', 'mote'),
      says('ja', 'mote', { actors: [centre, city] }),
      says('ja', 'mote', { topics: ['x'] }),
    ]) {
      expect(StockholmPlan.at('kallad').meets(held(vague))).toEqual(['incomplete S-CON-07']);
    }
    expect(StockholmPlan.at('kallad').meets(held({}))).toEqual([]);
    expect(StockholmPlan.at('kallad').meets({ event: 'oppnat', explained: true, ...says('ja', 'mote') })).toEqual([
      'incomplete S-CON-07',
    ]);
    // What is said of other things need not say so.
    const also = { consents: [...consentsIn(AT_THE_MEETING), { about: 'plan', answer: 'ja' }] };
    expect(StockholmPlan.at('kallad').meets(held(also))).toEqual([]);
  });

  it.each(['oppnat', 'genomfort'])('[S-CON-05] who says no when it is %s has no plan', (event) => {
    for (const state of ['kallad', 'mote-pagar']) {
      const plan = StockholmPlan.at(state);
      if (event === 'oppnat' && state === 'mote-pagar') continue;
      plan.meets({ ...held(says('nej', 'mote')), event });
      expect(plan.state).toBe('stoppad');
      expect(plan.callRefused()).toContain('wrong-plan-state S-MEET-09');
    }
  });

  it('[S-CON-08] aim, frame, secrecy and the meaning of consent are told when it begins', () => {
    const plan = StockholmPlan.at('kallad');
    expect(plan.meets({ event: 'oppnat', ...AT_THE_MEETING })).toEqual(['incomplete S-CON-08']);
    // Once it has begun it is not asked for again.
    expect(plan.meets(held({ explained: undefined }))).toEqual([]);
    expect(StockholmPlan.at('kallad').meets(held({ explained: false }))).toEqual(['incomplete S-CON-08']);
    expect(StockholmPlan.at('kallad').meets(held({ explained: undefined }))).toEqual(['incomplete S-CON-08']);
  });

  it.each<[string, Content, string]>([
    ['S-MEET-05', { agreements: undefined }, 'incomplete S-MEET-05'],
    ['S-MEET-06', { followUpForm: undefined }, 'incomplete S-MEET-06'],
    ['S-FUP-04', { followUpOn: undefined }, 'incomplete S-FUP-04'],
    ['S-MEET-13', { sipkollenOffered: undefined }, 'incomplete S-MEET-13'],
    ['S-GEN-06', { attendance: THERE.slice(0, 2) }, 'incomplete S-GEN-06'],
    [
      'S-GEN-06',
      { attendance: [...THERE.slice(0, 2), { relation: 'den-enskilde', name: 'T', attended: false }] },
      'incomplete S-GEN-06',
    ],
    ['S-GEN-06', { attendance: undefined }, 'incomplete S-GEN-06'],
    ['S-CALL-14', { attendance: [{ ...THERE[0], mandate: false }, ...THERE.slice(1)] }, 'incomplete S-CALL-14'],
    ['S-CALL-14', { attendance: [THERE[0], { ...THERE[1], mandate: undefined }, THERE[2]] }, 'incomplete S-CALL-14'],
  ])(
    '[S-MEET-05] [S-MEET-06] [S-FUP-04] [S-MEET-13] [S-GEN-06] [S-CALL-14] by %s %j is remarked upon: %s',
    (_rule, content, remark) => {
      expect(StockholmPlan.at('mote-pagar').meets(held(content))).toEqual([remark]);
    },
  );

  it.each<[string, Content]>([
    ['they disagree', { agreements: undefined, disagreements: ['Var han ska bo'] }],
    [
      'a representative is there',
      { attendance: [...THERE.slice(0, 2), { relation: 'foretradare', name: 'G', attended: true }] },
    ],
    [
      'who did not come decides nothing',
      { attendance: [THERE[0], { ...THERE[1], attended: false, mandate: false }, THERE[2]] },
    ],
    [
      'a relative decides for nobody',
      { attendance: [...THERE, { relation: 'narstaende', name: 'Dottern', attended: true }] },
    ],
    [
      'it is not followed up, and why',
      {
        followUpOn: undefined,
        followUpForm: undefined,
        noFollowUpReason: 'Flyttar',
        assignmentPeriod: 'Till mars',
      },
    ],
    ['SIPkollen was not offered, as is said', { sipkollenOffered: false }],
  ])(
    '[S-MEET-05] [S-MEET-06] [S-MEET-13] [S-GEN-06] [S-CALL-14] [S-FUP-04] nothing is remarked when %s',
    (_what, content) => {
      expect(StockholmPlan.at('mote-pagar').meets(held(content))).toEqual([]);
    },
  );

  it('[S-FUP-04] the day of the follow-up comes out of the meeting, and is not asked for when that begins', () => {
    const plan = StockholmPlan.at('kallad');
    expect(plan.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING })).toEqual([]);
  });

  /** Little is told, and that vaguely. */
  const VAGUE: Content = {
    ...says('ja', 'mote'),
    attendance: [{ unit: city, name: 'Bella Ström', relation: 'socialtjanst', attended: true }],
    followUpOn: '2027-02-01',
  };

  it('[S-CON-07] [S-CON-08] [S-MEET-05] [S-MEET-06] [S-MEET-13] [S-GEN-06] [S-CALL-14] [S-FUP-04] [P-MEET-01] [P-MEET-02] is asked of the meeting of the plan when it is told, and of nothing else', () => {
    const silent = { leader: undefined, documentedBy: undefined };
    const asked = StockholmPlan.at('samtycke');
    asked.calls(silent);
    const all = [
      'S-CON-08',
      'S-CON-07',
      'S-MEET-05',
      'S-GEN-06',
      'S-CALL-14',
      'S-MEET-06',
      'S-MEET-13',
      'P-MEET-01',
      'P-MEET-02',
    ];
    expect(asked.meets({ event: 'genomfort', ...VAGUE })).toEqual(all.map((rule) => `incomplete ${rule}`));
    // Not anew of what is told of it later, with a day or without one.
    const [meeting] = asked.facts.meetings;
    for (const followUpOn of ['2027-02-01', undefined]) {
      expect(asked.meets(without({ event: 'genomfort', meeting: meeting?.id, ...VAGUE, followUpOn }))).toEqual([]);
    }
    for (const event of ['radrum', 'sipkollen', 'plan-skapad']) {
      for (const followUpOn of ['2027-02-01', undefined]) {
        expect([event, asked.meets(without({ event, ...VAGUE, followUpOn }))]).toEqual([event, []]);
      }
    }
    // Nor of one of the professionals alone, begun or held.
    for (const event of ['oppnat', 'genomfort']) {
      for (const followUpOn of ['2027-02-01', undefined]) {
        const among = StockholmPlan.at('samtycke');
        among.calls({ purpose: 'aktorsmote', ...silent });
        expect([event, among.meets(without({ event, ...VAGUE, followUpOn }))]).toEqual([event, []]);
      }
    }
    const off = StockholmPlan.at('samtycke');
    off.calls(silent);
    expect(off.meets({ event: 'installt', ...VAGUE })).toEqual([]);
    const begun = StockholmPlan.at('samtycke');
    begun.calls(silent);
    expect(begun.meets({ event: 'oppnat', ...VAGUE })).toEqual([
      'incomplete S-CON-08',
      'incomplete S-CON-07',
      'incomplete P-MEET-01',
    ]);
    expect(StockholmPlan.at('kallad').meets(HELD)).toEqual([]);
  });

  it('[S-CON-07] a no says neither to whom nor of what', () => {
    expect(StockholmPlan.at('kallad').meets(held(says('nej', 'mote')))).toEqual([]);
  });

  it('[S-MEET-18] without a follow-up there is a reason and a time for which the assignment holds', () => {
    const plan = StockholmPlan.at('mote-pagar');
    const none = held({ followUpOn: undefined, followUpForm: undefined, noFollowUpReason: 'Flyttar' });
    expect(plan.refused(centre, 'sip-mote', none)).toEqual(['missing-field S-MEET-18']);
    expect(plan.meets({ ...none, assignmentPeriod: 'Till mars' })).toEqual([]);
    expect(plan.owed('sip-uppfoljningsdatum')).toEqual([]);
  });

  it('[S-MEET-07] everybody who was there has a name, since each of them signs', () => {
    const plan = StockholmPlan.at('mote-pagar');
    const nameless = held({ attendance: [THERE[0], { ...THERE[1], name: undefined }, THERE[2]] });
    expect(plan.refused(centre, 'sip-mote', nameless)).toEqual(['missing-field S-MEET-07']);
    expect(plan.meets(held({ attendance: [...THERE, { relation: 'vard', attended: false }] }))).toEqual([]);
    // Of what is no word of who was there no names are asked.
    const { attendance } = nameless;
    expect(plan.meets({ event: 'sipkollen', sipkollenOffered: true, attendance })).toEqual([]);
  });

  it('[P-MEET-01] [P-MEET-02] who leads it and who writes the plan is said, in the call or when they meet', () => {
    const call = { leader: undefined, documentedBy: undefined };
    const plan = StockholmPlan.at('samtycke');
    plan.calls(call);
    expect(plan.meets(HELD)).toEqual(['incomplete P-MEET-01', 'incomplete P-MEET-02']);
    const chosen = StockholmPlan.at('samtycke');
    chosen.calls(call);
    expect(
      chosen.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING, leader: { name: 'Tolvan Tolvansson' } }),
    ).toEqual([]);
    expect(chosen.meets({ ...HELD, documentedBy: { name: 'Bella Ström' } })).toEqual([]);
    expect(chosen.facts.meetings[0]).toMatchObject({
      leader: { name: 'Tolvan Tolvansson' },
      documentedBy: { name: 'Bella Ström' },
    });
  });

  it('[S-MEET-05] what was said of a meeting is completed without being asked for again', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    const [meeting] = plan.facts.meetings;
    expect(plan.meets({ event: 'genomfort', meeting: meeting?.id, note: 'Kompletterat' })).toEqual([]);
    expect([plan.state, plan.facts.meetings[0]?.held?.note]).toEqual(['plan-ej-klar', 'Kompletterat']);
    // Also while another one is called, or under way.
    for (const state of ['kallad', 'mote-pagar', 'uppfoljning-kallad']) {
      const again = StockholmPlan.at('plan-ej-klar');
      const isFollowUp = state === 'uppfoljning-kallad';
      again.calls({ purpose: isFollowUp ? 'uppfoljning' : 'sip', existingPlan: isFollowUp });
      if (state === 'mote-pagar') again.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING });
      again.meets({ event: 'genomfort', meeting: again.facts.meetings[0]?.id, note: 'Kompletterat' });
      expect([again.state, again.facts.meetings[1]?.held]).toEqual([state, undefined]);
    }
    const signed = StockholmPlan.at('upprattad');
    signed.meets({ event: 'genomfort', meeting: signed.facts.meetings[0]?.id, note: 'Kompletterat' });
    expect(signed.state).toBe('upprattad');
    expect(signed.refused(centre, 'sip-mote', { event: 'oppnat' })).toEqual(['wrong-plan-state S-MEET-09']);
  });

  it('[S-MEET-17] whoever disagrees asks for time or for talks', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    const asked = { event: 'radrum', consultation: 'Var han ska bo' };
    expect(plan.refused(asih, 'sip-mote', asked)).toEqual(['unknown-plan']);
    expect(plan.reaches(city, 'sip-mote', asked)).toEqual(['centre']);
    expect([plan.state, plan.facts.meetings[0]?.held?.consultation]).toEqual(['plan-ej-klar', 'Var han ska bo']);
    expect(plan.refused(city, 'sip-mote', { event: 'sipkollen', sipkollenOffered: true })).toEqual([
      'not-coordinator S-FUP-06',
    ]);
    expect(plan.meets({ event: 'sipkollen', sipkollenOffered: true })).toEqual([]);
    // Also while they are called again.
    for (const purpose of ['sip', 'uppfoljning']) {
      const again = StockholmPlan.at('plan-ej-klar');
      again.calls({ purpose, existingPlan: purpose === 'uppfoljning' });
      const { state } = again;
      again.say(city, 'sip-mote', asked);
      expect([purpose, again.state]).toEqual([purpose, state]);
    }
  });

  it.each<[string, string, string]>([
    ['kallad', 'samtycke', 'S-CALL-03'],
    ['mote-pagar', 'samtycke', 'S-CALL-03'],
    ['uppfoljning-kallad', 'upprattad', 'S-FUP-06'],
  ])('[S-FUP-06] [S-CALL-03] [S-MEET-17] called off in %s it is %s again, and is called anew', (state, after) => {
    const plan = StockholmPlan.at(state);
    expect(plan.refused(city, 'sip-mote', { event: 'installt', reason: 'Sjuk' })).toEqual(['not-coordinator S-FUP-06']);
    plan.meets({ event: 'installt', reason: 'Sjuk' });
    expect(plan.state).toBe(after);
    expect(plan.owed('sip-forberedelse')).toEqual([]);
    expect(
      plan.calls(after === 'samtycke' ? {} : { purpose: 'uppfoljning' }, after === 'samtycke' ? undefined : {}),
    ).toEqual([]);
  });

  it('[S-MEET-09] [S-CON-01] a second meeting before everybody has signed leads back there, held or called off', () => {
    const once = StockholmPlan.at('kallad');
    once.meets(HELD);
    expect(once.state).toBe('plan-ej-klar');
    for (const state of ['kallad', 'mote-pagar']) {
      const plan = StockholmPlan.at('plan-ej-klar');
      plan.calls({ meetingAt: '2026-12-11T13:00:00+01:00' });
      if (state === 'mote-pagar') plan.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING });
      expect(plan.state).toBe(state);
      plan.meets({ event: 'installt' });
      expect(plan.state).toBe('plan-ej-klar');
    }
    const followed = StockholmPlan.at('plan-ej-klar');
    followed.calls({ purpose: 'uppfoljning' }, {});
    followed.meets({ event: 'installt' });
    expect(followed.state).toBe('plan-ej-klar');
  });
});

describe('what the plan holds', () => {
  const GOAL = { text: 'Jag vill gå till kyrkan före påsk', overallResponsible: 'region' };

  it('[S-CONTENT-01] [S-CONTENT-02] [S-CONTENT-03] [S-CONTENT-04] [S-CONTENT-05] [S-GEN-08] goals, what is done and by whom, also by others, and the follow-up', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    plan.say(centre, 'sip-huvudmal', GOAL);
    plan.say(city, 'sip-delmal', { heading: 'hemma', text: 'Jag går i trappan' });
    const subgoal = plan.last;
    const does = (unit: string, responsible: Content) =>
      plan.reaches(unit, 'sip-insats', { subgoal, text: 'Du får hjälp', shared: true, responsible });
    expect(does(city, { party: 'enhet', unit: city, name: 'Hemtjänsten' })).toEqual(['centre']);
    expect(does(centre, { party: 'enhet', unit: centre })).toEqual(['city']);
    expect(does(centre, { party: 'annan', name: 'Röda korset' })).toEqual(['city']);
    expect(plan.facts).toMatchObject({
      goals: [{ text: GOAL.text }],
      subgoals: [{ text: 'Jag går i trappan', owner: city }],
      interventions: [
        { responsible: { party: 'enhet', unit: city } },
        { responsible: { party: 'enhet', unit: centre } },
        { responsible: { party: 'annan', name: 'Röda korset' } },
      ],
      followUpOn: '2027-01-15',
    });
  });

  it('[S-CONTENT-03] what nobody answers for is refused', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    plan.say(centre, 'sip-huvudmal', GOAL);
    plan.say(centre, 'sip-delmal', { heading: 'hemma', text: 'Jag går i trappan' });
    const nobody = { subgoal: plan.last, text: 'Du får hjälp', shared: true };
    expect(plan.refused(city, 'sip-insats', nobody)).toEqual(['missing-field S-CONTENT-03']);
  });

  it('[P-CONTENT-04] it is said which principal answers for the plan, once', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    expect(plan.remarks(centre, 'sip-huvudmal', { text: 'Jag vill gå ut' })).toEqual(['incomplete P-CONTENT-04']);
    const goal = plan.last;
    expect(plan.remarks(centre, 'sip-huvudmal', { ...GOAL, goal })).toEqual([]);
    expect(plan.remarks(centre, 'sip-huvudmal', { text: 'Jag vill gå ut', goal })).toEqual([]);
  });

  it('[S-MEET-14] abbreviations and terms are remarked upon, and other wording is not', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    expect(plan.remarks(centre, 'sip-huvudmal', { ...GOAL, text: 'ADL och KVÅ' })).toEqual([
      'wording-jargon S-MEET-14',
    ]);
    expect(plan.remarks(centre, 'sip-delmal', { heading: 'hemma', text: 'Hemtjänst x3' })).toEqual([]);
  });

  it.each(['mote-pagar', 'plan-ej-klar', 'upprattad', 'uppfoljning-kallad'])(
    '[S-GEN-03] [S-FUP-01] in %s the care contact writes the goal, everybody what they do, and nobody else anything',
    (state) => {
      const plan = StockholmPlan.at(state);
      expect(plan.refused(city, 'sip-huvudmal', GOAL)).toEqual(['not-coordinator S-GEN-03']);
      plan.say(centre, 'sip-huvudmal', GOAL);
      for (const unit of [city, centre]) plan.say(unit, 'sip-delmal', { heading: 'hemma', text: 'Jag går ut' });
      expect(plan.refused(otherCentre, 'sip-delmal', { heading: 'hemma', text: 'x' })).toEqual(['unknown-plan']);
      const does = { subgoal: plan.last, text: 'Du får hjälp', shared: true, responsible: { party: 'enhet' } };
      for (const unit of [city, centre]) plan.say(unit, 'sip-insats', does);
      expect([plan.state, plan.facts.interventions.length]).toEqual([state, 2]);
    },
  );

  it.each(['behov', 'samtycke', 'kallad'])(
    '[S-MEET-09] [S-GEN-03] before the meeting, in %s, nothing of it is written',
    (state) => {
      const plan = StockholmPlan.at(state);
      expect(plan.refused(centre, 'sip-huvudmal', GOAL)).toEqual(['wrong-plan-state S-MEET-09']);
      expect(plan.refused(centre, 'sip-delgivning', SIGNED)).toEqual(['wrong-plan-state S-MEET-09']);
    },
  );
});

function consentsIn(content: Content): readonly unknown[] {
  const { consents } = content;
  return Array.isArray(consents) ? consents : [];
}

describe('what is told of a meeting on the way', () => {
  /** A second first meeting that has begun, and a follow-up that is called. */
  const reachedAgain = () => {
    const again = StockholmPlan.at('plan-ej-klar');
    again.calls({ meetingAt: '2027-01-10T13:00:00+01:00' });
    again.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING });
    return [again, StockholmPlan.at('uppfoljning-kallad')];
  };

  it.each([
    ['mote-pagar', 0],
    ['uppfoljning-kallad', 1],
  ] as const)(
    '[S-FUP-06] [S-GEN-03] [S-MEET-07] [S-MEET-09] [S-MEET-17] leaves a plan in %s where it is',
    (state, at) => {
      for (const content of [
        { event: 'radrum', consultation: 'Boendet' },
        { event: 'radrum', planReady: false },
      ]) {
        const plan = reachedAgain()[at];
        expect(plan?.state).toBe(state);
        plan?.say(centre, 'sip-mote', content);
        expect(plan?.state).toBe(state);
      }
    },
  );

  it('[S-MEET-07] [S-MEET-09] [S-MEET-17] a follow-up that is called off leaves the plan in force, whatever is said of it', () => {
    const plan = StockholmPlan.at('uppfoljning-kallad');
    plan.say(centre, 'sip-mote', { event: 'installt', planReady: false });
    expect(plan.state).toBe('upprattad');
  });
});
