import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '#domain/delivery.js';
import { dueOf, isLate } from '#domain/deadline/deadline.js';
import type { Deadline } from '#domain/deadline/deadline.js';
import { decideFiring } from '#domain/deadline/firing.js';
import { decideReceipt } from '#domain/handling.js';

import { AT, blekinge, CareChain, freely, telling, TREAN } from '../support/blekinge.js';
import { demoDirectory } from '../support/domain.js';

const profile = blekinge();
const kvittens = profile.deadlines['kvittens']!;
const WINTER = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const swedish = (instant: Date | undefined) => (instant === undefined ? undefined : WINTER.format(instant));

/** When a receipt is due, in Swedish time. */
const due = (sent: string) => swedish(dueOf(kvittens, profile.windows, new Date(sent)));

describe('when a kvittens is due', () => {
  it('[B-ACK-03] what is sent on a weekday before 15:00 is due the same day, also when the last watch has been', () => {
    expect(due('2026-11-23T00:00:00+01:00')).toBe('2026-11-24 00:00:00');
    expect(due('2026-11-23T10:00:00+01:00')).toBe('2026-11-24 00:00:00');
    expect(due('2026-11-23T14:59:59.999+01:00')).toBe('2026-11-24 00:00:00');
    const midnight = new Date('2026-11-24T00:00:00+01:00');
    expect(isLate(kvittens, midnight, new Date(midnight.getTime() - 1))).toBe(false);
    expect(isLate(kvittens, midnight, midnight)).toBe(true);
  });

  it('[B-ACK-04] [B-ACK-08] what is sent after 15:00 is due on the morning of the next weekday, which ends at noon', () => {
    expect(due('2026-11-23T15:00:01+01:00')).toBe('2026-11-24 12:00:00');
    expect(due('2026-11-23T23:59:59+01:00')).toBe('2026-11-24 12:00:00');
    const noon = new Date('2026-11-24T12:00:00+01:00');
    expect([-1, 0, 1].map((by) => isLate(kvittens, noon, new Date(noon.getTime() + by)))).toEqual([false, false, true]);
  });

  it('[B-ACK-05] 15:00:00 itself belongs to the afternoon', () => {
    expect(['14:59:59', '15:00:00', '15:00:01'].map((time) => due(`2026-11-23T${time}+01:00`))).toEqual([
      '2026-11-24 00:00:00',
      '2026-11-24 12:00:00',
      '2026-11-24 12:00:00',
    ]);
  });

  it('[B-ACK-06] what is sent on a Saturday, a Sunday or a holiday is due on the morning of the next weekday', () => {
    expect(due('2026-11-28T10:00:00+01:00')).toBe('2026-11-30 12:00:00');
    expect(due('2026-11-29T23:59:59+01:00')).toBe('2026-11-30 12:00:00');
    // Epiphany is a Wednesday.
    expect(due('2027-01-06T09:00:00+01:00')).toBe('2027-01-07 12:00:00');
  });

  it('[B-ACK-07] Friday afternoon is Monday morning, and the afternoon before a Friday that is a holiday is so too', () => {
    expect(due('2026-11-27T15:30:00+01:00')).toBe('2026-11-30 12:00:00');
    // New Year's Day is a Friday, and the day before it an eve.
    expect(due('2026-12-30T15:30:00+01:00')).toBe('2027-01-04 12:00:00');
    // Good Friday, and Easter Monday after it.
    expect(due('2027-03-25T15:30:00+01:00')).toBe('2027-03-30 12:00:00');
  });

  it('[B-ACK-15] 15:00 is what clocks in Sweden show, on both sides of the change of the clock', () => {
    expect(due('2027-03-25T13:59:59Z')).toBe('2027-03-26 00:00:00');
    expect(due('2027-03-25T14:00:00Z')).toBe('2027-03-30 12:00:00');
    expect(due('2027-03-30T12:59:59Z')).toBe('2027-03-31 00:00:00');
    expect(due('2027-03-30T13:00:00Z')).toBe('2027-03-31 12:00:00');
  });

  it('[B-ACK-11] counts from the sending, whenever a recipient fetches or opens it', () => {
    const chain = new CareChain().admitted({}, '2026-11-23T14:59:00+01:00');
    const [receipt] = chain.deadlines.filter(({ kind }) => kind === 'kvittens');
    expect(swedish(receipt?.due)).toBe('2026-11-24 00:00:00');
    const fetched: Delivery = {
      ...receiptOf(chain, AT.centre),
      state: 'received',
      receiptDue: receipt!.due,
    };
    const nextMorning = new Date('2026-11-24T08:05:00+01:00');
    expect(decideReceipt(fetched, { name: 'Siv' }, undefined, nextMorning, profile)).toMatchObject({ late: true });
  });
});

