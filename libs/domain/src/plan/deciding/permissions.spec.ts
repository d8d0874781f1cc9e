import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '../../message.js';
import { told } from '../../../../../test/support/domain.js';
import { fixtureProfile, PLAN_RULES } from '../../../../../test/support/plan-rules.js';
import {
  COORDINATOR,
  PARTY,
  planAt,
  PlanWorld,
  STATES_ON_THE_WAY,
  YES,
} from '../../../../../test/support/plan-world.js';

/** Who may do what, as the table of the routine says it, and in which states it fits: written without a look at the rules. */

type Role = 'coordinator' | 'owner' | 'participant' | 'outside' | 'administrator';

const UNIT_OF: Readonly<Record<Role, string>> = {
  coordinator: PARTY.coordinator,
  owner: PARTY.social,
  participant: PARTY.homeCare,
  outside: PARTY.outside,
  administrator: PARTY.administrator,
};

const ALL = [...STATES_ON_THE_WAY];
const from = (state: string) => ALL.slice(ALL.indexOf(state));
const SINCE_CALLED = from('kallad');
const SINCE_GOAL = from('huvudmal-klart');
const WITH_INTERVENTION = from('pagaende');

interface Action {
  readonly title: string;
  readonly kind: MessageKind;
  readonly content: (world: PlanWorld) => Content;
  readonly changes?: Partial<Message>;
  readonly may: readonly Role[];
  readonly states: readonly string[];
  /** What others are told who know of the plan. */
  readonly refused: string;
  /** The same to who only corrects for others, where it is something else. */
  readonly toAdministrator?: string;
  /** What comes before anybody looks. */
  readonly given?: (world: PlanWorld) => void;
}

const subgoal = (world: PlanWorld) => world.facts.subgoals[0]?.id ?? 'none';
const intervention = (world: PlanWorld) => world.facts.interventions[0]?.id ?? 'none';
const EVERYBODY: readonly Role[] = ['coordinator', 'owner', 'participant'];
const WRITES_FOR_ITSELF: readonly Role[] = ['coordinator', 'owner'];
const COORDINATES: readonly Role[] = ['coordinator'];

