import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { PlanSummary } from '#flows/plan-ports.js';
import { ReadPlan } from '#flows/read-plan.js';
import { TakeDeaths } from '#flows/take-deaths.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from '../answers.js';
import { entityTag, isHeld } from './entity-tag.js';
import {
  FindPlanDto,
  FollowUpDraftDto,
  FoundPlansDto,
  PlanPageDto,
  PlanQueryDto,
  PlansQueryDto,
  PlanSummaryDto,
  RegisterLookupDto,
} from './plan.dto.js';

const DEFAULT_LIMIT = 50;

interface PlanReply {
  status(code: number): PlanReply;
  header(name: string, value: string): PlanReply;
  send(body: string): unknown;
}

/** Samordnade individuella planer (SIP), for those who take part in them. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiResponse({ status: 404, description: 'No plan that you take part in' })
@Controller('v1/plans')
export class PlanController {
  constructor(
    private readonly plans: ReadPlan,
    private readonly deaths: TakeDeaths,
  ) {}

  /** Plans of a unit of the caller, the latest begun first; or those that began beside a care episode. */
  @Get()
  @HttpCode(200)
  @ApiOperation({ summary: 'Plans of a unit, or beside a care episode' })
  @ApiResponse({ status: 200, type: PlanPageDto })
  @ApiResponse({ status: 422, description: 'Neither unit nor episode, or both' })
  async list(@CurrentCaller() caller: Caller, @Query() query: PlansQueryDto): Promise<PlanPageDto> {
    const { unit, episode } = query;
    if (unit !== undefined && episode === undefined) {
      const page = await this.plans.ofUnit(caller, {
        ...{ unit, state: query.state ?? 'open', after: query.after, limit: Number(query.limit ?? DEFAULT_LIMIT) },
      });
      if (page === undefined) throw notFound('unit');
      return { items: page.items.map(summaryOf), next: page.next ?? null };
    }
    if (episode !== undefined && unit === undefined) {
      return { items: (await this.plans.ofEpisode(caller, episode)).map(summaryOf), next: null };
    }
    const message = 'name either a unit or a care episode';
    throw new Problem(422, 'invalid-request', 'Some parameters are not right', [{ path: 'unit', message }]);
  }

  /** The open plans of a person that the caller takes part in; none is an empty list, whether there is another or not. */
  @Post('find')
  @HttpCode(200)
  @ApiOperation({ summary: 'The open plan of a person' })
  @ApiResponse({ status: 200, type: FoundPlansDto })
  async find(@CurrentCaller() caller: Caller, @Body() body: FindPlanDto): Promise<FoundPlansDto> {
    return { items: await this.plans.find(caller, body.patientId.replace(/^(\d{8})-(?=\w{4}$)/, '$1')) };
  }

  /**
   * The plan as the caller's units may see it, with what is waited for and what may be sent now. An intervention that was not shared
   * is there for its owner alone. Operations see states, units, duties and times.
   */
  @Get(':id')
  @ApiOperation({
    summary: 'A plan (SIP)',
    description:
      '`mayDo` lists every kind that may be sent of a plan, with the units of the caller that may send it now, or why not. `waitedFor` holds the open duties: who, what, by when, by which rule. `done` is who did what when.',
  })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'ETag of the same plan' })
  @ApiOkResponse({ description: 'The plan' })
  @ApiResponse({ status: 304, description: 'Nothing that you see has changed' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: PlanQueryDto,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: PlanReply,
  ): Promise<void> {
    const plan = await this.plans.read(caller, id, query.closed);
    if (plan === undefined) throw notFound('id');
    const tag = entityTag(plan);
    reply.header('Cache-Control', NO_STORE).header('ETag', tag);
    if (isHeld(tag, known)) reply.status(304).send('');
    else reply.header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(plan));
  }

  /**
   * The call to the follow-up, filled in: those who take part, and as agenda the person's questions that no meeting came to and what
   * the last meeting said is to be followed up. Nothing is sent by it: change it, set `meetingAt`, and send it as a message.
   */
  @Get(':id/follow-up-draft')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: 'A prefilled call to the follow-up of a plan' })
  @ApiResponse({ status: 200, type: FollowUpDraftDto })
  @ApiResponse({ status: 404, description: 'No plan to whose follow-up a unit of yours may call now' })
  async draftFollowUp(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<FollowUpDraftDto> {
    const draft = await this.plans.followUpDraft(caller, id);
    if (draft === undefined) throw notFound('id');
    return draft;
  }

  /** Asks the population register about the person now; a death becomes an `avliden` of the region's operations at once. */
  @Post(':id/register-lookup')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the population register whether the person has died' })
  @ApiResponse({ status: 200, type: RegisterLookupDto })
  @ApiResponse({ status: 503, description: 'The register does not answer' })
  async lookUp(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RegisterLookupDto> {
    const found = await this.deaths.lookUp(caller, id);
    switch (found.kind) {
      case 'not-found':
        throw notFound('id');
      case 'unavailable':
        throw new Problem(503, 'unavailable', 'The population register does not answer; try again', [], {
          'Retry-After': '60',
        });
      case 'died':
        return { result: found.kind, diedOn: found.diedOn };
      case 'no-death':
      case 'not-asked':
        return { result: found.kind };
    }
  }
}

function summaryOf(plan: PlanSummary): PlanSummaryDto {
  const { id, profile, state, episode, coordinator, units, openedAt, closedAt, followUpOn } = plan;
  return {
    ...{ id, profile, state, episode: episode ?? null, coordinator: coordinator ?? null, units },
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    followUpOn: followUpOn ?? null,
  };
}
