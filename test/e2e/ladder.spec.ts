import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BY,
  ContractWorld,
  deliveryTo,
  HEALTH_CENTRE,
  later,
  notice,
  OPERATIONS_UNIT,
  SOCIAL,
  WARD,
} from './contract-world.js';
import type { Accepted, Fields } from './contract-world.js';

const MANAGER_OF_SOCIAL = 'SE2120002338-CHEF01';
const MANAGER_OF_WARD = 'SE2321000016-VCH01';

/** The weekend on which the clocks go forward: at 02:00 on Sunday it is 03:00. */
const FRIDAY = '2027-03-26';
const SATURDAY = '2027-03-27';
const SUNDAY = '2027-03-28';
const MONDAY = '2027-03-29';

const SWEDISH = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});

let world: ContractWorld;
let first: Fields;
let missed: Accepted;
let withoutDate: Accepted;
let withdrawn: Accepted;

/** What the hub sent to a unit about one episode, with the Swedish time at which it did. */
async function told(unit: string, about: Accepted, kind: 'paminnelse' | 'eskalering'): Promise<string[]> {
  const items = (await world.inbox(unit)).filter(
    ({ message }) => message.kind === kind && Reflect.get(message, 'episode') === about.episode.id,
  );
  return items.map(
    ({ receivedAt, message }) => `${SWEDISH.format(new Date(receivedAt))} ${message.content['step'] ?? ''}`,
  );
}

async function receipt(answer: Accepted, units: readonly string[]): Promise<void> {
  for (const unit of units) await world.as(unit, 'POST', `/v1/deliveries/${deliveryTo(answer, unit)}/receipt`, BY);
}

beforeAll(async () => {
  world = await ContractWorld.open({ HEMGANG_CLOCK: `simulated:${FRIDAY}T12:59:59+01:00` });
  const content = { admittedAt: `${FRIDAY}T10:00:00+01:00`, expectedDischarge: '2027-03-30' };
  first = notice({ sentAt: `${FRIDAY}T12:50:00+01:00`, content });
  missed = await world.accept(first);
  await receipt(missed, [HEALTH_CENTRE]);
  await world.moveTo(`${SATURDAY}T12:00:00+01:00`);
  const undated = { admittedAt: `${SATURDAY}T02:30:00+01:00` };
  withoutDate = await world.accept(notice({ sentAt: `${SATURDAY}T11:50:00+01:00`, content: undated }));
  await receipt(withoutDate, [HEALTH_CENTRE, SOCIAL]);
  const opened = notice({ sentAt: `${SATURDAY}T11:50:00+01:00`, content });
  await receipt(await world.accept(opened), [HEALTH_CENTRE, SOCIAL]);
  withdrawn = await world.accept(later('utskrivningsklar', opened, { readyAt: `${SATURDAY}T11:55:00+01:00` }));
  await world.accept(later('utskrivningsklar-aterkallad', opened));
  await world.moveTo(`${MONDAY}T10:00:00+02:00`);
}, 120_000);
afterAll(() => world.close());

describe('a unit that never receipts, over the weekend on which the clocks go forward', () => {
  it('[G-ACK-03] owes it at 13:00 on Friday', () => {
    expect(missed.deadlines.map(({ due }) => SWEDISH.format(new Date(due)))).toEqual([
      `${FRIDAY} 13:00`,
      `${FRIDAY} 13:00`,
    ]);
  });

  it('[G-ACK-12] [G-ACK-04] is reminded then and at each window since, by Swedish time', async () => {
    expect(await told(SOCIAL, missed, 'paminnelse')).toEqual([
      `${FRIDAY} 13:00 paminnelse`,
      ...[SATURDAY, SUNDAY].flatMap((day) => [`${day} 09:00 paminnelse`, `${day} 13:00 paminnelse`]),
      `${MONDAY} 09:00 paminnelse`,
    ]);
  });

  it('[G-ACK-11] [G-ACK-12] the ward hears at once, the manager after two hours, operations after 24, each once', async () => {
    expect(await told(WARD, missed, 'eskalering')).toEqual([`${FRIDAY} 13:00 avsandare`]);
    expect(await told(MANAGER_OF_SOCIAL, missed, 'eskalering')).toEqual([`${FRIDAY} 15:00 chef`]);
    expect(await told(OPERATIONS_UNIT, missed, 'eskalering')).toEqual([`${SATURDAY} 13:00 driftledning`]);
  });

  it('[G-ACK-05] a unit that was in time hears nothing, nor does anybody of a duty that was withdrawn', async () => {
    expect(await told(HEALTH_CENTRE, missed, 'paminnelse')).toEqual([]);
    for (const unit of [HEALTH_CENTRE, SOCIAL]) expect(await told(unit, withdrawn, 'paminnelse')).toEqual([]);
    expect(await told(OPERATIONS_UNIT, withdrawn, 'eskalering')).toEqual([]);
  });

  it('[G-ADM-33] 24 hours are elapsed hours, also in the night that has 23', async () => {
    expect(await told(WARD, withoutDate, 'paminnelse')).toEqual([`${SUNDAY} 03:30 paminnelse`]);
    expect(await told(MANAGER_OF_WARD, withoutDate, 'eskalering')).toEqual([`${SUNDAY} 05:30 chef`]);
    expect(await told(OPERATIONS_UNIT, withoutDate, 'eskalering')).toEqual([`${MONDAY} 03:30 driftledning`]);
  });

  it('operations see who is late and whom to call; the receipt ends it and resolves the escalation', async () => {
    const overdue = async () => (await world.by('auditor', 'GET', '/v1/ops/deadlines?state=overdue')).body.items;
    const [row] = await overdue();
    expect(row).toMatchObject({ kind: 'kvittens', responsible: { hsaId: SOCIAL, phone: expect.stringMatching(/\d/) } });
    expect(row.fired.every(({ dueAt, firedAt }: { dueAt: string; firedAt: string }) => dueAt === firedAt)).toBe(true);
    await receipt(missed, [SOCIAL]);
    expect((await overdue()).map(({ kind }: { kind: string }) => kind)).toEqual(['beraknad-utskrivning']);
    const open = (await world.by('auditor', 'GET', '/v1/ops/escalations?state=open')).body.items;
    expect(open.map(({ deadline }: { deadline: { kind: string } }) => deadline.kind)).toEqual(['beraknad-utskrivning']);
  });

  it('the clock goes only forward', async () => {
    const back = await world.by('operations', 'POST', '/v1/simulation/clock', { now: `${SUNDAY}T10:00:00+02:00` });
    expect([back.status, back.body.now]).toEqual([409, `${MONDAY}T08:00:00.000Z`]);
  });
});
