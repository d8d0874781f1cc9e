import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { ResendDelivery } from '#flows/resend-delivery.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgResendStore } from '#persistence/resend.store.js';
import { TOLVAN } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { DIRECTORY, NORRBOTTEN, SIP_UNITS } from '../support/plan-sight.js';
import { PlanHttpWorld } from './plan-http-world.js';

/** What a unit has got of a plan, and to whom else it comes: what is handed on, sent again, or said to be misdirected. */

const { social, openCare, homeCare } = SIP_UNITS;
/** Another unit of the organisation that has the health centre. */
const OTHER_CENTRE = 'SE2321000222-HC02';
/** Another unit of the municipality. */
const HOUSING = 'SE2120002742-SABO01';
const NURSE: Caller = { clientId: 'norrbotten-oppenvard', roles: ['party'], units: [openCare] };
const HOME: Caller = { clientId: 'lulea-kommun', roles: ['party'], units: [homeCare] };
const OPERATOR: Caller = { clientId: 'console', roles: ['operations'], units: [] };
const ALL = ['kallelse', 'mote', 'plan', 'informationsoverforing'];

let world: PlanHttpWorld;
let handling: HandleDelivery;
let resending: ResendDelivery;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
  const configuration = new ConfigurationHolder({
    profiles: new Map([['norrbotten', NORRBOTTEN]]),
    directory: DIRECTORY,
  });
  const { dataSource, clock } = world;
  const inbox = new PgInboxStore(dataSource);
  const signals = new LocalInboxSignals(inbox);
  const store = new PgHandlingStore(dataSource);
  handling = new HandleDelivery(inbox, store, configuration, clock, signals, uuidV7);
  resending = new ResendDelivery(new PgResendStore(dataSource), configuration, clock, signals);
}, 60_000);
afterAll(() => world.close());

/** The plan of a new person, told up to its first shared intervention. */
async function ongoing(): Promise<string> {
  world.clock.time = new Date('2026-11-23T07:30:00Z');
  // A person has one open plan at most: those before belong to others from now on.
  await world.rows('UPDATE plan SET patient_id = id::text WHERE patient_id = $1', [TOLVAN.id]);
  return (await world.ongoing()).plan;
}

interface Lying {
  id: string;
  kind: string;
  state: string;
}

const lying = (plan: string, unit: string) =>
  world.rows<Lying>('SELECT id, kind, state FROM delivery WHERE plan_id = $1 AND unit = $2 ORDER BY id', [plan, unit]);

async function first(plan: string, unit: string, kind: string): Promise<string> {
  const found = (await lying(plan, unit)).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`${unit} has no ${kind}`);
  return found.id;
}

/** What a unit owes for a plan, receipts aside. */
const owing = async (plan: string, unit: string) =>
  (
    await world.rows<{ kind: string; due: Date }>(
      `SELECT kind, due FROM deadline WHERE plan_id = $1 AND responsible = $2 AND state = 'open' AND delivery_id IS NULL ORDER BY 1, 2`,
      [plan, unit],
    )
  ).map(({ kind, due }) => `${kind} ${due.toISOString()}`);
const unitsIn = async (plan: string) =>
  (await world.rows<{ unit: string }>('SELECT unit FROM plan_unit WHERE plan_id = $1', [plan])).map(({ unit }) => unit);
const versionOf = async (plan: string) =>
  (await world.rows<{ version: number }>('SELECT version FROM plan WHERE id = $1', [plan]))[0]?.version ?? 0;

/** From now on the consent covers these units alone. */
const only = (plan: string, ...actors: string[]) =>
  world.tell(social, 'samtycke', { scope: ['sip', 'informationsoverforing'], actors }, { plan });

