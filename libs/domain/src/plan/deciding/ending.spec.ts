import { beforeEach, describe, expect, it } from '@jest/globals';

import { regionOf } from '../../admission/admission.js';
import type { AdmissionDecision } from '../../admission/admission-plan.js';
import type { Content, Message, MessageKind } from '../../message.js';
import { demoDirectory, notice, told, TOLVAN, UNITS } from '../../../../../test/support/domain.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import { PARTY, planAt, PlanWorld, YES } from '../../../../../test/support/plan-world.js';

/** Who ends a plan by telling of a death or of a consent that is taken back, and what everybody else hears of that. */

const DIED = { diedOn: '2026-11-22', source: 'manuell' };
const FROM_REGISTER = { ...DIED, source: 'folkbokforing' };
const BY_PERSON: Partial<Message> = { plan: undefined, patient: TOLVAN };
const OPERATIONS = demoDirectory().operationsUnits.get('gavleborg')!;
const BOTH: readonly (readonly [MessageKind, Content])[] = [
  ['avliden', DIED],
  ['samtycke-aterkallat', { scope: ['sip'] }],
];

/** What is said, with nothing of the world that it came from. */
function answerOf(decision: AdmissionDecision): string {
  const said = decision.kind === 'refused' ? decision.reasons : decision.plan.answer;
  return JSON.stringify(said).replaceAll(/00000000-0000-4000-8000-\d{12}/g, 'id');
}

/** Admits the person to the ward; what the ward then says of that stay. */
function admit(world: PlanWorld): Partial<Message> {
  world.say(UNITS.ward, 'inskrivningsmeddelande', notice().content, { ...notice(), plan: undefined });
  return { plan: undefined, patient: TOLVAN, episodeId: notice().episodeId };
}

const asked = (world: PlanWorld, ...said: Parameters<PlanWorld['message']>) =>
  world.decide(world.message(...said), new Date(world.now).toISOString());

describe('a death that is told by hand', () => {
  it.each(['coordinator', 'social', 'administrator'] as const)(
    '[N-CLOSE-11] [G-CLOSE-02] closes the plan when the %s tells it, and tells all who take part',
    (who) => {
      const world = planAt('pagaende');
      const { deliveries, answer } = world.say(PARTY[who], 'avliden', DIED, BY_PERSON);
      expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' }, death: DIED });
      const units = [PARTY.coordinator, PARTY.social, PARTY.homeCare].filter((unit) => unit !== PARTY[who]);
      expect(deliveries.map(({ unit }) => unit).sort()).toEqual(units.sort());
      expect(answer.plan).toEqual({ id: world.plan.id, state: 'avslutad' });
    },
  );

  it('[N-CLOSE-11] [N-COORD-10] closes it when the unit of the care contact tells it', () => {
    const world = planAt('pagaende');
    const careContact = { name: 'Sven Vårdsson', unit: PARTY.outside };
    world.say(PARTY.coordinator, 'sip-underlag', { careContact });
    world.say(PARTY.outside, 'avliden', DIED, BY_PERSON);
    expect(world.facts.state).toBe('avslutad');
  });

  it('[N-CLOSE-11] [N-GEN-03] closes it when the unit that saw the need tells it, until that has left the plan', () => {
    const profile = fixtureProfile({ coordinator: { ...fixtureProfile().plan!.coordinator, first: 'care-contact' } });
    const world = new PlanWorld({ profile });
    world.say(PARTY.social, 'sip-initiativ', { raisedBy: 'patient' });
    expect(world.facts).toMatchObject({ coordinators: [], participants: [] });
    world.say(PARTY.social, 'avliden', DIED, BY_PERSON);
    expect(world.facts.state).toBe('avslutad');
    const left = new ToldPlan(profile);
    left.tell('sip-initiativ', { raisedBy: 'patient' }, { unit: PARTY.social, state: 'behov' });
    for (const event of ['tillagd', 'borttagen']) {
      left.tell('sip-deltagare', { event, participant: { relation: 'socialtjanst', unit: PARTY.social } });
    }
    const without = new PlanWorld({ profile });
    without.plans.set('plan-1', left.plan);
    expect(told(without.refusal(PARTY.social, 'avliden', DIED, { plan: 'plan-1' }))).toEqual(['unknown-plan']);
  });

  it('[N-CLOSE-13] is a notice where the unit was only called to a meeting of the parties', () => {
    const world = planAt('pagaende');
    const aside = { purpose: 'aktorsmote', setting: 'utan-vardtillfalle', regards: 'planering' };
    world.say(PARTY.coordinator, 'sip-kallelse', aside, { recipients: [PARTY.outside] });
    world.say(PARTY.outside, 'avliden', DIED, BY_PERSON);
    expect(world.facts).toMatchObject({ state: 'avliden-aviserad', death: DIED });
    expect(world.facts.closed).toBeUndefined();
  });

  it('closes at once what was only noticed before', () => {
    const world = planAt('pagaende');
    world.say(OPERATIONS, 'avliden', FROM_REGISTER);
    world.say(PARTY.homeCare, 'avliden', DIED);
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' } });
  });

  it('is refused with the reasons of the plan where no plan can take it', () => {
    const world = planAt('pagaende');
    const other = { ...TOLVAN, id: '194203159803' };
    expect(told(world.refusal(PARTY.social, 'avliden', DIED, { patient: other }))).toEqual(['patient-mismatch']);
  });
});

