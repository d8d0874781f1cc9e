import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, Problem, problemBody } from '#formats/json/problem.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import { PageFiles } from './page-files.js';
import type { PageFile } from './page-files.js';
import { pageHeaders } from './page-headers.js';

/** Below /console, what is no view of the page: an address there that nothing answers is not the page. */
const NO_VIEWS = /^(?:assets|session|oidc|queues\/board)(?:\/|$)/;

/** What has its content in its name never changes under that name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Serves the built page at /console: a view's address is the page itself, which finds its view in the browser. */
@Injectable()
export class PageServer implements OnModuleInit {
  private readonly files: PageFiles;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.files = new PageFiles(settings.consolePage);
    this.headers = pageHeaders(settings.publicUrl?.startsWith('https:') === true);
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.addHook('onRequest', (request, reply, done) => {
      // The router reads `/%63onsole` as `/console` too.
      if (isConsole(request.url) || isConsole(request.routeOptions.url ?? '')) reply.headers(this.headers);
      done();
    });
    const answer = (request: FastifyRequest, reply: FastifyReply) => this.answer(request, reply);
    server.get('/console', answer);
    server.get('/console/*', answer);
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const files = await this.files.files();
    if (files === undefined) return refuse(reply, notBuilt());
    const path = pathIn(request);
    const found = path === '' ? undefined : files.get(path);
    if (found !== undefined) return send(request, reply, found, path.startsWith('assets/') ? FOR_EVER : 'no-cache');
    const page = NO_VIEWS.test(path) ? undefined : files.get('index.html');
    return page === undefined
      ? refuse(reply, notFound(request.url.split('?')[0] ?? ''))
      : send(request, reply, page, 'no-store');
  }
}

function isConsole(url: string): boolean {
  return url === '/console' || url.startsWith('/console/') || url.startsWith('/console?');
}

function pathIn({ params }: FastifyRequest): string {
  const rest: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, '*') : undefined;
  return typeof rest === 'string' ? rest : '';
}

function send(request: FastifyRequest, reply: FastifyReply, file: PageFile, cacheControl: string): FastifyReply {
  reply.headers({
    'Content-Type': file.contentType,
    'Cache-Control': cacheControl,
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  const taken = String(request.headers['accept-encoding'] ?? '');
  if (file.brotli !== undefined && /\bbr\b/.test(taken))
    return reply.header('Content-Encoding', 'br').send(file.brotli);
  if (file.gzip !== undefined && /\bgzip\b/.test(taken))
    return reply.header('Content-Encoding', 'gzip').send(file.gzip);
  return reply.send(file.bytes);
}

function notBuilt(): Problem {
  return new Problem(503, 'unavailable', 'The page has not been built: run npm run build:console');
}

function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .send(JSON.stringify(problemBody(problem)));
}
