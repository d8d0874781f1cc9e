import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '#domain/delivery.js';
import { decideReceipt } from '#domain/handling.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message, Need, PlanningCategory } from '#domain/message.js';

import { AT, blekinge, CareChain, freely, gotBy, notice, telling, TREAN, YES } from '../support/blekinge.js';
import { told } from '../support/domain.js';

/** Whom a person's needs concern, and what a message is told that names somebody or something wrong. */

const MONDAY = '2026-11-23T09:00:00+01:00';
const refused = (message: Message, chain = new CareChain()) => told(chain.refuse(message, MONDAY));

const O: Need = 'oppenvard';
const S: Need = 'socialtjanst';
const H: Need = 'hemsjukvard';
const B: Need = 'sabo';

describe('the needs of a person', () => {
  const all = ['HSV01', 'SOC01', 'VC01'];
  const housed = ['SABO01', 'SOC01', 'VC01'];
  const NEEDS: readonly [needs: readonly Need[], category: PlanningCategory, units: readonly string[]][] = [
    [[O], 'B', ['VC01']],
    [[S], 'C', all],
    [[H], 'D', all],
    [[H, O], 'D', all],
    [[O, S], 'BC', all],
    [[S, H], 'CD', all],
    [[S, H, O], 'CD', all],
    [[B], 'E', housed],
    [[B, O], 'E', housed],
    [[B, S], 'E', housed],
    [[B, H], 'E', housed],
    [[B, S, O], 'E', housed],
    [[B, H, O], 'E', housed],
    [[B, S, H], 'E', housed],
    [[B, S, H, O], 'E', housed],
  ];

  it.each(NEEDS)('[B-ADM-05] [B-ADM-14] %j are enough: category %s, told to %j', (needs, category, units) => {
    const plan = new CareChain().admit(notice({ needs: [...needs] }), MONDAY);
    expect([plan.message.planningCategory, gotBy(plan)]).toEqual([category, units]);
  });

  it('[B-ADM-03] without a need nothing is sent', () => {
    expect(refused(notice({ needs: [] }))).toEqual(['category-without-notice B-ADM-03']);
  });

  it('[B-RDY-07] nor is utskrivningsklar, when the needs have gone', () => {
    const chain = new CareChain().admitted();
    const ready = chain.byWard('utskrivningsklar', { override: { reason: 'Bedömd vid ronden' } }, { needs: [] });
    expect(refused(ready, chain)).toEqual(['category-without-notice B-RDY-07']);
  });

  it.each([
    ['B-ADM-03', 'A', { recipients: [], fvk: false, sip: false, payment: false }],
    ['B-ADM-14', 'B', { recipients: ['oppenvard'], fvk: true, sip: false, payment: false }],
    [
      'B-ADM-14',
      'C',
      { recipients: ['oppenvard', 'socialtjanst', 'hemsjukvard'], fvk: true, sip: true, payment: true },
    ],
    [
      'B-ADM-14',
      'D',
      { recipients: ['oppenvard', 'socialtjanst', 'hemsjukvard'], fvk: true, sip: true, payment: true },
    ],
    [
      'B-ADM-14',
      'BC',
      { recipients: ['oppenvard', 'socialtjanst', 'hemsjukvard'], fvk: true, sip: true, payment: true },
    ],
    [
      'B-ADM-14',
      'CD',
      { recipients: ['oppenvard', 'socialtjanst', 'hemsjukvard'], fvk: true, sip: true, payment: true },
    ],
    ['B-ADM-14', 'E', { recipients: ['oppenvard', 'socialtjanst', 'sabo'], fvk: true, sip: true, payment: true }],
  ] as const)(
    '[%s] open care names a contact in every category but A, and where the municipality has a part a plan and liability follow: %s',
    (_rule, category, expected) => {
      expect(blekinge().categories[category]).toMatchObject(expected);
    },
  );

  it.each([[O], [S], [H], [O, S], [S, H], [B]].map((needs) => [needs]))(
    '[B-ADM-14] a ready notice goes to the same units: %j',
    (needs) => {
      const chain = new CareChain();
      const first = chain.admit(notice({ needs }), MONDAY);
      const ready = chain.byWard('utskrivningsklar', { override: { reason: 'Bedömd vid ronden' } });
      expect(gotBy(chain.admit(ready, MONDAY))).toEqual(gotBy(first));
    },
  );
});

