import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '#domain/message.js';

import { TREAN } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import {
  AGREED,
  BlekingePlan,
  CALL,
  centre,
  COORDINATOR,
  HELD,
  homeCare,
  MEASURE,
  planIn,
  SIGNED,
  social,
  SUBGOAL,
  without,
} from './blekinge-plan.js';

/** Where each message of a plan fits in Blekinge, and where it leads. */

type Said = readonly [sender: string, kind: MessageKind, content: Content, changes?: Partial<Message>];
const factsOf = (world: BlekingePlan) => [...world.plans.values()].at(-1)?.facts;
const subgoal = (world: BlekingePlan) => factsOf(world)?.subgoals[0]?.id ?? 'none';
const intervention = (world: BlekingePlan) => factsOf(world)?.interventions[0]?.id ?? 'none';
const called = { recipients: [social, homeCare], consent: AGREED };
const NO = { consents: [{ about: 'kallelse', answer: 'nej' }] };

const MESSAGES: Record<string, (world: BlekingePlan) => Said> = {
  underlag: () => [centre, 'sip-underlag', { raisedBy: 'patient' }],
  'underlag ja': () => [centre, 'sip-underlag', { raisedBy: 'patient' }, { consent: AGREED }],
  'underlag nej': () => [centre, 'sip-underlag', NO],
  initiativ: () => [centre, 'sip-initiativ', { raisedBy: 'patient' }, called],
  'samtycke ja': () => [centre, 'samtycke', { scope: ['sip'] }],
  'samtycke nej': () => [centre, 'samtycke', { scope: ['plan'], ...NO }],
  'annat samtycke': () => [centre, 'samtycke', { scope: ['informationsoverforing'] }],
  'återkallat annat': () => [centre, 'samtycke-aterkallat', { scope: ['informationsoverforing'] }],
  'återkallat plan': () => [centre, 'samtycke-aterkallat', { scope: ['plan'] }],
  'återkallat kallelse': () => [centre, 'samtycke-aterkallat', { scope: ['kallelse'] }],
  avliden: () => [centre, 'avliden', { diedOn: '2026-11-22', source: 'manuell' }],
  'kallelse sip': () => [centre, 'sip-kallelse', CALL, called],
  'kallelse uppföljning': () => [centre, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning' }, called],
  'kallelse aktörsmöte': () => [centre, 'sip-kallelse', { ...CALL, purpose: 'aktorsmote' }, called],
  kartläggning: () => [social, 'sip-kartlaggning', { heading: 'hemmet' }],
  deltagare: () => [centre, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit: social } }],
  'möte öppnat': () => [centre, 'sip-mote', { event: 'oppnat' }],
  'möte genomfört': () => [centre, 'sip-mote', without(HELD, 'coordinator')],
  'möte med ny samordnare': () => [centre, 'sip-mote', { ...HELD, coordinator: { ...COORDINATOR, name: 'Anna Ask' } }],
  'möte inställt': () => [centre, 'sip-mote', { event: 'installt' }],
  'plan skapad': () => [centre, 'sip-mote', { event: 'plan-skapad' }],
  rådrum: () => [centre, 'sip-mote', { event: 'radrum' }],
  sipkollen: () => [centre, 'sip-mote', { event: 'sipkollen' }],
  huvudmål: () => [centre, 'sip-huvudmal', { text: 'Jag vill laga min egen mat till jul' }],
  delmål: () => [social, 'sip-delmal', SUBGOAL],
  insats: (world) => [social, 'sip-insats', { ...MEASURE(social), subgoal: subgoal(world) }],
  'insats avslutad': (world) => [social, 'sip-insats-avslut', { intervention: intervention(world) }],
  'delmål avslutat': (world) => [social, 'sip-delmal-avslut', { subgoal: subgoal(world) }],
  avsteg: () => [centre, 'sip-uppfoljning', { event: 'avsteg', comment: 'x' }],
  undertecknad: () => [centre, 'sip-delgivning', SIGNED],
  delgiven: () => [centre, 'sip-delgivning', { event: 'delgiven', original: true }],
  kopia: () => [centre, 'sip-delgivning', { event: 'kopia' }],
  journalförd: () => [centre, 'sip-delgivning', { event: 'journalford' }],
  'avslut noterat': () => [centre, 'sip-delgivning', { event: 'avslut-dokumenterat' }],
  samordnare: () => [centre, 'sip-samordningsansvarig', { coordinator: COORDINATOR }],
  avslut: () => [centre, 'sip-avslut', { reason: 'annat' }],
};

/** The states as the table calls them; `·` is before there is a plan, `uppföljs` in force and called to its follow-up. */
const STATES = {
  '·': 'none',
  behov: 'behov',
  samtycke: 'samtycke',
  kallad: 'kallad',
  kartlagd: 'kartlagd',
  möte: 'mote-genomfort',
  gäller: 'upprattad',
  uppföljs: 'upprattad',
  slut: 'avslutad',
  avböjd: 'avbojd',
} as const;