describe('a death or a withdrawal that a stay tells of', () => {
  let world: PlanWorld;
  let ofStay: Partial<Message>;

  beforeEach(() => {
    const duties = { 'sip-avliden': { rule: 'N-CLOSE-15', due: { hours: 24 } } };
    world = planAt('pagaende', { profile: fixtureProfile({ duties }) });
    ofStay = admit(world);
  });

  const joinStay = () => {
    const [stay] = world.episodes.keys();
    world.plans.set(world.plan.id, { ...world.plan, episode: stay });
  };

  it('[N-CLOSE-13] [N-CLOSE-15] a death is for a plan in which the unit takes no part a notice to who coordinates', () => {
    const { answer, deliveries } = world.say(UNITS.ward, 'avliden', DIED, ofStay);
    expect(world.facts).toMatchObject({ state: 'avliden-aviserad', death: DIED });
    const owed = world.deadlines.filter(({ kind, state }) => kind === 'sip-avliden' && state === 'open');
    expect(owed.map(({ responsible }) => responsible)).toEqual([PARTY.coordinator]);
    expect(deliveries.map(({ unit }) => unit)).toContain(PARTY.coordinator);
    expect(answer).not.toHaveProperty('plan');
    world.say(PARTY.coordinator, 'sip-avslut', { reason: 'malen-nadda', comment: 'Avliden' });
    expect(world.facts.closed?.how).toBe('for-hand');
    expect(owed.map(({ state }) => state)).toEqual(['met']);
  });

  it('[N-CLOSE-11] [G-CLOSE-02] a death closes the plan that is beside this very stay', () => {
    joinStay();
    world.say(UNITS.ward, 'avliden', DIED, ofStay);
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' } });
  });

  it('[N-CLOSE-11] a death closes the plan when a party of the stay tells it that takes part in the plan', () => {
    const [episode] = world.episodes.keys();
    world.say(PARTY.social, 'avliden', DIED, { plan: undefined, episode });
    expect(world.facts.state).toBe('avslutad');
  });

  it('[N-CLOSE-13] a death that is told after the discharge is a notice', () => {
    joinStay();
    world.say(UNITS.ward, 'utskrivningsklar', {}, ofStay);
    world.say(UNITS.ward, 'utskrivningsmeddelande', {}, ofStay);
    world.say(UNITS.ward, 'avliden', DIED, ofStay);
    expect(world.facts.state).toBe('avliden-aviserad');
  });

  it('[N-CON-03] [N-CLOSE-14] a withdrawal ends the plan that is beside this very stay, and no other', () => {
    const before = world.plan;
    const { answer } = world.say(UNITS.ward, 'samtycke-aterkallat', { scope: ['sip'] }, ofStay);
    expect(world.plan).toBe(before);
    expect(answer.warnings.map(({ code }) => code)).not.toContain('plan-not-changed');
    joinStay();
    world.say(UNITS.ward, 'samtycke-aterkallat', { scope: ['sip'] }, ofStay);
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke' } });
  });

  it.each(BOTH)(
    '%s: the ward hears the same whether or not there is a plan in which it takes no part',
    (kind, content) => {
      const without = new PlanWorld({ profile: world.profile });
      admit(without);
      without.now = world.now;
      const said = { ...ofStay, messageId: 'dodsfall' };
      const [own, others] = [
        asked(world, UNITS.ward, kind, content, said),
        asked(without, UNITS.ward, kind, content, said),
      ];
      expect(own.kind).toBe('accepted');
      expect(answerOf(own)).toBe(answerOf(others));
    },
  );
});

describe('a person with plans in two regions', () => {
  let world: PlanWorld;

  beforeEach(() => {
    world = planAt('pagaende');
    const profile = { ...planProfile(), id: 'blekinge' };
    const other = new ToldPlan(profile);
    other.tell('sip-underlag', { consents: YES }, { state: 'samtycke' });
    world.profiles.set('blekinge', profile);
    world.plans.set('plan-b', { ...other.plan, id: 'plan-b' });
  });

  const states = () => [...world.plans.values()].map(({ facts }) => facts.state);

  it('[N-CLOSE-11] [N-CLOSE-13] who takes part in one closes that, and the other gets a notice of which the answer is silent', () => {
    const { answer, deliveries } = world.say(PARTY.social, 'avliden', DIED, BY_PERSON);
    expect(states()).toEqual(['avslutad', 'avliden-aviserad']);
    expect(answer.plan?.state).toBe('avslutad');
    expect(JSON.stringify(answer)).not.toContain('plan-b');
    expect(deliveries.map(({ unit }) => unit)).toContain(PARTY.coordinator);
  });

  it('[N-CLOSE-11] who takes part in both closes both; who names one closes that one', () => {
    world.say(PARTY.coordinator, 'avliden', DIED, { plan: 'plan-b' });
    expect(states()).toEqual(['pagaende', 'avslutad']);
    world.say(PARTY.coordinator, 'avliden', DIED, BY_PERSON);
    expect(states()).toEqual(['avslutad', 'avslutad']);
  });

  it('[N-CLOSE-13] a ward that has the person in a stay gives both a notice', () => {
    world.say(UNITS.ward, 'avliden', DIED, admit(world));
    expect(states()).toEqual(['avliden-aviserad', 'avliden-aviserad']);
  });

  it('[N-CLOSE-06] who corrects for others in one region corrects nothing in another', () => {
    const { administrators } = fixtureProfile().plan!;
    const profile = { ...world.profiles.get('blekinge')! };
    world.profiles.set('blekinge', { ...profile, plan: { ...profile.plan!, administrators: administrators! } });
    world.say(PARTY.administrator, 'avliden', DIED, BY_PERSON);
    expect(states()).toEqual(['avslutad', 'avliden-aviserad']);
  });
});

