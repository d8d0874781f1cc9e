import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '#domain/message.js';
import { mayDoOf } from '#domain/plan/deciding/may-do.js';

import { told } from '../support/domain.js';
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
  reached,
  remarked,
  SCHOOL,
  SERVICE,
  social,
  SUBGOAL,
  ward,
  without,
} from './gavleborg-plan.js';

/** Who may do what with a plan in Gävleborg, as the region's rows say it: each kind by each of those around the plan. */

const ROLES = {
  coordinator: openCare,
  owner: homeCare,
  participant: social,
  'care contact': housing,
  outsider: openCare2,
} as const;
type Role = keyof typeof ROLES;
const ALL: readonly Role[] = ['coordinator', 'owner', 'participant', 'care contact', 'outsider'];
const WITHIN: readonly Role[] = ['coordinator', 'owner', 'participant', 'care contact'];

/** A plan that goes on, whose care contact works at another unit than who coordinates. */
function plan(): GavleborgPlan {
  const world = planIn('pagaende');
  world.say(housing, 'fast-vardkontakt', { name: 'Hanna Hem' }, { plan: undefined, patient: world.patient });
  world.say(housing, 'sip-samordningsansvarig', { coordinator: { name: 'Frida Vik', unit: openCare } });
  world.say(openCare, 'sip-kartlaggning', { heading: 'kroppsfunktion', needs: 'Sover dåligt' });
  return world;
}

const world = plan();
const { goals, subgoals, interventions, areas } = world.facts;
const [goal, subgoal, intervention, area] = [goals, subgoals, interventions, areas].map((list) => list[0]?.id ?? '');
const called = { recipients: [social, openCare, homeCare] };
const person = { relation: 'narstaende', name: 'Tolva Tolvansson', channel: 'post' };

type Row = readonly [
  rule: string,
  kind: MessageKind,
  event: string,
  content: Content,
  allowed: readonly Role[],
  changes?: Partial<Message>,
];

const ROWS: readonly Row[] = [
  ['G-SIP-66', 'sip-initiativ', '', { raisedBy: 'patient' }, ALL, { recipients: [] }],
  ['G-SIP-76', 'sip-underlag', '', { needReasons: ['onskemal'] }, WITHIN],
  ['G-CON-12', 'samtycke', '', { scope: ['informationsoverforing'] }, WITHIN],
  ['G-CON-12', 'samtycke-aterkallat', '', { scope: ['informationsoverforing'] }, WITHIN],
  ['G-CLOSE-02', 'avliden', 'manuell', { diedOn: '2026-11-22', source: 'manuell' }, WITHIN],
  [
    'G-SIP-42',
    'sip-kallelse',
    'uppfoljning',
    { ...CALL, purpose: 'uppfoljning' },
    ['coordinator', 'care contact'],
    called,
  ],
  ['G-SIP-09', 'sip-kallelse', 'aktorsmote', { ...CALL, purpose: 'aktorsmote' }, ALL, called],
  ['G-SIP-30', 'sip-kartlaggning', 'ny', { heading: 'kroppsfunktion' }, WITHIN],
  ['G-SIP-56', 'sip-kartlaggning', 'andrad', { heading: 'kroppsfunktion', area }, ['coordinator']],
  ['G-SIP-26', 'sip-deltagare', 'tillagd', { event: 'tillagd', participant: person }, WITHIN],
  ['G-SIP-12', 'sip-mote', 'radrum', { event: 'radrum' }, WITHIN],
  ['G-FVK-10', 'sip-mote', 'plan-skapad', { event: 'sipkollen' }, ['coordinator']],
  ['G-FVK-10', 'sip-huvudmal', 'ny', GOAL, ['coordinator']],
  ['G-FVK-10', 'sip-huvudmal', 'andrad', { ...GOAL, goal }, ['coordinator']],
  ['G-SIP-40', 'sip-delmal', 'ny', { ...SUBGOAL, goal }, WITHIN],
  ['G-SIP-40', 'sip-delmal', 'andrad', { ...SUBGOAL, goal, subgoal }, ['coordinator', 'owner']],
  ['G-CLOSE-01', 'sip-delmal-avslut', '', { subgoal }, ['owner']],
  ['G-EVAL-08', 'sip-utvardering', '', { goal, score: '0' }, WITHIN],
  ['G-SIP-56', 'sip-insats-avslut', '', { intervention }, ['owner']],
  ['G-SIP-56', 'sip-uppfoljning', 'kommentar', { event: 'kommentar', intervention, comment: 'x' }, ['owner']],
  ['G-SIP-70', 'sip-uppfoljning', 'avsteg', { event: 'avsteg', comment: 'x' }, WITHIN],
  ['G-SIP-70', 'sip-uppfoljning', 'revisionsbeslut', { event: 'revisionsbeslut', revise: true }, ['coordinator']],
  ['G-SIP-58', 'sip-delgivning', 'delgiven', { event: 'delgiven' }, ['coordinator']],
  ['G-SIP-58', 'sip-delgivning', 'kopia', { event: 'kopia', to: person }, ['coordinator']],
  ['G-SIP-58', 'sip-delgivning', 'journalford', { event: 'journalford' }, WITHIN],
  ['G-SIP-69', 'sip-samordningsansvarig', '', { coordinator: { name: 'Siv Sund' } }, ['coordinator', 'care contact']],
  ['G-CLOSE-03', 'sip-avslut', '', { reason: 'annat', comment: 'x' }, ['coordinator']],
];

