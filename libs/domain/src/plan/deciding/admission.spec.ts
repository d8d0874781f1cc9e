import { describe, expect, it } from '@jest/globals';

import { TOLVAN, told, unitsOf, UNITS } from '../../../../../test/support/domain.js';
import { fixtureProfile, PLAN_RULES } from '../../../../../test/support/plan-rules.js';
import {
  COORDINATOR,
  PARTY,
  planAt,
  PlanWorld,
  STATES_ON_THE_WAY,
  YES,
} from '../../../../../test/support/plan-world.js';

const CALL = { purpose: 'sip', setting: 'utan-vardtillfalle', agenda: ['Hemma'] };
const OTHER = { ...TOLVAN, id: '191010101010' };

describe('the way of a plan', () => {
  it.each(STATES_ON_THE_WAY)('leads to %s', (state) => {
    expect(planAt(state).facts.state).toBe(state);
  });

  it('tells in the answer which plan it is and where it stands', () => {
    const world = new PlanWorld();
    const { answer, message } = world.say(PARTY.coordinator, 'sip-underlag', { raisedBy: 'personal' });
    expect(answer.plan).toEqual({ id: world.plan.id, state: 'underlag' });
    expect(message).toMatchObject({ plan: world.plan.id, patient: { id: TOLVAN.id } });
    expect(world.plan).toMatchObject({ version: 1, patient: TOLVAN });
  });

  it('[N-CLOSE-08] a plan that was closed is not opened again, and never in the way of a new one', () => {
    const world = planAt('pagaende');
    const closed = world.plan.id;
    world.say(PARTY.coordinator, 'sip-avslut', { comment: 'Klart', reason: 'inget-behov' });
    expect(told(world.refusal(PARTY.coordinator, 'sip-underlag', {}))).toEqual(['wrong-plan-state N-GEN-09']);
    world.say(PARTY.social, 'sip-underlag', { raisedBy: 'patient' }, { plan: undefined, patient: TOLVAN });
    expect(world.plans.size).toBe(2);
    expect(world.plan.id).not.toBe(closed);
    expect(world.coordinator).toBe(PARTY.social);
  });
});

describe('which plan a message is about', () => {
  it('[N-CALL-10] finds the open plan of its person by itself, for who takes part', () => {
    const world = planAt('huvudmal-klart');
    world.say(PARTY.social, 'sip-delmal', { heading: 'boende', text: 'Jag går' }, { plan: undefined, patient: TOLVAN });
    expect(world.facts.subgoals).toHaveLength(1);
  });

  it('[N-CALL-10] a first call is refused where a plan is open, without a word of which', () => {
    const world = planAt('pagaende');
    const [refused] = world.refusal(PARTY.coordinator, 'sip-kallelse', CALL, { recipients: [PARTY.social] });
    expect(told([refused!])).toEqual(['plan-exists N-CALL-10']);
    const unnamed = { plan: undefined, patient: TOLVAN };
    const [second] = world.refusal(PARTY.outside, 'sip-initiativ', { raisedBy: 'personal' }, unnamed);
    expect(told([second!])).toEqual(['plan-exists N-CALL-10']);
    expect(JSON.stringify(second)).not.toContain(world.plan.id);
  });

  it('[N-GEN-09] the first call of a plan that comes too early is no second plan', () => {
    const world = planAt('underlag');
    const reasons = told(world.refusal(PARTY.coordinator, 'sip-kallelse', CALL, { recipients: [PARTY.social] }));
    expect(reasons.map((one) => one.split(' ')[0])).toContain('wrong-plan-state');
    expect(reasons).not.toContain('plan-exists N-CALL-10');
  });

  it('is told in the words of what is not there to who takes no part', () => {
    const world = planAt('pagaende');
    const named = world.refusal(PARTY.outside, 'sip-delmal', { heading: 'boende', text: 'Jag går' });
    const nowhere = world.refusal(
      PARTY.outside,
      'sip-delmal',
      { heading: 'boende', text: 'Jag går' },
      {
        plan: '00000000-0000-4000-8000-999999999999',
      },
    );
    expect(named).toEqual(nowhere);
    expect(told(named)).toEqual(['unknown-plan']);
  });

  it('of a kind that also belongs to stays is decided as if there were no plan for who takes no part', () => {
    const consent = [PARTY.outside, 'samtycke', { scope: ['sip'] }, { plan: undefined, patient: TOLVAN }] as const;
    expect(planAt('pagaende').refusal(...consent)).toEqual(new PlanWorld().refusal(...consent));
  });

  it('is refused where plan and person do not belong together', () => {
    const world = planAt('pagaende');
    expect(told(world.refusal(PARTY.coordinator, 'sip-avslut', { comment: 'Klart' }, { patient: OTHER }))).toContain(
      'patient-mismatch',
    );
  });

  it('one that begins a plan says whose it is', () => {
    const world = new PlanWorld();
    expect(told(world.refusal(PARTY.coordinator, 'sip-underlag', {}, { patient: undefined }))).toContain(
      'missing-field G-ADM-05',
    );
  });

  it('a region without plans knows no such messages', () => {
    const { plan, ...profile } = fixtureProfile();
    expect(plan).toBeDefined();
    expect(told(new PlanWorld({ profile }).refusal(PARTY.coordinator, 'sip-underlag', {}))).toEqual(['unknown-kind']);
  });
});

