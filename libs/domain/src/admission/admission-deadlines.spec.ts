import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  DomainWorld,
  gavleborg,
  message,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
} from '../../../../test/support/domain.js';
import type { AdmissionPlan, PlannedDeadline } from './admission-plan.js';
import { receiptDeadline } from './admission-deadlines.js';

const deadlineOf = (plan: AdmissionPlan, kind: string): PlannedDeadline | undefined =>
  plan.deadlines.find((deadline) => deadline.kind === kind);
const iso = (instant: string) => new Date(instant);

describe('the 24 hours of the admission notice', () => {
  const admittedAt = '2026-11-23T07:00:00+01:00';
  const noticeAt = (at: string, content = {}) =>
    new DomainWorld().admit(noticeWith({ admittedAt, assessedAt: undefined, ...content }), at);

  it.each([
    ['2026-11-23T08:00:00+01:00', false],
    ['2026-11-24T06:59:59.999+01:00', false],
    ['2026-11-24T07:00:00+01:00', false],
    ['2026-11-24T07:00:00.001+01:00', true],
    ['2026-11-26T09:00:00+01:00', true],
  ])(
    '[G-ADM-01] [L-ADM-03] are judged when the notice arrives: after an admission at 07:00, %s is late: %p',
    (at, late) => {
      const plan = noticeAt(at);
      expect(deadlineOf(plan, 'inskrivningsmeddelande')).toMatchObject({
        rule: 'G-ADM-01',
        startedAt: iso(admittedAt),
        startedFrom: 'admittedAt',
        due: iso('2026-11-24T07:00:00+01:00'),
        state: 'met',
        late,
        nextFireAt: null,
      });
    },
  );

  it('[G-ADM-02] being over, the notice is delivered all the same, marked late, and the sender is told', () => {
    const plan = noticeAt('2026-11-24T09:00:00+01:00');
    expect(plan.deliveries).toHaveLength(2);
    expect(plan.message.judged).toContainEqual({
      kind: 'inskrivningsmeddelande',
      rule: 'G-ADM-01',
      due: '2026-11-24T06:00:00.000Z',
      late: true,
      startedFrom: 'admittedAt',
    });
    expect(plan.answer.warnings).toContainEqual({
      code: 'late',
      rule: 'G-ADM-02',
      path: 'content.admittedAt',
      message: expect.any(String),
    });
  });

  it('[G-ADM-02] not being over, nothing is said of lateness', () => {
    const plan = noticeAt('2026-11-23T09:00:00+01:00');
    expect(plan.message.judged?.every(({ late }) => !late)).toBe(true);
    expect(plan.answer.warnings).toEqual([]);
  });

  it('[L-ADM-03] start with an assessment that came later than the admission, and the message says so', () => {
    const plan = noticeAt('2026-11-25T14:00:00+01:00', { assessedAt: '2026-11-24T14:00:00+01:00' });
    expect(deadlineOf(plan, 'inskrivningsmeddelande')).toMatchObject({
      startedFrom: 'assessedAt',
      startedAt: iso('2026-11-24T14:00:00+01:00'),
      due: iso('2026-11-25T14:00:00+01:00'),
      late: false,
    });
    expect(plan.message.judged?.[0]).toMatchObject({ startedFrom: 'assessedAt', late: false });
    const late = noticeAt('2026-11-25T14:00:01+01:00', { assessedAt: '2026-11-24T14:00:00+01:00' });
    expect(late.answer.warnings[0]).toMatchObject({ rule: 'G-ADM-02', path: 'content.assessedAt' });
  });

  it('[L-ADM-03] start with the admission when the assessment came before it', () => {
    const plan = noticeAt('2026-11-24T06:30:00+01:00', { assessedAt: '2026-11-23T05:00:00+01:00' });
    expect(deadlineOf(plan, 'inskrivningsmeddelande')).toMatchObject({ startedFrom: 'admittedAt', late: false });
  });

  it('[L-ADM-03] cannot be judged without either of the two, which is warned about', () => {
    const plan = noticeAt('2026-11-26T09:00:00+01:00', { admittedAt: undefined });
    expect(deadlineOf(plan, 'inskrivningsmeddelande')).toBeUndefined();
    expect(told(plan.answer.warnings)).toEqual(['date-missing L-ADM-03']);
  });

  it.each([
    ['the night that loses an hour', '2026-03-28T12:00:00+01:00', '2026-03-29T13:00:00+02:00'],
    ['the night that has an hour twice', '2026-10-24T12:00:00+02:00', '2026-10-25T11:00:00+01:00'],
    ['a weekend', '2026-11-28T12:00:00+01:00', '2026-11-29T12:00:00+01:00'],
    ['Christmas', '2026-12-24T12:00:00+01:00', '2026-12-25T12:00:00+01:00'],
  ])('[G-ADM-01] [L-ADM-03] are elapsed hours over %s', (_name, admitted, due) => {
    const plan = noticeAt(due, { admittedAt: admitted });
    expect(deadlineOf(plan, 'inskrivningsmeddelande')).toMatchObject({ due: iso(due), late: false });
  });

  it('[G-ADM-01] are late exactly when more than 24 hours have passed, whatever the instants', () => {
    const instant = fc.date({
      min: iso('2026-01-01T00:00:00Z'),
      max: iso('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 48 * 3_600_000 }), (admitted, passed) => {
        const at = new Date(admitted.getTime() + passed).toISOString();
        const plan = noticeAt(at, { admittedAt: admitted.toISOString() });
        expect(deadlineOf(plan, 'inskrivningsmeddelande')?.late).toBe(passed > 24 * 3_600_000);
      }),
      { numRuns: 50 },
    );
  });

  it('are judged by the first notice alone', () => {
    const world = replayEpisode([[notice()]]);
    const plan = world.admit(noticeWith({ expectedDischarge: '2026-11-30' }), '2026-11-25T09:00:00+01:00');
    expect(deadlineOf(plan, 'inskrivningsmeddelande')).toBeUndefined();
    expect(plan.message.judged).toBeUndefined();
    expect(plan.answer.warnings).toEqual([]);
  });
});

