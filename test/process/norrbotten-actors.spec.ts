import { describe, expect, it } from '@jest/globals';

import type { Content } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { BOTH, IN, NorrbottenWorld, planIn, remarks, STATES } from '../support/norrbotten.js';

const MEET: Content = {
  purpose: 'aktorsmote',
  setting: 'utan-vardtillfalle',
  regards: 'planering',
  meetingAt: '2026-12-01T09:00:00+01:00',
  form: 'video',
  agenda: ['Vem har medicinskt ansvar', 'Kontaktvägar', 'Kompetensöverföring'],
};
const TO = { recipients: [IN.centre, IN.outpatient] };
const HELD: Content = {
  event: 'genomfort',
  note: 'Fördelning klar',
  attendance: [{ relation: 'vard', unit: IN.centre, name: 'Hanna Häll', attended: true, mandate: true }],
};
const lacking = (field: string): Content => Object.fromEntries(Object.entries(MEET).filter(([name]) => name !== field));

describe('a meeting of the parties alone in Norrbotten (aktörsmöte)', () => {
  it('[N-ACTOR-01] may be a part of own planning, between call and meeting, and of any time before and after', () => {
    const fits = STATES.filter((state) => planIn(state).allows(IN.social, 'sip-kallelse', MEET, TO));
    // Before consent there is none to it either.
    expect(fits).toEqual(STATES.filter((state) => state !== 'behov' && state !== 'underlag'));
  });

  it('[N-ACTOR-03] [N-ACTOR-07] has an agenda, and who comes knows what they may decide', () => {
    expect(told(planIn('kallad').refusal(IN.social, 'sip-kallelse', lacking('agenda'), TO))).toEqual([
      'missing-field N-CALL-01',
    ]);
    const world = planIn('kallad');
    world.say(IN.social, 'sip-kallelse', MEET, TO);
    const attendance = [{ relation: 'vard', unit: IN.centre, name: 'Hanna Häll', attended: true, mandate: true }];
    world.say(IN.social, 'sip-mote', { ...HELD, meeting: world.last, attendance });
    expect(world.plan.steps.at(-1)?.content['attendance']).toEqual(attendance);
  });

  it.each([IN.social, IN.homeCare, IN.centre, IN.ward, IN.outpatient])(
    '[N-ACTOR-05] who sees the need calls (%s), and answers for it by the day that was chosen',
    (unit) => {
      const world = planIn('kallad');
      world.say(unit, 'sip-kallelse', MEET, { recipients: [unit === IN.centre ? IN.social : IN.centre] });
      const owed = world.owed('sip-mote').filter(({ due }) => due === '2026-12-01T23:00:00.000Z');
      expect(owed).toEqual([{ responsible: unit, due: '2026-12-01T23:00:00.000Z' }]);
    },
  );

  it('[N-CON-04] [N-ACTOR-06] needs the consent of the person too', () => {
    // Once, and not also as a call without consent.
    const once = ['consent-required N-ACTOR-06'];
    expect(told(planIn('underlag').refusal(IN.social, 'sip-kallelse', MEET, TO))).toEqual(once);
    const world = new NorrbottenWorld();
    const to = { recipients: [IN.outpatient] };
    expect(told(world.refusal(IN.centre, 'sip-kallelse', MEET, to))).toEqual(once);
    expect(world.allows(IN.centre, 'sip-kallelse', { ...MEET, consents: BOTH }, to)).toBe(true);
  });

  it('[N-ACTOR-08] is no plan meeting: it neither counts as held nor lets a plan be made', () => {
    for (const state of ['kartlagd', 'kallad']) {
      const world = planIn(state);
      world.say(IN.social, 'sip-kallelse', MEET, TO);
      const meeting = world.last;
      world.say(IN.social, 'sip-mote', { ...HELD, meeting });
      expect(world.facts.state).toBe(state);
      const made = world.refusal(IN.social, 'sip-mote', { event: 'plan-skapad', meeting });
      expect(told(made)).toEqual(expect.arrayContaining(['not-yet N-MEET-12', 'wrong-plan-state N-ACTOR-08']));
      expect(world.openDuties()).not.toContain('sip-huvudmal');
    }
  });

  it('[N-ACTOR-08] what a plan meeting asks for is not asked of it', () => {
    const world = planIn('kallad');
    world.say(IN.social, 'sip-kallelse', MEET, TO);
    const held = remarks(world.say(IN.social, 'sip-mote', { ...HELD, meeting: world.last }));
    expect(held.filter((one) => /N-GEN-05|N-MEET-04|N-MEET-06/.test(one))).toEqual([]);
  });

  it('[N-ACTOR-09] proposes those who take part, where nobody is named, and takes others as they are named', () => {
    const proposed = planIn('pagaende').say(IN.homeCare, 'sip-kallelse', MEET);
    expect(new Set(unitsOf(proposed))).toEqual(new Set([IN.social, IN.centre]));
    const chosen = planIn('pagaende').say(IN.homeCare, 'sip-kallelse', MEET, { recipients: [IN.outpatient] });
    expect(new Set(unitsOf(chosen))).toEqual(new Set([IN.outpatient]));
  });

  it.each(['den-enskilde', 'narstaende', 'foretradare'])('[N-ACTOR-10] %s is not called to it', (relation) => {
    const participants = [{ relation, name: 'Siv Tolvansson', channel: 'post' }];
    const reasons = planIn('kallad').refusal(IN.social, 'sip-kallelse', { ...MEET, participants }, TO);
    expect(told(reasons)).toContain('contradiction N-ACTOR-10');
  });

  it('[N-ACTOR-11] the call says that it is about planning', () => {
    for (const call of [lacking('regards'), { ...MEET, regards: 'sip' }]) {
      expect(told(planIn('kallad').refusal(IN.social, 'sip-kallelse', call, TO))).toEqual(['contradiction N-ACTOR-11']);
    }
  });

  it('[N-ACTOR-12] exists in the open-care process alone', () => {
    for (const setting of ['fore-utskrivning', 'efter-utskrivning']) {
      const reasons = planIn('kallad').refusal(
        IN.centre,
        'sip-kallelse',
        { ...MEET, setting },
        { recipients: [IN.social] },
      );
      expect(told(reasons)).toContain('contradiction N-ACTOR-12');
    }
  });
});
