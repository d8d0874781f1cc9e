import { describe, expect, it } from '@jest/globals';
import { dueOf } from '#domain/deadline/deadline.js';
import type { Content } from '#domain/message.js';

import { AT, blekinge, CareChain, gotBy } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { AGREED, PARTICIPANTS, initiative, CALL, call, alone, on, sipOf, owesSip, chain } from './blekinge-sip.js';

/** The call to a SIP in Blekinge: who makes it, when, what it says, and who has to come. */

describe('who calls', () => {
  it('[B-CALL-02] in connection with a stay open care and nobody else', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    for (const sender of [AT.social, AT.homeCare]) {
      const sent = stay.by(sender, 'sip-kallelse', CALL, { recipients: [AT.centre] });
      expect(told(stay.refuse(sent, on('25')))).toEqual(['sender-role B-CALL-02']);
    }
    const byWard = stay.byWard('sip-kallelse', CALL, { recipients: [AT.centre] });
    expect(told(stay.refuse(byWard, on('25')))).toEqual(['sender-role B-CALL-02']);
  });

  it('[B-CALL-03] without a stay whoever saw the need, with nothing to be late with', () => {
    const world = new CareChain();
    const home = { ...CALL, setting: 'utan-vardtillfalle' };
    const plan = world.tell(alone('sip-kallelse', AT.social, home), on('23'));
    expect([gotBy(plan), told(plan.answer.warnings), plan.answer.deadlines.map(({ kind }) => kind)]).toEqual([
      ['VC01'],
      [],
      ['kvittens', 'sip-forberedelse'],
    ]);
    const stay = chain();
    expect(told(stay.refuse(alone('sip-kallelse', AT.social, home), on('25')))).toEqual(['contradiction B-CALL-03']);
  });

  it('[B-CALL-03] [L-SIP-02] without a stay consent is asked for too', () => {
    const home = { ...CALL, setting: 'utan-vardtillfalle' };
    const sent = alone('sip-kallelse', AT.social, home, { consent: undefined });
    expect(told(new CareChain().refuse(sent, on('23')))).toEqual(['consent-required B-CALL-10']);
  });

  it('[L-SIP-01] open care takes part where municipal health care does', () => {
    const home = { ...CALL, setting: 'utan-vardtillfalle' };
    const without = alone('sip-kallelse', AT.social, home, { recipients: [AT.homeCare] });
    expect(told(new CareChain().tell(without, on('23')).answer.warnings)).toEqual(['incomplete L-SIP-01']);
    const withIt = alone('sip-kallelse', AT.homeCare, home, { recipients: [AT.social, AT.centre] });
    expect(told(new CareChain().tell(withIt, on('23')).answer.warnings)).toEqual([]);
  });

  it('[B-CALL-04] [B-CALL-10] [B-CON-07] only those whom the person has agreed to', () => {
    const stay = chain();
    stay.admit(initiative(stay, {}, { consent: { ...AGREED, actors: [AT.ward, AT.centre, AT.social] } }), on('25'));
    expect(told(stay.refuse(call(stay), on('25')))).toEqual(['consent-required B-CALL-10']);
    const plan = stay.admit(call(stay, {}, { recipients: [AT.social] }), on('25'));
    expect(gotBy(plan)).toEqual(['SOC01']);
  });

  it('[B-CALL-10] nobody without consent, nor after it was taken back', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.admit(stay.byWard('samtycke-aterkallat', { scope: ['sip'] }), on('25', '11:00:00'));
    expect(told(stay.refuse(call(stay), on('25', '12:00:00')))).toEqual(['consent-required B-CALL-10']);
  });

  it('[B-CALL-03] [B-CALL-07] [B-CALL-13] [B-CALL-14] [B-INI-07] [L-SIP-01] a call in a chain in which nobody took the initiative is remarked upon', () => {
    const stay = chain();
    expect(told(stay.admit(call(stay, {}, { consent: AGREED }), on('25')).answer.warnings)).toEqual([
      'out-of-order B-CALL-13',
    ]);
    const inTurn = chain();
    inTurn.admit(initiative(inTurn), on('25'));
    expect(told(inTurn.admit(call(inTurn), on('25')).answer.warnings)).toEqual([]);
  });
});

