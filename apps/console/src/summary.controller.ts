import { Controller, Get, Query, Sse } from '@nestjs/common';
import type { MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { EventsQueryDto } from './dto/events.dto.js';
import { SummaryDto } from './dto/summary.dto.js';
import { HubSummary } from './hub-summary.js';
import { ForOperations, Uncached } from './ops-access.js';
import { SummaryFeed } from './summary-feed.js';

@ForOperations()
@Controller('v1/ops')
export class SummaryController {
  constructor(
    private readonly summary: HubSummary,
    private readonly feed: SummaryFeed,
  ) {}

  @Get('summary')
  @Uncached()
  @ApiOperation({ summary: 'Counts and oldest ages, in all and per unit' })
  @ApiOkResponse({ type: SummaryDto })
  read(): Promise<SummaryDto> {
    return this.summary.read();
  }

  @Sse('events')
  @ApiOperation({ summary: 'Summary and overview as server-sent events: now, and whenever they have changed' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description:
      'Events `summary` and `overview` (as `GET /v1/ops/summary` and `GET /v1/ops/overview` answer; the overview at least every 15 seconds) and `heartbeat`',
  })
  events(@Query() { only }: EventsQueryDto): Observable<MessageEvent> {
    return this.feed.events(only);
  }
}
