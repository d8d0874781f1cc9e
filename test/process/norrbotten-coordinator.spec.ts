import { describe, expect, it } from '@jest/globals';

import type { Content, MessageKind } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { BRITA, CALL, GOAL, IN, MEETING, planIn } from '../support/norrbotten.js';

const HANNA = { name: 'Hanna Häll', title: 'distriktssköterska', unit: IN.centre };
const CLOSING = { reason: 'inget-behov', comment: 'Klart' };

/** What is for the one who coordinates, in a state in which it fits. */
const OWN: readonly (readonly [what: string, state: string, kind: MessageKind, content: Content])[] = [
  ['mapping', 'kartlagd', 'sip-kartlaggning', { heading: 'halsa', needs: 'x' }],
  ['call', 'kartlagd', 'sip-kallelse', { ...CALL }],
  ['call to a follow-up', 'pagaende', 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' }],
  ['meeting that was held', 'kallad', 'sip-mote', MEETING],
  ['plan', 'mote-genomfort', 'sip-mote', { event: 'plan-skapad' }],
  ['main goal', 'plan-skapad', 'sip-huvudmal', GOAL],
  [
    'writing for others',
    'huvudmal-klart',
    'sip-delmal',
    { heading: 'halsa', text: 'Jag sover', onBehalfOf: { relation: 'narstaende' } },
  ],
  ['handing over', 'pagaende', 'sip-delgivning', { event: 'delgiven', way: 'bada' }],
  ['evaluation', 'uppfoljning-genomford', 'sip-utvardering', { score: 'helt' }],
  ['closing', 'pagaende', 'sip-avslut', CLOSING],
];

describe('the one who coordinates in Norrbotten', () => {
  it.each(OWN)(
    '[N-COORD-07] %s (%s) is for that one, and moves with a change at once',
    (_what, state, kind, content) => {
      const more = state === 'uppfoljning-genomford' ? { goal: planIn(state).facts.goals[0]?.id } : {};
      const named = kind === 'sip-kallelse' ? { recipients: [IN.outpatient] } : {};
      const world = planIn(state);
      world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit: IN.centre } });
      expect(world.allows(IN.social, kind, { ...content, ...more }, named)).toBe(true);
      expect(told(world.refusal(IN.centre, kind, { ...content, ...more }, named)).join()).toContain('not-coordinator');
      world.say(IN.social, 'sip-samordningsansvarig', { coordinator: HANNA, decided: 'mote' });
      expect(world.allows(IN.centre, kind, { ...content, ...more }, named)).toBe(true);
      expect(told(world.refusal(IN.social, kind, { ...content, ...more }, named)).join()).toContain('not-coordinator');
    },
  );

  it('[N-COORD-03] need not be the care contact: both are kept by themselves', () => {
    const world = planIn('kallad');
    world.say(IN.centre, 'fast-vardkontakt', {
      name: 'Hanna Häll',
      title: 'distriktssköterska',
      phone: '0980-319 205',
    });
    expect(world.facts.careContact).toMatchObject({ name: 'Hanna Häll' });
    expect(world.facts.coordinators.at(-1)).toMatchObject({ name: BRITA.name, unit: IN.social });
    expect(told(world.refusal(IN.centre, 'sip-mote', MEETING))).toContain('not-coordinator N-MEET-07');
  });

  it('[N-COORD-05] is changed by giving another name, also at the same unit, and all who take part are told', () => {
    const world = planIn('pagaende');
    const bo = { name: 'Bo Ek', title: 'biståndshandläggare' };
    const changed = world.say(IN.social, 'sip-samordningsansvarig', { coordinator: bo });
    expect(world.facts.coordinators.at(-1)).toMatchObject({ name: 'Bo Ek', unit: IN.social });
    expect(unitsOf(changed)).toEqual([IN.centre, IN.homeCare].sort());
  });

  it('[N-COORD-05] by that one, or by an administrator where that one is not there any more', () => {
    const change = { coordinator: HANNA, decided: 'annat' };
    expect(told(planIn('pagaende').refusal(IN.homeCare, 'sip-samordningsansvarig', change))).toContain(
      'not-coordinator N-COORD-05',
    );
    const world = planIn('pagaende');
    world.say(IN.administrator, 'sip-samordningsansvarig', change);
    expect(world.coordinator).toBe(IN.centre);
  });

  it('[N-COORD-06] before somebody else closes, that one has to coordinate: by unit, and by name where a name is given', () => {
    const world = planIn('pagaende');
    expect(told(world.refusal(IN.centre, 'sip-avslut', CLOSING))).toContain('not-coordinator N-CLOSE-09');
    const byBo = { ...CLOSING, author: { name: 'Bo Ek' } };
    expect(told(world.refusal(IN.social, 'sip-avslut', byBo))).toContain('not-coordinator N-CLOSE-09');
    expect(world.allows(IN.social, 'sip-avslut', { ...CLOSING, author: { name: 'brita  berg' } })).toBe(true);
    world.say(IN.social, 'sip-samordningsansvarig', { coordinator: HANNA, decided: 'fore-avslut' });
    world.say(IN.centre, 'sip-avslut', { ...CLOSING, author: { name: 'Hanna Häll' } });
    expect(world.facts.closed).toMatchObject({ unit: IN.centre });
  });

  it('[N-COORD-09] a patient who asks for a care contact gets one, whatever the plan is like', () => {
    for (const state of ['underlag', 'kallad', 'pagaende', 'uppfoljning-kallad']) {
      const world = planIn(state);
      world.say(IN.centre, 'fast-vardkontakt', {
        name: 'Hanna Häll',
        title: 'distriktssköterska',
        phone: '0980-319 205',
      });
      expect(world.facts.careContact).toMatchObject({ name: 'Hanna Häll' });
    }
  });

  it('[N-COORD-12] each change keeps who it was, who it is, when and by whom', () => {
    const world = planIn('pagaende').at('2026-12-10T09:00');
    world.say(IN.social, 'sip-samordningsansvarig', { coordinator: HANNA, decided: 'annat', reason: 'Flytt' });
    world
      .at('2026-12-11T09:00')
      .say(IN.centre, 'sip-samordningsansvarig', { coordinator: { ...BRITA, unit: IN.social } });
    expect(world.facts.coordinators.map(({ name, unit, until }) => [name, unit, until !== undefined])).toEqual([
      [BRITA.name, IN.social, true],
      [HANNA.name, IN.centre, true],
      [BRITA.name, IN.social, false],
    ]);
    const [, hanna, brita] = world.facts.coordinators;
    expect([hanna?.at, hanna?.until]).toEqual(['2026-12-10T08:01:00.000Z', brita?.at]);
  });
});
