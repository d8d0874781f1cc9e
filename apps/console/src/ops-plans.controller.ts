import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiServiceUnavailableResponse,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { Directory } from '#domain/directory/directory.js';
import { PLAN_DUTY_NAMES, PLAN_STATE_NAMES } from '#domain/plan/names.js';
import type { PlanView } from '#domain/plan/sight/view.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { PlanStore } from '#flows/plan-ports.js';
import type { PlanSummary } from '#flows/plan-ports.js';
import { Clock } from '#flows/ports.js';
import { ReadDocuments } from '#flows/read-documents.js';
import { ReadPlan } from '#flows/read-plan.js';
import { htmlOf } from '#formats/documents/html.js';
import { PdfPress } from '#formats/documents/pdf/pdf.js';
import { PAPER_POLICY } from '#formats/documents/policy.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { RevealDto } from './dto/content.dto.js';
import { OpsPlanDocumentQueryDto, OpsPlanPageDto, OpsPlanQueryDto } from './dto/plan.dto.js';
import type { OpsPlanDto } from './dto/plan.dto.js';
import { unitContact } from './dto/unit.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

interface DocumentReply {
  header(name: string, value: string): DocumentReply;
  send(body: unknown): unknown;
}

/** Plans (SIP) of every region: how they stand, who takes part, what is awaited from whom; who the person is not. */
@ForOperations()
@Controller('v1/ops/plans')
export class OpsPlansController {
  constructor(
    private readonly store: PlanStore,
    private readonly plans: ReadPlan,
    private readonly documents: ReadDocuments,
    private readonly press: PdfPress,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({ summary: 'Plans by unit, state, region or care episode, the latest begun first; no person in sight' })
  @ApiOkResponse({ type: OpsPlanPageDto })
  async list(@Query() query: OpsPlanQueryDto): Promise<OpsPlanPageDto> {
    const { state, in: within, unit, profile, episode, overdue, after, limit } = query;
    const now = await this.clock.now();
    const { items, next } = await this.store.list({
      ...{ state, in: within, unit, profile, episode, after, limit },
      overdueAt: overdue ? now : undefined,
    });
    return { items: items.map((item) => planDto(item, this.configuration.current.directory, now)), next };
  }

  @Get(':id')
  @Uncached()
  @ApiOperation({
    summary: "A plan by the hub's id; who reads it is noted",
    description: 'As `GET /v1/plans/{id}`, of every region; what was written and who the person is are left out.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ description: 'The plan' })
  @ApiNotFoundResponse()
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<PlanView> {
    const plan = await this.plans.readForOperations(caller, id);
    if (plan === undefined) throw notFound('id');
    return plan;
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Uncached()
  @ForOperators()
  @ApiOperation({
    summary: 'The same with what was written and who the person is; who sees it, and why, stands in the audit',
    description: 'An intervention that nobody has shared stays with the unit that wrote it (N-INT-03).',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ description: 'The plan' })
  @ApiNotFoundResponse()
  async reveal(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() { reason }: RevealDto,
  ): Promise<PlanView> {
    const plan = await this.plans.readForOperations(caller, id, reason);
    if (plan === undefined) throw notFound('id');
    return plan;
  }

  @Get(':id/document')
  @ForOperators()
  @ApiOperation({ summary: 'A document of a plan, as PDF or HTML; who has it made is noted' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProduces('application/pdf', 'text/html')
  @ApiOkResponse({ description: 'The document, as the plan stands now' })
  @ApiNotFoundResponse({ description: 'No such plan, or nothing of the kind in it' })
  @ApiServiceUnavailableResponse()
  async document(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() { kind, form, lang, meeting }: OpsPlanDocumentQueryDto,
    @Res() reply: DocumentReply,
  ): Promise<void> {
    const paper = await this.documents.readForOperations(caller, id, { kind, language: lang, meeting });
    if (paper === undefined) throw notFound('kind');
    const body = form === 'html' ? htmlOf(paper) : await this.press.print(paper);
    reply
      .header('Cache-Control', 'no-store')
      .header('Content-Type', form === 'html' ? 'text/html; charset=utf-8' : 'application/pdf')
      .header('Content-Language', lang)
      .header('Content-Security-Policy', PAPER_POLICY)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'no-referrer')
      .header('Content-Disposition', `inline; filename="${kind}.${form}"`)
      .send(body);
  }
}

function planDto(plan: PlanSummary, directory: Directory, now: Date): OpsPlanDto {
  const { id, profile, state, episode, coordinator, units, openedAt, closedAt, followUpOn, openDuties } = plan;
  const first = plan.firstDuty;
  return {
    ...{ id, profile, state, stateName: PLAN_STATE_NAMES[state], openedAt, openDuties },
    episode: episode ?? null,
    coordinator: coordinator === undefined ? null : unitContact(directory, coordinator),
    units: units.map((unit) => unitContact(directory, unit)),
    closedAt: closedAt ?? null,
    followUpOn: followUpOn ?? null,
    firstDuty:
      first === undefined
        ? null
        : { ...first, name: PLAN_DUTY_NAMES[first.kind], unit: unitContact(directory, first.unit) },
    overdue: first !== undefined && first.due <= now,
  };
}
