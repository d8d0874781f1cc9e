import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '#domain/message.js';

import { told, TOLVAN } from '../support/domain.js';
import {
  AGREED,
  CALL,
  GavleborgPlan,
  GOAL,
  HELD,
  homeCare,
  NEED,
  openCare,
  planIn,
  SERVICE,
  social,
  SUBGOAL,
} from './gavleborg-plan.js';

/** Where each message of a plan fits in Gävleborg, and where it leads: the seven steps as one table. */

type Said = readonly [sender: string, kind: MessageKind, content: Content, changes?: Partial<Message>];
const EVALUATED = { score: '+1', evaluator: { name: 'Frida Vik' } };
const factsOf = (world: GavleborgPlan) => [...world.plans.values()].at(-1)?.facts;
const subgoal = (world: GavleborgPlan) => factsOf(world)?.subgoals[0]?.id ?? 'none';
const intervention = (world: GavleborgPlan) => factsOf(world)?.interventions[0]?.id ?? 'none';
const goal = (world: GavleborgPlan) => factsOf(world)?.goals[0]?.id ?? 'none';
const meeting = (world: GavleborgPlan) => factsOf(world)?.meetings.find(({ held }) => held !== undefined)?.id ?? 'none';
const called = { recipients: [social, homeCare], consent: AGREED };
const NO = { consents: [{ about: 'kallelse', answer: 'nej' }] };

/** A plan in a state; `none` is before there is one. */
function inState(state: string): GavleborgPlan {
  if (state === 'none') return new GavleborgPlan();
  if (state === 'behov') {
    const world = new GavleborgPlan();
    world.say(openCare, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [social] });
    return world;
  }
  if (state === 'plan-skapad') {
    const world = planIn('mote-genomfort');
    world.say(openCare, 'sip-mote', { event: 'plan-skapad' });
    return world;
  }
  const world = planIn(REACHED.find((one) => one === state) ?? 'pagaende');
  if (state === 'huvudmal-klart') world.say(homeCare, 'sip-delmal', SUBGOAL);
  return world;
}

const REACHED = [
  'underlag',
  'samtycke',
  'kallad',
  'mote-genomfort',
  'huvudmal-klart',
  'pagaende',
  'uppfoljning-kallad',
  'uppfoljning-genomford',
] as const;

