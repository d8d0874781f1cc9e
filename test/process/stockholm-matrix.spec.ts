import { describe, expect, it } from '@jest/globals';

import { PlanMatrix } from '../support/plan-matrix.js';
import type { MatrixAction } from '../support/plan-matrix.js';
import { asih, otherCentre } from './stockholm.js';
import { CALL, centre, city, HELD, housing, says, SIGNED, StockholmPlan } from './stockholm-plan.js';

/** Who may do what in Stockholm, in every state: written after the guidance, without a look at the rows of the profile. */

/**
 * c coordinates; o wrote the sub-goals and interventions that are meant; p is another party; k the unit of a care contact that has
 * handed the plan over; e an external unit that takes part; x has nothing to do with
 * it, and the person has agreed to a meeting with the others.
 */
const ROLES = { c: centre, o: housing, p: city, k: otherCentre, e: 'SE2321009991-VCH01', x: asih };

const AGREED_TO = [ROLES.c, ROLES.o, ROLES.p, ROLES.k, ROLES.e];

type Action = MatrixAction<StockholmPlan>;
const subgoal = ({ facts }: StockholmPlan, at: number) => facts.subgoals[at]?.id ?? 'none';
const doing = ({ facts }: StockholmPlan, at: number) => facts.interventions[at]?.id ?? 'none';
const goal = ({ facts }: StockholmPlan) => facts.goals[0]?.id ?? 'none';
const held = ({ facts }: StockholmPlan) => facts.meetings.find((one) => one.held !== undefined)?.id ?? 'none';
const CALLED = { relation: 'socialtjanst', unit: city };
const RELATIVE = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post' };
const DOING = { text: 'Du får hjälp i trappan', shared: true, responsible: { party: 'annan', name: 'Vi' } };
const GOAL = { text: 'Jag vill gå ut till våren', overallResponsible: 'region' };
const SUBGOAL = { heading: 'hemma', text: 'Jag går i trappan' };
const more = { recipients: [city] };

