import { describe, expect, it } from '@jest/globals';

import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';

import { told } from '../support/domain.js';
import {
  AT,
  CareChain,
  CONSENT_TO,
  freely,
  goingHome,
  gotBy,
  notice,
  plannedStay,
  telling,
  TREAN,
  YES,
} from '../support/blekinge.js';

const MONDAY = '2026-11-23T11:00:00+01:00';
const accepted = (message: Message, chain = new CareChain()) => told(chain.tell(message, MONDAY).answer.warnings);
const refused = (message: Message, chain = new CareChain()) => told(chain.refuse(message, MONDAY));
const SATURDAY = { sentAt: '2026-11-21T11:00:00+01:00' };
const CALLED = { with: 'Hemtjänstens jour', at: '2026-11-21T10:50:00+01:00', reason: 'helg' };

describe('a free-standing message', () => {
  it('[B-FREE-01] [B-FREE-08] goes to one unit, opens no chain and starts no duty but its kvittens', () => {
    const chain = new CareChain();
    const plan = chain.tell(goingHome(), MONDAY);
    expect([gotBy(plan), plan.episode, plan.answer.warnings]).toEqual([['HSV01'], undefined, []]);
    expect([chain.episodes.size, chain.owed()]).toEqual([0, []]);
  });

  it.each([[[]], [[AT.social, AT.homeCare]]])('[B-FREE-06] has exactly one recipient: not %j', (recipients) => {
    expect(told(new CareChain().refuse(freely(AT.centre, recipients, {}), MONDAY))).toEqual([
      `${recipients.length === 0 ? 'missing-field' : 'invalid-value'} B-FREE-06`,
    ]);
  });

  it('[B-FREE-07] [B-FREE-18] names the profession that gets it, and what it is for', () => {
    const whole = { ...freely(AT.centre, [AT.social], {}) };
    expect(checkMessage(whole).ok).toBe(true);
    const toNobody = freely(AT.centre, [AT.social], { profession: undefined });
    expect(checkMessage(toNobody).ok).toBe(false);
    expect(checkMessage({ ...whole, content: { ...whole.content, useCase: 'remiss' } }).ok).toBe(false);
  });

  it('[B-FREE-02] [B-FREE-15] [B-DIS-07] carries documents also while a chain is open', () => {
    const chain = new CareChain().admitted();
    const documents = [
      { type: 'läkemedelslista', text: 'Alvedon 500 mg' },
      { type: 'epikris', text: 'Vårdad för hjärtsvikt' },
    ];
    const list = freely(AT.ward, [AT.homeCare], {
      useCase: 'lakemedelslista',
      profession: 'sjuksköterska',
      municipalNurse: true,
      documents,
    });
    const plan = chain.tell(list, MONDAY);
    expect([gotBy(plan), plan.answer.warnings]).toEqual([['HSV01'], []]);
    expect(plan.message.content).toMatchObject({ documents });
  });

  it('[B-FREE-03] what is urgent is told by telephone: it needs a record of the call', () => {
    expect(refused(freely(AT.centre, [AT.social], { urgent: true }))).toEqual(['missing-field B-FREE-03']);
    expect(accepted(freely(AT.centre, [AT.social], { urgent: true, telephone: CALLED }))).toEqual([]);
  });

  it('[B-FREE-04] takes no referral', () => {
    const referral = { documents: [{ type: 'remiss' }] };
    expect(refused(freely(AT.centre, [AT.clinic], referral))).toEqual(['contradiction B-FREE-04']);
  });

  it('[B-FREE-05] is no care chain: one about somebody who is admitted is remarked upon', () => {
    const chain = new CareChain().admitted();
    expect(accepted(freely(AT.ward, [AT.social], { useCase: 'stodbehov' }), chain)).toEqual(['inconsistent B-FREE-05']);
    expect(accepted(freely(AT.ward, [AT.social], { useCase: 'stodbehov', admitted: true }))).toEqual([
      'inconsistent B-FREE-05',
    ]);
    expect(accepted(freely(AT.ward, [AT.social], { useCase: 'fraga' }), chain)).toEqual([]);
  });

  it.each([
    ['behov-amp-sip', AT.ward, AT.centre],
    ['fraga', AT.homeCare, AT.centre],
    ['stodbehov', AT.centre, AT.social],
    ['annat', AT.clinic, AT.homeCare],
  ])('[B-FREE-17] %s asks for no consent: the routine is silent there', (useCase, from, to) => {
    expect(accepted(freely(from, [to], { useCase }))).toEqual([]);
  });

  it('[B-FREE-16] the list of medicines goes where the municipal nurse has interventions, and nowhere else', () => {
    const list = { useCase: 'lakemedelslista', profession: 'sjuksköterska' };
    expect(refused(freely(AT.ward, [AT.homeCare], list))).toEqual(['contradiction B-FREE-16']);
    const along = { documents: [{ type: 'läkemedelslista' }] };
    expect(refused(freely(AT.ward, [AT.homeCare], along))).toEqual(['contradiction B-FREE-16']);
  });

  it('[B-FREE-19] between rehabilitation staff: nobody who is admitted, and nothing urgent', () => {
    const walker = { useCase: 'rehab', profession: 'arbetsterapeut', text: 'Behöver bedömas för rollator hemma' };
    expect(accepted(freely(AT.ward, [AT.homeCare], walker))).toEqual([]);
    expect(refused(freely(AT.ward, [AT.homeCare], walker), new CareChain().admitted())).toEqual([
      'contradiction B-FREE-19',
    ]);
    const urgent = { ...walker, urgent: true, telephone: CALLED };
    expect(refused(freely(AT.ward, [AT.homeCare], urgent))).toEqual(['contradiction B-FREE-19']);
  });

  it('[B-DIS-05] handed out aids come with what was handed out, or the protocol of the fitting', () => {
    const aids = { useCase: 'hjalpmedel', profession: 'arbetsterapeut' };
    expect(accepted(freely(AT.ward, [AT.homeCare], aids))).toEqual(['incomplete B-DIS-05']);
    const documents = [{ type: 'utprovningsprotokoll', text: 'Rollator, 84 cm' }];
    expect(accepted(freely(AT.ward, [AT.homeCare], { ...aids, documents }))).toEqual([]);
  });
});