describe('the estimate of the discharge', () => {
  const undated = (content = {}) => noticeWith({ expectedDischarge: undefined, ...content });

  it('[G-ADM-07] [G-ADM-06] may be missing at first: the notice is accepted with a warning and the date stays open', () => {
    const plan = new DomainWorld().admit(undated());
    expect(told(plan.answer.warnings)).toEqual(['date-missing G-ADM-07']);
    expect(plan.deliveries).toHaveLength(2);
    expect(plan.episode.facts.expectedDischarge).toBeUndefined();
  });

  it('[G-ADM-07] is asked for again by each notice while it is missing, and not when it is known', () => {
    const world = replayEpisode([[undated()]]);
    expect(told(world.admit(undated({ other: 'x' })).answer.warnings)).toContain('date-missing G-ADM-07');
    world.admit(noticeWith({}));
    expect(told(world.admit(undated()).answer.warnings)).toEqual([]);
  });

  it('[G-ADM-33] [G-ADM-20] is the duty of the ward within 24 elapsed hours of the admission, on every day', () => {
    const saturday = { admittedAt: '2026-11-28T10:00:00+01:00' };
    const plan = new DomainWorld().admit(undated(saturday), '2026-11-28T11:00:00+01:00');
    expect(deadlineOf(plan, 'beraknad-utskrivning')).toMatchObject({
      rule: 'G-ADM-33',
      due: iso('2026-11-29T10:00:00+01:00'),
      startedFrom: 'admittedAt',
      responsible: UNITS.ward,
      informs: UNITS.ward,
      state: 'open',
      nextFireAt: iso('2026-11-29T10:00:00+01:00'),
    });
    expect(plan.answer.deadlines).toContainEqual({
      kind: 'beraknad-utskrivning',
      due: '2026-11-29T09:00:00.000Z',
      responsible: UNITS.ward,
    });
  });

  it('[G-ADM-33] is met by the first notice that states it, in time or late', () => {
    const inTime = replayEpisode([[undated()]]);
    const met = inTime.admit(noticeWith({}), '2026-11-24T06:00:00+01:00');
    expect(met.endedDeadlines).toEqual([{ id: expect.any(String), state: 'met', late: false, nextFireAt: null }]);
    expect(inTime.openDuties()).toEqual([]);
    const tooLate = replayEpisode([[undated()]]).admit(noticeWith({}), '2026-11-24T07:00:01+01:00');
    expect(tooLate.endedDeadlines).toMatchObject([{ state: 'met', late: true }]);
    expect(told(tooLate.answer.warnings)).toEqual(['late G-ADM-33']);
    expect(tooLate.message.judged).toMatchObject([{ kind: 'beraknad-utskrivning', late: true }]);
  });

  it('[G-ADM-33] stated at once is met at once', () => {
    const plan = new DomainWorld().admit(noticeWith({}));
    expect(deadlineOf(plan, 'beraknad-utskrivning')).toMatchObject({ state: 'met', late: false, nextFireAt: null });
  });

  it('[G-ADM-33] is nobody’s duty any more when the patient has left or was never there', () => {
    const left = replayEpisode([
      [undated()],
      [message('utskrivningsklar')],
      [message('utskrivningsmeddelande'), '2026-11-26T11:00:00+01:00'],
    ]);
    expect(left.openDuties()).not.toContain('beraknad-utskrivning');
    expect(replayEpisode([[undated()], [message('avbryt-vardtillfalle')]]).openDuties()).toEqual([]);
  });
});

