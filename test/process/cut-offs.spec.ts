import { describe, expect, it } from '@jest/globals';

import { dueOf, isLate } from '#domain/deadline/deadline.js';
import type { Delivery } from '#domain/delivery.js';
import { decideReceipt } from '#domain/handling.js';
import type { Message } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';

import { AT, blekinge, CareChain, CRITERIA, goingHome, notice as chainNotice } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { CONSENT, due as dueIn, Gavleborg, homeCare, leaves, patient, ward } from './gavleborg.js';
import { stockholm } from './stockholm.js';

/**
 * Where one side of a second is another day: windows, the ends of days, hours that run out, on working days, before days off, on
 * eves, on both nights on which the clock is changed, and on a day that only leap years have. Times are what clocks in Sweden
 * show, worked out by other means than the hub's.
 */

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const swedish = (instant: Date | string | undefined) =>
  instant === undefined ? undefined : CLOCK.format(new Date(instant));
const later = (iso: string, milliseconds: number) => new Date(Date.parse(iso) + milliseconds).toISOString();

/** When what starts then is due in a region. */
function dueBy({ deadlines, windows }: Profile, name: string) {
  const rule = deadlines[name];
  if (rule === undefined) throw new Error(`the region has no deadline ${name}`);
  return (start: string) => swedish(dueOf(rule, windows, new Date(start)));
}

/** Whether it is late at the due instant itself, and a second before and after it. */
function lateAround({ deadlines, windows }: Profile, name: string, start: string): boolean[] {
  const rule = deadlines[name]!;
  const instant = dueOf(rule, windows, new Date(start))!;
  return [-1000, 0, 1000].map((by) => isLate(rule, instant, new Date(instant.getTime() + by)));
}

const IN_TIME_AT_ITS_INSTANT = [false, false, true];
const LATE_AT_ITS_INSTANT = [false, true, true];

/** Days before days off, and the weekday after them. */
const WEEKDAY_AFTER = [
  ['a Thursday', '2026-11-26T23:59:59+01:00', '2026-11-27'],
  ['a Friday', '2026-11-27T00:00:00+01:00', '2026-11-30'],
  ['a Friday afternoon', '2026-11-27T15:30:00+01:00', '2026-11-30'],
  ['a Sunday', '2026-11-29T12:00:00+01:00', '2026-11-30'],
  ['the day before Christmas Eve', '2026-12-23T16:00:00+01:00', '2026-12-28'],
  ['Christmas Eve', '2026-12-24T08:00:00+01:00', '2026-12-28'],
  ["the day before New Year's Eve", '2026-12-30T16:00:00+01:00', '2027-01-04'],
  ["New Year's Eve", '2026-12-31T08:00:00+01:00', '2027-01-04'],
  ['the day before Epiphany', '2027-01-05T12:00:00+01:00', '2027-01-07'],
  ['Maundy Thursday', '2027-03-25T12:00:00+01:00', '2027-03-30'],
  ['the day before Ascension Day', '2027-05-05T12:00:00+02:00', '2027-05-07'],
  ['the day before Midsummer Eve', '2027-06-24T12:00:00+02:00', '2027-06-28'],
  ['Midsummer Eve', '2027-06-25T09:00:00+02:00', '2027-06-28'],
  ['the Saturday before the clock goes forward', '2027-03-27T23:00:00+01:00', '2027-03-30'],
  ['the Saturday before the clock goes back', '2026-10-24T23:00:00+02:00', '2026-10-26'],
  ['the day before 29 February', '2028-02-28T12:00:00+01:00', '2028-02-29'],
  ['29 February', '2028-02-29T12:00:00+01:00', '2028-03-01'],
] as const;

/** Midnight after a civil day, as clocks show it. */
const dayAfter = (day: string) =>
  `${new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)} 00:00:00`;

