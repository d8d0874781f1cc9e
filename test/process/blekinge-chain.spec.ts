import { describe, expect, it } from '@jest/globals';

import { told } from '../support/domain.js';
import { AT, CareChain, gotBy, notice, TREAN, telling } from '../support/blekinge.js';

/** One care chain in Blekinge, day by day. */
describe('a care chain from the home to the home', () => {
  it('[B-ADM-16] [B-ANS-11] [B-REP-04] goes from the report before the admission to the discharge, each party in its turn', () => {
    const chain = new CareChain();

    // Monday 05:30: the municipality tells what it knows, before there is any stay; nobody is told to wait for it.
    const report = chain.tell(telling('vardrapport', AT.homeCare, { patient: TREAN }), '2026-11-23T05:30:00+01:00');
    expect(told(report.answer.warnings)).toEqual(['waits-for-stay B-REP-07']);
    expect(report.deliveries).toEqual([]);

    // Monday 09:00: admitted at 07:00, with consent. Open care and both branches of the municipality are told; the ward gets
    // the report that waited.
    const admitted = chain.admit(notice(), '2026-11-23T09:00:00+01:00');
    expect(admitted.answer.warnings).toEqual([]);
    expect(gotBy(admitted)).toEqual(['AVD45', 'HSV01', 'SOC01', 'VC01']);
    const brought = chain.messages.find(({ id }) => admitted.joins?.includes(id));
    expect(brought?.visible.content).toMatchObject({ report: 'Hemtjänst fyra gånger om dagen' });
    expect(chain.owed()).toEqual([
      'svar-pa-inskrivning HSV01',
      'svar-pa-inskrivning SOC01',
      'svar-pa-inskrivning VC01',
      'utskrivningsrapport AVD45',
    ]);

    // Monday afternoon: all have receipted, which answers nothing; then they answer, each for itself.
    for (const unit of [AT.centre, AT.social, AT.homeCare, AT.ward]) chain.receipt(unit);
    expect(chain.owed()).toHaveLength(4);
    for (const party of [AT.centre, AT.social, AT.homeCare]) {
      const answer = chain.admit(chain.answer(party), '2026-11-23T15:30:00+01:00');
      expect([gotBy(answer), answer.answer.warnings]).toEqual([['AVD45'], []]);
    }
    expect(chain.owed()).toEqual(['utskrivningsrapport AVD45']);
    expect(chain.episode('K1').facts.careContacts).toMatchObject([{ name: 'Dag Distriktsson', role: 'oppenvard' }]);

    // Tuesday: the report after the round; Wednesday: a new version, and the transport.
    const first = chain.admit(chain.byWard('utskrivningsrapport'), '2026-11-24T10:00:00+01:00');
    expect(gotBy(first)).toEqual(['HSV01', 'SOC01', 'VC01']);
    expect(chain.owed()).toEqual([]);
    const revised = { medicalPlan: 'Tabletter', medicalPlanAt: '2026-11-25T09:00:00+01:00' };
    const second = chain.admit(chain.byWard('utskrivningsrapport', revised), '2026-11-25T11:00:00+01:00');
    expect([gotBy(second), second.answer.warnings]).toEqual([['HSV01', 'SOC01', 'VC01'], []]);
    expect(gotBy(chain.admit(chain.byWard('extrameddelande'), '2026-11-25T13:00:00+01:00'))).toEqual([
      'HSV01',
      'SOC01',
      'VC01',
    ]);

    // Thursday: the doctor judges her ready; both branches of the municipality say when they can begin.
    const ready = chain.admit(chain.byWard('utskrivningsklar'), '2026-11-26T10:10:00+01:00');
    expect([gotBy(ready), ready.answer.episode.state]).toEqual([['HSV01', 'SOC01', 'VC01'], 'utskrivningsklar']);
    const social = chain.admit(chain.by(AT.social, 'kommunklar'), '2026-11-26T14:00:00+01:00');
    expect([gotBy(social), social.answer.episode.state]).toEqual([['AVD45'], 'utskrivningsklar']);
    expect(told(chain.refuse(chain.byWard('utskrivningsmeddelande'), '2026-11-26T15:00:00+01:00'))).toEqual([
      'not-yet B-DIS-09',
    ]);
    const homeCare = chain.admit(chain.by(AT.homeCare, 'kommunklar'), '2026-11-26T16:00:00+01:00');
    expect([gotBy(homeCare), homeCare.answer.episode.state]).toEqual([['AVD45'], 'kommunklar']);

    // Friday: all criteria are met, and she goes home.
    const discharged = chain.admit(chain.byWard('utskrivningsmeddelande'), '2026-11-27T14:05:00+01:00');
    expect([gotBy(discharged), discharged.answer.episode.state, discharged.answer.warnings]).toEqual([
      ['HSV01', 'SOC01', 'VC01'],
      'utskriven',
      [],
    ]);
    expect(chain.owed()).toEqual([]);
  });
});
