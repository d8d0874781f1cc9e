import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { PlannedDeadline } from '#domain/admission/admission-plan.js';
import { decideForward, decideMisdirected, decideReceipt } from '#domain/handling.js';
import type { DeadlineRule } from '#domain/profile/profile.js';
import type { ReceiptedMessage } from '#domain/admission/receipt-effects.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import type { ReceiptEffects } from '#flows/inbox-ports.js';
import { message, notice, UNITS } from '../support/domain.js';
import type { StayAnswer } from './admission-world.js';
import { deliveryTo, DIRECTORY, InboxWorld, PROFILE } from './inbox-world.js';

const NOW = new Date('2026-11-23T07:30:00Z');
const DUE = new Date('2026-11-26T23:00:00Z');
const ACTOR = 'client:test';
const BY = { name: 'Anna Ek' };

let world: InboxWorld;
let answer: StayAnswer;
let episodeId: string;
let numbers = 0;
/** What was asked about, in order. */
let asked: ReceiptedMessage[];

beforeAll(async () => {
  world = await InboxWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  asked = [];
  episodeId = `V${String((numbers += 1))}`;
  answer = await world.admit(notice({ episodeId }));
});

/** A care contact is to be named once everybody has receipted; as the profile of a region may say it. */
const effects: ReceiptEffects = {
  kinds: new Set(['inskrivningsmeddelande']),
  decide: (receipted) => {
    asked.push(receipted);
    const isOpen = receipted.deliveries.some(({ state }) => state === 'waiting' || state === 'received');
    const isBegun = receipted.deadlines.some(({ kind }) => kind === 'fast-vardkontakt');
    return isOpen || isBegun ? [] : [careContact(receipted)];
  },
};

const careContact = ({ id, sender }: ReceiptedMessage): PlannedDeadline => ({
  ...{ id: uuidV7(), kind: 'fast-vardkontakt', rule: 'G-FVK-02', scope: 'episode', due: DUE, startedAt: NOW },
  ...{ startedFrom: null, responsible: UNITS.openCare, informs: sender, delivery: undefined, message: id },
  ...{ state: 'open', late: false, nextFireAt: DUE },
});

const receipt = (...deliveries: string[]) =>
  world.handling.receipt(deliveries, (found) => decideReceipt(found, BY, undefined, NOW, PROFILE), ACTOR, NOW, effects);
const misdirect = (delivery: string) =>
  world.handling.misdirect(
    delivery,
    (found) => decideMisdirected(found, 'inte här', DIRECTORY, uuidV7, NOW),
    ACTOR,
    NOW,
    effects,
  );
const begun = () =>
  world.rows(`SELECT * FROM deadline WHERE kind = 'fast-vardkontakt' AND episode_id = $1`, [answer.episode.id]);

