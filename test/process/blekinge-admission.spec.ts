import { describe, expect, it } from '@jest/globals';

import { told } from '../support/domain.js';
import { AT, CareChain, gotBy, NO, notice, silentNotice, TREAN, YES } from '../support/blekinge.js';

const MONDAY = '2026-11-23T09:00:00+01:00';

describe('the admission notice: who gets it', () => {
  it('[B-ADM-14] [B-ADM-15] [B-ADM-16] goes at once to open care, social services and municipal health care', () => {
    const plan = new CareChain().admit(notice(), MONDAY);
    expect(gotBy(plan)).toEqual(['HSV01', 'SOC01', 'VC01']);
    expect(plan.deliveries.every(({ receiptDue }) => receiptDue !== null)).toBe(true);
    expect(plan.answer.episode.state).toBe('inskriven');
  });

  it('[B-ADM-14] [B-ANS-05] goes to clinic and health centre when the ward names both', () => {
    const plan = new CareChain().admit(notice({ recipients: [AT.clinic, AT.centre] }), MONDAY);
    expect(gotBy(plan)).toEqual(['HSV01', 'KLIN01', 'SOC01', 'VC01']);
  });

  it.each([
    { needs: ['oppenvard'] as const, units: ['VC01'] },
    { needs: ['socialtjanst'] as const, units: ['HSV01', 'SOC01', 'VC01'] },
    { needs: ['hemsjukvard'] as const, units: ['HSV01', 'SOC01', 'VC01'] },
    { needs: ['sabo'] as const, units: ['SABO01', 'SOC01', 'VC01'] },
  ])('[B-ADM-05] [B-SCO-03] one need is enough: $needs', ({ needs, units }) => {
    expect(gotBy(new CareChain().admit(notice({ needs: [...needs] }), MONDAY))).toEqual(units);
  });

  it('[B-ADM-03] without a need that somebody has judged there is no notice', () => {
    const chain = new CareChain();
    expect(told(chain.refuse(notice({ needs: [] }), MONDAY))).toEqual(['category-without-notice B-ADM-03']);
    const unsaid = { ...notice() };
    delete unsaid.needs;
    expect(told(chain.refuse(unsaid, MONDAY))).toContain('missing-field B-ADM-03');
  });

  it('[B-SCO-01] a person who is registered elsewhere is remarked upon, and told of all the same', () => {
    const patient = { ...TREAN, municipality: '2180' };
    const plan = new CareChain().admit(notice({ patient, recipients: [AT.social, AT.homeCare] }), MONDAY);
    expect(told(plan.answer.warnings)).toEqual(['outside-target-group B-SCO-01']);
    expect(gotBy(plan)).toEqual(['HSV01', 'SOC01', 'VC01']);
  });

  it.each(['202611229812', '191212121212', '201508179817'])('[B-SCO-02] nobody is too young or too old: %s', (id) => {
    expect(new CareChain().admit(notice({ patient: { ...TREAN, id } }), MONDAY).answer.warnings).toEqual([]);
  });
});

