import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createServer as createTls } from 'node:tls';
import type { TlsOptions as ServerTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAck } from '#formats/hl7v2/ack.js';
import { encodeEr7 } from '#formats/hl7v2/er7-print.js';
import { textAt } from '#formats/hl7v2/er7.js';
import { frameMllp, MllpFramer } from '#formats/hl7v2/mllp.js';
import { headerOf } from '#formats/hl7v2/read.js';
import { makeCertificate } from '../../../../test/support/certificate.js';
import { KeptSurroundings } from '../../../../test/support/surroundings.js';
import { run } from '../program.js';

const A01 = 'docs/examples/a01.hl7';

/** What a server got: HTTP bodies with their content types, or MLLP frames. */
interface Got {
  readonly contentType: string;
  readonly body: string;
}

const certificates = { hub: makeCertificate('hub'), ward: makeCertificate('SE2321000016-AVD12') };
const got: Got[] = [];
const open: { server: Server; sockets: Set<Socket> }[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hemgang-tls-'));
  for (const [name, { cert, key }] of Object.entries(certificates)) {
    writeFileSync(join(folder, `${name}.pem`), cert);
    writeFileSync(join(folder, `${name}.key`), key);
  }
});

afterEach(async () => {
  got.length = 0;
  for (const { server, sockets } of open.splice(0)) {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

async function listening(server: Server, event: 'connection' | 'secureConnection' = 'connection'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Answers each frame with AA. */
function answerMllp(socket: Socket): void {
  const framer = new MllpFramer();
  socket.on('data', (chunk: Buffer) => {
    for (const event of framer.push(chunk)) {
      if (event.kind !== 'frame') continue;
      got.push({ contentType: 'mllp', body: Buffer.from(event.bytes).toString() });
      const [incoming, now] = [headerOf(event.bytes), new Date('2026-11-23T07:15:00Z')];
      const ack = makeAck({ incoming, outcome: 'accepted', errors: [], controlId: 'H-1', now });
      socket.write(frameMllp(encodeEr7(ack)));
    }
  });
}

function mllpTls(options: ServerTls = {}): Promise<number> {
  return listening(createTls({ ...certificates.hub, ...options }, answerMllp), 'secureConnection');
}

async function answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await buffer(request)).toString();
  const contentType = request.headers['content-type'] ?? '';
  response.setHeader('content-type', 'application/json');
  if (request.url === '/oauth2/token') return void response.end(JSON.stringify({ access_token: 't' }));
  got.push({ contentType, body });
  response.statusCode = 201;
  response.end(JSON.stringify({ messageId: 'm', deliveries: [], warnings: [], episode: null }));
}

function https(options: ServerTls = {}): Promise<number> {
  return listening(
    createHttps({ ...certificates.hub, ...options }, (...call) => void answerHttp(...call)),
    'secureConnection',
  );
}

async function send(...words: string[]) {
  const at = new KeptSurroundings();
  const code = await run(['send', ...words], {}, at);
  return { code, out: at.written, err: at.said };
}

const client = ['--client-id', 'c', '--client-secret', 's'];

describe('send over TLS', () => {
  it('MLLP goes to a hub whose certificate is trusted by --ca', async () => {
    const port = await mllpTls();
    expect(await send(A01, '--tls', '--port', String(port), '--ca', file('hub.pem'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^AA +EXAMPLE-A01/),
    });
    expect(got.map(({ body }) => body.slice(0, 4))).toEqual(['MSH|']);
  });

  it.each(['MLLP', 'HTTPS'])(
    'over %s nothing is sent to a hub whose certificate nobody trusts, and it is told why',
    async (way) => {
      const port = String(way === 'MLLP' ? await mllpTls() : await https());
      const words =
        way === 'MLLP' ? ['--tls', '--port', port] : ['--http', '--url', `https://127.0.0.1:${port}`, ...client];
      const { code, err } = await send(A01, ...words);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') });
      expect(err).toContain('--ca');
      expect(got).toEqual([]);
    },
  );

  it('--insecure takes any certificate, but only of this machine', async () => {
    const port = String(await mllpTls());
    expect((await send(A01, '--tls', '--insecure', '--port', port)).code).toBe(0);
    expect(await send(A01, '--tls', '--insecure', '--host', 'hub.example', '--port', port)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--insecure .*hub\.example/),
    });
    expect(await send(A01, '--insecure', '--url', 'https://hub.example')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--insecure .*hub\.example/),
    });
    expect(got).toHaveLength(1);
  });

  it.each(['MLLP', 'HTTPS'])(
    'a hub that asks for a certificate over %s gets the one of --cert, and takes nothing without it',
    async (way) => {
      const strict = { requestCert: true, rejectUnauthorized: true, ca: certificates.ward.cert };
      const port = String(way === 'MLLP' ? await mllpTls(strict) : await https(strict));
      const words =
        way === 'MLLP'
          ? ['--tls', '--port', port, '--ca', file('hub.pem')]
          : ['--http', '--url', `https://127.0.0.1:${port}`, '--ca', file('hub.pem'), ...client];
      const refused = await send(A01, ...words);
      expect([refused.code, got]).toEqual([2, []]);
      const own = ['--cert', file('ward.pem'), '--key', file('ward.key')];
      expect((await send(A01, ...words, ...own)).code).toBe(0);
      expect(got).toHaveLength(1);
    },
  );

  it('half a pair, and files that are not there, are told before anything is sent', async () => {
    expect(await send(A01, '--tls', '--cert', file('ward.pem'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('--key'),
    });
    expect(await send(A01, '--tls', '--ca', 'none.pem')).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.pem'),
    });
  });
});

