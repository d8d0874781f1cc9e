import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
  ApiUnauthorizedResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Clock } from '#flows/ports.js';
import { Problem } from '#formats/json/problem.js';
import { CallerGuard, CurrentSession, NeedsSession, Public } from '#security/caller.guard.js';
import { NO_SESSION_COOKIE, sessionCookie } from '#security/console-cookie.js';
import { ConsoleSessions } from '#security/console-sessions.js';
import type { ShownSession } from '#security/console-sessions.js';
import { ConsoleSignIn } from '#security/console-sign-in.js';
import type { SignInOutcome } from '#security/console-sign-in.js';
import type { PageRequest } from '#security/own-origins.js';
import { PasswordChangeDto, SessionDto, SignInDto } from './dto/session.dto.js';
import { Uncached } from './ops-access.js';
import { mustKeepCookies, SessionWays } from './session-ways.js';

export interface SessionRequest extends PageRequest {
  readonly ip: string;
}

export interface SessionReply {
  header(name: string, value: string): unknown;
}

/** Signing in to the console, and out. Nothing here is activity but what says so. */
@ApiTags('session')
@Controller('console/session')
export class SessionController {
  constructor(
    private readonly sessions: ConsoleSessions,
    private readonly signIn: ConsoleSignIn,
    private readonly ways: SessionWays,
    private readonly guard: CallerGuard,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Public()
  @Uncached()
  @ApiOperation({ summary: 'Whether the browser is signed in, as whom, and how one can sign in' })
  @ApiOkResponse({ type: SessionDto })
  async read(@Req() { headers }: SessionRequest): Promise<SessionDto> {
    return this.ways.tell(await this.sessions.find(headers['cookie']?.toString()));
  }

  @Post()
  @Public()
  @Uncached()
  @ApiOperation({
    summary: "Sign in with name and password of an account of the hub's own",
    description: 'The session is a cookie. After some failures each further try has to wait.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiUnauthorizedResponse({ description: 'Name and password do not belong together' })
  @ApiForbiddenResponse({ description: 'No page of the hub made the call' })
  @ApiConflictResponse({ description: 'Nobody can sign in like this here; `title` says what to set' })
  @ApiResponse({ status: 429, description: 'Too many failures; see Retry-After' })
  async begin(
    @Body() { name, password }: SignInDto,
    @Req() request: SessionRequest,
    @Res({ passthrough: true }) reply: SessionReply,
  ): Promise<SessionDto> {
    mustKeepCookies(this.ways);
    if (!this.ways.local) {
      throw new Problem(
        409,
        'sign-in-unavailable',
        'This hub has no accounts of its own: HEMGANG_CONSOLE_LOCAL is false',
      );
    }
    this.guard.mustBeOwn(request);
    const before = await this.sessions.find(request.headers['cookie']?.toString());
    const moment = { at: await this.clock.now(), before };
    const outcome = await this.signIn.withPassword({ name, password, address: request.ip }, moment);
    if (outcome.kind === 'wrong') {
      throw new Problem(401, 'wrong-credentials', 'Name and password do not belong together');
    }
    return this.begun(outcome, reply);
  }

  @Post('activity')
  @HttpCode(204)
  @NeedsSession()
  @ApiOperation({
    summary: 'The person has done something',
    description: 'What a page asks by itself does not count: without this the session ends although the page is open.',
  })
  @ApiNoContentResponse()
  @ApiUnauthorizedResponse({ description: 'The session is over' })
  // The guard has noted it.
  active(): void {}

  @Post('password')
  @HttpCode(200)
  @Uncached()
  @NeedsSession()
  @ApiOperation({ summary: 'Change the own password; other sessions of the account end, this one gets a new id' })
  @ApiOkResponse({ type: SessionDto })
  @ApiUnprocessableEntityResponse({ description: '`current` is not the password, or `next` will not do' })
  @ApiConflictResponse({ description: 'The password is not one of the hub' })
  @ApiResponse({ status: 429, description: 'Too many failures; see Retry-After' })
  async changePassword(
    @Body() { current, next }: PasswordChangeDto,
    @CurrentSession() session: ShownSession,
    @Req() { ip }: SessionRequest,
    @Res({ passthrough: true }) reply: SessionReply,
  ): Promise<SessionDto> {
    if (session.way !== 'local') {
      throw new Problem(409, 'sign-in-unavailable', 'The password is one of the issuer and is changed there');
    }
    const at = await this.clock.now();
    const outcome = await this.signIn.changePassword(session, { current, next, address: ip }, at);
    if (outcome.kind === 'wrong') throw wrongField('current', 'wrong-credentials', 'is not the password in force');
    if (outcome.kind === 'weak') throw wrongField('next', 'weak-password', WEAK[outcome.fault]);
    return this.begun(outcome, reply);
  }

  @Delete()
  @HttpCode(204)
  @NeedsSession()
  @ApiOperation({ summary: 'Sign out: the session ends at once, with its streams' })
  @ApiNoContentResponse()
  @ApiUnauthorizedResponse({ description: 'The session was over' })
  async end(@CurrentSession() session: ShownSession, @Res({ passthrough: true }) reply: SessionReply): Promise<void> {
    await this.signIn.signOut(session, await this.clock.now());
    reply.header('Set-Cookie', NO_SESSION_COOKIE);
  }

  private async begun(outcome: Exclude<SignInOutcome, { kind: 'wrong' }>, reply: SessionReply): Promise<SessionDto> {
    if (outcome.kind === 'too-many') throw tooMany(outcome.seconds);
    const cookie = sessionCookie(outcome.sessionId);
    reply.header('Set-Cookie', cookie);
    return this.ways.tell(await this.sessions.find(cookie.split(';')[0]));
  }
}

const WEAK = {
  'too-short': 'must have at least twelve characters',
  'holds-name': 'must not hold the name of the account',
  'too-common': 'is one of the commonest; take words that have nothing to do with each other',
  same: 'must be another than the one in force',
} as const;

function wrongField(path: string, code: 'wrong-credentials' | 'weak-password', message: string): Problem {
  return new Problem(422, 'invalid-request', 'Some fields are not right', [{ path, code, message }]);
}

/** @param seconds until the next try is listened to. */
export function tooMany(seconds: number): Problem {
  const title = 'Too many tries; wait before the next one';
  return new Problem(429, 'too-many', title, [], { 'Retry-After': String(seconds) }, { seconds });
}
