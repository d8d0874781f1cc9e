import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { OutboxItem } from '#flows/inbox-ports.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from './answers.js';
import { OutboxQueryDto } from './inbox.dto.js';

const DEFAULT_LIMIT = 50;

/** What a unit has sent. */
@ApiTags('outbox')
@ApiBearerAuth()
@Controller('v1/outboxes')
export class OutboxController {
  constructor(private readonly inbox: ReadInbox) {}

  /** The unit's own messages, newest first, with each recipient's state and receipt. `next` is null on the last page. */
  @Get(':unit')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: 'Read an outbox' })
  @ApiOkResponse({ description: 'Messages with their deliveries' })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Query() query: OutboxQueryDto,
  ): Promise<{ items: OutboxItem[]; next: string | null }> {
    const limit = Number(query.limit ?? DEFAULT_LIMIT);
    const items = await this.inbox.outbox(caller, { unit, before: query.after, limit });
    if (items === undefined) throw notFound('unit');
    return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) };
  }
}