/** What is decided of a message of the unit, which names others than itself. */
const decided = (
  unit: string,
  kind: MessageKind,
  content: Content,
  { recipients, ...changes }: Partial<Message> = {},
) => {
  const others = recipients === undefined ? {} : { recipients: recipients.filter((one) => one !== unit) };
  const message = world.message(unit, kind, content, { ...changes, ...others });
  return world.decide(message, new Date(world.now + 60_000).toISOString());
};

describe('who may do what', () => {
  it.each(ROWS)('[%s] %s %s', (...[, kind, , content, allowed, changes]) => {
    const may = ALL.filter((role) => decided(ROLES[role], kind, content, changes).kind === 'accepted');
    expect(may).toEqual(ALL.filter((role) => allowed.includes(role)));
  });

  it('[G-SIP-41] [G-SIP-56] each party its own services, and changes them alone', () => {
    for (const role of WITHIN) {
      const own = { ...SERVICE(ROLES[role]), subgoal };
      expect([role, decided(ROLES[role], 'sip-insats', own).kind]).toEqual([role, 'accepted']);
      const change = decided(ROLES[role], 'sip-insats', { ...own, intervention });
      expect([role, change.kind]).toEqual([role, role === 'owner' ? 'accepted' : 'refused']);
    }
    expect(decided(openCare2, 'sip-insats', { ...SERVICE(openCare2), subgoal }).kind).toBe('refused');
  });

  it('[G-CLOSE-01] whoever coordinates ends a sub-goal on which nobody else works any more', () => {
    const done = planIn('pagaende');
    const ofDone = { subgoal: done.facts.subgoals[0]?.id ?? '', intervention: done.facts.interventions[0]?.id ?? '' };
    done.say(homeCare, 'sip-insats-avslut', { intervention: ofDone.intervention });
    done.say(openCare, 'sip-delmal-avslut', { subgoal: ofDone.subgoal });
    expect(done.facts.subgoals[0]?.state).toBe('avslutad');
  });

  it('[G-FVK-14] a care contact is named by whoever has one, also from outside the plan', () => {
    const name = { name: 'Nils Ny' };
    expect(ALL.map((role) => [role, decided(ROLES[role], 'fast-vardkontakt', name).kind])).toEqual([
      ['coordinator', 'accepted'],
      ['owner', 'accepted'],
      ['participant', 'refused'],
      ['care contact', 'accepted'],
      ['outsider', 'accepted'],
    ]);
    expect(told(world.refusal(social, 'fast-vardkontakt', name))).toEqual(['sender-role G-FVK-14']);
  });

  it('[G-SIP-12] that one comes or not is said by those who take part', () => {
    for (const event of ['kvitterat', 'forhinder']) {
      const waiting = planIn('kallad');
      const said = { event, participant: { relation: 'socialtjanst', unit: social } };
      for (const unit of [social, openCare, homeCare]) expect(waiting.allows(unit, 'sip-deltagare', said)).toBe(true);
      expect(waiting.refuses(openCare2, 'sip-deltagare', said)).toEqual(['unknown-plan']);
    }
  });

  it('[G-FVK-10] the meeting is held by whoever coordinates', () => {
    const waiting = planIn('kallad');
    for (const event of ['oppnat', 'genomfort', 'installt']) {
      expect(waiting.allows(openCare, 'sip-mote', { ...HELD, event })).toBe(true);
      expect(waiting.refuses(social, 'sip-mote', { ...HELD, event })).toEqual(['not-coordinator G-FVK-10']);
    }
  });

  it('[G-SIP-10] [G-SIP-69] what counts is the unit: who wrote it may have another name', () => {
    const author = { name: 'Siv Sund' };
    expect(world.allows(openCare, 'sip-avslut', { reason: 'annat', comment: 'x', author })).toBe(true);
  });

  it('[G-SIP-69] a unit that takes part gives no name while another one coordinates; who begins may', () => {
    const coordinator = { name: 'Siv Sund' };
    expect(planIn('kallad').refuses(social, 'sip-underlag', { coordinator })).toEqual(['not-coordinator G-SIP-69']);
    const begun = new GavleborgPlan();
    begun.say(social, 'sip-underlag', { ...NEED, coordinator });
    expect(begun.facts.coordinators.at(-1)?.name).toBe('Siv Sund');
    const told = new GavleborgPlan();
    told.say(social, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [openCare] });
    told.say(openCare, 'sip-underlag', { ...NEED, coordinator });
    expect([told.coordinator, told.facts.coordinators.at(-1)?.name]).toEqual([openCare, 'Siv Sund']);
  });

  it('[G-SIP-76] a need that nobody has taken up is taken up by any unit, which then coordinates', () => {
    const raised = new GavleborgPlan();
    raised.say(social, 'sip-initiativ', { raisedBy: 'patient' }, { recipients: [openCare] });
    const taken = raised.say(homeCare, 'sip-underlag', NEED, { plan: undefined, patient: raised.patient });
    expect([taken.answer.plan?.state, raised.coordinator, raised.plans.size]).toEqual(['underlag', homeCare, 1]);
    const again = { plan: undefined, patient: raised.patient };
    expect(raised.refuses(openCare2, 'sip-underlag', NEED, again)).toEqual(['plan-exists G-SIP-77']);
  });

  it('[G-SIP-76] a care contact whose unit was removed from the plan has no more to do with it', () => {
    const left = plan();
    left.say(openCare, 'sip-deltagare', { event: 'borttagen', participant: { relation: 'vard', unit: housing } });
    expect(left.refuses(housing, 'sip-underlag', { needReasons: ['onskemal'] })).toEqual(['unknown-plan']);
  });

  it('[G-SIP-40] [G-SIP-56] who changes what another one wrote is told whose it is', () => {
    const change = (kind: MessageKind, content: Content) => told(world.refusal(social, kind, content));
    expect(change('sip-delmal', { ...SUBGOAL, goal, subgoal })).toEqual(['not-owner G-SIP-40']);
    expect(change('sip-kartlaggning', { heading: 'kroppsfunktion', area })).toEqual(['not-owner G-SIP-56']);
  });

  it.each([
    ['G-SIP-12', 'sip-deltagare', 'kvitterat'],
    ['G-SIP-12', 'sip-deltagare', 'forhinder'],
    ['G-SIP-26', 'sip-deltagare', 'borttagen'],
    ['G-SIP-58', 'sip-delgivning', 'journalford'],
  ] as const)('[%s] who takes part sees that it may send %s %s, and by which rule', (rule, kind, event) => {
    const { plan: its, profile, directory } = world;
    const rows = mayDoOf({ plan: its, profile, directory, units: [social] });
    const row = rows.find((one) => one.kind === kind && (one.event ?? event) === event);
    expect([row?.rule, row?.units]).toEqual([rule, [social]]);
  });
});

