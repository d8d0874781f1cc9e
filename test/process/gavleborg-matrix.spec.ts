import { describe, expect, it } from '@jest/globals';

import { PlanMatrix } from '../support/plan-matrix.js';
import type { MatrixAction } from '../support/plan-matrix.js';
import {
  AGREED,
  CALL,
  GavleborgPlan,
  GOAL,
  HELD,
  homeCare,
  housing,
  NEED,
  openCare,
  openCare2,
  planIn,
  SCHOOL,
  SERVICE,
  social,
  SUBGOAL,
} from './gavleborg-plan.js';
import type { Reached } from './gavleborg-plan.js';

/** Who may do what in Gävleborg, in every state: written after the routine, without a look at the rows of the profile. */

/**
 * c coordinates; o wrote the area, sub-goals and services that are meant; p is another party; k the unit of the care contact, a party
 * too; s a school that takes part; x a health centre that has nothing to do with it, a a head of units.
 */
const ROLES = {
  c: openCare,
  o: homeCare,
  p: social,
  k: housing,
  s: SCHOOL,
  x: openCare2,
  a: 'SE2321000016-VCH01',
};

type Action = MatrixAction<GavleborgPlan>;
const subgoal = ({ facts }: GavleborgPlan, at: number) => facts.subgoals[at]?.id ?? 'none';
const service = ({ facts }: GavleborgPlan, at: number) => facts.interventions[at]?.id ?? 'none';
const goal = ({ facts }: GavleborgPlan) => facts.goals[0]?.id ?? 'none';
const area = ({ facts }: GavleborgPlan) => facts.areas[0]?.id ?? 'none';
const held = ({ facts }: GavleborgPlan) => facts.meetings.find((one) => one.held !== undefined)?.id ?? 'none';
const called = { recipients: [social, openCare, homeCare], consent: AGREED };
const ITSELF = { text: 'Du får hjälp i trappan', shared: true, responsible: { party: 'annan', name: 'Vi' } };
const CALLED = { relation: 'socialtjanst', unit: social };
const RELATIVE = { relation: 'narstaende', name: 'Tolva Tolvansson', channel: 'post' };
const OTHER = { coordinator: { name: 'Siv Sund', unit: social } };

