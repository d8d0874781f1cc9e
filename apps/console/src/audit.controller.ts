import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { addHours } from '#domain/calendar.js';
import { AuditStore } from '#flows/audit-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { Clock } from '#flows/ports.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { AcceptsSession, CurrentCaller, Roles } from '#security/caller.guard.js';
import {
  AccessPageDto,
  AccessQueryDto,
  accessEntryDto,
  auditEntryDto,
  AuditPageDto,
  AuditQueryDto,
  FindingsDto,
  SpotCheckDrawDto,
  SpotCheckDto,
  spotCheckDto,
  SpotCheckPageDto,
} from './dto/audit.dto.js';
import { PageQueryDto } from './dto/page.dto.js';
import { Uncached } from './ops-access.js';

const ForAuditors = () =>
  applyDecorators(
    Roles('auditor', 'admin'),
    AcceptsSession(),
    ApiTags('audit'),
    ApiBearerAuth(),
    ApiUnauthorizedResponse({ description: 'No token and no session that holds' }),
    ApiForbiddenResponse({ description: 'The caller is no auditor' }),
  );

/** Who has done what with whose data, for those who watch over it (L-LOG-01, L-LOG-02). */
@ForAuditors()
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get('entries')
  @Uncached()
  @ApiOperation({
    summary: 'Lines of the audit, latest first',
    description: 'With a filter `from` has to be given too, at most 366 days before `to`.',
  })
  @ApiOkResponse({ type: AuditPageDto })
  async entries(@Query() { from, to, ...query }: AuditQueryDto): Promise<AuditPageDto> {
    const { unit, actor, action, after, limit } = query;
    const isNarrowed = [to, unit, actor, action].some((filter) => filter !== undefined);
    checkPeriod(from, to, isNarrowed, await this.clock.now());
    const { items, next } = await this.audit.entries({
      ...{ unit, actor, action, after, limit },
      ...{ from: instant(from), to: instant(to) },
    });
    const { directory } = this.configuration.current;
    return { items: items.map((item) => auditEntryDto(item, directory)), next };
  }

  @Post('accesses')
  @HttpCode(200)
  @Uncached()
  @ApiOperation({
    summary: "Who has seen a person's data, from which unit and when",
    description:
      'The extract that a person can ask for (patientdatalagen 8 kap. 5 §). The question is noted with its reason.',
  })
  @ApiOkResponse({ type: AccessPageDto })
  async accesses(
    @Body() { patientId, reason, from, to, after, limit }: AccessQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccessPageDto> {
    const query = { patientId, reason, after, limit, from: instant(from), to: instant(to) };
    const { items, next } = await this.audit.accesses(query, actorOf(caller), await this.clock.now());
    const { directory } = this.configuration.current;
    return { items: items.map((item) => accessEntryDto(item, directory)), next };
  }

  @Post('spot-checks')
  @Uncached()
  @ApiOperation({ summary: 'Draw readings of a period by chance, to look at whether each was in order' })
  @ApiCreatedResponse({ type: SpotCheckDto })
  async draw(
    @Body() { from, to, unit, size }: SpotCheckDrawDto,
    @CurrentCaller() caller: Caller,
  ): Promise<SpotCheckDto> {
    const draw = { from: new Date(from), to: new Date(to), unit, size };
    const check = await this.audit.drawSpotCheck(draw, actorOf(caller), await this.clock.now());
    return spotCheckDto(check, this.configuration.current.directory);
  }

  @Get('spot-checks')
  @Uncached()
  @ApiOperation({ summary: 'Spot checks with what was found, latest first' })
  @ApiOkResponse({ type: SpotCheckPageDto })
  async spotChecks(@Query() { after, limit }: PageQueryDto): Promise<SpotCheckPageDto> {
    const { items, next } = await this.audit.spotChecks({ after, limit });
    const { directory } = this.configuration.current;
    return { items: items.map((item) => spotCheckDto(item, directory)), next };
  }

  @Post('spot-checks/:id/close')
  @HttpCode(200)
  @ApiOperation({ summary: 'Document what was found in a spot check, once' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SpotCheckDto })
  @ApiConflictResponse({ description: 'It had been closed' })
  @ApiNotFoundResponse()
  async close(
    @Param('id') id: string,
    @Body() { findings, deviations }: FindingsDto,
    @CurrentCaller() caller: Caller,
  ): Promise<SpotCheckDto> {
    const now = await this.clock.now();
    const found = { findings, deviations };
    const change = isHubId(id) ? await this.audit.closeSpotCheck(id, found, actorOf(caller), now) : undefined;
    if (change === undefined) throw notFound('id');
    if (change.kind === 'conflict') throw new Problem(409, 'wrong-state', 'The spot check has been closed before');
    return spotCheckDto(change.check, this.configuration.current.directory);
  }
}

/** Days of the audit that one search may go through. */
const MOST_DAYS = 366;

/** @throws Problem (422) for a search that would go through years of lines: without filters the latest are at hand. */
function checkPeriod(from: string | undefined, to: string | undefined, isNarrowed: boolean, now: Date): void {
  if (from === undefined && !isNarrowed) return;
  const first = instant(from);
  if (first !== undefined && addHours(first, 24 * MOST_DAYS) >= (instant(to) ?? now)) return;
  throw new Problem(422, 'invalid-request', 'Some fields are not right', [
    { path: 'from', message: `must be given with a filter, at most ${String(MOST_DAYS)} days before \`to\`` },
  ]);
}

const instant = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));