describe('which units send what', () => {
  const UNITS = [ward, openCare, social, homeCare, housing, SCHOOL];
  const KINDS: readonly (readonly [rule: string, kind: MessageKind])[] = [
    ['G-SIP-11', 'sip-initiativ'],
    ['G-SIP-76', 'sip-underlag'],
    ['G-SIP-10', 'sip-kallelse'],
    ['G-SIP-30', 'sip-kartlaggning'],
    ['G-SIP-26', 'sip-deltagare'],
    ['G-SIP-74', 'sip-mote'],
    ['G-SIP-39', 'sip-huvudmal'],
    ['G-SIP-40', 'sip-delmal'],
    ['G-CLOSE-01', 'sip-delmal-avslut'],
    ['G-SIP-54', 'sip-insats'],
    ['G-CLOSE-01', 'sip-insats-avslut'],
    ['G-SIP-56', 'sip-uppfoljning'],
    ['G-EVAL-08', 'sip-utvardering'],
    ['G-SIP-58', 'sip-delgivning'],
    ['G-SIP-69', 'sip-samordningsansvarig'],
    ['G-CLOSE-03', 'sip-avslut'],
  ];

  it.each(KINDS)('[%s] %s comes from any kind of unit that takes part', (_rule, kind) => {
    const asked = new GavleborgPlan();
    for (const unit of UNITS) {
      const decision = asked.decide(asked.message(unit, kind, {}), new Date(asked.now).toISOString());
      const codes = decision.kind === 'refused' ? decision.reasons.map(({ code }) => code) : [];
      expect([unit, codes.includes('sender-role')]).toEqual([unit, false]);
    }
  });

  it('[G-SIP-26] every kind of a plan stands in this table', () => {
    const ofPlans = Object.entries(world.profile.kinds).flatMap(([kind, { about }]) =>
      about === 'plan' ? [kind] : [],
    );
    expect(ofPlans.filter((kind) => !KINDS.some(([, known]) => known === kind))).toEqual([]);
  });
});