describe('when the call is due', () => {
  it.each([
    ['29', '23:59:59', []],
    ['30', '00:00:00', ['late B-CALL-05']],
  ])(
    '[B-CALL-05] [L-SIP-03] three days after the judgement of Thursday the 26th, neither the notice nor the discharge: the %sth at %s',
    (day, time, expected) => {
      const stay = chain();
      stay.admit(initiative(stay), on('25'));
      // Told a day after the judgement.
      stay.admit(stay.byWard('utskrivningsklar'), on('27', '08:00:00'));
      stay.municipalityReady();
      stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
      expect(told(stay.admit(call(stay), on(day, time)).answer.warnings)).toEqual(expected);
    },
  );

  it.each([
    ['a Friday', '2026-11-27T16:00:00+01:00', '2026-11-30T23:00:00.000Z'],
    ['the day before Midsummer Eve', '2026-06-18T23:59:59+02:00', '2026-06-21T22:00:00.000Z'],
    ['the day before the day of 23 hours', '2026-03-28T12:00:00+01:00', '2026-03-31T22:00:00.000Z'],
  ])('[B-CALL-05] [L-SIP-03] judged on %s: days off are counted', (_day, judged, until) => {
    const { deadlines, windows } = blekinge();
    expect(dueOf(deadlines['sip-kallelse']!, windows, new Date(judged))?.toISOString()).toBe(until);
  });

  it('[B-CALL-05] counts from the judgement also when the initiative comes after it', () => {
    const stay = chain();
    stay.ready();
    stay.admit(initiative(stay), on('26', '20:00:00'));
    const owed = stay.deadlines.find(({ kind, state }) => kind === 'sip-kallelse' && state === 'open');
    expect([owed?.responsible, owed?.due.toISOString(), owed?.startedFrom]).toEqual([
      AT.centre,
      '2026-11-29T23:00:00.000Z',
      'episode.readyAt',
    ]);
  });

  it('[B-CALL-06] [B-CALL-08] before the discharge no number of days is set', () => {
    const stay = chain();
    stay.admit(initiative(stay, { when: 'fore-utskrivning', reasonCode: 'rorlighet' }), on('25'));
    stay.ready();
    expect(owesSip(stay)).toEqual([]);
    const plan = stay.admit(
      call(stay, { setting: 'fore-utskrivning', meetingAt: on('26', '16:00:00') }),
      on('26', '12:00:00'),
    );
    expect(told(plan.answer.warnings)).toEqual([]);
  });

  it.each([
    ['24', ['inconsistent B-CALL-07']],
    ['25', []],
    ['26', []],
    ['27', []],
    ['28', ['inconsistent B-CALL-07']],
  ])(
    '[B-CALL-07] before the discharge the meeting is just when the person is ready, on the 26th: on the %sth',
    (day, expected) => {
      const stay = chain();
      stay.admit(initiative(stay, { when: 'fore-utskrivning', reasonCode: 'rorlighet' }), on('24'));
      stay.ready();
      const sent = call(stay, { setting: 'fore-utskrivning', meetingAt: on(day, '23:30:00') });
      expect(told(stay.admit(sent, on('26', '12:00:00')).answer.warnings)).toEqual(expected);
    },
  );

  it('[B-CALL-07] the planned discharge stands for a day that is not known yet', () => {
    const stay = chain();
    stay.admit(initiative(stay, { when: 'fore-utskrivning', reasonCode: 'rorlighet' }), on('24'));
    const sent = (day: string) => call(stay, { setting: 'fore-utskrivning', meetingAt: on(day) });
    expect(told(stay.admit(sent('26'), on('24')).answer.warnings)).toEqual([]);
    expect(told(stay.admit(sent('25'), on('24')).answer.warnings)).toEqual(['inconsistent B-CALL-07']);
  });

  it('[B-CALL-05] ends when the person says no, or the need is gone', () => {
    for (const end of [
      (stay: CareChain) => stay.byWard('samtycke-aterkallat', { scope: ['sip'] }),
      (stay: CareChain) => stay.byWard('samtycke-aterkallat', {}),
      (stay: CareChain) => initiative(stay, { needed: false, reasonText: 'Löst' }),
      (stay: CareChain) => initiative(stay, { when: 'fore-utskrivning', reasonCode: 'annat', reasonText: 'Ny bostad' }),
    ]) {
      const stay = chain();
      stay.admit(initiative(stay), on('25'));
      stay.ready();
      expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
      stay.admit(end(stay), on('26', '13:00:00'));
      expect(owesSip(stay)).toEqual([]);
    }
  });
});

