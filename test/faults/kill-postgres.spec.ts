import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDataFolder } from '../support/database-folder.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { HeldPostgres } from './held-postgres.js';
import { compareWithKept } from './kept.js';
import { RECIPIENTS, TRANSPORTS } from './notices.js';
import { embeddedUrlOf, isRunning, killWithChildren, postmasterOf } from './processes.js';
import { Readers } from './reader.js';
import { Load, Outbox, resendAll, saysRetry } from './senders.js';

/** Answers per transport that are waited for before and after each fault. */
const ENOUGH = 30;

describe('kill -9 of a PostgreSQL that stays down for a while, under load', () => {
  const outbox = new Outbox();
  const readers = new Readers();
  let postgres: HeldPostgres;
  let hub: RunningHub;
  let load: Load;
  let downAt = Number.POSITIVE_INFINITY;
  let upAt = Number.POSITIVE_INFINITY;

  beforeAll(async () => {
    postgres = await HeldPostgres.make();
    hub = await startHub({ databaseUrl: postgres.url });
    load = await Load.start(hub, outbox);
  }, 60_000);

  afterAll(async () => {
    await load.stop();
    await hub.stop();
    await postgres.remove();
    outbox.journal.remove();
  });

  it('answers every message negatively while it is down, and says that it is to be sent again', async () => {
    await acceptedSince(outbox, 0);
    await postgres.kill9();
    downAt = performance.now();
    await eventually('both transports have refused for a while', () =>
      TRANSPORTS.every((name) => sentSince(outbox.refusals, downAt, name) >= ENOUGH),
    );
    expect(outbox.refusals.filter((refusal) => !saysRetry(refusal))).toEqual([]);
  });

  it('tells readers the same, and says that it is alive but not ready', async () => {
    const [unit] = RECIPIENTS;
    const answer = await hub.call(await hub.tokenFor(unit!), 'GET', `/v1/inboxes/${unit!}`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    const ready = await hub.call('', 'GET', '/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { status: 'not-ready', parts: { database: false } } });
    expect((await hub.call('', 'GET', '/health/live')).status).toBe(200);
  });

  it('takes messages again once it is back, without a restart of the hub', async () => {
    expect(outbox.successes.filter(({ sentAt }) => sentAt > downAt)).toEqual([]);
    upAt = performance.now();
    await postgres.start();
    await acceptedSince(outbox, upAt);
    await load.stop();
    expect(isRunning(hub.pid)).toBe(true);
  });

  it('has everything that was acknowledged, once, and nothing by halves', async () => {
    await resendAll(hub, outbox);
    expect(outbox.left).toBe(0);
    expect(outbox.refusals.filter((refusal) => !saysRetry(refusal))).toEqual([]);
    expect((await compareWithKept(postgres.url, outbox)).faults).toEqual([]);
    await readers.readOn(hub);
    expect(readers.faults(outbox)).toEqual([]);
  });
});

describe('kill -9 of the embedded PostgreSQL under load', () => {
  const folder = makeDataFolder();
  const outbox = new Outbox();
  const readers = new Readers();
  let hub: RunningHub;
  let load: Load;

  beforeAll(async () => {
    hub = await startHub({ databaseUrl: 'embedded', dataDir: folder.path });
    load = await Load.start(hub, outbox);
  }, 60_000);

  afterAll(async () => {
    await load.stop();
    await hub.stop();
    outbox.journal.remove();
    folder.remove();
  });

  it('is mended by the hub itself, again and again, while it answers "retry"', async () => {
    await acceptedSince(outbox, 0);
    for (let round = 0; round < 2; round++) {
      await killWithChildren(postmasterOf(folder.path));
      await acceptedSince(outbox, performance.now());
    }
    expect(outbox.refusals.filter((refusal) => !saysRetry(refusal))).toEqual([]);
    expect(isRunning(hub.pid)).toBe(true);
  }, 90_000);

  it('has everything that was acknowledged, once, and nothing by halves', async () => {
    await load.stop();
    await resendAll(hub, outbox);
    expect((await compareWithKept(embeddedUrlOf(folder.path), outbox)).faults).toEqual([]);
    await readers.readOn(hub);
    expect(readers.faults(outbox)).toEqual([]);
  });
});

function acceptedSince(outbox: Outbox, since: number): Promise<unknown> {
  return eventually('both transports have accepted for a while', () =>
    TRANSPORTS.every((name) => sentSince(outbox.successes, since, name) >= ENOUGH),
  );
}

function sentSince(
  answers: readonly { sentAt: number; transport: string }[],
  since: number,
  transport: string,
): number {
  return answers.filter((answer) => answer.transport === transport && answer.sentAt > since).length;
}