function receiptOf(chain: CareChain, unit: string): Delivery {
  const { id } = chain.deliveries.find((delivery) => delivery.unit === unit)!;
  return {
    id,
    message: 'm',
    messageId: 'b-1',
    kind: 'inskrivningsmeddelande',
    sender: AT.ward,
    unit,
    role: 'oppenvard',
    profile: 'blekinge',
    state: 'waiting',
    acceptedAt: new Date('2026-11-23T13:59:00Z'),
    fetchedAt: undefined,
    receiptDue: null,
    receipt: undefined,
    forwardedTo: undefined,
    episode: undefined,
    episodeNumber: undefined,
  };
}

describe('who owes a kvittens, and what it says', () => {
  it('[B-ACK-10] each recipient owes its own, and one of them does not pay for another', () => {
    const chain = new CareChain().admitted();
    const waiting = () =>
      chain.deadlines
        .filter(({ kind, state }) => kind === 'kvittens' && state === 'open')
        .map(({ responsible }) => responsible);
    expect(waiting().sort()).toEqual([AT.homeCare, AT.social, AT.centre].sort());
    chain.receipt(AT.social);
    expect(waiting().sort()).toEqual([AT.homeCare, AT.centre].sort());
  });

  it('[B-ACK-09] [B-ANS-16] it says that the message has come: the answer is owed as before, and does not replace it', () => {
    const friday = new CareChain().admitted(
      { content: { admittedAt: '2026-11-27T07:00:00+01:00', expectedDischarge: '2026-12-04', reason: 'Fall' } },
      '2026-11-27T16:00:00+01:00',
    );
    const ofCentre = (kind: string) =>
      friday.deadlines.find((deadline) => deadline.kind === kind && deadline.responsible === AT.centre)!;
    expect(swedish(ofCentre('kvittens').due)).toBe('2026-11-30 12:00:00');
    expect(swedish(ofCentre('svar-pa-inskrivning').due)).toBe('2026-12-01 00:00:00');
    friday.admit(friday.answer(AT.centre), '2026-11-27T16:30:00+01:00');
    expect([ofCentre('kvittens').state, ofCentre('svar-pa-inskrivning').state]).toEqual(['open', 'met']);

    const other = new CareChain().admitted();
    other.receipt(AT.centre);
    expect(other.owed()).toContain('svar-pa-inskrivning VC01');
  });

  it('[B-ACK-12] every kind that goes to somebody asks for one, what is written in a plan aside', () => {
    const told = Object.entries(profile.kinds).filter(
      ([kind, { recipients, about }]) =>
        recipients !== 'none' && about !== 'person' && about !== 'plan' && kind !== 'makulering',
    );
    expect(told.length).toBeGreaterThan(12);
    expect(told.filter(([, { receipt }]) => receipt !== 'kvittens')).toEqual([]);
    const free = new CareChain().tell(freely(AT.centre, [AT.social], {}), '2026-11-23T10:00:00+01:00');
    expect(swedish(free.deliveries[0]?.receiptDue ?? undefined)).toBe('2026-11-24 00:00:00');
  });
});