describe('whom it reaches', () => {
  it('[N-CALL-01] [N-CALL-07] [N-PART-03] a first call reaches those it names and makes them take part, the others by post', () => {
    const world = planAt('kartlagd');
    const plan = world.say(
      PARTY.coordinator,
      'sip-kallelse',
      {
        ...CALL,
        participants: [
          { relation: 'den-enskilde' },
          { relation: 'narstaende', name: 'Tolva Tolvansson' },
          { relation: 'vard', unit: PARTY.homeCare, professions: ['arbetsterapeut'] },
        ],
      },
      { recipients: [PARTY.social] },
    );
    expect(unitsOf(plan).filter((unit) => unit !== PARTY.social)).toEqual([PARTY.homeCare, PARTY.homeCare]);
    expect(world.facts.meetings[0]?.called).toEqual([
      { unit: PARTY.social, relation: 'socialtjanst', channel: 'system' },
      { relation: 'den-enskilde', channel: 'post' },
      { relation: 'narstaende', name: 'Tolva Tolvansson', channel: 'post' },
      { unit: PARTY.homeCare, relation: 'vard', channel: 'system', professions: ['arbetsterapeut'] },
    ]);
    expect(world.facts.participants).toHaveLength(4);
  });

  it('[N-CALL-13] [N-MAP-04] the first call brings the kartläggning along', () => {
    const world = planAt('kartlagd');
    const mapped = world.last;
    const plan = world.say(PARTY.coordinator, 'sip-kallelse', CALL, { recipients: [PARTY.social] });
    expect(plan.deliveries.map(({ unit, message }) => [unit, message])).toEqual([
      [PARTY.social, undefined],
      [PARTY.social, mapped],
    ]);
  });

  it('[N-CALL-11] [N-CALL-15] [N-FUP-01] a follow-up calls all who take part now, on paper who has no inbox', () => {
    const world = planAt('pagaende');
    const relative = { relation: 'narstaende', name: 'Tolva Tolvansson' };
    world.say(PARTY.coordinator, 'sip-deltagare', { event: 'tillagd', participant: relative });
    world.say(PARTY.coordinator, 'sip-deltagare', {
      event: 'borttagen',
      participant: { relation: 'vard', unit: PARTY.homeCare },
    });
    const plan = world.say(PARTY.coordinator, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' });
    expect(unitsOf(plan)).toEqual([PARTY.social]);
    expect(world.facts.meetings.at(-1)?.called.map(({ channel }) => channel)).toEqual(['system', 'post']);
  });

  it('[N-PART-01] who was removed gets nothing more, and knows the plan no longer', () => {
    const world = planAt('pagaende');
    world.say(PARTY.coordinator, 'sip-deltagare', {
      event: 'borttagen',
      participant: { relation: 'vard', unit: PARTY.homeCare },
    });
    const plan = world.say(PARTY.coordinator, 'sip-huvudmal', {
      goal: world.facts.goals[0]!.id,
      text: 'Jag bor hemma',
    });
    expect(unitsOf(plan)).toEqual([PARTY.social]);
    expect(told(world.refusal(PARTY.homeCare, 'sip-delmal', { heading: 'boende', text: 'x' }))).toEqual([
      'unknown-plan',
    ]);
    expect(world.facts.participants.map(({ removedAt }) => removedAt === undefined)).toEqual([true, false]);
  });

  it('[N-CALL-03] [N-CALL-04] a first call names somebody, and whom the directory knows', () => {
    const world = planAt('kartlagd');
    expect(told(world.refusal(PARTY.coordinator, 'sip-kallelse', CALL))).toEqual(['missing-field N-CALL-03']);
    const unknown = { participants: [{ relation: 'vard', unit: 'SE2321000016-NOWHERE' }] };
    expect(told(world.refusal(PARTY.coordinator, 'sip-kallelse', { ...CALL, ...unknown }))).toContain(
      'unknown-unit N-CALL-04',
    );
  });

  it('[N-INT-03] [N-INT-05] what is saved and not shared reaches nobody, and is unknown to others', () => {
    const world = planAt('pagaende');
    const subgoal = world.facts.subgoals[0]!.id;
    const saved = world.say(PARTY.homeCare, 'sip-insats', { subgoal, text: 'Du får träna', shared: false });
    expect(saved.deliveries).toEqual([]);
    const intervention = world.last;
    const comment = { event: 'kommentar', intervention, comment: 'Bra' };
    expect(told(world.refusal(PARTY.social, 'sip-uppfoljning', comment))).toEqual(['unknown-object']);
    expect(world.say(PARTY.homeCare, 'sip-uppfoljning', comment).deliveries).toEqual([]);
    const shared = { intervention, subgoal, text: 'Du får träna', shared: true };
    expect(unitsOf(world.say(PARTY.homeCare, 'sip-insats', shared))).toEqual([UNITS.social, UNITS.openCare].sort());
    expect(told(world.refusal(PARTY.homeCare, 'sip-insats', { ...shared, shared: false }))).toEqual([
      'wrong-plan-state N-GEN-09',
    ]);
  });
});

describe('consent', () => {
  it('[N-CON-02] [N-CON-04] comes before any call, also to a meeting of the parties alone', () => {
    const world = planAt('underlag');
    const aside = { ...CALL, purpose: 'aktorsmote' };
    expect(told(world.refusal(PARTY.coordinator, 'sip-kallelse', aside, { recipients: [PARTY.social] }))).toEqual([
      'consent-required N-CON-02',
    ]);
  });

  it('a no leads to the end that the region has for it', () => {
    const world = planAt('underlag');
    world.say(PARTY.coordinator, 'sip-underlag', { consents: [{ about: 'plan', answer: 'nej' }] });
    expect(world.facts.state).toBe('avbojd');
    expect(told(world.refusal(PARTY.coordinator, 'sip-kallelse', CALL, { recipients: [PARTY.social] }))).toContain(
      'consent-required N-CON-02',
    );
  });

  it.each([
    ['samtycke-aterkallat', {}],
    ['sip-underlag', { consents: [{ about: 'plan', answer: 'nej' }] }],
  ] as const)('[N-CON-03] [N-CLOSE-14] taken back by %s it closes the plan by itself', (kind, content) => {
    const world = planAt('pagaende');
    world.say(PARTY.coordinator, kind, content);
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke', unit: PARTY.coordinator } });
    const answers = world.facts.consents.filter(({ about }) => about === 'plan');
    expect(answers.map(({ answer, withdrawnAt }) => [answer, withdrawnAt])).toEqual([
      ['ja', answers[1]?.at],
      ['nej', undefined],
    ]);
  });

  it('[N-CON-01] taken back for the telling alone, the plan goes on and nothing more is told to others', () => {
    const world = planAt('pagaende');
    const back = world.say(PARTY.social, 'samtycke-aterkallat', { scope: ['informationsoverforing'] });
    expect(unitsOf(back)).toEqual([UNITS.homeCare, UNITS.openCare].sort());
    expect(world.facts.state).toBe('pagaende');
    const plan = world.say(PARTY.social, 'sip-delmal', { heading: 'boende', text: 'Jag går' });
    expect(plan.deliveries).toEqual([]);
    expect(told(plan.answer.warnings)).toContain('consent-missing N-CON-01');
  });

  it('[S-CON-06] nobody outside its scope is called, and who takes part outside it is left out', () => {
    const world = planAt('kartlagd');
    const actors = [PARTY.coordinator, PARTY.social];
    const consents = [{ about: 'plan', answer: 'ja', actors }];
    expect(
      told(
        world.refusal(
          PARTY.coordinator,
          'sip-kallelse',
          { ...CALL, consents },
          { recipients: [PARTY.social, PARTY.homeCare] },
        ),
      ),
    ).toEqual(['consent-not-covering N-CON-01']);
    const later = planAt('pagaende');
    later.say(PARTY.coordinator, 'samtycke', { scope: ['plan'], actors });
    const plan = later.say(PARTY.coordinator, 'sip-utvardering', { score: '1' });
    expect(unitsOf(plan)).toEqual([PARTY.social]);
    expect(told(plan.answer.warnings)).toEqual(['consent-missing N-CON-01']);
  });

  it('[S-CON-04] an assessment of harm stands in place of an answer where the region takes it', () => {
    const consents = [{ about: 'plan', answer: 'kan-inte', harmAssessed: true }];
    const open = { recipients: [PARTY.social] };
    expect(planAt('kartlagd').allows(PARTY.coordinator, 'sip-kallelse', { ...CALL, consents }, open)).toBe(false);
    const profile = fixtureProfile({ consent: { ...PLAN_RULES.consent, harmRule: 'S-CON-04' } });
    const world = planAt('kartlagd', { profile });
    expect(world.allows(PARTY.coordinator, 'sip-kallelse', { ...CALL, consents }, open)).toBe(true);
    const [refused] = world.refusal(
      PARTY.coordinator,
      'sip-kallelse',
      { ...CALL, consents: [{ about: 'plan', answer: 'kan-inte' }] },
      open,
    );
    expect(told([refused!])).toEqual(['consent-required S-CON-04']);
  });

  it('[S-CON-05] what is asked anew at the meeting and was not is remarked', () => {
    const profile = fixtureProfile({ consent: { ...PLAN_RULES.consent, toMeet: ['mote'] } });
    const world = planAt('kallad', { profile });
    const held = { event: 'genomfort' };
    const without = world.message(PARTY.coordinator, 'sip-mote', held);
    const decision = world.decide(without, new Date(world.now).toISOString());
    expect(decision.kind === 'accepted' && told(decision.plan.answer.warnings)).toEqual(['incomplete N-CON-02']);
    const asked = world.say(PARTY.coordinator, 'sip-mote', { ...held, consents: YES });
    expect(asked.answer.warnings).toEqual([]);
  });

  it('[N-CALL-13] who was called learns that the meeting is off, also when nothing else may be told any more', () => {
    const world = planAt('kallad');
    world.say(PARTY.social, 'samtycke-aterkallat', { scope: ['informationsoverforing'] });
    const off = world.say(PARTY.coordinator, 'sip-mote', { event: 'installt' });
    expect(unitsOf(off)).toContain(PARTY.social);
  });

  it('a record that repeats an old yes does not undo a no', () => {
    const world = planAt('pagaende');
    world.say(PARTY.social, 'samtycke-aterkallat', { scope: ['informationsoverforing'] });
    world.say(
      PARTY.social,
      'sip-delmal',
      { heading: 'boende', text: 'Jag går' },
      {
        consent: { given: true, scope: ['informationsoverforing'], recordedAt: '2026-11-20T08:00:00+01:00' },
      },
    );
    expect(world.say(PARTY.coordinator, 'sip-utvardering', { score: '1' }).deliveries).toEqual([]);
  });
});

describe('consent that is said again', () => {
  it('[S-CON-06] stays with the units that it named, and after a no begins anew', () => {
    const world = planAt('pagaende');
    const actors = [PARTY.coordinator, PARTY.social];
    const yes = { given: true, scope: ['informationsoverforing'] };
    world.say(PARTY.coordinator, 'sip-utvardering', { score: '1' }, { consent: { ...yes, actors } });
    expect(unitsOf(world.say(PARTY.coordinator, 'sip-utvardering', { score: '1' }, { consent: yes }))).toEqual([
      PARTY.social,
    ]);
    world.say(PARTY.social, 'samtycke-aterkallat', { scope: yes.scope });
    const anew = world.say(PARTY.coordinator, 'sip-utvardering', { score: '1' }, { consent: yes });
    expect(unitsOf(anew)).toEqual([PARTY.homeCare, PARTY.social].sort());
  });

  it('[N-CON-03] by a clock that runs ahead outlives no withdrawal', () => {
    const world = planAt('pagaende');
    const scope = ['informationsoverforing'];
    const ahead = { given: true, scope, recordedAt: '2027-11-23T08:00:00+01:00' };
    world.say(PARTY.coordinator, 'sip-utvardering', { score: '1' }, { consent: ahead });
    world.say(PARTY.social, 'samtycke-aterkallat', { scope });
    expect(world.say(PARTY.coordinator, 'sip-utvardering', { score: '1' }).deliveries).toEqual([]);
  });
});

describe('a meeting of the parties alone', () => {
  const world = planAt('kartlagd');
  const aside = { purpose: 'aktorsmote', setting: 'utan-vardtillfalle', regards: 'planering' };
  world.say(PARTY.coordinator, 'sip-kallelse', aside, { recipients: [PARTY.social] });

  it('[N-ACTOR-08] leaves the plan where it is, makes nobody take part and counts as no SIP', () => {
    expect(world.facts).toMatchObject({ state: 'kartlagd', participants: [], meetings: [{ purpose: 'aktorsmote' }] });
    expect(world.allows(PARTY.coordinator, 'sip-kallelse', CALL, { recipients: [PARTY.social] })).toBe(true);
    world.say(PARTY.coordinator, 'sip-mote', { event: 'genomfort', note: 'Vem som gör vad' });
    expect(world.facts).toMatchObject({ state: 'kartlagd', meetings: [{ held: { note: 'Vem som gör vad' } }] });
    expect(told(world.refusal(PARTY.coordinator, 'sip-mote', { event: 'plan-skapad' }))).not.toEqual([]);
    const named = { event: 'plan-skapad', meeting: world.facts.meetings[0]!.id };
    expect(told(world.refusal(PARTY.coordinator, 'sip-mote', named))).toEqual(['wrong-plan-state N-ACTOR-10']);
  });

  it.each(['den-enskilde', 'narstaende', 'foretradare'])('[N-ACTOR-10] is one without %s', (relation) => {
    const participants = [{ relation, name: 'Tolva Tolvansson' }];
    const refused = world.refusal(
      PARTY.coordinator,
      'sip-kallelse',
      { ...aside, participants },
      { recipients: [PARTY.social] },
    );
    expect(told(refused)).toEqual(['contradiction N-ACTOR-10']);
  });

  it('[N-ACTOR-09] without names calls the units that take part', () => {
    const later = planAt('pagaende');
    later.say(PARTY.coordinator, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'den-enskilde' } });
    const plan = later.say(PARTY.social, 'sip-kallelse', aside);
    expect(unitsOf(plan)).toEqual([PARTY.homeCare, PARTY.coordinator].sort());
    expect(later.facts.meetings.at(-1)?.called).toHaveLength(2);
  });
});