/** The last and the first second of days that are none of the usual length. */
const ENDS_OF_DAYS = [
  ['a day', '2026-11-26T09:30:00+01:00', '2026-11-27 00:00:00'],
  ['its first second', '2026-11-26T00:00:00+01:00', '2026-11-27 00:00:00'],
  ['its last second', '2026-11-26T23:59:59+01:00', '2026-11-27 00:00:00'],
  ['Christmas Eve', '2026-12-24T12:00:00+01:00', '2026-12-25 00:00:00'],
  ["New Year's Eve", '2026-12-31T23:59:59+01:00', '2027-01-01 00:00:00'],
  ['Midsummer Eve', '2027-06-25T12:00:00+02:00', '2027-06-26 00:00:00'],
  ['the day of 23 hours', '2027-03-28T01:59:59+01:00', '2027-03-29 00:00:00'],
  ['the day of 23 hours, after the leap', '2027-03-28T03:00:00+02:00', '2027-03-29 00:00:00'],
  ['the day of 25 hours, the first 02:30', '2026-10-25T02:30:00+02:00', '2026-10-26 00:00:00'],
  ['the day of 25 hours, the second 02:30', '2026-10-25T02:30:00+01:00', '2026-10-26 00:00:00'],
  ['28 February in a leap year', '2028-02-28T18:00:00+01:00', '2028-02-29 00:00:00'],
  ['29 February', '2028-02-29T18:00:00+01:00', '2028-03-01 00:00:00'],
] as const;

/** 24 hours that have passed, whatever the clocks showed meanwhile. */
const A_DAY_LATER = [
  ['on a weekday', '2026-11-23T08:15:00+01:00', '2026-11-24 08:15:00'],
  ['from a Friday to a Saturday', '2026-11-27T16:00:00+01:00', '2026-11-28 16:00:00'],
  ['into Christmas Eve', '2026-12-23T16:00:00+01:00', '2026-12-24 16:00:00'],
  ["into New Year's Day", '2026-12-31T23:59:59+01:00', '2027-01-01 23:59:59'],
  ['through the night in which 02:00 is 03:00', '2027-03-27T12:00:00+01:00', '2027-03-28 13:00:00'],
  ['through the night that has 02:30 twice', '2026-10-24T12:00:00+02:00', '2026-10-25 11:00:00'],
  ['from the first 02:30', '2026-10-25T02:30:00+02:00', '2026-10-26 01:30:00'],
  ['from the second 02:30', '2026-10-25T02:30:00+01:00', '2026-10-26 02:30:00'],
  ['into 29 February', '2028-02-28T12:00:00+01:00', '2028-02-29 12:00:00'],
  ['from 29 February', '2028-02-29T12:00:00+01:00', '2028-03-01 12:00:00'],
] as const;

