import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { Clock } from '#flows/ports.js';
import { ShowMessage } from '#flows/show-message.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { MessageContentDto, RevealDto } from './dto/content.dto.js';
import { MessageQueryDto, OpsMessagePageDto, ReleaseDto, ReleasedDto, TraceDto } from './dto/message.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';
import { download, HandsOutBytes } from './stored-bytes.js';
import type { DownloadReply } from './stored-bytes.js';
import { messageDto, traceDto } from './trace-view.js';

@ForOperations()
@Controller('v1/ops/messages')
export class OpsMessagesController {
  constructor(
    private readonly operations: OperationsStore,
    private readonly contents: ShowMessage,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({
    summary: 'Messages by id, care episode, plan, unit, kind or time, latest first; no patient in sight',
  })
  @ApiOkResponse({ type: OpsMessagePageDto })
  async list(@Query() query: MessageQueryDto): Promise<OpsMessagePageDto> {
    const { messageId, controlId, episode, plan, unit, kind, after, limit } = query;
    if (messageId !== undefined && controlId !== undefined && messageId !== controlId) return { items: [] };
    const { items, next } = await this.operations.messages({
      ...{ messageId: messageId ?? controlId, episode, plan, unit, kind, after, limit },
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
    });
    const { directory } = this.configuration.current;
    return { items: items.map((item) => messageDto(item, directory)), next };
  }

  @Get(':id/trace')
  @Uncached()
  @ApiOperation({ summary: 'Every hop: what came in, why it went where, each delivery, deadline, reminder and repeat' })
  @ApiParam({ name: 'id', format: 'uuid', description: "The hub's id of the message" })
  @ApiOkResponse({ type: TraceDto })
  @ApiNotFoundResponse()
  async trace(@Param('id') id: string): Promise<TraceDto> {
    const trace = isHubId(id) ? await this.operations.trace(id) : undefined;
    if (trace === undefined) throw notFound('id');
    return traceDto(trace, this.configuration.current, await this.clock.now());
  }

  @Get(':id/content')
  @Uncached()
  @ApiOperation({
    summary: 'What a message says: as it came, beside what was made of it, personal data masked',
    description: 'Of a person with protected identity nothing but the head is shown.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MessageContentDto })
  @ApiNotFoundResponse()
  async content(@Param('id') id: string): Promise<MessageContentDto> {
    const shown = await this.contents.masked(id);
    if (shown === undefined) throw notFound('id');
    return shown;
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Uncached()
  @ForOperators()
  @ApiOperation({ summary: 'The same with personal data; who sees it, and why, stands in the audit' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MessageContentDto })
  @ApiNotFoundResponse()
  async reveal(
    @Param('id') id: string,
    @Body() { reason }: RevealDto,
    @CurrentCaller() caller: Caller,
  ): Promise<MessageContentDto> {
    const shown = await this.contents.revealed(caller, id, reason);
    if (shown === undefined) throw notFound('id');
    return shown;
  }

  @Get(':id/bytes')
  @HandsOutBytes()
  async bytes(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): Promise<StreamableFile> {
    const now = await this.clock.now();
    const found = isHubId(id) ? await this.operations.messageBytes(id, actorOf(caller), now) : undefined;
    if (found === undefined) throw notFound('id');
    return download(reply, id, found);
  }

  @Post(':id/release-id')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: "Let the sender use this message's id again",
    description: 'For record systems whose counters start over. The reason stands in the audit.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ReleasedDto })
  @ApiConflictResponse({ description: 'The id had been released before' })
  @ApiNotFoundResponse()
  async release(
    @Param('id') id: string,
    @Body() { reason }: ReleaseDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ReleasedDto> {
    const now = await this.clock.now();
    const released = isHubId(id) ? await this.operations.releaseMessageId(id, reason, actorOf(caller), now) : undefined;
    if (released === undefined) throw notFound('id');
    if (!released) throw new Problem(409, 'wrong-state', 'The id of this message has been released before');
    return { id, released };
  }
}