describe('a unit that has the person in neither a stay nor a plan', () => {
  /** A hub in which the person is not known, and one in which there is a plan. */
  const worlds = () => ({ without: new PlanWorld(), withPlan: planAt('pagaende') });

  it.each(BOTH)(
    '[N-CON-03] [N-CLOSE-11] hears the same of %s whether or not there is a plan, and nothing changes',
    (kind, content) => {
      const { without, withPlan } = worlds();
      const before = withPlan.plan;
      for (const named of [BY_PERSON, { plan: before.id }, { plan: before.id, patient: TOLVAN }, { plan: undefined }]) {
        const decided = asked(withPlan, PARTY.outside, kind, content, named);
        const unknown = asked(without, PARTY.outside, kind, content, named);
        expect(told(decided.kind === 'refused' ? decided.reasons : [])).toEqual(['unknown-plan']);
        expect(answerOf(decided)).toBe(answerOf(unknown));
      }
      expect(withPlan.plan).toBe(before);
    },
  );

  it('is answered by the rules of its own region, also when it names a plan of another', () => {
    const { withPlan } = worlds();
    const plan = { ...withPlan.plan, profile: 'blekinge' };
    const regionFor = (unit: string) => regionOf({ episode: undefined, plans: [plan] }, withPlan.unit(unit), plan.id);
    expect([PARTY.outside, PARTY.social].map(regionFor)).toEqual(['gavleborg', 'blekinge']);
  });

  it('hears nothing of where a plan is from what does not fit there', () => {
    const { withPlan } = worlds();
    const base = fixtureProfile().plan!;
    const permissions = base.permissions.map((row) =>
      row.kind === 'sip-kartlaggning' ? { ...row, by: ['anyone'] as const } : row,
    );
    const open = planAt('pagaende', { profile: fixtureProfile({ permissions }) });
    const area = { heading: 'boende', needs: 'Trappor' };
    const [outside] = open.refusal(PARTY.outside, 'sip-kartlaggning', area);
    expect(outside).toMatchObject({ code: 'wrong-plan-state', message: expect.stringContaining('it fits in: ') });
    expect(JSON.stringify(outside)).not.toMatch(/it is: |läget är: /);
    const [own] = withPlan.refusal(PARTY.coordinator, 'sip-kartlaggning', area);
    expect(JSON.stringify(own)).toMatch(/it is: .*läget är: /);
  });
});

describe('a death that the population register tells', () => {
  it('[N-CLOSE-12] [N-CLOSE-13] leaves the closing to the one who coordinates', () => {
    const world = planAt('pagaende');
    world.say(OPERATIONS, 'avliden', FROM_REGISTER);
    expect(world.facts).toMatchObject({ state: 'avliden-aviserad', death: { source: 'folkbokforing' } });
    expect(world.facts.closed).toBeUndefined();
    expect(told(world.refusal(PARTY.coordinator, 'sip-avslut', {}))).toEqual(['missing-field N-CLOSE-10']);
    world.say(PARTY.coordinator, 'sip-avslut', { comment: 'Personen har avlidit' });
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'for-hand' } });
  });

  it('[N-CLOSE-12] [N-CLOSE-13] is told by the operations of the region alone, of a plan and of a stay', () => {
    const world = planAt('pagaende');
    const ofStay = admit(world);
    const refused = [
      world.refusal(PARTY.coordinator, 'avliden', FROM_REGISTER),
      world.refusal(UNITS.ward, 'avliden', FROM_REGISTER, ofStay),
      world.refusal(PARTY.outside, 'avliden', FROM_REGISTER, BY_PERSON),
    ];
    for (const reasons of refused) {
      expect(reasons).toMatchObject([{ code: 'not-from-register', path: 'content.source', rule: 'N-CLOSE-13' }]);
    }
    world.say(OPERATIONS, 'avliden', FROM_REGISTER, { plan: undefined, episode: [...world.episodes.keys()][0] });
    expect(world.facts.state).toBe('avliden-aviserad');
  });
});
