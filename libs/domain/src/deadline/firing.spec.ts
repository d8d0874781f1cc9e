import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoDirectory, gavleborg, UNITS } from '../../../../test/support/domain.js';
import type { Deadline } from './deadline.js';
import { decideFiring, firstFiring, nextLookAt, postponeFiring } from './firing.js';
import type { DeadlineSubject, FiringGround, FiringPlan } from './firing.js';
import type { LadderStep, Profile } from '../profile/profile.js';

const profile = gavleborg();
const directory = demoDirectory();
const SUBJECT: DeadlineSubject = {
  episodeNumber: 'V20261123-001',
  messageId: 'm-1',
  messageKind: 'inskrivningsmeddelande',
};
const MANAGER = directory.units.get(UNITS.openCare)!.manager!;
const WARD_MANAGER = directory.units.get(UNITS.ward)!.manager!;
const OPERATIONS = directory.operationsUnits.get('gavleborg')!;
const HOUR = 3_600_000;

let serial = 0;
const newId = () => `00000000-0000-7000-8000-${String((serial += 1)).padStart(12, '0')}`;
const ground = { profile, directory, newId };

/** A receipt that the health centre owes the ward by 13:00 on a Monday. */
function receipt(changes: Partial<Deadline> = {}): Deadline {
  return {
    id: 'deadline-1',
    kind: 'kvittens',
    rule: 'G-ACK-03',
    profile: 'gavleborg',
    startedAt: new Date('2026-11-23T08:30:00Z'),
    due: new Date('2026-11-23T12:00:00Z'),
    state: 'open',
    responsible: UNITS.openCare,
    informs: UNITS.ward,
    episode: 'episode-1',
    message: 'message-1',
    delivery: 'delivery-1',
    fired: [],
    ...changes,
  };
}

/** The ward's own duty to state when the patient is expected to leave. */
const ownDuty = (changes: Partial<Deadline> = {}): Deadline =>
  receipt({
    kind: 'beraknad-utskrivning',
    rule: 'G-ADM-33',
    responsible: UNITS.ward,
    delivery: undefined,
    ...changes,
  });

const fireAt = (deadline: Deadline, now: string | Date): FiringPlan =>
  decideFiring(deadline, SUBJECT, ground, new Date(now));

interface Told {
  at: string;
  step: string;
  to: string | undefined;
}

/** Fires at each instant at which the ladder asks to be looked at, up to `until`. */
function play(start: Deadline, until: string): Told[] {
  const told: Told[] = [];
  let deadline = start;
  let at = firstFiring(profile, deadline.kind, deadline.due, deadline.startedAt);
  while (at !== null && at <= new Date(until)) {
    const plan = fireAt(deadline, at);
    told.push(
      ...plan.firings.map(({ step, at: standsFor, to }) => ({ at: standsFor.toISOString(), step: step.step, to })),
    );
    expect(plan.nextFireAt === null || plan.nextFireAt > at).toBe(true);
    deadline = { ...deadline, fired: plan.fired };
    at = plan.nextFireAt;
  }
  return told;
}

