import { describe, expect, it } from '@jest/globals';
import type { Message } from '#domain/message.js';

import { AT, CareChain, gotBy, NO, notice, YES } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { AGREED, PARTICIPANTS, initiative, CALL, call, alone, on, sipOf, owesSip, chain } from './blekinge-sip.js';

/** From the need of a SIP to the initiative for it, in a care chain of Blekinge. */

describe('a care chain in which a SIP is called', () => {
  it('[B-INI-01] [B-INI-05] [B-CALL-04] [B-CALL-05] [B-CALL-08] from the need to the call, each in its turn', () => {
    const stay = chain();
    // Tuesday: social services see the need and tell the others; the hospital asks the person, who agrees to four units.
    stay.admit(
      stay.by(AT.social, 'extrameddelande', { text: 'Sonen ber om en SIP', sip: { when: 'efter-utskrivning' } }),
      on('24'),
    );
    expect(sipOf(stay)).toMatchObject({ state: 'behov', need: { when: 'efter-utskrivning', unit: AT.social } });
    stay.admit(stay.byWard('samtycke', { scope: ['sip'], actors: AGREED.actors }), on('24', '11:00:00'));
    expect(owesSip(stay)).toEqual([]);
    // Thursday 10:00: judged ready. The initiative is owed by the end of the day.
    stay.ready();
    expect(owesSip(stay)).toEqual(['sip-initiativ AVD45']);
    const taken = stay.admit(initiative(stay, {}, { consent: undefined }), on('26', '15:00:00'));
    expect([gotBy(taken), told(taken.answer.warnings)]).toEqual([['HSV01', 'SOC01', 'VC01'], []]);
    // Now open care owes the call.
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    // Friday: the person goes home; on Sunday the health centre calls those whom the person has agreed to.
    stay.municipalityReady();
    stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    const called = stay.admit(call(stay), on('29', '12:00:00'));
    expect([gotBy(called), told(called.answer.warnings), owesSip(stay)]).toEqual([['HSV01', 'SOC01'], [], []]);
    expect(sipOf(stay)).toMatchObject({ state: 'kallad', call: { unit: AT.centre, setting: 'efter-utskrivning' } });
  });

  it('[B-INI-06] [B-CALL-05] nobody does anything: the hospital is late at midnight, open care after three days', () => {
    const stay = chain();
    stay.admit(stay.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'efter-utskrivning' } }), on('24'));
    stay.admit(stay.byWard('samtycke', { scope: ['sip'], actors: AGREED.actors }), on('24', '11:00:00'));
    stay.ready();
    expect(
      told(stay.admit(initiative(stay, {}, { consent: undefined }), on('27', '00:00:00')).answer.warnings),
    ).toEqual(['late B-INI-06']);
    expect(told(stay.admit(call(stay), on('30', '00:00:00')).answer.warnings)).toEqual(['late B-CALL-05']);
  });
});