describe('the receipts that a message asks for', () => {
  it.each([
    ['2026-11-23T08:59:59+01:00', '2026-11-23T09:00:00+01:00'],
    ['2026-11-23T09:00:00+01:00', '2026-11-23T13:00:00+01:00'],
    ['2026-11-23T12:59:59+01:00', '2026-11-23T13:00:00+01:00'],
    ['2026-11-23T13:01:00+01:00', '2026-11-24T09:00:00+01:00'],
    ['2026-11-28T13:01:00+01:00', '2026-11-29T09:00:00+01:00'],
    ['2026-12-24T09:01:00+01:00', '2026-12-24T13:00:00+01:00'],
    ['2026-12-24T13:01:00+01:00', '2026-12-25T09:00:00+01:00'],
    ['2026-03-28T13:01:00+01:00', '2026-03-29T09:00:00+02:00'],
    ['2026-10-24T13:01:00+02:00', '2026-10-25T09:00:00+01:00'],
  ])('[G-ACK-01] [G-ACK-02] [G-ACK-03] [G-ACK-04] [G-RDY-08] for what came at %s is due at %s', (at, due) => {
    const world = new DomainWorld();
    const first = world.admit(notice(), at);
    expect(first.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([iso(due), iso(due)]);
    const ready = world.admit(message('utskrivningsklar'), at);
    expect(ready.answer.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([
      iso(due).toISOString(),
      iso(due).toISOString(),
    ]);
  });

  it('[G-ACK-01] are a duty of each recipient, of which the ward is to hear', () => {
    const plan = new DomainWorld().admit(notice());
    const receipts = plan.deadlines.filter(({ kind }) => kind === 'kvittens');
    expect(receipts.map(({ responsible }) => responsible).sort()).toEqual([UNITS.openCare, UNITS.social].sort());
    for (const { delivery, informs, rule, state, due, nextFireAt, startedAt, startedFrom } of receipts) {
      expect(plan.deliveries.map(({ id }) => id)).toContain(delivery);
      expect({ informs, rule, state, startedFrom }).toEqual({
        informs: UNITS.ward,
        rule: 'G-ACK-03',
        state: 'open',
        startedFrom: null,
      });
      expect(nextFireAt).toEqual(due);
      expect(startedAt).toEqual(iso('2026-11-23T08:15:00+01:00'));
    }
  });

  it('[G-ACK-17] are those of notices and ready notices, and of no other kind', () => {
    const now = iso('2026-11-23T08:15:00+01:00');
    const profile = gavleborg();
    const asked = Object.keys(profile.kinds).filter(
      (kind) => receiptDeadline(profile, kind as keyof typeof profile.kinds, now) !== undefined,
    );
    expect(asked).toEqual(['inskrivningsmeddelande', 'utskrivningsklar']);
    const world = replayEpisode([[notice()], [message('utskrivningsklar')]]);
    const discharge = world.admit(message('utskrivningsmeddelande'));
    expect(discharge.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([null, null]);
    expect(discharge.deadlines.filter(({ delivery }) => delivery !== undefined)).toEqual([]);
  });

  it('[G-ACK-11] when they are missing hold up neither ready notice nor discharge', () => {
    const world = replayEpisode([[notice()]]);
    expect(world.admit(message('utskrivningsklar'), '2026-11-26T10:00:00+01:00').answer.episode.state).toBe(
      'utskrivningsklar',
    );
    const plan = world.admit(message('utskrivningsmeddelande'), '2026-11-26T11:00:00+01:00');
    expect(plan.answer.episode.state).toBe('utskriven');
    const open = world.deadlines.filter(({ kind, state }) => kind === 'kvittens' && state === 'open');
    expect(open).toHaveLength(4);
  });
});

/** What is owed from the ready notice on. */
const OF_READY = ['utskrivningsmeddelande', 'fast-vardkontakt-senast', 'informationsoverforing', 'sip-kallelse'];

/** Remarks, those on what the patient is to take home left out. */
const toldOfTime = ({ answer }: AdmissionPlan) => told(answer.warnings.filter(({ code }) => code !== 'incomplete'));

describe('the clocks of the ready notice', () => {
  const ready = (readyAt: string) => message('utskrivningsklar', { content: { readyAt } });
  const admitted = () => replayEpisode([[notice()]]);

  it.each([
    ['2026-11-26T23:59:59.999+01:00', false],
    ['2026-11-27T00:00:00+01:00', true],
  ])('[G-RDY-03] it is to go out on the civil day of the assessment: at %s it is late: %p', (at, late) => {
    const plan = admitted().admit(ready('2026-11-26T09:30:00+01:00'), at);
    expect(deadlineOf(plan, 'utskrivningsklar-samma-dag')).toMatchObject({
      rule: 'G-RDY-03',
      due: iso('2026-11-27T00:00:00+01:00'),
      startedFrom: 'readyAt',
      state: 'met',
      late,
    });
    expect(told(plan.answer.warnings)).toEqual(late ? ['late G-RDY-03'] : []);
    expect(plan.deliveries).toHaveLength(2);
  });

  it('[L-RDY-01] it reaches the units concerned in the very plan that accepts it', () => {
    const plan = admitted().admit(ready('2026-11-26T09:30:00+01:00'), '2026-11-26T09:31:00+01:00');
    expect(plan.deliveries.map(({ unit }) => unit).sort()).toEqual([UNITS.openCare, UNITS.social].sort());
    expect(plan.message.receivedAt).toBe('2026-11-26T08:31:00.000Z');
  });

  it.each([
    ['a Saturday', '2026-11-28T10:00:00+01:00', '2026-11-29T00:00:00+01:00'],
    ['Christmas Day', '2026-12-25T10:00:00+01:00', '2026-12-26T00:00:00+01:00'],
    ['the night that loses an hour', '2026-03-29T01:30:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['the night that has an hour twice', '2026-10-25T01:30:00+02:00', '2026-10-26T00:00:00+01:00'],
  ])('[G-RDY-07] going home the same day is possible on %s too', (_name, readyAt, endOfDay) => {
    const world = admitted();
    const plan = world.admit(ready(readyAt), readyAt);
    expect(deadlineOf(plan, 'utskrivningsmeddelande')?.due).toEqual(iso(endOfDay));
    const home = world.admit(message('utskrivningsmeddelande', { content: { dischargedAt: readyAt } }), readyAt);
    expect(home.endedDeadlines).toMatchObject([{ state: 'met', late: false }]);
  });

  it('[G-RDY-17] all count from the ready date of the notice', () => {
    const plan = admitted().admit(ready('2026-11-26T09:30:00+01:00'), '2026-11-27T08:00:00+01:00');
    const clocks = plan.deadlines.filter(({ delivery }) => delivery === undefined);
    expect(clocks.map(({ kind }) => kind)).toEqual(['utskrivningsklar-samma-dag', ...OF_READY]);
    for (const clock of clocks) {
      expect(clock.startedAt).toEqual(iso('2026-11-26T09:30:00+01:00'));
      expect(clock.due).toEqual(iso(`2026-11-${clock.kind === 'sip-kallelse' ? '30' : '27'}T00:00:00+01:00`));
    }
    expect(plan.episode.facts.readyAt).toBe('2026-11-26T09:30:00+01:00');
  });

  it('[G-RDY-17] [G-RDY-03] move with a new ready date, and a repetition of the same one starts nothing again', () => {
    const world = admitted();
    world.admit(ready('2026-11-26T09:30:00+01:00'), '2026-11-26T10:00:00+01:00');
    const same = world.admit(ready('2026-11-26T09:30:00+01:00'), '2026-11-27T08:00:00+01:00');
    expect(same.deadlines.filter(({ delivery }) => delivery === undefined)).toEqual([]);
    expect(same.answer.warnings).toEqual([]);
    const moved = world.admit(ready('2026-11-27T09:30:00+01:00'), '2026-11-27T10:00:00+01:00');
    expect(deadlineOf(moved, 'utskrivningsmeddelande')?.due).toEqual(iso('2026-11-28T00:00:00+01:00'));
    expect(deadlineOf(moved, 'utskrivningsklar-samma-dag')).toMatchObject({ state: 'met', late: false });
    expect(moved.endedDeadlines.map(({ state }) => state)).toEqual(OF_READY.map(() => 'cancelled'));
    expect(world.openDuties()).toEqual(OF_READY);
  });

  it('[G-RDY-03] is judged anew after the ready notice was taken back, also on the same day', () => {
    const world = admitted();
    world.admit(ready('2026-11-26T09:30:00+01:00'), '2026-11-26T10:00:00+01:00');
    world.admit(message('utskrivningsklar-aterkallad'), '2026-11-26T12:00:00+01:00');
    const again = world.admit(ready('2026-11-26T18:00:00+01:00'), '2026-11-27T08:00:00+01:00');
    expect(told(again.answer.warnings)).toEqual(['late G-RDY-03']);
    expect(world.openDuties()).toEqual(OF_READY);
  });
});

describe('the clocks of the discharge notice', () => {
  const discharge = (dischargedAt: string) => message('utskrivningsmeddelande', { content: { dischargedAt } });
  const readyWorld = () =>
    replayEpisode([[notice()], [message('utskrivningsklar'), '2026-11-26T09:45:00+01:00']] as const);

  it('[G-DIS-01] it reaches those concerned in the very plan that accepts it', () => {
    const plan = readyWorld().admit(discharge('2026-11-26T11:00:00+01:00'), '2026-11-26T11:01:00+01:00');
    expect(plan.deliveries.map(({ unit }) => unit).sort()).toEqual([UNITS.openCare, UNITS.social].sort());
    expect(plan.message.receivedAt).toBe('2026-11-26T10:01:00.000Z');
  });

  it.each([
    ['2026-11-26T23:59:59+01:00', false],
    ['2026-11-27T00:00:00+01:00', true],
  ])('[G-DIS-07] it is to come on the civil day of the ready notice: at %s it is late: %p', (at, late) => {
    const world = readyWorld();
    expect(world.deadlines.find(({ kind }) => kind === 'utskrivningsmeddelande')).toMatchObject({
      due: iso('2026-11-27T00:00:00+01:00'),
      state: 'open',
      responsible: UNITS.ward,
      nextFireAt: iso('2026-11-27T00:00:00+01:00'),
    });
    const plan = world.admit(discharge(at), at);
    expect(plan.endedDeadlines).toMatchObject([{ state: 'met', late }]);
    expect(told(plan.answer.warnings).includes('late G-DIS-07')).toBe(late);
  });

  it.each([
    ['before noon', '2026-11-26T11:59:59.999+01:00', '2026-11-26', []],
    ['at noon', '2026-11-26T12:00:00+01:00', '2026-11-27', ['not-for-same-day G-DIS-03']],
    ['after noon', '2026-11-26T15:00:00+01:00', '2026-11-27', ['not-for-same-day G-DIS-03']],
  ])('[G-DIS-02] [G-DIS-03] coming %s it is marked for services from %s %s', (_name, at, from, warnings) => {
    const plan = readyWorld().admit(discharge('2026-11-26T11:00:00+01:00'), at);
    expect(plan.message.servicesFrom).toBe(from);
    expect(toldOfTime(plan)).toEqual(warnings);
    expect(deadlineOf(plan, 'insatser-samma-dag')).toMatchObject({
      rule: 'G-DIS-02',
      due: iso('2026-11-26T12:00:00+01:00'),
      startedFrom: 'dischargedAt',
      late: warnings.length > 0,
    });
  });

  it.each([
    ['the morning before', '2026-11-26T08:00:00+01:00', '2026-11-27T10:00:00+01:00', '2026-11-27'],
    ['the afternoon before', '2026-11-26T15:00:00+01:00', '2026-11-27T10:00:00+01:00', '2026-11-27'],
    ['the morning after', '2026-11-27T08:00:00+01:00', '2026-11-26T18:00:00+01:00', '2026-11-27'],
    ['the afternoon after', '2026-11-27T14:00:00+01:00', '2026-11-26T18:00:00+01:00', '2026-11-28'],
    ['on New Year’s Eve', '2026-12-31T14:00:00+01:00', '2026-12-31T13:00:00+01:00', '2027-01-01'],
  ])(
    '[G-DIS-03] coming %s it promises services neither before the patient leaves nor too early',
    (_n, at, left, from) => {
      expect(readyWorld().admit(discharge(left), at).message.servicesFrom).toBe(from);
    },
  );

  it('[G-DIS-03] says so again after a discharge that was taken back', () => {
    const world = readyWorld();
    world.admit(discharge('2026-11-26T10:30:00+01:00'), '2026-11-26T10:30:00+01:00');
    world.admit(message('utskrivning-aterkallad'), '2026-11-26T11:00:00+01:00');
    const again = world.admit(discharge('2026-11-26T14:00:00+01:00'), '2026-11-26T14:00:00+01:00');
    expect(again.message.servicesFrom).toBe('2026-11-27');
    expect(toldOfTime(again)).toEqual(['not-for-same-day G-DIS-03']);
  });

  it('[G-DIS-07] is a duty again after a discharge that was taken back', () => {
    const world = readyWorld();
    world.admit(discharge('2026-11-26T10:30:00+01:00'), '2026-11-26T10:30:00+01:00');
    expect(world.openDuties()).not.toContain('utskrivningsmeddelande');
    const cancelled = world.admit(message('utskrivning-aterkallad'), '2026-11-26T11:00:00+01:00');
    expect(cancelled.deadlines).toMatchObject([
      {
        kind: 'utskrivningsmeddelande',
        startedAt: iso('2026-11-26T09:30:00+01:00'),
        startedFrom: 'readyAt',
        due: iso('2026-11-27T00:00:00+01:00'),
        state: 'open',
        nextFireAt: iso('2026-11-27T00:00:00+01:00'),
      },
    ]);
    expect(world.openDuties()).toContain('utskrivningsmeddelande');
    const again = world.admit(discharge('2026-11-27T10:00:00+01:00'), '2026-11-27T10:00:00+01:00');
    expect(toldOfTime(again)).toEqual(['late G-DIS-07']);
  });

  it('is no duty without a ready notice', () => {
    const world = replayEpisode([[message('utskrivningsklar', { patient: TOLVAN, planningCategory: 'C' })]]);
    world.admit(message('utskrivningsklar-aterkallad'));
    expect(world.openDuties()).toEqual([]);
  });
});