describe('the ladder of a receipt', () => {
  it('[G-ACK-12] reminds the late unit and tells the sender at the due time', () => {
    const plan = fireAt(receipt(), '2026-11-23T12:00:00Z');
    expect(plan.firings.map(({ step, to, count }) => [step.send, to, count])).toEqual([
      ['paminnelse', UNITS.openCare, 1],
      ['eskalering', UNITS.ward, 1],
    ]);
    expect(plan.nextFireAt).toEqual(new Date('2026-11-23T14:00:00Z'));
  });

  it('[G-ACK-12] says nothing a millisecond before the due time', () => {
    const plan = fireAt(receipt(), '2026-11-23T11:59:59.999Z');
    expect(plan.firings).toEqual([]);
    expect(plan.nextFireAt).toEqual(new Date('2026-11-23T12:00:00Z'));
  });

  it('[G-ACK-11] [G-ACK-12] goes to manager after 2 and to operations after 24 hours, with a reminder at each window', () => {
    expect(play(receipt(), '2026-11-25T08:00:00Z')).toEqual([
      { at: '2026-11-23T12:00:00.000Z', step: 'paminnelse', to: UNITS.openCare },
      { at: '2026-11-23T12:00:00.000Z', step: 'avsandare', to: UNITS.ward },
      { at: '2026-11-23T14:00:00.000Z', step: 'chef', to: MANAGER },
      { at: '2026-11-24T08:00:00.000Z', step: 'paminnelse', to: UNITS.openCare },
      { at: '2026-11-24T12:00:00.000Z', step: 'paminnelse', to: UNITS.openCare },
      { at: '2026-11-24T12:00:00.000Z', step: 'driftledning', to: OPERATIONS },
      { at: '2026-11-25T08:00:00.000Z', step: 'paminnelse', to: UNITS.openCare },
    ]);
  });

  it('[G-ACK-04] [G-ACK-11] keeps its hours and windows through the autumn night that is 25 hours long', () => {
    const steps = play(receipt({ due: new Date('2026-10-24T11:00:00Z') }), '2026-10-25T12:00:00Z');
    expect(steps.map(({ at, step }) => [at, step])).toEqual([
      ['2026-10-24T11:00:00.000Z', 'paminnelse'],
      ['2026-10-24T11:00:00.000Z', 'avsandare'],
      ['2026-10-24T13:00:00.000Z', 'chef'],
      ['2026-10-25T08:00:00.000Z', 'paminnelse'],
      ['2026-10-25T11:00:00.000Z', 'driftledning'],
      ['2026-10-25T12:00:00.000Z', 'paminnelse'],
    ]);
  });

  it('[G-ACK-12] after a standstill lets one reminder stand for those that were missed, each other step once', () => {
    const plan = fireAt(receipt(), '2026-11-26T10:30:00Z');
    expect(plan.firings.map(({ step, at, count }) => [step.step, at.toISOString(), count])).toEqual([
      ['paminnelse', '2026-11-26T08:00:00.000Z', 1],
      ['avsandare', '2026-11-23T12:00:00.000Z', 1],
      ['chef', '2026-11-23T14:00:00.000Z', 1],
      ['driftledning', '2026-11-24T12:00:00.000Z', 1],
    ]);
    expect(plan.fired[0]).toEqual({ step: 'paminnelse', count: 1, last: '2026-11-26T08:00:00.000Z' });
    expect(plan.nextFireAt).toEqual(new Date('2026-11-26T12:00:00Z'));
  });

  it('[G-ACK-12] after a standstill that ends at a window reminds for that window', () => {
    const plan = fireAt(receipt(), '2026-11-26T12:00:00Z');
    expect(plan.firings[0]?.at).toEqual(new Date('2026-11-26T12:00:00Z'));
    expect(plan.nextFireAt).toEqual(new Date('2026-11-27T08:00:00Z'));
  });

  it.each(['met', 'cancelled'] as const)(
    '[G-ACK-12] a %s receipt fires nothing and asks for no further look',
    (state) => {
      const plan = fireAt(receipt({ state }), '2026-11-27T12:00:00Z');
      expect(plan.firings).toEqual([]);
      expect(plan.nextFireAt).toBeNull();
    },
  );

  it('[G-ACK-12] tells each party what is late, since when and whom to call, and nothing about the patient', () => {
    const told = fireAt(receipt(), '2026-11-23T12:00:00Z').firings[1]!.hubMessage!;
    expect(told.delivery).toMatchObject({ unit: UNITS.ward, role: 'slutenvard', receiptDue: null });
    expect(told.message).toMatchObject({
      kind: 'eskalering',
      sender: 'hemgang',
      episode: 'episode-1',
      episodeId: 'V20261123-001',
      receivedAt: '2026-11-23T12:00:00.000Z',
      content: {
        deliveryId: 'delivery-1',
        deadlineId: 'deadline-1',
        kind: 'kvittens',
        due: '2026-11-23T12:00:00.000Z',
        step: 'avsandare',
        rule: 'G-ACK-12',
        occurrence: 1,
        messageId: 'm-1',
        messageKind: 'inskrivningsmeddelande',
        responsible: UNITS.openCare,
        phone: directory.units.get(UNITS.openCare)!.phone,
      },
    });
    expect(told.message.patient).toBeUndefined();
  });

  it('[G-ACK-11] a unit without a manager is escalated all the same, to nobody at that step', () => {
    const without = demoDirectory({ [`units.${UNITS.openCare}.manager`]: undefined });
    const { firings } = decideFiring(
      receipt(),
      SUBJECT,
      { ...ground, directory: without },
      new Date('2026-11-24T13:00:00Z'),
    );
    const steps = new Map(firings.map((firing) => [firing.step.step, firing]));
    expect(steps.get('chef')).toMatchObject({ to: undefined, hubMessage: undefined, count: 1 });
    expect(steps.get('driftledning')?.to).toBe(OPERATIONS);
  });

  it('[G-ACK-12] a receipt that was passed on reminds the unit that has it now', () => {
    const first = fireAt(receipt(), '2026-11-23T12:00:00Z');
    const passedOn = receipt({ fired: first.fired, responsible: UNITS.openCare2, delivery: 'delivery-2' });
    const later = fireAt(passedOn, '2026-11-24T08:00:00Z').firings;
    expect(later.map(({ step, to, count }) => [step.step, to, count])).toContainEqual([
      'paminnelse',
      UNITS.openCare2,
      2,
    ]);
  });
});

