import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertRule } from './alert-rules.js';
import { decideAlerts } from './alerts.js';
import type { AlertChange, AlertFacts, HeldAlert } from './alerts.js';
import type { HubFacts, UnitFacts } from './problems.js';

const START = Date.parse('2026-11-28T08:00:00Z');
const MINUTE = 60_000;
const at = (minute: number) => new Date(START + minute * MINUTE);

const RULE: AlertRule = {
  id: 'late',
  kind: 'overdue-receipts',
  name: { sv: 'Försenade', en: 'Late' },
  over: 2,
  profile: undefined,
  silentHours: 2,
  forMinutes: 5,
  clearForMinutes: 10,
  channels: ['jour'],
};

const HUB: HubFacts = {
  at: at(0),
  queue: { isHealthy: true, oldestWaitingAt: null },
  lastSweepAt: at(0),
  isSweepLate: false,
  processes: [],
  disk: null,
  undelivered: null,
};

function unit(hsaId: string, overdue: number, silent = false): UnitFacts {
  return {
    unit: hsaId,
    overdueReceipts: overdue === 0 ? undefined : { count: overdue, since: at(-60) },
    overdueDuties: undefined,
    silence: silent ? { since: at(-180), usual: { sv: '', en: '' } } : undefined,
    unheardOf: undefined,
  };
}

interface Told {
  readonly what: 'start' | 'end';
  readonly rule: string;
  readonly minute: number;
  readonly alert: HeldAlert;
}

/** Plays minutes one by one, keeps what is held as a store would, and notes what is told. */
class Play {
  readonly told: Told[] = [];
  held: HeldAlert[] = [];
  private ids = 0;

  constructor(private readonly rules: readonly AlertRule[]) {}

  minute(
    minute: number,
    facts: Partial<AlertFacts> & { units?: readonly UnitFacts[] },
    rules = this.rules,
  ): AlertChange[] {
    const { units = [], ...others } = facts;
    const all: AlertFacts = {
      ...{ refused: [], hub: { ...HUB, at: at(minute) }, profileOf: () => 'gavleborg', unitsBy: () => units },
      ...others,
    };
    const now = { hub: at(minute), machine: at(minute) };
    const changes = decideAlerts(all, rules, this.held, now, () => `alert-${String((this.ids += 1))}`);
    for (const change of changes) this.take(change, minute);
    return changes;
  }

  private take(change: AlertChange, minute: number): void {
    const id = change.kind === 'dropped' ? change.id : change.alert.id;
    this.held = this.held.filter((alert) => alert.id !== id);
    if (change.kind === 'dropped') return;
    const { alert } = change;
    if (change.kind !== 'ended') this.held.push(alert);
    if (change.kind === 'started') this.told.push({ what: 'start', rule: alert.rule, minute, alert });
    if (change.kind === 'ended') this.told.push({ what: 'end', rule: alert.rule, minute, alert });
  }

  get short(): string[] {
    return this.told.map(({ what, minute }) => `${what} ${String(minute)}`);
  }
}

const LATE = { units: [unit('A', 3)] };
const WELL = { units: [unit('A', 2)] };

describe('an alert', () => {
  it('is told once when it has lasted for its time, and once when it has been over for its other time', () => {
    const play = new Play([RULE]);
    for (let minute = 0; minute <= 60; minute += 1) play.minute(minute, minute >= 10 && minute < 30 ? LATE : WELL);
    expect(play.short).toEqual(['start 15', 'end 40']);
    expect(play.held).toEqual([]);
  });

  it('that does not last is told to nobody', () => {
    const play = new Play([RULE]);
    for (let minute = 0; minute <= 60; minute += 1) play.minute(minute, minute % 5 === 4 ? WELL : LATE);
    expect(play.short).toEqual([]);
  });

  it('that comes and goes while it lasts is not told again', () => {
    const play = new Play([RULE]);
    for (let minute = 0; minute <= 60; minute += 1) play.minute(minute, minute % 9 === 8 ? WELL : LATE);
    expect(play.short).toEqual(['start 5']);
  });

  it('shows units that are added while it lasts, and tells nobody of them', () => {
    const play = new Play([RULE]);
    for (let minute = 0; minute <= 6; minute += 1) play.minute(minute, LATE);
    const [change] = play.minute(7, { units: [unit('A', 3), unit('B', 4)] });
    expect(change).toMatchObject({ kind: 'kept', alert: { count: 7, units: ['A', 'B'] } });
    expect(play.short).toEqual(['start 5']);
    expect(play.told[0]?.alert).toMatchObject({ count: 3, units: ['A'] });
  });

  it('of a profile looks at the units of that profile only', () => {
    const play = new Play([{ ...RULE, profile: 'blekinge', forMinutes: 0 }]);
    const profileOf = (hsaId: string) => (hsaId === 'B' ? 'blekinge' : 'gavleborg');
    play.minute(0, { units: [unit('A', 9), unit('B', 2)], profileOf });
    expect(play.short).toEqual([]);
    play.minute(1, { units: [unit('A', 9), unit('B', 3)], profileOf });
    expect(play.told).toMatchObject([{ what: 'start', alert: { count: 3, units: ['B'] } }]);
  });

  it('whose rule is gone ends, and is forgotten when nobody was told', () => {
    const play = new Play([RULE, { ...RULE, id: 'later', forMinutes: 30 }]);
    for (let minute = 0; minute <= 10; minute += 1) play.minute(minute, LATE);
    play.minute(11, LATE, []);
    expect(play.short).toEqual(['start 5', 'end 11']);
    expect(play.held).toEqual([]);
  });

  it('stays as it is while what it is about cannot be measured', () => {
    const disk: AlertRule = { ...RULE, id: 'disk', kind: 'disk-low', over: 0, forMinutes: 0, clearForMinutes: 0 };
    const play = new Play([disk]);
    const low = (isLow: boolean) => ({ hub: { ...HUB, disk: { freeBytes: 1, isLow } } });
    play.minute(0, low(true));
    play.minute(1, { hub: HUB });
    expect(play.short).toEqual(['start 0']);
    play.minute(2, low(false));
    expect(play.short).toEqual(['start 0', 'end 2']);
  });
});

