import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '#domain/message.js';
import { mayDoOf } from '#domain/plan/deciding/may-do.js';

import {
  AGREED,
  BlekingePlan,
  CALL,
  careStaff,
  centre,
  clinic,
  COORDINATOR,
  HELD,
  homeCare,
  housing,
  MEASURE,
  ORIGINAL,
  planIn,
  reached,
  remarked,
  SIGNED,
  social,
  SUBGOAL,
  ward,
  without,
} from './blekinge-plan.js';

/** Who may do what with a plan in Blekinge, as the region's rows say it: each kind by each of those around the plan. */

const ROLES = { coordinator: centre, owner: social, participant: homeCare, outsider: clinic } as const;
type Role = keyof typeof ROLES;
const ALL: readonly Role[] = ['coordinator', 'owner', 'participant', 'outsider'];
const WITHIN: readonly Role[] = ['coordinator', 'owner', 'participant'];

/** A plan that is met on and not signed, with one sub-goal and one measure of social services. */
function plan(): BlekingePlan {
  const world = planIn('mote-genomfort');
  world.say(centre, 'sip-huvudmal', { text: 'Jag vill laga min egen mat till jul' });
  world.say(social, 'sip-delmal', SUBGOAL);
  world.say(social, 'sip-insats', { ...MEASURE(social), subgoal: world.last });
  return world;
}

const world = plan();
const { goals, subgoals, interventions } = world.facts;
const [goal, subgoal, intervention] = [goals, subgoals, interventions].map((list) => list[0]?.id ?? '');
const called = { recipients: [social, homeCare, centre], consent: { ...AGREED, actors: undefined } };
const person = { relation: 'narstaende', name: 'Treans dotter', channel: 'post' };

type Row = readonly [
  rule: string,
  kind: MessageKind,
  event: string,
  content: Content,
  allowed: readonly Role[],
  changes?: Partial<Message>,
];

const ROWS: readonly Row[] = [
  ['B-SIP-22', 'sip-initiativ', '', { raisedBy: 'patient' }, ALL, called],
  ['B-SIP-22', 'sip-underlag', '', { raisedBy: 'patient' }, WITHIN],
  ['B-CON-08', 'samtycke', '', { scope: ['informationsoverforing'] }, WITHIN],
  ['B-CON-08', 'samtycke-aterkallat', '', { scope: ['informationsoverforing'] }, WITHIN],
  ['B-SCO-03', 'avliden', 'manuell', { diedOn: '2026-11-22', source: 'manuell' }, WITHIN],
  ['B-COORD-05', 'sip-kallelse', 'uppfoljning', { ...CALL, purpose: 'uppfoljning' }, ['coordinator'], called],
  ['B-CALL-03', 'sip-kallelse', 'aktorsmote', { ...CALL, purpose: 'aktorsmote' }, ALL, called],
  ['B-CALL-12', 'sip-kartlaggning', '', { heading: 'hemmet' }, WITHIN],
  [
    'B-CALL-11',
    'sip-deltagare',
    'kvitterat',
    { event: 'kvitterat', participant: { relation: 'vard', unit: homeCare } },
    [],
  ],
  ['B-INI-12', 'sip-deltagare', 'tillagd', { event: 'tillagd', participant: person }, ['coordinator']],
  ['B-SIP-10', 'sip-mote', 'radrum', { event: 'radrum' }, WITHIN],
  ['B-SIP-10', 'sip-mote', 'sipkollen', { event: 'sipkollen' }, ['coordinator']],
  ['B-SIP-10', 'sip-huvudmal', 'ny', { text: 'Jag vill träffa mina vänner' }, ['coordinator']],
  ['B-SIP-10', 'sip-huvudmal', 'andrad', { goal, text: 'Jag vill baka till jul' }, ['coordinator']],
  ['B-SIP-10', 'sip-delmal', 'ny', { ...SUBGOAL, goal }, WITHIN],
  ['B-SIP-18', 'sip-delmal', 'andrad', { ...SUBGOAL, goal, subgoal }, ['coordinator', 'owner']],
  ['B-SIP-16', 'sip-insats', 'ny', { ...MEASURE(social), subgoal }, WITHIN],
  ['B-SIP-18', 'sip-insats', 'andrad', { ...MEASURE(social), subgoal, intervention }, ['coordinator', 'owner']],
  ['B-SIP-18', 'sip-insats-avslut', '', { intervention }, ['coordinator', 'owner']],
  [
    'B-SIP-18',
    'sip-uppfoljning',
    'kommentar',
    { event: 'kommentar', intervention, comment: 'x' },
    ['coordinator', 'owner'],
  ],
  ['B-SIP-18', 'sip-uppfoljning', 'avsteg', { event: 'avsteg', comment: 'x' }, WITHIN],
  ['B-COORD-05', 'sip-uppfoljning', 'revisionsbeslut', { event: 'revisionsbeslut', revise: true }, ['coordinator']],
  ['B-SIP-14', 'sip-delgivning', 'undertecknad', SIGNED, ['coordinator']],
  ['B-SIP-15', 'sip-delgivning', 'delgiven', ORIGINAL, ['coordinator']],
  ['B-SIP-15', 'sip-delgivning', 'kopia', { event: 'kopia', to: person }, ['coordinator']],
  ['B-SIP-15', 'sip-delgivning', 'journalford', { event: 'journalford' }, WITHIN],
  ['B-COORD-07', 'sip-samordningsansvarig', '', { coordinator: COORDINATOR }, ['coordinator']],
  ['B-CLOSE-02', 'sip-avslut', '', { reason: 'annat' }, ['coordinator']],
];

