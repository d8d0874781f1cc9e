import { describe, expect, it } from '@jest/globals';

import * as blekinge from './blekinge-plan.js';
import * as gavleborg from './gavleborg-plan.js';

/** Another coordinator comes by whom the region lets name one, whatever message the name stands in. */

const NAMED = { name: 'Siv Sund', unit: blekinge.social, phone: '0455-30 00 00' };

describe('the coordination is handed over on the way', () => {
  it.each(['radrum', 'genomfort'])('[B-COORD-07] who takes part and does not coordinate does not by a %s', (event) => {
    const plan = blekinge.planIn('mote-genomfort');
    const before = plan.facts.coordinators.length;
    const refused = plan.refuses(blekinge.social, 'sip-mote', { event, coordinator: NAMED });
    expect(refused.every((reason) => reason.startsWith('not-coordinator'))).toBe(true);
    expect(refused).toHaveLength(1);
    expect(plan.facts.coordinators).toHaveLength(before);
  });

  it('[B-COORD-07] who takes part does not by an underlag', () => {
    const plan = blekinge.planIn('kallad');
    expect(plan.refuses(blekinge.social, 'sip-underlag', { coordinator: NAMED })).toEqual([
      'not-coordinator B-COORD-07',
    ]);
  });

  it('[G-SIP-69] nor by the time to think that any party may ask for, where no unit is named either', () => {
    const plan = gavleborg.planIn('mote-genomfort');
    const refused = plan.refuses(gavleborg.social, 'sip-mote', { event: 'radrum', coordinator: { name: 'Siv Sund' } });
    expect(refused).toEqual(['not-coordinator G-SIP-69']);
  });

  it('[G-SIP-69] [B-COORD-07] who says again who coordinates hands nothing over', () => {
    const plan = gavleborg.planIn('mote-genomfort');
    const now = plan.facts.coordinators.at(-1);
    const said = { event: 'radrum', coordinator: { name: now?.name ?? 'Anna Alm', unit: gavleborg.openCare } };
    plan.say(gavleborg.social, 'sip-mote', said);
    expect(plan.facts.coordinators.at(-1)?.unit).toBe(gavleborg.openCare);
  });
});