const ACTIONS: readonly Action[] = [
  {
    title: '[N-COORD-05] writes in the underlag',
    kind: 'sip-underlag',
    content: () => ({ reasonText: 'Flera kontakter' }),
    may: COORDINATES,
    states: ALL,
    refused: 'not-coordinator N-COORD-05',
  },
  {
    title: '[N-MAP-10] [N-MAP-11] writes an area of the kartläggning',
    kind: 'sip-kartlaggning',
    content: () => ({ heading: 'boende', needs: 'Trappor' }),
    may: COORDINATES,
    states: ['samtycke', 'kartlagd', 'kallad'],
    refused: 'not-coordinator N-MAP-11',
  },
  {
    title: '[N-INIT-01] [N-CALL-10] sends the first call',
    kind: 'sip-kallelse',
    content: () => ({ purpose: 'sip', setting: 'utan-vardtillfalle', agenda: ['Hemma'] }),
    changes: { recipients: [PARTY.social, PARTY.homeCare] },
    may: COORDINATES,
    states: ['kartlagd', 'kallad'],
    refused: 'not-coordinator N-COORD-07',
  },
  {
    title: '[N-FUP-01] [N-FUP-10] calls to a follow-up',
    kind: 'sip-kallelse',
    content: () => ({ purpose: 'uppfoljning', setting: 'utan-vardtillfalle', agenda: ['Hemma'] }),
    may: COORDINATES,
    states: ['huvudmal-klart', 'pagaende', 'uppfoljning-kallad'],
    refused: 'not-coordinator N-COORD-07',
  },
  {
    title: '[N-ACTOR-05] calls to a meeting of the parties alone',
    kind: 'sip-kallelse',
    content: () => ({ purpose: 'aktorsmote', setting: 'utan-vardtillfalle', regards: 'planering' }),
    changes: { recipients: [PARTY.outside] },
    may: EVERYBODY,
    states: from('samtycke'),
    refused: 'not-participant N-ACTOR-05',
  },
  {
    title: '[N-PART-01] adds somebody who takes part',
    kind: 'sip-deltagare',
    content: () => ({ event: 'tillagd', participant: { relation: 'narstaende', name: 'Tolva Tolvansson' } }),
    may: COORDINATES,
    states: ALL,
    refused: 'not-coordinator N-PART-01',
  },
  {
    title: '[N-MEET-07] [N-MEET-08] registers that the meeting was held',
    kind: 'sip-mote',
    content: () => ({ event: 'genomfort', note: 'Alla var där' }),
    may: COORDINATES,
    states: ['kallad', 'uppfoljning-kallad'],
    refused: 'not-coordinator N-MEET-07',
  },
  {
    title: '[N-MEET-12] [N-GEN-09] makes the plan',
    kind: 'sip-mote',
    content: () => ({ event: 'plan-skapad' }),
    may: COORDINATES,
    states: ['mote-genomfort'],
    refused: 'not-coordinator N-MEET-07',
  },
  {
    title: '[N-GOAL-02] [N-GOAL-05] writes the main goal',
    kind: 'sip-huvudmal',
    content: () => ({ text: 'Jag vill bo kvar hemma', followUpOn: '2027-02-01' }),
    may: COORDINATES,
    states: from('plan-skapad'),
    refused: 'not-coordinator N-GOAL-02',
  },
  {
    title: '[N-SUB-01] [N-GOAL-04] writes a sub-goal',
    kind: 'sip-delmal',
    content: () => ({ heading: 'boende', text: 'Jag går i trappan' }),
    may: EVERYBODY,
    states: SINCE_GOAL,
    refused: 'not-participant N-SUB-01',
  },
  {
    title: "changes another's sub-goal",
    kind: 'sip-delmal',
    content: (world) => ({ subgoal: subgoal(world), heading: 'boende', text: 'Jag går i trappan varje dag' }),
    may: WRITES_FOR_ITSELF,
    states: WITH_INTERVENTION,
    refused: 'not-owner N-INT-03',
    toAdministrator: 'not-participant N-SUB-01',
  },
  {
    title: '[N-SUB-01] [N-INT-03] writes an intervention and shares it',
    kind: 'sip-insats',
    content: (world) => ({ subgoal: subgoal(world), text: 'Du får ett räcke', shared: true }),
    may: EVERYBODY,
    states: WITH_INTERVENTION,
    refused: 'not-participant N-SUB-01',
  },
  {
    title: '[N-CLOSE-03] closes an intervention',
    kind: 'sip-insats-avslut',
    content: (world) => ({ intervention: intervention(world), reason: 'utford' }),
    may: WRITES_FOR_ITSELF,
    states: WITH_INTERVENTION,
    refused: 'not-owner N-CLOSE-03',
  },
  {
    title: '[N-CLOSE-01] [N-CLOSE-02] closes a sub-goal under which nobody else works',
    kind: 'sip-delmal-avslut',
    content: (world) => ({ subgoal: subgoal(world), reason: 'uppnatt' }),
    may: ['owner'],
    states: WITH_INTERVENTION,
    refused: 'not-owner N-CLOSE-01',
  },
  {
    title: '[N-CLOSE-06] opens again what was closed wrongly',
    kind: 'sip-ateroppnande',
    content: (world) => ({ intervention: intervention(world), reason: 'fel insats' }),
    given: (world) => world.say(PARTY.social, 'sip-insats-avslut', { intervention: intervention(world) }),
    may: ['administrator'],
    states: WITH_INTERVENTION,
    refused: 'not-administrator N-CLOSE-06',
  },
  {
    title: '[N-FUP-03] comments on an intervention',
    kind: 'sip-uppfoljning',
    content: (world) => ({ event: 'kommentar', intervention: intervention(world), comment: 'Det går bra' }),
    may: EVERYBODY,
    states: WITH_INTERVENTION,
    refused: 'not-participant N-FUP-03',
  },
  {
    title: '[N-EVAL-05] evaluates the main goal',
    kind: 'sip-utvardering',
    content: () => ({ score: '0' }),
    may: COORDINATES,
    states: ['huvudmal-klart', 'pagaende', 'uppfoljning-genomford'],
    refused: 'not-coordinator N-EVAL-05',
  },
  {
    title: '[N-PUB-03] delivers the plan',
    kind: 'sip-delgivning',
    content: () => ({ event: 'delgiven', way: 'utskrift' }),
    may: COORDINATES,
    states: SINCE_GOAL,
    refused: 'not-coordinator N-COORD-07',
  },
  {
    title: '[N-COORD-05] changes who coordinates',
    kind: 'sip-samordningsansvarig',
    content: () => ({ coordinator: { name: 'Bo Handläggarsson', unit: PARTY.social } }),
    may: COORDINATES,
    states: ALL,
    refused: 'not-coordinator N-COORD-05',
  },
  {
    title: '[N-CLOSE-09] closes the plan',
    kind: 'sip-avslut',
    content: () => ({ reason: 'malen-nadda', comment: 'Allt är klart' }),
    may: COORDINATES,
    states: ALL,
    refused: 'not-coordinator N-CLOSE-09',
  },
  {
    title: '[N-CON-03] records that the consent is taken back',
    kind: 'samtycke-aterkallat',
    content: () => ({}),
    may: EVERYBODY,
    states: ALL,
    refused: 'not-participant N-CON-03',
  },
  {
    title: '[N-CLOSE-11] registers that the person has died',
    kind: 'avliden',
    content: () => ({ diedOn: '2026-11-23', source: 'manuell' }),
    may: ['coordinator', 'owner', 'participant', 'administrator'],
    states: ALL,
    refused: 'not-participant N-CLOSE-11',
  },
];

