import { describe, expect, it } from '@jest/globals';

import type { Content } from '#domain/message.js';
import { isToldOf } from '#domain/plan/sight/readers.js';

import { told } from '../support/domain.js';
import { IN, planIn as inNorrbotten } from '../support/norrbotten.js';
import type { PlanWorld } from '../support/plan-world.js';
import * as blekinge from './blekinge-plan.js';
import { contact, homeCare, openCare, remarked, social } from './gavleborg.js';
import { call, stay, YES } from './gavleborg-sip.js';
import { centre, city, StockholmPlan } from './stockholm-plan.js';

/** In each region: a consent that leaves out the unit that coordinates, and what the others can do. */

interface Region {
  readonly rule: string;
  readonly world: () => PlanWorld;
  readonly coordinator: string;
  /** Who takes part and is covered; the first takes over. */
  readonly covered: readonly [string, ...string[]];
  /** What one of them tells the others. */
  readonly telling: Content;
}

const REGIONS: Readonly<Record<string, Region>> = {
  Norrbotten: {
    ...{ rule: 'N-CON-01', world: () => inNorrbotten('pagaende'), coordinator: IN.social },
    ...{ covered: [IN.homeCare, IN.centre], telling: { heading: 'halsa', text: 'Jag sover hela natten till våren' } },
  },
  Stockholm: {
    ...{ rule: 'S-CON-06', world: () => StockholmPlan.at('upprattad'), coordinator: centre, covered: [city] },
    telling: { heading: 'hemmet', text: 'Jag sover hela natten' },
  },
  Blekinge: {
    ...{ rule: 'B-CALL-10', world: () => blekinge.planIn('upprattad'), coordinator: blekinge.centre },
    ...{ covered: [blekinge.social, blekinge.homeCare], telling: blekinge.SUBGOAL },
  },
};

describe.each(Object.entries(REGIONS))('who coordinates and is left out in %s', (_name, region) => {
  const { coordinator, covered, rule, telling } = region;
  const [heir] = covered;

  const narrowed = () => {
    const world = region.world();
    const scope = ['sip', 'informationsoverforing'];
    const said = world.say(heir, 'samtycke', { scope, actors: [...covered] });
    return { world, said };
  };

  it('[N-CON-01] [S-CON-06] [B-CALL-10] gets and reads nothing more, and those who take part are told so', () => {
    const { world, said } = narrowed();
    expect(world.coordinator).toBe(coordinator);
    const more = world.say(heir, 'sip-delmal', telling);
    expect(more.deliveries.map(({ unit }) => unit).sort()).toEqual(covered.filter((unit) => unit !== heir).sort());
    for (const { answer } of [said, more]) {
      expect(told(answer.warnings)).toContain(`coordinator-left-out ${rule}`);
    }
    expect([isToldOf(coordinator, world.facts), isToldOf(heir, world.facts)]).toEqual([false, true]);
  });

  it('[N-COORD-05] [S-CON-06] [B-CALL-10] [B-COORD-07] hands over to one whom the person has agreed to, and to nobody else', () => {
    const { world } = narrowed();
    const named = (unit: string) => ({
      coordinator: { name: 'Eva Ek', phone: '070-1740605', unit },
      decided: 'overlamning',
    });
    expect(told(world.refusal(heir, 'sip-samordningsansvarig', named(coordinator)))).toContain(
      `consent-not-covering ${rule}`,
    );
    world.say(heir, 'sip-samordningsansvarig', named(heir));
    expect(world.coordinator).toBe(heir);
    const after = world.say(heir, 'sip-delmal', telling);
    expect(told(after.answer.warnings)).not.toContain(`coordinator-left-out ${rule}`);
  });
});

describe('a care contact whom the person has not agreed to', () => {
  const agreed = { ...YES, actors: [social, homeCare] };

  it('[G-CON-10] does not take over the plan that begins beside the stay, and stays the contact of the stay', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00', contact('Frida Vik'));
    const begun = hub.sends(homeCare, 'sip-initiativ', 'tue 10:00', { consent: agreed });
    const [plan] = hub.plans.values();
    expect(plan?.facts.coordinators.map(({ unit }) => unit)).not.toContain(openCare);
    expect(remarked(begun)).toContain('plan-not-changed G-CON-10');
    expect(hub.episode().facts.careContacts?.map(({ name }) => name)).toEqual(['Frida Vik']);
  });

  it('[G-CON-10] calls to it when the person told it the consent: whoever asked need not be named', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call({}, { consent: agreed }));
    const [plan] = hub.plans.values();
    expect(plan?.facts.coordinators.at(-1)?.unit).toBe(openCare);
  });
});
