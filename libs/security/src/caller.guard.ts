import type { CanActivate, ExecutionContext } from '@nestjs/common';
import {
  applyDecorators,
  createParamDecorator,
  HttpException,
  Injectable,
  Optional,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { callerOf, hasRole } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import type { ClientRole } from '#domain/directory/directory.js';
import type { ErrorCode } from '#domain/error-catalogue.js';
import { callerOfSession, ConsoleSessions } from './console-sessions.js';
import type { ShownSession } from './console-sessions.js';
import { isFromElsewhere, isFromOwnPage } from './own-origins.js';
import type { PageRequest } from './own-origins.js';
import { EndWithSession } from './session-stream.js';
import { ClientsSeen, DirectoryInForce, PublicAddress } from './surroundings.js';
import { Tokens } from './tokens.js';

const IS_PUBLIC = 'hemgang:public';
const ROLES = 'hemgang:roles';
const SESSION = 'hemgang:session';

/** Needs no bearer token: health, metrics, the token endpoint. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** Only for callers that have one of these roles; for others it is 403. */
export const Roles = (...roles: ClientRole[]) => SetMetadata(ROLES, roles);

/** How a route takes people who are signed in: besides clients, or only them and before the password was changed too. */
type SessionUse = 'accepted' | 'required';

/** Takes a person signed in to the console as well as a client; streams end with the session. Without it a session is nothing. */
export const AcceptsSession = () =>
  applyDecorators(SetMetadata(SESSION, 'accepted' satisfies SessionUse), UseInterceptors(new EndWithSession()));

/** Only for who is signed in to the console, also while the password has to be changed. */
export const NeedsSession = () => SetMetadata(SESSION, 'required' satisfies SessionUse);

interface GuardedRequest extends PageRequest {
  readonly method?: string | undefined;
  caller?: Caller;
  session?: ShownSession;
  sessionEnded?: Observable<void>;
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

/** The session of who is signed in, on a route that `NeedsSession`. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): ShownSession => {
  const { session } = context.switchToHttp().getRequest<GuardedRequest>();
  if (session === undefined) throw new Error('CurrentSession needs CallerGuard, and a route that needs a session');
  return session;
});

/**
 * Lets through who shows a bearer token of ours, with the rights that the directory gives that client at this moment, and on the
 * routes that say so who is signed in to the console. Who shows a token is judged by it alone.
 * Answers 401 without either, 403 when a role is missing. For HTTP only: other transports tell their callers by themselves.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly directory: DirectoryInForce,
    @Optional() private readonly sessions?: ConsoleSessions,
    @Optional() private readonly address?: PublicAddress,
    @Optional() private readonly seen?: ClientsSeen,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, targets) === true) return true;
    const use = this.reflector.getAllAndOverride<SessionUse | undefined>(SESSION, targets);
    const http = context.switchToHttp();
    const request = http.getRequest<GuardedRequest>();
    const caller = await this.callerOf(request, use);
    if (caller === undefined) throw unauthenticated(request, use, http.getResponse<GuardedReply>());
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
    const caller = clientId === undefined ? undefined : callerOf(this.directory.current.directory, clientId);
    if (caller !== undefined) this.seen?.called(caller.clientId);
    return caller;
  }

  /**
   * Who is signed in to the console, for routes outside the framework; undefined without a session that holds. A request that
   * changes something counts as activity.
   * @throws HttpException (403) when it changes something and no page of ours made it, or the password has to be changed first.
   */
  async sessionCaller(request: GuardedRequest): Promise<Caller | undefined> {
    return this.signedIn(request, 'accepted');
  }

  private async callerOf(request: GuardedRequest, use: SessionUse | undefined): Promise<Caller | undefined> {
    if (use === 'required') return this.signedIn(request, use);
    if (use === undefined || request.headers['authorization'] !== undefined) return this.authenticate(request);
    return this.signedIn(request, use);
  }

  private async signedIn(request: GuardedRequest, use: SessionUse): Promise<Caller | undefined> {
    const session = await this.sessions?.find(request.headers.cookie?.toString());
    if (this.sessions === undefined || session === undefined) return undefined;
    if (isFromElsewhere(request)) throw forged();
    if (!isSafe(request.method)) {
      this.mustBeOwn(request);
      if (!this.sessions.isGenuine(session, request.headers['x-hemgang-csrf'])) throw forged();
    }
    if (session.mustChangePassword && use !== 'required') {
      throw refusal(403, 'password-must-change', 'Choose a password of your own first');
    }
    if (!isSafe(request.method)) await this.sessions.touch(session);
    request.session = session;
    request.sessionEnded = this.sessions.ended(session);
    return callerOfSession(session);
  }

  /** @throws HttpException (403) when the browser does not say that a page of the hub made the request. */
  mustBeOwn(request: PageRequest): void {
    if (!isFromOwnPage(request, this.address?.url)) throw forged();
  }
}

/** Methods that change nothing here. */
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** A request whose method is not known could do anything. */
function isSafe(method: string | undefined): boolean {
  return method !== undefined && SAFE.includes(method);
}

function forged(): HttpException {
  return refusal(403, 'not-same-origin', 'This call has to come from a page of this hub; load the page anew');
}

function unauthenticated(request: GuardedRequest, use: SessionUse | undefined, reply: GuardedReply): HttpException {
  if (use === 'required') return refusal(401, 'unauthenticated', 'Sign in to the console');
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