const ACTIONS: Readonly<Record<string, Action>> = {
  'need told again': { rules: '[G-SIP-66] [G-SIP-16]', kind: 'sip-initiativ', content: { raisedBy: 'patient' } },
  'need judged away': {
    rules: '[G-SIP-16]',
    kind: 'sip-initiativ',
    content: { needed: false, reasonText: 'Hemtjänsten räcker' },
  },
  basis: { rules: '[G-SIP-76]', kind: 'sip-underlag', content: NEED },
  'basis, other name': { rules: '[G-SIP-69]', kind: 'sip-underlag', content: OTHER },
  'area, new': { rules: '[G-SIP-30]', kind: 'sip-kartlaggning', content: { heading: 'kroppsfunktion', needs: 'Sömn' } },
  'area, changed': {
    rules: '[G-SIP-30] [G-SIP-56]',
    kind: 'sip-kartlaggning',
    content: (world) => ({ area: area(world), heading: 'kroppsfunktion', needs: 'Sömn' }),
  },
  'area, removed': {
    rules: '[G-SIP-30] [G-SIP-56]',
    kind: 'sip-kartlaggning',
    content: (world) => ({ area: area(world), heading: 'kroppsfunktion', removed: true }),
  },
  call: { rules: '[G-SIP-09]', kind: 'sip-kallelse', content: CALL, more: called },
  'call to a follow-up': {
    rules: '[G-SIP-42]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'uppfoljning' },
    more: called,
  },
  'call to parties': {
    rules: '[G-SIP-09]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'aktorsmote' },
    more: called,
  },
  'somebody added': {
    rules: '[G-SIP-26]',
    kind: 'sip-deltagare',
    content: { event: 'tillagd', participant: RELATIVE },
  },
  'somebody removed': {
    rules: '[G-SIP-26]',
    kind: 'sip-deltagare',
    content: { event: 'borttagen', participant: RELATIVE },
  },
  'receipt by hand': {
    rules: '[G-SIP-12]',
    kind: 'sip-deltagare',
    content: { event: 'kvitterat', participant: CALLED },
  },
  'cannot come': { rules: '[G-SIP-12]', kind: 'sip-deltagare', content: { event: 'forhinder', participant: CALLED } },
  'meeting, begun': { rules: '[G-FVK-10]', kind: 'sip-mote', content: { event: 'oppnat' } },
  'meeting, held': { rules: '[G-FVK-10]', kind: 'sip-mote', content: HELD },
  'meeting, completed': {
    rules: '[G-FVK-10]',
    kind: 'sip-mote',
    content: (world) => ({ ...HELD, meeting: held(world) }),
  },
  'meeting, called off': { rules: '[G-FVK-10]', kind: 'sip-mote', content: { event: 'installt' } },
  'plan made': { rules: '[G-FVK-10]', kind: 'sip-mote', content: { event: 'plan-skapad' } },
  'time to think': { rules: '[G-SIP-12]', kind: 'sip-mote', content: { event: 'radrum' } },
  sipkollen: { rules: '[G-FVK-10]', kind: 'sip-mote', content: { event: 'sipkollen' } },
  'main goal, new': { rules: '[G-FVK-10]', kind: 'sip-huvudmal', content: GOAL },
  'main goal, changed': {
    rules: '[G-FVK-10]',
    kind: 'sip-huvudmal',
    content: (world) => ({ ...GOAL, goal: goal(world) }),
  },
  'sub-goal, new': { rules: '[G-SIP-40]', kind: 'sip-delmal', content: SUBGOAL },
  'sub-goal, changed': {
    rules: '[G-SIP-40]',
    kind: 'sip-delmal',
    content: (world) => ({ ...SUBGOAL, subgoal: subgoal(world, 0) }),
  },
  'sub-goal, ended': {
    rules: '[G-CLOSE-01]',
    kind: 'sip-delmal-avslut',
    content: (world) => ({ subgoal: subgoal(world, 1) }),
  },
  'service, new': {
    rules: '[G-SIP-41]',
    kind: 'sip-insats',
    content: (world) => ({ ...ITSELF, subgoal: subgoal(world, 0) }),
  },
  'service, changed': {
    rules: '[G-SIP-56]',
    kind: 'sip-insats',
    content: (world) => ({ ...ITSELF, subgoal: subgoal(world, 0), intervention: service(world, 0) }),
  },
  'service, shared': {
    rules: '[G-SIP-56]',
    kind: 'sip-insats',
    content: (world) => ({ ...ITSELF, subgoal: subgoal(world, 0), intervention: service(world, 1) }),
  },
  'service, ended': {
    rules: '[G-SIP-56]',
    kind: 'sip-insats-avslut',
    content: (world) => ({ intervention: service(world, 0) }),
  },
  'service, followed up': {
    rules: '[G-SIP-56]',
    kind: 'sip-uppfoljning',
    content: (world) => ({ event: 'kommentar', intervention: service(world, 0), comment: 'Bra' }),
  },
  'deviation told': { rules: '[G-SIP-70]', kind: 'sip-uppfoljning', content: { event: 'avsteg', comment: 'Paus' } },
  'revision decided': {
    rules: '[G-SIP-70]',
    kind: 'sip-uppfoljning',
    content: { event: 'revisionsbeslut', revise: true },
  },
  evaluation: {
    rules: '[G-EVAL-08]',
    kind: 'sip-utvardering',
    content: (world) => ({ goal: goal(world), score: '0', next: 'avslutas' }),
  },
  signed: {
    rules: '[G-SIP-58]',
    kind: 'sip-delgivning',
    content: { event: 'undertecknad', signatures: [{ name: 'Hanna Hem', unit: homeCare }] },
  },
  'plan to the person': { rules: '[G-SIP-58]', kind: 'sip-delgivning', content: { event: 'delgiven' } },
  'copy to somebody': { rules: '[G-SIP-58]', kind: 'sip-delgivning', content: { event: 'kopia', to: RELATIVE } },
  'note in the record': { rules: '[G-SIP-58]', kind: 'sip-delgivning', content: { event: 'journalford' } },
  'end in the record': { rules: '[G-SIP-58]', kind: 'sip-delgivning', content: { event: 'avslut-dokumenterat' } },
  'another coordinator': { rules: '[G-SIP-69]', kind: 'sip-samordningsansvarig', content: OTHER },
  'end of the plan': { rules: '[G-CLOSE-03]', kind: 'sip-avslut', content: { reason: 'annat', comment: 'Klart' } },
  consent: { rules: '[G-CON-12]', kind: 'samtycke', content: { scope: ['informationsoverforing'] } },
  'consent taken back': {
    rules: '[G-CON-11] [G-CON-12]',
    kind: 'samtycke-aterkallat',
    content: { scope: ['informationsoverforing'] },
  },
  'death, by hand': { rules: '[G-CLOSE-02]', kind: 'avliden', content: { diedOn: '2026-11-22', source: 'manuell' } },
  'death, by the register': {
    rules: '[G-CLOSE-02]',
    kind: 'avliden',
    content: { diedOn: '2026-11-22', source: 'folkbokforing' },
  },
  'care contact': { rules: '[G-FVK-14]', kind: 'fast-vardkontakt', content: { name: 'Nils Ny' } },
};

