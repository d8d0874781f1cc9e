import { describe, expect, it } from '@jest/globals';

import { PlanMatrix } from '../support/plan-matrix.js';
import type { MatrixAction } from '../support/plan-matrix.js';
import {
  AGREED,
  CALL,
  centre,
  clinic,
  HELD,
  homeCare,
  housing,
  MEASURE,
  ORIGINAL,
  planIn,
  SIGNED,
  social,
  SUBGOAL,
  without,
} from './blekinge-plan.js';
import type { Reached, BlekingePlan } from './blekinge-plan.js';

/** Who may do what in Blekinge, in every state: written after the routine, without a look at the rows of the profile. */

/**
 * c coordinates; o wrote the area, sub-goals and measures that are meant; p is another party; k the unit of the care contact, a party
 * too; e an external unit that takes part; x has nothing to do with it,
 * and the person has agreed to the others. Whoever calls first coordinates as long as nobody is named, and has to be agreed to.
 */
const ROLES = { c: centre, o: social, p: homeCare, k: housing, e: 'SE2321000081-VCH01', x: clinic };

type Action = MatrixAction<BlekingePlan>;
const subgoal = ({ facts }: BlekingePlan, at: number) => facts.subgoals[at]?.id ?? 'none';
const measure = ({ facts }: BlekingePlan, at: number) => facts.interventions[at]?.id ?? 'none';
const goal = ({ facts }: BlekingePlan) => facts.goals[0]?.id ?? 'none';
const area = ({ facts }: BlekingePlan) => facts.areas[0]?.id ?? 'none';
const held = ({ facts }: BlekingePlan) => facts.meetings.find((one) => one.held !== undefined)?.id ?? 'none';
const called = { recipients: [social, homeCare, centre], consent: { ...AGREED, actors: undefined } };
const DOING = { text: 'Du får hjälp att handla', shared: true, responsible: { party: 'annan', name: 'Vi' } };
const CALLED = { relation: 'socialtjanst', unit: social };
const RELATIVE = { relation: 'narstaende', name: 'Treans dotter', channel: 'post' };
const GOAL = { text: 'Jag vill laga min egen mat till jul' };