const ROLES: readonly Role[] = ['coordinator', 'owner', 'participant', 'outside', 'administrator'];

/** Before the first call nobody but the coordinator takes part. */
function isInvolved(role: Role, state: string): boolean {
  return role === 'coordinator' || role === 'administrator' || (role !== 'outside' && SINCE_CALLED.includes(state));
}

/** What a unit is told that may not do it. */
function toldTo(role: Role, state: string, { kind, refused, toAdministrator = refused }: Action): string {
  if (!isInvolved(role, state)) return 'unknown-plan';
  if (kind === 'sip-delmal-avslut' && role === 'coordinator') return 'others-ongoing N-CLOSE-02';
  return role === 'administrator' ? toAdministrator : refused;
}

describe('who may do what with a plan, in every state', () => {
  it.each(ACTIONS)('$title', ({ kind, content, changes = {}, may, states, given }) => {
    const found: string[] = [];
    const expected: string[] = [];
    for (const state of ALL) {
      const world = planAt(state);
      if (states.includes(state)) given?.(world);
      for (const role of ROLES) {
        const isAllowed = may.includes(role) && isInvolved(role, state) && states.includes(state);
        if (isAllowed) expected.push(`${state} ${role}`);
        if (world.allows(UNIT_OF[role], kind, content(world), changes)) found.push(`${state} ${role}`);
      }
    }
    expect(found).toEqual(expected);
  });

  it.each(ACTIONS)('$title: who may not is told why', (action) => {
    const { kind, content, changes = {}, may, states, given } = action;
    for (const state of states) {
      const world = planAt(state);
      given?.(world);
      for (const role of ROLES.filter((one) => !may.includes(one) || !isInvolved(one, state))) {
        const reasons = told(world.refusal(UNIT_OF[role], kind, content(world), changes));
        expect([state, role, reasons]).toEqual([state, role, expect.arrayContaining([toldTo(role, state, action)])]);
      }
    }
  });
});

