import { describe, expect, it } from '@jest/globals';

import { PlanMatrix } from '../support/plan-matrix.js';
import type { MatrixAction } from '../support/plan-matrix.js';
import type { NorrbottenWorld } from '../support/norrbotten.js';
import { BOTH, CALL, GOAL, IN, intervention, MEETING, planIn, SUBGOAL } from '../support/norrbotten.js';

/** Who may do what in Norrbotten, in every state: written after the table of the routine, without a look at the rows of the profile. */

/**
 * c coordinates; o wrote the sub-goals and interventions that are meant; p is another party; k the unit of the care contact, a
 * party too; e an external unit that takes part and has no part in writing; a administers the system; x has nothing to do with it.
 */
const ROLES = {
  c: IN.social,
  o: IN.homeCare,
  p: IN.centre,
  k: 'SE2321000222-HC02',
  e: 'SE2321000222-VCH02',
  a: IN.administrator,
  x: IN.outpatient,
};

type Action = MatrixAction<NorrbottenWorld>;
const subgoal = ({ facts }: NorrbottenWorld, at: number) => facts.subgoals[at]?.id ?? 'none';
const doing = ({ facts }: NorrbottenWorld, at: number) => facts.interventions[at]?.id ?? 'none';
const goal = ({ facts }: NorrbottenWorld) => facts.goals[0]?.id;
const area = ({ facts }: NorrbottenWorld) => facts.areas[0]?.id ?? 'none';
const held = ({ facts }: NorrbottenWorld) => facts.meetings.find((one) => one.held !== undefined)?.id ?? 'none';
const more = { recipients: [IN.housing] };
const CALLED = { relation: 'vard', unit: IN.centre };