/** What is decided of a message of the unit, which names others than itself. */
const decided = (
  asked: BlekingePlan,
  unit: string,
  kind: MessageKind,
  content: Content,
  { recipients, ...changes }: Partial<Message> = {},
) => {
  const others = recipients === undefined ? {} : { recipients: recipients.filter((one) => one !== unit) };
  const message = asked.message(unit, kind, content, { ...changes, ...others });
  return asked.decide(message, new Date(asked.now + 60_000).toISOString());
};

describe('who may do what', () => {
  it.each(ROWS)('[%s] %s %s', (...[rule, kind, , content, allowed, changes]) => {
    const answers = ALL.map((role) => decided(world, ROLES[role], kind, content, changes));
    const may = ALL.filter((_, index) => answers[index]?.kind === 'accepted');
    expect(may).toEqual(ALL.filter((role) => allowed.includes(role)));
    // Who takes part and may not is told by which rule.
    const answer = answers[ALL.indexOf('participant')];
    if (answer?.kind === 'refused' && allowed.length > 0) {
      expect(answer.reasons.map((reason) => reason.rule)).toContain(rule);
    }
  });

  // What is changed of a sub-goal is offered with what is written, and receipted is what one was called to.
  const OFFERED = ROWS.filter(([, kind, event]) => kind !== 'sip-delmal' || event !== 'andrad').filter(
    ([, , , , allowed]) => allowed.length > 0,
  );

  it.each(OFFERED)('[%s] %s %s is offered to those, and to nobody else', (...[rule, kind, event, , allowed]) => {
    const { plan: its, profile, directory } = world;
    const rows = mayDoOf({ plan: its, profile, directory, units: Object.values(ROLES) });
    const row = rows.find((one) => one.kind === kind && (one.event === undefined || one.event === event));
    const may = ALL.filter((role) => row?.units.includes(ROLES[role]));
    expect([row?.rule, may]).toEqual([rule, ALL.filter((role) => allowed.includes(role))]);
  });

  it('[B-SIP-18] whoever coordinates ends a sub-goal on which nobody else works any more', () => {
    const done = plan();
    done.say(social, 'sip-insats-avslut', { intervention });
    const may = ALL.filter((role) => decided(done, ROLES[role], 'sip-delmal-avslut', { subgoal }).kind === 'accepted');
    expect(may).toEqual(['coordinator', 'owner']);
  });

  it('[B-CALL-11] that one comes or not is said by those who take part', () => {
    for (const event of ['kvitterat', 'forhinder']) {
      const said = { event, participant: { relation: 'socialtjanst', unit: social } };
      const may = ALL.filter(
        (role) => decided(planIn('kallad'), ROLES[role], 'sip-deltagare', said).kind === 'accepted',
      );
      expect(may).toEqual(WITHIN);
    }
  });

  it('[B-SIP-10] the meeting is begun, held and called off by the one who coordinates', () => {
    for (const event of ['oppnat', 'genomfort', 'installt']) {
      const content = { ...HELD, event };
      const may = ALL.filter((role) => decided(planIn('kallad'), ROLES[role], 'sip-mote', content).kind === 'accepted');
      expect([event, may]).toEqual([event, ['coordinator']]);
    }
  });

  it('[B-COORD-05] [B-SIP-14] the person counts: what somebody else of the same unit wrote is not the coordinator’s', () => {
    expect(world.refuses(centre, 'sip-avslut', { reason: 'annat', author: { name: 'Anna Ask' } })).toEqual([
      'not-coordinator B-CLOSE-02',
    ]);
    expect(world.allows(centre, 'sip-avslut', { reason: 'annat', author: { name: 'Siv Sund' } })).toBe(true);
  });
});