describe('what a message names', () => {
  const world = planAt('pagaende');
  const subgoal = world.facts.subgoals[0]!.id;

  it('is found by the hub’s id of the message that told of it, and by the sender’s own', () => {
    const own = { heading: 'boende', text: 'Jag lagar mat' };
    world.say(PARTY.homeCare, 'sip-delmal', own, { messageId: 'mitt-delmal' });
    const changed = { ...own, subgoal: 'mitt-delmal', text: 'Jag lagar mat varje dag' };
    expect(world.say(PARTY.homeCare, 'sip-delmal', changed).plans?.[0]?.facts.subgoals).toHaveLength(2);
    expect(
      told(world.refusal(PARTY.social, 'sip-insats', { subgoal: 'mitt-delmal', text: 'x', shared: true })),
    ).toEqual(['unknown-object']);
  });

  it('[N-MAP-06] [N-SUB-04] [N-EVAL-07] [N-CLOSE-07] codes are those of the region', () => {
    const heading = { heading: 'fotboll', text: 'Jag spelar' };
    expect(told(world.refusal(PARTY.social, 'sip-delmal', heading))).toEqual(['unknown-code N-MAP-06']);
    expect(told(world.refusal(PARTY.coordinator, 'sip-utvardering', { score: '7' }))).toEqual([
      'unknown-code N-EVAL-07',
    ]);
    expect(told(world.refusal(PARTY.coordinator, 'sip-avslut', { reason: 'trott', comment: 'x' }))).toEqual([
      'unknown-code N-CLOSE-07',
    ]);
  });

  it('[N-CLOSE-02] a sub-goal under which others work is not closed, nor does another sub-goal stand in the way', () => {
    const other = planAt('pagaende');
    const own = other.facts.subgoals[0]!.id;
    other.say(PARTY.homeCare, 'sip-delmal', { heading: 'boende', text: 'Jag lagar mat' });
    const theirs = other.last;
    other.say(PARTY.homeCare, 'sip-insats', { subgoal: theirs, text: 'Du får stöd', shared: true });
    expect(other.allows(PARTY.social, 'sip-delmal-avslut', { subgoal: own })).toBe(true);
    other.say(PARTY.homeCare, 'sip-insats', { subgoal: own, text: 'Du får stöd', shared: true });
    expect(told(other.refusal(PARTY.social, 'sip-delmal-avslut', { subgoal: own }))).toEqual([
      'others-ongoing N-CLOSE-02',
    ]);
    other.say(PARTY.homeCare, 'sip-insats-avslut', { intervention: other.last });
    expect(other.allows(PARTY.social, 'sip-delmal-avslut', { subgoal: own })).toBe(true);
  });

  it('[N-CLOSE-05] what is closed shows who closed it and takes in nothing more', () => {
    const other = planAt('pagaende');
    const intervention = other.facts.interventions[0]!.id;
    other.say(PARTY.social, 'sip-insats-avslut', { intervention, reason: 'utford', comment: 'Klart' });
    expect(other.facts.interventions[0]).toMatchObject({
      state: 'avslutad',
      closed: { unit: PARTY.social, reason: 'utford', comment: 'Klart' },
    });
    other.say(PARTY.social, 'sip-delmal-avslut', { subgoal: other.facts.subgoals[0]!.id });
    const under = { subgoal: other.facts.subgoals[0]!.id, text: 'Du får hjälp', shared: true };
    expect(told(other.refusal(PARTY.social, 'sip-insats', under))).toEqual(['wrong-plan-state N-GEN-09']);
    other.say(PARTY.administrator, 'sip-ateroppnande', { intervention, reason: 'fel insats' });
    expect(other.facts.interventions[0]).toMatchObject({ state: 'utdelad', shared: true });
    expect(other.facts.interventions[0]?.closed).toBeUndefined();
  });

  it('every reason is told at once', () => {
    const reasons = told(
      world.refusal(PARTY.social, 'sip-utvardering', { subgoal: 'okänt', score: '7' }, { patient: OTHER }),
    );
    expect(reasons).toEqual([
      'patient-mismatch',
      'not-coordinator N-EVAL-05',
      'unknown-object',
      'unknown-code N-EVAL-07',
    ]);
    expect(subgoal).toBe(world.facts.subgoals[0]?.id);
  });
});

