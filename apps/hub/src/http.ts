import type { Readable } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatOf, isCompressed } from '#formats/format.js';
import { readJson } from '#formats/json/json-message.js';
import { Problem, problemBody } from '#formats/json/problem.js';

/**
 * The routes whose bodies reach their controllers as the bytes that came. One that is too large is cut off a byte past the
 * cap, so that the controller can refuse it in the form in which it came.
 */
function isRaw(route: string): boolean {
  return takesMessages(route) || route.startsWith('/fhir/');
}

/** Where a message comes in; what is wrong with it is told in its own form. */
function takesMessages(route: string): boolean {
  return route === '/v1/messages' || route === '/fhir/$process-message';
}

/** How many times the cap is read, most of it to be thrown away, before a sender that does not stop is answered all the same. */
const LARGEST_SURPLUS = 4;

/** What is set aside for a body of unknown size. */
const SMALL_BODY = 8 * 1024;

interface Settled {
  (error: Error | null, body?: unknown): void;
}

function refusal(statusCode: number, text: string): Error {
  return Object.assign(new Error(text), { statusCode });
}

/** What a body beside the messages holds at most: some more than the thousand ids of receipts, so that these are counted. */
const JSON_LIMITS = { depth: 16, values: 2_500 };

/** As strictly as messages are read: bytes that are no UTF-8 are not replaced, nothing nests without end. */
function parseJson(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0) return undefined;
  const read = readJson({ bytes, contentType }, JSON_LIMITS);
  if (read.ok) return read.value;
  const isTooMuch = read.reasons.some(({ code }) => code === 'too-complex');
  throw isTooMuch ? refusal(413, 'The body holds too much') : refusal(400, 'The body is not well-formed JSON');
}

/** Bytes of a form: a client's credentials, or its signed assertion. */
const LARGEST_FORM = 16 * 1024;

/** Milliseconds in which a whole request has to arrive; the largest message over a thin line needs less. */
const SLOWEST_REQUEST = 120_000;

/** Tells of an address that is none before there is a route; the framework's own answer would repeat it. */
function tellBadAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const problem = new Problem(400, 'not-readable', 'The address is not well-formed');
  void reply.status(problem.status).header('Content-Type', 'application/problem+json').send(problemBody(problem));
}

/** The HTTP server: bodies are capped, JSON and forms are parsed, routes of messages and of FHIR get their bytes. */
export function createHttpAdapter(maxMessageBytes: number): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: maxMessageBytes,
    // It would log addresses, which may hold what belongs in no log.
    logger: false,
    forceCloseConnections: 'idle',
    // What still comes over an open connection while the hub stops is taken in and answered, and closes that connection.
    return503OnClosing: false,
    requestTimeout: SLOWEST_REQUEST,
    frameworkErrors: tellBadAddress,
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
    { parseAs: 'string', bodyLimit: LARGEST_FORM },
    (_request, body, done: Settled) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
  server.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    const most = server.initialConfig.bodyLimit ?? 0;
    const announced = Number(request.headers['content-length'] ?? Number.NaN);
    const bytes = await readUpTo(payload, most + 1, Number.isSafeInteger(announced) ? announced : undefined);
    const route = request.routeOptions.url ?? '';
    if (isCompressed(request.headers) && !takesMessages(route)) throw refusal(415, 'The body is not to be compressed');
    if (isRaw(route)) return bytes;
    if (bytes.length > most) throw refusal(413, 'The body is too large');
    const contentType = request.headers['content-type'] ?? '';
    return formatOf(contentType) === 'json' ? parseJson(bytes, contentType) : bytes;
  });
}

/**
 * Reads to the end and keeps the first `most` bytes: a sender hears no answer before it has sent everything. Where the sender
 * says how much it sends, that much is set aside once, so that a large body is not held twice.
 */
function readUpTo(payload: Readable, most: number, announced: number | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let kept: Buffer = Buffer.allocUnsafe(Math.min(announced ?? SMALL_BODY, most));
    let length = 0;
    let read = 0;
    payload.on('data', (piece: Buffer) => {
      const part = piece.subarray(0, most - length);
      if (length + part.length > kept.length) kept = grown(kept, length + part.length, most);
      length += part.copy(kept, length);
      read += piece.length;
      if (read > most * LARGEST_SURPLUS) finish();
    });
    const finish = () => resolve(kept.subarray(0, length));
    payload.once('end', finish);
    payload.once('error', () => reject(refusal(400, 'The body was cut off')));
  });
}

function grown(kept: Buffer, needed: number, most: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(Math.max(needed, kept.length * 2), most));
  kept.copy(larger);
  return larger;
}
