import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { UNITS } from '../../../../../test/support/domain.js';
import { dutyRules, planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import type { KnownDeadline } from '../../admission/admission-plan.js';
import type { Content, MessageKind } from '../../message.js';
import { dutiesOf } from './duties.js';
import type { PlanState } from '../plan.js';
import { changeDuties } from './reconcile.js';
import type { DutyChanges } from './reconcile.js';

/** A plan whose deadlines are kept as a store would: what a message starts, ends and opens again. */
class Kept {
  readonly deadlines: (KnownDeadline & { late: boolean })[] = [];
  private ids = 0;

  constructor(readonly told = new ToldPlan()) {}

  /** What the last message changes; nothing is kept of it. */
  ask(): DutyChanges {
    const { plan, profile } = this.told;
    const last = plan.steps.at(-1);
    const ground = { profile, newId: () => `d${String((this.ids += 1))}` };
    const now = new Date(last?.at ?? 0);
    const known = this.deadlines.filter(({ state }) => state !== 'cancelled');
    return changeDuties({ plan, known, ground, now, message: last?.message ?? '' });
  }

  keep(): DutyChanges {
    const changes = this.ask();
    const message = this.told.plan.steps.at(-1)?.message ?? '';
    for (const { id, state, late } of changes.ended) {
      const index = this.deadlines.findIndex((one) => one.id === id);
      const metBy = state === 'met' ? message : undefined;
      this.deadlines[index] = { ...this.deadlines[index]!, state, late, metBy };
    }
    for (const started of changes.started) {
      this.deadlines.push({ ...started, message: started.message ?? message, metBy: undefined });
    }
    return changes;
  }

  tell(kind: MessageKind, content: Content = {}, said: Parameters<ToldPlan['tell']>[2] = {}): DutyChanges {
    this.told.tell(kind, content, said);
    return this.keep();
  }

  /** `kind unit about` of those in a state. */
  in(state: KnownDeadline['state']): string[] {
    return this.deadlines
      .filter((one) => one.state === state)
      .map(nameOf)
      .sort();
  }
}

function nameOf({ kind, responsible, about = '-' }: Pick<KnownDeadline, 'kind' | 'responsible' | 'about'>): string {
  return `${kind} ${responsible.slice(responsible.indexOf('-') + 1)} ${about}`;
}

const HELD = { event: 'genomfort', heldAt: '2026-12-08T14:00:00+01:00' };
const only = (...kinds: (keyof ReturnType<typeof dutyRules>)[]) => {
  const all = dutyRules();
  return planProfile({ duties: Object.fromEntries(kinds.map((kind) => [kind, all[kind]])) });
};

function held(profile = only('sip-huvudmal')): Kept {
  const kept = new Kept(new ToldPlan(profile));
  kept.tell('sip-underlag', { coordinator: { name: 'Frida Vik' } }, { state: 'samtycke' });
  kept.tell('sip-mote', HELD, { at: '2026-12-08T14:00:00Z', state: 'mote-genomfort' });
  return kept;
}

describe('the deadlines of a plan', () => {
  it('[N-GOAL-03] begin with what makes them due, and end as met with the message that fulfils them', () => {
    const kept = held();
    expect(kept.in('open')).toEqual(['sip-huvudmal HC01 s2']);
    expect(kept.deadlines[0]).toMatchObject({ due: new Date('2026-12-10T13:00:00Z'), plan: 'plan-1', scope: 'plan' });
    const { ended, warnings } = kept.tell('sip-huvudmal', { text: 'Jag' }, { at: '2026-12-09T08:00:00Z' });
    expect(ended).toMatchObject([{ state: 'met', late: false, nextFireAt: null }]);
    expect(warnings).toEqual([]);
    expect(kept.in('met')).toEqual(['sip-huvudmal HC01 s2']);
  });

  it('[N-GOAL-03] a late one ends as met and late, with a remark by its rule', () => {
    const { ended, warnings } = held().tell('sip-huvudmal', { text: 'Jag' }, { at: '2026-12-20T08:00:00Z' });
    expect(ended).toMatchObject([{ state: 'met', late: true }]);
    expect(warnings).toMatchObject([{ code: 'late', rule: 'N-GEN-04' }]);
  });

  it('[N-COORD-05] [N-COORD-06] go over to who coordinates from now on, with the same limit, and are looked at from now', () => {
    const kept = held();
    const coordinator = { name: 'Sven Ek', unit: UNITS.social };
    const { started } = kept.tell('sip-samordningsansvarig', { coordinator }, { at: '2026-12-12T08:00:00Z' });
    expect(kept.in('open')).toEqual(['sip-huvudmal SOC01 s2']);
    expect(kept.in('cancelled')).toEqual(['sip-huvudmal HC01 s2']);
    expect(started).toMatchObject([{ due: new Date('2026-12-10T13:00:00Z'), message: 's2', informs: UNITS.social }]);
    expect(started[0]?.nextFireAt).toEqual(new Date('2026-12-12T08:00:00Z'));
  });

  it('[N-MEET-07] a makulering of what fulfilled one opens it again, and of what began it ends it', () => {
    const kept = held();
    const goal = kept.told.tell('sip-huvudmal', { text: 'Jag' });
    kept.keep();
    kept.told.withdraw(goal);
    const reopened = kept.keep();
    expect(reopened).toMatchObject({ started: [], ended: [{ id: kept.deadlines[0]?.id, state: 'open', late: false }] });
    kept.told.withdraw('s2');
    kept.keep();
    expect(kept.in('open')).toEqual([]);
    expect(kept.in('cancelled')).toEqual(['sip-huvudmal HC01 s2']);
  });

  it('[N-CLOSE-09] end without demand when the plan is closed', () => {
    const kept = held();
    kept.tell('sip-avslut', { comment: 'Inget behov' }, { state: 'avslutad' });
    expect(kept.in('cancelled')).toEqual(['sip-huvudmal HC01 s2']);
  });

  it('[N-CALL-07] letters are ended by the print queue and not by messages', () => {
    const kept = new Kept(new ToldPlan(only('sip-brev')));
    kept.tell('sip-underlag', {}, { state: 'samtycke' });
    const participants = [{ relation: 'narstaende', name: 'Tolva Tolvansson' }];
    kept.tell('sip-kallelse', { purpose: 'sip', meetingAt: '2026-12-08T13:00:00+01:00', participants });
    expect(kept.in('open')).toEqual(['sip-brev HC01 s2']);
    kept.deadlines[0] = { ...kept.deadlines[0]!, state: 'met' };
    expect(kept.tell('sip-deltagare', { event: 'forhinder', participant: participants[0] })).toEqual({
      started: [],
      ended: [],
      warnings: [],
    });
  });

  it('leave receipts and what hangs on other plans alone', () => {
    const kept = held();
    const other = { ...kept.deadlines[0]!, id: 'x', plan: 'plan-2' };
    const receipt = { ...kept.deadlines[0]!, id: 'y', kind: 'kvittens', delivery: 'v1' };
    kept.deadlines.push(other, receipt);
    expect(kept.ask()).toEqual({ started: [], ended: [], warnings: [] });
  });
});

interface Said {
  readonly kind: MessageKind;
  readonly content: Content;
  readonly state?: PlanState;
}

const relative = { relation: 'narstaende', name: 'Tolva Tolvansson' };
const SAID: readonly Said[] = [
  { kind: 'sip-initiativ', content: {} },
  { kind: 'samtycke', content: { scope: ['sip'] } },
  { kind: 'sip-kallelse', content: { purpose: 'sip', meetingAt: '2026-12-08T13:00:00Z', participants: [relative] } },
  { kind: 'sip-kallelse', content: { purpose: 'uppfoljning', meetingAt: '2027-01-08T13:00:00Z' } },
  { kind: 'sip-mote', content: { event: 'genomfort', followUpOn: '2027-01-08' } },
  { kind: 'sip-mote', content: { event: 'genomfort' } },
  { kind: 'sip-mote', content: { event: 'installt' } },
  { kind: 'sip-mote', content: { event: 'plan-skapad' } },
  { kind: 'sip-huvudmal', content: { text: 'Jag', remindOn: '2027-01-02', followUpOn: '2027-01-09' } },
  { kind: 'sip-delmal', content: { heading: 'x', text: 'Jag' } },
  { kind: 'sip-insats', content: { subgoal: 's5', text: 'Du', shared: false } },
  { kind: 'sip-insats', content: { subgoal: 's5', text: 'Du', shared: true } },
  { kind: 'sip-delgivning', content: { event: 'delgiven' } },
  { kind: 'sip-delgivning', content: { event: 'kopia', to: relative } },
  { kind: 'sip-uppfoljning', content: { event: 'avsteg' } },
  { kind: 'sip-uppfoljning', content: { event: 'revisionsbeslut' } },
  { kind: 'sip-samordningsansvarig', content: { coordinator: { name: 'Sven Ek', unit: UNITS.social } } },
  { kind: 'avliden', content: { diedOn: '2026-12-24', source: 'folkbokforing' }, state: 'avliden-aviserad' },
  { kind: 'sip-avslut', content: { comment: 'Klart' }, state: 'avslutad' },
];

const moves = fc.array(
  fc.record({
    said: fc.constantFrom(...SAID),
    unit: fc.constantFrom(UNITS.openCare, UNITS.social),
    hours: fc.integer({ min: 1, max: 200 }),
    withdraws: fc.option(fc.nat(20), { freq: 6 }),
  }),
  { maxLength: 25 },
);

describe('after any messages and withdrawals', () => {
  it('[N-GEN-03] the open deadlines are exactly what is owed and not done, and asking again changes nothing', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const kept = new Kept();
        let now = Date.parse('2026-11-23T08:00:00Z');
        for (const { said, unit, hours, withdraws } of all) {
          now += hours * 3_600_000;
          if (withdraws !== null && withdraws < kept.told.steps.length) {
            kept.told.withdraw(`s${String(withdraws + 1)}`);
            kept.keep();
          }
          const state = said.state === undefined ? {} : { state: said.state };
          kept.tell(said.kind, said.content, { unit, at: new Date(now).toISOString(), to: [UNITS.homeCare], ...state });
          const { plan, profile } = kept.told;
          const owed = dutiesOf(plan, profile).filter(({ metAt }) => metAt === undefined);
          const atPost = kept.deadlines.filter(({ kind, state: its }) => kind === 'sip-brev' && its === 'met');
          expect(kept.in('open')).toEqual(
            owed
              .map(nameOf)
              .filter((one) => !atPost.map(nameOf).includes(one))
              .sort(),
          );
          expect(new Set(kept.in('open')).size).toBe(kept.in('open').length);
          expect(kept.ask()).toEqual({ started: [], ended: [], warnings: [] });
        }
      }),
      { numRuns: 300 },
    );
  });
});
