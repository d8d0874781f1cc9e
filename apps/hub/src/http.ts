import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The one route whose body reaches its controller as the bytes that came. */
const RAW_ROUTE = '/v1/messages';

interface Settled {
  (error: Error | null, body?: unknown): void;
}

function syntaxError(): Error {
  return Object.assign(new SyntaxError('The body is not well-formed JSON'), { statusCode: 400 });
}

function parseJson(text: string): unknown {
  return text.trim() === '' ? undefined : JSON.parse(text);
}

/** The HTTP server: bodies are capped, JSON and forms are parsed, the messages' own route gets its bytes. */
export function createHttpAdapter(maxMessageBytes: number): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: maxMessageBytes,
    // A path that is looked up is never logged, and an id in it is never decoded twice.
    logger: false,
    forceCloseConnections: 'idle',
    requestTimeout: 0,
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
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done: Settled) => {
    if (
      request.routeOptions.url === RAW_ROUTE ||
      request.headers['content-type']?.startsWith('application/json') !== true
    ) {
      done(null, body);
      return;
    }
    try {
      done(null, parseJson(body.toString()));
    } catch {
      done(syntaxError());
    }
  });
}