describe('handing on what belongs to a plan', () => {
  it('[N-CON-01] goes to another unit of the organisation as long as the consent names none', async () => {
    const plan = await ongoing();
    const call = await first(plan, openCare, 'sip-kallelse');
    expect(await handling.forward(NURSE, call, OTHER_CENTRE)).toMatchObject({ kind: 'forwarded' });
    expect(await lying(plan, OTHER_CENTRE)).toMatchObject([{ kind: 'sip-kallelse', state: 'waiting' }]);
  });

  it('[N-CON-01] goes to nobody outside the units that the consent names, and stays where it is', async () => {
    const plan = await ongoing();
    const goal = await first(plan, openCare, 'sip-huvudmal');
    await only(plan, openCare, homeCare);
    const answer = await handling.forward(NURSE, goal, OTHER_CENTRE);
    expect(answer).toMatchObject({ kind: 'invalid', path: 'unit' });
    expect(JSON.stringify(answer)).not.toMatch(/Tolvan|1912-?12/);
    expect(await lying(plan, OTHER_CENTRE)).toEqual([]);
    expect((await lying(plan, openCare)).find(({ id }) => id === goal)?.state).toBe('waiting');
  });

  it('[N-CON-03] goes nowhere once the consent is gone, not even what tells that', async () => {
    const plan = await ongoing();
    await world.tell(social, 'samtycke-aterkallat', { scope: ALL }, { plan });
    const notice = await first(plan, openCare, 'samtycke-aterkallat');
    expect(await handling.forward(NURSE, notice, OTHER_CENTRE)).toMatchObject({ kind: 'invalid', path: 'unit' });
    const call = await first(plan, openCare, 'sip-kallelse');
    expect(await handling.forward(NURSE, call, OTHER_CENTRE)).toMatchObject({ kind: 'conflict', met: 'withdrawn' });
    expect(await lying(plan, OTHER_CENTRE)).toEqual([]);
  });

  it('[N-CON-03] at the very instant at which the consent is taken back leaves nothing anywhere', async () => {
    const plan = await ongoing();
    const call = await first(plan, openCare, 'sip-kallelse');
    const holder = world.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT 1 FROM delivery WHERE id = $1 FOR UPDATE', [call]);
    const waiting = (count: number) =>
      eventually(`${String(count)} wait for a lock`, async () => {
        const [row] = await world.rows<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return row?.n === count;
      });
    const forwarded = handling.forward(NURSE, call, OTHER_CENTRE);
    await waiting(1);
    const withdrawn = world.tell(social, 'samtycke-aterkallat', { scope: ALL }, { plan });
    await waiting(2);
    await holder.commitTransaction();
    await holder.release();
    expect(await forwarded).toMatchObject({ kind: 'forwarded' });
    await withdrawn;
    // Who has the place by then is told that the consent is gone, and has nothing else.
    expect(await lying(plan, OTHER_CENTRE)).toMatchObject([
      { kind: 'sip-kallelse', state: 'withdrawn' },
      { kind: 'samtycke-aterkallat', state: 'waiting' },
    ]);
  });

  it('[N-PART-03] gives the place in the plan along: who has it now reads, is told and owes, and the other one does not', async () => {
    const plan = await ongoing();
    const before = await owing(plan, homeCare);
    expect(before.length).toBeGreaterThan(0);
    await handling.forward(HOME, await first(plan, homeCare, 'sip-kallelse'), HOUSING);
    expect([await owing(plan, homeCare), await owing(plan, HOUSING)]).toEqual([[], before]);
    const units = await unitsIn(plan);
    expect([units.includes(homeCare), units.includes(HOUSING)]).toEqual([false, true]);
    await world.tell(social, 'sip-huvudmal', { text: 'Jag vill laga mat' }, { plan });
    const goals = async (unit: string) =>
      (await lying(plan, unit)).filter(({ kind }) => kind === 'sip-huvudmal').length;
    expect([await goals(homeCare), await goals(HOUSING)]).toEqual([1, 1]);
  });

  it('[N-PART-01] ends with a call that was misdirected: nothing more of the plan goes there, and nothing is owed', async () => {
    const plan = await ongoing();
    const version = await versionOf(plan);
    await handling.misdirected(HOME, await first(plan, homeCare, 'sip-kallelse'), 'Patienten är inte listad här');
    expect([await owing(plan, homeCare), (await unitsIn(plan)).includes(homeCare)]).toEqual([[], false]);
    expect(await versionOf(plan)).toBe(version + 1);
    const before = (await lying(plan, homeCare)).length;
    await world.tell(social, 'sip-huvudmal', { text: 'Jag vill laga mat' }, { plan });
    expect(await lying(plan, homeCare)).toHaveLength(before);
    // The rest of what lay there is handled one by one, and changes nothing more.
    await handling.misdirected(HOME, await first(plan, homeCare, 'sip-huvudmal'), 'Samma här');
    expect(await versionOf(plan)).toBe(version + 2);
  });

  it('[N-PART-01] and at the same time as something else is told of the plan loses neither', async () => {
    const plan = await ongoing();
    const version = await versionOf(plan);
    const call = await first(plan, homeCare, 'sip-kallelse');
    await Promise.all([
      handling.misdirected(HOME, call, 'Fel vårdcentral'),
      ...['Maten', 'Trappan', 'Sömnen'].map((text) =>
        world.tell(social, 'sip-delmal', { heading: 'hemliv', text: `Jag klarar ${text}` }, { plan }),
      ),
    ]);
    expect(await versionOf(plan)).toBe(version + 4);
    expect((await unitsIn(plan)).includes(homeCare)).toBe(false);
  });

  it('misdirected: the sender is told by the id of the plan alone, and nobody else is', async () => {
    const plan = await ongoing();
    const goal = await first(plan, openCare, 'sip-huvudmal');
    await handling.misdirected(NURSE, goal, 'Fel vårdcentral');
    const notices = await world.rows<{ unit: string; body: object }>(
      `SELECT d.unit, m.body FROM delivery d JOIN message m ON m.id = d.message_id WHERE d.plan_id = $1 AND d.kind = 'felsant'`,
      [plan],
    );
    expect(notices).toMatchObject([{ unit: social, body: { plan } }]);
    expect(JSON.stringify(notices)).not.toMatch(/Tolvan|1912-?12|midsommar/);
  });
});

