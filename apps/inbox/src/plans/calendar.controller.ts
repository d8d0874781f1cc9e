import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { callerOf } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import { addCivilDays, civilDateOf, parseCivilDate } from '#domain/calendar.js';
import { Clock } from '#flows/ports.js';
import { ReadCalendar } from '#flows/read-calendar.js';
import type { UnitCalendar } from '#flows/read-calendar.js';
import { ICALENDAR_TYPE, icalendarOf } from '#formats/icalendar/calendar.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CallerGuard, CurrentCaller, Public } from '#security/caller.guard.js';
import { ClientAuthentication } from '#security/client-authentication.js';
import { DirectoryInForce } from '#security/surroundings.js';
import { NO_STORE } from '../answers.js';
import { entityTag, isHeld } from './entity-tag.js';
import { CalendarFileQueryDto, CalendarQueryDto } from './plan.dto.js';

const DAYS_BACK = 31;
const DAYS_AHEAD = 400;
/** Days that one look takes in at most. */
const MOST_DAYS = 800;

interface CalendarReply {
  status(code: number): CalendarReply;
  header(name: string, value: string): CalendarReply;
  send(body: string): unknown;
}

interface CalendarRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Calls, follow-ups and reminders of a unit. Nothing in a calendar tells who anybody is. */
@ApiTags('plans')
@ApiResponse({ status: 404, description: 'Not a unit of yours' })
@Controller('v1/units/:unit')
export class CalendarController {
  constructor(
    private readonly calendars: ReadCalendar,
    private readonly clock: Clock,
    private readonly guard: CallerGuard,
    private readonly clients: ClientAuthentication,
    private readonly directory: DirectoryInForce,
  ) {}

  /** Each entry with its kind, start, minutes, colour code, units, and advice to who coordinates. */
  @Get('calendar')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'The calendar of a unit' })
  @ApiOkResponse({ description: 'Entries by their starts; a start that is a day takes the whole day' })
  @ApiResponse({ status: 304, description: 'Nothing has changed' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Query() query: CalendarQueryDto,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: CalendarReply,
  ): Promise<void> {
    const calendar = await this.find(caller, unit, query);
    if (isUnchanged(calendar, calendar, known, reply)) return;
    reply.header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(calendar));
  }

  /**
   * The same as iCalendar. Programs that subscribe to calendars cannot fetch a token: a client's id and secret are taken as HTTP
   * Basic here besides the bearer token, and nowhere in the address.
   */
  @Get('calendar.ics')
  @Public()
  @ApiBearerAuth()
  @ApiBasicAuth()
  @ApiOperation({ summary: 'The calendar of a unit as iCalendar, to subscribe to' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ description: 'RFC 5545' })
  @ApiResponse({ status: 304, description: 'Nothing has changed' })
  @ApiResponse({ status: 401, description: 'Neither a bearer token nor the id and secret of a client' })
  @ApiResponse({ status: 429, description: 'Too many wrong secrets; see Retry-After' })
  async file(
    @Param('unit') unit: string,
    @Query() query: CalendarFileQueryDto,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: CalendarRequest,
    @Res() reply: CalendarReply,
  ): Promise<void> {
    const calendar = await this.find(await this.callerOf(request), unit, query);
    if (isUnchanged({ calendar, language: query.language }, calendar, known, reply)) return;
    const entries = calendar.entries.map(({ units, advice, isCalledOff, ...entry }) => ({
      ...entry,
      units: units.map(({ name }) => name),
      calledOff: isCalledOff,
      note: advice?.[query.language ?? 'sv'],
    }));
    const now = await this.clock.now();
    const text = icalendarOf(entries, { unit: calendar.unit, now, language: query.language });
    reply
      .header('Content-Type', ICALENDAR_TYPE)
      .header('Content-Disposition', 'inline; filename="calendar.ics"')
      .send(text);
  }

  private async find(caller: Caller, unit: string, query: CalendarQueryDto): Promise<UnitCalendar> {
    mustBeDays(query);
    const today = civilDateOf(await this.clock.now());
    const from = query.from ?? addCivilDays(query.to ?? today, -DAYS_BACK);
    const to = query.to ?? addCivilDays(query.from ?? today, DAYS_AHEAD);
    mustBeSpan(from, to);
    const calendar = await this.calendars.ofUnit(caller, unit, from, to);
    if (calendar === undefined) throw notFound('unit');
    return calendar;
  }

  /** @throws Problem 401, or 429 after too many wrong secrets. */
  private async callerOf(request: CalendarRequest): Promise<Caller> {
    const { authorization } = request.headers;
    const basic = typeof authorization === 'string' && /^basic /i.test(authorization) ? authorization : undefined;
    const caller = basic === undefined ? await this.guard.authenticate(request) : await this.basic(basic, request.ip);
    if (caller !== undefined) return caller;
    const title = "Send a bearer token, or the client's id and secret as HTTP Basic";
    const challenge = 'Basic realm="hemgang", charset="UTF-8", Bearer realm="hemgang"';
    throw new Problem(401, 'unauthenticated', title, [], { 'WWW-Authenticate': challenge });
  }

  private async basic(authorization: string, address: string): Promise<Caller | undefined> {
    const shown = { authorization, form: new Map<string, string>(), audiences: [], address };
    const result = await this.clients.authenticate(shown);
    if (result.ok) return callerOf(this.directory.current.directory, result.clientId);
    const { status, headers } = result.refusal;
    if (status === 429) throw new Problem(429, 'too-many', 'Too many wrong secrets; try again later', [], headers);
    return undefined;
  }
}

function isUnchanged(
  shown: unknown,
  { changedAt }: UnitCalendar,
  known: string | undefined,
  reply: CalendarReply,
): boolean {
  const tag = entityTag(shown);
  reply.header('Cache-Control', NO_STORE).header('ETag', tag);
  if (changedAt !== undefined) reply.header('Last-Modified', new Date(changedAt).toUTCString());
  if (!isHeld(tag, known)) return false;
  reply.status(304).send('');
  return true;
}

/** @throws Problem 422 for a day that the calendar does not have. */
function mustBeDays({ from, to }: CalendarQueryDto): void {
  const days = [
    { path: 'from', day: from },
    { path: 'to', day: to },
  ];
  const wrong = days.filter(({ day }) => day !== undefined && parseCivilDate(day) === undefined);
  if (wrong.length === 0) return;
  throw wrongParameters(wrong.map(({ path }) => ({ path, message: 'must be a day that there is' })));
}

/** @throws Problem 422 */
function mustBeSpan(from: string, to: string): void {
  if (from <= to && to <= addCivilDays(from, MOST_DAYS)) return;
  const message = `must not lie before from, nor more than ${String(MOST_DAYS)} days after it`;
  throw wrongParameters([{ path: 'to', message }]);
}

function wrongParameters(errors: readonly { path: string; message: string }[]): Problem {
  return new Problem(422, 'invalid-request', 'Some parameters are not right', errors);
}