describe('the admission notice: what it holds', () => {
  it.each(['reason', 'expectedDischarge'])('[B-ADM-07] with consent %s is asked for', (field) => {
    const chain = new CareChain();
    const [missing] = chain.refuse(notice({ content: { [field]: undefined } }), MONDAY);
    expect(missing).toMatchObject({ code: 'missing-field', rule: 'B-ADM-07', path: `content.${field}` });
  });

  it('[B-ADM-07] what has been told once need not be repeated', () => {
    const chain = new CareChain().admitted();
    const later = notice({ content: { reason: undefined, expectedDischarge: '2026-11-30' } });
    expect(chain.admit(later, '2026-11-25T09:00:00+01:00').message).toMatchObject({ notice: 'changed-date' });
  });

  it('[B-ADM-08] without consent there are four fields: name, number, address and expected discharge', () => {
    const plan = new CareChain().admit(silentNotice(), MONDAY);
    expect(plan.message.content).toEqual({ expectedDischarge: '2026-11-27' });
    expect(plan.message.patient).toEqual({
      id: TREAN.id,
      idType: 'personnummer',
      givenName: 'Trean',
      familyName: 'Treansson',
      address: TREAN.address,
    });
    expect(plan.message).not.toHaveProperty('planningCategory');
    expect(gotBy(plan)).toEqual(['HSV01', 'SOC01', 'VC01']);
  });

  it('[B-ADM-08] with consent the recipients see what the person needs and from where', () => {
    const plan = new CareChain().admit(notice(), MONDAY);
    expect(plan.message.patient).toMatchObject({ municipality: '1080', healthCentre: AT.centre });
    expect(plan.message).toHaveProperty('planningCategory');
  });

  it.each([
    ['reason', 'Hjärtsvikt'],
    ['mobile', '070-174 06 05'],
    ['other', 'Har hund'],
    ['assessedBy', { name: 'Disa Doktor' }],
    ['physicianAssessed', true],
  ])('[B-ADM-08] [B-CON-02] without consent any other field is refused: %s', (field, value) => {
    const reasons = new CareChain().refuse(silentNotice({ [field]: value }), MONDAY);
    expect(reasons).toMatchObject([{ code: 'consent-required', rule: 'B-ADM-08', path: `content.${field}` }]);
  });

  it('[B-ADM-08] without consent the hub counts from the admission and tells nobody of it', () => {
    const plan = new CareChain().admit(silentNotice({ admittedAt: '2026-11-23T07:00:00+01:00' }), MONDAY);
    expect(plan.message.content).toEqual({ expectedDischarge: '2026-11-27' });
    expect(plan.deadlines).toContainEqual(expect.objectContaining({ kind: 'inskrivningsmeddelande', state: 'met' }));
    // When it was due would say when the admission was.
    expect(plan.message).not.toHaveProperty('judged');
    expect(JSON.stringify(plan.message)).not.toMatch(/T0[67]:00:00/);
    expect(told(plan.answer.warnings)).toEqual(['consent-missing B-ADM-08']);
  });

  it('[B-ADM-06] [B-CON-01] consent is asked for before: a notice that does not say so counts as one without', () => {
    const silent = { ...silentNotice() };
    delete silent.consent;
    expect(told(new CareChain().admit(silent, MONDAY).answer.warnings)).toContain('incomplete B-ADM-06');
    const full = { ...notice() };
    delete full.consent;
    expect(told(new CareChain().refuse(full, MONDAY))).toEqual(['consent-required B-ADM-08']);
  });

  it('[B-ADM-17] the discharge is not expected before the admission', () => {
    const early = notice({ content: { expectedDischarge: '2026-11-22' } });
    expect(told(new CareChain().refuse(early, MONDAY))).toEqual(['contradiction B-ADM-17']);
    const sameDay = notice({ content: { expectedDischarge: '2026-11-23' } });
    expect(new CareChain().admit(sameDay, MONDAY).answer.warnings).toEqual([]);
    const moved = notice({ content: { admittedAt: undefined, expectedDischarge: '2026-11-20' } });
    expect(told(new CareChain().admitted().refuse(moved, '2026-11-24T09:00:00+01:00'))).toEqual([
      'contradiction B-ADM-17',
    ]);
  });

  it('[B-ADM-18] the expected discharge may change, and each that was said is kept', () => {
    const chain = new CareChain().admitted();
    chain.admit(notice({ content: { expectedDischarge: '2026-12-01' } }), '2026-11-25T09:00:00+01:00');
    expect(chain.episode('K1').facts.expectedDischarge).toBe('2026-12-01');
    expect(chain.episode('K1').steps.map(({ expectedDischarge }) => expectedDischarge)).toEqual([
      '2026-11-27',
      '2026-12-01',
    ]);
  });
});

describe('the admission notice: when', () => {
  const judged = (content: object, at: string, sender: string = AT.ward) => {
    const plan = new CareChain().admit(notice({ sender, content: { ...content }, sentAt: at }), at);
    return {
      late: plan.message.judged?.filter(({ kind }) => kind.startsWith('inskrivning')).map(({ late }) => late),
      told: told(plan.answer.warnings),
    };
  };

  it('[B-ADM-01] within 24 elapsed hours from the admission, days off included', () => {
    const saturday = { admittedAt: '2026-11-21T07:00:00+01:00' };
    expect(judged(saturday, '2026-11-22T07:00:00+01:00')).toEqual({ late: [false], told: [] });
    expect(judged(saturday, '2026-11-22T07:00:01+01:00')).toEqual({ late: [true], told: ['late B-ADM-01'] });
  });

  it('[B-ADM-02] a need that is seen later starts the hours', () => {
    const content = { admittedAt: '2026-11-21T07:00:00+01:00', needIdentifiedAt: '2026-11-23T08:00:00+01:00' };
    expect(judged(content, '2026-11-24T08:00:00+01:00')).toEqual({ late: [false], told: [] });
    expect(judged(content, '2026-11-24T08:00:01+01:00')).toEqual({ late: [true], told: ['late B-ADM-01'] });
  });

  it('[B-ADM-13] [B-EMG-10] at PIVA, PAKA, AKA and MOA a stay counts that is longer than 24 hours, exactly that is not', () => {
    const admittedAt = '2026-11-22T07:00:00+01:00';
    for (const sender of [AT.piva, AT.paka, AT.aka, AT.moa]) {
      const exactly = judged({ admittedAt }, '2026-11-23T07:00:00+01:00', sender);
      expect(exactly).toEqual({ late: [false], told: ['out-of-order B-ADM-13'] });
      expect(judged({ admittedAt }, '2026-11-23T07:00:01+01:00', sender)).toEqual({ late: [false], told: [] });
      expect(judged({ admittedAt }, '2026-11-24T07:00:00+01:00', sender)).toEqual({ late: [false], told: [] });
      expect(judged({ admittedAt }, '2026-11-24T07:00:01+01:00', sender).told).toEqual(['late B-ADM-13']);
    }
  });

  it('[B-EMG-10] the emergency department opens no chain, however long somebody stays', () => {
    const reasons = new CareChain().refuse(notice({ sender: AT.emergency }), MONDAY);
    expect(told(reasons)).toEqual(['sender-role B-ADM-14']);
  });

  it('[B-ADM-10] by the end of the weekday after the admission a preliminary discharge date is there', () => {
    const chain = new CareChain();
    const friday = silentNotice({ admittedAt: '2026-11-27T07:00:00+01:00', expectedDischarge: undefined });
    chain.admit(friday, '2026-11-27T09:00:00+01:00');
    const [planning] = chain.deadlines.filter(({ kind }) => kind === 'beraknad-utskrivning');
    expect(planning).toMatchObject({ state: 'open', responsible: AT.ward, due: new Date('2026-12-01T00:00:00+01:00') });
    const dated = silentNotice({ expectedDischarge: '2026-12-04' });
    chain.admit(dated, '2026-11-30T15:00:00+01:00');
    const met = chain.deadlines.find(({ kind }) => kind === 'beraknad-utskrivning');
    expect(met).toMatchObject({ state: 'met', late: false });
  });
});