describe('what is asked of a call without a stay', () => {
  const MANAGER = 'SE2321000016-VCH01';
  const calls = (unit: string, recipients: readonly string[]) =>
    remarked(new GavleborgPlan().calls(unit, {}, { consent: AGREED, recipients: [...recipients] }));

  it.each(['skola', 'forskola'])('[G-SIP-08] [G-SIP-11] [G-SIP-27] a %s begins, calls and is called', (type) => {
    const begun = new GavleborgPlan();
    const units = new Map(begun.directory.units);
    units.set(SCHOOL, { ...begun.unit(SCHOOL), type });
    begun.directory = { ...begun.directory, units };
    expect(remarked(begun.say(SCHOOL, 'sip-initiativ', { raisedBy: 'personal' }, { recipients: [openCare] }))).toEqual(
      [],
    );
    expect(remarked(begun.say(SCHOOL, 'sip-underlag', NEED))).toEqual([]);
    const plan = begun.calls(SCHOOL, {}, { consent: AGREED, recipients: [openCare, social] });
    expect(remarked(plan)).toEqual([]);
    const named = new GavleborgPlan().calls(openCare, {}, { consent: AGREED, recipients: [social, SCHOOL] });
    expect(reached(named)).toEqual([social, SCHOOL].sort());
  });

  it('[G-SIP-08] no other unit outside the stays; the others are asked nothing of the kind', () => {
    const sent = { consent: AGREED, recipients: [openCare, social] };
    expect(new GavleborgPlan().refuses(MANAGER, 'sip-kallelse', CALL, sent)).toEqual(['sender-role G-SIP-08']);
    const need = { recipients: [social] };
    expect(new GavleborgPlan().refuses(MANAGER, 'sip-initiativ', { raisedBy: 'personal' }, need)).toEqual([
      'sender-role G-SIP-08',
    ]);
    for (const unit of [openCare, social, homeCare, ward]) {
      expect(
        remarked(new GavleborgPlan().say(unit, 'sip-initiativ', { raisedBy: 'personal' }, { recipients: [housing] })),
      ).toEqual([]);
    }
  });

  it.each([
    [openCare, [social]],
    [openCare, [homeCare]],
    [openCare, [housing]],
    [social, [openCare]],
    [social, [ward]],
    [homeCare, [openCare]],
    [housing, [openCare, ward]],
    [ward, [social]],
    [ward, [openCare, homeCare]],
    [SCHOOL, [ward, social]],
    [SCHOOL, [openCare, housing]],
  ] as const)(
    '[G-SIP-02] [G-SIP-05] [G-SIP-10] [G-SIP-18] [G-SIP-22] [L-SIP-01] %s with %j is fine',
    (unit, called) => {
      expect(calls(unit, called)).toEqual([]);
    },
  );

  it('[G-SIP-27] nobody whom the directory does not know', () => {
    const sent = { consent: AGREED, recipients: [social] };
    const unknown = { ...CALL, participants: [{ relation: 'vard', unit: 'SE2321000016-FINNSEJ' }] };
    expect(new GavleborgPlan().refuses(openCare, 'sip-kallelse', unknown, sent)).toEqual(['unknown-unit G-SIP-27']);
  });

  it('[G-CON-09] a follow-up after a follow-up asks nobody anew', () => {
    const again = planIn('uppfoljning-genomford').calls(openCare, { purpose: 'uppfoljning' });
    expect([again.answer.plan?.state, remarked(again)]).toEqual(['uppfoljning-kallad', []]);
  });
});