const MESSAGES: Record<string, (world: GavleborgPlan) => Said> = {
  initiativ: () => [openCare, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [social], consent: undefined }],
  'behövs ej': () => [openCare, 'sip-initiativ', { needed: false, reasonText: 'Räcker' }, { recipients: [social] }],
  underlag: () => [openCare, 'sip-underlag', NEED],
  'underlag ja': () => [openCare, 'sip-underlag', NEED, { consent: AGREED }],
  'underlag nej': () => [openCare, 'sip-underlag', NO],
  'samtycke ja': () => [openCare, 'samtycke', { scope: ['sip'] }],
  'samtycke nej': () => [openCare, 'samtycke', { scope: ['plan'], ...NO }],
  'annat samtycke': () => [openCare, 'samtycke', { scope: ['informationsoverforing'] }],
  'återkallat annat': () => [openCare, 'samtycke-aterkallat', { scope: ['informationsoverforing'] }],
  'återkallat plan': () => [openCare, 'samtycke-aterkallat', { scope: ['plan'] }],
  'återkallat kallelse': () => [openCare, 'samtycke-aterkallat', { scope: ['kallelse'] }],
  vårdkontakt: () => [openCare, 'fast-vardkontakt', { name: 'Frida Vik' }],
  avliden: () => [openCare, 'avliden', { diedOn: '2026-11-22', source: 'manuell' }],
  deltagare: () => [openCare, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit: social } }],
  kartläggning: () => [openCare, 'sip-kartlaggning', { heading: 'kroppsfunktion' }],
  'kallelse sip': () => [openCare, 'sip-kallelse', CALL, called],
  'kallelse uppföljning': () => [openCare, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' }, called],
  'kallelse aktörsmöte': () => [openCare, 'sip-kallelse', { ...CALL, purpose: 'aktorsmote' }, called],
  'möte öppnat': () => [openCare, 'sip-mote', { event: 'oppnat' }],
  'möte genomfört': () => [openCare, 'sip-mote', HELD],
  'mötet kompletterat': (world) => [openCare, 'sip-mote', { ...HELD, meeting: meeting(world) }],
  'möte inställt': () => [openCare, 'sip-mote', { event: 'installt' }],
  'plan skapad': () => [openCare, 'sip-mote', { event: 'plan-skapad' }],
  rådrum: () => [openCare, 'sip-mote', { event: 'radrum' }],
  sipkollen: () => [openCare, 'sip-mote', { event: 'sipkollen' }],
  huvudmål: () => [openCare, 'sip-huvudmal', GOAL],
  delmål: () => [openCare, 'sip-delmal', { ...SUBGOAL, goal: undefined }],
  insats: (world) => [homeCare, 'sip-insats', { ...SERVICE(homeCare), subgoal: subgoal(world) }],
  'insats avslutad': (world) => [homeCare, 'sip-insats-avslut', { intervention: intervention(world) }],
  'delmål avslutat': (world) => [homeCare, 'sip-delmal-avslut', { subgoal: subgoal(world) }],
  avsteg: () => [openCare, 'sip-uppfoljning', { event: 'avsteg', comment: 'x' }],
  utvärdering: (world) => [openCare, 'sip-utvardering', { ...EVALUATED, goal: goal(world), next: 'avslutas' }],
  'utvärdering, nya mål': (world) => [
    openCare,
    'sip-utvardering',
    { ...EVALUATED, goal: goal(world), next: 'nya-mal' },
  ],
  'utvärdering, fortsätter': (world) => [
    openCare,
    'sip-utvardering',
    { ...EVALUATED, goal: goal(world), next: 'fortsatter' },
  ],
  delgivning: () => [openCare, 'sip-delgivning', { event: 'delgiven' }],
  samordningsansvarig: () => [openCare, 'sip-samordningsansvarig', { coordinator: { name: 'Frida Vik' } }],
  avslut: () => [openCare, 'sip-avslut', { reason: 'annat', comment: 'x' }],
};

/** The states as the table calls them; `·` is before there is a plan. */
const STATES = {
  '·': 'none',
  behov: 'behov',
  underlag: 'underlag',
  samtycke: 'samtycke',
  kallad: 'kallad',
  möte: 'mote-genomfort',
  plan: 'plan-skapad',
  mål: 'huvudmal-klart',
  pågår: 'pagaende',
  ukallad: 'uppfoljning-kallad',
  ugjord: 'uppfoljning-genomford',
  slut: 'avslutad',
  avböjd: 'avbojd',
} as const;
const SHORT = new Map<string, string>(Object.entries(STATES).map(([short, state]) => [state, short]));