describe('which units send what', () => {
  const UNITS = [ward, clinic, social, homeCare, housing];
  const KINDS: readonly (readonly [rule: string, kind: MessageKind])[] = [
    ['B-SIP-22', 'sip-underlag'],
    ['B-CALL-12', 'sip-kartlaggning'],
    ['B-INI-12', 'sip-deltagare'],
    ['B-SIP-10', 'sip-mote'],
    ['B-SIP-09', 'sip-huvudmal'],
    ['B-SIP-09', 'sip-delmal'],
    ['B-SIP-18', 'sip-delmal-avslut'],
    ['B-SIP-16', 'sip-insats'],
    ['B-SIP-18', 'sip-insats-avslut'],
    ['B-SIP-18', 'sip-uppfoljning'],
    ['B-SIP-15', 'sip-delgivning'],
    ['B-COORD-07', 'sip-samordningsansvarig'],
    ['B-CLOSE-02', 'sip-avslut'],
  ];

  it.each(KINDS)('[%s] %s comes from any kind of unit but care staff', (_rule, kind) => {
    const asked = new BlekingePlan();
    const isBarred = (unit: string) => {
      const decision = decided(asked, unit, kind, {});
      return decision.kind === 'refused' && decision.reasons.some(({ code }) => code === 'sender-role');
    };
    expect([...UNITS, careStaff].filter(isBarred)).toEqual([careStaff]);
  });

  it('[B-SIP-22] every kind of a plan stands in this table', () => {
    const ofPlans = Object.entries(world.profile.kinds).flatMap(([kind, { about }]) =>
      about === 'plan' ? [kind] : [],
    );
    expect(ofPlans.filter((kind) => !KINDS.some(([, known]) => known === kind))).toEqual([]);
  });
});