describe('somebody goes home from the emergency department', () => {
  it('[B-EMG-03] [B-EMG-04] [B-EMG-14] [B-CON-03] [B-CON-04] the person has consented to being told of', () => {
    for (const ongoingInterventions of [true, false]) {
      for (const consent of [undefined, { given: false }]) {
        const message = { ...goingHome({ ongoingInterventions }) };
        delete message.consent;
        expect(refused({ ...message, ...(consent && { consent }) })).toEqual(['consent-required B-EMG-14']);
      }
      expect(accepted(goingHome({ ongoingInterventions }))).toEqual([]);
    }
  });

  it('[B-CON-09] consent to a care chain, or to a planned admission, is none to this', () => {
    expect(refused(goingHome({}, { consent: YES }))).toEqual(['consent-required B-EMG-14']);
    expect(refused(goingHome({}, { consent: CONSENT_TO('planerad-inskrivning') }))).toEqual([
      'consent-required B-EMG-14',
    ]);
  });

  it('[B-CON-09] consent that was given here opens no chain, and the consent of a chain is not remembered here', () => {
    const chain = new CareChain();
    chain.tell(goingHome(), MONDAY);
    expect(told(chain.refuse(notice({ consent: CONSENT_TO('akutbesok') }), MONDAY))).toEqual([
      'consent-required B-ADM-08',
    ]);
  });

  it('[B-EMG-01] it says whether there are interventions from the municipality', () => {
    expect(refused(goingHome({ ongoingInterventions: undefined }))).toEqual(['missing-field B-EMG-01']);
  });

  it('[B-EMG-06] [B-EMG-11] each unit concerned is told by a message of its own', () => {
    const chain = new CareChain();
    for (const unit of [AT.homeCare, AT.centre]) {
      const plan = chain.tell(goingHome({}, { recipients: [unit] }), MONDAY);
      expect(plan.deliveries.map((delivery) => delivery.unit)).toEqual([unit]);
      expect(plan.message.content['text']).toContain('Sökte efter ett fall');
    }
  });

  it('[B-EMG-07] [B-EMG-12] on a day off the telephone is used, and this goes beside it', () => {
    expect(refused(goingHome({}, SATURDAY))).toEqual(['missing-field B-EMG-12']);
    expect(accepted(goingHome({ telephone: CALLED }, SATURDAY))).toEqual([]);
    expect(refused(goingHome({}, { sentAt: '2026-12-24T11:00:00+01:00' }))).toContain('missing-field B-EMG-12');
    expect(refused(goingHome({ urgent: true }))).toEqual(['missing-field B-FREE-03']);
  });

  it('[B-EMG-16] why the telephone was used is recorded', () => {
    const unreasoned = { with: CALLED.with, at: CALLED.at };
    expect(accepted(goingHome({ telephone: unreasoned }, SATURDAY))).toEqual(['incomplete B-EMG-16']);
  });

  it('[B-EMG-08] care staff are called: no free-standing message goes to them, and they send none', () => {
    expect(refused(freely(AT.ward, [AT.careStaff], {}))).toEqual(['role-not-concerned B-EMG-08']);
    expect(refused(goingHome({ telephone: CALLED }, { recipients: [AT.careStaff] }))).toEqual([
      'role-not-concerned B-EMG-08',
    ]);
    expect(refused(freely(AT.careStaff, [AT.ward], {}))).toEqual(['sender-role B-FREE-01']);
    expect(refused(telling('vardrapport', AT.careStaff, { patient: TREAN }))).toEqual(['sender-role B-REP-01']);
  });

  it('[B-EMG-15] the nurse tells of ongoing interventions; the profession is recorded', () => {
    expect(refused(goingHome({ senderProfession: undefined }))).toEqual(['missing-field B-EMG-15']);
    expect(accepted(goingHome({ senderProfession: 'undersköterska' }))).toEqual(['inconsistent B-EMG-15']);
  });

  it('[B-EMG-09] who is admitted to a ward after all gets a chain as anybody else', () => {
    const chain = new CareChain();
    chain.tell(goingHome(), MONDAY);
    expect(gotBy(chain.admit(notice(), '2026-11-23T12:00:00+01:00'))).toEqual(['HSV01', 'SOC01', 'VC01']);
  });
});