describe('what begins with the last receipt', () => {
  it('[G-FVK-02] begins with it and not before, with what the rule says', async () => {
    await receipt(deliveryTo(answer, UNITS.social));
    expect(await begun()).toEqual([]);
    expect(asked[0]).toMatchObject({
      id: answer.id,
      sender: UNITS.ward,
      episode: { id: answer.episode.id, number: episodeId },
    });
    expect(asked[0]?.deliveries).toEqual(
      expect.arrayContaining([
        { state: 'receipted', receiptAt: NOW },
        { state: 'waiting', receiptAt: undefined },
      ]),
    );
    await receipt(deliveryTo(answer, UNITS.openCare));
    expect(await begun()).toEqual([
      expect.objectContaining({
        ...{ rule: 'G-FVK-02', profile: 'gavleborg', scope: 'episode', started_at: NOW, due: DUE, state: 'open' },
        ...{ responsible: UNITS.openCare, informs: UNITS.ward, message_id: answer.id, delivery_id: null },
        ...{ next_fire_at: DUE, fired: [], overdue: false, ended_at: null },
      }),
    ]);
  });

  it('[G-FVK-02] begins once, though the last receipts come at the same instant, alone or many at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      answer = await world.admit(notice({ episodeId: `${episodeId}-${String(round)}` }));
      const [one = '', other = ''] = answer.deliveries.map(({ id }) => id);
      await (round % 3 === 0 ? receipt(one, other) : Promise.all([receipt(one), receipt(other), receipt(one)]));
      expect(await begun()).toHaveLength(1);
    }
  });

  it('begins also when the last who has not receipted sends it back', async () => {
    await receipt(deliveryTo(answer, UNITS.social));
    await misdirect(deliveryTo(answer, UNITS.openCare));
    expect(await begun()).toHaveLength(1);
  });

  it('waits for the unit to which a delivery was handed on', async () => {
    await receipt(deliveryTo(answer, UNITS.social));
    const forwarded = await world.handling.forward(
      deliveryTo(answer, UNITS.openCare),
      (found) => decideForward(found, UNITS.openCare2, DIRECTORY, uuidV7),
      ACTOR,
      NOW,
    );
    expect(asked).toHaveLength(1);
    await receipt(forwarded?.kind === 'forwarded' ? forwarded.deliveryId : '');
    expect(
      asked
        .at(-1)
        ?.deliveries.map(({ state }) => state)
        .sort(),
    ).toEqual(['forwarded', 'receipted', 'receipted']);
  });

  it('is not asked for other kinds, for repeats, nor of what was withdrawn', async () => {
    const ready = await world.admit(message('utskrivningsklar', { episodeId }));
    await receipt(...ready.deliveries.map(({ id }) => id));
    const social = deliveryTo(answer, UNITS.social);
    await receipt(social);
    await receipt(social);
    expect(asked).toHaveLength(1);
    await world.rows('UPDATE message SET withdrawn_by = id WHERE id = $1', [answer.id]);
    await receipt(deliveryTo(answer, UNITS.openCare));
    expect(asked).toHaveLength(1);
  });
});

describe('a region where a duty begins with the last receipt', () => {
  const FVK: DeadlineRule = {
    ...{ rule: 'G-FVK-02', lateRule: 'G-FVK-20', lateCode: 'late', scope: 'episode', responsible: 'oppenvard' },
    ...{ informs: 'ward', roles: [], due: { endOf: 'day' }, strict: false, from: [], after: 'receipts' },
    ...{ startedBy: ['inskrivningsmeddelande'], metBy: ['fast-vardkontakt'], cancelledBy: [] },
  };

  it('[G-FVK-02] has it for each of its stays, from the instant that the last recipient tells', async () => {
    const profile = { ...PROFILE, deadlines: { ...PROFILE.deadlines, fvk: FVK } };
    const configuration = new ConfigurationHolder({
      profiles: new Map([['gavleborg', profile]]),
      directory: DIRECTORY,
    });
    world.clock.time = NOW;
    const silent = { changed: () => undefined };
    const flow = new HandleDelivery(world.inbox, world.handling, configuration, world.clock, silent, uuidV7);
    const caller = { clientId: 'test', roles: ['party' as const], units: [UNITS.social, UNITS.openCare] };
    const at = '2026-11-23T08:20:00+01:00';
    await flow.receipt(caller, deliveryTo(answer, UNITS.openCare), { by: BY, at });
    await flow.receipt(caller, deliveryTo(answer, UNITS.social), { by: BY, at: '2026-11-23T08:18:00+01:00' });
    const rows = await world.rows(`SELECT * FROM deadline WHERE kind = 'fvk' AND episode_id = $1`, [answer.episode.id]);
    expect(rows).toEqual([
      expect.objectContaining({
        ...{ responsible: UNITS.openCare, informs: UNITS.ward, started_at: new Date(at), message_id: answer.id },
        due: new Date('2026-11-23T23:00:00Z'),
      }),
    ]);
  });
});