describe('what a rule looks at', () => {
  const simple = (kind: AlertRule['kind'], over = 0): AlertRule => ({ ...RULE, id: kind, kind, over, forMinutes: 0 });
  const starts = (rule: AlertRule, facts: Partial<AlertFacts> & { units?: readonly UnitFacts[] }) => {
    const play = new Play([rule]);
    play.minute(0, facts);
    return play.told.map(({ alert: { count, units } }) => ({ count, units }));
  };

  it('silent parties: units that are silent against their own habit, for as long as the rule says', () => {
    const rule = { ...simple('silent-party'), silentHours: 4 };
    const unitsBy = (hours: number) => [unit('A', 0, hours === 2), unit('B', 0, true)];
    expect(starts(rule, { unitsBy })).toEqual([{ count: 1, units: ['B'] }]);
  });

  it('quarantine: what is held, with the senders that are known', () => {
    const group = { source: 'http:x', code: 'y', since: at(0) };
    const refused = [
      { ...group, count: 3, sender: 'A' },
      { ...group, count: 3, sender: null },
    ];
    expect(starts(simple('quarantine', 5), { refused })).toEqual([{ count: 6, units: ['A'] }]);
    expect(starts(simple('quarantine', 6), { refused })).toEqual([]);
  });

  it('the queue: minutes that the oldest has waited, or a backend that does not answer', () => {
    const aged = (minutes: number) => ({ ...HUB, queue: { isHealthy: true, oldestWaitingAt: at(-minutes) } });
    expect(starts(simple('queue-age', 5), { hub: aged(5) })).toEqual([]);
    expect(starts(simple('queue-age', 5), { hub: aged(6) })).toEqual([{ count: 6, units: [] }]);
    const away = { ...HUB, queue: { isHealthy: false, oldestWaitingAt: null } };
    expect(starts(simple('queue-age', 5), { hub: away })).toEqual([{ count: 0, units: [] }]);
    expect(starts(simple('queue-age', 5), { hub: { ...HUB, queue: null } })).toEqual([]);
  });

  it('the sweep, and processes that fell silent', () => {
    expect(starts(simple('sweep-late'), { hub: { ...HUB, isSweepLate: true } })).toHaveLength(1);
    expect(starts(simple('sweep-late'), { hub: HUB })).toEqual([]);
    const process = { id: 'p', host: 'h', lastSeenAt: at(0), isAlive: true };
    const hub = { ...HUB, processes: [process, { ...process, isAlive: false }] };
    expect(starts(simple('hub-process-gone'), { hub })).toEqual([{ count: 1, units: [] }]);
  });

  it('is measured by the clock that it lives by: a queue ages while the simulated clock stands still', () => {
    const rule = { ...simple('queue-age', 5), forMinutes: 2 };
    const hub = { ...HUB, queue: { isHealthy: false, oldestWaitingAt: null } };
    const facts = { refused: [], hub, profileOf: () => undefined, unitsBy: () => [] };
    const [pending] = decideAlerts(facts, [rule], [], { hub: at(0), machine: at(0) }, () => 'a');
    const held = pending?.kind === 'kept' ? [pending.alert] : [];
    const [started] = decideAlerts(facts, [rule], held, { hub: at(0), machine: at(2) }, () => 'b');
    expect(started).toMatchObject({ kind: 'started', alert: { id: 'a', startedAt: at(2) } });
  });
});

describe('whatever happens', () => {
  const minutes = fc.array(
    fc.record({ overdue: fc.integer({ min: 0, max: 5 }), pause: fc.integer({ min: 1, max: 8 }) }),
    {
      maxLength: 120,
    },
  );
  const rule = fc.record({
    forMinutes: fc.integer({ min: 0, max: 15 }),
    clearForMinutes: fc.integer({ min: 0, max: 15 }),
  });

  it('no start follows a start and no end an end; nothing is told that did not last, nor ended before it was over', () => {
    fc.assert(
      fc.property(minutes, rule, (course, spans) => {
        const own = { ...RULE, ...spans };
        const play = new Play([own]);
        let minute = 0;
        let [lateSince, wellSince]: (number | undefined)[] = [undefined, undefined];
        for (const { overdue, pause } of course) {
          minute += pause;
          const isLate = overdue > own.over;
          lateSince = isLate ? (lateSince ?? minute) : undefined;
          wellSince = isLate ? undefined : (wellSince ?? minute);
          const before = play.told.length;
          play.minute(minute, { units: [unit('A', overdue)] });
          expect(play.told.length - before).toBeLessThanOrEqual(1);
          const told = play.told.at(before);
          if (told?.what === 'start') expect(minute - (lateSince ?? Infinity)).toBeGreaterThanOrEqual(own.forMinutes);
          if (told?.what === 'end')
            expect(minute - (wellSince ?? Infinity)).toBeGreaterThanOrEqual(own.clearForMinutes);
        }
        const kinds = play.told.map(({ what }) => what);
        expect(kinds).toEqual(kinds.map((_, place) => (place % 2 === 0 ? 'start' : 'end')));
        expect(play.held.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