const ACTIONS: Readonly<Record<string, Action>> = {
  'need told again': { rules: '[S-CALL-02]', kind: 'sip-initiativ', content: { raisedBy: 'patient' } },
  basis: { rules: '[S-GEN-03]', kind: 'sip-underlag', content: { raisedBy: 'personal' } },
  call: { rules: '[S-CALL-03]', kind: 'sip-kallelse', content: CALL, more },
  'call to a follow-up': {
    rules: '[S-CALL-03]',
    kind: 'sip-kallelse',
    content: { ...CALL, purpose: 'uppfoljning', existingPlan: true },
    more,
  },
  'call to parties': { rules: '[S-CALL-03]', kind: 'sip-kallelse', content: { ...CALL, purpose: 'aktorsmote' }, more },
  'somebody added': {
    rules: '[S-MAP-07]',
    kind: 'sip-deltagare',
    content: { event: 'tillagd', participant: RELATIVE },
  },
  'somebody removed': {
    rules: '[S-MAP-07]',
    kind: 'sip-deltagare',
    content: { event: 'borttagen', participant: RELATIVE },
  },
  'receipt by hand': {
    rules: '[S-CALL-11]',
    kind: 'sip-deltagare',
    content: { event: 'kvitterat', participant: CALLED },
  },
  'cannot come': { rules: '[S-CALL-11]', kind: 'sip-deltagare', content: { event: 'forhinder', participant: CALLED } },
  'meeting, begun': { rules: '[S-FUP-06]', kind: 'sip-mote', content: { event: 'oppnat', explained: true } },
  'meeting, held': { rules: '[S-FUP-06]', kind: 'sip-mote', content: HELD },
  'meeting, completed': {
    rules: '[S-FUP-06]',
    kind: 'sip-mote',
    content: (world) => ({ ...HELD, meeting: held(world) }),
  },
  'meeting, called off': { rules: '[S-FUP-06]', kind: 'sip-mote', content: { event: 'installt' } },
  'time to think': { rules: '[S-MEET-17]', kind: 'sip-mote', content: { event: 'radrum', consultation: 'Boendet' } },
  'plan made': { rules: '[S-FUP-06]', kind: 'sip-mote', content: { event: 'plan-skapad' } },
  sipkollen: { rules: '[S-FUP-06]', kind: 'sip-mote', content: { event: 'sipkollen' } },
  'main goal, new': { rules: '[S-GEN-03]', kind: 'sip-huvudmal', content: GOAL },
  'main goal, changed': {
    rules: '[S-GEN-03]',
    kind: 'sip-huvudmal',
    content: (world) => ({ ...GOAL, goal: goal(world) }),
  },
  'sub-goal, new': { rules: '[S-GEN-03]', kind: 'sip-delmal', content: SUBGOAL },
  'sub-goal, changed': {
    rules: '[S-FUP-05]',
    kind: 'sip-delmal',
    content: (world) => ({ ...SUBGOAL, subgoal: subgoal(world, 0) }),
  },
  'sub-goal, ended': {
    rules: '[S-FUP-05]',
    kind: 'sip-delmal-avslut',
    content: (world) => ({ subgoal: subgoal(world, 1) }),
  },
  'intervention, new': {
    rules: '[S-FUP-01]',
    kind: 'sip-insats',
    content: (world) => ({ ...DOING, subgoal: subgoal(world, 0) }),
  },
  'intervention, changed': {
    rules: '[S-FUP-05]',
    kind: 'sip-insats',
    content: (world) => ({ ...DOING, subgoal: subgoal(world, 0), intervention: doing(world, 0) }),
  },
  'intervention, shared': {
    rules: '[S-FUP-05]',
    kind: 'sip-insats',
    content: (world) => ({ ...DOING, subgoal: subgoal(world, 0), intervention: doing(world, 1) }),
  },
  'intervention, ended': {
    rules: '[S-FUP-05]',
    kind: 'sip-insats-avslut',
    content: (world) => ({ intervention: doing(world, 0) }),
  },
  'intervention, followed up': {
    rules: '[S-FUP-05]',
    kind: 'sip-uppfoljning',
    content: (world) => ({ event: 'kommentar', intervention: doing(world, 0), comment: 'Bra' }),
  },
  'deviation told': { rules: '[S-FUP-02]', kind: 'sip-uppfoljning', content: { event: 'avsteg', comment: 'Paus' } },
  'revision decided': {
    rules: '[S-FUP-03]',
    kind: 'sip-uppfoljning',
    content: { event: 'revisionsbeslut', revise: true },
  },
  signed: { rules: '[S-MEET-07]', kind: 'sip-delgivning', content: SIGNED },
  'original to the person': { rules: '[S-MEET-08]', kind: 'sip-delgivning', content: { event: 'delgiven' } },
  'copy to somebody': { rules: '[S-MEET-08]', kind: 'sip-delgivning', content: { event: 'kopia', to: RELATIVE } },
  'note in the record': { rules: '[S-MEET-10]', kind: 'sip-delgivning', content: { event: 'journalford' } },
  'end in the record': { rules: '[S-CLOSE-03]', kind: 'sip-delgivning', content: { event: 'avslut-dokumenterat' } },
  'another coordinator': {
    rules: '[S-GEN-03]',
    kind: 'sip-samordningsansvarig',
    content: { coordinator: { name: 'Bella Ström', unit: city } },
  },
  'end of the plan': { rules: '[S-CLOSE-01]', kind: 'sip-avslut', content: { reason: 'inget-behov' } },
  consent: { rules: '[S-CON-01]', kind: 'samtycke', content: { scope: ['informationsoverforing'] } },
  'consent taken back': {
    rules: '[S-CON-01]',
    kind: 'samtycke-aterkallat',
    content: { scope: ['informationsoverforing'] },
  },
  'death, by hand': { rules: '[L-PLAN-01]', kind: 'avliden', content: { diedOn: '2026-12-24', source: 'manuell' } },
  'death, by the register': {
    rules: '[L-PLAN-01]',
    kind: 'avliden',
    content: { diedOn: '2026-12-24', source: 'folkbokforing' },
  },
  'care contact': { rules: '[L-FVK-01]', kind: 'fast-vardkontakt', content: { name: 'Aram Demir' } },
};

