import { HttpException, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import { HubLog } from '#flows/ports.js';
import { Problem, problemBody } from '#formats/json/problem.js';
import type { BoardAnswer } from '#queue/queue-board-server.js';
import { QueueBoard } from '#queue/queue-board.js';
import { CallerGuard } from '#security/caller.guard.js';
import { CONTENT_SECURITY_POLICY, pageHeaders } from './page-headers.js';

const BOARD_PATH = '/console/queues/board';

/**
 * As strict as the page's own, but for `base-uri`: the board's page finds its scripts from the address that its `base` names.
 */
const BOARD_POLICY = CONTENT_SECURITY_POLICY.replace("base-uri 'none'", "base-uri 'self'");

const AWAY = `Kön kan inte visas just nu: dess lager svarar inte. Det som förfaller bevakas ändå.
The queue cannot be shown now: its backend does not answer. What falls due is watched all the same.
`;

/** Bull Board below the console, for operations who are signed in. */
@Injectable()
export class QueuesBoard implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly guard: CallerGuard,
    private readonly board: QueueBoard,
    private readonly log: HubLog,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    const answer = (request: FastifyRequest, reply: FastifyReply) => this.answer(request, reply);
    server.get(BOARD_PATH, answer);
    server.get(`${BOARD_PATH}/*`, answer);
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.headers({ ...pageHeaders(false), 'Content-Security-Policy': BOARD_POLICY, 'Cache-Control': 'no-store' });
    const caller = await this.callerOf(request);
    if (caller instanceof Problem) return refuse(reply, caller);
    // A person is led to where to sign in; a script of the board is told.
    if (caller === undefined) return isPage(request) ? reply.redirect('/console', 302) : refuse(reply, signedOut());
    if (!hasRole(caller, 'operations') && !hasRole(caller, 'admin')) return refuse(reply, notAllowed());
    if (request.url === BOARD_PATH) return reply.redirect(`${BOARD_PATH}/`, 302);
    return this.show(request.url, reply);
  }

  private async show(url: string, reply: FastifyReply): Promise<FastifyReply> {
    const shown = await this.look(url);
    if (shown === undefined) {
      return reply.status(503).headers({ 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '10' }).send(AWAY);
    }
    const { status, contentType, body } = shown;
    const isFile = url.startsWith(`${BOARD_PATH}/static/`) && status === 200;
    if (isFile) reply.header('Cache-Control', 'private, max-age=3600');
    return reply.status(status).header('Content-Type', contentType).send(body);
  }

  private async look(url: string): Promise<BoardAnswer | undefined> {
    try {
      return await this.board.get(url);
    } catch (error) {
      this.log.error('queue-board-failed', error);
      return undefined;
    }
  }

  private async callerOf(request: FastifyRequest): Promise<Caller | Problem | undefined> {
    try {
      return await this.guard.sessionCaller(request);
    } catch (error) {
      if (!(error instanceof HttpException)) throw error;
      return notAllowed();
    }
  }
}

function isPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true;
}

const signedOut = () => new Problem(401, 'unauthenticated', 'Sign in to the console');
const notAllowed = () => new Problem(403, 'not-allowed', 'This takes the role operations or admin');

function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('Content-Type', 'application/problem+json')
    .send(JSON.stringify(problemBody(problem)));
}