describe('what a message gets wrong is told with the rule', () => {
  it.each([
    ['B-ADM-08', 'nobody', { patient: undefined }, 'missing-field'],
    ['B-ADM-14', 'needs of another category', { planningCategory: 'BC' }, 'conflicting-needs'],
    ['B-ADM-14', 'a unit that nobody knows', { recipients: ['SE2321000081-FINNSEJ'] }, 'unknown-unit'],
    ['B-ADM-14', 'a unit of a role that is not concerned', { recipients: [AT.housing] }, 'role-not-concerned'],
  ] as const)('[%s] a notice of %s', (rule, _what, changes, code) => {
    expect(refused(notice({ ...changes } as Partial<Message>))).toEqual([`${code} ${rule}`]);
  });

  it('[B-ADM-08] a person whose identity is not well formed, or is missing', () => {
    const reasons = (patient: object) => {
      const check = checkMessage(
        JSON.parse(JSON.stringify(notice({ patient: { ...TREAN, ...patient } }))),
        blekinge().rules,
      );
      return check.ok ? [] : told(check.reasons);
    };
    expect(reasons({})).toEqual([]);
    expect(reasons({ id: '193702249843' })).toEqual(['invalid-identity B-ADM-08']);
    expect(reasons({ id: undefined })).toEqual(['missing-field B-ADM-08']);
    expect(reasons({ familyName: undefined })).toEqual(['missing-field B-ADM-08']);
  });

  it('[B-EXT-01] a unit that has no part in the chain', () => {
    const chain = new CareChain().admitted();
    const consent = { given: true, scope: ['sip', 'informationsoverforing'] };
    const content = { when: 'fore-utskrivning', reasonCode: 'kognition' };
    expect(refused(chain.byWard('sip-initiativ', content, { consent, recipients: [AT.housing] }), chain)).toEqual([
      'role-not-concerned B-EXT-01',
    ]);
  });

  it('[B-REF-03] a care contact who is no person', () => {
    const chain = new CareChain().admitted();
    const careContact = { name: 'Distriktssköterskan', title: 'distriktssköterska', phone: '08-465 004 83' };
    expect(refused(chain.answer(AT.centre, { careContact }), chain)).toEqual(['not-a-person B-REF-03']);
    expect(refused(chain.answer(AT.centre, { careContact: { ...careContact, name: 'Mottagningen' } }), chain)).toEqual([
      'not-a-person B-REF-03',
    ]);
  });

  it('[B-EMG-08] whoever has no access is called: nothing is sent to care staff, by whatever name', () => {
    expect(refused(freely(AT.centre, [AT.careStaff], {}))).toEqual(['role-not-concerned B-EMG-08']);
    expect(refused(notice({ recipients: [AT.careStaff] }))).toEqual(['role-not-concerned B-EMG-08']);
  });

  it('[B-ACK-09] a receipt from before its message', () => {
    const plan = new CareChain().admit(notice(), MONDAY);
    const delivery: Delivery = {
      ...plan.deliveries[0]!,
      message: plan.message.id,
      episode: plan.episode.id,
      state: 'waiting',
      acceptedAt: new Date(MONDAY),
    } as unknown as Delivery;
    const by = { name: 'Dag Distriktsson' };
    const early = decideReceipt(
      delivery,
      by,
      '2026-11-23T08:59:59+01:00',
      new Date('2026-11-23T10:00:00+01:00'),
      blekinge(),
    );
    expect(early).toMatchObject({ kind: 'invalid', rule: 'B-ACK-09' });
  });

  it('[L-PROT-01] what is left out for a person with protected identity', () => {
    const plan = new CareChain().admit(notice({ patient: { ...TREAN, protected: true } }), MONDAY);
    expect([told(plan.answer.warnings), plan.message.patient?.address]).toEqual([
      ['protected-identity L-PROT-01'],
      undefined,
    ]);
  });
});

describe('persons', () => {
  it('[L-ADM-02] what is told of a person reaches no unit', () => {
    const chain = new CareChain().admitted();
    const patient = { ...TREAN, familyName: 'Nysson' };
    const plan = chain.tell(telling('personuppgifter', AT.ward, { patient, consent: YES }), MONDAY);
    expect([plan.deliveries, chain.episode('K1').patient.familyName]).toEqual([[], 'Nysson']);
  });

  it('[B-ADM-14] a notice that names another health centre tells the old and the new one', () => {
    const chain = new CareChain().admitted();
    const plan = chain.admit(notice({ patient: { ...TREAN, healthCentre: AT.clinic } }), MONDAY);
    expect(gotBy(plan)).toEqual(['KLIN01', 'VC01']);
  });
});
