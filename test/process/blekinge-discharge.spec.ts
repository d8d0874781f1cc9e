import { describe, expect, it } from '@jest/globals';

import { told } from '../support/domain.js';
import { AT, CareChain, CRITERIA, gotBy, telling, TREAN } from '../support/blekinge.js';

const THURSDAY = '2026-11-26T10:10:00+01:00';
const FRIDAY = '2026-11-27T14:05:00+01:00';

describe('ready for discharge', () => {
  const before = () => new CareChain().admitted().answered().reported();

  it('[B-RDY-05] [B-RDY-06] goes to open care and municipality; when it was judged is kept beside when it was sent', () => {
    const chain = before();
    const sentAt = '2026-11-26T13:00:00+01:00';
    const plan = chain.admit(chain.byWard('utskrivningsklar', {}, { sentAt }), '2026-11-26T13:00:01+01:00');
    expect(gotBy(plan)).toEqual(['HSV01', 'SOC01', 'VC01']);
    expect(chain.episode('K1').facts.readyAt).toBe('2026-11-26T10:00:00+01:00');
    expect(plan.message).toMatchObject({ sentAt, content: { readyAt: '2026-11-26T10:00:00+01:00' } });
  });

  it.each([AT.centre, AT.social])('[B-RDY-05] the hospital sends it, not %s', (sender) => {
    const chain = before();
    expect(told(chain.refuse(chain.by(sender, 'utskrivningsklar'), THURSDAY))).toEqual(['sender-role B-RDY-05']);
  });

  it('[B-RDY-01] the responsible doctor decides, and nobody else', () => {
    const chain = before();
    expect(told(chain.refuse(chain.byWard('utskrivningsklar', { assessedBy: undefined }), THURSDAY))).toEqual([
      'missing-field B-RDY-01',
    ]);
    const nurse = { assessedBy: { name: 'Sara Skötersdotter', title: 'sjuksköterska' } };
    expect(told(chain.admit(chain.byWard('utskrivningsklar', nurse), THURSDAY).answer.warnings)).toEqual([
      'inconsistent B-RDY-01',
    ]);
  });

  it('[B-RDY-03] the person or a relative has been told by word of mouth', () => {
    for (const informedOrally of [false, undefined]) {
      const chain = before();
      const reasons = chain.refuse(chain.byWard('utskrivningsklar', { informedOrally }), THURSDAY);
      expect(told(reasons)).toEqual(['missing-field B-RDY-03']);
    }
  });

  it.each(['mobility', 'activity'])('[B-RDY-04] %s stands in the discharge report before', (field) => {
    const chain = new CareChain()
      .admitted()
      .answered()
      .reported({ [field]: undefined });
    expect(told(chain.refuse(chain.byWard('utskrivningsklar'), THURSDAY))).toEqual(['not-yet B-RDY-04']);
    chain.admit(chain.byWard('utskrivningsrapport'), '2026-11-26T10:20:00+01:00');
    expect(chain.admit(chain.byWard('utskrivningsklar'), '2026-11-26T10:30:00+01:00').answer.warnings).toEqual([]);
  });

  it('[B-RDY-03] [B-RDY-04] a recorded reason lifts the stop, and the remark stays', () => {
    const chain = new CareChain().admitted().answered();
    const all = { informedOrally: false, override: 'Flyttas till annat sjukhus i dag' };
    expect(told(chain.admit(chain.byWard('utskrivningsklar', all), THURSDAY).answer.warnings)).toEqual([
      'incomplete B-RDY-03',
      'incomplete B-RDY-04',
    ]);
  });

  it('[B-RDY-07] comes in a chain only, after the admission notice', () => {
    const chain = new CareChain();
    expect(told(chain.refuse(chain.byWard('utskrivningsklar', {}, { patient: TREAN }), THURSDAY))).toEqual([
      'unknown-episode',
    ]);
    const planned = new CareChain();
    const content = { plannedAdmission: '2026-11-26' };
    planned.admit(telling('planerad-inskrivning', AT.ward, { episodeId: 'K1', patient: TREAN, content }));
    expect(told(planned.refuse(planned.byWard('utskrivningsklar'), THURSDAY))).toContain('wrong-state');
  });
});