describe("the ladder of a unit's own duty", () => {
  it('[G-ADM-33] reminds once at the due time, then its manager after 2 and operations after 24 hours', () => {
    expect(play(ownDuty(), '2027-01-01T00:00:00Z')).toEqual([
      { at: '2026-11-23T12:00:00.000Z', step: 'paminnelse', to: UNITS.ward },
      { at: '2026-11-23T14:00:00.000Z', step: 'chef', to: WARD_MANAGER },
      { at: '2026-11-24T12:00:00.000Z', step: 'driftledning', to: OPERATIONS },
    ]);
  });

  it('[G-DIS-07] names the deadline, since there is no delivery to name', () => {
    const plan = fireAt(ownDuty({ kind: 'utskrivningsmeddelande', rule: 'G-DIS-07' }), '2026-11-23T12:00:00Z');
    const content = plan.firings[0]!.hubMessage!.message.content;
    expect(content).toMatchObject({ deadlineId: 'deadline-1', kind: 'utskrivningsmeddelande' });
    expect(content).not.toHaveProperty('deliveryId');
  });
});

const withLadder = (...steps: LadderStep[]): Profile => ({
  ...profile,
  windows: {
    ...profile.windows,
    bevakning: { rule: 'B-ACK-02', times: ['08:00', '12:00', '15:00'], calendar: 'weekdays' },
  },
  ladders: { ...profile.ladders, kvittens: steps },
});

describe('a rung that goes to a role', () => {
  const late = receipt({ responsible: UNITS.ward });
  const toRole = withLadder({
    step: 'oppenvard',
    rule: 'G-FVK-20',
    send: 'eskalering',
    to: 'oppenvard',
    afterHours: 0,
  });
  const told = (deadline: Deadline, parties: DeadlineSubject['parties']) =>
    decideFiring(
      deadline,
      { ...SUBJECT, ...(parties && { parties }) },
      { ...ground, profile: toRole },
      deadline.due,
    ).firings.map(({ to, count, hubMessage }) => [to, count, hubMessage?.message.kind]);
  const parties = [
    { role: 'slutenvard', unit: UNITS.ward },
    { role: 'socialtjanst', unit: UNITS.social },
    { role: 'oppenvard', unit: UNITS.openCare },
    { role: 'oppenvard', unit: UNITS.openCare2 },
  ] as const;

  it("[G-FVK-20] reaches each of the stay's parties of that role, and nobody else", () => {
    expect(told(late, parties)).toEqual([
      [UNITS.openCare, 1, 'eskalering'],
      [UNITS.openCare2, 2, 'eskalering'],
    ]);
  });

  it('[G-FVK-20] leaves out the late unit, which is reminded', () => {
    expect(told(receipt(), parties)).toEqual([[UNITS.openCare2, 1, 'eskalering']]);
  });

  it('is taken all the same where the stay has no such party', () => {
    expect(told(late, parties.slice(0, 2))).toEqual([[undefined, 1, undefined]]);
    expect(told(late, undefined)).toEqual([[undefined, 1, undefined]]);
  });
});

