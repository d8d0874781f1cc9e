import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { AT, blekinge, freely } from '../support/blekinge.js';
import { message, MONDAY, notice, UNITS } from '../support/domain.js';
import { deliveryTo, InboxWorld } from './inbox-world.js';

const READY = '2026-11-24T09:00:00+01:00';
const EVENING = new Date('2026-11-24T17:00:00Z');
const NEXT_DAY = new Date('2026-11-25T07:00:00Z');

let world: InboxWorld;
let flow: HandleDelivery;
let numbers = 0;

beforeAll(async () => {
  world = await InboxWorld.open();
  const signals = new LocalInboxSignals(world.inbox);
  flow = new HandleDelivery(world.inbox, world.handling, world.configuration, world.clock, signals, uuidV7);
}, 60_000);
afterAll(() => world.close());

const caller = (unit: string) => ({ clientId: unit, roles: ['party' as const], units: [unit] });

/** A stay in which open care still owes a care contact. */
async function ready() {
  const episodeId = `D${String((numbers += 1))}`;
  const { episode } = await world.admit(notice({ episodeId }));
  const answer = await world.admit(
    message('utskrivningsklar', { episodeId, content: { readyAt: READY, assessedBy: { name: 'Disa Doktor' } } }),
    READY,
  );
  return { episode: episode.id, delivery: deliveryTo(answer, UNITS.openCare) };
}

const owed = (episode: string) =>
  world.rows(
    `SELECT responsible, state, due, next_fire_at FROM deadline
     WHERE episode_id = $1 AND kind = 'fast-vardkontakt-senast' ORDER BY id`,
    [episode],
  );

describe('what a unit owes in a stay', () => {
  it('[G-FVK-07] is owed by the unit that it hands the stay on to, by the same time', async () => {
    const { episode, delivery } = await ready();
    const due = new Date('2026-11-24T23:00:00Z');
    expect(await owed(episode)).toEqual([{ responsible: UNITS.openCare, state: 'open', due, next_fire_at: due }]);
    world.clock.time = EVENING;
    await flow.forward(caller(UNITS.openCare), delivery, UNITS.openCare2);
    expect(await owed(episode)).toEqual([
      { responsible: UNITS.openCare, state: 'cancelled', due, next_fire_at: null },
      { responsible: UNITS.openCare2, state: 'open', due, next_fire_at: due },
    ]);
  });

  it('[G-FVK-07] is owed by nobody when the stay was none of its business', async () => {
    const { episode, delivery } = await ready();
    world.clock.time = EVENING;
    await flow.misdirected(caller(UNITS.openCare), delivery, 'inte listad här');
    expect(await owed(episode)).toMatchObject([{ responsible: UNITS.openCare, state: 'cancelled' }]);
  });

  it('[G-ACK-12] is reminded of at the unit that has it now, although the reminder of the former one was put off', async () => {
    const { delivery } = await ready();
    await world.rows(`UPDATE deadline SET next_fire_at = '2026-12-24T00:00:00Z' WHERE delivery_id = $1`, [delivery]);
    world.clock.time = NEXT_DAY;
    await flow.forward(caller(UNITS.openCare), delivery, UNITS.openCare2);
    const [row] = await world.rows(
      `SELECT responsible, next_fire_at FROM deadline WHERE message_id = (SELECT message_id FROM delivery WHERE id = $1)
         AND responsible = $2 AND scope = 'delivery'`,
      [delivery, UNITS.openCare2],
    );
    expect(row).toEqual({ responsible: UNITS.openCare2, next_fire_at: NEXT_DAY });
  });
});

describe('the kvittens of a message without a stay', () => {
  const REGION = blekinge();
  const duties = (id: string) =>
    world.rows('SELECT responsible, state FROM deadline WHERE message_id = $1 ORDER BY responsible', [id]);

  it('[B-ACK-09] is owed no more when its sender has withdrawn it', async () => {
    const kept = await world.tell(freely(AT.centre, [AT.social], {}), MONDAY, REGION);
    const message = freely(AT.centre, [AT.homeCare], {});
    const sent = await world.tell(message, MONDAY, REGION);
    expect(await duties(sent.id)).toEqual([{ responsible: AT.homeCare, state: 'open' }]);
    const withdrawal = { ...message, messageId: 'tas-tillbaka', kind: 'makulering' as const, recipients: undefined };
    const content = { messageId: message.messageId, reason: 'fel person' };
    await world.tell({ ...withdrawal, patient: undefined, content }, MONDAY, REGION);
    expect(await duties(sent.id)).toEqual([{ responsible: AT.homeCare, state: 'cancelled' }]);
    expect(await duties(kept.id)).toEqual([{ responsible: AT.social, state: 'open' }]);
  });
});