describe('a planned admission', () => {
  it('[B-PLN-07] [B-PLN-09] [B-PLN-10] the need is told by a free-standing message', () => {
    const plan = new CareChain().tell(plannedStay(), MONDAY);
    expect([gotBy(plan), plan.answer.warnings]).toEqual([['SOC01'], []]);
    expect(plan.message.content).toMatchObject({ profession: 'biståndshandläggare', text: expect.any(String) });
  });

  it('[B-PLN-08] [B-CON-05] it needs consent, to this', () => {
    for (const consent of [CONSENT_TO('akutbesok'), YES, { given: false }]) {
      expect(refused(plannedStay({}, { consent }))).toEqual(['consent-required B-PLN-08']);
    }
  });

  it.each([
    ['contacts', 'B-PLN-11'],
    ['plannedAdmission', 'B-PLN-12'],
    ['plannedDischarge', 'B-PLN-12'],
    ['operation', 'B-PLN-12'],
  ])('[B-PLN-11] [B-PLN-12] %s ought to be there', (field, rule) => {
    expect(accepted(plannedStay({ [field]: undefined }))).toEqual([`incomplete ${rule}`]);
  });

  it.each([
    { plannedAdmission: '2026-12-09' },
    { plannedDischarge: '2026-12-07' },
    { operation: undefined, plannedDischarge: '2026-12-06' },
  ])('[B-PLN-15] admission, treatment and discharge come in this order: not with %j', (dates) => {
    expect(refused(plannedStay(dates))).toContain('contradiction B-PLN-15');
  });

  it('[B-PLN-15] all on one day is in order', () => {
    const day = '2026-12-08';
    expect(accepted(plannedStay({ plannedAdmission: day, operation: day, plannedDischarge: day }))).toEqual([]);
  });

  it('[B-PLN-17] several professions get one message each', () => {
    expect(refused(plannedStay({}, { recipients: [AT.social, AT.homeCare] }))).toEqual(['invalid-value B-FREE-06']);
  });

  it('[B-PLN-14] who was told of it is told when it is called off or moved', () => {
    const chain = new CareChain();
    const first = plannedStay();
    chain.tell(first, MONDAY);
    const off = { cancelled: true, plannedAdmission: undefined, plannedDischarge: undefined, operation: undefined };
    const plan = chain.tell(plannedStay(off, { inReplyTo: first.messageId }), MONDAY);
    expect([gotBy(plan), plan.answer.warnings]).toEqual([['SOC01'], []]);
    expect(accepted(plannedStay(off))).toEqual(['incomplete B-PLN-14']);
  });

  it('[B-PLN-13] at the arrival the chain begins as for anybody: notice, answers and all', () => {
    const chain = new CareChain();
    chain.tell(plannedStay(), MONDAY);
    const admitted = chain.admit(notice(), '2026-12-07T09:00:00+01:00');
    expect(gotBy(admitted)).toEqual(['HSV01', 'SOC01', 'VC01']);
    expect(chain.owed()).toContain('svar-pa-inskrivning SOC01');
  });

  it('[B-PLN-02] a decision under SoL from before the admission is remarked upon', () => {
    const chain = new CareChain();
    const content = { plannedAdmission: '2026-11-23' };
    const stay = { episodeId: 'K1', patient: TREAN, content };
    chain.admit(telling('planerad-inskrivning', AT.ward, stay), '2026-11-16T09:00:00+01:00');
    chain.admitted().answered().reported().ready();
    const early = chain.by(AT.social, 'kommunklar', { decidedOn: '2026-11-22' });
    expect(told(chain.admit(early, '2026-11-26T12:00:00+01:00').answer.warnings)).toEqual(['inconsistent B-PLN-02']);
    const later = chain.by(AT.homeCare, 'kommunklar', { decidedOn: '2026-11-23' });
    expect(chain.admit(later, '2026-11-26T13:00:00+01:00').answer.warnings).toEqual([]);
  });
});
