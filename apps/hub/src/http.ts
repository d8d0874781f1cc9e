import type { Readable } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/**
 * The routes whose bodies reach their controllers as the bytes that came. One that is too large is cut off a byte past the
 * cap, so that the controller can refuse it in the form in which it came.
 */
function isRaw(route: string | undefined): boolean {
  return route === '/v1/messages' || route?.startsWith('/fhir/') === true;
}

/** How many times the cap is read, most of it to be thrown away, before a sender that does not stop is answered all the same. */
const LARGEST_SURPLUS = 4;

interface Settled {
  (error: Error | null, body?: unknown): void;
}

function refusal(statusCode: number, text: string): Error {
  return Object.assign(new Error(text), { statusCode });
}

function parseJson(text: string): unknown {
  try {
    return text.trim() === '' ? undefined : JSON.parse(text);
  } catch {
    throw refusal(400, 'The body is not well-formed JSON');
  }
}

/** The HTTP server: bodies are capped, JSON and forms are parsed, the messages' own route gets its bytes. */
export function createHttpAdapter(maxMessageBytes: number): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: maxMessageBytes,
    // It would log addresses, which may hold what belongs in no log.
    logger: false,
    forceCloseConnections: 'idle',
    // What still comes over an open connection while the hub stops is taken in and answered, and closes that connection.
    return503OnClosing: false,
    requestTimeout: 0,
    // `/schema/` is `/schema`.
    routerOptions: { ignoreTrailingSlash: true },
  });
}

/** Body parsers; to be called before the application listens. */
export function registerBodyParsers(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done: Settled) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
  server.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    const most = server.initialConfig.bodyLimit ?? 0;
    const bytes = await readUpTo(payload, most + 1);
    if (isRaw(request.routeOptions.url)) return bytes;
    if (bytes.length > most) throw refusal(413, 'The body is too large');
    return request.headers['content-type']?.startsWith('application/json') === true
      ? parseJson(bytes.toString())
      : bytes;
  });
}

/** Reads to the end and keeps the first `most` bytes: a sender hears no answer before it has sent everything. */
function readUpTo(payload: Readable, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    payload.on('data', (piece: Buffer) => {
      if (length < most) pieces.push(piece.subarray(0, most - length));
      length += piece.length;
      if (length > most * LARGEST_SURPLUS) finish();
    });
    const finish = () => resolve(Buffer.concat(pieces));
    payload.once('end', finish);
    payload.once('error', () => reject(refusal(400, 'The body was cut off')));
  });
}
