import { describe, expect, it } from '@jest/globals';

import { told, unitsOf } from '../support/domain.js';
import {
  BASIS,
  BOTH,
  BRITA,
  CALL,
  IN,
  LULEAN,
  NorrbottenWorld,
  planIn,
  remarks,
  STATES,
} from '../support/norrbotten.js';

describe('the need of a plan in Norrbotten', () => {
  it('[N-GEN-01] anybody gets one, whatever age, and no diagnosis is asked for', () => {
    const ages = ['201803262396', '197705232382', '193702249842'];
    for (const id of ages) {
      const world = new NorrbottenWorld();
      world.say(IN.centre, 'sip-underlag', BASIS, { patient: { ...LULEAN, id } });
      expect(world.facts.state).toBe('underlag');
    }
  });

  it('[N-GEN-02] the parties may be those of one principal alone', () => {
    const world = new NorrbottenWorld();
    world.say(IN.centre, 'sip-underlag', { ...BASIS, consents: BOTH });
    world.say(IN.centre, 'sip-kartlaggning', { heading: 'halsa', needs: 'Två mottagningar' });
    const plan = world.say(IN.centre, 'sip-kallelse', CALL, { recipients: [IN.outpatient] });
    expect(unitsOf(plan)).toContain(IN.outpatient);
    expect(world.facts.state).toBe('kallad');
  });

  it.each(['patient', 'narstaende', 'personal'])(
    '[N-GEN-03] a need that %s tells of is an open task of whoever noted it, until the person has been asked and called',
    (raisedBy) => {
      const world = new NorrbottenWorld();
      world.say(IN.housing, 'sip-initiativ', { raisedBy });
      expect(world.facts).toMatchObject({ state: 'behov', need: { raisedBy, unit: IN.housing } });
      expect(world.owed('sip-samtycke')).toEqual([{ responsible: IN.housing, due: '2026-11-26T23:00:00.000Z' }]);
      world.say(IN.housing, 'sip-underlag', { ...BASIS, consents: BOTH });
      expect(world.owed('sip-samtycke')).toEqual([]);
      expect(world.owed('sip-kallelse-plan')).toEqual([{ responsible: IN.housing, due: '2026-11-30T23:00:00.000Z' }]);
      world.say(IN.housing, 'sip-kartlaggning', { heading: 'hemliv', needs: 'Trygghet' });
      world.say(IN.housing, 'sip-kallelse', CALL, { recipients: [IN.centre] });
      expect([world.owed('sip-kallelse-plan'), world.owed('sip-behov')]).toEqual([[], []]);
    },
  );

  it('[N-GEN-04] work begins at once: three weekdays after the need somebody is reminded', () => {
    const world = new NorrbottenWorld().at('2026-11-27T09:00');
    world.say(IN.social, 'sip-initiativ', { raisedBy: 'patient' });
    expect(world.owed('sip-behov')).toEqual([{ responsible: IN.social, due: '2026-12-02T23:00:00.000Z' }]);
    expect(world.profile.ladders['sip-samordning']?.map(({ to }) => to)).toEqual(['responsible', 'manager']);
  });

  it('[N-GEN-04] the clock runs from when the need was seen, where that was earlier', () => {
    const world = new NorrbottenWorld().at('2026-11-27T09:00');
    world.say(IN.social, 'sip-initiativ', { needIdentifiedAt: '2026-11-25T10:00:00+01:00' });
    expect(world.owed('sip-behov')).toEqual([{ responsible: IN.social, due: '2026-11-30T23:00:00.000Z' }]);
  });

  it('a judgement that no plan is needed begins none', () => {
    const world = new NorrbottenWorld();
    const reasons = world.refusal(IN.social, 'sip-initiativ', { needed: false, reasonText: 'Klarar sig själv' });
    expect(told(reasons)).toContain('wrong-plan-state N-GEN-09');
  });

  it('[N-GEN-13] why coordination is needed is told by codes of the region and of no other', () => {
    const world = new NorrbottenWorld();
    const reasons = ['flera-kontakter', 'mellan-stolarna', 'avlastning', 'bollas'];
    expect(told(world.refusal(IN.social, 'sip-underlag', { ...BASIS, needReasons: ['annat'] }))).toEqual([
      'unknown-code N-GEN-13',
    ]);
    world.say(IN.social, 'sip-underlag', { ...BASIS, needReasons: reasons });
    expect(world.facts.need?.reasons).toEqual(reasons);
  });

  it.each([IN.centre, IN.outpatient, IN.social, IN.homeCare, IN.housing, IN.ward])(
    '[N-INIT-01] [N-COORD-01] whoever notices the need (%s) calls, and is the first to coordinate',
    (unit) => {
      const world = new NorrbottenWorld();
      world.say(unit, 'sip-underlag', { ...BASIS, consents: BOTH });
      world.say(unit, 'sip-kartlaggning', { heading: 'halsa', needs: 'Många kontakter' });
      const called = unit === IN.centre ? IN.social : IN.centre;
      world.say(unit, 'sip-kallelse', CALL, { recipients: [called] });
      expect([world.facts.state, world.coordinator]).toEqual(['kallad', unit]);
    },
  );

  it('[N-INIT-03] whom to call is the sender’s choice: one unit, or many', () => {
    const one = planIn('kartlagd').say(IN.social, 'sip-kallelse', CALL, { recipients: [IN.outpatient] });
    expect(new Set(unitsOf(one))).toEqual(new Set([IN.outpatient]));
    const many = [IN.centre, IN.outpatient, IN.homeCare, IN.housing, IN.ward];
    const all = planIn('kartlagd').say(IN.social, 'sip-kallelse', CALL, { recipients: many });
    expect(new Set(unitsOf(all))).toEqual(new Set(many));
  });
});