describe('a reminder before the due time', () => {
  const watching = withLadder(
    {
      step: 'bevakning',
      rule: 'B-ACK-13',
      send: 'paminnelse',
      to: 'responsible',
      afterHours: 0,
      repeat: 'bevakning',
      fromStart: true,
    },
    { step: 'avsandare', rule: 'B-ACK-13', send: 'eskalering', to: 'sender', afterHours: 0 },
  );
  const watched = (startedAt: string, due: string) => receipt({ startedAt: new Date(startedAt), due: new Date(due) });

  function playWatched(start: Deadline, until: string): string[] {
    const seen: string[] = [];
    let deadline = start;
    let at = firstFiring(watching, deadline.kind, deadline.due, deadline.startedAt);
    while (at !== null && at <= new Date(until)) {
      const plan = decideFiring(deadline, SUBJECT, { ...ground, profile: watching }, at);
      seen.push(...plan.firings.map(({ step, at: standsFor }) => `${step.step} ${standsFor.toISOString()}`));
      deadline = { ...deadline, fired: plan.fired };
      at = plan.nextFireAt;
    }
    return seen;
  }

  it('[B-ACK-02] [B-ACK-08] [B-ACK-13] comes at each watch time from the start on, weekdays only, and goes on after it', () => {
    const friday = watched('2026-11-27T15:00:00+01:00', '2026-11-30T12:00:00+01:00');
    expect(playWatched(friday, '2026-11-30T15:00:00+01:00')).toEqual([
      'bevakning 2026-11-30T07:00:00.000Z',
      'bevakning 2026-11-30T11:00:00.000Z',
      'avsandare 2026-11-30T11:00:00.000Z',
      'bevakning 2026-11-30T14:00:00.000Z',
    ]);
  });

  it('[B-ACK-13] looks at the deadline when it is due although no watch time is then', () => {
    const monday = watched('2026-11-23T09:00:00+01:00', '2026-11-24T00:00:00+01:00');
    expect(playWatched(monday, '2026-11-24T00:00:00+01:00')).toEqual([
      'bevakning 2026-11-23T11:00:00.000Z',
      'bevakning 2026-11-23T14:00:00.000Z',
      'avsandare 2026-11-23T23:00:00.000Z',
    ]);
    const only = withLadder(watching.ladders['kvittens']![0]!);
    const plan = decideFiring(monday, SUBJECT, { ...ground, profile: only }, new Date('2026-11-23T15:00:00+01:00'));
    expect(plan.nextFireAt).toEqual(monday.due);
  });

  it('is looked for at once when a deadline is open again', () => {
    const [due, now] = [new Date('2026-11-30T11:00:00Z'), new Date('2026-11-28T11:00:00Z')];
    expect(nextLookAt(watching, 'kvittens', due, now)).toEqual(now);
    expect(nextLookAt(profile, 'kvittens', due, now)).toEqual(due);
    expect(nextLookAt(profile, 'insatser-samma-dag', due, now)).toBeNull();
  });
});

describe('who waits for it when the patient has been moved', () => {
  const MOVED = { ...SUBJECT, parties: [{ role: 'slutenvard' as const, unit: UNITS.ward14 }] };
  const told = (deadline: Deadline) =>
    decideFiring(deadline, MOVED, ground, deadline.due).firings.map(({ step, to }) => [step.step, to]);

  it('[G-FVK-20] is the ward that has the patient by now, where the duty informs the ward', () => {
    const contact = receipt({ kind: 'fast-vardkontakt-senast', rule: 'G-FVK-07', delivery: undefined });
    expect(told(contact)).toContainEqual(['avdelning', UNITS.ward14]);
    expect(told(contact)).not.toContainEqual(['avdelning', UNITS.ward]);
  });

  it('[G-ACK-12] stays the unit that sent the message, where its kvittens is late', () => {
    expect(told(receipt())).toContainEqual(['avsandare', UNITS.ward]);
  });
});

