import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { Clock, QuarantineStore } from '#flows/ports.js';
import { ReplayQuarantine } from '#flows/replay-quarantine.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import {
  QuarantineItemDto,
  quarantineItemDto,
  QuarantinePageDto,
  QuarantineQueryDto,
  ReplayDto,
} from './dto/quarantine.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';
import { download, HandsOutBytes } from './stored-bytes.js';
import type { DownloadReply } from './stored-bytes.js';

@ForOperations()
@Controller('v1/ops/quarantine')
export class QuarantineController {
  constructor(
    private readonly quarantine: QuarantineStore,
    private readonly replayQuarantine: ReplayQuarantine,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({ summary: 'Refused input with its reasons, latest first' })
  @ApiOkResponse({ type: QuarantinePageDto })
  async list(@Query() query: QuarantineQueryDto): Promise<QuarantinePageDto> {
    const { state, unit, source, code, after, limit } = query;
    const items = await this.quarantine.list({ state, sender: unit, source, code, before: after, limit: limit + 1 });
    const { directory } = this.configuration.current;
    const shown = items.slice(0, limit).map((item) => quarantineItemDto(item, directory));
    return { items: shown, next: items.length > limit ? shown.at(-1)?.id : undefined };
  }

  @Get(':id')
  @Uncached()
  @ApiOperation({ summary: 'One entry' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: QuarantineItemDto })
  @ApiNotFoundResponse()
  async one(@Param('id') id: string): Promise<QuarantineItemDto> {
    const item = isHubId(id) ? await this.quarantine.find(id) : undefined;
    if (item === undefined) throw notFound('id');
    return quarantineItemDto(item, this.configuration.current.directory);
  }

  @Get(':id/bytes')
  @HandsOutBytes()
  async bytes(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): Promise<StreamableFile> {
    const found = isHubId(id) ? await this.quarantine.show(id, actorOf(caller), await this.clock.now()) : undefined;
    if (found === undefined) throw notFound('id');
    return download(reply, id, { bytes: found.bytes, contentType: found.item.contentType });
  }

  @Post(':id/replay')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'Send it through admission again, after the directory or a mapping was mended',
    description: 'It is decided as if it came now from the same party. What was accepted since is a duplicate.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ReplayDto })
  @ApiConflictResponse({ description: 'It has been replayed; `message` is what it became' })
  @ApiNotFoundResponse()
  async replay(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<ReplayDto> {
    const outcome = isHubId(id) ? await this.replayQuarantine.replay(id, actorOf(caller)) : undefined;
    if (outcome === undefined) throw notFound('id');
    switch (outcome.kind) {
      case 'accepted':
      case 'duplicate':
        return { result: outcome.kind, answer: outcome.answer };
      case 'conflict':
        throw new Problem(409, 'wrong-state', 'It has been replayed already', [], {}, { message: outcome.message });
      case 'refused':
        if (outcome.outcome === 'unavailable' || outcome.outcome === 'too-many') {
          throw new Problem(503, 'unavailable', 'The hub cannot take it now; try again', [], { 'Retry-After': '5' });
        }
        return { result: 'refused', outcome: outcome.outcome, reasons: outcome.reasons };
    }
  }
}