describe('what a call says', () => {
  const refusedOf = (content: Content) => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    return told(stay.refuse(call(stay, content), on('25')));
  };
  const remarksOf = (content: Content) => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    return told(stay.admit(call(stay, content), on('25')).answer.warnings);
  };

  it('[B-CALL-09] what the meeting is for, or an SBAR that says it', () => {
    expect(refusedOf({ aim: undefined })).toEqual(['missing-field B-CALL-09']);
    expect(refusedOf({ aim: '  ' })).toEqual(['missing-field B-CALL-09']);
    expect(remarksOf({ aim: undefined, sbar: { situation: 'Fall i hemmet' } })).toEqual([]);
  });

  it.each(['situation', 'background', 'assessment', 'recommendation'])(
    '[B-CALL-14] an SBAR has %s, or another of its four parts',
    (part) => {
      expect(remarksOf({ sbar: { [part]: 'Fall i hemmet' } })).toEqual([]);
    },
  );

  it.each(['situation', 'background', 'assessment', 'recommendation'])(
    '[B-CALL-09] %s is enough to say what it is for',
    (part) => {
      expect(remarksOf({ aim: undefined, sbar: { [part]: 'Fall i hemmet' } })).toEqual([]);
    },
  );

  it('[B-CALL-09] [B-CALL-14] what it is for is enough without SBAR', () => {
    expect(remarksOf({})).toEqual([]);
  });

  it('[B-CALL-14] an SBAR in which nothing is filled in is refused', () => {
    expect(refusedOf({ sbar: {} })).toEqual(['missing-field B-CALL-14']);
    expect(refusedOf({ sbar: { situation: ' ' } })).toEqual(['missing-field B-CALL-14']);
  });

  it('[B-CALL-01] form and place, chosen with the person or relatives', () => {
    expect(remarksOf({ form: undefined })).toEqual(['incomplete B-CALL-01']);
    expect(remarksOf({ place: undefined })).toEqual(['incomplete B-CALL-01']);
    expect(remarksOf({ consulted: undefined })).toEqual(['incomplete B-CALL-01']);
    for (const form of ['fysiskt', 'video', 'telefon'])
      expect(remarksOf({ form, consulted: ['narstaende'] })).toEqual([]);
  });

  it('[B-CALL-12] when the meeting is: those who are called gather what they know until then', () => {
    expect(remarksOf({ meetingAt: undefined })).toEqual(['incomplete B-CALL-12']);
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    const plan = stay.admit(call(stay), on('25'));
    expect(plan.message.content).toMatchObject({ meetingAt: CALL['meetingAt'], aim: CALL['aim'] });
    expect(sipOf(stay)?.call?.called).toEqual([
      { unit: AT.social, role: 'socialtjanst' },
      { unit: AT.homeCare, role: 'hemsjukvard' },
    ]);
    const gathered = stay.admit(
      stay.by(AT.homeCare, 'extrameddelande', { text: 'Insatser sedan 2024' }),
      on('25', '12:00:00'),
    );
    expect(gotBy(gathered)).toEqual(['AVD45', 'SOC01', 'VC01']);
  });

  it('[B-CALL-16] which of the three calls it is, in accord with where the person is', () => {
    expect(refusedOf({ setting: 'utan-vardtillfalle' })).toEqual(['contradiction B-CALL-16']);
    for (const setting of ['fore-utskrivning', 'efter-utskrivning']) {
      const sent = alone('sip-kallelse', AT.social, { ...CALL, setting });
      expect(told(new CareChain().refuse(sent, on('23')))).toEqual(['contradiction B-CALL-16']);
    }
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.ready().municipalityReady();
    stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    expect(told(stay.refuse(call(stay, { setting: 'fore-utskrivning' }), on('27', '15:00:00')))).toEqual([
      'contradiction B-CALL-16',
    ]);
    expect(stay.decide(call(stay), on('27', '15:00:00')).kind).toBe('accepted');
  });
});

describe('who was called', () => {
  const called = () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    const participants = [
      ...PARTICIPANTS,
      { name: 'Sonen', relation: 'narstaende' },
      { name: 'Försäkringskassan', relation: 'annan' },
    ];
    stay.admit(call(stay, { participants }), on('25', '11:00:00'));
    return stay;
  };
  const no = (stay: CareChain) =>
    stay.by(AT.social, 'extrameddelande', { text: 'Kan inte', callReply: { attends: false, reason: 'semester' } });

  it('[B-CALL-11] has to come: a no is noted as a deviation, and the unit stays called', () => {
    const stay = called();
    const plan = stay.admit(no(stay), on('25', '12:00:00'));
    expect(told(plan.answer.warnings)).toEqual(['attendance-duty B-CALL-11']);
    expect(sipOf(stay)?.call?.called).toEqual([
      { unit: AT.social, role: 'socialtjanst', declinedAt: '2026-11-25T11:00:00.000Z' },
      { unit: AT.homeCare, role: 'hemsjukvard' },
    ]);
    const yes = stay.by(AT.social, 'extrameddelande', { text: 'Vi kommer', callReply: { attends: true } });
    expect(told(stay.admit(yes, on('25', '13:00:00')).answer.warnings)).toEqual([]);
    expect(sipOf(stay)?.call?.called[0]).toEqual({ unit: AT.social, role: 'socialtjanst' });
  });

  it('[B-CALL-11] may answer after the discharge too, when nothing else is said in the chain any more', () => {
    const stay = called();
    stay.ready().municipalityReady();
    stay.admit(initiative(stay, { relativesInformed: 'ja' }), on('27', '13:00:00'));
    stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    expect(told(stay.admit(no(stay), on('28')).answer.warnings)).toEqual(['attendance-duty B-CALL-11']);
    expect(told(stay.refuse(stay.by(AT.social, 'extrameddelande', { text: 'Hej' }), on('28')))).toEqual([
      'wrong-state',
    ]);
  });

  it('[B-CALL-15] the person, relatives and other authorities take part without being bound to', () => {
    const stay = called();
    expect(sipOf(stay)?.call?.called.map(({ unit }) => unit)).toEqual([AT.social, AT.homeCare]);
  });

  it('[B-CALL-02] [B-CALL-11] [B-ACK-12] receipts the call like any other message', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    const plan = stay.admit(call(stay), on('25', '14:59:59'));
    expect(plan.deliveries.map(({ receiptDue }) => receiptDue?.toISOString())).toEqual([
      '2026-11-25T23:00:00.000Z',
      '2026-11-25T23:00:00.000Z',
    ]);
  });
});