describe('a change of who coordinates', () => {
  const world = planAt('pagaende');
  world.say(PARTY.coordinator, 'sip-samordningsansvarig', {
    coordinator: { name: 'Bo Handläggarsson', unit: PARTY.social },
    decided: 'mote',
  });

  it('[N-COORD-05] [N-COORD-06] moves the rights at once', () => {
    const goal = { goal: world.facts.goals[0]?.id, text: 'Jag vill bo kvar hemma till midsommar' };
    expect(world.allows(PARTY.social, 'sip-huvudmal', goal)).toBe(true);
    expect(told(world.refusal(PARTY.coordinator, 'sip-huvudmal', goal))).toEqual(['not-coordinator N-GOAL-02']);
    expect(world.allows(PARTY.social, 'sip-avslut', { comment: 'Klart' })).toBe(true);
    expect(world.allows(PARTY.coordinator, 'sip-avslut', { comment: 'Klart' })).toBe(false);
  });

  it('[N-COORD-12] keeps who did before, until when', () => {
    expect(world.facts.coordinators.map(({ unit, name, decided, until }) => [unit, name, decided, until])).toEqual([
      [PARTY.coordinator, COORDINATOR.name, undefined, world.facts.coordinators[1]?.at],
      [PARTY.social, 'Bo Handläggarsson', 'mote', undefined],
    ]);
  });

  it('the unit of the one before still takes part and writes what is its own', () => {
    expect(world.allows(PARTY.coordinator, 'sip-delmal', { heading: 'boende', text: 'Jag handlar själv' })).toBe(true);
  });
});

describe('the coordinator is a person', () => {
  it('[N-COORD-06] a colleague who is named as the author does not close the plan', () => {
    const world = planAt('pagaende');
    const closing = (name: string) => ({ comment: 'Klart', author: { name } });
    expect(told(world.refusal(PARTY.coordinator, 'sip-avslut', closing('Gun Kollegasson')))).toEqual([
      'not-coordinator N-CLOSE-09',
    ]);
    expect(world.allows(PARTY.coordinator, 'sip-avslut', closing(' frida  VIK '))).toBe(true);
  });

  it('[N-COORD-03] a fast vårdkontakt who is somebody else has no such rights', () => {
    const world = planAt('pagaende');
    world.say(PARTY.coordinator, 'sip-underlag', { careContact: { name: 'Sven Vårdsson', unit: PARTY.homeCare } });
    expect(world.facts.careContact?.unit).toBe(PARTY.homeCare);
    expect(world.coordinator).toBe(PARTY.coordinator);
    expect(world.allows(PARTY.homeCare, 'sip-avslut', { comment: 'Klart' })).toBe(false);
  });
});

describe('who calls first', () => {
  const call = { purpose: 'sip', setting: 'utan-vardtillfalle', agenda: ['Hemma'] };
  const permissions = [
    { rule: 'N-COORD-02', kind: 'sip-kallelse', by: ['anyone'] } as const,
    ...PLAN_RULES.permissions,
  ];
  const profile = fixtureProfile({ permissions });
  const to = { recipients: [PARTY.social] };

  it('[N-COORD-02] coordinates from then on as long as no person has been named', () => {
    const world = new PlanWorld({ profile });
    world.say(PARTY.social, 'sip-underlag', { consents: YES });
    world.say(PARTY.social, 'sip-kartlaggning', { heading: 'boende', needs: 'Trappor' });
    world.say(PARTY.coordinator, 'sip-kallelse', call, to);
    expect(world.coordinator).toBe(PARTY.coordinator);
    expect(world.facts.coordinators[0]).toMatchObject({ unit: PARTY.social, until: world.facts.coordinators[1]?.at });
  });

  it('[N-COORD-06] calls for the one who has been named', () => {
    const world = planAt('kartlagd', { profile });
    world.say(PARTY.outside, 'sip-kallelse', call, to);
    expect(world.coordinator).toBe(PARTY.coordinator);
  });
});

describe('what begins a plan', () => {
  it('[N-COORD-01] makes who discovered the need the one who coordinates', () => {
    const world = planAt('behov');
    expect(world.coordinator).toBe(PARTY.coordinator);
  });
});