const TABLE = `
                            | behov dialog prövning samtycke kallad pågår ejklar upprättad ukallad avliden slut  avböjd stoppad
  need told again           | copkx copkx  copkx    copkx    copkx  copkx copkx  copkx     copkx   copkx   -     -      -
  basis                     | c     c      c        c        c      c     c      c         c       c       -     -      -
  call                      | -     -      -        c        c      -     c      -         -       -       -     -      -
  call to a follow-up       | -     -      -        c        -      -     c      c         c       -       -     -      -
  call to parties           | -     -      -        c        c      c     c      c         c       c       -     -      -
  somebody added            | c     c      c        c        c      c     c      c         c       c       -     -      -
  somebody removed          | c     c      c        c        c      c     c      c         c       c       -     -      -
  receipt by hand           | -     -      -        -        copk   -     -      -         copk    -       -     -      -
  cannot come               | -     -      -        -        copk   -     -      -         copk    -       -     -      -
  meeting, begun            | -     -      -        -        c      -     -      -         c       -       -     -      -
  meeting, held             | -     -      -        -        c      c     c      c         c       -       -     -      -
  meeting, completed        | -     -      -        -        -      -     c      c         c       -       -     -      -
  meeting, called off       | -     -      -        -        c      c     -      -         c       -       -     -      -
  time to think             | -     -      -        -        -      copk  copk   copk      copk    copk    -     -      -
  plan made                 | -     -      -        -        -      -     c      c         c       c       -     -      -
  sipkollen                 | -     -      -        -        -      -     c      c         c       c       -     -      -
  main goal, new            | -     -      -        -        -      c     c      c         c       -       -     -      -
  main goal, changed        | -     -      -        -        -      c     c      c         c       -       -     -      -
  sub-goal, new             | -     -      -        -        -      copk  copk   copk      copk    -       -     -      -
  sub-goal, changed         | -     -      -        -        -      co    co     co        co      -       -     -      -
  sub-goal, ended           | -     -      -        -        -      -     co     co        co      -       -     -      -
  intervention, new         | -     -      -        -        -      copk  copk   copk      copk    -       -     -      -
  intervention, changed     | -     -      -        -        -      co    co     co        co      -       -     -      -
  intervention, shared      | -     -      -        -        -      o     o      o         o       -       -     -      -
  intervention, ended       | -     -      -        -        -      -     co     co        co      -       -     -      -
  intervention, followed up | -     -      -        -        -      -     co     co        co      -       -     -      -
  deviation told            | -     -      -        -        -      -     copk   copk      copk    -       -     -      -
  revision decided          | -     -      -        -        -      -     c      c         c       -       -     -      -
  signed                    | -     -      -        -        -      -     copk   copk      copk    -       -     -      -
  original to the person    | -     -      -        -        -      -     c      c         c       -       c     -      -
  copy to somebody          | -     -      -        -        -      -     c      c         c       -       c     -      -
  note in the record        | -     -      -        -        -      -     copk   copk      copk    -       copk  -      -
  end in the record         | -     -      -        -        -      -     -      -         -       -       copk  -      -
  another coordinator       | c     c      c        c        c      c     c      c         c       c       -     -      -
  end of the plan           | c     c      c        c        c      c     c      c         c       c       -     -      -
  consent                   | copk  copk   copk     copk     copk   copk  copk   copk      copk    copk    -     -      -
  consent taken back        | copk  copk   copk     copk     copk   copk  copk   copk      copk    copk    -     -      -
  death, by hand            | copk  copk   copk     copk     copk   copk  copk   copk      copk    copk    -     -      -
  death, by the register    | -     -      -        -        -      -     -      -         -       -       -     -      -
  care contact              | ckx   ckx    ckx      ckx      ckx    ck    ck     ck        ck      ck      -     -      -
`;

/** From which state on the usual way each is reached, and by what. */
const WAY: Readonly<Record<string, readonly [from: string, led?: (world: StockholmPlan) => unknown]>> = {
  dialog: ['behov', (world) => world.basis(says('nej'))],
  prövning: ['behov', (world) => world.basis(says('kan-inte'))],
  pågår: ['mote-pagar'],
  ejklar: ['plan-ej-klar'],
  upprättad: ['upprattad'],
  ukallad: ['uppfoljning-kallad'],
  avliden: [
    'upprattad',
    (world) => world.say('SE2321009991-DRIFT', 'avliden', { diedOn: '2026-12-24', source: 'folkbokforing' }),
  ],
  slut: ['upprattad', (world) => world.say(centre, 'sip-avslut', { reason: 'inget-behov' })],
  avböjd: ['behov', (world) => [world.basis(says('nej')), world.basis(says('nej'))]],
  stoppad: ['mote-pagar', (world) => world.meets({ event: 'genomfort', ...says('nej', 'mote') })],
};

/** A plan in a state; all parties take part from the first, and what was written stands there in each of its states. */
function worldIn(column: string): StockholmPlan {
  const [from, led] = WAY[column] ?? [column];
  const world = StockholmPlan.at(from);
  // At the meeting the person agreed to all of them.
  if (world.facts.consents.some(({ about }) => about === 'mote'))
    world.basis(says('ja', 'mote', { actors: AGREED_TO }));
  world.say(otherCentre, 'fast-vardkontakt', { name: 'Aram Demir' }, { plan: undefined, patient: world.patient });
  world.say(otherCentre, 'sip-samordningsansvarig', { coordinator: { name: 'Nora Falk', unit: centre } });
  for (const unit of [housing, city, ROLES.e]) {
    world.say(centre, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit } });
  }
  world.say(centre, 'sip-deltagare', { event: 'tillagd', participant: RELATIVE });
  if (from !== 'behov' && from !== 'samtycke' && from !== 'kallad') written(world);
  led?.(world);
  return world;
}

/** A main goal, a sub-goal with an intervention that is shared and one that is saved, and a sub-goal without any. */
function written(world: StockholmPlan): void {
  world.say(centre, 'sip-huvudmal', GOAL);
  for (const text of ['Jag går i trappan', 'Jag går ut']) world.say(housing, 'sip-delmal', { heading: 'hemma', text });
  for (const shared of [true, false]) {
    world.say(housing, 'sip-insats', { ...DOING, subgoal: subgoal(world, 0), shared });
  }
}

const MATRIX = new PlanMatrix(TABLE, ACTIONS, ROLES, worldIn);

describe('who may do what in Stockholm, in every state', () => {
  it.each(MATRIX.rows)('$title', ({ what, cells }) => {
    expect([what, ...MATRIX.found(what)]).toEqual([what, ...cells]);
  });

  it('every action has its line, and everything that is told of a plan its action', () => {
    expect(MATRIX.rows.map(({ what }) => what)).toEqual(Object.keys(ACTIONS));
    expect(MATRIX.missing('ejklar')).toEqual([]);
  });
});
