import { describe, expect, it } from '@jest/globals';
import type { Consent, Content, Message } from '#domain/message.js';

import { AT, blekinge, CareChain, gotBy, NO, notice, telling, TREAN, YES } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { addHours } from '#domain/calendar.js';
import { dueOf } from '#domain/deadline.js';
import type { FiredStep } from '#domain/deadline.js';
import { dutiesAfterHandling } from '#domain/deadline-handover.js';
import { decideFiring } from '#domain/firing.js';

/** From the need of a SIP to the call to it, in a care chain of Blekinge and without a stay. */

const AGREED: Consent = { given: true, scope: ['sip'], actors: [AT.centre, AT.social, AT.homeCare, AT.ward] };
const PARTICIPANTS = [
  { name: 'Trean Treansson', relation: 'annan' },
  { unit: AT.social, relation: 'socialtjanst' },
];

const initiative = (chain: CareChain, content: Content = {}, changes: Partial<Message> = {}): Message =>
  chain.byWard(
    'sip-initiativ',
    { raisedBy: 'patient', participants: PARTICIPANTS, ...content },
    { consent: AGREED, ...changes },
  );

const CALL: Content = {
  purpose: 'sip',
  setting: 'efter-utskrivning',
  meetingAt: '2026-12-03T13:00:00+01:00',
  form: 'fysiskt',
  place: 'I hemmet',
  consulted: ['patient'],
  aim: 'Vem som gör vad hemma',
};
const call = (chain: CareChain, content: Content = {}, changes: Partial<Message> = {}): Message =>
  chain.by(AT.centre, 'sip-kallelse', { ...CALL, ...content }, { recipients: [AT.social, AT.homeCare], ...changes });

/** Told of somebody who has no stay. */
const alone = (
  kind: 'sip-initiativ' | 'sip-kallelse',
  sender: string,
  content: Content,
  changes: Partial<Message> = {},
) => telling(kind, sender, { patient: TREAN, consent: AGREED, recipients: [AT.centre], content, ...changes });

const on = (day: string, time = '10:00:00') => `2026-11-${day}T${time}+01:00`;
const sipOf = (chain: CareChain) => chain.episode('K1').facts.sip;
const owesSip = (chain: CareChain) => chain.owed().filter((duty) => duty.startsWith('sip-'));

/** A chain since Monday the 23rd; judged ready on Thursday the 26th at 10:00 when it is told so. */
const chain = () => new CareChain().admitted().answered().reported();

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
    const world = new CareChain();
    const sent = (changes: Partial<Message> = {}) =>
      alone('sip-initiativ', AT.homeCare, { participants: PARTICIPANTS }, changes);
    const plan = world.tell(sent(), on('23'));
    expect([gotBy(plan), told(plan.answer.warnings), plan.answer.deadlines.map(({ kind }) => kind)]).toEqual([
      ['VC01'],
      [],
      ['kvittens'],
    ]);
    expect(told(world.refuse(sent({ consent: undefined }), on('23')))).toEqual(['consent-required B-INI-02']);
    expect(told(world.refuse(sent({ recipients: [] }), on('23')))).toEqual(['missing-field B-INI-12']);
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