describe('who takes the initiative', () => {
  it.each(['patient', 'narstaende', 'personal'])('[B-INI-01] the need may come from %s', (raisedBy) => {
    const stay = chain();
    const plan = stay.admit(initiative(stay, { raisedBy }), on('25'));
    expect(told(plan.answer.warnings)).toEqual([]);
    expect(sipOf(stay)?.need).toMatchObject({ raisedBy });
  });

  it('[B-INI-03] in an open chain the hospital and nobody else', () => {
    const stay = chain();
    for (const unit of [AT.centre, AT.social, AT.homeCare]) {
      const sent = stay.by(unit, 'sip-initiativ', { participants: PARTICIPANTS }, { consent: AGREED });
      expect(told(stay.refuse(sent, on('25')))).toEqual(['sender-role B-INI-03']);
    }
  });

  it('[B-INI-02] [B-CON-06] [L-SIP-02] the hospital asks for consent; without it nothing is begun', () => {
    const stay = chain();
    expect(told(stay.refuse(initiative(stay, {}, { consent: undefined }), on('25')))).toEqual([
      'consent-required B-INI-02',
    ]);
    expect(told(stay.refuse(initiative(stay, {}, { consent: { ...AGREED, given: false } }), on('25')))).toEqual([
      'consent-required B-INI-02',
    ]);
    const byOther = stay.admit(stay.by(AT.social, 'samtycke', { scope: ['sip'], actors: AGREED.actors }), on('25'));
    expect(told(byOther.answer.warnings)).toEqual(['inconsistent B-CON-06']);
    const byHospital = stay.admit(stay.byWard('samtycke', { scope: ['sip'], actors: AGREED.actors }), on('25'));
    expect(told(byHospital.answer.warnings)).toEqual([]);
    expect(told(stay.admit(initiative(stay, {}, { consent: undefined }), on('25')).answer.warnings)).toEqual([]);
  });

  it('[B-INI-02] [B-ADM-09] [B-CON-02] a chain without consent has neither initiative nor call', () => {
    const stay = new CareChain();
    stay.admit(notice({ consent: NO, content: { reason: undefined, admittedAt: undefined } }), on('23', '09:00:00'));
    expect(told(stay.refuse(initiative(stay), on('25')))).toEqual(['consent-required B-ADM-09']);
    expect(told(stay.refuse(call(stay, {}, { consent: AGREED }), on('25')))).toEqual(['consent-required B-ADM-09']);
    stay.admit(notice({ consent: { ...YES, recordedAt: on('23') } }), on('24', '09:00:00'));
    expect(stay.decide(initiative(stay), on('25')).kind).toBe('accepted');
    expect(stay.decide(call(stay, {}, { consent: AGREED }), on('25')).kind).toBe('accepted');
    // Consent to the chain is asked for in the chain alone.
    const home = alone('sip-kallelse', AT.social, { ...CALL, setting: 'utan-vardtillfalle' });
    expect(new CareChain().decide(home, on('25')).kind).toBe('accepted');
    expect(new CareChain().decide(alone('sip-initiativ', AT.social, {}), on('25')).kind).toBe('accepted');
  });

  it('[B-CON-06] other consents are anybody’s to ask for, and this one too once the person has gone home', () => {
    const stay = chain();
    const given = (sender: string, scope: string, when: string) =>
      told(stay.admit(stay.by(sender, 'samtycke', { scope: [scope], actors: AGREED.actors }), when).answer.warnings);
    expect(given(AT.social, 'informationsoverforing', on('25'))).toEqual([]);
    stay.ready().municipalityReady();
    expect(given(AT.social, 'sip', on('27', '10:00:00'))).toEqual(['inconsistent B-CON-06']);
    stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    expect(given(AT.centre, 'informationsoverforing', on('27', '15:00:00'))).toEqual([]);
    expect(given(AT.centre, 'sip', on('27', '15:00:00'))).toEqual([]);
    stay.admit(stay.by(AT.centre, 'samtycke-aterkallat', { scope: ['sip'] }), on('27', '16:00:00'));
    expect(sipOf(stay)?.consent?.given).toBe(false);
  });

  it('[B-INI-01] [B-CALL-02] before, when and after the person is ready, and leaves the chain as it is', () => {
    const stay = chain();
    const goesOn = (state: string, when: string) => {
      stay.admit(initiative(stay), when);
      stay.admit(call(stay), when);
      expect(stay.episode('K1').facts.state).toBe(state);
    };
    stay.ready();
    stay.admit(stay.byWard('utskrivningsklar-aterkallad'), on('26', '10:20:00'));
    goesOn('inskriven', on('26', '10:30:00'));
    stay.ready();
    goesOn('utskrivningsklar', on('26', '11:00:00'));
    stay.municipalityReady();
    goesOn('kommunklar', on('27'));
    stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    goesOn('utskriven', on('28'));
    const ended = chain();
    ended.admit(ended.byWard('avbryt-vardtillfalle'), on('25'));
    for (const sent of [initiative(ended), call(ended, {}, { consent: AGREED })]) {
      expect(told(ended.refuse(sent, on('25')))).toEqual(['wrong-state']);
    }
  });

  it('[B-INI-07] [B-CON-06] without a stay whoever sees the need, with the consent that it has asked for', () => {
    const sent = (changes: Partial<Message> = {}) =>
      alone('sip-initiativ', AT.homeCare, { participants: PARTICIPANTS }, changes);
    const plan = new CareChain().tell(sent(), on('23'));
    expect([gotBy(plan), told(plan.answer.warnings), plan.answer.deadlines.map(({ kind }) => kind)]).toEqual([
      ['VC01'],
      [],
      ['kvittens', 'sip-kallelse-plan'],
    ]);
    const refused = (changes: Partial<Message>) => told(new CareChain().refuse(sent(changes), on('23')));
    expect(refused({ consent: undefined })).toEqual(['consent-required B-INI-02']);
    expect(refused({ recipients: [] })).toEqual(['missing-field B-INI-12']);
  });

  it('[B-INI-07] somebody who is admitted has a stay, which is named', () => {
    const stay = chain();
    const sent = alone('sip-initiativ', AT.homeCare, { participants: PARTICIPANTS });
    expect(told(stay.refuse(sent, on('25')))).toEqual(['contradiction B-INI-07']);
  });

  it('[B-INI-01] [B-INI-03] [B-CALL-02] care staff sends neither', () => {
    const world = new CareChain();
    expect(told(world.refuse(alone('sip-initiativ', AT.careStaff, {}), on('23')))).toEqual(['sender-role B-INI-01']);
    expect(told(world.refuse(alone('sip-kallelse', AT.careStaff, CALL), on('23')))).toEqual(['sender-role B-CALL-02']);
  });
});