describe('a chain without consent', () => {
  it('[B-ADM-09] [B-CON-02] [B-EXT-10] nothing more is sent in it, by anybody', () => {
    const chain = new CareChain();
    chain.admit(silentNotice(), MONDAY);
    const messages = [
      chain.answer(AT.centre),
      chain.byWard('utskrivningsrapport'),
      chain.byWard('extrameddelande'),
      chain.by(AT.social, 'extrameddelande'),
      chain.byWard('utskrivningsklar'),
      chain.by(AT.homeCare, 'vardrapport'),
    ];
    for (const message of messages) {
      expect(told(chain.refuse(message, '2026-11-24T09:00:00+01:00'))).toContain('consent-required B-ADM-09');
    }
    expect(chain.owed()).toEqual([]);
  });

  it('[B-ADM-09] the discharge is registered, and told to nobody', () => {
    const chain = new CareChain();
    chain.admit(silentNotice(), MONDAY);
    const content = { dischargedAt: '2026-11-27T14:00:00+01:00', summary: undefined, criteria: undefined };
    const plan = chain.admit(chain.byWard('utskrivningsmeddelande', content), '2026-11-27T14:05:00+01:00');
    expect([plan.deliveries, plan.answer.episode.state]).toEqual([[], 'utskriven']);
    expect(told(plan.answer.warnings)).toEqual(['consent-missing B-CON-02']);
  });

  it('[B-CON-10] recipients see on the notice that there is no consent', () => {
    const plan = new CareChain().admit(silentNotice(), MONDAY);
    expect(plan.message.consent).toMatchObject({ given: false });
  });

  it('[B-ADM-09] [B-CON-08] consent that is given later opens it: a full notice, then the answers', () => {
    const chain = new CareChain();
    chain.admit(silentNotice(), MONDAY);
    const later = { ...YES, recordedAt: '2026-11-24T08:00:00+01:00' };
    expect(told(chain.refuse(notice({ consent: later, content: { reason: undefined } }), MONDAY))).toEqual([
      'missing-field B-ADM-07',
    ]);
    chain.admit(notice({ consent: later }), '2026-11-24T08:30:00+01:00');
    expect(chain.owed()).toContain('svar-pa-inskrivning VC01');
    expect(gotBy(chain.admit(chain.answer(AT.centre), '2026-11-24T09:00:00+01:00'))).toEqual(['AVD45']);
  });

  it('[B-CON-08] consent that is withdrawn stops what is sent, and keeps what was', () => {
    const chain = new CareChain().admitted().answered();
    const withdrawn = chain.admit(chain.by(AT.social, 'samtycke-aterkallat'), '2026-11-24T09:00:00+01:00');
    expect(gotBy(withdrawn)).toEqual(['AVD45', 'HSV01', 'VC01']);
    expect(chain.episode('K1').facts.consents).toMatchObject([{ given: false, unit: AT.social }]);
    expect(told(chain.refuse(chain.byWard('utskrivningsrapport'), '2026-11-24T10:00:00+01:00'))).toContain(
      'consent-required B-ADM-09',
    );
    expect(chain.episode('K1').steps).toHaveLength(5);
    expect(chain.owed()).toEqual([]);
  });

  it('[B-CON-09] consent to another purpose is none to the chain', () => {
    const other = { ...NO, given: true, scope: ['akutbesok', 'planerad-inskrivning'] };
    expect(told(new CareChain().refuse(notice({ consent: other }), MONDAY))).toEqual(['consent-required B-ADM-08']);
  });
});