describe('when nobody receipts', () => {
  const ground = { profile, directory: demoDirectory(), newId: () => 'id' };

  /** What the ladder fires at an instant, as `step unit`, with the deadline as it is afterwards. */
  function look(deadline: Deadline, at: string) {
    const subject = { episodeNumber: 'K1', messageId: 'b-1', messageKind: 'inskrivningsmeddelande' };
    const plan = decideFiring(deadline, subject, ground, new Date(at));
    return {
      fired: plan.firings.map(({ step, to }) => `${step.step} ${to?.split('-')[1] ?? ''}`),
      after: { ...deadline, fired: plan.fired },
      next: swedish(plan.nextFireAt ?? undefined),
    };
  }

  function unreceipted(sentAt: string): Deadline {
    const chain = new CareChain();
    chain.tell(telling('vardrapport', AT.social, { patient: TREAN, recipients: [AT.ward] }), sentAt);
    const planned = chain.deadlines[0]!;
    return { ...planned, profile: 'blekinge', episode: undefined, fired: [] };
  }

  it('[B-ACK-01] [B-ACK-02] [B-ACK-13] reminds at every watch of a weekday, and tells others once the time has passed', () => {
    const deadline = unreceipted('2026-11-27T15:30:00+01:00');
    expect(swedish(deadline.due)).toBe('2026-11-30 12:00:00');
    // Saturday and Sunday nobody watches.
    expect(look(deadline, '2026-11-29T12:00:00+01:00').fired).toEqual([]);
    const morning = look(deadline, '2026-11-30T08:00:00+01:00');
    expect([morning.fired, morning.next]).toEqual([['paminnelse AVD45'], '2026-11-30 12:00:00']);
    const noon = look(morning.after, '2026-11-30T12:00:00+01:00');
    expect(noon.fired).toEqual(['paminnelse AVD45', 'avsandare SOC01']);
    const manager = look(noon.after, '2026-11-30T14:00:00+01:00');
    expect([manager.fired, manager.next]).toEqual([['chef VCH01'], '2026-11-30 15:00:00']);
    const dayAfter = look(manager.after, '2026-12-01T12:00:00+01:00');
    expect(dayAfter.fired).toEqual(['paminnelse AVD45', 'driftledning DRIFT']);
    // The region's operations have it now, and the ward has heard it often enough.
    expect(dayAfter.next).toBe(swedish(undefined));
    const muchLater = look(manager.after, '2026-12-08T08:00:00+01:00');
    expect([muchLater.fired, muchLater.next]).toEqual([['paminnelse AVD45', 'driftledning DRIFT'], swedish(undefined)]);
    const [reminder] = decideFiring(
      manager.after,
      { episodeNumber: 'K1', messageId: 'b-1', messageKind: 'vardrapport' },
      ground,
      new Date('2026-12-08T08:00:00+01:00'),
    ).firings;
    expect(swedish(reminder?.at)).toBe('2026-12-01 12:00:00');
  });

  it('[B-ACK-13] [B-ANS-14] [B-DRP-01] [B-CALL-05] [B-INI-06] no reminder goes on once operations have heard of it', () => {
    for (const name of ['kvittens', 'svar', 'egen-uppgift', 'sip', 'initiativ']) {
      const repeated = profile.ladders[name]?.filter(({ repeat }) => repeat !== undefined);
      expect(repeated).toMatchObject([{ step: 'paminnelse', until: 'driftledning' }]);
    }
  });

  it('[B-COORD-08] nor does that of a follow-up once the manager has', () => {
    expect(profile.ladders['uppfoljning']).toMatchObject([{ repeat: 'bevakning', until: 'chef' }, { step: 'chef' }]);
  });

  it('[B-ACK-02] the watch times are no limits: a receipt after them is in time the same day', () => {
    const deadline = unreceipted('2026-11-23T07:30:00+01:00');
    expect(look(deadline, '2026-11-23T08:00:00+01:00').fired).toEqual(['paminnelse AVD45']);
    expect(isLate(kvittens, deadline.due, new Date('2026-11-23T22:00:00+01:00'))).toBe(false);
  });
});
