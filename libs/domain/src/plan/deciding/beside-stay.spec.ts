import { describe, expect, it } from '@jest/globals';

import { DomainWorld, from, gavleborg, message, notice, TOLVAN, UNITS } from '../../../../../test/support/domain.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import type { Plan } from '../plan.js';

const CONSENT = { given: true, scope: ['sip', 'informationsoverforing'] };
const AT = '2026-11-24T08:00:00+01:00';
const CALL = {
  purpose: 'sip',
  setting: 'efter-utskrivning',
  meetingAt: '2026-12-08T13:00:00+01:00',
  aim: 'Hur det fungerar hemma',
  agenda: ['Vad är viktigt för dig?'],
};

/** The only plan there is. */
function planIn({ plans }: DomainWorld): Plan {
  const [plan, ...others] = plans.values();
  if (plan === undefined || others.length > 0) throw new Error(`there are ${String(plans.size)} plans`);
  return plan;
}

/** What is owed around plans now: kind and unit. */
function owedIn({ deadlines }: DomainWorld): string[] {
  return deadlines
    .filter(({ plan, state }) => plan !== undefined && state === 'open')
    .map(({ kind, responsible }) => `${kind} ${responsible.slice(responsible.indexOf('-') + 1)}`)
    .sort();
}

/** A stay of Tolvan, of whom open care, social services and home care know. */
function stay(): DomainWorld {
  const world = new DomainWorld(gavleborg());
  world.admit(notice({ planningCategory: 'CD', consent: CONSENT }));
  return world;
}

/** A stay with a need of a SIP, a care contact in open care, and a call by it. */
function called(): DomainWorld {
  const world = stay();
  world.tell(message('sip-initiativ', { consent: CONSENT }), AT);
  world.tell(from(UNITS.openCare, 'fast-vardkontakt', world), AT);
  world.tell(
    from(UNITS.openCare, 'sip-kallelse', world, {
      consent: CONSENT,
      content: CALL,
      recipients: [UNITS.social, UNITS.homeCare],
    }),
    AT,
  );
  return world;
}