describe('the basis of a plan in Norrbotten (SIP-underlag)', () => {
  it('[N-BASIS-01] comes first: without it nothing is mapped, called, held or written', () => {
    const world = new NorrbottenWorld();
    const first = (kind: 'sip-kartlaggning' | 'sip-mote' | 'sip-huvudmal' | 'sip-avslut', content: object) =>
      told(world.refusal(IN.social, kind, { ...content }));
    expect(first('sip-kartlaggning', { heading: 'halsa', needs: 'x' })).toContain('unknown-plan N-BASIS-01');
    expect(first('sip-mote', { event: 'genomfort' })).toContain('unknown-plan N-BASIS-01');
    expect(first('sip-huvudmal', { text: 'x' })).toContain('unknown-plan N-BASIS-01');
    expect(first('sip-avslut', { comment: 'x' })).toContain('unknown-plan N-BASIS-01');
    const call = world.refusal(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre] });
    expect(told(call)).toContain('not-yet N-BASIS-01');
  });

  it('[N-BASIS-02] holds legal representative, both consents and who discovered the need; what is missing is remarked upon', () => {
    const world = new NorrbottenWorld();
    const bare = world.say(IN.social, 'sip-underlag', { raisedBy: 'personal' });
    expect(remarks(bare)).toContain('incomplete N-BASIS-02');
    const whole = world.say(IN.social, 'sip-underlag', {
      ...BASIS,
      noRepresentative: undefined,
      representative: { name: 'Greta God', relation: 'god man', phone: '0980-319 250' },
      consents: BOTH,
    });
    expect(remarks(whole)).not.toContain('incomplete N-BASIS-02');
    expect(world.facts).toMatchObject({ representative: { name: 'Greta God' }, initiator: BRITA });
  });

  it('[N-BASIS-03] names the one who coordinates, and another name there makes another one', () => {
    const world = planIn('kartlagd');
    expect(world.facts.coordinators).toHaveLength(1);
    world.say(IN.social, 'sip-underlag', { coordinator: { name: 'Hanna Häll', unit: IN.centre } });
    expect(world.facts.coordinators.map(({ name, unit }) => [name, unit])).toEqual([
      ['Brita Berg', IN.social],
      ['Hanna Häll', IN.centre],
    ]);
  });

  it('[N-BASIS-04] a consent that is taken back is recorded in it', () => {
    const world = planIn('pagaende');
    world.say(IN.social, 'sip-underlag', { consents: [{ about: 'plan', answer: 'nej' }] });
    expect(world.facts.consents.find(({ about }) => about === 'plan')).toMatchObject({
      answer: 'ja',
      withdrawnAt: expect.any(String),
    });
    expect(world.facts.closed).toMatchObject({ how: 'samtycke' });
  });

  it('[N-COORD-07] whoever writes the first may name somebody of another unit, who keeps it from then on', () => {
    const world = new NorrbottenWorld();
    const hanna = { name: 'Hanna Häll', unit: IN.centre };
    world.say(IN.social, 'sip-underlag', { ...BASIS, coordinator: hanna });
    expect(told(world.refusal(IN.social, 'sip-underlag', { consents: BOTH }))).toContain('not-coordinator N-COORD-07');
    expect(world.allows(IN.centre, 'sip-underlag', { consents: BOTH })).toBe(true);
  });

  it('[N-COORD-07] is kept by the one who coordinates once it is there', () => {
    for (const state of STATES.filter((one) => one !== 'behov')) {
      const reasons = planIn(state).refusal(IN.homeCare, 'sip-underlag', { noRepresentative: true });
      expect(told(reasons)).toContain('not-coordinator N-COORD-07');
    }
  });
});