const TABLE = `
                        | behov   underlag samtycke kallad  möte   plan   mål    pågår  ukallad ugjord avliden slut   avböjd
  need told again       | copksx  copksx   copksx   copksx  copksx copksx copksx copksx copksx  copksx copksx  -      -
  need judged away      | c       c        c        c       c      c      c      c      c       c      c       -      -
  basis                 | copks   copks    copks    copks   copks  copks  copks  copks  copks   copks  copks   -      -
  basis, other name     | ck      ck       ck       ck      ck     ck     ck     ck     ck      ck     ck      -      -
  area, new             | copks   copks    copks    copks   copks  copks  copks  copks  copks   copks  copks   -      -
  area, changed         | co      co       co       co      co     co     co     co     co      co     co      -      -
  area, removed         | co      co       co       co      co     co     co     co     co      co     co      -      -
  call                  | copksx  copksx   copksx   copksx  copksx copksx copksx copksx copksx  copksx copksx  -      -
  call to a follow-up   | ck      ck       ck       ck      ck     ck     ck     ck     ck      ck     ck      -      -
  call to parties       | copksx  copksx   copksx   copksx  copksx copksx copksx copksx copksx  copksx copksx  -      -
  somebody added        | copks   copks    copks    copks   copks  copks  copks  copks  copks   copks  copks   -      -
  somebody removed      | copks   copks    copks    copks   copks  copks  copks  copks  copks   copks  copks   -      -
  receipt by hand       | -       -        -        copks   -      -      -      -      copks   -      -       -      -
  cannot come           | -       -        -        copks   -      -      -      -      copks   -      -       -      -
  meeting, begun        | -       -        -        c       -      -      -      -      c       -      -       -      -
  meeting, held         | -       -        -        c       -      -      -      -      c       -      -       -      -
  meeting, completed    | -       -        -        -       c      c      c      c      c       c      -       -      -
  meeting, called off   | -       -        -        c       -      -      -      -      c       -      -       -      -
  plan made             | -       -        -        -       c      -      -      -      -       c      -       -      -
  time to think         | -       -        -        -       copks  copks  copks  copks  copks   copks  copks   -      -
  sipkollen             | -       -        -        -       c      c      c      c      c       c      c       -      -
  main goal, new        | -       -        -        -       c      c      c      c      c       c      -       -      -
  main goal, changed    | -       -        -        -       -      -      c      c      c       c      -       -      -
  sub-goal, new         | -       -        -        -       -      -      copks  copks  copks   copks  -       -      -
  sub-goal, changed     | -       -        -        -       -      -      co     co     co      co     -       -      -
  sub-goal, ended       | -       -        -        -       -      -      co     co     co      co     -       -      -
  service, new          | -       -        -        -       -      -      copks  copks  copks   copks  -       -      -
  service, changed      | -       -        -        -       -      -      -      o      o       o      -       -      -
  service, shared       | -       -        -        -       -      -      -      o      o       o      -       -      -
  service, ended        | -       -        -        -       -      -      -      o      o       o      -       -      -
  service, followed up  | -       -        -        -       -      -      -      o      o       o      -       -      -
  deviation told        | -       -        -        -       -      -      copks  copks  copks   copks  -       -      -
  revision decided      | -       -        -        -       -      -      c      c      c       c      -       -      -
  evaluation            | -       -        -        -       -      -      copks  copks  copks   copks  -       -      -
  signed                | -       -        -        -       copks  copks  copks  copks  copks   copks  -       -      -
  plan to the person    | -       -        -        -       c      c      c      c      c       c      -       -      -
  copy to somebody      | -       -        -        -       c      c      c      c      c       c      -       -      -
  note in the record    | -       -        -        -       copks  copks  copks  copks  copks   copks  -       -      -
  end in the record     | -       -        -        -       copks  copks  copks  copks  copks   copks  -       -      -
  another coordinator   | ck      ck       ck       ck      ck     ck     ck     ck     ck      ck     ck      -      -
  end of the plan       | c       c        c        c       c      c      c      c      c       c      c       -      -
  consent               | copk    copk     copk     copk    copk   copk   copk   copk   copk    copk   copk    -      -
  consent taken back    | copk    copk     copk     copk    copk   copk   copk   copk   copk    copk   copk    -      -
  death, by hand        | copk    copk     copk     copk    copk   copk   copk   copk   copk    copk   copk    -      -
  death, by the register| -       -        -        -       -      -      -      -      -       -      -       -      -
  care contact          | cokx    cokx     cokx     cokx    cokx   cokx   cokx   cokx   cokx    cokx   cokx    -      -
`;