const TABLE = `
                         | ·        behov    samtycke kallad   kartlagd möte   gäller uppföljs
  underlag               | behov    =        =        =        =        =      =      =
  underlag ja            | samtycke samtycke =        =        =        =      =      =
  underlag nej           | avböjd   avböjd   slut     slut     slut     slut   slut   slut
  initiativ              | samtycke samtycke =        =        =        =      =      =
  samtycke ja            | x        samtycke =        =        =        =      =      =
  samtycke nej           | x        avböjd   slut     slut     slut     slut   slut   slut
  annat samtycke         | x        =        =        =        =        =      =      =
  återkallat annat       | -        =        =        =        =        =      =      =
  återkallat plan        | -        =        slut     slut     slut     slut   slut   slut
  återkallat kallelse    | -        =        slut     slut     slut     slut   slut   slut
  avliden                | -        slut     slut     slut     slut     slut   slut   slut
  kallelse sip           | kallad   kallad   kallad   =        kallad   =      =      =
  kallelse uppföljning   | kallad   kallad   kallad   =        =        =      =      =
  kallelse aktörsmöte    | behov    =        =        =        =        =      =      =
  kartläggning           | -        -        =        =        =        =      =      =
  deltagare              | -        =        =        =        =        =      =      =
  möte öppnat            | -        =        =        =        =        =      =      =
  möte genomfört         | -        -        -        möte     möte     =      =      =
  möte med ny samordnare | -        -        -        möte     möte     =      möte   möte
  möte inställt          | -        -        -        samtycke samtycke -      -      =
  plan skapad            | -        -        -        -        -        =      =      =
  rådrum                 | -        -        -        -        -        =      =      =
  sipkollen              | -        -        -        -        -        =      =      =
  huvudmål               | -        -        -        -        -        =      =      =
  delmål                 | -        -        -        -        -        =      =      =
  insats                 | -        -        -        -        -        =      =      =
  insats avslutad        | -        -        -        -        -        =      =      =
  delmål avslutat        | -        -        -        -        -        =      =      =
  avsteg                 | -        -        -        -        -        =      =      =
  undertecknad           | -        -        -        -        -        gäller =      =
  delgiven               | -        -        -        -        -        =      =      =
  kopia                  | -        -        -        -        -        =      =      =
  journalförd            | -        -        -        -        -        =      =      =
  avslut noterat         | -        -        -        -        -        =      =      =
  samordnare             | -        =        =        =        =        =      möte   möte
  avslut                 | -        slut     slut     slut     slut     slut   slut   slut
`;

function inState(column: string): BlekingePlan {
  if (column === '·') return new BlekingePlan();
  const state = Object.entries(STATES).find(([short]) => short === column)?.[1];
  const world = planIn(REACHED.find((one) => one === state) ?? 'upprattad');
  if (state === 'mote-genomfort' || state === 'upprattad') {
    world.say(social, 'sip-delmal', SUBGOAL);
    world.say(social, 'sip-insats', { ...MEASURE(social), subgoal: world.last });
  }
  if (column === 'uppföljs') world.calls(centre, { purpose: 'uppfoljning' });
  return world;
}
const REACHED = ['behov', 'samtycke', 'kallad', 'kartlagd', 'mote-genomfort', 'upprattad'] as const;

const worlds = new Map<string, BlekingePlan>();

/** Nothing is kept of what is only asked, so that one world serves all that is asked of a state. */
function worldIn(column: string): BlekingePlan {
  const known = worlds.get(column) ?? inState(column);
  worlds.set(column, known);
  return known;
}

/** Where a message leads: `=` it stays, `-` it does not fit, `x` it is refused for something else. */
function outcome(name: string, column: string): string {
  const world = worldIn(column);
  const [sender, kind, content, changes] = MESSAGES[name]?.(world) ?? [centre, 'sip-avslut', {}];
  const about = column === '·' ? { patient: TREAN } : {};
  const message = world.message(sender, kind, content, { ...about, ...changes });
  const decision = world.decide(message, new Date(world.now + 60_000).toISOString());
  if (decision.kind === 'refused') {
    const codes = told(decision.reasons);
    return codes.some((code) => code === 'wrong-plan-state B-SIP-20' || code === 'unknown-plan') ? '-' : 'x';
  }
  const after = decision.plan.answer.plan?.state ?? 'none';
  const before = [...world.plans.values()].at(-1)?.facts.state ?? 'none';
  return after === before ? '=' : (Object.entries(STATES).find(([, state]) => state === after)?.[0] ?? after);
}

describe('where a message fits, and where it leads', () => {
  const [head = '', ...rows] = TABLE.split('\n').filter((line) => line.trim() !== '');
  const columns = head.replace('|', '').trim().split(/\s+/u);

  it.each(rows.map((row) => [row.split('|')[0]?.trim() ?? '', row] as const))(
    '[B-SIP-20] [B-CALL-10] %s',
    (name, row) => {
      const outcomes = columns.map((column) => outcome(name, column));
      expect([name, ...outcomes].join(' ')).toBe(row.replace('|', ' ').trim().split(/\s+/u).join(' '));
    },
  );

  it('[B-SIP-20] every message of these stands in the table', () => {
    expect(rows.map((row) => row.split('|')[0]?.trim())).toEqual(Object.keys(MESSAGES));
  });
});
