import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '#domain/message.js';
import { BOTH, CALL, GOAL, IN, intervention, MEETING, planIn, STATES, SUBGOAL } from '../support/norrbotten.js';
import type { NorrbottenWorld } from '../support/norrbotten.js';

/** Who acts: the one who coordinates, the party that wrote what is meant, another party, a unit that takes no part, an administrator. */
const ROLES = {
  coordinator: IN.social,
  owner: IN.homeCare,
  party: IN.centre,
  outsider: IN.outpatient,
  administrator: IN.administrator,
} as const;
type Role = keyof typeof ROLES;

const from = (state: string): readonly string[] => STATES.slice(STATES.indexOf(state));
const WITH_GOAL = from('huvudmal-klart');
const WITH_INTERVENTION = from('pagaende');
const ALL: readonly Role[] = ['coordinator', 'owner', 'party', 'outsider'];

interface Action {
  readonly what: string;
  readonly kind: MessageKind;
  readonly content: (world: NorrbottenWorld) => Content;
  readonly more?: Partial<Message>;
  readonly by: readonly Role[];
  readonly states: readonly string[];
  /** Where others may too. */
  readonly also?: Readonly<Record<string, readonly Role[]>>;
}

const subgoalOf = ({ facts }: NorrbottenWorld, at = 0): string => facts.subgoals[at]?.id ?? 'none';
const interventionOf = ({ facts }: NorrbottenWorld, at = 0): string => facts.interventions[at]?.id ?? 'none';
const HOUSING = { recipients: [IN.housing] };