describe('Gävleborg', () => {
  const { profile } = new Gavleborg();

  it.each([
    ['2026-11-23T08:59:59+01:00', '2026-11-23 09:00:00'],
    ['2026-11-23T09:00:00+01:00', '2026-11-23 13:00:00'],
    ['2026-11-23T12:59:59+01:00', '2026-11-23 13:00:00'],
    ['2026-11-23T13:00:00+01:00', '2026-11-24 09:00:00'],
    ['2026-11-23T23:59:59+01:00', '2026-11-24 09:00:00'],
    ['2026-11-24T00:00:00+01:00', '2026-11-24 09:00:00'],
    // Every calendar day: Friday afternoon, Christmas Eve, New Year's Eve, Midsummer Eve.
    ['2026-11-27T13:00:00+01:00', '2026-11-28 09:00:00'],
    ['2026-12-23T13:00:00+01:00', '2026-12-24 09:00:00'],
    ['2026-12-24T08:59:59+01:00', '2026-12-24 09:00:00'],
    ['2026-12-31T13:00:00+01:00', '2027-01-01 09:00:00'],
    ['2027-06-24T13:00:00+02:00', '2027-06-25 09:00:00'],
    // The nights of the clock, before, in and after what is skipped or doubled.
    ['2027-03-27T13:00:00+01:00', '2027-03-28 09:00:00'],
    ['2027-03-28T01:59:59+01:00', '2027-03-28 09:00:00'],
    ['2027-03-28T08:59:59+02:00', '2027-03-28 09:00:00'],
    ['2027-03-28T09:00:00+02:00', '2027-03-28 13:00:00'],
    ['2026-10-24T13:00:00+02:00', '2026-10-25 09:00:00'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25 09:00:00'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25 09:00:00'],
    ['2026-10-25T08:59:59+01:00', '2026-10-25 09:00:00'],
    ['2028-02-28T13:00:00+01:00', '2028-02-29 09:00:00'],
    ['2028-02-29T13:00:00+01:00', '2028-03-01 09:00:00'],
  ])('[G-ACK-01] [G-ACK-02] [G-ACK-03] [G-ACK-04] what came %s is to be receipted by %s', (received, due) => {
    const plan = new Gavleborg().notice({ content: { admittedAt: later(received, -3_600_000) } }, received);
    expect(plan.deliveries.map(({ receiptDue }) => swedish(receiptDue ?? undefined))).toEqual(
      plan.deliveries.map(() => due),
    );
  });

  it('[G-ACK-03] [G-ACK-12] a kvittens at 09:00:00 is in time, and a second later it is not', () => {
    const made = (time: string) => {
      const acceptedAt = new Date('2026-11-23T08:15:00+01:00');
      const receiptDue = new Date('2026-11-23T09:00:00+01:00');
      const kind = 'inskrivningsmeddelande';
      const delivery = { kind, state: 'waiting', acceptedAt, receiptDue } as Delivery;
      return decideReceipt(delivery, { name: 'Siv' }, undefined, new Date(`2026-11-23T${time}+01:00`), profile);
    };
    expect(['08:59:59', '09:00:00', '09:00:01'].map(made)).toMatchObject([
      { late: false },
      { late: false },
      { late: true },
    ]);
  });

  it.each(A_DAY_LATER)('[G-ADM-01] [G-ADM-02] [L-ADM-03] the notice, 24 hours %s', (_when, admittedAt, due) => {
    const judged = (milliseconds: number) => {
      const received = later(admittedAt, 24 * 3_600_000 + milliseconds);
      const plan = new Gavleborg().notice({ content: { admittedAt, expectedDischarge: '2028-03-10' } }, received);
      return plan.message.judged?.find(({ kind }) => kind === 'inskrivningsmeddelande');
    };
    expect([-1000, 0, 1000].map((by) => judged(by)?.late)).toEqual(IN_TIME_AT_ITS_INSTANT);
    expect(swedish(judged(0)?.due)).toBe(due);
  });

  it.each(A_DAY_LATER)('[G-ADM-33] the estimate of the discharge, 24 hours %s', (_when, admittedAt, due) => {
    expect(dueBy(profile, 'beraknad-utskrivning')(admittedAt)).toBe(due);
    expect(lateAround(profile, 'beraknad-utskrivning', admittedAt)).toEqual(IN_TIME_AT_ITS_INSTANT);
  });

  it.each(ENDS_OF_DAYS)(
    '[G-RDY-03] [G-DIS-07] [G-FVK-07] [G-XFER-01] [G-XFER-06] what is due on %s is late when the next one begins',
    (_day, start, end) => {
      for (const name of [
        'utskrivningsklar-samma-dag',
        'utskrivningsmeddelande',
        'fast-vardkontakt-senast',
        'informationsoverforing',
        'slutanteckningar',
      ]) {
        expect([name, dueBy(profile, name)(start)]).toEqual([name, end]);
        expect([name, lateAround(profile, name, start)]).toEqual([name, LATE_AT_ITS_INSTANT]);
      }
    },
  );

  /** The discharge notice as it comes in, and from when services can be promised. */
  const discharged = (received: string, dischargedAt = received) => {
    const hub = new Gavleborg();
    hub.notice({ content: { admittedAt: later(received, -72 * 3_600_000) } }, later(received, -71 * 3_600_000));
    const plan = hub.sends(ward, 'utskrivningsmeddelande', received, leaves(dischargedAt));
    return [plan.message.servicesFrom, told(plan.answer.warnings).includes('not-for-same-day G-DIS-03')];
  };

  it.each([
    ['a Thursday', '2026-11-26', '+01:00', '2026-11-27'],
    ['a Friday', '2026-11-27', '+01:00', '2026-11-28'],
    ['Christmas Eve', '2026-12-24', '+01:00', '2026-12-25'],
    ["New Year's Eve", '2026-12-31', '+01:00', '2027-01-01'],
    ['Midsummer Eve', '2027-06-25', '+02:00', '2027-06-26'],
    ['the day of 23 hours', '2027-03-28', '+02:00', '2027-03-29'],
    ['the day of 25 hours', '2026-10-25', '+01:00', '2026-10-26'],
    ['28 February in a leap year', '2028-02-28', '+01:00', '2028-02-29'],
    ['29 February', '2028-02-29', '+01:00', '2028-03-01'],
  ])('[G-DIS-02] [G-DIS-03] services on %s: noon itself is too late', (_day, day, zone, next) => {
    const at = (time: string) => `${day}T${time}${zone}`;
    expect(discharged(at('11:59:59'))).toEqual([day, false]);
    expect(discharged(at('12:00:00'))).toEqual([next, true]);
    expect(discharged(at('12:00:01'))).toEqual([next, true]);
    expect(discharged(at('23:59:59'))).toEqual([next, true]);
  });

  it('[G-DIS-02] [G-DIS-03] what is sent the day before for tomorrow is no matter of noon', () => {
    expect(discharged('2026-11-26T14:00:00+01:00', '2026-11-27T10:00:00+01:00')).toEqual(['2026-11-27', false]);
  });

  it.each([
    ['over a weekend', '2026-11-27T16:00:00+01:00', '2026-11-29T16:00:00+01:00'],
    ['through the night of 23 hours', '2027-03-27T10:00:00+01:00', '2027-03-29T11:00:00+02:00'],
    ['through the night of 25 hours', '2026-10-24T10:00:00+02:00', '2026-10-26T09:00:00+01:00'],
    ['over New Year', '2026-12-31T23:59:59+01:00', '2027-01-02T23:59:59+01:00'],
    ['over 29 February', '2028-02-28T12:00:00+01:00', '2028-03-01T12:00:00+01:00'],
  ])('[G-REQ-06] [G-REQ-07] [G-REQ-08] a care request waits 48 hours %s, to the second', (_when, sentAt, end) => {
    const joined = (milliseconds: number) => {
      const hub = new Gavleborg();
      const request = { episodeId: undefined, sentAt, patient: patient(), consent: CONSENT };
      hub.tell(hub.written(homeCare, 'vardbegaran', sentAt, request), sentAt);
      const began = later(end, milliseconds);
      return hub.notice({ content: { admittedAt: later(began, -3_600_000) } }, began).joins?.length ?? 0;
    };
    expect([-1000, 0, 1000].map(joined)).toEqual([1, 0, 0]);
  });

  it.each(WEEKDAY_AFTER)('[G-FVK-02] a care contact, once the last receipt came on %s', (_day, start, day) => {
    expect(swedish(dueIn('fast-vardkontakt', start))).toBe(dayAfter(day));
    expect(lateAround(profile, 'fast-vardkontakt', start)).toEqual(LATE_AT_ITS_INSTANT);
  });

  it.each([
    ['2026-11-26T09:30:00+01:00', '2026-11-30 00:00:00'],
    ['2026-12-23T23:59:59+01:00', '2026-12-27 00:00:00'],
    ['2027-03-27T12:00:00+01:00', '2027-03-31 00:00:00'],
    ['2026-10-23T12:00:00+02:00', '2026-10-27 00:00:00'],
    ['2028-02-27T12:00:00+01:00', '2028-03-02 00:00:00'],
  ])('[G-FVK-09] the call to a SIP for who was ready %s is late from %s', (start, end) => {
    expect(swedish(dueIn('sip-kallelse', start))).toBe(end);
    expect(lateAround(profile, 'sip-kallelse', start)).toEqual(LATE_AT_ITS_INSTANT);
  });

  it.each([
    ['2026-12-20T12:00:00+01:00', '2026-12-28 00:00:00'],
    ['2028-02-22T23:59:59+01:00', '2028-03-01 00:00:00'],
  ])('[G-SELF-19] an assessment that was asked for %s is late from %s', (start, end) => {
    expect(swedish(dueIn('egenvardsbedomning', start))).toBe(end);
  });
});

