import { describe, expect, it } from '@jest/globals';

import type { MessageKind } from '#domain/message.js';

import {
  CALL,
  GavleborgPlan,
  homeCare,
  housing,
  NEED,
  openCare,
  openCare2,
  planIn,
  social,
  ward,
} from './gavleborg-plan.js';
import { call, stay } from './gavleborg-sip.js';

/** Who tells in Gävleborg that the person agrees, takes it back or has died, and what comes of a death for the plan. */

const TOLD: readonly (readonly [kind: MessageKind, content: object])[] = [
  ['samtycke', { scope: ['informationsoverforing'] }],
  ['samtycke-aterkallat', { scope: ['informationsoverforing'] }],
  ['avliden', { diedOn: '2026-11-22', source: 'manuell' }],
];
const told = (world: GavleborgPlan, unit: string) =>
  TOLD.flatMap(([kind, content]) => (world.allows(unit, kind, { ...content }) ? [kind] : []));
const EVERYTHING = TOLD.map(([kind]) => kind);
const REGISTER = 'SE2321000016-DRIFT';
const dies = (source: string) => ({ diedOn: '2026-11-26', source });

describe('what is told of the person', () => {
  it('[G-CON-12] [G-CLOSE-02] comes from who told of the need too, also when another unit coordinates', () => {
    const world = new GavleborgPlan();
    world.say(social, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [openCare] });
    world.say(openCare, 'sip-underlag', NEED);
    expect([world.coordinator, told(world, social), told(world, openCare2)]).toEqual([openCare, EVERYTHING, []]);
  });

  it('[G-CON-12] [G-CLOSE-02] comes from the care contact too, whose unit was taken off the plan', () => {
    const world = planIn('pagaende');
    world.say(housing, 'fast-vardkontakt', { name: 'Hanna Hem' }, { plan: undefined, patient: world.patient });
    world.say(housing, 'sip-samordningsansvarig', { coordinator: { name: 'Frida Vik', unit: openCare } });
    world.say(openCare, 'sip-deltagare', { event: 'borttagen', participant: { relation: 'vard', unit: housing } });
    expect(told(world, housing)).toEqual(EVERYTHING);
  });

  it.each([
    ['samtycke-aterkallat', { scope: ['sip'] }, 'samtycke'],
    ['avliden', dies('manuell'), 'avliden'],
  ] as const)(
    '[G-CON-11] [G-CON-12] [G-CLOSE-02] %s comes from the ward of the stay beside which the plan is',
    (kind, content, how) => {
      const hub = stay();
      hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call());
      hub.sends(ward, kind, 'wed 10:00', { content: { ...content } });
      const [plan] = hub.plans.values();
      expect([plan?.facts.state, plan?.facts.closed?.how]).toEqual(['avslutad', how]);
    },
  );
});

describe('a death', () => {
  it('[G-CLOSE-02] that comes from who was only called to a meeting of the parties is a notice: the plan is left to who coordinates', () => {
    const world = planIn('pagaende');
    world.say(openCare, 'sip-kallelse', { ...CALL, purpose: 'aktorsmote' }, { recipients: [openCare2] });
    expect(told(world, openCare2)).toEqual(['avliden']);
    world.say(openCare2, 'avliden', dies('manuell'));
    expect([world.facts.state, world.owed().map((duty) => duty.split(' ')[0])]).toEqual([
      'avliden-aviserad',
      ['sip-avliden'],
    ]);
  });

  it.each([
    'underlag',
    'samtycke',
    'kallad',
    'mote-genomfort',
    'huvudmal-klart',
    'pagaende',
    'uppfoljning-kallad',
    'uppfoljning-genomford',
  ] as const)(
    '[G-CLOSE-02] in %s: told by hand it closes, by the population register it does not, and by hand after that it does',
    (state) => {
      const world = planIn(state);
      world.say(REGISTER, 'avliden', dies('folkbokforing'));
      expect(world.facts.state).toBe('avliden-aviserad');
      world.say(homeCareOr(state), 'avliden', dies('manuell'));
      expect([world.facts.state, world.facts.closed?.how]).toEqual(['avslutad', 'avliden']);
    },
  );

  it('[G-CLOSE-02] that the register tells of on a Friday is seen to by the end of Monday, and who coordinates is reminded', () => {
    const world = planIn('kallad').at('2026-11-27T09:00:00+01:00');
    world.say(REGISTER, 'avliden', dies('folkbokforing'));
    expect(world.owed('sip-avliden')).toEqual([`sip-avliden ${openCare} 2026-11-30T23:00:00.000Z`]);
    const { ladders, plan } = world.profile;
    const steps = ladders[plan?.duties['sip-avliden']?.ladder ?? ''] ?? [];
    expect(steps.map(({ send, to, afterHours }) => `${send} ${to} ${String(afterHours)}`)).toEqual([
      'paminnelse responsible 0',
      'eskalering manager 24',
    ]);
  });

  it('[G-CLOSE-02] [G-CLOSE-07] that the register told of lets the plan be closed with open sub-goals and no word why', () => {
    const world = planIn('pagaende');
    expect(world.allows(openCare, 'sip-avslut', { reason: 'avliden' })).toBe(false);
    world.say(REGISTER, 'avliden', dies('folkbokforing'));
    expect(world.allows(openCare, 'sip-avslut', { reason: 'avliden' })).toBe(true);
  });
});

/** One who takes part: home care once it is called. */
function homeCareOr(state: string): string {
  return state === 'underlag' || state === 'samtycke' ? openCare : homeCare;
}
