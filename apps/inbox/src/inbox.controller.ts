import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { MessageFormat } from '#domain/message.js';
import { Clock, Ids } from '#flows/ports.js';
import type { InboxPage, InboxQuery } from '#flows/inbox-ports.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { replyContext } from '#flows/reply.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { notAcceptable, NO_STORE } from './answers.js';
import { InboxPageDto, InboxQueryDto } from './inbox.dto.js';
import { renderPage } from './inbox-page.js';
import { MESSAGE_TYPES, preferredForm } from './message-form.js';
import { Stopping } from './stopping.js';
import type { ConnectedRequest } from './stopping.js';

interface InboxReply {
  status(code: number): InboxReply;
  header(name: string, value: string): InboxReply;
  send(body: string | Uint8Array): unknown;
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
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * What the unit has got behind a cursor, in the order of commits. Reading counts as fetching. `wait` holds the call until
   * something comes; 304 when the caller's ETag still holds at its end. 404 for another unit's inbox. `Accept` picks the form of
   * the messages and of the page around them, else the unit's own preference; `Link` says where the page goes on.
   */
  @Get(':unit')
  @ApiOperation({ summary: 'Read an inbox' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'ETag of the same page' })
  @ApiProduces(...MESSAGE_TYPES)
  @ApiResponse({ status: 200, type: InboxPageDto })
  @ApiResponse({ status: 304, description: 'Nothing has changed' })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  @ApiResponse({ status: 406, description: 'No form that the caller accepts' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Query() query: InboxQueryDto,
    @Headers('if-none-match') known: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Req() request: ConnectedRequest,
    @Res() reply: InboxReply,
  ): Promise<void> {
    if (!this.inbox.mayRead(caller, unit)) throw notFound('unit');
    const format = preferredForm(accept, this.inbox.formatOf(unit));
    if (format === undefined) throw notAcceptable(MESSAGE_TYPES);
    const { signal, release } = this.stopping.signalFor(request);
    const poll = {
      unit,
      after: BigInt(query.after ?? 0),
      limit: Number(query.limit ?? DEFAULT_LIMIT),
      state: query.state ?? 'waiting',
      wait: Number(query.wait ?? 0) * 1_000,
      form: format,
      known: entityTags(known),
    };
    const answer = await this.inbox.poll(caller, poll, signal).finally(release);
    if (answer.kind === 'not-found') throw notFound('unit');
    // A process that stops waits for its connections: this one is not kept.
    if (signal.aborted) reply.header('Connection', 'close');
    reply.header('Cache-Control', NO_STORE).header('Vary', 'Accept').header('ETag', answer.etag);
    if (answer.kind === 'unchanged') reply.status(304).send('');
    else await this.sendPage(reply, format, answer.page, poll);
  }

  private async sendPage(reply: InboxReply, format: MessageFormat, page: InboxPage, poll: InboxQuery): Promise<void> {
    const { unit, limit, state } = poll;
    const next = new URLSearchParams({ after: page.next, limit: String(limit), state });
    reply
      .header('Content-Type', `${MEDIA_TYPES[format]}; charset=utf-8`)
      .header('Link', `</v1/inboxes/${encodeURIComponent(unit)}?${next.toString()}>; rel="next"`);
    if (format === 'json') {
      reply.send(JSON.stringify({ items: page.items, next: page.next }));
      return;
    }
    const context = { unit, limit, state, ...(await replyContext(this.ids, this.clock)) };
    reply.send(renderPage(format, page, context));
  }
}

/** The tags of an If-None-Match header; weak ones compare like strong ones. */
function entityTags(header: string | undefined): string[] {
  return (header ?? '').match(/"[^"]*"/g) ?? [];
}
