import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { createTestDatabase } from '../support/database.js';
import { makeDataFolder } from '../support/database-folder.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { BASIS, BOTH, CALL, GOAL, IN, intervention, LULEAN, MEETING, SUBGOAL } from '../support/norrbotten.js';

/** A plan (SIP) in Norrbotten through a whole hub, from the need to the death of the person; the hub is killed in the middle. */

const PORTAL = 'portal-norrbotten';
const ADDRESS = { line: ['Björkskataleden 2'], postalCode: '97441', city: 'Luleå' };
const PERSON = { ...LULEAN, address: ADDRESS };

type Answer = Awaited<ReturnType<RunningHub['call']>>;

let hub: RunningHub;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
const folder = makeDataFolder();
const register = join(folder.path, 'register');
let plan = '';
let number = 0;

const start = () =>
  startHub({
    dataDir: folder.path,
    databaseUrl: database.url,
    env: { HEMGANG_REGISTER_DIR: register, HEMGANG_REGISTER_SECONDS: '1' },
  });

beforeAll(async () => {
  database = await createTestDatabase();
  hub = await start();
}, 120_000);

afterAll(async () => {
  await hub.stop();
  await database.drop();
  folder.remove();
});

/** Sets the clock to a time of day in Sweden in winter. */
async function at(time: string): Promise<void> {
  const { status } = await hub.call(await hub.token('operations'), 'POST', '/v1/simulation/clock', {
    now: `${time}:00+01:00`,
  });
  expect(status).toBeLessThan(300);
}

function written(sender: string, kind: string, content: object, more: object = {}): object {
  number += 1;
  const about = plan === '' ? { patient: PERSON } : { plan };
  return {
    messageId: `p-${String(number)}`,
    kind,
    sender,
    sentAt: '2026-11-23T07:30:00+01:00',
    ...about,
    content,
    ...more,
  };
}

async function post(sender: string, message: object): Promise<Answer> {
  return hub.call(await hub.tokenFor(sender), 'POST', '/v1/messages', message);
}

/** Tells a message that is taken; gives the hub's id of it and the state that it leaves the plan in. */
async function say(sender: string, kind: string, content: object, more: object = {}) {
  const { status, body } = await post(sender, written(sender, kind, content, more));
  expect([status, body.errors]).toEqual([201, undefined]);
  return { id: String(body.id), state: String(body.plan.state), plan: String(body.plan.id) };
}

async function get(unit: string, path: string): Promise<Answer> {
  return hub.call(await hub.tokenFor(unit), 'GET', path);
}

/** Kinds of what a unit has in its inbox of the plan. */
async function inboxOf(unit: string): Promise<string[]> {
  const { body } = await get(unit, `/v1/inboxes/${unit}?state=all&limit=200`);
  return body.items
    .filter(({ message }: { message: { plan?: string } }) => message.plan === plan)
    .map(({ message }: { message: { kind: string } }) => message.kind);
}

const owed = ({ body }: Answer): string[] =>
  body.waitedFor.map(({ kind, unit }: { kind: string; unit: string }) => `${kind} ${unit}`);

async function shown(after = '0') {
  const { body } = await hub.call(await hub.token(PORTAL), 'GET', `/v1/portal/changes?after=${after}`);
  return { next: String(body.next), states: body.items.map(({ state }: { state: string }) => state) };
}

