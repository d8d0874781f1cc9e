import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { createParamDecorator, HttpException, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { callerOf, hasRole } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import type { ClientRole } from '#domain/directory.js';
import type { ErrorCode } from '#domain/error-catalogue.js';
import { DirectoryInForce } from './surroundings.js';
import { Tokens } from './tokens.js';

const IS_PUBLIC = 'hemgang:public';
const ROLES = 'hemgang:roles';

/** Needs no bearer token: health, metrics, the token endpoint. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** Only for callers that have one of these roles; for others it is 403. */
export const Roles = (...roles: ClientRole[]) => SetMetadata(ROLES, roles);

interface GuardedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  caller?: Caller;
}

interface GuardedReply {
  header(name: string, value: string): unknown;
}

/** Who is calling, as `CallerGuard` found out. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<GuardedRequest>();
  if (caller === undefined) throw new Error('CurrentCaller needs CallerGuard, and a route that is not public');
  return caller;
});

/**
 * Lets through who shows a bearer token of ours, with the rights that the directory gives that client at this moment.
 * Answers 401 without one, 403 when a role is missing. For HTTP only: other transports tell their callers by themselves.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly directory: DirectoryInForce,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, targets) === true) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<GuardedRequest>();
    const caller = await this.authenticate(request);
    if (caller === undefined) throw unauthenticated(request, http.getResponse<GuardedReply>());
    const roles = this.reflector.getAllAndOverride<readonly ClientRole[] | undefined>(ROLES, targets);
    if (roles?.some((role) => hasRole(caller, role)) === false) {
      throw refusal(403, 'not-allowed', `This takes the role ${roles.join(' or ')}`);
    }
    request.caller = caller;
    return true;
  }

  /**
   * The caller that the request's bearer token stands for; undefined without one that holds. For routes that answer by
   * themselves.
   */
  async authenticate(request: Pick<GuardedRequest, 'headers'>): Promise<Caller | undefined> {
    const token = bearerToken(request);
    const clientId = token === undefined ? undefined : await this.tokens.verify(token);
    return clientId === undefined ? undefined : callerOf(this.directory.current.directory, clientId);
  }
}

function unauthenticated(request: GuardedRequest, reply: GuardedReply): HttpException {
  const challenge = 'Bearer realm="hemgang"';
  const isShown = bearerToken(request) !== undefined;
  reply.header('WWW-Authenticate', isShown ? `${challenge}, error="invalid_token"` : challenge);
  const message = 'Get a bearer token from /oauth2/token and send it with the call';
  return refusal(401, 'unauthenticated', message);
}

/** The hub writes it as a problem; this library does not know how. */
function refusal(status: number, code: ErrorCode, message: string): HttpException {
  return new HttpException({ code, message }, status);
}

function bearerToken({ headers }: Pick<GuardedRequest, 'headers'>): string | undefined {
  const header = headers['authorization'];
  return typeof header === 'string' ? /^bearer +([\w.~+/-]+=*) *$/i.exec(header)?.[1] : undefined;
}