describe('kommunklar', () => {
  const before = () => new CareChain().admitted().answered().reported().ready();
  const AT_NOON = '2026-11-26T12:00:00+01:00';

  it('[B-MUN-01] answers utskrivningsklar, to the hospital, and comes from the municipality', () => {
    const chain = before();
    expect(gotBy(chain.admit(chain.by(AT.social, 'kommunklar'), AT_NOON))).toEqual(['AVD45']);
    expect(told(chain.refuse(chain.by(AT.centre, 'kommunklar'), AT_NOON))).toEqual(['sender-role B-MUN-01']);
    expect(told(chain.refuse(chain.byWard('kommunklar'), AT_NOON))).toEqual(['sender-role B-MUN-01']);
    const early = new CareChain().admitted();
    expect(told(early.refuse(early.by(AT.social, 'kommunklar'), AT_NOON))).toEqual(['wrong-state']);
  });

  it.each([
    ['interventions', 'B-MUN-03'],
    ['executableFrom', 'B-MUN-04'],
    ['contacts', 'B-MUN-05'],
  ])('[B-MUN-02] [B-MUN-03] [B-MUN-04] [B-MUN-05] when interventions are decided, %s is told', (field, rule) => {
    const chain = before();
    const reasons = chain.refuse(chain.by(AT.social, 'kommunklar', { [field]: undefined }), AT_NOON);
    expect(reasons).toMatchObject([{ code: 'missing-field', rule, path: `content.${field}` }]);
  });

  it('[B-MUN-07] that nothing was decided is an answer, and then there is nothing to carry out', () => {
    const nothing = { decided: false, interventions: undefined, executableFrom: undefined, contacts: undefined };
    const chain = before();
    expect(chain.admit(chain.by(AT.social, 'kommunklar', nothing), AT_NOON).answer.warnings).toEqual([]);
    const both = chain.by(AT.homeCare, 'kommunklar', { ...nothing, executableFrom: '2026-11-27' });
    expect(told(chain.refuse(both, AT_NOON))).toEqual(['contradiction B-MUN-07']);
  });

  it('[B-MUN-06] [B-DIS-09] the hospital awaits it', () => {
    const chain = before();
    expect(told(chain.refuse(chain.byWard('utskrivningsmeddelande'), FRIDAY))).toEqual(['not-yet B-DIS-09']);
  });

  it('[B-MUN-08] [B-MUN-11] each branch of the municipality says it, or one for both', () => {
    const apart = before();
    apart.admit(apart.by(AT.social, 'kommunklar'), AT_NOON);
    const [awaited, ...rest] = apart.refuse(apart.byWard('utskrivningsmeddelande'), FRIDAY);
    expect([awaited?.code, awaited?.rule, rest]).toEqual(['not-yet', 'B-DIS-09', []]);
    expect(awaited?.sv).toMatch(
      new RegExp(`: e, sjukhuset inväntar kommunklar; kommunklar saknas från ${AT.homeCare}$`),
    );
    expect(apart.episode('K1').facts.state).toBe('utskrivningsklar');
    apart.admit(apart.by(AT.homeCare, 'kommunklar'), AT_NOON);
    expect(apart.episode('K1').facts.state).toBe('kommunklar');
    expect(apart.admit(apart.byWard('utskrivningsmeddelande'), FRIDAY).answer.episode.state).toBe('utskriven');

    const together = before().municipalityReady();
    expect(together.admit(together.byWard('utskrivningsmeddelande'), FRIDAY).answer.episode.state).toBe('utskriven');
  });

  it('[B-MUN-09] nobody is late with it: how long it took is for the reports', () => {
    const chain = before();
    expect(chain.owed()).toEqual([]);
    expect(chain.episode('K1').steps.at(-1)).toMatchObject({ kind: 'utskrivningsklar' });
  });

  it('[B-MUN-10] a start after the planned discharge is remarked upon', () => {
    const chain = before();
    const late = chain.by(AT.social, 'kommunklar', { executableFrom: '2026-11-28' });
    expect(told(chain.admit(late, AT_NOON).answer.warnings)).toEqual(['inconsistent B-MUN-10']);
  });

  it('[B-MUN-06] is awaited anew when the hospital has taken its utskrivningsklar back', () => {
    const chain = before().municipalityReady();
    chain.admit(chain.byWard('utskrivningsklar-aterkallad'), '2026-11-26T20:00:00+01:00');
    chain.admit(chain.byWard('utskrivningsklar'), '2026-11-27T10:00:00+01:00');
    expect(told(chain.refuse(chain.byWard('utskrivningsmeddelande'), FRIDAY))).toEqual(['not-yet B-DIS-09']);
    chain.admit(chain.by(AT.social, 'kommunklar'), FRIDAY);
    expect(chain.episode('K1').facts.state).toBe('utskrivningsklar');
    chain.admit(chain.by(AT.homeCare, 'kommunklar'), FRIDAY);
    expect(chain.episode('K1').facts.state).toBe('kommunklar');
  });
});

