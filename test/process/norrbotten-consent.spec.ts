import { describe, expect, it } from '@jest/globals';

import { told, unitsOf } from '../support/domain.js';
import { BASIS, BOTH, CALL, IN, NorrbottenWorld, planIn, remarks } from '../support/norrbotten.js';

const call = { recipients: [IN.centre, IN.homeCare] };

describe('consent to a plan in Norrbotten', () => {
  it('[N-CON-01] is two answers, and one of them is not taken for the other', () => {
    const world = new NorrbottenWorld();
    const half = world.say(IN.social, 'sip-underlag', { ...BASIS, consents: [{ about: 'plan', answer: 'ja' }] });
    expect(world.facts.state).toBe('underlag');
    expect(remarks(half)).toContain('incomplete N-CON-01');
    const rest = world.say(IN.social, 'sip-underlag', {
      consents: [{ about: 'informationsoverforing', answer: 'ja' }],
    });
    expect(world.facts.state).toBe('samtycke');
    expect(remarks(rest)).not.toContain('incomplete N-CON-01');
    expect(world.facts.consents.map(({ about }) => about)).toEqual(['plan', 'informationsoverforing']);
  });

  it('[N-CON-01] who has not been asked, or has said no to the plan, is not asked for the other answer', () => {
    for (const consents of [undefined, [{ about: 'plan', answer: 'nej' }]]) {
      const content = consents === undefined ? BASIS : { ...BASIS, consents };
      const plan = new NorrbottenWorld().say(IN.social, 'sip-underlag', content);
      expect(remarks(plan)).not.toContain('incomplete N-CON-01');
    }
  });

  it('[N-CON-02] comes before the call', () => {
    const world = planIn('underlag');
    const refused = told(world.refusal(IN.social, 'sip-kallelse', CALL, call));
    // Once, not by the engine and by a check of the kind.
    expect(refused.filter((one) => one.startsWith('consent'))).toEqual(['consent-required N-CON-02']);
    const called = planIn('kartlagd').say(IN.social, 'sip-kallelse', CALL, call);
    expect(unitsOf(called)).toEqual(expect.arrayContaining([IN.centre, IN.homeCare]));
  });

  it('[N-CON-02] a consent to the telling that was taken back stops further calls, and the plan goes on', () => {
    const world = planIn('pagaende');
    world.say(IN.social, 'samtycke-aterkallat', { scope: ['informationsoverforing'] });
    expect(world.facts.state).toBe('pagaende');
    const reasons = world.refusal(IN.social, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' });
    expect(told(reasons)).toContain('consent-required N-CON-02');
  });

  it('a no ends it before anybody was called, and a new need begins another', () => {
    const world = new NorrbottenWorld();
    world.say(IN.social, 'sip-underlag', { ...BASIS, consents: [{ about: 'plan', answer: 'nej' }] });
    expect(world.facts.state).toBe('avbojd');
    expect(told(world.refusal(IN.social, 'sip-kallelse', CALL, call))).not.toEqual([]);
    world.say(IN.social, 'sip-underlag', { ...BASIS, consents: BOTH }, { plan: undefined, patient: world.patient });
    expect([world.plans.size, world.facts.state]).toEqual([2, 'samtycke']);
  });

  it('may be told by a message of its own while the basis is open', () => {
    const world = planIn('underlag');
    world.say(IN.social, 'samtycke', { scope: ['sip', 'informationsoverforing'] });
    expect(world.facts.state).toBe('samtycke');
    const refused = planIn('underlag');
    refused.say(IN.social, 'samtycke', { scope: ['sip'], consents: [{ about: 'plan', answer: 'nej' }] });
    expect(refused.facts.state).toBe('avbojd');
  });

  it.each(['samtycke', 'kartlagd', 'kallad', 'mote-genomfort', 'huvudmal-klart', 'pagaende', 'uppfoljning-kallad'])(
    '[N-CON-03] [N-CON-05] [N-CLOSE-14] taken back while the plan is %s it closes with no further step',
    (state) => {
      const world = planIn(state);
      world.say(IN.social, 'sip-underlag', { consents: [{ about: 'plan', answer: 'nej' }] });
      expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke', unit: IN.social } });
    },
  );

  it('[N-CON-03] [N-CLOSE-14] the same holds of a message of its own, whoever is told of it', () => {
    const world = planIn('pagaende');
    const ended = world.say(IN.homeCare, 'samtycke-aterkallat', { reason: 'Vill inte längre' });
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke' } });
    expect(unitsOf(ended)).toEqual(expect.arrayContaining([IN.centre, IN.social]));
    expect(world.openDuties()).toEqual([]);
  });

  it('[N-CON-01] nobody is called whom the person has not agreed to, and nothing goes there', () => {
    const only = BOTH.map((one) => ({ ...one, actors: [IN.social, IN.centre] }));
    const world = planIn('underlag');
    world.say(IN.social, 'sip-underlag', { consents: only });
    world.say(IN.social, 'sip-kartlaggning', { heading: 'halsa', needs: 'x' });
    expect(told(world.refusal(IN.social, 'sip-kallelse', CALL, call))).toContain('consent-not-covering N-CON-01');
    world.say(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre] });
    expect(world.facts.participants.map(({ participantUnit }) => participantUnit)).not.toContain(IN.homeCare);
  });

  it('[N-GEN-06] relatives are neither called nor added once the person has said no to that', () => {
    const relative = {
      relation: 'narstaende',
      name: 'Siv Tolvansson',
      channel: 'post',
      address: { line: ['Storgatan 1'] },
    };
    const world = planIn('kartlagd');
    world.say(IN.social, 'sip-underlag', { relativesObjected: true });
    const calling = { ...CALL, participants: [relative] };
    expect(told(world.refusal(IN.social, 'sip-kallelse', calling, call))).toContain('contradiction N-GEN-06');
    const adding = { event: 'tillagd', participant: relative };
    expect(told(world.refusal(IN.social, 'sip-deltagare', adding))).toContain('contradiction N-GEN-06');
    const other = planIn('kartlagd');
    other.say(IN.social, 'sip-kallelse', calling, call);
    expect(other.facts.participants.map(({ name }) => name)).toContain('Siv Tolvansson');
  });
});