describe('a protected person', () => {
  it('[L-PROT-01] has no address in what is told of the plan, also where the message does not repeat the protection', () => {
    const patient = { ...TOLVAN, protected: true, address: { line: ['Gatan 1'] } };
    const world = planAt('huvudmal-klart', { patient });
    const again = { ...TOLVAN, protected: false, address: { line: ['Gatan 2'] } };
    const plan = world.say(PARTY.social, 'sip-delmal', { heading: 'boende', text: 'Jag går' }, { patient: again });
    expect(plan.message.patient).toMatchObject({ protected: true });
    expect(plan.message.patient?.address).toBeUndefined();
  });
});

describe('where the care contact coordinates', () => {
  const profile = fixtureProfile({ coordinator: { ...PLAN_RULES.coordinator, first: 'care-contact' } });

  it('[S-GEN-03] whoever tells of a need coordinates nothing; the unit of the care contact does, and follows who that is', () => {
    const world = new PlanWorld({ profile });
    world.say(UNITS.ward, 'sip-initiativ', { raisedBy: 'personal' }, { recipients: [PARTY.coordinator] });
    expect(world.coordinator).toBeUndefined();
    world.say(PARTY.coordinator, 'sip-underlag', { careContact: COORDINATOR });
    expect(world.coordinator).toBe(PARTY.coordinator);
    world.say(PARTY.coordinator, 'fast-vardkontakt', { name: 'Sven Vårdsson', unit: PARTY.homeCare });
    expect(world.coordinator).toBe(PARTY.homeCare);
    expect(world.facts.coordinators.map(({ name }) => name)).toEqual([COORDINATOR.name, 'Sven Vårdsson']);
  });
});
