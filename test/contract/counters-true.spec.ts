import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Message } from '#domain/message.js';
import { message, notice, noticeWith, UNITS } from '../support/domain.js';
import { CountersWorld } from './counters-world.js';

/** Bursts of operations that run at the same time in two processes, and how many each holds. */
const BURSTS = 45;
const AT_ONCE = 10;
const EPISODES = 12;

/** Numbers from a seed, so that a run that failed can be had again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Random = (below: number) => number;
type Operation = (
  world: CountersWorld,
  process: CountersWorld['processes'][number],
  random: Random,
) => Promise<unknown>;

const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)]!;
const episodeId = (random: Random): string => `V${String(random(EPISODES))}`;

const OPEN = `SELECT id FROM delivery WHERE state IN ('waiting', 'received') ORDER BY id`;
const ANY_DELIVERY = 'SELECT id FROM delivery ORDER BY id DESC LIMIT 60';
const sent: Message[] = [];

function sendNew(process: CountersWorld['processes'][number], made: Message): Promise<unknown> {
  sent.push(made);
  return process.send(made);
}

const CATEGORIES = ['B', 'C', 'D', 'BC', 'CD', 'E'] as const;
const LATER_KINDS = [
  ...['utskrivningsklar', 'utskrivningsklar', 'utskrivningsklar-aterkallad'],
  ...['utskrivningsmeddelande', 'utskrivning-aterkallad', 'avbryt-vardtillfalle'],
] as const;

/** Everything that may happen to the tables, the commonest several times. */
const OPERATIONS: readonly Operation[] = [
  (_, process, random) =>
    sendNew(process, notice({ episodeId: episodeId(random), planningCategory: pick(random, CATEGORIES) })),
  (_, process, random) =>
    sendNew(
      process,
      noticeWith(
        { expectedDischarge: `2026-12-0${String(1 + random(9))}`, physicianAssessed: true },
        { episodeId: episodeId(random), planningCategory: pick(random, CATEGORIES) },
      ),
    ),
  (_, process, random) =>
    sendNew(process, noticeWith({ expectedDischarge: undefined }, { episodeId: episodeId(random) })),
  (_, process, random) =>
    sendNew(process, message(pick(random, LATER_KINDS) as Message['kind'], { episodeId: episodeId(random) })),
  (_, process, random) =>
    sendNew(
      process,
      notice({ episodeId: episodeId(random), recipients: [pick(random, [UNITS.openCare2, UNITS.housing])] }),
    ),
  async (_, process, random) => {
    const target = sent[random(sent.length)];
    if (target === undefined) return;
    const content = { messageId: target.messageId, reason: 'fel patient' };
    await process.send({ ...message('makulering', { content }), episodeId: undefined });
  },
  (_, process, random) => process.send(sent[random(sent.length)] ?? {}),
  (_, process, random) => process.send({ ...sent[random(sent.length)], planningCategory: 'A' }),
  (_, process) => process.send({ messageId: 'x', sender: UNITS.otherHospital }),
  async (world, process, random) => process.replay(await world.someId('SELECT id FROM quarantine', random)),
  async (world, process, random) =>
    process.receipt([await world.someId(OPEN, random), await world.someId(ANY_DELIVERY, random)]),
  async (world, process, random) => process.receipt([await world.someId(OPEN, random)]),
  async (world, process, random) =>
    process.forward(await world.someId(OPEN, random), pick(random, [UNITS.openCare2, UNITS.openCare, UNITS.homeCare])),
  async (world, process, random) =>
    process.forward(await world.someId(OPEN, random), pick(random, [UNITS.social, UNITS.housing, UNITS.openCare])),
  async (world, process, random) => process.misdirect(await world.someId(OPEN, random)),
  (_, process, random) => process.fetch(pick(random, [UNITS.openCare, UNITS.openCare2, UNITS.social, UNITS.homeCare])),
  async (world, process, random) =>
    process.resolve(await world.someId(`SELECT id FROM escalation WHERE state <> 'resolved' ORDER BY id`, random)),
  async (world, process, random) => process.take(await world.someId('SELECT id FROM escalation ORDER BY id', random)),
  async (world, process, random) => process.releaseId(await world.someId('SELECT id FROM message ORDER BY id', random)),
  (_, process) => process.fire(),
  (_, process) => process.fire(),
  (_, process, random) => process.fold(1 + random(200)),
];

let world: CountersWorld;

beforeAll(async () => {
  world = await CountersWorld.open();
});
afterAll(() => world.close());

/** A notice that the health centre has not receipted, and when that is due. */
async function owed(): Promise<{ delivery: string; due: Date }> {
  const report = await world.processes[0].send(notice({ episodeId: `V-${randomUUID()}` }));
  if (report.kind !== 'accepted') throw new Error(JSON.stringify(report));
  const { id, receiptDue } = report.answer.deliveries.find(({ unit }) => unit === UNITS.openCare)!;
  return { delivery: id, due: new Date(receiptDue ?? '') };
}

describe('the kept counters', () => {
  it.each([20_261_123, 20_270_328])(
    'are what a count over the tables gives, after hundreds of operations at the same time (seed %d)',
    async (seed) => {
      const random = numbersFrom(seed);
      for (let burst = 0; burst < BURSTS; burst += 1) {
        // Domain time goes on by up to five hours, so that windows pass and ladders climb.
        world.clock.time = new Date(world.clock.time.getTime() + random(5 * 3_600_000));
        const under = Array.from({ length: AT_ONCE }, () => {
          const operation = pick(random, OPERATIONS);
          return operation(world, pick(random, world.processes), random);
        });
        await Promise.all(under);
      }
      expect(await world.contradictions()).toEqual({});
      expect(await world.kept()).toEqual(await world.counted());
      expect(world.processes.flatMap(({ log }) => log.events)).toEqual([]);
    },
    60_000,
  );

  it('are right when a delivery is forwarded while its deadline escalates', async () => {
    const [one, other] = world.processes;
    const { delivery, due } = await owed();
    world.clock.time = due;
    await world.holding('SELECT pg_advisory_xact_lock(7236002)', async (release) => {
      const firing = one.fire();
      await world.locked(1);
      const forwarding = other.forward(delivery, UNITS.openCare2);
      await world.locked(2);
      await release();
      await Promise.all([firing, forwarding]);
    });
    expect(await world.kept()).toEqual(await world.counted());
  });

  it('are right when a delivery is forwarded while somebody resolves its escalation', async () => {
    const [one, other] = world.processes;
    const { delivery, due } = await owed();
    world.clock.time = due;
    await one.fire();
    const [escalation] = await world.ids(
      `SELECT x.id FROM escalation x JOIN deadline d ON d.id = x.deadline_id WHERE d.delivery_id = '${delivery}'`,
    );
    await world.holding('LOCK TABLE audit_entry IN SHARE MODE', async (release) => {
      const resolving = one.resolve(escalation ?? '');
      await world.locked(1);
      const forwarding = other.forward(delivery, UNITS.openCare2);
      await world.locked(2);
      await release();
      await Promise.all([resolving, forwarding]);
    });
    expect(await world.kept()).toEqual(await world.counted());
  });

  it('counted something of everything', async () => {
    const names = new Set(Object.keys(await world.counted()).map((name) => name.split(' ')[0]));
    expect([...names].sort()).toEqual([
      'delivered',
      'duplicates',
      'escalations',
      'openEscalations',
      'overdue',
      'overdueReceipts',
      'quarantined',
      'received',
      'refused',
      'reminders',
      'waiting',
    ]);
  });
});
