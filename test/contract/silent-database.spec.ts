import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { StorageUnavailable } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { inTransaction, query } from '#persistence/transaction.js';
import { BullMqAlarmQueue } from '#queue/bullmq-alarm-queue.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { KeptLog } from './deadline-world.js';

/** Stands between hub and database; while it is silent it swallows what either says, and nobody is told. */
class Relay {
  isSilent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async before(target: URL): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on('connection', (socket) => {
      const other = connect(Number(target.port), target.hostname);
      relay.pass(socket, other);
      relay.pass(other, socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private pass(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (chunk) => {
      if (!this.isSilent) to.write(chunk);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

const PATIENCE = 300;

let database: TestDatabase;
let relay: Relay;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createEmptyDatabase();
  const url = new URL(database.url);
  relay = await Relay.before(new URL(url));
  url.host = `127.0.0.1:${String(relay.port)}`;
  // One connection: the one that went silent has to be given up for the next statement to come through.
  dataSource = await createDataSource(url.href, 1, PATIENCE).initialize();
  await query(dataSource, 'CREATE TABLE thing (id integer PRIMARY KEY)');
});

afterAll(async () => {
  await dataSource.destroy();
  relay.close();
  await database.drop();
});

async function whileSilent<T>(work: () => Promise<T>): Promise<T> {
  relay.isSilent = true;
  try {
    return await work();
  } finally {
    relay.isSilent = false;
  }
}

describe('a database that says nothing any more', () => {
  it('counts as away, and is there again on a new connection', async () => {
    const asked = await whileSilent(() => query(dataSource, 'SELECT 1').catch((error: unknown) => error));
    expect(asked).toBeInstanceOf(StorageUnavailable);
    expect(await query(dataSource, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('leaves nothing of a transaction that it did not answer', async () => {
    const failed = inTransaction(dataSource, async (sql, later) => {
      await sql('INSERT INTO thing (id) VALUES (1)');
      relay.isSilent = true;
      await later('INSERT INTO thing (id) VALUES (2)');
      await sql('SELECT 1');
    }).finally(() => (relay.isSilent = false));
    await expect(failed).rejects.toBeInstanceOf(StorageUnavailable);
    expect(await query(dataSource, 'SELECT id FROM thing')).toEqual([]);
  });

  it('does not keep a commit waiting for ever', async () => {
    const failed = inTransaction(dataSource, async (sql) => {
      await sql('INSERT INTO thing (id) VALUES (3)');
      relay.isSilent = true;
    }).finally(() => (relay.isSilent = false));
    await expect(failed).rejects.toBeInstanceOf(StorageUnavailable);
    expect(await query(dataSource, 'SELECT id FROM thing')).toEqual([]);
  });
});

describe('alarms on a database that says nothing any more', () => {
  it('cannot be armed, which the caller is told, and can be armed again when it answers', async () => {
    const url = new URL(database.url);
    url.host = `127.0.0.1:${String(relay.port)}`;
    const alarms = new BullMqAlarmQueue({ kind: 'postgres', url: url.href }, new KeptLog());
    const now = new Date();
    const at = (minutes: number) => [new Date(now.getTime() + minutes * 60_000)];
    try {
      await alarms.arm(at(1), now);
      await expect(whileSilent(() => alarms.arm(at(2), now))).rejects.toThrow();
      await eventually('alarms are armed again', () => alarms.arm(at(3), now).then(() => true));
    } finally {
      await alarms.close();
    }
  }, 40_000);
});