describe('Blekinge', () => {
  const profile = blekinge();

  it.each([
    ['2026-11-23T14:59:59+01:00', '2026-11-24 00:00:00'],
    ['2026-11-23T15:00:00+01:00', '2026-11-24 12:00:00'],
    ['2026-11-23T15:00:01+01:00', '2026-11-24 12:00:00'],
    ['2026-11-23T23:59:59+01:00', '2026-11-24 12:00:00'],
    ['2026-11-24T00:00:00+01:00', '2026-11-25 00:00:00'],
    ['2026-11-27T14:59:59+01:00', '2026-11-28 00:00:00'],
    ['2026-11-27T15:00:00+01:00', '2026-11-30 12:00:00'],
    ['2026-11-28T10:00:00+01:00', '2026-11-30 12:00:00'],
    ['2026-12-23T14:59:59+01:00', '2026-12-24 00:00:00'],
    ['2026-12-23T15:00:00+01:00', '2026-12-28 12:00:00'],
    ['2026-12-24T09:00:00+01:00', '2026-12-28 12:00:00'],
    ['2026-12-30T15:00:00+01:00', '2027-01-04 12:00:00'],
    ['2026-12-31T09:00:00+01:00', '2027-01-04 12:00:00'],
    ['2027-06-24T14:59:59+02:00', '2027-06-25 00:00:00'],
    ['2027-06-24T15:00:00+02:00', '2027-06-28 12:00:00'],
    ['2027-06-25T09:00:00+02:00', '2027-06-28 12:00:00'],
    ['2027-03-26T12:00:00+01:00', '2027-03-30 12:00:00'],
    ['2027-03-28T02:59:59+01:00', '2027-03-30 12:00:00'],
    ['2026-10-25T02:30:00+02:00', '2026-10-26 12:00:00'],
    ['2026-10-25T02:30:00+01:00', '2026-10-26 12:00:00'],
    ['2028-02-28T15:00:00+01:00', '2028-02-29 12:00:00'],
    ['2028-02-29T14:59:59+01:00', '2028-03-01 00:00:00'],
    ['2028-02-29T15:00:00+01:00', '2028-03-01 12:00:00'],
  ])('[B-ACK-03] [B-ACK-04] [B-ACK-05] [B-ACK-06] [B-ACK-07] [B-ACK-08] what came %s: kvittens %s', (received, due) => {
    const content = { admittedAt: later(received, -3_600_000), expectedDischarge: '2028-03-10' };
    const plan = new CareChain().admit(chainNotice({ content }), received);
    expect(new Set(plan.deliveries.map(({ receiptDue }) => swedish(receiptDue ?? undefined)))).toEqual(new Set([due]));
  });

  it('[B-ACK-03] [B-ACK-08] the end of the day is too late, noon of the next weekday is not', () => {
    expect(lateAround(profile, 'kvittens', '2026-11-23T14:59:59+01:00')).toEqual(LATE_AT_ITS_INSTANT);
    expect(lateAround(profile, 'kvittens', '2026-11-23T15:00:00+01:00')).toEqual(IN_TIME_AT_ITS_INSTANT);
  });

  it.each(A_DAY_LATER)('[B-ADM-01] the notice, 24 hours %s', (_when, admittedAt, due) => {
    expect(dueBy(profile, 'inskrivningsmeddelande')(admittedAt)).toBe(due);
    expect(lateAround(profile, 'inskrivningsmeddelande', admittedAt)).toEqual(IN_TIME_AT_ITS_INSTANT);
  });

  it.each(WEEKDAY_AFTER)('[B-ADM-10] [B-DRP-01] estimate and report for who was admitted on %s', (_day, start, day) => {
    for (const name of ['beraknad-utskrivning', 'utskrivningsrapport']) {
      expect([name, dueBy(profile, name)(start)]).toEqual([name, dayAfter(day)]);
      expect([name, lateAround(profile, name, start)]).toEqual([name, LATE_AT_ITS_INSTANT]);
    }
  });

  it.each([
    ['2026-11-23T10:00:00+01:00', '2026-11-24 10:00:00'],
    // 24 hours that run out on a day off end with the weekday after it.
    ['2026-11-26T23:59:59+01:00', '2026-11-27 23:59:59'],
    ['2026-11-27T00:00:00+01:00', '2026-12-01 00:00:00'],
    ['2026-11-27T15:00:00+01:00', '2026-12-01 00:00:00'],
    ['2026-11-28T10:00:00+01:00', '2026-12-01 00:00:00'],
    ['2026-11-29T10:00:00+01:00', '2026-11-30 10:00:00'],
    ['2026-12-22T23:59:59+01:00', '2026-12-23 23:59:59'],
    ['2026-12-23T00:00:00+01:00', '2026-12-29 00:00:00'],
    ['2026-12-30T12:00:00+01:00', '2027-01-05 00:00:00'],
    ['2027-06-24T12:00:00+02:00', '2027-06-29 00:00:00'],
    ['2026-10-24T12:00:00+02:00', '2026-10-27 00:00:00'],
    ['2028-02-28T12:00:00+01:00', '2028-02-29 12:00:00'],
  ])('[B-ANS-01] [B-ANS-02] an answer to what came %s is due %s', (received, due) => {
    expect(dueBy(profile, 'svar-pa-inskrivning')(received)).toBe(due);
  });

  it('[B-ANS-01] [B-ANS-02] [B-ANS-14] 24 hours to the second, but midnight at their end is too late', () => {
    expect(lateAround(profile, 'svar-pa-inskrivning', '2026-11-23T10:00:00+01:00')).toEqual(IN_TIME_AT_ITS_INSTANT);
    expect(lateAround(profile, 'svar-pa-inskrivning', '2026-11-27T15:00:00+01:00')).toEqual(LATE_AT_ITS_INSTANT);
  });

  it('[B-ADM-13] in an observation ward a day is not more than a day, and a second more is', () => {
    const admittedAt = '2026-10-24T12:00:00+02:00';
    const early = (milliseconds: number) => {
      const sentAt = later(admittedAt, 24 * 3_600_000 + milliseconds);
      const said = { sender: AT.moa, sentAt, content: { admittedAt, expectedDischarge: '2026-11-02' } };
      return told(new CareChain().admit(chainNotice(said), sentAt).answer.warnings).includes('out-of-order B-ADM-13');
    };
    expect([0, 1000].map(early)).toEqual([true, false]);
    const within = lateAround(profile, 'inskrivningsmeddelande-efter-dygn', admittedAt);
    expect([dueBy(profile, 'inskrivningsmeddelande-efter-dygn')(admittedAt), within]).toEqual([
      '2026-10-26 11:00:00',
      IN_TIME_AT_ITS_INSTANT,
    ]);
  });

  it.each([
    ['2026-11-27T14:00:00+01:00', '2026-12-02'],
    ['2026-11-27T23:59:59+01:00', '2026-12-02'],
    ['2026-11-28T00:00:00+01:00', '2026-12-02'],
    ['2026-12-22T14:00:00+01:00', '2026-12-29'],
    ['2026-12-30T14:00:00+01:00', '2027-01-07'],
    ['2027-06-23T14:00:00+02:00', '2027-06-29'],
    ['2028-02-28T14:00:00+01:00', '2028-03-02'],
  ])('[B-DIS-06] who leaves %s has medicines through %s, and not a day less', (dischargedAt, last) => {
    const lasting = (medicinesThrough: string) => {
      const content = { dischargedAt, summary: 'Bättre', criteria: { ...CRITERIA, medicinesThrough } };
      const chain = new CareChain().untilDischarge();
      const decision = chain.decide(chain.byWard('utskrivningsmeddelande', content), dischargedAt);
      return decision.kind === 'refused' ? told(decision.reasons) : [];
    };
    const dayBefore = new Date(Date.parse(`${last}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    expect([lasting(last), lasting(dayBefore)]).toEqual([[], ['not-yet B-DIS-06']]);
  });

  it.each([
    ['2026-11-27T23:59:59+01:00', false],
    ['2026-11-28T00:00:00+01:00', true],
    ['2026-11-29T23:59:59+01:00', true],
    ['2026-11-30T00:00:00+01:00', false],
    ['2026-12-24T12:00:00+01:00', true],
    ['2027-06-25T12:00:00+02:00', true],
    ['2028-02-29T12:00:00+01:00', false],
  ])('[B-EMG-12] going home from the emergency department %s: the telephone has to be used: %p', (sentAt, isAsked) => {
    const message: Message = goingHome({}, { sentAt });
    const decision = new CareChain().decide(message, sentAt);
    const reasons = decision.kind === 'refused' ? told(decision.reasons) : [];
    expect(reasons).toEqual(isAsked ? ['missing-field B-EMG-12'] : []);
  });

  it('[B-CALL-05] the call to a SIP is late when the third day after the judgement is over', () => {
    expect(dueBy(profile, 'sip-kallelse')('2026-11-26T10:00:00+01:00')).toBe('2026-11-30 00:00:00');
    expect(dueBy(profile, 'sip-kallelse')('2028-02-26T23:59:59+01:00')).toBe('2028-03-01 00:00:00');
    expect(lateAround(profile, 'sip-kallelse', '2026-12-23T10:00:00+01:00')).toEqual(LATE_AT_ITS_INSTANT);
  });
});

describe('Stockholm', () => {
  const profile = stockholm();

  it.each(A_DAY_LATER)('[L-ADM-03] [L-ADM-04] notice and estimate, 24 hours %s', (_when, admittedAt, due) => {
    for (const name of ['inskrivningsmeddelande', 'beraknad-utskrivning']) {
      expect([name, dueBy(profile, name)(admittedAt)]).toEqual([name, due]);
      expect([name, lateAround(profile, name, admittedAt)]).toEqual([name, IN_TIME_AT_ITS_INSTANT]);
    }
  });

  it.each(ENDS_OF_DAYS)(
    '[L-RDY-01] [L-FVK-01] [L-XFER-01] what is due on %s is late when the next one begins',
    (_day, start, end) => {
      for (const name of ['utskrivningsklar-samma-dag', 'fast-vardkontakt', 'informationsoverforing']) {
        expect([name, dueBy(profile, name)(start)]).toEqual([name, end]);
        expect([name, lateAround(profile, name, start)]).toEqual([name, LATE_AT_ITS_INSTANT]);
      }
    },
  );

  it.each(WEEKDAY_AFTER)('[S-CALL-12] the kvittens of a call that came on %s', (_day, start, day) => {
    expect(dueBy(profile, 'kvittens')(start)).toBe(dayAfter(day));
  });

  it('[S-CALL-05] the call to a SIP is late when the third day after the notice is over', () => {
    expect(dueBy(profile, 'sip-kallelse')('2026-12-23T23:59:59+01:00')).toBe('2026-12-27 00:00:00');
    expect(lateAround(profile, 'sip-kallelse', '2027-03-27T12:00:00+01:00')).toEqual(LATE_AT_ITS_INSTANT);
  });
});
