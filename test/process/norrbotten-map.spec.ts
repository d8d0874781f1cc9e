import { describe, expect, it } from '@jest/globals';

import { told } from '../support/domain.js';
import { CALL, IN, planIn, STATES } from '../support/norrbotten.js';

const AREA = { heading: 'halsa', needs: 'Sover dåligt', resources: 'Promenerar gärna' };

describe('the mapping before the first meeting in Norrbotten (kartläggning)', () => {
  it('[N-MAP-01] is made once there is consent, before the first meeting', () => {
    const fits = STATES.filter((state) => planIn(state).allows(IN.social, 'sip-kartlaggning', AREA));
    expect(fits).toEqual(['samtycke', 'kartlagd', 'kallad']);
  });

  it('[N-MAP-02] comes before the call: a first call without it is refused', () => {
    const world = planIn('samtycke');
    const reasons = world.refusal(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre] });
    expect(told(reasons)).toContain('not-yet N-MAP-02');
    world.say(IN.social, 'sip-kartlaggning', AREA);
    expect(world.allows(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre] })).toBe(true);
  });

  it('[N-MAP-02] an area that was taken away again is no mapping', () => {
    const world = planIn('samtycke');
    world.say(IN.social, 'sip-kartlaggning', AREA);
    world.say(IN.social, 'sip-kartlaggning', { area: world.last, heading: 'halsa', removed: true });
    expect(world.facts).toMatchObject({ state: 'samtycke', areas: [] });
    const reasons = world.refusal(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre] });
    expect(told(reasons)).toContain('not-yet N-MAP-02');
  });

  it('[N-MAP-04] [N-CALL-13] goes with the first call to each who is called, area by area', () => {
    const world = planIn('kartlagd');
    const first = world.last;
    world.say(IN.social, 'sip-kartlaggning', AREA);
    const areas = [first, world.last];
    const called = world.say(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre, IN.homeCare] });
    for (const unit of [IN.centre, IN.homeCare]) {
      const brought = called.deliveries.filter((one) => one.unit === unit && one.message !== undefined);
      expect(brought.map(({ message }) => message)).toEqual(areas);
    }
  });

  it('[N-MAP-06] is made by areas of the region’s list and of no other', () => {
    const world = planIn('samtycke');
    const codes = world.profile.plan?.headings?.codes.map(({ code }) => code) ?? [];
    expect(codes.filter((heading) => !world.allows(IN.social, 'sip-kartlaggning', { ...AREA, heading }))).toEqual([]);
    expect(told(world.refusal(IN.social, 'sip-kartlaggning', { ...AREA, heading: 'adl' }))).toEqual([
      'unknown-code N-MAP-06',
    ]);
  });

  it('[N-MAP-08] each area is saved by itself, with needs or resources in words', () => {
    const world = planIn('samtycke');
    expect(told(world.refusal(IN.social, 'sip-kartlaggning', { heading: 'halsa' }))).toEqual([
      'missing-field N-MAP-08',
    ]);
    world.say(IN.social, 'sip-kartlaggning', AREA);
    world.say(IN.social, 'sip-kartlaggning', { heading: 'hemliv', abilities: 'Lagar mat' });
    expect(world.facts.areas).toMatchObject([AREA, { heading: 'hemliv', abilities: 'Lagar mat' }]);
  });

  it('[N-MAP-10] is changed and taken away by the one who coordinates', () => {
    const world = planIn('kallad');
    const area = world.facts.areas[0]?.id;
    world.say(IN.social, 'sip-kartlaggning', { area, heading: 'forflyttning', needs: 'Trappan och bussen' });
    expect(world.facts.areas).toMatchObject([{ id: area, needs: 'Trappan och bussen' }]);
    world.say(IN.social, 'sip-kartlaggning', { area, heading: 'forflyttning', removed: true });
    expect(world.facts).toMatchObject({ state: 'kallad', areas: [] });
  });

  it('[N-MAP-11] those who are called can do neither', () => {
    const world = planIn('kallad');
    const area = world.facts.areas[0]?.id;
    for (const unit of [IN.centre, IN.homeCare]) {
      for (const content of [AREA, { ...AREA, area }, { area, heading: 'halsa', removed: true }]) {
        expect(told(world.refusal(unit, 'sip-kartlaggning', content))).toEqual(['not-coordinator N-MAP-11']);
      }
    }
  });

  it('[N-MAP-12] a follow-up has none: each starts from the plan that there is', () => {
    const late = ['plan-skapad', 'huvudmal-klart', 'pagaende', 'uppfoljning-kallad', 'uppfoljning-genomford'];
    for (const state of late) {
      expect(told(planIn(state).refusal(IN.social, 'sip-kartlaggning', AREA))).toContain('wrong-plan-state N-MAP-12');
    }
    const world = planIn('pagaende');
    const called = world.say(IN.social, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' });
    expect(called.deliveries.filter(({ message }) => message !== undefined)).toEqual([]);
  });
});