describe('what begins and ends these duties', () => {
  const ends: [string, (stay: CareChain) => Message][] = [
    ['not ready after all', (stay) => stay.byWard('utskrivningsklar-aterkallad')],
    ['entered in error', (stay) => stay.byWard('avbryt-vardtillfalle')],
    ['death', (stay) => stay.byWard('avliden', { diedOn: '2026-11-26', source: 'manuell' })],
    [
      'no consent to the chain any more',
      (stay) => stay.byWard('samtycke-aterkallat', { scope: ['informationsoverforing'] }),
    ],
    ['LPT', (stay) => notice({ content: { compulsoryCare: 'LPT' } })],
    ['LRV', (stay) => notice({ content: { compulsoryCare: 'LRV' } })],
  ];

  it.each(ends)('[B-INI-05] [B-INI-06] [L-SIP-04] the initiative is owed no more: %s', (_why, end) => {
    const stay = chain();
    stay.admit(stay.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'efter-utskrivning' } }), on('24'));
    stay.admit(stay.byWard('samtycke', { scope: ['sip'] }), on('24', '11:00:00'));
    stay.ready();
    expect(owesSip(stay)).toEqual(['sip-initiativ AVD45']);
    stay.admit(end(stay), on('26', '13:00:00'));
    expect(owesSip(stay)).toEqual([]);
  });

  it.each(ends)('[B-CALL-05] [L-SIP-03] [L-SIP-04] the call is owed no more: %s', (_why, end) => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.ready();
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    stay.admit(end(stay), on('26', '13:00:00'));
    expect(owesSip(stay)).toEqual([]);
  });

  it('[B-INI-05] nothing is owed for a need that is to be met before the discharge', () => {
    const stay = chain();
    stay.admit(stay.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'fore-utskrivning' } }), on('24'));
    stay.admit(stay.byWard('samtycke', { scope: ['sip'] }), on('24', '11:00:00'));
    stay.ready();
    expect(owesSip(stay)).toEqual([]);
  });

  it('[B-INI-05] [B-CALL-05] another day of the judgement moves both', () => {
    const dueOn = (stay: CareChain, kind: string) =>
      stay.deadlines.filter((one) => one.kind === kind && one.state === 'open').map(({ due }) => due.toISOString());
    const again = { readyAt: on('27', '09:00:00') };
    const waiting = chain();
    waiting.admit(
      waiting.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'efter-utskrivning' } }),
      on('24'),
    );
    waiting.admit(waiting.byWard('samtycke', { scope: ['sip'] }), on('24', '11:00:00'));
    waiting.ready();
    waiting.admit(waiting.byWard('utskrivningsklar', again), on('27', '09:10:00'));
    expect(dueOn(waiting, 'sip-initiativ')).toEqual(['2026-11-27T23:00:00.000Z']);
    const taken = chain();
    taken.admit(initiative(taken), on('25'));
    taken.ready();
    taken.admit(taken.byWard('utskrivningsklar', again), on('27', '09:10:00'));
    expect(dueOn(taken, 'sip-kallelse')).toEqual(['2026-11-30T23:00:00.000Z']);
  });

  it('[B-CALL-05] what was called before the person was ready is not asked for again, and a meeting of the parties alone is no call', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('24'));
    stay.admit(call(stay, { purpose: 'aktorsmote' }), on('25'));
    stay.ready();
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    stay.admit(call(stay, { purpose: 'aktorsmote' }), on('26', '12:00:00'));
    expect(owesSip(stay)).toEqual(['sip-kallelse VC01']);
    const called = chain();
    called.admit(initiative(called), on('24'));
    called.admit(call(called), on('25'));
    called.ready();
    expect(owesSip(called)).toEqual([]);
  });

  it('[B-CALL-05] goes with the part in the stay when open care hands it on, and the ward still waits for it', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.ready();
    const known = stay.known(stay.byWard('extrameddelande'));
    const { facts } = stay.episode('K1');
    const parties = facts.parties.map((party) => (party.unit === AT.centre ? { ...party, unit: AT.clinic } : party));
    const moved = {
      known,
      facts: { ...facts, parties },
      ground: stay,
      by: AT.centre,
      at: new Date(on('26', '13:00:00')),
    };
    expect(dutiesAfterHandling(moved).started.filter(({ kind }) => kind === 'sip-kallelse')).toMatchObject([
      { responsible: AT.clinic, informs: AT.ward, due: new Date(on('30', '00:00:00')) },
    ]);
  });

  /** What the ladder of an open deadline sends until the second day after it, as `time kind unit`. */
  function heard(stay: CareChain, name: string): string[] {
    const found = stay.deadlines.find(({ kind, state }) => kind === name && state === 'open')!;
    const subject = {
      episodeNumber: 'K1',
      messageId: 'm',
      messageKind: 'x',
      parties: stay.episode('K1').facts.parties,
    };
    let deadline = { ...found, profile: 'blekinge', fired: [] as FiredStep[] };
    const told: string[] = [];
    for (let at = found.nextFireAt; at !== null && at < addHours(found.due, 25);) {
      const plan = decideFiring(deadline, subject, stay, at);
      const time = at.toISOString().slice(8, 16);
      told.push(...plan.firings.map(({ step, to = 'nobody' }) => `${time} ${step.send} ${to.split('-')[1] ?? ''}`));
      deadline = { ...deadline, fired: plan.fired };
      at = plan.nextFireAt;
    }
    return told;
  }

  it('[B-CALL-05] nobody calls: open care is reminded at every watch, the ward, the manager and operations hear of it', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    stay.ready();
    expect(heard(stay, 'sip-kallelse')).toEqual([
      '29T23:00 paminnelse VC01',
      '29T23:00 eskalering AVD45',
      '30T01:00 eskalering VCH02',
      '30T07:00 paminnelse VC01',
      '30T11:00 paminnelse VC01',
      '30T14:00 paminnelse VC01',
      '30T23:00 eskalering DRIFT',
    ]);
  });

  it('[B-INI-06] no initiative: the ward is reminded at every watch, the manager and operations hear of it', () => {
    const stay = chain();
    stay.admit(stay.by(AT.social, 'extrameddelande', { text: 'SIP', sip: { when: 'efter-utskrivning' } }), on('24'));
    stay.admit(stay.byWard('samtycke', { scope: ['sip'] }), on('24', '11:00:00'));
    stay.ready();
    expect(heard(stay, 'sip-initiativ')).toEqual([
      '26T23:00 paminnelse AVD45',
      '27T01:00 eskalering VCH01',
      '27T07:00 paminnelse AVD45',
      '27T11:00 paminnelse AVD45',
      '27T14:00 paminnelse AVD45',
      '27T23:00 eskalering DRIFT',
    ]);
  });
});

