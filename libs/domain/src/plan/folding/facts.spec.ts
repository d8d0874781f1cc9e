import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Content, Message, MessageKind } from '../../message.js';
import { TOLVAN } from '../../../../../test/support/domain.js';
import { COORDINATOR, PARTY, planAt, PlanWorld, YES } from '../../../../../test/support/plan-world.js';
import { foldPlan } from './facts.js';
import { coordinatorOf, isOpenPlan, unitsOf } from '../plan.js';

/** Something that somebody may tell; what does not fit is refused and changes nothing. */
type Say = readonly [kind: MessageKind, content: (world: PlanWorld) => Content, changes?: Partial<Message>];

/** What nobody else may tell is told by them. */
const ADMINISTRATORS: readonly MessageKind[] = ['sip-ateroppnande'];

const last = <T>(list: readonly T[] | undefined) => list?.at(-1);
const one = (list: readonly { id: string }[] | undefined) => last(list)?.id ?? 'none';
const facts = (world: PlanWorld) => [...world.plans.values()].at(-1)?.facts;
const CALL = { setting: 'utan-vardtillfalle', agenda: ['Hemma'] };

const SAYINGS: readonly Say[] = [
  ['sip-underlag', () => ({ coordinator: COORDINATOR }), { patient: TOLVAN }],
  ['sip-underlag', () => ({ consents: YES })],
  ['sip-underlag', () => ({ consents: [{ about: 'plan', answer: 'nej' }] })],
  ['sip-kartlaggning', () => ({ heading: 'boende', needs: 'Trappor' })],
  ['sip-kartlaggning', (world) => ({ area: one(facts(world)?.areas), heading: 'boende', needs: 'Hiss' })],
  ['sip-kartlaggning', (world) => ({ area: one(facts(world)?.areas), heading: 'boende', removed: true })],
  ['sip-kallelse', () => ({ ...CALL, purpose: 'sip' }), { recipients: [PARTY.social, PARTY.homeCare] }],
  ['sip-kallelse', () => ({ ...CALL, purpose: 'uppfoljning' })],
  ['sip-kallelse', () => ({ ...CALL, purpose: 'aktorsmote' }), { recipients: [PARTY.outside] }],
  ['sip-deltagare', () => ({ event: 'tillagd', participant: { relation: 'narstaende', name: 'Tolva' } })],
  ['sip-deltagare', () => ({ event: 'borttagen', participant: { relation: 'vard', unit: PARTY.homeCare } })],
  ['sip-deltagare', () => ({ event: 'forhinder', participant: { relation: 'vard', unit: PARTY.social } })],
  ['sip-mote', () => ({ event: 'genomfort', attendance: [{ relation: 'den-enskilde', attended: true }] })],
  ['sip-mote', () => ({ event: 'plan-skapad' })],
  ['sip-mote', () => ({ event: 'installt' })],
  ['sip-mote', (world) => ({ event: 'genomfort', meeting: one(facts(world)?.meetings), note: 'Mer' })],
  ['sip-huvudmal', () => ({ text: 'Jag vill bo hemma', followUpOn: '2027-02-01' })],
  ['sip-huvudmal', (world) => ({ goal: one(facts(world)?.goals), text: 'Jag bor hemma', remindOn: '2027-01-18' })],
  ['sip-delmal', (world) => ({ goal: one(facts(world)?.goals), heading: 'boende', text: 'Jag går' })],
  ['sip-delmal', (world) => ({ subgoal: one(facts(world)?.subgoals), heading: 'boende', text: 'Jag springer' })],
  ['sip-delmal-avslut', (world) => ({ subgoal: one(facts(world)?.subgoals), reason: 'uppnatt' })],
  ['sip-insats', (world) => ({ subgoal: one(facts(world)?.subgoals), text: 'Du får stöd', shared: true })],
  ['sip-insats', (world) => ({ subgoal: one(facts(world)?.subgoals), text: 'Du får stöd', shared: false })],
  [
    'sip-insats',
    (world) => {
      const intervention = last(facts(world)?.interventions);
      const { id = 'none', subgoal = 'none' } = intervention ?? {};
      return { intervention: id, subgoal, text: 'Du får mer stöd', shared: true };
    },
  ],
  ['sip-insats-avslut', (world) => ({ intervention: one(facts(world)?.interventions) })],
  ['sip-uppfoljning', (world) => ({ event: 'kommentar', intervention: one(facts(world)?.interventions) })],
  ['sip-uppfoljning', () => ({ event: 'avsteg', comment: 'Det blev inte så' })],
  ['sip-utvardering', (world) => ({ subgoal: one(facts(world)?.subgoals), score: '1' })],
  ['sip-utvardering', () => ({ score: '0' })],
  ['sip-delgivning', () => ({ event: 'delgiven', way: 'utskrift' })],
  ['sip-samordningsansvarig', () => ({ coordinator: { name: 'Bo Handläggarsson', unit: PARTY.social } })],
  ['sip-samordningsansvarig', () => ({ coordinator: { ...COORDINATOR, unit: PARTY.coordinator } })],
  ['sip-ateroppnande', (world) => ({ intervention: one(facts(world)?.interventions), reason: 'fel' })],
  ['sip-ateroppnande', (world) => ({ subgoal: one(facts(world)?.subgoals), reason: 'fel' })],
  ['samtycke', () => ({ scope: ['sip', 'informationsoverforing'] })],
  ['samtycke-aterkallat', () => ({ scope: ['informationsoverforing'] })],
  ['avliden', () => ({ diedOn: '2026-11-22', source: 'folkbokforing' })],
  ['sip-avslut', () => ({ comment: 'Klart' })],
];