const ACTIONS: Readonly<Record<string, Action>> = {
  'need told again': { rules: '[N-GEN-03]', kind: 'sip-initiativ', content: { raisedBy: 'patient' } },
  basis: { rules: '[N-BASIS-01] [N-COORD-07]', kind: 'sip-underlag', content: { noRepresentative: true } },
  'area, new': {
    rules: '[N-MAP-10] [N-MAP-11]',
    kind: 'sip-kartlaggning',
    content: { heading: 'halsa', needs: 'Sömn' },
  },
  'area, changed': {
    rules: '[N-MAP-10] [N-MAP-11]',
    kind: 'sip-kartlaggning',
    content: (world) => ({ area: area(world), heading: 'forflyttning', needs: 'Trappan' }),
  },
  'area, removed': {
    rules: '[N-MAP-10] [N-MAP-11]',
    kind: 'sip-kartlaggning',
    content: (world) => ({ area: area(world), heading: 'forflyttning', removed: true }),
  },
  'first call': { rules: '[N-INIT-01]', kind: 'sip-kallelse', content: CALL, more },
  'call to a follow-up': {
    rules: '[N-FUP-01]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'uppfoljning' },
  },
  'call to parties': {
    rules: '[N-ACTOR-05]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'aktorsmote', regards: 'planering' },
    more,
  },
  'somebody added': {
    rules: '[N-PART-01]',
    kind: 'sip-deltagare',
    content: { event: 'tillagd', participant: { relation: 'vard', unit: IN.housing } },
  },
  'somebody removed': {
    rules: '[N-PART-01]',
    kind: 'sip-deltagare',
    content: { event: 'borttagen', participant: CALLED },
  },
  'receipt by hand': {
    rules: '[N-PART-01]',
    kind: 'sip-deltagare',
    content: { event: 'kvitterat', participant: CALLED },
  },
  'cannot come': { rules: '[N-GEN-07]', kind: 'sip-deltagare', content: { event: 'forhinder', participant: CALLED } },
  'meeting, begun': { rules: '[N-MEET-07]', kind: 'sip-mote', content: { event: 'oppnat' } },
  'meeting, held': { rules: '[N-MEET-07]', kind: 'sip-mote', content: MEETING },
  'meeting, completed': {
    rules: '[N-MEET-07]',
    kind: 'sip-mote',
    content: (world) => ({ ...MEETING, meeting: held(world) }),
  },
  'meeting, called off': { rules: '[N-MEET-07]', kind: 'sip-mote', content: { event: 'installt' } },
  'plan made': { rules: '[N-MEET-12]', kind: 'sip-mote', content: { event: 'plan-skapad' } },
  'time to think': { rules: '[N-COORD-07]', kind: 'sip-mote', content: { event: 'radrum' } },
  sipkollen: { rules: '[N-COORD-07]', kind: 'sip-mote', content: { event: 'sipkollen' } },
  'main goal, new': { rules: '[N-GOAL-02]', kind: 'sip-huvudmal', content: GOAL },
  'main goal, changed': {
    rules: '[N-GOAL-02]',
    kind: 'sip-huvudmal',
    content: (world) => ({ ...GOAL, goal: goal(world) ?? 'none' }),
  },
  'sub-goal, new': { rules: '[N-SUB-01]', kind: 'sip-delmal', content: SUBGOAL },
  'sub-goal, changed': {
    rules: '[N-SUB-01]',
    kind: 'sip-delmal',
    content: (world) => ({ ...SUBGOAL, subgoal: subgoal(world, 0) }),
  },
  'sub-goal, ended': {
    rules: '[N-CLOSE-01]',
    kind: 'sip-delmal-avslut',
    content: (world) => ({ subgoal: subgoal(world, 1) }),
  },
  'sub-goal, opened again': {
    rules: '[N-CLOSE-06]',
    kind: 'sip-ateroppnande',
    content: (world) => ({ subgoal: subgoal(world, 2), reason: 'Fel delmål' }),
  },
  'intervention, new': {
    rules: '[N-SUB-02]',
    kind: 'sip-insats',
    content: (world) => intervention(subgoal(world, 0)),
  },
  'intervention, changed': {
    rules: '[N-INT-03]',
    kind: 'sip-insats',
    content: (world) => intervention(subgoal(world, 0), { intervention: doing(world, 0) }),
  },
  'intervention, shared': {
    rules: '[N-INT-03]',
    kind: 'sip-insats',
    content: (world) => intervention(subgoal(world, 0), { intervention: doing(world, 1) }),
  },
  'intervention, ended': {
    rules: '[N-CLOSE-03]',
    kind: 'sip-insats-avslut',
    content: (world) => ({ intervention: doing(world, 0) }),
  },
  'intervention, opened again': {
    rules: '[N-CLOSE-06]',
    kind: 'sip-ateroppnande',
    content: (world) => ({ intervention: doing(world, 2), reason: 'Fel insats' }),
  },
  'intervention, followed up': {
    rules: '[N-FUP-03]',
    kind: 'sip-uppfoljning',
    content: (world) => ({ event: 'kommentar', intervention: doing(world, 0), comment: 'Bra', outcome: 'fortsatter' }),
  },
  'deviation told': { rules: '[N-FUP-03]', kind: 'sip-uppfoljning', content: { event: 'avsteg', comment: 'Paus' } },
  'revision decided': {
    rules: '[N-FUP-03]',
    kind: 'sip-uppfoljning',
    content: { event: 'revisionsbeslut', revise: true },
  },
  evaluation: {
    rules: '[N-EVAL-05]',
    kind: 'sip-utvardering',
    content: (world) => ({ goal: goal(world), score: 'helt' }),
  },
  signed: { rules: '[N-COORD-07]', kind: 'sip-delgivning', content: { event: 'undertecknad', signatures: [] } },
  'plan to the person': { rules: '[N-PUB-03]', kind: 'sip-delgivning', content: { event: 'delgiven', way: 'bada' } },
  'copy to somebody': {
    rules: '[N-COORD-07]',
    kind: 'sip-delgivning',
    content: { event: 'kopia', to: { relation: 'narstaende', name: 'Eva' } },
  },
  'note in the record': { rules: '[N-COORD-07]', kind: 'sip-delgivning', content: { event: 'journalford' } },
  'end in the record': { rules: '[N-COORD-07]', kind: 'sip-delgivning', content: { event: 'avslut-dokumenterat' } },
  'another coordinator': {
    rules: '[N-COORD-05]',
    kind: 'sip-samordningsansvarig',
    content: { coordinator: { name: 'Hanna Häll', unit: IN.centre } },
  },
  'end of the plan': {
    rules: '[N-CLOSE-09]',
    kind: 'sip-avslut',
    content: { reason: 'inget-behov', comment: 'Klart' },
  },
  consent: {
    rules: '[N-CON-01]',
    kind: 'samtycke',
    content: { scope: ['sip', 'informationsoverforing'], consents: BOTH },
  },
  'consent taken back': { rules: '[N-CON-03]', kind: 'samtycke-aterkallat', content: {} },
  'death, by hand': { rules: '[N-CLOSE-11]', kind: 'avliden', content: { diedOn: '2027-02-01', source: 'manuell' } },
  'death, by the register': {
    rules: '[N-CLOSE-13]',
    kind: 'avliden',
    content: { diedOn: '2027-02-01', source: 'folkbokforing' },
  },
  'care contact': { rules: '[N-COORD-10]', kind: 'fast-vardkontakt', content: { name: 'Sven Vårdsson' } },
};

