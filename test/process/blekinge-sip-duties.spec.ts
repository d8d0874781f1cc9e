import { describe, expect, it } from '@jest/globals';
import { addHours } from '#domain/calendar.js';
import type { FiredStep } from '#domain/deadline/deadline.js';
import { dutiesAfterHandling } from '#domain/deadline/deadline-handover.js';
import { decideFiring } from '#domain/deadline/firing.js';
import type { Message } from '#domain/message.js';

import { AT, CareChain, notice } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { PARTICIPANTS, initiative, CALL, call, alone, on, owesSip, chain } from './blekinge-sip.js';

/** What begins and ends the duties of a SIP in Blekinge, who hears of them, and how it is without a stay. */

describe('what begins and ends these duties', () => {
  const ends: [string, (stay: CareChain) => Message][] = [
    ['not ready after all', (stay) => stay.byWard('utskrivningsklar-aterkallad')],
    ['entered in error', (stay) => stay.byWard('avbryt-vardtillfalle')],
    ['death', (stay) => stay.byWard('avliden', { diedOn: '2026-11-26', source: 'manuell' })],
    [
      'no consent to the chain any more',
      (stay) => stay.byWard('samtycke-aterkallat', { scope: ['informationsoverforing'] }),
    ],
    ['LPT', () => notice({ content: { compulsoryCare: 'LPT' } })],
    ['LRV', () => notice({ content: { compulsoryCare: 'LRV' } })],
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
        const consent = { given: true, scope: ['sip'], actors: [sender, to] };
        const plan = new CareChain().tell(
          alone('sip-initiativ', sender, { participants: PARTICIPANTS }, { recipients: [to], consent }),
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
            consent: { given: true, scope: ['sip'], actors: [sender, to] },
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