const SENDERS = [PARTY.coordinator, PARTY.social, PARTY.homeCare, PARTY.administrator];
/** An ongoing plan whose only sub-goal and intervention are closed. */
const CLOSED = 'closed';

function worldAt(from: string): PlanWorld {
  const world = planAt(from === CLOSED ? 'pagaende' : from);
  if (from !== CLOSED) return world;
  world.say(PARTY.social, 'sip-insats-avslut', { intervention: one(world.facts.interventions) });
  world.say(PARTY.social, 'sip-delmal-avslut', { subgoal: one(world.facts.subgoals) });
  return world;
}

const step = fc.tuple(fc.nat(SAYINGS.length - 1), fc.constantFrom(...SENDERS));
const start = fc.constantFrom('samtycke', 'kallad', 'huvudmal-klart', 'pagaende', 'uppfoljning-kallad', CLOSED);

/** Tells everything that fits, and looks at the world after each. */
function play(
  from: string,
  steps: readonly [number, string][],
  look: (world: PlanWorld, sender: string) => void,
): void {
  const world = worldAt(from);
  for (const [at, sender] of steps) {
    const [kind, content, changes] = SAYINGS[at]!;
    const teller =
      kind === 'avliden' ? operationsOf(world) : ADMINISTRATORS.includes(kind) ? PARTY.administrator : sender;
    const message = world.message(teller, kind, content(world), changes);
    world.now += 60_000;
    const decision = world.decide(message, new Date(world.now).toISOString());
    if (decision.kind === 'refused') continue;
    world.apply(message, decision.plan);
    look(world, teller);
  }
}

/** What the population register tells, only they tell. */
const operationsOf = ({ directory, profile }: PlanWorld) => directory.operationsUnits.get(profile.id) ?? '';