describe('when the initiative is due', () => {
  it.each([
    ['26', '23:59:59', []],
    ['27', '00:00:00', ['late B-INI-06']],
  ])(
    '[B-INI-05] [B-INI-06] on the day of the judgement, whenever the notice and the discharge come: the %sth at %s',
    (day, time, expected) => {
      const stay = chain();
      // Judged on Thursday at 10:00, told on Friday.
      if (time === '00:00:00') stay.ready();
      else stay.admit(stay.byWard('utskrivningsklar'), on('26', '12:00:00'));
      expect(told(stay.admit(initiative(stay), on(day, time)).answer.warnings)).toEqual(expected);
    },
  );

  it('[B-INI-06] is owed by the hospital once somebody has told of the need and the person consents, in whatever order', () => {
    const tellsNeed = (stay: CareChain) =>
      stay.admit(
        stay.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'efter-utskrivning' } }),
        on('26', '11:00:00'),
      );
    const consents = (stay: CareChain) =>
      stay.admit(stay.byWard('samtycke', { scope: ['sip'], actors: AGREED.actors }), on('26', '11:00:00'));
    const isReady = (stay: CareChain) => stay.ready();
    for (const order of [
      [tellsNeed, consents, isReady],
      [tellsNeed, isReady, consents],
      [isReady, consents, tellsNeed],
    ]) {
      const stay = chain();
      for (const step of order.slice(0, -1)) step(stay);
      expect(owesSip(stay)).toEqual([]);
      order.at(-1)?.(stay);
      expect(owesSip(stay)).toEqual(['sip-initiativ AVD45']);
      const { due } = stay.deadlines.find(({ kind, state }) => kind === 'sip-initiativ' && state === 'open')!;
      expect(due.toISOString()).toBe('2026-11-26T23:00:00.000Z');
    }
  });

  it('[B-INI-06] is owed no more when the person says no, or is not ready after all', () => {
    const stay = chain();
    stay.admit(stay.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'efter-utskrivning' } }), on('24'));
    stay.admit(stay.byWard('samtycke', { scope: ['sip'] }), on('24', '11:00:00'));
    stay.ready();
    stay.admit(stay.byWard('samtycke-aterkallat', { scope: ['sip'] }), on('26', '13:00:00'));
    expect([owesSip(stay), sipOf(stay)?.state]).toEqual([[], 'avbojd']);
    stay.admit(stay.byWard('samtycke', { scope: ['sip'] }), on('26', '14:00:00'));
    expect(owesSip(stay)).toEqual(['sip-initiativ AVD45']);
    stay.admit(stay.byWard('utskrivningsklar-aterkallad'), on('26', '16:00:00'));
    expect(owesSip(stay)).toEqual([]);
  });

  it('[B-INI-05] is judged once: what is added later is not late', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.ready();
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    const more = stay.admit(initiative(stay, { relativesInformed: 'ja' }), on('27', '12:00:00'));
    expect(told(more.answer.warnings)).toEqual([]);
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
  });

  it('[B-INI-04] [B-INI-11] before the discharge it is sent as soon as the need is seen, in every state, and is never late', () => {
    const before = { when: 'fore-utskrivning', reasonCode: 'rorlighet', needIdentifiedAt: on('23', '09:30:00') };
    const early = new CareChain().admitted();
    expect(told(early.admit(initiative(early, before), on('23', '09:31:00')).answer.warnings)).toEqual([]);
    expect(sipOf(early)?.need).toMatchObject({
      identifiedAt: on('23', '09:30:00'),
      initiativeAt: '2026-11-23T08:31:00.000Z',
    });
    const late = chain();
    late.ready();
    const plan = late.admit(initiative(late, before), on('28'));
    expect([told(plan.answer.warnings), owesSip(late)]).toEqual([[], []]);
  });

  it('[B-INI-15] [B-CALL-05] is withdrawn by makulering, and with it what it had begun', () => {
    const stay = chain();
    stay.admit(initiative(stay, {}, { messageId: 'initiativ' }), on('25'));
    stay.ready();
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    stay.admit(stay.byWard('makulering', { messageId: 'initiativ', reason: 'fel person' }), on('26', '13:00:00'));
    expect([owesSip(stay), sipOf(stay)?.need]).toEqual([[], undefined]);
  });

  it('[B-INI-15] does not expire by itself', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.admit(stay.byWard('extrameddelande'), '2027-02-25T10:00:00+01:00');
    expect(sipOf(stay)).toMatchObject({ state: 'behov' });
  });
});

