import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { InboxItem } from '#flows/inbox-ports.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from './answers.js';
import { CURSOR, StreamQueryDto } from './inbox.dto.js';
import { Stopping } from './stopping.js';
import type { ConnectedRequest } from './stopping.js';

interface StreamReply {
  header(name: string, value: string): StreamReply;
  send(body: Readable): unknown;
}

/** Milliseconds after which a client whose stream broke tries again. */
const RETRY = 2_000;

/** Inboxes as server-sent events. */
@ApiTags('inbox')
@ApiBearerAuth()
@Controller('v1/inboxes')
export class InboxStreamController {
  constructor(
    private readonly inbox: ReadInbox,
    private readonly stopping: Stopping,
  ) {}

  /**
   * Deliveries as they come: events of type `delivery`, whose id is the cursor and whose data is an item of the inbox.
   * Resumed by `Last-Event-ID`; a slow reader holds back the reading. Comments keep the connection alive.
   */
  @Get(':unit/stream')
  @ApiOperation({ summary: 'Follow an inbox' })
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Goes on behind this delivery' })
  @ApiResponse({ status: 200, description: 'Server-sent events' })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  follow(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Query() query: StreamQueryDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: ConnectedRequest,
    @Res() reply: StreamReply,
  ): void {
    if (!this.inbox.mayRead(caller, unit)) throw notFound('unit');
    const { signal, release } = this.stopping.signalFor(request);
    const after = BigInt(CURSOR.exec(lastEventId ?? '')?.[0] ?? query.after ?? 0);
    const items = this.inbox.follow(caller, { unit, after, state: query.state ?? 'waiting' }, signal);
    const events = Readable.from(eventsOf(items), { objectMode: false, highWaterMark: 64 * 1024 });
    events.once('close', release);
    reply
      .header('Content-Type', 'text/event-stream; charset=utf-8')
      .header('Cache-Control', NO_STORE)
      .header('X-Accel-Buffering', 'no')
      // The connection is of no use after the stream, and a process that stops would wait for it.
      .header('Connection', 'close')
      .send(events);
  }
}

async function* eventsOf(items: AsyncIterable<InboxItem | undefined>): AsyncGenerator<string> {
  yield `retry: ${String(RETRY)}\n\n`;
  for await (const item of items) {
    yield item === undefined ? ':\n\n' : `id: ${item.cursor}\nevent: delivery\ndata: ${JSON.stringify(item)}\n\n`;
  }
}
