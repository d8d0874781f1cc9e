import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { frameMllp } from '#formats/hl7v2/mllp.js';
import { adt, nextControlId } from '../support/adt.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { MllpClient } from '../support/mllp-client.js';
import type { Ack } from '../support/mllp-client.js';

const MOST_BYTES = 64 * 1024;
/** The advisory lock of those who give inbox positions: who holds it keeps every admission from its commit. */
const POSITION_LOCK = 7_236_002;

let database: TestDatabase;
let hub: RunningHub;
let sql: Client;
const clients: MllpClient[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const env = { HEMGANG_MAX_MESSAGE_BYTES: String(MOST_BYTES) };
  hub = await startHub({ databaseUrl: database.url, env });
  sql = new Client({ connectionString: database.url });
  await sql.connect();
}, 90_000);

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

afterAll(async () => {
  expect(await hub.stop()).toBe(0);
  await sql.end();
  await database.drop();
}, 60_000);

async function connect(to: RunningHub = hub, host?: string): Promise<MllpClient> {
  const client = await MllpClient.connect(to.mllpPort, host);
  clients.push(client);
  return client;
}

async function rows<Row extends object>(text: string, parameters: unknown[] = []): Promise<Row[]> {
  return (await sql.query<Row>(text, parameters)).rows;
}

