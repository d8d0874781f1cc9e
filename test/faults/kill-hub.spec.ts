import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDataFolder } from '../support/database-folder.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { compareWithKept } from './kept.js';
import type { KeptReport } from './kept.js';
import { embeddedUrlOf, killOneAfterTheOther, postmasterOf } from './processes.js';
import { Readers } from './reader.js';
import { Seeded } from './seeded.js';
import { Load, Outbox, resendAll, saysRetry } from './senders.js';

/** `HEMGANG_FAULT_ROUNDS`: how often everything is killed. Default 5. */
const ROUNDS = Number(process.env['HEMGANG_FAULT_ROUNDS'] ?? 5);
const ROUND_MILLISECONDS = 40_000;

const random = new Seeded();
const folder = makeDataFolder();
const outbox = new Outbox();
const readers = new Readers();
let hub: RunningHub;

const start = () => startHub({ databaseUrl: 'embedded', dataDir: folder.path });

beforeAll(async () => {
  hub = await start();
}, 90_000);

afterAll(async () => {
  await hub.stop();
  outbox.journal.remove();
  folder.remove();
});

describe(`kill -9 of the hub and its PostgreSQL under load, ${String(ROUNDS)} rounds from seed ${String(random.seed)}`, () => {
  let report: KeptReport;

  it(
    'loses nothing that was acknowledged, doubles nothing, leaves nothing by halves',
    async () => {
      for (let round = 1; round <= ROUNDS; round++) {
        const moment = await killUnderLoad();
        hub = await start();
        await resendAll(hub, outbox);
        expect(outbox.left).toBe(0);
        report = await compareWithKept(embeddedUrlOf(folder.path), outbox);
        tell(`round ${String(round)}: ${moment}; ${figures(report)}`);
        expect(report.faults).toEqual([]);
      }
    },
    ROUNDS * ROUND_MILLISECONDS,
  );

  it('answers what was acknowledged before a kill as the first time, under the same id', async () => {
    const [line] = outbox.journal.read().filter(({ transport, id }) => transport === 'http' && id !== undefined);
    const token = await hub.token('gavle-sjukhus');
    const notice: unknown = JSON.parse(outbox.notice(line!.serial).text('http'));
    const again = await hub.call(token, 'POST', '/v1/messages', notice);
    expect(again.status).toBe(200);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body.id).toBe(line!.id);
  });

  it('lets a recipient that reads on from its own cursor see each message once, in rising positions', async () => {
    await readers.readOn(hub);
    expect(readers.faults(outbox)).toEqual([]);
  }, 60_000);
});

/** Sends until a random number of messages was acknowledged, and kills a random moment later; tells when that was. */
async function killUnderLoad(): Promise<string> {
  const wanted = random.whole(20, 400);
  const before = outbox.successes.length;
  let isOver = false;
  let reached: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  const load = await Load.start(hub, outbox, {
    connections: random.whole(1, 16),
    onSuccess: () => {
      if (outbox.successes.length - before >= wanted) reached();
    },
  });
  const reading = readers.readUntil(hub, () => isOver);
  await Promise.race([enough, load.done()]);
  const late = await random.moment(15);
  const hubFirst = random.whole(0, 2) > 0;
  await killOneAfterTheOther(hub.pid, postmasterOf(folder.path), hubFirst, () => random.moment(10));
  isOver = true;
  await Promise.all([load.done(), reading]);
  // When PostgreSQL dies first, the hub may still live for long enough to say so.
  expect(outbox.refusals.filter((refusal) => !saysRetry(refusal))).toEqual([]);
  const first = hubFirst ? 'hub' : 'PostgreSQL';
  return `${first} killed first, ${String(late)} ms after ${String(wanted)} acknowledgements, ${String(outbox.left)} open`;
}

function figures({ messages, repeated }: KeptReport): string {
  const acknowledged = new Set(outbox.journal.read().map(({ serial }) => serial)).size;
  return `${String(acknowledged)} acknowledged, ${String(outbox.resent)} sent again, of which ${String(repeated)} were known; ${String(messages)} kept`;
}

function tell(line: string): void {
  process.stdout.write(`  kill-hub: ${line}\n`);
}
