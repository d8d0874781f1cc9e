import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { Clock, QuarantineStore } from '#flows/ports.js';
import type { QuarantineItem } from '#flows/ports.js';
import { QuarantineWork } from '#flows/quarantine-ports.js';
import { ReplayMany } from '#flows/replay-quarantine.js';
import { TestQuarantine } from '#flows/test-quarantine.js';
import type { TestOutcome } from '#flows/test-quarantine.js';
import { formatOf } from '#formats/format.js';
import { notFound } from '#formats/json/problem.js';
import { markReasons } from '#formats/masking/mark-reasons.js';
import { maskText, wholeText } from '#formats/masking/mask-text.js';
import { CurrentCaller } from '#security/caller.guard.js';
import {
  groupDto,
  QuarantineContentDto,
  QuarantineGroupsDto,
  QuarantineTestDto,
  replayedDto,
  ReplayedManyDto,
  ReplayManyDto,
  RevealReasonDto,
  TestOutcomeDto,
} from './dto/quarantine.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';
import { unitContact } from './dto/unit.dto.js';

/** Groups that are shown at most, and entries that are named of each. */
const GROUPS = 200;
const GROUP_IDS = 500;

@ForOperations()
@Controller('v1/ops/quarantine')
export class QuarantineWorkController {
  constructor(
    private readonly quarantine: QuarantineStore,
    private readonly work: QuarantineWork,
    private readonly testQuarantine: TestQuarantine,
    private readonly replayMany: ReplayMany,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get('groups')
  @Uncached()
  @ApiOperation({ summary: 'What is held, in groups of the same source, reason and place; the largest first' })
  @ApiOkResponse({ type: QuarantineGroupsDto })
  async groups(): Promise<QuarantineGroupsDto> {
    const { directory } = this.configuration.current;
    const groups = await this.work.groups(GROUPS, GROUP_IDS);
    return { items: groups.map((group) => groupDto(group, directory)) };
  }

  @Get(':id/content')
  @Uncached()
  @ApiOperation({ summary: 'What is held, with every value masked, and where each reason is in it' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: QuarantineContentDto })
  @ApiNotFoundResponse()
  async content(@Param('id') id: string): Promise<QuarantineContentDto> {
    const found = isHubId(id) ? await this.quarantine.load(id) : undefined;
    if (found === undefined) throw notFound('id');
    return contentDto(found, false);
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Uncached()
  @ForOperators()
  @ApiOperation({ summary: 'The same with its values; who looks and why stands in the audit' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: QuarantineContentDto })
  @ApiNotFoundResponse()
  async reveal(
    @Param('id') id: string,
    @Body() { reason }: RevealReasonDto,
    @CurrentCaller() caller: Caller,
  ): Promise<QuarantineContentDto> {
    const now = await this.clock.now();
    const found = isHubId(id) ? await this.work.reveal(id, reason, actorOf(caller), now) : undefined;
    if (found === undefined) throw notFound('id');
    return contentDto(found, true);
  }

  @Post(':id/test')
  @HttpCode(200)
  @Uncached()
  @ForOperators()
  @ApiOperation({
    summary: 'What would become of it now, or under a proposed directory',
    description: 'Goes the way of admission and leaves nothing behind: no message, no used id, no count.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: TestOutcomeDto })
  @ApiNotFoundResponse()
  async test(@Param('id') id: string, @Body() { directory }: QuarantineTestDto): Promise<TestOutcomeDto> {
    const outcome = isHubId(id) ? await this.testQuarantine.test(id, directory) : undefined;
    if (outcome === undefined) throw notFound('id');
    return testDto(outcome);
  }

  @Post('replay')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'Send many through admission again, in the order in which they came',
    description: 'Each has its own outcome, and none keeps the others from theirs.',
  })
  @ApiOkResponse({ type: ReplayedManyDto })
  async replay(@Body() { ids }: ReplayManyDto, @CurrentCaller() caller: Caller): Promise<ReplayedManyDto> {
    const outcomes = await this.replayMany.replay(ids, actorOf(caller));
    return { items: outcomes.map(replayedDto) };
  }
}

function testDto(outcome: TestOutcome): TestOutcomeDto {
  const nothing = { deliveries: [], warnings: [], reasons: [], problems: [] };
  switch (outcome.kind) {
    case 'wrong-directory':
      return { ...nothing, result: 'refused', problems: [...outcome.problems] };
    case 'refused':
      return { ...nothing, result: 'refused', reasons: [...outcome.reasons] };
    case 'accepted':
    case 'duplicate': {
      const { directory } = outcome;
      const deliveries = outcome.deliveries.map(({ unit, role, receiptDue }) => ({
        unit: unitContact(directory, unit),
        role,
        receiptDue: receiptDue === null ? null : new Date(receiptDue),
      }));
      return { ...nothing, result: outcome.kind, deliveries, warnings: [...outcome.warnings] };
    }
  }
}

function contentDto(
  { item, bytes }: { readonly item: QuarantineItem; readonly bytes: Buffer },
  isRevealed: boolean,
): QuarantineContentDto {
  const format = formatOf(item.contentType);
  const shown = isRevealed ? wholeText(bytes, item.contentType) : maskText(bytes, item.contentType);
  const raw = markReasons(shown, item.reasons, format);
  return { isRevealed, format: format ?? null, raw, reasons: item.reasons };
}