const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('what is known of a plan', () => {
  it('is the same read off its messages anew, as a database gives them back', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 25 }), (from, steps) => {
        play(from, steps, ({ plan, profile }) => {
          reached.add(plan.steps.at(-1)?.kind ?? '');
          expect(foldPlan(stored(plan), profile)).toEqual(stored(plan.facts));
        });
      }),
      { numRuns: 150, seed: 6 },
    );
    expect(SAYINGS.map(([kind]) => kind).filter((kind) => !reached.has(kind))).toEqual([]);
  });

  it('is what it was before a message that is withdrawn', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 20 }), (from, steps) => {
        play(from, steps, ({ plan, profile }) => {
          const before = foldPlan({ steps: plan.steps.slice(0, -1) }, profile);
          const withdrawn = plan.steps.map((one, at) =>
            at === plan.steps.length - 1 ? { ...one, withdrawn: true } : one,
          );
          expect(foldPlan({ steps: withdrawn }, profile)).toEqual(before);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('hangs together whatever is told by whomever', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 25 }), (from, steps) => {
        play(from, steps, ({ plan }) => {
          const { coordinators, subgoals, interventions, goals, closed, participants, meetings } = plan.facts;
          expect(coordinators.filter(({ until }) => until === undefined)).toHaveLength(1);
          expect(coordinatorOf(plan.facts)).toBe(coordinators.at(-1));
          expect(closed === undefined).toBe(plan.facts.state !== 'avslutad');
          for (const { goal } of subgoals) expect(goals.some(({ id }) => id === goal)).toBe(true);
          for (const { subgoal, state, shared, closed: end } of interventions) {
            expect(subgoals.some(({ id }) => id === subgoal)).toBe(true);
            expect(shared || state !== 'utdelad').toBe(true);
            expect(end === undefined).toBe(state !== 'avslutad');
          }
          const ids = [...goals, ...subgoals, ...interventions, ...meetings].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const units = participants.filter(({ removedAt }) => removedAt === undefined).map((p) => p.participantUnit);
          const inboxes = units.filter((unit) => unit !== undefined);
          expect(new Set(inboxes).size).toBe(inboxes.length);
          expect(unitsOf(plan.facts)).toContain(coordinatorOf(plan.facts)?.unit);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('tells nobody but those who take part and are covered', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 25 }), (from, steps) => {
        play(from, steps, (world, sender) => {
          const told = world.deliveries.filter(({ message }) => message === world.last).map(({ unit }) => unit);
          const { meetings } = world.facts;
          const called = meetings.flatMap((meeting) => meeting.called.map(({ unit }) => unit));
          expect(told.filter((unit) => unit === sender)).toEqual([]);
          expect(told.filter((unit) => !unitsOf(world.facts).includes(unit) && !called.includes(unit))).toEqual([]);
          expect(new Set(told).size).toBe(told.length);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('follow-ups', () => {
  it('[N-CAL-02] [N-FUP-11] one that was held without a new date leaves none', () => {
    const world = planAt('uppfoljning-kallad');
    expect(world.facts.followUpOn).toBe('2027-02-01');
    world.say(PARTY.coordinator, 'sip-mote', { event: 'genomfort' });
    expect(world.facts.followUpOn).toBeUndefined();
    const next = planAt('uppfoljning-kallad');
    next.say(PARTY.coordinator, 'sip-mote', { event: 'genomfort', followUpOn: '2027-05-03' });
    expect(next.facts.followUpOn).toBe('2027-05-03');
  });

  it('[N-CAL-02] a reminder falls with the day that it was set for', () => {
    const world = planAt('huvudmal-klart');
    const goal = { goal: world.facts.goals[0]!.id, text: 'Jag bor hemma' };
    world.say(PARTY.coordinator, 'sip-huvudmal', { ...goal, remindOn: '2027-01-18' });
    expect(world.facts).toMatchObject({ followUpOn: '2027-02-01', remindOn: '2027-01-18' });
    world.say(PARTY.coordinator, 'sip-huvudmal', { ...goal, followUpOn: '2027-03-01' });
    expect(world.facts.followUpOn).toBe('2027-03-01');
    expect(world.facts.remindOn).toBeUndefined();
  });

  it('a new call to the same takes the place of one that has not begun', () => {
    const world = planAt('uppfoljning-kallad');
    world.say(PARTY.coordinator, 'sip-kallelse', { ...CALL, purpose: 'aktorsmote' });
    expect(world.facts.meetings.map(({ calledOffAt }) => calledOffAt === undefined)).toEqual([true, true, true]);
    world.say(PARTY.coordinator, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' });
    expect(world.facts.meetings.map(({ calledOffAt }) => calledOffAt === undefined)).toEqual([true, false, true, true]);
    const early = planAt('kallad');
    early.say(PARTY.coordinator, 'sip-kallelse', { ...CALL, purpose: 'sip' }, { recipients: [PARTY.social] });
    expect(early.facts.meetings.map(({ calledOffAt }) => calledOffAt === undefined)).toEqual([false, true]);
  });

  it('[N-MEET-08] [N-MEET-10] what is told later of a meeting that was held completes it', () => {
    const world = planAt('mote-genomfort');
    const meeting = world.facts.meetings[0]!;
    const attendance = [{ relation: 'den-enskilde', attended: true }];
    const more = { event: 'genomfort', meeting: meeting.id, attendance };
    expect(world.allows(PARTY.coordinator, 'sip-mote', more)).toBe(false);
    const { profile } = world;
    const told = { ...world.plan.steps.at(-1)!, message: 'senare', content: more, stays: true };
    const facts = foldPlan({ steps: [...world.plan.steps, told] }, profile);
    expect(facts.meetings[0]?.held).toEqual({ ...meeting.held, attendance });
  });

  it('[S-CALL-15] [N-GEN-07] who was called answers by hand, and a no leaves them called', () => {
    const world = planAt('kallad');
    const participant = { relation: 'vard', unit: PARTY.homeCare };
    world.say(PARTY.coordinator, 'sip-deltagare', { event: 'forhinder', participant });
    world.say(PARTY.coordinator, 'sip-deltagare', { event: 'kvitterat', participant });
    const called = world.facts.meetings[0]?.called.find(({ unit }) => unit === PARTY.homeCare);
    expect(called?.declinedAt).toBeDefined();
    expect(called?.acknowledgedAt).toBeDefined();
    const nobody = { event: 'kvitterat', participant: { relation: 'skola', name: 'Skolan' } };
    expect(world.refusal(PARTY.coordinator, 'sip-deltagare', nobody)[0]?.code).toBe('unknown-object');
  });
});

describe('a plan of which nothing stands', () => {
  it('is over, so that a new one can begin', () => {
    const world = new PlanWorld();
    world.say(PARTY.coordinator, 'sip-underlag', {}, { messageId: 'fel' });
    const steps = world.plan.steps.map((one) => ({ ...one, withdrawn: true }));
    expect(isOpenPlan({ facts: foldPlan({ steps }, world.profile) })).toBe(false);
  });
});
