import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Content, MessageKind } from '#domain/message.js';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { PlanHttpWorld } from './plan-http-world.js';

/** Messages that name the plan of one person and the stay, the identity, the meeting or the goal of another one. */

const { social, homeCare } = SIP_UNITS;
const WARD = 'SE2321000222-AVD41';
/** A party of the other person's stay, without a part in the plan. */
const CENTRE = 'SE2321000222-HC02';
const OTHER = '194203159803';
const NO_PLAN = '01900000-0000-7000-8000-00000000dead';
const PLAN_TABLES = ['plan', 'print_job', 'plan_unit', 'plan_day'];

let world: PlanHttpWorld;
let plan: string;
let stay: string;
let subgoal: string;
let meeting: string;

const elvan = { ...TOLVAN, id: OTHER, givenName: 'Elva', familyName: 'Elvasson', municipality: '2580' };

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

beforeEach(async () => {
  await world.rows(
    'TRUNCATE plan, plan_unit, plan_day, print_job, deadline, delivery, message, episode, idempotency_key',
  );
  world.clock.time = new Date('2026-11-23T07:30:00Z');
  ({ plan, subgoal } = await world.ongoing());
  const [call] = await world.rows<{ id: string }>(
    `SELECT id FROM message WHERE plan_id = $1 AND kind = 'sip-kallelse'`,
    [plan],
  );
  meeting = call?.id ?? '';
  const admitted = await world.tell(
    WARD,
    'inskrivningsmeddelande',
    { admittedAt: world.clock.time.toISOString(), expectedDischarge: '2026-12-10' },
    {
      ...{ episodeId: 'V-1', planningCategory: 'BC', patient: { ...elvan, healthCentre: CENTRE } },
      consent: { given: true, scope: ['informationsoverforing'] },
    },
  );
  stay = admitted.episode?.id ?? '';
});

/** All that hangs on the plan. */
async function whole(): Promise<string> {
  const rows = await Promise.all([
    ...PLAN_TABLES.map((table) =>
      world.rows(`SELECT * FROM ${table} WHERE ${table === 'plan' ? 'id' : 'plan_id'} = $1`, [plan]),
    ),
    world.rows('SELECT id, state, due FROM deadline WHERE plan_id = $1 ORDER BY id', [plan]),
    world.rows('SELECT id, state, unit FROM delivery WHERE plan_id = $1 ORDER BY id', [plan]),
  ]);
  return JSON.stringify(rows);
}

const CALL = {
  ...{
    purpose: 'sip',
    setting: 'fore-utskrivning',
    meetingAt: '2026-12-08T13:00:00+01:00',
    minutes: 60,
    place: 'Sal 1',
  },
  ...{ form: 'fysiskt', agenda: ['Hemgång'] },
};
const YES_TO_ALL = { given: true, scope: ['sip', 'informationsoverforing'] };
const MESSAGES: readonly [MessageKind, Content, object][] = [
  ['sip-kallelse', CALL, { recipients: [WARD], consent: YES_TO_ALL }],
  ['sip-kallelse', { ...CALL, purpose: 'uppfoljning' }, { recipients: [WARD], consent: YES_TO_ALL }],
  [
    'sip-kallelse',
    { ...CALL, purpose: 'aktorsmote', regards: 'planering' },
    { recipients: [WARD], consent: YES_TO_ALL },
  ],
  ['sip-initiativ', { reasonText: 'Mycket nytt', raisedBy: 'personal' }, {}],
  ['samtycke', { scope: ['sip'] }, {}],
  ['samtycke-aterkallat', { scope: ['sip', 'informationsoverforing'] }, {}],
  ['avliden', { diedOn: '2026-11-23' }, {}],
  ['fast-vardkontakt', { name: 'Doris Distrikt', title: 'distriktssköterska', coordinator: true }, {}],
  ['sip-underlag', { reasonText: 'Mycket', consents: [{ about: 'plan', answer: 'nej' }] }, {}],
  ['sip-huvudmal', { text: 'Nytt mål' }, {}],
  ['sip-mote', { event: 'installt' }, {}],
  ['sip-avslut', { comment: 'Slut' }, {}],
  ['sip-samordningsansvarig', { coordinator: { name: 'Nils Ny' }, decided: 'annat' }, {}],
];

/** What a sender is told, without the ids and times of this message. */
async function told(unit: string, [kind, content, more]: (typeof MESSAGES)[number], head: object): Promise<string> {
  const report = await world.admit(unit, kind, content, { ...more, ...head });
  const text = report.kind === 'refused' ? JSON.stringify(report.reasons) : JSON.stringify(report);
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/m-\d+/g, 'm')
    .replaceAll(/2026-[-0-9T:.+Z]+/g, 'at')
    .replaceAll(/"(line|column)":\d+/g, '');
}

describe('a plan that a message names beside what is of another person', () => {
  const heads = (named: string): Record<string, object> => ({
    'the stay': { episode: stay, plan: named },
    'the identity': { patient: elvan, plan: named },
    both: { episode: stay, patient: elvan, plan: named },
  });

  it.each(['the stay', 'the identity', 'both'])(
    'is no other to who takes no part in it than one that is not there: %s',
    async (by) => {
      const before = await whole();
      const differing: string[] = [];
      for (const one of MESSAGES) {
        const [known, unknown] = [
          await told(CENTRE, one, heads(plan)[by] ?? {}),
          await told(CENTRE, one, heads(NO_PLAN)[by] ?? {}),
        ];
        if (known !== unknown) differing.push(`${one[0]}: ${known} | ${unknown}`);
        expect([one[0], one[1]['purpose'], (await whole()) === before]).toEqual([one[0], one[1]['purpose'], true]);
      }
      expect(differing).toEqual([]);
    },
  );

  it.each(['the stay', 'the identity', 'both'])('stays as it is when its own coordinator errs: %s', async (by) => {
    const before = await whole();
    for (const one of MESSAGES) {
      const answer = await told(social, one, heads(plan)[by] ?? {});
      expect([one[0], answer, (await whole()) === before]).toEqual([one[0], answer, true]);
    }
  });
});

describe('what a message names in its own plan, and is of another one', () => {
  it('is not there: a meeting, a goal, a sub-goal, an intervention', async () => {
    world.clock.time = new Date('2026-11-23T07:30:00Z');
    const other = await world.ongoing(OTHER);
    const before = await whole();
    const tries: [MessageKind, Content][] = [
      ['sip-mote', { event: 'installt', meeting, reason: 'x' }],
      ['sip-insats', { subgoal, text: 'Jag hjälper', shared: true, responsible: { party: 'enhet', unit: homeCare } }],
      ['sip-delmal', { subgoal, heading: 'halsa', text: 'Annat' }],
      ['sip-delmal-avslut', { subgoal }],
      ['sip-deltagare', { event: 'kvitterat', meeting, participant: { unit: homeCare, relation: 'vard' } }],
    ];
    for (const [kind, content] of tries) {
      const report = await world.admit(social, kind, content, { plan: other.plan });
      expect([kind, report.kind === 'refused' && report.reasons.some(({ code }) => code === 'unknown-object')]).toEqual(
        [kind, true],
      );
      expect(JSON.stringify(report)).not.toMatch(/Tolvan|1912-?12|sover hela/);
    }
    expect(await whole()).toBe(before);
  });
});