describe('without a stay', () => {
  const CALL_HOME = { ...CALL, setting: 'utan-vardtillfalle' };
  const SENDERS = [AT.ward, AT.clinic, AT.social, AT.homeCare, AT.housing];

  it.each(SENDERS)(
    '[B-INI-01] [B-INI-03] [B-INI-07] [B-INI-12] %s takes the initiative, to whomever it names, who receipts it',
    (sender) => {
      for (const to of [...SENDERS, AT.centre].filter((unit) => unit !== sender)) {
        const plan = new CareChain().tell(
          alone('sip-initiativ', sender, { participants: PARTICIPANTS }, { recipients: [to] }),
          on('23'),
        );
        expect(plan.deliveries.map(({ unit, receiptDue }) => [unit, receiptDue?.toISOString()])).toEqual([
          [to, '2026-11-23T23:00:00.000Z'],
        ]);
      }
    },
  );

  it.each(SENDERS)(
    '[B-CALL-02] [B-CALL-03] [B-CALL-04] [B-CALL-13] [B-CALL-16] [L-SIP-01] %s calls whomever it names, who receipts it',
    (sender) => {
      for (const to of [...SENDERS, AT.centre].filter((unit) => unit !== sender)) {
        const plan = new CareChain().tell(
          alone('sip-kallelse', sender, CALL_HOME, {
            consent: { given: true, scope: ['sip'], actors: [to] },
            recipients: [to],
          }),
          on('23'),
        );
        expect(plan.deliveries.map(({ unit, receiptDue }) => [unit, receiptDue?.toISOString()])).toEqual([
          [to, '2026-11-23T23:00:00.000Z'],
        ]);
        const isMunicipalCare = [sender, to].some((unit) => unit === AT.homeCare || unit === AT.housing);
        const isOpenCare = [sender, to].some((unit) => unit === AT.centre || unit === AT.clinic);
        expect(told(plan.answer.warnings)).toEqual(isMunicipalCare && !isOpenCare ? ['incomplete L-SIP-01'] : []);
      }
    },
  );

  it.each([
    ['sip-initiativ', 'B-INI-12'],
    ['sip-kallelse', 'B-CALL-04'],
  ] as const)('[B-INI-12] [B-CALL-04] a %s never goes to care staff, and to twenty units at most', (kind, rule) => {
    const sent = (recipients: string[]) =>
      alone(kind, AT.ward, CALL_HOME, {
        recipients,
        consent: { given: true, scope: ['sip'] },
        ...(kind === 'sip-initiativ' ? { content: {} } : {}),
      });
    expect(told(new CareChain().refuse(sent([AT.careStaff]), on('23')))).toEqual(['role-not-concerned B-EMG-08']);
    const many = Array.from({ length: 21 }, (_, i) => `SE2321000081-EXTRA${String(i + 10)}`);
    const world = new CareChain();
    const units = new Map([
      ...world.directory.units,
      ...many.map((id) => [id, { ...world.unit(AT.clinic), hsaId: id, isDefault: false }] as const),
    ]);
    world.directory = { ...world.directory, units };
    expect(world.tell(sent(many.slice(0, 20)), on('23')).deliveries).toHaveLength(20);
    expect(told(world.refuse(sent(many), on('23')))).toEqual([`invalid-value ${rule}`]);
  });

  it('[B-CALL-04] [B-CALL-10] a call names those who are called', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    expect(told(stay.refuse(call(stay, {}, { recipients: [] }), on('25')))).toEqual(['missing-field B-CALL-04']);
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
      ['kvittens'],
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
    stay.admit(initiative(stay, {}, { consent: { ...AGREED, actors: [AT.social] } }), on('25'));
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