/** Table 7c of the routine, with the states in which each thing fits. */
const ACTIONS: readonly Action[] = [
  {
    what: '[N-COORD-07] the basis',
    kind: 'sip-underlag',
    content: () => ({ noRepresentative: true }),
    by: ['coordinator'],
    states: from('underlag'),
    // Whoever is to coordinate makes the basis, also where another one told of the need.
    also: { behov: ALL },
  },
  {
    what: '[N-MAP-10] [N-MAP-11] an area',
    kind: 'sip-kartlaggning',
    content: () => ({ heading: 'halsa', needs: 'Sömn' }),
    by: ['coordinator'],
    states: ['samtycke', 'kartlagd', 'kallad'],
  },
  {
    what: '[N-INIT-01] the first call',
    kind: 'sip-kallelse',
    content: () => CALL,
    more: HOUSING,
    by: ['coordinator'],
    states: ['kartlagd', 'kallad'],
  },
  {
    what: '[N-FUP-01] the call to a follow-up',
    kind: 'sip-kallelse',
    content: () => ({ ...CALL, purpose: 'uppfoljning' }),
    by: ['coordinator'],
    states: WITH_GOAL,
  },
  {
    what: '[N-ACTOR-05] the call to a meeting of the parties',
    kind: 'sip-kallelse',
    content: () => ({ ...CALL, purpose: 'aktorsmote', regards: 'planering' }),
    more: HOUSING,
    by: ALL,
    states: from('samtycke'),
  },
  {
    what: '[N-PART-01] somebody more',
    kind: 'sip-deltagare',
    content: () => ({ event: 'tillagd', participant: { relation: 'vard', unit: IN.housing } }),
    by: ['coordinator'],
    states: STATES,
  },
  {
    what: '[N-MEET-07] the meeting that was held',
    kind: 'sip-mote',
    content: () => MEETING,
    by: ['coordinator'],
    states: ['kallad', 'uppfoljning-kallad'],
  },
  {
    what: '[N-MEET-12] the plan',
    kind: 'sip-mote',
    content: () => ({ event: 'plan-skapad' }),
    by: ['coordinator'],
    states: ['mote-genomfort'],
  },
  {
    what: '[N-GOAL-02] the main goal',
    kind: 'sip-huvudmal',
    content: ({ facts }) => ({ ...GOAL, goal: facts.goals[0]?.id }),
    by: ['coordinator'],
    states: from('plan-skapad'),
  },
  {
    what: '[N-SUB-01] a sub-goal',
    kind: 'sip-delmal',
    content: () => SUBGOAL,
    by: ['coordinator', 'owner', 'party'],
    states: WITH_GOAL,
  },
  {
    what: '[N-SUB-01] a change of a sub-goal',
    kind: 'sip-delmal',
    content: (world) => ({ ...SUBGOAL, subgoal: subgoalOf(world) }),
    by: ['coordinator', 'owner'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-SUB-02] an intervention',
    kind: 'sip-insats',
    content: (world) => intervention(subgoalOf(world)),
    by: ['coordinator', 'owner', 'party'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-INT-03] a change of an intervention',
    kind: 'sip-insats',
    content: (world) => intervention(subgoalOf(world), { intervention: interventionOf(world) }),
    by: ['owner'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-INT-03] the sharing of what one party has saved',
    kind: 'sip-insats',
    content: (world) => intervention(subgoalOf(world), { intervention: interventionOf(world, 1) }),
    by: ['owner'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-CLOSE-03] the closing of an intervention',
    kind: 'sip-insats-avslut',
    content: (world) => ({ intervention: interventionOf(world) }),
    by: ['owner'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-CLOSE-01] the closing of a sub-goal',
    kind: 'sip-delmal-avslut',
    content: (world) => ({ subgoal: subgoalOf(world, 1) }),
    by: ['coordinator', 'owner'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-CLOSE-06] the reopening of a sub-goal',
    kind: 'sip-ateroppnande',
    content: (world) => ({ subgoal: subgoalOf(world, 2), reason: 'Fel delmål' }),
    by: ['administrator'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-FUP-03] a comment on an intervention',
    kind: 'sip-uppfoljning',
    content: (world) => ({
      event: 'kommentar',
      intervention: interventionOf(world),
      comment: 'Bra',
      outcome: 'fortsatter',
    }),
    by: ['coordinator', 'owner'],
    states: WITH_INTERVENTION,
  },
  {
    what: '[N-EVAL-05] an evaluation',
    kind: 'sip-utvardering',
    content: ({ facts }) => ({ goal: facts.goals[0]?.id ?? 'none', score: 'helt' }),
    by: ['coordinator'],
    states: WITH_GOAL,
  },
  {
    what: '[N-PUB-03] the handing over',
    kind: 'sip-delgivning',
    content: () => ({ event: 'delgiven', way: 'bada' }),
    by: ['coordinator'],
    states: from('plan-skapad'),
  },
  {
    what: '[N-COORD-05] another one to coordinate',
    kind: 'sip-samordningsansvarig',
    content: () => ({ coordinator: { name: 'Hanna Häll', unit: IN.centre } }),
    by: ['coordinator', 'administrator'],
    states: STATES,
  },
  {
    what: '[N-CLOSE-09] the closing of the plan',
    kind: 'sip-avslut',
    content: () => ({ reason: 'inget-behov', comment: 'Klart' }),
    by: ['coordinator'],
    states: STATES,
  },
  {
    what: '[N-CON-01] a consent',
    kind: 'samtycke',
    content: () => ({ scope: ['sip', 'informationsoverforing'], consents: BOTH }),
    by: ['coordinator', 'owner', 'party'],
    states: STATES,
  },
  {
    what: '[N-CON-03] a consent that is taken back',
    kind: 'samtycke-aterkallat',
    content: () => ({}),
    by: ['coordinator', 'owner', 'party'],
    states: STATES,
  },
  {
    what: '[N-CLOSE-11] a death told by hand',
    kind: 'avliden',
    content: () => ({ diedOn: '2027-02-01', source: 'manuell' }),
    by: ['coordinator', 'owner', 'party'],
    states: STATES,
  },
];

/** A plan in each state with all that actions are about; the parties take part from the first. */
const WORLDS = new Map(
  STATES.map((state) => {
    const world = planIn(state);
    for (const unit of [IN.centre, IN.homeCare]) {
      world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit } });
    }
    if (WITH_INTERVENTION.includes(state)) {
      for (const heading of ['halsa', 'hemliv']) world.say(IN.homeCare, 'sip-delmal', { heading, text: 'Jag sover' });
      world.say(IN.homeCare, 'sip-delmal-avslut', { subgoal: world.facts.subgoals[2]?.id });
      world.say(IN.homeCare, 'sip-insats', intervention(subgoalOf(world), { shared: false }));
    }
    return [state, world] as const;
  }),
);

describe('who may do what in Norrbotten, in which state', () => {
  it.each(ACTIONS)('$what', ({ kind, content, more, by, states, also = {} }) => {
    const table = [...WORLDS].map(([state, world]) => {
      const may = Object.entries(ROLES).filter(([, unit]) => world.allows(unit, kind, content(world), more));
      return [state, may.map(([role]) => role)];
    });
    expect(table).toEqual(STATES.map((state) => [state, also[state] ?? (states.includes(state) ? by : [])]));
  });
});