/** Where each message leads from each state: `=` it stays, `-` it does not fit, `x` it is refused for something else. */
const TABLE = `
                          | ·        behov    underlag samtycke kallad   möte    plan    mål     pågår   ukallad ugjord
  initiativ               | behov    =        =        =        =        =       =       =       =       =       =
  behövs ej               | -        slut     slut     slut     =        =       =       =       =       =       =
  underlag                | underlag underlag =        =        =        =       =       =       =       =       =
  underlag ja             | samtycke samtycke samtycke =        =        =       =       =       =       =       =
  underlag nej            | avböjd   avböjd   avböjd   slut     slut     slut    slut    slut    slut    slut    slut
  samtycke ja             | x        samtycke samtycke =        =        =       =       =       =       =       =
  samtycke nej            | x        avböjd   avböjd   slut     slut     slut    slut    slut    slut    slut    slut
  annat samtycke          | x        =        =        =        =        =       =       =       =       =       =
  återkallat annat        | -        =        =        =        =        =       =       =       =       =       =
  återkallat plan         | -        =        =        slut     slut     slut    slut    slut    slut    slut    slut
  återkallat kallelse     | -        =        =        slut     slut     slut    slut    slut    slut    slut    slut
  vårdkontakt             | x        =        =        =        =        =       =       =       =       =       =
  avliden                 | -        slut     slut     slut     slut     slut    slut    slut    slut    slut    slut
  deltagare               | -        x        =        =        =        =       =       =       =       =       =
  kartläggning            | -        x        =        =        =        =       =       =       =       =       =
  kallelse sip            | kallad   kallad   kallad   kallad   =        =       =       =       =       kallad  kallad
  kallelse uppföljning    | ukallad  ukallad  ukallad  ukallad  ukallad  ukallad ukallad ukallad ukallad =       ukallad
  kallelse aktörsmöte     | behov    =        =        =        =        =       =       =       =       =       =
  möte öppnat             | -        -        -        -        =        -       -       -       -       =       -
  möte genomfört          | -        -        -        -        möte     -       -       -       -       ugjord  -
  mötet kompletterat      | -        -        -        -        x        =       =       =       =       =       =
  möte inställt           | -        -        -        -        samtycke -       -       -       -       pågår   -
  plan skapad             | -        -        -        -        -        plan    -       -       -       -       pågår
  rådrum                  | -        -        -        -        -        =       =       =       =       =       =
  sipkollen               | -        -        -        -        -        =       =       =       =       =       =
  huvudmål                | -        -        -        -        -        mål     mål     =       =       =       pågår
  delmål                  | -        -        -        -        -        -       -       =       =       =       =
  insats                  | -        -        -        -        -        -       -       pågår   =       =       =
  insats avslutad         | -        -        -        -        -        -       -       x       =       =       =
  delmål avslutat         | -        -        -        -        -        -       -       =       =       =       =
  avsteg                  | -        -        -        -        -        -       -       =       =       =       =
  utvärdering             | -        -        -        -        -        -       -       =       =       =       =
  utvärdering, nya mål    | -        -        -        -        -        -       -       =       =       =       pågår
  utvärdering, fortsätter | -        -        -        -        -        -       -       =       =       =       pågår
  delgivning              | -        -        -        -        -        =       =       =       =       =       =
  samordningsansvarig     | -        =        =        =        =        =       =       =       =       =       =
  avslut                  | -        x        slut     slut     slut     slut    slut    slut    slut    slut    slut
`;

const worlds = new Map<string, GavleborgPlan>();

/** Nothing is kept of what is only asked, so that one world serves all that is asked of a state. */
function worldIn(state: string): GavleborgPlan {
  const known = worlds.get(state) ?? inState(state);
  worlds.set(state, known);
  return known;
}

/** What a message leads to in a state, as the table says it. */
function outcome(name: string, state: string): string {
  const world = worldIn(state);
  const [sender, kind, content, changes] = MESSAGES[name]?.(world) ?? [openCare, 'sip-avslut', {}];
  const about = state === 'none' ? { patient: TOLVAN } : {};
  const message = world.message(sender, kind, content, { ...about, ...changes });
  const decision = world.decide(message, new Date(world.now + 60_000).toISOString());
  if (decision.kind === 'refused') {
    const codes = told(decision.reasons);
    return codes.some((code) => code === 'wrong-plan-state G-SIP-64' || code === 'unknown-plan') ? '-' : 'x';
  }
  const after = decision.plan.answer.plan?.state ?? 'none';
  return after === state ? '=' : (SHORT.get(after) ?? after);
}

describe('where a message fits, and where it leads', () => {
  const [head = '', ...rows] = TABLE.split('\n').filter((line) => line.trim() !== '');
  const columns = head.replace('|', '').trim().split(/\s+/u);
  const stateOf = (column: string) => Object.entries(STATES).find(([short]) => short === column)?.[1] ?? column;

  it.each(rows.map((row) => [row.split('|')[0]?.trim() ?? '', row] as const))(
    '[G-SIP-64] [G-CON-05] [G-CON-15] %s',
    (name, row) => {
      const outcomes = columns.map((column) => outcome(name, stateOf(column)));
      expect([name, ...outcomes].join(' ')).toBe(
        row
          .replace('|', ' ')
          .trim()
          .split(/\s{1,}/u)
          .join(' '),
      );
    },
  );

  it('[G-SIP-64] every message of these stands in the table', () => {
    expect(rows.map((row) => row.split('|')[0]?.trim())).toEqual(Object.keys(MESSAGES));
  });
});