describe('what an initiative says', () => {
  it('[B-INI-08] after the discharge is meant unless it is said otherwise', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    expect(sipOf(stay)?.need?.when).toBe('efter-utskrivning');
    stay.admit(initiative(stay, { when: 'fore-utskrivning', reasonCode: 'kognition' }), on('25', '11:00:00'));
    expect(sipOf(stay)?.need?.when).toBe('fore-utskrivning');
  });

  it('[B-INI-10] before the discharge needs a reason', () => {
    const stay = chain();
    expect(told(stay.refuse(initiative(stay, { when: 'fore-utskrivning' }), on('25')))).toEqual([
      'missing-field B-INI-10',
    ]);
    expect(told(stay.admit(initiative(stay, { when: 'efter-utskrivning' }), on('25')).answer.warnings)).toEqual([]);
  });

  it.each([
    ['halsotillstand', undefined, []],
    ['rorlighet', undefined, []],
    ['kognition', undefined, []],
    ['annat', 'Ny bostad', []],
    ['annat', undefined, ['incomplete B-INI-09']],
  ])('[B-INI-09] [B-INI-10] new or much greater needs: %s, %s', (reasonCode, reasonText, expected) => {
    const stay = chain();
    const content = { when: 'fore-utskrivning', reasonCode, ...(reasonText === undefined ? {} : { reasonText }) };
    expect(told(stay.admit(initiative(stay, content), on('25')).answer.warnings)).toEqual(expected);
  });

  it('[B-INI-09] after the discharge a reason needs no words', () => {
    const stay = chain();
    const plan = stay.admit(initiative(stay, { when: 'efter-utskrivning', reasonCode: 'annat' }), on('25'));
    expect(told(plan.answer.warnings)).toEqual([]);
  });

  it('[B-INI-12] who has to take part is worked out with the person; what adds to it need not repeat it', () => {
    const stay = chain();
    const bare = { participants: undefined };
    expect(told(stay.admit(initiative(stay, bare), on('25')).answer.warnings)).toEqual(['incomplete B-INI-12']);
    expect(told(stay.admit(initiative(stay, bare), on('25', '11:00:00')).answer.warnings)).toEqual([]);
  });

  it('[B-INI-13] relatives take part when the person wishes it', () => {
    const stay = chain();
    const wish = { relativesWish: true };
    expect(told(stay.admit(initiative(stay, wish), on('25')).answer.warnings)).toEqual(['inconsistent B-INI-13']);
    const participants = [...PARTICIPANTS, { name: 'Sonen', relation: 'narstaende' }];
    expect(told(stay.admit(initiative(stay, { ...wish, participants }), on('25')).answer.warnings)).toEqual([]);
    expect(told(stay.admit(initiative(stay, { relativesWish: false }), on('25')).answer.warnings)).toEqual([]);
    // Who takes part was said before.
    expect(told(stay.admit(initiative(stay, { ...wish, participants: undefined }), on('25')).answer.warnings)).toEqual(
      [],
    );
  });

  it.each([
    [undefined, ['incomplete B-INI-14']],
    ['ja', []],
    ['annat-overenskommet', []],
    ['ej-aktuellt', []],
  ])(
    '[B-INI-14] the hospital tells relatives of day and time, or something else was agreed: %s',
    (relativesInformed, expected) => {
      const stay = chain();
      stay.admit(initiative(stay), on('25'));
      stay.admit(call(stay), on('25', '11:00:00'));
      if (relativesInformed !== undefined) stay.admit(initiative(stay, { relativesInformed }), on('25', '12:00:00'));
      stay.ready().municipalityReady();
      const home = stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
      expect(told(home.answer.warnings)).toEqual(expected);
    },
  );

  it('[B-INI-14] nothing has to be told where nobody was called', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.ready().municipalityReady();
    const home = stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    expect(told(home.answer.warnings)).toEqual([]);
  });

  it('[B-CON-07] the consent to a call says it too, in the call or before', () => {
    const wide = { given: true, scope: ['sip'] };
    const stay = chain();
    stay.admit(initiative(stay, {}, { consent: wide }), on('25'));
    expect(told(stay.admit(call(stay), on('25')).answer.warnings)).toEqual(['incomplete B-CON-07']);
    expect(told(stay.admit(call(stay, {}, { consent: AGREED }), on('25')).answer.warnings)).toEqual([]);
    // From then on the stay knows them.
    expect(told(stay.admit(call(stay), on('25')).answer.warnings)).toEqual([]);
    expect(told(stay.admit(initiative(stay, {}, { consent: undefined }), on('25')).answer.warnings)).toEqual([]);
    const home = { ...CALL, setting: 'utan-vardtillfalle' };
    expect(told(new CareChain().tell(alone('sip-kallelse', AT.social, home), on('25')).answer.warnings)).toEqual([]);
  });

  it('[B-CON-07] units that the hospital has asked for need not be named again, by the initiative nor by the call', () => {
    const asked = () => {
      const stay = chain();
      stay.admit(stay.byWard('samtycke', { scope: ['sip'], actors: AGREED.actors }), on('24'));
      return stay;
    };
    const [begun, called] = [asked(), asked()];
    expect(told(begun.admit(initiative(begun, {}, { consent: undefined }), on('25')).answer.warnings)).toEqual([]);
    expect(told(called.admit(call(called), on('25')).answer.warnings)).toEqual(['out-of-order B-CALL-13']);
  });

  it('[B-CON-07] the consent says which units may take part', () => {
    const stay = chain();
    const wide = { given: true, scope: ['sip'] };
    expect(told(stay.admit(initiative(stay, {}, { consent: wide }), on('25')).answer.warnings)).toEqual([
      'incomplete B-CON-07',
    ]);
    expect(told(stay.admit(initiative(stay), on('25')).answer.warnings)).toEqual([]);
    expect(sipOf(stay)?.consent).toMatchObject({ given: true, actors: AGREED.actors });
  });

  it.each(['LPT', 'LRV'])('[L-SIP-04] under %s there is neither initiative nor call', (compulsoryCare) => {
    const stay = new CareChain().admitted({ content: { compulsoryCare } });
    expect(told(stay.refuse(initiative(stay), on('25')))).toEqual(['contradiction L-SIP-04']);
    expect(told(stay.refuse(call(stay, {}, { consent: AGREED }), on('25')))).toEqual(['contradiction L-SIP-04']);
  });
});