describe('send', () => {
  it('each format goes over HTTP under its own content type', async () => {
    const port = await https();
    const files = ['json', 'xml', 'hl7v2', 'hl7v2-xml', 'fhir-json', 'fhir-xml'].map(
      (format) => `docs/examples/${format}`,
    );
    const url = `https://localhost:${String(port)}`;
    const { code, err } = await send(...files, '--http', '--url', url, '--ca', file('hub.pem'), ...client);
    expect([code, err]).toEqual([0, '']);
    expect([...new Set(got.map(({ contentType }) => contentType))]).toEqual([
      'application/json',
      'application/xml',
      'application/hl7-v2',
      'application/hl7-v2+xml',
      'application/fhir+json',
      'application/fhir+xml',
    ]);
  });

  it('a batch is sent whole, and each of its answers is told', async () => {
    const batch = createServer((socket) => {
      const framer = new MllpFramer();
      const ack = (id: string, code: string): string =>
        `MSH|^~\\&|H||J||20261123||ACK|${id}|P|2.5\rMSA|${code}|${id}\r`;
      const answer = `BHS|^~\\&\r${ack('B-1', 'AA')}${ack('B-2', 'AE')}BTS|2\r`;
      socket.on('data', (chunk: Buffer) => {
        for (const event of framer.push(chunk))
          if (event.kind === 'frame') socket.write(frameMllp(Buffer.from(answer)));
      });
    });
    const port = await listening(batch);
    const header = (id: string): string => `MSH|^~\\&|J|AVD12|H|H|20261123||ADT^A01|${id}|P|2.5\rEVN|A01\r`;
    writeFileSync(file('batch.hl7'), `BHS|^~\\&\r${header('B-1')}${header('B-2')}BTS|2\r`);
    const { code, out } = await send(file('batch.hl7'), '--port', String(port));
    expect(code).toBe(1);
    expect(out).toMatch(/^AA +B-1 .*\nAE +B-2 .*\n2 skickade, 1 mottagna, 1 avvisade/);
  });

  it('when the connection is lost half-way, it is told how many had been answered', async () => {
    const port = await listening(
      createServer((socket) => {
        socket.on('data', () => got.length === 2 && socket.destroy());
        answerMllp(socket);
      }),
    );
    const { code, out, err } = await send(A01, '--port', String(port), '--repeat', '5');
    expect(code).toBe(2);
    expect(out).toMatch(/2 skickade, 2 mottagna, 0 avvisade/);
    expect(err).toContain(`127.0.0.1:${String(port)}`);
  });

  it('with --new-ids each round has message ids and care episode numbers that nobody has used', async () => {
    const port = await listening(createServer(answerMllp));
    await send(A01, '--port', String(port), '--new-ids', '--repeat', '3');
    await send(A01, '--port', String(port), '--new-ids');
    const ids = got.map(({ body }) => {
      const [header = '', ...segments] = body.split('\r');
      const visit = segments.find((segment) => segment.startsWith('PV1')) ?? '';
      return [textAt(headerOf(Buffer.from(header))!, 'MSH-10'), visit.split('|')[19]];
    });
    expect(new Set(ids.map(([id]) => id)).size).toBe(4);
    expect(new Set(ids.map(([, episode]) => episode)).size).toBe(4);
    for (const [id, episode] of ids)
      expect([id, episode]).toEqual([expect.stringMatching(/^EXAMPLE-A01-/), expect.stringMatching(/^V20261123-001-/)]);
  });

  it('what cannot be read cannot be given new ids', async () => {
    writeFileSync(file('broken.json'), '{ "messageId": "x"');
    expect(await send(file('broken.json'), '--new-ids', ...client)).toMatchObject({
      code: 2,
      err: expect.stringContaining('broken.json'),
    });
  });
});
