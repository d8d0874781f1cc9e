import { Controller, Get, Headers, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { InboxPage } from '#flows/ports.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from './answers.js';
import { InboxPageDto, InboxQueryDto } from './inbox.dto.js';
import { Stopping } from './stopping.js';
import type { ConnectedRequest } from './stopping.js';

interface InboxReply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

const DEFAULT_LIMIT = 100;

/** Inboxes by polling: page by page behind a cursor, with ETag and long poll. */
@ApiTags('inbox')
@ApiBearerAuth()
@Controller('v1/inboxes')
export class InboxController {
  constructor(
    private readonly inbox: ReadInbox,
    private readonly stopping: Stopping,
  ) {}

  /**
   * What the unit has got behind a cursor, in the order of commits. Reading counts as fetching. `wait` holds the call until
   * something comes; 304 when the caller's ETag still holds at its end. 404 for another unit's inbox.
   */
  @Get(':unit')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: 'Read an inbox' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'ETag of the same page' })
  @ApiResponse({ status: 200, type: InboxPageDto })
  @ApiResponse({ status: 304, description: 'Nothing has changed' })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Query() query: InboxQueryDto,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: ConnectedRequest,
    @Res({ passthrough: true }) reply: InboxReply,
  ): Promise<Pick<InboxPage, 'items' | 'next'> | undefined> {
    const { signal, release } = this.stopping.signalFor(request);
    const poll = {
      unit,
      after: BigInt(query.after ?? 0),
      limit: Number(query.limit ?? DEFAULT_LIMIT),
      state: query.state ?? 'waiting',
      wait: Number(query.wait ?? 0) * 1_000,
      known: entityTags(known),
    };
    const answer = await this.inbox.poll(caller, poll, signal).finally(release);
    if (answer.kind === 'not-found') throw notFound('unit');
    // A process that stops waits for its connections: this one is not kept.
    if (signal.aborted) reply.header('Connection', 'close');
    reply.header('ETag', answer.etag);
    if (answer.kind === 'unchanged') {
      reply.status(304);
      return undefined;
    }
    return { items: answer.page.items, next: answer.page.next };
  }
}

/** The tags of an If-None-Match header; weak ones compare like strong ones. */
function entityTags(header: string | undefined): string[] {
  return (header ?? '').match(/"[^"]*"/g) ?? [];
}