const TABLE = `
                             | behov  underlag samtycke kartlagd kallad möte   plan   mål    pågår  ukallad ugjord avliden slut   avböjd
  need told again            | copkx  copkx    copkx    copkx    copkx  copkx  copkx  copkx  copkx  copkx   copkx  copkx   -      -
  basis                      | copkx  c        c        c        c      c      c      c      c      c       c      c       -      -
  area, new                  | -      -        c        c        c      -      -      -      -      -       -      -       -      -
  area, changed              | -      -        -        c        c      -      -      -      -      -       -      -       -      -
  area, removed              | -      -        -        c        c      -      -      -      -      -       -      -       -      -
  first call                 | -      -        -        c        c      -      -      -      -      -       -      -       -      -
  call to a follow-up        | -      -        -        -        -      -      -      c      c      c       c      -       -      -
  call to parties            | -      -        copkx    copkx    copkx  copkx  copkx  copkx  copkx  copkx   copkx  copkx   -      -
  somebody added             | c      c        c        c        c      c      c      c      c      c       c      c       -      -
  somebody removed           | c      c        c        c        c      c      c      c      c      c       c      c       -      -
  receipt by hand            | -      -        -        -        c      -      -      -      -      c       -      -       -      -
  cannot come                | -      -        -        -        copk   -      -      -      -      copk    -      -       -      -
  meeting, begun             | -      -        -        -        c      -      -      -      -      c       -      -       -      -
  meeting, held              | -      -        -        -        c      -      -      -      -      c       -      -       -      -
  meeting, completed         | -      -        -        -        -      c      c      c      c      c       c      -       -      -
  meeting, called off        | -      -        -        -        c      -      -      -      -      c       -      -       -      -
  plan made                  | -      -        -        -        -      c      -      -      -      -       -      -       -      -
  time to think              | -      -        -        -        -      -      -      -      -      -       -      -       -      -
  sipkollen                  | -      -        -        -        -      c      c      c      c      -       c      -       -      -
  main goal, new             | -      -        -        -        -      -      c      c      c      c       c      -       -      -
  main goal, changed         | -      -        -        -        -      -      -      c      c      c       c      -       -      -
  sub-goal, new              | -      -        -        -        -      -      -      copk   copk   copk    copk   -       -      -
  sub-goal, changed          | -      -        -        -        -      -      -      co     co     co      co     -       -      -
  sub-goal, ended            | -      -        -        -        -      -      -      co     co     co      co     -       -      -
  sub-goal, opened again     | -      -        -        -        -      -      -      a      a      a       a      -       -      -
  intervention, new          | -      -        -        -        -      -      -      copk   copk   copk    copk   -       -      -
  intervention, changed      | -      -        -        -        -      -      -      -      o      o       o      -       -      -
  intervention, shared       | -      -        -        -        -      -      -      -      o      o       o      -       -      -
  intervention, ended        | -      -        -        -        -      -      -      -      o      o       o      -       -      -
  intervention, opened again | -      -        -        -        -      -      -      -      a      a       a      -       -      -
  intervention, followed up  | -      -        -        -        -      -      -      -      co     co      co     -       -      -
  deviation told             | -      -        -        -        -      -      -      -      -      -       -      -       -      -
  revision decided           | -      -        -        -        -      -      -      -      -      -       -      -       -      -
  evaluation                 | -      -        -        -        -      -      -      c      c      c       c      -       -      -
  signed                     | -      -        -        -        -      -      copk   copk   copk   copk    copk   copk    copk   -
  plan to the person         | -      -        -        -        -      -      c      c      c      c       c      c       c      -
  copy to somebody           | -      -        -        -        -      -      copk   copk   copk   copk    copk   copk    copk   -
  note in the record         | -      -        -        -        -      -      copk   copk   copk   copk    copk   copk    copk   -
  end in the record          | -      -        -        -        -      -      copk   copk   copk   copk    copk   copk    copk   -
  another coordinator        | ca     ca       ca       ca       ca     ca     ca     ca     ca     ca      ca     ca      -      -
  end of the plan            | c      c        c        c        c      c      c      c      c      c       c      c       -      -
  consent                    | copk   copk     copk     copk     copk   copk   copk   copk   copk   copk    copk   copk    -      -
  consent taken back         | copk   copk     copk     copk     copk   copk   copk   copk   copk   copk    copk   copk    -      -
  death, by hand             | copk   copk     copk     copk     copk   copk   copk   copk   copk   copk    copk   copk    -      -
  death, by the register     | -      -        -        -        -      -      -      -      -      -       -      -       -      -
  care contact               | opkx   opkx     opkx     opkx     opkx   opkx   opkx   opkx   opkx   opkx    opkx   opkx    -      -
`;