describe('what is asked of other messages', () => {
  it.each(['oppnat', 'installt', 'radrum', 'sipkollen', 'plan-skapad'])(
    '[B-SIP-05] [B-SIP-09] [B-SIP-12] [B-COORD-01] [B-COORD-03] [B-COORD-06] of %s nothing',
    (event) => {
      const asked = planIn(event === 'oppnat' || event === 'installt' ? 'kallad' : 'mote-genomfort');
      expect(remarked(asked.say(centre, 'sip-mote', { event }))).toEqual([]);
    },
  );

  it('[B-COORD-01] a name that was given before the meeting is enough', () => {
    const named = planIn('kallad');
    named.say(centre, 'sip-samordningsansvarig', { coordinator: COORDINATOR });
    named.at('2026-12-08T15:00:00+01:00');
    expect(remarked(named.say(centre, 'sip-mote', without(HELD, 'coordinator')))).toEqual([]);
  });

  it('[B-SIP-14] [B-SIP-15] [B-COORD-01] of a note in a record nothing', () => {
    const unnamed = planIn('kallad').at('2026-12-08T15:00:00+01:00');
    unnamed.say(centre, 'sip-mote', without(HELD, 'coordinator'));
    expect(remarked(unnamed.say(centre, 'sip-delgivning', { event: 'journalford' }))).toEqual([]);
    expect(remarked(planIn('upprattad').say(centre, 'sip-delgivning', SIGNED))).toEqual([]);
  });

  it('[B-CALL-15] who works in care answers for coming, and being added or having receipted is no such answer', () => {
    const asked = planIn('kallad');
    const said = (event: string) => ({ event, participant: { relation: 'vard', unit: homeCare } });
    expect(remarked(asked.say(homeCare, 'sip-deltagare', said('kvitterat')))).toEqual([]);
    expect(remarked(asked.say(homeCare, 'sip-deltagare', said('forhinder')))).toEqual(['attendance-duty B-CALL-15']);
  });

  it('[B-CON-07] units to which the person agreed before need not be named again', () => {
    const told = planIn('behov');
    told.say(centre, 'samtycke', { scope: ['sip'], actors: [centre, social, homeCare] });
    const initiative = { raisedBy: 'patient', participants: [{ unit: social, relation: 'socialtjanst' }] };
    expect(remarked(told.say(centre, 'sip-initiativ', initiative, { recipients: [social] }))).toEqual([]);
    const unnamed = new BlekingePlan();
    unnamed.say(centre, 'sip-underlag', { raisedBy: 'patient' }, { consent: { given: true, scope: ['sip'] } });
    expect(remarked(unnamed.calls(centre))).toEqual(['incomplete B-CON-07']);
    const named = planIn('samtycke').calls(centre);
    expect([remarked(named), reached(named)]).toEqual([[], [homeCare, social].sort()]);
  });

  it('[B-SIP-16] what the person or somebody else does needs no unit', () => {
    for (const party of ['den-enskilde', 'narstaende', 'annan']) {
      const content = { ...MEASURE(social), subgoal, responsible: { party, name: 'Treans dotter' } };
      expect(remarked(plan().say(social, 'sip-insats', content))).toEqual([]);
    }
  });
});

describe('what is reminded of', () => {
  it.each([
    ['sip-samtycke', 'B-INI-07', 'plan'],
    ['sip-kallelse-plan', 'B-CALL-03', 'plan'],
    ['sip-forberedelse', 'B-CALL-12', 'plan'],
    ['sip-brev', 'B-CALL-15', 'plan'],
    ['sip-uppfoljningsdatum', 'B-SIP-12', 'plan'],
    ['sip-fardigstallande', 'B-SIP-14', 'plan'],
    ['sip-delgivning', 'B-SIP-15', 'plan'],
    ['sip-uppfoljning-kallelse', 'B-COORD-05', 'plan'],
    ['sip-uppfoljning', 'B-COORD-04', 'uppfoljning'],
    ['sip-avliden', 'B-CLOSE-02', 'plan'],
  ] as const)('%s is owed and reminded of [%s]', (kind, rule, ladder) => {
    const { ladders, plan: rules } = world.profile;
    expect([rules?.duties[kind]?.rule, rules?.duties[kind]?.ladder]).toEqual([rule, ladder]);
    expect(ladders[ladder]?.map(({ send, to, afterHours }) => `${send} ${to} ${String(afterHours)}`)).toEqual([
      'paminnelse responsible 0',
      'eskalering manager 24',
    ]);
  });
});