const ACTIONS: Readonly<Record<string, Action>> = {
  'need told again': { rules: '[B-SIP-22]', kind: 'sip-initiativ', content: { raisedBy: 'patient' }, more: called },
  basis: { rules: '[B-SIP-22]', kind: 'sip-underlag', content: { raisedBy: 'patient' } },
  'area, new': { rules: '[B-CALL-12]', kind: 'sip-kartlaggning', content: { heading: 'hemmet', needs: 'Maten' } },
  'area, changed': {
    rules: '[B-CALL-12] [B-SIP-18]',
    kind: 'sip-kartlaggning',
    content: (world) => ({ area: area(world), heading: 'hemmet', needs: 'Maten' }),
  },
  'area, removed': {
    rules: '[B-CALL-12] [B-SIP-18]',
    kind: 'sip-kartlaggning',
    content: (world) => ({ area: area(world), heading: 'hemmet', removed: true }),
  },
  call: { rules: '[B-CALL-03]', kind: 'sip-kallelse', content: CALL, more: called },
  'call to a follow-up': {
    rules: '[B-COORD-05]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'uppfoljning' },
    more: called,
  },
  'call to parties': {
    rules: '[B-CALL-03]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'aktorsmote' },
    more: called,
  },
  'somebody added': {
    rules: '[B-INI-12]',
    kind: 'sip-deltagare',
    content: { event: 'tillagd', participant: RELATIVE },
  },
  'somebody removed': {
    rules: '[B-INI-12]',
    kind: 'sip-deltagare',
    content: { event: 'borttagen', participant: RELATIVE },
  },
  'receipt by hand': {
    rules: '[B-CALL-11]',
    kind: 'sip-deltagare',
    content: { event: 'kvitterat', participant: CALLED },
  },
  'cannot come': { rules: '[B-CALL-11]', kind: 'sip-deltagare', content: { event: 'forhinder', participant: CALLED } },
  'meeting, begun': { rules: '[B-SIP-10]', kind: 'sip-mote', content: { event: 'oppnat' } },
  'meeting, held': { rules: '[B-SIP-10]', kind: 'sip-mote', content: HELD },
  'meeting, completed': {
    rules: '[B-SIP-10]',
    kind: 'sip-mote',
    content: (world) => ({ ...without(HELD, 'coordinator'), meeting: held(world) }),
  },
  'meeting, called off': { rules: '[B-SIP-10]', kind: 'sip-mote', content: { event: 'installt' } },
  'plan made': { rules: '[B-SIP-10]', kind: 'sip-mote', content: { event: 'plan-skapad' } },
  'time to think': { rules: '[B-SIP-10]', kind: 'sip-mote', content: { event: 'radrum' } },
  sipkollen: { rules: '[B-SIP-10]', kind: 'sip-mote', content: { event: 'sipkollen' } },
  'main goal, new': { rules: '[B-SIP-10]', kind: 'sip-huvudmal', content: GOAL },
  'main goal, changed': {
    rules: '[B-SIP-10]',
    kind: 'sip-huvudmal',
    content: (world) => ({ ...GOAL, goal: goal(world) }),
  },
  'sub-goal, new': { rules: '[B-SIP-10]', kind: 'sip-delmal', content: SUBGOAL },
  'sub-goal, changed': {
    rules: '[B-SIP-10] [B-SIP-18]',
    kind: 'sip-delmal',
    content: (world) => ({ ...SUBGOAL, subgoal: subgoal(world, 0) }),
  },
  'sub-goal, ended': {
    rules: '[B-SIP-18]',
    kind: 'sip-delmal-avslut',
    content: (world) => ({ subgoal: subgoal(world, 1) }),
  },
  'measure, new': {
    rules: '[B-SIP-16]',
    kind: 'sip-insats',
    content: (world) => ({ ...DOING, subgoal: subgoal(world, 0) }),
  },
  'measure, changed': {
    rules: '[B-SIP-18]',
    kind: 'sip-insats',
    content: (world) => ({ ...DOING, subgoal: subgoal(world, 0), intervention: measure(world, 0) }),
  },
  'measure, shared': {
    rules: '[B-SIP-18]',
    kind: 'sip-insats',
    content: (world) => ({ ...DOING, subgoal: subgoal(world, 0), intervention: measure(world, 1) }),
  },
  'measure, ended': {
    rules: '[B-SIP-18]',
    kind: 'sip-insats-avslut',
    content: (world) => ({ intervention: measure(world, 0) }),
  },
  'measure, followed up': {
    rules: '[B-SIP-18]',
    kind: 'sip-uppfoljning',
    content: (world) => ({ event: 'kommentar', intervention: measure(world, 0), comment: 'Bra' }),
  },
  'deviation told': { rules: '[B-SIP-18]', kind: 'sip-uppfoljning', content: { event: 'avsteg', comment: 'Paus' } },
  'revision decided': {
    rules: '[B-COORD-05]',
    kind: 'sip-uppfoljning',
    content: { event: 'revisionsbeslut', revise: true },
  },
  signed: { rules: '[B-SIP-14]', kind: 'sip-delgivning', content: SIGNED },
  'original to the person': { rules: '[B-SIP-15]', kind: 'sip-delgivning', content: ORIGINAL },
  'copy to somebody': { rules: '[B-SIP-15]', kind: 'sip-delgivning', content: { event: 'kopia', to: RELATIVE } },
  'note in the record': { rules: '[B-SIP-15]', kind: 'sip-delgivning', content: { event: 'journalford' } },
  'end in the record': { rules: '[B-SIP-15]', kind: 'sip-delgivning', content: { event: 'avslut-dokumenterat' } },
  'another coordinator': {
    rules: '[B-COORD-07]',
    kind: 'sip-samordningsansvarig',
    content: { coordinator: { name: 'Anna Ask', unit: social, phone: '0455-70 00 02' } },
  },
  'end of the plan': { rules: '[B-CLOSE-02]', kind: 'sip-avslut', content: { reason: 'annat', comment: 'Klart' } },
  consent: { rules: '[B-CON-08]', kind: 'samtycke', content: { scope: ['informationsoverforing'] } },
  'consent taken back': {
    rules: '[B-CON-08]',
    kind: 'samtycke-aterkallat',
    content: { scope: ['informationsoverforing'] },
  },
  'death, by hand': { rules: '[B-SCO-03]', kind: 'avliden', content: { diedOn: '2026-11-22', source: 'manuell' } },
  'death, by the register': {
    rules: '[B-CLOSE-02]',
    kind: 'avliden',
    content: { diedOn: '2026-11-22', source: 'folkbokforing' },
  },
};