describe('sending again what belongs to a plan', () => {
  const again = (id: string) => resending.resend(OPERATOR, id, 'Enheten har tappat sin inkorg');
  const outcome = async (id: string) => {
    const preview = await resending.preview(id);
    const done = await again(id);
    const kinds = { resend: 'resent', refused: 'refused' } as const;
    expect(done?.kind).toBe(kinds[preview?.decision.kind ?? 'refused']);
    return done?.kind === 'refused' ? done.decision.met : done?.kind;
  };

  it('goes to who takes part still', async () => {
    const plan = await ongoing();
    expect(await outcome(await first(plan, homeCare, 'sip-huvudmal'))).toBe('resent');
  });

  it('[N-CON-03] is over with the consent, also for what was receipted before; that it is over is told again', async () => {
    const plan = await ongoing();
    const goal = await first(plan, homeCare, 'sip-huvudmal');
    await handling.receipt(HOME, goal, { by: { name: 'Hugo Hem' }, at: undefined });
    await world.tell(social, 'samtycke-aterkallat', { scope: ALL }, { plan });
    await world.rows(`UPDATE delivery SET state = 'receipted' WHERE id = $1`, [goal]);
    expect(await outcome(goal)).toBe('not-consented');
    expect(await outcome(await first(plan, homeCare, 'samtycke-aterkallat'))).toBe('resent');
  });

  it('[N-CON-01] reaches nobody whom the consent leaves out since', async () => {
    const plan = await ongoing();
    const goal = await first(plan, homeCare, 'sip-huvudmal');
    await only(plan, openCare);
    expect(await outcome(goal)).toBe('not-consented');
    expect(await outcome(await first(plan, openCare, 'sip-huvudmal'))).toBe('resent');
  });

  it('[N-PART-01] reaches nobody who was removed', async () => {
    const plan = await ongoing();
    const goal = await first(plan, homeCare, 'sip-huvudmal');
    const participant = { unit: homeCare, relation: 'vard' };
    await world.tell(social, 'sip-deltagare', { event: 'borttagen', participant }, { plan });
    expect(await outcome(goal)).toBe('not-consented');
  });
});

describe('an intervention that nobody has shared', () => {
  it('[N-INT-03] lies in no inbox, so that there is nothing to hand on or to send again', async () => {
    const plan = await ongoing();
    const before = await world.rows('SELECT id FROM delivery WHERE plan_id = $1', [plan]);
    const { subgoals } = (
      await world.rows<{ subgoals: { id: string }[] }>(`SELECT facts->'subgoals' AS subgoals FROM plan WHERE id = $1`, [
        plan,
      ])
    )[0] ?? { subgoals: [] };
    const saved = {
      subgoal: subgoals[0]?.id,
      text: 'Hemligt utkast',
      shared: false,
      responsible: { party: 'enhet', unit: openCare },
    };
    const { id } = await world.tell(openCare, 'sip-insats', saved, { plan });
    await world.tell(openCare, 'sip-insats', { ...saved, intervention: id, text: 'Hemligt utkast 2' }, { plan });
    await world.tell(openCare, 'sip-insats-avslut', { intervention: id, reason: 'ej-aktuell' }, { plan });
    expect(await world.rows('SELECT id FROM delivery WHERE plan_id = $1', [plan])).toEqual(before);
  });
});