describe('the planned downtime of the late unit', () => {
  const down = (...spans: [string, string][]): FiringGround => ({
    ...ground,
    directory: demoDirectory({
      [`units.${UNITS.openCare}.downtime`]: spans.map(([from, to]) => ({ from, to })),
    }),
  });
  const NIGHT = down(['2026-11-23T12:00:00Z', '2026-11-23T20:00:00Z']);
  const at = (deadline: Deadline, now: string, where = NIGHT) => decideFiring(deadline, SUBJECT, where, new Date(now));
  const steps = (plan: FiringPlan) => plan.firings.map(({ step }) => step.step);

  it('[G-ACK-12] suspends its reminder, not what the others are told nor the due time', () => {
    const plan = at(receipt(), '2026-11-23T12:00:00Z');
    expect(steps(plan)).toEqual(['avsandare']);
    expect(plan.firings[0]?.hubMessage?.message.content['due']).toBe('2026-11-23T12:00:00.000Z');
    expect(plan.nextFireAt).toEqual(new Date('2026-11-23T14:00:00Z'));
    const later = at(receipt({ fired: plan.fired }), '2026-11-23T14:00:00Z');
    expect(steps(later)).toEqual(['chef']);
    expect(later.nextFireAt).toEqual(new Date('2026-11-23T20:00:00Z'));
  });

  it('[G-ACK-12] lets one reminder come at its end, for the latest time that was missed', () => {
    const fired = ['avsandare', 'chef'].map((step) => ({ step, count: 1, last: '2026-11-23T14:00:00.000Z' }));
    const plan = at(receipt({ fired }), '2026-11-23T20:00:00Z');
    expect(
      plan.firings.map(({ step, at: standsFor, count, to }) => [step.step, standsFor.toISOString(), count, to]),
    ).toEqual([['paminnelse', '2026-11-23T12:00:00.000Z', 1, UNITS.openCare]]);
    expect(plan.nextFireAt).toEqual(new Date('2026-11-24T08:00:00Z'));
  });

  it('reaches up to its end, which is no longer part of it, and on through one that overlaps', () => {
    const fired = [{ step: 'avsandare', count: 1, last: '2026-11-23T12:00:00.000Z' }];
    expect(steps(at(receipt({ fired }), '2026-11-23T19:59:59.999Z'))).toEqual(['chef']);
    const both = down(
      ['2026-11-23T11:00:00Z', '2026-11-23T13:00:00Z'],
      ['2026-11-23T13:00:00Z', '2026-11-23T13:30:00Z'],
    );
    const plan = at(receipt({ fired }), '2026-11-23T12:30:00Z', both);
    expect(steps(plan)).toEqual([]);
    expect(plan.nextFireAt).toEqual(new Date('2026-11-23T13:30:00Z'));
  });

  it('of another unit changes nothing', () => {
    const other = down(['2026-11-23T12:00:00Z', '2026-11-23T20:00:00Z']);
    const plan = at(receipt({ responsible: UNITS.openCare2 }), '2026-11-23T12:00:00Z', other);
    expect(steps(plan)).toEqual(['paminnelse', 'avsandare']);
  });
});

describe('when a ladder is looked at', () => {
  it('is first at the due time, and never for a deadline without a ladder', () => {
    const due = new Date('2026-11-23T12:00:00Z');
    expect(firstFiring(profile, 'kvittens', due, due)).toEqual(due);
    expect(firstFiring(profile, 'insatser-samma-dag', due, due)).toBeNull();
  });

  it('is again in an hour when its profile is not there, with nothing fired', () => {
    const fired = [{ step: 'paminnelse', count: 1, last: '2026-11-23T12:00:00.000Z' }];
    expect(postponeFiring(receipt({ fired }), new Date('2026-11-23T12:30:00Z'))).toEqual({
      firings: [],
      fired,
      nextFireAt: new Date('2026-11-23T13:30:00Z'),
    });
  });
});

describe('however the clock jumps', () => {
  /** Instants at which somebody looks: in order, any distance apart, the last one long after the end of the ladder. */
  const looks = fc
    .array(fc.integer({ min: -3 * HOUR, max: 60 * HOUR }), { maxLength: 12 })
    .map((offsets) => [...offsets.sort((a, b) => a - b), 61 * HOUR]);
  const dues = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') });

  it('[G-ACK-11] [G-ACK-12] the steps that are not repeated fire once each, for their own instants', () => {
    fc.assert(
      fc.property(dues, looks, (due, offsets) => {
        let deadline = receipt({ due: new Date(due) });
        const fired: string[] = [];
        for (const offset of offsets) {
          const plan = fireAt(deadline, new Date(due + offset));
          deadline = { ...deadline, fired: plan.fired };
          for (const { step, at } of plan.firings) {
            expect(at.getTime()).toBeLessThanOrEqual(due + offset);
            if (step.repeat === undefined) fired.push(`${step.step} +${String((at.getTime() - due) / HOUR)} h`);
          }
        }
        expect(fired.sort()).toEqual(['avsandare +0 h', 'chef +2 h', 'driftledning +24 h']);
      }),
    );
  });

  it('[G-ACK-12] no reminder is sent twice for one instant, and their numbers have no gap', () => {
    fc.assert(
      fc.property(dues, looks, (due, offsets) => {
        let deadline = receipt({ due: new Date(due) });
        const reminders: { at: number; count: number }[] = [];
        for (const offset of offsets) {
          const plan = fireAt(deadline, new Date(due + offset));
          deadline = { ...deadline, fired: plan.fired };
          for (const { step, at, count } of plan.firings) {
            if (step.step === 'paminnelse') reminders.push({ at: at.getTime(), count });
          }
        }
        expect(reminders.map(({ count }) => count)).toEqual(reminders.map((_, index) => index + 1));
        expect(new Set(reminders.map(({ at }) => at)).size).toBe(reminders.length);
      }),
    );
  });
});