const TABLE = `
                         | behov samtycke kallad kartlagd möte  gäller uppföljs avliden slut  avböjd
  need told again        | copkx copkx    copkx  copkx    copkx copkx  copkx    copkx   -     -
  basis                  | copk  copk     copk   copk     copk  copk   copk     copk    -     -
  area, new              | copk  copk     copk   copk     copk  copk   copk     copk    -     -
  area, changed          | co    co       co     co       co    co     co       co      -     -
  area, removed          | co    co       co     co       co    co     co       co      -     -
  call                   | copkx copk     copk   copk     copkx copkx  copkx    copkx   -     -
  call to a follow-up    | c     c        c      c        c     c      c        c       -     -
  call to parties        | copkx copkx    copkx  copkx    copkx copkx  copkx    copkx   -     -
  somebody added         | c     c        c      c        c     c      c        c       -     -
  somebody removed       | c     c        c      c        c     c      c        c       -     -
  receipt by hand        | -     -        copk   copk     -     -      copk     -       -     -
  cannot come            | -     -        copk   copk     -     -      copk     -       -     -
  meeting, begun         | c     c        c      c        c     c      c        c       -     -
  meeting, held          | -     -        c      c        c     c      c        -       -     -
  meeting, completed     | -     -        -      -        c     c      c        -       -     -
  meeting, called off    | -     -        c      c        -     -      c        -       -     -
  plan made              | -     -        -      -        c     c      c        -       -     -
  time to think          | -     -        -      -        copk  copk   copk     -       -     -
  sipkollen              | -     -        -      -        c     c      c        -       -     -
  main goal, new         | -     -        -      -        c     c      c        -       -     -
  main goal, changed     | -     -        -      -        c     c      c        -       -     -
  sub-goal, new          | -     -        -      -        copk  copk   copk     -       -     -
  sub-goal, changed      | -     -        -      -        co    co     co       -       -     -
  sub-goal, ended        | -     -        -      -        co    co     co       -       -     -
  measure, new           | -     -        -      -        copk  copk   copk     -       -     -
  measure, changed       | -     -        -      -        co    co     co       -       -     -
  measure, shared        | -     -        -      -        o     o      o        -       -     -
  measure, ended         | -     -        -      -        co    co     co       -       -     -
  measure, followed up   | -     -        -      -        co    co     co       -       -     -
  deviation told         | -     -        -      -        copk  copk   copk     -       -     -
  revision decided       | -     -        -      -        c     c      c        -       -     -
  signed                 | -     -        -      -        c     c      c        -       -     -
  original to the person | -     -        -      -        c     c      c        -       -     -
  copy to somebody       | -     -        -      -        c     c      c        -       -     -
  note in the record     | -     -        -      -        copk  copk   copk     -       -     -
  end in the record      | -     -        -      -        copk  copk   copk     -       -     -
  another coordinator    | c     c        c      c        c     c      c        c       -     -
  end of the plan        | c     c        c      c        c     c      c        c       -     -
  consent                | copk  copk     copk   copk     copk  copk   copk     copk    -     -
  consent taken back     | copk  copk     copk   copk     copk  copk   copk     copk    -     -
  death, by hand         | copk  copk     copk   copk     copk  copk   copk     copk    -     -
  death, by the register | -     -        -      -        -     -      -        -       -     -
`;

const REACHED: Readonly<Record<string, Reached>> = {
  behov: 'behov',
  samtycke: 'samtycke',
  kallad: 'kallad',
  kartlagd: 'kartlagd',
  möte: 'mote-genomfort',
  avböjd: 'behov',
};

/** What leads on from there, where the usual way does not end in the state. */
const LAST: Readonly<Record<string, (world: BlekingePlan) => unknown>> = {
  uppföljs: (world) => world.calls(centre, { purpose: 'uppfoljning' }),
  avliden: (world) => world.say('SE2321000081-DRIFT', 'avliden', { diedOn: '2026-11-22', source: 'folkbokforing' }),
  slut: (world) => world.say(centre, 'sip-avslut', { reason: 'annat', comment: 'Klart' }),
  avböjd: (world) => world.say(centre, 'sip-underlag', { consents: [{ about: 'kallelse', answer: 'nej' }] }),
};

/** A plan in a state; all parties take part from the first, and what was written stands there in each of its states. */
function worldIn(column: string): BlekingePlan {
  const world = planIn(REACHED[column] ?? 'upprattad');
  if (column !== 'behov' && column !== 'avböjd') {
    const consents = ABOUT.map((about) => ({ about, answer: 'ja', actors: AGREED_TO }));
    world.say(centre, 'sip-underlag', { consents });
  }
  for (const unit of [social, homeCare, housing, ROLES.e]) {
    world.say(centre, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit } });
  }
  world.say(centre, 'sip-deltagare', { event: 'tillagd', participant: RELATIVE });
  world.say(centre, 'sip-underlag', { careContact: { name: 'Hanna Hem', unit: housing } });
  if (world.facts.areas.length === 0) world.say(social, 'sip-kartlaggning', { heading: 'hemmet', needs: 'Maten' });
  if (world.facts.meetings.some((one) => one.held !== undefined)) written(world);
  LAST[column]?.(world);
  return world;
}
const ABOUT = ['kallelse', 'mote', 'plan'];
const AGREED_TO = [ROLES.c, ROLES.o, ROLES.p, ROLES.k, ROLES.e];

/** A main goal, a sub-goal with a measure that is shared and one that is saved, and a sub-goal without any. */
function written(world: BlekingePlan): void {
  world.say(centre, 'sip-huvudmal', GOAL);
  for (const text of ['Jag lagar min frukost', 'Jag bakar'])
    world.say(social, 'sip-delmal', { heading: 'hemmet', text });
  for (const shared of [true, false]) {
    world.say(social, 'sip-insats', { ...MEASURE(social), subgoal: subgoal(world, 0), shared });
  }
}

const MATRIX = new PlanMatrix(TABLE, ACTIONS, ROLES, worldIn);

describe('who may do what in Blekinge, in every state', () => {
  it.each(MATRIX.rows)('$title', ({ what, cells }) => {
    expect([what, ...MATRIX.found(what)]).toEqual([what, ...cells]);
  });

  it('every action has its line, and everything that is told of a plan its action', () => {
    expect(MATRIX.rows.map(({ what }) => what)).toEqual(Object.keys(ACTIONS));
    expect(MATRIX.missing('gäller')).toEqual([]);
  });
});