describe('a plan through the whole hub', () => {
  let place = '0';
  let subgoal = '';

  it('[N-BASIS-01] [N-CALL-02] goes from the need to the call, which reaches those who are called, with the mapping', async () => {
    ({ plan } = await say(IN.social, 'sip-initiativ', { raisedBy: 'patient' }));
    await say(IN.social, 'sip-underlag', BASIS);
    await say(IN.social, 'sip-underlag', { consents: BOTH });
    await say(IN.social, 'sip-kartlaggning', { heading: 'forflyttning', needs: 'Trappan' });
    await at('2026-11-24T09:00');
    const participants = [{ relation: 'den-enskilde', channel: 'post' }];
    const recipients = [IN.centre, IN.homeCare];
    const called = await say(IN.social, 'sip-kallelse', { ...CALL, participants }, { recipients });
    expect(called.state).toBe('kallad');
    expect(await inboxOf(IN.centre)).toEqual(expect.arrayContaining(['sip-kallelse', 'sip-kartlaggning']));
  });

  it('[N-PREP-02] those who take part see the plan and what is awaited of them; for others there is none', async () => {
    const view = await get(IN.centre, `/v1/plans/${plan}`);
    expect(view.body).toMatchObject({ state: 'kallad', coordinator: { unit: IN.social }, patient: { id: PERSON.id } });
    expect(owed(view)).toContain(`sip-forberedelse ${IN.centre}`);
    expect((await get('SE2120002767-SOC01', `/v1/plans/${plan}`)).status).toBe(404);
  });

  it('./hemgang plan shows it to a unit on the command line, and to nobody who takes no part', async () => {
    const env = { HEMGANG_DATA_DIR: folder.path };
    const words = ['plan', plan, '--url', hub.url, '--language', 'en'];
    const seen = await runCli([...words, '--unit', IN.centre], env);
    expect([seen.code, seen.out]).toEqual([0, expect.stringContaining(`SIP ${plan}: called`)]);
    expect(seen.out).toContain('Coordinates: Brita Berg, Biståndsenheten Luleå');
    expect(seen.out).toContain('[N-PREP-02]');
    const other = await runCli([...words, '--unit', 'SE2120002767-SOC01'], env);
    expect([other.code, other.out]).toEqual([1, '']);
  }, 30_000);

  it('the meeting stands in the calendar of who is called, and nothing in it says who the person is', async () => {
    const { headers, body } = await get(IN.centre, `/v1/units/${IN.centre}/calendar.ics`);
    expect(headers.get('content-type')).toContain('text/calendar');
    expect(body).toMatch(/DTSTART[^\n]*20261208T/);
    expect(body).not.toMatch(/Tolvan|191212121212|Vad som är viktigt/);
  });

  it('[N-CALL-07] the person gets the call on paper: the letter is printed and posted', async () => {
    const queue = await get(IN.social, `/v1/units/${IN.social}/print-queue?plan=${plan}`);
    expect(queue.body.items).toMatchObject([{ kind: 'kallelse', state: 'queued', receiver: { address: ADDRESS } }]);
    const [{ id }] = queue.body.items;
    const letter = await get(IN.social, `/v1/print-queue/${String(id)}/document`);
    expect([letter.headers.get('content-type'), String(letter.body).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    const token = await hub.tokenFor(IN.social);
    for (const done of ['printed', 'posted']) {
      const by = { name: 'Brita Berg' };
      const { body } = await hub.call(token, 'POST', `/v1/print-queue/${String(id)}/${done}`, { by });
      expect(body.state).toBe(done);
    }
    expect(owed(await get(IN.social, `/v1/plans/${plan}`))).not.toContain(`sip-brev ${IN.social}`);
  });

  it('[N-GOAL-02] is killed while the main goal is told: sent again it is there, and there once', async () => {
    await at('2026-12-08T14:00');
    await say(IN.social, 'sip-mote', MEETING);
    await say(IN.social, 'sip-mote', { event: 'plan-skapad' });
    const goal = written(IN.social, 'sip-huvudmal', GOAL);
    const onItsWay = post(IN.social, goal).catch(() => undefined);
    await hub.kill9();
    await onItsWay;
    hub = await start();
    await at('2026-12-08T15:00');
    const again = await post(IN.social, goal);
    expect([200, 201]).toContain(again.status);
    const repeated = await post(IN.social, goal);
    expect([repeated.status, repeated.body]).toEqual([200, again.body]);
    const { body } = await get(IN.homeCare, `/v1/plans/${plan}`);
    expect(body.goals).toHaveLength(1);
    expect([body.state, body.meetings.length]).toEqual(['huvudmal-klart', 1]);
  }, 120_000);

  it('[N-PUB-04] goes on after it: the person is shown the plan once a shared intervention is there', async () => {
    expect(await shown(place)).toMatchObject({ states: [] });
    await at('2026-12-09T09:00');
    subgoal = (await say(IN.homeCare, 'sip-delmal', SUBGOAL)).id;
    await say(IN.homeCare, 'sip-insats', intervention(subgoal, { text: 'Bara hemsjukvården vet', shared: false }));
    const { state } = await say(IN.homeCare, 'sip-insats', intervention(subgoal));
    expect(state).toBe('pagaende');
    const feed = await shown(place);
    expect(feed.states).toEqual(['shown']);
    place = feed.next;
    const carePlan = await hub.call(await hub.token(PORTAL), 'GET', `/fhir/CarePlan/${plan}`);
    expect(JSON.stringify(carePlan.body)).toContain('Du får sällskap i trappan');
    expect(JSON.stringify(carePlan.body)).not.toContain('Bara hemsjukvården vet');
  });

  it('[N-INT-05] [N-PRINT-01] what is not shared is on no document and in no view but its own', async () => {
    const view = await get(IN.centre, `/v1/plans/${plan}`);
    expect(JSON.stringify(view.body)).not.toContain('Bara hemsjukvården vet');
    expect(JSON.stringify((await get(IN.homeCare, `/v1/plans/${plan}`)).body)).toContain('Bara hemsjukvården vet');
    const pdf = await get(IN.centre, `/v1/plans/${plan}/document?kind=plan`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it('[N-CLOSE-13] [N-CLOSE-15] a file of the register leaves a task, closing it by hand takes the plan from 1177', async () => {
    mkdirSync(register, { recursive: true });
    const hidden = join(register, '.deaths.json');
    writeFileSync(hidden, JSON.stringify([{ id: PERSON.id, diedOn: '2026-12-09' }]));
    renameSync(hidden, join(register, 'deaths.json'));
    await eventually('the register is read', async () => {
      const view = await get(IN.social, `/v1/plans/${plan}`);
      return view.body.state === 'avliden-aviserad' && owed(view).includes(`sip-avliden ${IN.social}`);
    });
    const refused = await post(
      IN.homeCare,
      written(IN.homeCare, 'sip-avslut', { reason: 'avliden', comment: 'Avliden' }),
    );
    expect(refused.body.errors).toMatchObject([{ code: 'not-coordinator', rule: 'N-CLOSE-09' }]);
    const closed = await say(IN.social, 'sip-avslut', { reason: 'avliden', comment: 'Enligt folkbokföringen' });
    expect(closed.state).toBe('avslutad');
    expect((await shown(place)).states).toEqual(['withdrawn']);
    expect((await inboxOf(IN.centre)).at(-1)).toBe('sip-avslut');
  });

  it('[L-LOG-01] says nothing of the person in its log', () => {
    expect(hub.log()).not.toMatch(/Tolvan|191212121212|trappan/i);
  });
});
