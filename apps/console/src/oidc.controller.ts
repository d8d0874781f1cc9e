import { Controller, Get, HttpCode, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiNotFoundResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Clock } from '#flows/ports.js';
import { notFound } from '#formats/json/problem.js';
import { Public } from '#security/caller.guard.js';
import { cookieIn, issuerCookie, ISSUER_COOKIE, NO_ISSUER_COOKIE, sessionCookie } from '#security/console-cookie.js';
import { ConsoleSessions } from '#security/console-sessions.js';
import { ConsoleSignIn } from '#security/console-sign-in.js';
import { Issuer, LONGEST_DETOUR } from '#security/oidc.js';
import { ownAddresses } from '#security/own-origins.js';
import { PublicAddress } from '#security/surroundings.js';
import { mustKeepCookies, SessionWays } from './session-ways.js';
import type { SessionReply, SessionRequest } from './session.controller.js';

const CALLBACK = '/console/oidc/callback';

/** Where in the console the person wanted to go. */
export class IssuerStartDto {
  @ApiPropertyOptional({ default: '/console', description: 'A path of the console' })
  @IsOptional()
  @Matches(/^(?!.*\.\.)\/console(?:\/[\w./-]*)?(?:\?[\w.~%=&:+/-]*)?$/, { message: 'must be a path of the console' })
  to: string = '/console';
}

interface IssuerRequest extends SessionRequest {
  readonly url: string;
}

/** Sign-in at the region's OpenID Connect issuer, by way of the browser. What goes wrong is told by the page. */
@ApiTags('session')
@Public()
@Controller('console/oidc')
export class OidcController {
  constructor(
    private readonly issuer: Issuer,
    private readonly sessions: ConsoleSessions,
    private readonly signIn: ConsoleSignIn,
    private readonly ways: SessionWays,
    private readonly address: PublicAddress,
    private readonly clock: Clock,
  ) {}

  @Get('start')
  @HttpCode(302)
  @ApiOperation({ summary: "To the issuer's sign-in" })
  @ApiFoundResponse({ description: 'To the issuer, or to `/console?sign-in=unavailable` when it cannot be reached' })
  @ApiNotFoundResponse({ description: 'No issuer is set' })
  async start(
    @Query() { to }: IssuerStartDto,
    @Req() request: IssuerRequest,
    @Res({ passthrough: true }) reply: SessionReply,
  ): Promise<void> {
    const { signIn } = this.issuer;
    if (signIn === undefined) throw notFound('/console/oidc/start');
    mustKeepCookies(this.ways);
    const started = await signIn.start(`${this.originOf(request)}${CALLBACK}`, to);
    if (started === undefined) return redirect(reply, told('unavailable'));
    reply.header('Set-Cookie', issuerCookie(started.carried, LONGEST_DETOUR));
    redirect(reply, started.url);
  }

  @Get('callback')
  @HttpCode(302)
  @ApiOperation({
    summary: 'Back from the issuer: the person is signed in, when one of its roles means something here',
  })
  @ApiFoundResponse({ description: 'To the page, or to `/console?sign-in=no-role|failed|unavailable`' })
  @ApiNotFoundResponse({ description: 'No issuer is set' })
  async callback(@Req() request: IssuerRequest, @Res({ passthrough: true }) reply: SessionReply): Promise<void> {
    const { signIn } = this.issuer;
    if (signIn === undefined) throw notFound(CALLBACK);
    reply.header('Set-Cookie', NO_ISSUER_COOKIE);
    const cookies = request.headers['cookie']?.toString();
    const url = new URL(request.url, this.originOf(request));
    const outcome = await signIn.finish(url, cookieIn(cookies, ISSUER_COOKIE));
    if (outcome.kind !== 'proved') return redirect(reply, told(outcome.kind));
    const moment = { at: await this.clock.now(), before: await this.sessions.find(cookies) };
    const begun = await this.signIn.begin(outcome.signedIn, moment, { subject: outcome.subject });
    if (begun.kind !== 'begun') return redirect(reply, told('failed'));
    reply.header('Set-Cookie', sessionCookie(begun.sessionId));
    redirect(reply, outcome.to);
  }

  /** The name under which the browser came, as long as it is one of ours: its cookies belong to that name. */
  private originOf({ headers, socket }: IssuerRequest): string {
    const own = ownAddresses(this.address.url, socket ?? {});
    const shown = `http://${String(headers['host'])}`;
    return (this.address.url === undefined ? own.find((address) => address === shown) : undefined) ?? own[0] ?? shown;
  }
}

const told = (what: 'no-role' | 'failed' | 'unavailable'): string => `/console?sign-in=${what}`;

function redirect(reply: SessionReply, to: string): void {
  reply.header('Cache-Control', 'no-store');
  reply.header('Location', to);
}