describe('the discharge', () => {
  const discharge = (criteria: object = {}, content: object = {}) => {
    const chain = new CareChain().untilDischarge();
    const said = Object.entries({ ...CRITERIA, ...criteria }).filter(([, value]) => value !== undefined);
    return {
      chain,
      message: chain.byWard('utskrivningsmeddelande', { criteria: Object.fromEntries(said), ...content }),
    };
  };
  const refused = (criteria: object) => {
    const { chain, message } = discharge(criteria);
    return chain.refuse(message, FRIDAY).map(({ code, rule, path }) => `${code} ${rule ?? ''} ${path}`);
  };
  const accepted = (criteria: object, content: object = {}) => {
    const { chain, message } = discharge(criteria, content);
    return told(chain.admit(message, FRIDAY).answer.warnings);
  };

  it.each([
    ['oral', 'not-yet'],
    ['dischargeNote', 'not-yet'],
    ['medicationList', 'not-yet'],
    ['nursingSummary', 'not-yet'],
    ['training', 'missing-field'],
  ])('[B-DIS-02] a: %s', (field, code) => {
    expect(refused({ [field]: undefined })).toEqual([`${code} B-DIS-02 content.criteria.${field}`]);
    if (field !== 'training') expect(refused({ [field]: false })).toHaveLength(1);
  });

  it('[B-DIS-03] b: open care has named a care contact; one of the municipality is not enough', () => {
    const chain = new CareChain().admitted();
    chain.admit(chain.answer(AT.centre, { careContact: undefined }), '2026-11-23T15:00:00+01:00');
    const careContact = { name: 'Karin Kommunsdotter', phone: '031-390 06 42' };
    chain.admit(chain.answer(AT.homeCare, { careContact }), '2026-11-23T15:00:00+01:00');
    chain.reported().ready().municipalityReady();
    expect(told(chain.refuse(chain.byWard('utskrivningsmeddelande'), FRIDAY))).toEqual(['not-yet B-DIS-03']);
    chain.admit(chain.answer(AT.centre), '2026-11-27T09:00:00+01:00');
    expect(chain.admit(chain.byWard('utskrivningsmeddelande'), FRIDAY).answer.episode.state).toBe('utskriven');
  });

  it('[B-DIS-04] c: aids are there, or something else was agreed', () => {
    expect(refused({ aids: undefined })).toEqual(['missing-field B-DIS-04 content.criteria.aids']);
    expect(accepted({ aids: { status: 'ej-aktuellt' } })).toEqual([]);
  });

  it.each([
    ['2026-12-02', []],
    ['2026-12-01', ['not-yet B-DIS-06 content.criteria.medicinesThrough']],
    [undefined, ['missing-field B-DIS-06 content.criteria.medicinesThrough']],
  ])('[B-DIS-06] [B-DIS-08] d: medicines from a Friday through %s', (medicinesThrough, reasons) => {
    if (reasons.length === 0) expect(accepted({ medicinesThrough })).toEqual([]);
    else expect(refused({ medicinesThrough })).toEqual(reasons);
  });

  it('[B-DIS-06] [B-DIS-08] d: from the Tuesday before Epiphany, an eve of it, through the Monday after', () => {
    const dischargedAt = '2027-01-05T14:00:00+01:00';
    expect(accepted({ medicinesThrough: '2027-01-11' }, { dischargedAt })).toEqual([]);
    const { chain, message } = discharge({ medicinesThrough: '2027-01-10' }, { dischargedAt });
    expect(told(chain.refuse(message, FRIDAY))).toEqual(['not-yet B-DIS-06']);
  });

  it('[B-DIS-10] f: that the receiving unit need not be contacted has to be said', () => {
    expect(refused({ receivingContact: undefined })).toEqual([
      'missing-field B-DIS-10 content.criteria.receivingContact',
    ]);
    expect(accepted({ receivingContact: 'behovs-ej' })).toEqual([]);
  });

  it('[B-DIS-12] [B-DIS-14] by agreement: aids and medicines alone, and it says with whom and when', () => {
    const agreed = { status: 'overenskommelse', agreedWith: 'Hemsjukvården', agreedAt: '2026-11-26T15:00:00+01:00' };
    expect(accepted({ aids: agreed, medicines: agreed, medicinesThrough: undefined })).toEqual([]);
    for (const field of ['aids', 'medicines']) {
      expect(refused({ [field]: { ...agreed, agreedWith: undefined } })).toEqual([
        `missing-field B-DIS-14 content.criteria.${field}`,
      ]);
      expect(refused({ [field]: { ...agreed, agreedAt: undefined } })).toHaveLength(1);
    }
  });

  it('[B-DIS-01] all of it is needed, and all that is missing is told at once', () => {
    const chain = new CareChain().admitted().reported().ready();
    const bare = chain.byWard('utskrivningsmeddelande', { criteria: undefined, summary: undefined });
    const rules = chain.refuse(bare, FRIDAY).map(({ rule }) => rule);
    expect([...new Set(rules)]).toEqual([
      'B-DIS-02',
      'B-DIS-03',
      'B-DIS-04',
      'B-DIS-06',
      'B-DIS-09',
      'B-DIS-10',
      'B-DIS-11',
    ]);
  });

  it('[B-DIS-01] how each of the criteria stood is kept', () => {
    const { chain, message } = discharge({ aids: { status: 'ej-aktuellt' } });
    chain.admit(message, FRIDAY);
    expect(chain.episode('K1').steps.at(-1)?.kept).toMatchObject({ criteria: { aids: { status: 'ej-aktuellt' } } });
  });

  it('[B-DIS-11] it has a summary of the stay', () => {
    const { chain, message } = discharge({}, { summary: ' ' });
    const blank = { ...message, content: { ...message.content, summary: '' } };
    expect(told(chain.refuse(blank, FRIDAY))).toEqual(['missing-field B-DIS-11']);
  });

  it('[B-DIS-15] after the discharge a further one amends it, and discharges nobody', () => {
    const { chain, message } = discharge();
    chain.admit(message, FRIDAY);
    const more = chain.byWard('utskrivningsmeddelande', { criteria: undefined, summary: 'Även: provsvar normalt' });
    const plan = chain.admit(more, '2026-11-28T10:00:00+01:00');
    expect([gotBy(plan), plan.answer.episode.state, plan.answer.warnings]).toEqual([
      ['HSV01', 'SOC01', 'VC01'],
      'utskriven',
      [],
    ]);
  });

  it('[B-RDY-05] without utskrivningsklar, where only open care is concerned, it is remarked upon', () => {
    const chain = new CareChain().admitted({ needs: ['oppenvard'] });
    chain.admit(chain.answer(AT.centre), '2026-11-23T15:00:00+01:00');
    const plan = chain.admit(chain.byWard('utskrivningsmeddelande'), FRIDAY);
    expect([told(plan.answer.warnings), plan.answer.episode.state]).toEqual([['out-of-order B-RDY-05'], 'utskriven']);
  });

  it.each([AT.centre, AT.homeCare])('[B-DIS-11] the hospital sends it, not %s', (sender) => {
    const { chain } = discharge();
    expect(told(chain.refuse(chain.by(sender, 'utskrivningsmeddelande'), FRIDAY))).toEqual(['sender-role B-DIS-11']);
  });
});