const REACHED: Readonly<Record<string, Reached>> = {
  underlag: 'underlag',
  samtycke: 'samtycke',
  kallad: 'kallad',
  möte: 'mote-genomfort',
  plan: 'mote-genomfort',
  mål: 'huvudmal-klart',
  pågår: 'pagaende',
  ukallad: 'uppfoljning-kallad',
  ugjord: 'uppfoljning-genomford',
  avböjd: 'underlag',
};

/** What leads on from there, where the usual way does not end in the state. */
const LAST: Readonly<Record<string, (world: GavleborgPlan) => unknown>> = {
  plan: (world) => world.say(openCare, 'sip-mote', { event: 'plan-skapad' }),
  avliden: (world) => world.say('SE2321000016-DRIFT', 'avliden', { diedOn: '2026-11-22', source: 'folkbokforing' }),
  slut: (world) => world.say(openCare, 'sip-avslut', { reason: 'annat', comment: 'Klart' }),
  avböjd: (world) => world.say(openCare, 'sip-underlag', { consents: [{ about: 'kallelse', answer: 'nej' }] }),
};

/** A plan in a state; all parties take part from the first, and what was written stands there in each of its states. */
function worldIn(column: string): GavleborgPlan {
  const world = withParties(begun(column));
  if (['mål', 'pågår', 'ukallad', 'ugjord', 'avliden', 'slut'].includes(column)) written(world, column !== 'mål');
  LAST[column]?.(world);
  return world;
}

function begun(column: string): GavleborgPlan {
  if (column !== 'behov') return planIn(REACHED[column] ?? 'pagaende');
  const world = new GavleborgPlan();
  world.say(openCare, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [social] });
  return world;
}

/** The unit of a care contact coordinates until it names another one. */
function withParties(world: GavleborgPlan): GavleborgPlan {
  world.say(housing, 'fast-vardkontakt', { name: 'Hanna Hem' }, { plan: undefined, patient: world.patient });
  world.say(housing, 'sip-samordningsansvarig', { coordinator: { name: 'Frida Vik', unit: openCare } });
  for (const unit of [homeCare, social, SCHOOL]) {
    world.say(openCare, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit } });
  }
  world.say(openCare, 'sip-deltagare', { event: 'tillagd', participant: RELATIVE });
  world.say(homeCare, 'sip-kartlaggning', { heading: 'kroppsfunktion', needs: 'Sover dåligt' });
  return world;
}

/** A sub-goal with services, one shared and one saved, and one without any. */
function written(world: GavleborgPlan, withWork: boolean): void {
  for (let more = withWork ? 1 : 2; more > 0; more -= 1) world.say(homeCare, 'sip-delmal', SUBGOAL);
  if (!withWork) return;
  world.say(homeCare, 'sip-insats', { ...SERVICE(homeCare), shared: false, subgoal: subgoal(world, 0) });
}

const MATRIX = new PlanMatrix(TABLE, ACTIONS, ROLES, worldIn);

describe('who may do what in Gävleborg, in every state', () => {
  it.each(MATRIX.rows)('$title', ({ what, cells }) => {
    expect([what, ...MATRIX.found(what)]).toEqual([what, ...cells]);
  });

  it('every action has its line, and everything that is told of a plan its action', () => {
    expect(MATRIX.rows.map(({ what }) => what)).toEqual(Object.keys(ACTIONS));
    expect(MATRIX.missing('pågår')).toEqual([]);
  });
});