const WAY: Readonly<Record<string, string>> = {
  möte: 'mote-genomfort',
  plan: 'plan-skapad',
  mål: 'huvudmal-klart',
  pågår: 'pagaende',
  ukallad: 'uppfoljning-kallad',
  ugjord: 'uppfoljning-genomford',
};

/** Ends of a plan, and the notice of a death, from where a plan has all that there can be in one. */
const LAST: Readonly<Record<string, (world: NorrbottenWorld) => unknown>> = {
  avliden: (world) => world.say(IN.operations, 'avliden', { diedOn: '2027-02-01', source: 'folkbokforing' }),
  slut: (world) => world.say(IN.social, 'sip-avslut', { reason: 'inget-behov', comment: 'Klart' }),
};

/** A plan in a state; all parties take part from the first, and what was written stands there in each of its states. */
function worldIn(column: string): NorrbottenWorld {
  if (column === 'avböjd') {
    const world = withParties(planIn('underlag'));
    world.say(IN.social, 'sip-underlag', { consents: [{ about: 'plan', answer: 'nej' }] });
    return world;
  }
  const world = withParties(planIn(column in LAST ? 'pagaende' : (WAY[column] ?? column)));
  if (['mål', 'pågår', 'ukallad', 'ugjord', 'avliden', 'slut'].includes(column)) written(world, column !== 'mål');
  LAST[column]?.(world);
  return world;
}

function withParties(world: NorrbottenWorld): NorrbottenWorld {
  for (const unit of [ROLES.o, ROLES.p, ROLES.k, ROLES.e]) {
    world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit } });
  }
  world.say(ROLES.k, 'fast-vardkontakt', { name: 'Anna Sand' });
  return world;
}

/** Sub-goals: one with work, one without, one ended; interventions: one shared, one saved, one ended. */
function written(world: NorrbottenWorld, withWork: boolean): void {
  for (const heading of withWork ? ['halsa', 'hemliv'] : ['forflyttning', 'halsa', 'hemliv']) {
    world.say(IN.homeCare, 'sip-delmal', { heading, text: 'Jag sover' });
  }
  world.say(IN.homeCare, 'sip-delmal-avslut', { subgoal: subgoal(world, 2) });
  if (!withWork) return;
  world.say(IN.homeCare, 'sip-insats', intervention(subgoal(world, 0), { shared: false }));
  world.say(IN.homeCare, 'sip-insats', intervention(subgoal(world, 0)));
  world.say(IN.homeCare, 'sip-insats-avslut', { intervention: doing(world, 2) });
}

const MATRIX = new PlanMatrix(TABLE, ACTIONS, ROLES, worldIn);

describe('who may do what in Norrbotten, in every state', () => {
  it.each(MATRIX.rows)('$title', ({ what, cells }) => {
    expect([what, ...MATRIX.found(what)]).toEqual([what, ...cells]);
  });

  it('every action has its line, and everything that is told of a plan its action', () => {
    expect(MATRIX.rows.map(({ what }) => what)).toEqual(Object.keys(ACTIONS));
    expect(MATRIX.missing('pågår')).toEqual([]);
  });
});