describe('a plan beside a stay', () => {
  it('[G-SIP-23] [G-SIP-76] [B-SIP-20] an initiative that is told about a stay begins the plan of the person, with that stay', () => {
    const world = stay();
    const { answer, message: shown, episode } = world.tell(message('sip-initiativ', { consent: CONSENT }), AT);
    expect(planIn(world)).toMatchObject({ patient: { id: TOLVAN.id }, profile: 'gavleborg', episode: episode?.id });
    expect(answer.plan).toEqual({ id: planIn(world).id, state: planIn(world).facts.state });
    expect(answer.episode).toEqual({ id: episode?.id, state: episode?.facts.state });
    expect(shown.plan).toBe(planIn(world).id);
  });

  it('[G-SIP-77] what is told of a need once there is a plan leads the same plan on', () => {
    const world = called();
    const before = planIn(world).steps.length;
    world.tell(message('sip-initiativ', { consent: CONSENT }), AT);
    expect(planIn(world).steps).toHaveLength(before + 1);
  });

  it('[G-SIP-16] the judgement that no SIP is needed begins none, and nothing is said of that', () => {
    const world = stay();
    const content = { needed: false, reasonText: 'En kontakt räcker' };
    const { answer } = world.tell(from(UNITS.openCare, 'sip-initiativ', world, { content }), AT);
    expect(world.plans.size).toBe(0);
    expect(answer).not.toHaveProperty('plan');
    expect(answer.warnings.map(({ code }) => code)).not.toContain('plan-not-changed');
  });

  it('[G-SIP-10] [G-FVK-09] care contact, consent and call of the stay are those of the plan', () => {
    const plan = planIn(called());
    expect(plan.facts).toMatchObject({ state: 'kallad', careContact: { name: 'Frida Vik' } });
    expect(plan.facts.coordinators.at(-1)?.unit).toBe(UNITS.openCare);
    expect(plan.facts.meetings[0]?.called.map(({ unit }) => unit)).toEqual([UNITS.social, UNITS.homeCare]);
    expect(plan.facts.consents.map(({ about, answer }) => `${about} ${answer}`)).toContain('kallelse ja');
  });

  it('[G-CON-12] [G-SIP-10] [S-GEN-03] consent and care contact that the stay was told of before there was a plan hold for it too', () => {
    const world = new DomainWorld(gavleborg());
    world.admit(notice({ planningCategory: 'CD' }));
    world.tell(from(UNITS.openCare, 'fast-vardkontakt', world), AT);
    const scope = { scope: ['sip', 'informationsoverforing'] };
    world.tell(from(UNITS.ward, 'samtycke', world, { content: scope }), '2026-11-24T09:00:00+01:00');
    const recipients = [UNITS.social, UNITS.homeCare];
    const call = from(UNITS.openCare, 'sip-kallelse', world, { content: CALL, recipients });
    world.tell(call, '2026-11-24T10:00:00+01:00');
    const { facts } = planIn(world);
    expect(facts.consents.map(({ about, at }) => `${about} ${at}`)).toContain('kallelse 2026-11-24T08:00:00.000Z');
    expect(facts).toMatchObject({ state: 'kallad', careContact: { name: 'Frida Vik' } });
    expect(facts.coordinators).toMatchObject([{ unit: UNITS.openCare, name: 'Frida Vik' }]);
  });

  it('[N-CALL-10] a call that does not fit the plan calls nobody, anything else holds for the stay alone and says so', () => {
    const world = new DomainWorld(fixtureProfile());
    world.admit(notice({ planningCategory: 'CD', consent: CONSENT }));
    world.tell(message('sip-initiativ', { consent: CONSENT }), AT);
    const call = message('sip-kallelse', { consent: CONSENT, content: CALL, recipients: [UNITS.social] });
    const before = planIn(world);
    expect(world.refuse(call, AT).map(({ code }) => code)).toEqual(['plan-exists']);
    const { answer, plans } = world.tell(message('sip-initiativ', { consent: CONSENT }), AT);
    expect(answer.warnings).toMatchObject([{ code: 'plan-not-changed', path: 'plan', rule: 'N-CALL-10' }]);
    expect(plans).toBeUndefined();
    expect(planIn(world)).toBe(before);
  });

  it('[B-CLOSE-04] [N-ACTOR-15] the plan outlives the stay, and the stay needs none', () => {
    const world = called();
    world.tell(message('utskrivningsklar'), AT);
    world.tell(message('utskrivningsmeddelande'), '2026-11-26T11:00:00+01:00');
    expect(planIn(world).facts.state).toBe('kallad');
    expect(stay().plans.size).toBe(0);
  });

  it('[G-SIP-30] what is owed around the plan begins with the same message, and is told of in its answer', () => {
    const world = called();
    expect(owedIn(world)).toEqual(['sip-forberedelse HSV01', 'sip-forberedelse SOC01']);
    const call = world.deadlines.filter(({ kind }) => kind === 'sip-forberedelse');
    expect(new Set(call.map(({ scope, plan }) => `${scope} ${String(plan)}`))).toEqual(
      new Set([`plan ${planIn(world).id}`]),
    );
  });

  it('[G-CON-07] [G-CON-11] [N-CLOSE-14] consent that is taken back in the stay closes the plan, and ends what is owed', () => {
    const world = called();
    world.tell(message('samtycke-aterkallat', { content: { scope: ['sip'] } }), AT);
    expect(planIn(world).facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke' } });
    expect(owedIn(world)).toEqual([]);
  });

  it('[G-CLOSE-02] [N-CLOSE-11] a death that is told in the stay closes the plan', () => {
    const world = called();
    const { answer } = world.tell(message('avliden', { patient: TOLVAN }), AT);
    expect(planIn(world).facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' } });
    expect(owedIn(world)).toEqual([]);
    expect(answer.plan).toEqual({ id: planIn(world).id, state: 'avslutad' });
  });

  it('[N-CLOSE-11] [N-CLOSE-13] [G-CLOSE-02] a death concerns the plans of all regions, each by its own table', () => {
    const world = called();
    const base = planProfile();
    const closes = base.plan!.transitions.map((row) =>
      row.on === 'avliden' ? { ...row, to: 'avslutad' as const } : row,
    );
    const profile = { ...planProfile({ transitions: closes }), id: 'blekinge' };
    const told = new ToldPlan(profile);
    told.tell('sip-underlag', {}, { state: 'underlag' });
    world.profiles.set('blekinge', profile);
    world.plans.set('plan-1', told.plan);
    const content = { diedOn: '2026-11-25', source: 'folkbokforing' };
    const sender = world.directory.operationsUnits.get('gavleborg')!;
    const [episode] = world.episodes.keys();
    const { message: shown } = world.tell(message('avliden', { sender, episodeId: undefined, episode, content }), AT);
    expect([...world.plans.values()].map(({ facts }) => facts.state)).toEqual(['avliden-aviserad', 'avslutad']);
    expect(owedIn(world)).toEqual(['sip-avliden HC01', 'sip-avslut-dokumenterat HC01']);
    expect(shown.plan).toBe([...world.plans.keys()][0]);
  });
});