describe('what is asked of a meeting', () => {
  it.each(['oppnat', 'radrum', 'sipkollen', 'plan-skapad', 'installt'])(
    '[G-SIP-25] [G-SIP-34] [G-SIP-36] [G-SIP-42] [G-SIP-62] [G-SIP-63] [G-SIP-67] of %s nothing',
    (event) => {
      const asked = planIn(event === 'oppnat' || event === 'installt' ? 'kallad' : 'mote-genomfort');
      const bare = new GavleborgPlan();
      bare.say(openCare, 'sip-underlag', NEED, { consent: AGREED });
      bare.calls(openCare);
      for (const one of event === 'oppnat' || event === 'installt' ? [asked, bare] : [asked]) {
        for (const more of [{}, { followUpOn: '2027-03-08' }]) {
          const sent = one.decide(
            one.message(openCare, 'sip-mote', { event, ...more }),
            new Date(one.now).toISOString(),
          );
          expect(sent.kind === 'accepted' && remarked(sent.plan)).toEqual([]);
        }
      }
    },
  );

  it('[G-SIP-67] who may act for the person stands in for the person', () => {
    const attendance = [{ relation: 'foretradare', name: 'Gun God', attended: true }];
    expect(remarked(planIn('kallad').meets({ attendance }))).toEqual([]);
  });

  it('[G-SIP-48] a main goal with a day of its own needs none of the plan', () => {
    const asked = planIn('kallad').at('2026-12-08T15:00:00+01:00');
    asked.say(openCare, 'sip-mote', without(HELD, 'followUpOn', 'followUpForm'));
    expect(remarked(asked.say(openCare, 'sip-huvudmal', GOAL))).toEqual([]);
  });
});