const waitingForLocks = async (): Promise<number> =>
  (await rows(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length;

const kept = async (controlId: string): Promise<number> =>
  (await rows('SELECT 1 FROM message WHERE message_id = $1', [controlId])).length;

interface Held {
  bytes: Buffer;
  outcome: string;
}

/** What lies in quarantine since the row with this id, oldest first. */
async function heldSince(last: string | undefined): Promise<Held[]> {
  return rows<Held>(
    `SELECT p.bytes, q.outcome FROM quarantine q JOIN payload p ON p.id = q.payload_id WHERE $1::uuid IS NULL OR q.id > $1 ORDER BY q.id`,
    [last],
  );
}

async function lastHeldId(): Promise<string | undefined> {
  return (await rows<{ id: string }>('SELECT id FROM quarantine ORDER BY id DESC LIMIT 1'))[0]?.id;
}

const said = ({ code, controlId }: Ack): string => `${code} ${controlId}`;

describe('MLLP', () => {
  it('[L-HL7-03] answers AA once all is committed: the rows are there when the answer is', async () => {
    const client = await connect();
    for (let round = 0; round < 10; round += 1) {
      const controlId = nextControlId();
      const message = adt('A01', { controlId });
      expect(said(await client.ask(message))).toBe(`AA ${controlId}`);
      const [row] = await rows<{ bytes: Buffer; units: string[]; due: string; source: string }>(
        `SELECT p.bytes, m.source, array_agg(d.unit ORDER BY d.unit) AS units,
           (SELECT count(*) FROM deadline x WHERE x.message_id = m.id AND x.kind = 'kvittens') AS due
         FROM message m JOIN payload p ON p.id = m.payload_id JOIN delivery d ON d.message_id = m.id WHERE m.message_id = $1
         GROUP BY m.id, p.bytes`,
        [controlId],
      );
      expect(row).toEqual({
        ...{ bytes: Buffer.from(message), source: 'mllp:local-mllp', due: '2' },
        units: ['SE2120002338-SOC01', 'SE2321000016-HC01'],
      });
    }
  });

  it('[L-HL7-03] says nothing while the commit is held up', async () => {
    const client = await connect();
    await sql.query('SELECT pg_advisory_lock($1)', [POSITION_LOCK]);
    client.send(adt('A01'));
    await eventually('it waits for its commit', async () => (await waitingForLocks()) > 0);
    expect(client.unread).toBe(0);
    await sql.query('SELECT pg_advisory_unlock_all()');
    expect((await client.next()).code).toBe('AA');
  });

  it('[L-DUP-01] answers AA again to a repeat, also on another connection, and keeps it once', async () => {
    const controlId = nextControlId();
    const message = adt('A01', { controlId });
    const client = await connect();
    client.send(message, message, message);
    expect((await client.all(3)).map(said)).toEqual([`AA ${controlId}`, `AA ${controlId}`, `AA ${controlId}`]);
    expect(said(await (await connect()).ask(message))).toBe(`AA ${controlId}`);
    expect(await kept(controlId)).toBe(1);
  });

  it('[L-DUP-01] [L-HL7-02] answers AE to the same control id with other content, and nothing changes', async () => {
    const client = await connect();
    const controlId = nextControlId();
    await client.ask(adt('A01', { controlId }));
    const before = await rows('SELECT version, facts FROM episode WHERE number = $1', [`V-${controlId}`]);
    const ack = await client.ask(adt('A01', { controlId, expectedDischarge: '20261205' }));
    expect(said(ack)).toBe(`AE ${controlId}`);
    expect(ack.errors[0]?.[3]).toContain('205');
    expect(await rows('SELECT version, facts FROM episode WHERE number = $1', [`V-${controlId}`])).toEqual(before);
    expect((await client.ask(adt('A01', { controlId }))).code).toBe('AA');
  });

  it('[L-HL7-01] in enhanced mode answers CA, CE and CR, and nothing where nothing is wanted', async () => {
    const client = await connect();
    const enhanced = { accept: 'AL', applicationAck: 'NE' };
    const [silent, last] = [nextControlId(), nextControlId()];
    client.send(
      adt('A01', enhanced),
      adt('A01', { ...enhanced, category: 'A' }),
      adt('A01', { ...enhanced, processingId: 'T' }),
      adt('A01', { accept: 'NE', controlId: silent }),
      adt('A01', { controlId: last }),
    );
    expect((await client.all(4)).map(({ code }) => code)).toEqual(['CA', 'CE', 'CR', 'AA']);
    expect([await kept(silent), await kept(last)]).toEqual([1, 1]);
  });

  it.each(['in one write', 'byte by byte'])(
    '200 pipelined messages are all answered, in order (%s)',
    async (how) => {
      const client = await connect();
      const ids = Array.from({ length: 200 }, nextControlId);
      // Good ones, repeats, refused ones and ones that are not ours, side by side; two for the same episode now and then.
      const messages = ids.map((controlId, n) => {
        if (n % 10 === 3) return adt('A01', { controlId, category: 'A' });
        if (n % 10 === 5) return adt('A04', { controlId });
        if (n % 10 === 7)
          return adt('A08', { controlId, episodeId: `V-${ids[n - 1] ?? ''}`, expectedDischarge: '20261203' });
        return adt('A01', { controlId });
      });
      const codes = ids.map((_, n) => (n % 10 === 3 ? 'AE' : n % 10 === 5 ? 'AR' : 'AA'));
      if (how === 'in one write') client.send(...messages);
      else void client.writeByteByByte(Buffer.concat(messages.map((message) => frameMllp(Buffer.from(message)))));
      const acks = await client.all(200);
      expect(acks.map(said)).toEqual(ids.map((id, n) => `${codes[n] ?? ''} ${id}`));
      expect(client.unread).toBe(0);
    },
    90_000,
  );

  it('fragmented and glued frames are the same messages', async () => {
    const client = await connect();
    const ids = [nextControlId(), nextControlId(), nextControlId()];
    const stream = Buffer.concat(ids.map((controlId) => frameMllp(Buffer.from(adt('A01', { controlId })))));
    for (const [from, to] of [
      [0, 1],
      [1, 300],
      [300, 1_000],
      [1_000, 1_001],
      [1_001, stream.length],
    ] as const) {
      await client.write(stream.subarray(from, to));
    }
    expect((await client.all(3)).map(said)).toEqual(ids.map((id) => `AA ${id}`));
  });

  it('[L-HL7-02] junk before, between and after frames is answered AR in its place, and kept', async () => {
    const client = await connect();
    const last = await lastHeldId();
    const [one, two] = [nextControlId(), nextControlId()];
    const frame = (controlId: string) => Buffer.from(frameMllp(Buffer.from(adt('A01', { controlId })))).toString();
    void client.write(`GET / HTTP/1.1\r\n\r\n${frame(one)}some junk${frame(two)}\u0002\u0003`);
    expect((await client.all(5)).map(said)).toEqual(['AR ', `AA ${one}`, 'AR ', `AA ${two}`, 'AR ']);
    const held = await heldSince(last);
    expect(held.map(({ outcome }) => outcome)).toEqual(['unreadable', 'unreadable', 'unreadable']);
    expect(held.map(({ bytes }) => bytes.toString()).sort()).toEqual([
      '\u0002\u0003',
      'GET / HTTP/1.1\r\n\r\n',
      'some junk',
    ]);
  });

  it('line ends between frames are no junk', async () => {
    const client = await connect();
    const [one, two] = [nextControlId(), nextControlId()];
    void client.write('\r\n');
    client.send(adt('A01', { controlId: one }));
    void client.write('\n\r\n');
    client.send(adt('A01', { controlId: two }));
    expect((await client.all(2)).map(said)).toEqual([`AA ${one}`, `AA ${two}`]);
  });

  it('[L-HL7-02] a frame that is too large is answered AR by its control id, its beginning is kept, and the connection goes on', async () => {
    const client = await connect();
    const last = await lastHeldId();
    const [large, next] = [nextControlId(), nextControlId()];
    const message = adt('A01', { controlId: large, more: [`OBX|9|TX|ovrigt||${'x'.repeat(MOST_BYTES * 4)}`] });
    client.send(message, adt('A01', { controlId: next }));
    expect((await client.all(2)).map(said)).toEqual([`AR ${large}`, `AA ${next}`]);
    const [held] = await heldSince(last);
    expect(held?.outcome).toBe('too-large');
    expect(message.startsWith(held?.bytes.toString() ?? '?')).toBe(true);
  });

  it.each([
    ['an MSH that cannot be read', 'MSX|^~\\&|JOURNAL\r', 'AR '],
    ['nothing', '', 'AR '],
    ['a message with NUL', adt('A01', { controlId: 'with-nul', city: 'a\u0000b' }), 'AE with-nul'],
    ['a wrong processing id', adt('A01', { controlId: 'training', processingId: 'T' }), 'AR training'],
    ['an event that is not ours', adt('A04', { controlId: 'other-event' }), 'AR other-event'],
    ['a unit that nobody knows', adt('A01', { controlId: 'nowhere', facility: 'SE0000000000-NONE' }), 'AR nowhere'],
    ['a unit of another kind', adt('A01', { controlId: 'foreign', facility: 'SE2321000016-HC01' }), 'AR foreign'],
    ['a category without a notice', adt('A01', { controlId: 'category-a', category: 'A' }), 'AE category-a'],
    ['a place without a mailbox', adt('A01', { controlId: 'no-mailbox', municipality: '9999' }), 'AE no-mailbox'],
  ])('[L-HL7-02] a frame with %s is answered by what it is, and kept as it came', async (_title, message, answer) => {
    const client = await connect();
    const last = await lastHeldId();
    expect(said(await client.ask(message))).toBe(answer);
    expect((await heldSince(last)).map(({ bytes }) => bytes.toString())).toEqual([message]);
    expect((await client.ask(adt('A01'))).code).toBe('AA');
  });

  it('MSH-4 is mapped to the unit by the facilities of the source, alone or with MSH-3', async () => {
    const client = await connect();
    for (const [application, facility, unit] of [
      ['JOURNAL', 'AVD14', 'SE2321000016-AVD14'],
      ['JOURNAL', 'MED12', 'SE2321000016-AVD12'],
      ['ANYTHING', 'SE2321000016-AVD32', 'SE2321000016-AVD32'],
    ] as const) {
      const controlId = nextControlId();
      expect((await client.ask(adt('A01', { controlId, application, facility }))).code).toBe('AA');
      expect(await rows('SELECT sender FROM message WHERE message_id = $1', [controlId])).toEqual([{ sender: unit }]);
    }
    expect((await client.ask(adt('A01', { application: 'OTHER', facility: 'MED12' }))).code).toBe('AR');
  });

  it('Latin-1 by MSH-18 is read with å, ä and ö, and the bytes are kept as they came', async () => {
    const client = await connect();
    const controlId = nextControlId();
    const message = Buffer.from(adt('A01', { controlId, charset: '8859/1', city: 'Åmål-Växjö' }), 'latin1');
    expect((await client.ask(message)).code).toBe('AA');
    const [row] = await rows<{ bytes: Buffer; city: string }>(
      `SELECT p.bytes, m.body->'patient'->'address'->>'city' AS city FROM message m JOIN payload p ON p.id = m.payload_id
       WHERE m.message_id = $1`,
      [controlId],
    );
    expect(row).toEqual({ bytes: message, city: 'Åmål-Växjö' });
    const wrong = await client.ask(Buffer.from(adt('A01', { controlId: 'not-utf8', city: 'Åmål' }), 'latin1'));
    expect(said(wrong)).toBe('AE not-utf8');
  });
});

describe('a stay told in HL7 events', () => {
  const stateOf = async (episodeId: string) => {
    const [row] = await rows<{ state: string; version: number }>(
      'SELECT state, version FROM episode WHERE number = $1',
      [episodeId],
    );
    return row?.state;
  };
  const kindsOf = async (episodeId: string) => {
    const found = await rows<{ kind: string; notice: string | null; deliveries: string }>(
      `SELECT m.kind, m.body->>'notice' AS notice, (SELECT count(*) FROM delivery d WHERE d.message_id = m.id) AS deliveries
       FROM message m JOIN episode e ON e.id = m.episode_id WHERE e.number = $1 ORDER BY m.id`,
      [episodeId],
    );
    return found.map(({ kind, notice, deliveries }) =>
      [kind, ...(notice === null ? [] : [notice]), deliveries].join(' '),
    );
  };

  it('A01, A08, A16, A25, A16, A03, A13: each is accepted and leaves the episode in its state', async () => {
    const client = await connect();
    const episodeId = nextControlId();
    const events: readonly (readonly [string, object, string])[] = [
      ['A01', {}, 'inskriven'],
      ['A08', { expectedDischarge: '20261130' }, 'inskriven'],
      ['A16', { occurredAt: '20261123070000+0100' }, 'utskrivningsklar'],
      ['A25', {}, 'inskriven'],
      ['A16', { occurredAt: '20261123071000+0100' }, 'utskrivningsklar'],
      ['A03', { dischargedAt: '20261123072000+0100' }, 'utskriven'],
      ['A13', {}, 'utskrivningsklar'],
    ];
    for (const [event, changes, state] of events) {
      const expectedDischarge = event === 'A01' ? '20261127' : '20261130';
      const ack = await client.ask(adt(event, { episodeId, expectedDischarge, ...changes }));
      expect([event, ack.code]).toEqual([event, 'AA']);
      expect([event, await stateOf(episodeId)]).toEqual([event, state]);
    }
    expect(await kindsOf(episodeId)).toEqual([
      'inskrivningsmeddelande first 2',
      'inskrivningsmeddelande changed-date 2',
      'utskrivningsklar 2',
      'utskrivningsklar-aterkallad 2',
      'utskrivningsklar 2',
      'utskrivningsmeddelande 2',
      'utskrivning-aterkallad 2',
    ]);
  });

  it('A08 that changes no date updates the episode and is delivered to nobody', async () => {
    const client = await connect();
    const episodeId = nextControlId();
    await client.ask(adt('A01', { episodeId }));
    expect((await client.ask(adt('A08', { episodeId, city: 'Sandviken' }))).code).toBe('AA');
    expect((await kindsOf(episodeId))[1]).toBe('inskrivningsmeddelande update 0');
    const [row] = await rows<{ patient: { address: { city: string } } }>(
      'SELECT patient FROM episode WHERE number = $1',
      [episodeId],
    );
    expect(row?.patient.address.city).toBe('Sandviken');
  });

  it('A11 ends what was begun; what comes after it does not fit', async () => {
    const client = await connect();
    const episodeId = nextControlId();
    client.send(
      adt('A01', { episodeId }),
      adt('A11', { episodeId }),
      adt('A16', { episodeId, occurredAt: '20261123070000+0100' }),
    );
    expect((await client.all(3)).map(({ code }) => code)).toEqual(['AA', 'AA', 'AE']);
    expect(await stateOf(episodeId)).toBe('avbruten');
    const states = await rows(
      `SELECT DISTINCT d.state FROM delivery d JOIN episode e ON e.id = d.episode_id WHERE e.number = $1 AND d.kind = 'inskrivningsmeddelande'`,
      [episodeId],
    );
    expect(states).toEqual([{ state: 'withdrawn' }]);
  });
});

describe('a connection', () => {
  it('whose peer has closed its sending side gets its answers, and is closed', async () => {
    const client = await connect();
    const ids = Array.from({ length: 30 }, nextControlId);
    client.send(...ids.map((controlId) => adt('A01', { controlId })));
    client.half();
    await client.ended;
    expect((await client.all(30)).map(said)).toEqual(ids.map((id) => `AA ${id}`));
  });

  it('that ends inside a frame is answered AE for it, and the piece is kept', async () => {
    const client = await connect();
    const last = await lastHeldId();
    const controlId = nextControlId();
    const piece = adt('A01', { controlId }).slice(0, 200);
    void client.write(`\u000b${piece}`);
    client.half();
    expect(said(await client.next())).toBe(`AE ${controlId}`);
    expect((await heldSince(last)).map(({ bytes }) => bytes.toString())).toEqual([piece]);
  });

  it('that breaks off leaves what was committed, and the repeat is answered AA', async () => {
    const controlId = nextControlId();
    const client = await connect();
    client.send(adt('A01', { controlId }));
    await eventually('it is committed', async () => (await kept(controlId)) === 1);
    client.socket.resetAndDestroy();
    expect(said(await (await connect()).ask(adt('A01', { controlId })))).toBe(`AA ${controlId}`);
    expect(await kept(controlId)).toBe(1);
  });

  it('50 at a time, each with its own messages, get each their own answers', async () => {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const client = await connect();
        const ids = Array.from({ length: 4 }, nextControlId);
        client.send(...ids.map((controlId) => adt('A01', { controlId })));
        expect((await client.all(4)).map(said)).toEqual(ids.map((id) => `AA ${id}`));
      }),
    );
  }, 60_000);

  it('gets AR "retry" while the storage is away, and AA for the same message after', async () => {
    const client = await connect();
    const admin = new Client({ connectionString: process.env['TEST_DATABASE_ADMIN_URL'] });
    const name = new URL(database.url).pathname.slice(1);
    const message = adt('A01');
    await admin.connect();
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'hemgang'`,
      [name],
    );
    client.send(message, 'junk that nobody can read');
    void client.write('no frame');
    const away = await client.all(3);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
    expect(away.map(({ code, text }) => `${code} ${text}`)).toEqual(['AR retry', 'AR retry', 'AR retry']);
    await eventually('the same is accepted', async () => (await client.ask(message)).code === 'AA');
  });
});

describe('on a host that opens the port', () => {
  let open: RunningHub;
  let isOpen = true;
  let stillDeaf: MllpClient | undefined;

  beforeAll(async () => {
    open = await startHub({ env: { HEMGANG_HOST: '0.0.0.0' } });
  }, 90_000);
  afterAll(async () => {
    if (isOpen) await open.stop();
  });

  const residentMegabytes = () =>
    Number(spawnSync('ps', ['-o', 'rss=', '-p', String(open.pid)], { encoding: 'utf8' }).stdout.trim()) / 1024;

  it('MLLP without a certificate is closed: AR, also from the machine itself, and nothing is kept', async () => {
    const client = await connect(open);
    const ack = await client.ask(adt('A01', { controlId: 'closed' }));
    expect(said(ack)).toBe('AR closed');
    void client.write('junk');
    expect(said(await client.next())).toBe('AR ');
  });

  const SMALL = frameMllp(Buffer.from(adt('A01', { controlId: 'flood' })));
  const BLOCK = Buffer.concat(Array.from({ length: 200 }, () => SMALL));

  /** A peer that sends and never reads: sends until the hub takes no more, and gives how many messages went out. */
  async function flood(client: MllpClient): Promise<number> {
    client.socket.pause();
    for (let blocks = 1; blocks <= 5_000; blocks += 1) {
      if (client.socket.write(BLOCK)) continue;
      const { socket } = client;
      const isRead = await eventually('it is read', () => !socket.writableNeedDrain, 8_000).catch(() => false);
      if (!isRead) return blocks * 200;
    }
    throw new Error('The hub never stopped reading');
  }

  it('peers that send and never read do not make the hub grow: they are read no further until they read', async () => {
    const reader = await connect(open);
    for (let round = 0; round < 40; round += 1) {
      void reader.write(BLOCK);
      await reader.all(200);
    }
    const before = residentMegabytes();
    const deaf = [await connect(open), await MllpClient.connect(open.mllpPort)] as const;
    const [messages] = await Promise.all(deaf.map(flood));
    expect(residentMegabytes() - before).toBeLessThan(80);
    expect(said(await (await connect(open)).ask(adt('A01', { controlId: 'other' })))).toBe('AR other');
    deaf[0].socket.resume();
    const acks = await deaf[0].all(messages ?? 0);
    expect(new Set(acks.map(said))).toEqual(new Set(['AR flood']));
    stillDeaf = deaf[1];
  }, 180_000);

  it('nor does a peer that still does not read keep the hub from stopping', async () => {
    expect(stillDeaf?.socket.destroyed).toBe(false);
    const started = performance.now();
    isOpen = false;
    expect(await open.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(20_000);
    stillDeaf?.close();
  }, 60_000);
});

describe('a hub of its own', () => {
  it('closes a connection that is silent for too long, after answering what was begun', async () => {
    const own = await startHub({ env: { HEMGANG_MLLP_IDLE_SECONDS: '1' } });
    try {
      const silent = await connect(own);
      const begun = await connect(own);
      void begun.write(`\u000b${adt('A01', { controlId: 'begun' }).slice(0, 150)}`);
      await silent.ended;
      expect(said(await begun.next())).toBe('AE begun');
      await begun.ended;
    } finally {
      await own.stop();
    }
  }, 60_000);

  it('[L-HL7-03] that is told to stop answers what is under way, takes nothing new, and ends', async () => {
    const own = await createTestDatabase();
    const blocker = new Client({ connectionString: own.url });
    const stopping = await startHub({ databaseUrl: own.url });
    await blocker.connect();
    try {
      await blocker.query('SELECT pg_advisory_lock($1)', [POSITION_LOCK]);
      const idle = await connect(stopping);
      const client = await connect(stopping);
      const ids = Array.from({ length: 20 }, nextControlId);
      client.send(...ids.map((controlId) => adt('A01', { controlId })));
      await eventually('they wait for their commit', async () => {
        const waiting = await blocker.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
        return waiting.rows.length > 0;
      });
      const stopped = stopping.stop();
      await idle.ended;
      await eventually('no new connection is taken', async () => {
        const late = await MllpClient.connect(stopping.mllpPort).catch(() => undefined);
        late?.close();
        return late === undefined;
      });
      await blocker.query('SELECT pg_advisory_unlock_all()');
      expect((await client.all(20)).map(said)).toEqual(ids.map((id) => `AA ${id}`));
      await client.ended;
      expect(await stopped).toBe(0);
      const { rows: committed } = await blocker.query<{ message_id: string }>('SELECT message_id FROM message');
      expect(committed.map((row) => row.message_id).sort()).toEqual([...ids].sort());
    } finally {
      await blocker.end();
      await own.drop();
    }
  }, 60_000);
});

describe('messages kept as files', () => {
  it('every hostile one is answered AE or AR, none with silence, and the connection goes on', async () => {
    const names = ['er7-empty', 'er7-http-request', 'er7-invalid-utf8', 'er7-line-break-in-text', 'er7-many-fields'];
    const more = ['er7-many-repetitions', 'er7-mark-contradicts', 'er7-no-msh', 'er7-nul', 'er7-same-separators'];
    const rest = [
      'er7-surrogate-utf8',
      'er7-two-messages',
      'er7-unknown-charset',
      'er7-utf16',
      'er7-utf8-declared-latin1',
    ];
    const client = await connect();
    for (const name of [...names, ...more, ...rest]) {
      const ack = await client.ask(readFileSync(`test/fixtures/messages/hostile/${name}.hl7`));
      expect([name, ['AE', 'AR'].includes(ack.code)]).toEqual([name, true]);
    }
    expect((await client.ask(adt('A01'))).code).toBe('AA');
  });
});
