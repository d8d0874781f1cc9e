import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Clock } from '#flows/ports.js';
import { ReadHandover } from '#flows/read-handover.js';
import { ReadOverview } from '#flows/read-overview.js';
import { Problem } from '#formats/json/problem.js';
import { FlowDto, FlowQueryDto } from './dto/flow.dto.js';
import { HandoverDto, HandoverQueryDto } from './dto/handover.dto.js';
import { OverviewDto } from './dto/overview.dto.js';
import { PartyPageDto, PartyQueryDto } from './dto/party.dto.js';
import { handoverDto } from './handover-view.js';
import { HubOverview } from './hub-overview.js';
import { ForOperations, Uncached } from './ops-access.js';
import { partyPage } from './parties-view.js';

/** How far back a shift may have begun, milliseconds: the course of the flow is kept a little longer. */
const LONGEST_SHIFT = 8 * 24 * 3_600_000;

@ForOperations()
@Controller('v1/ops')
export class OverviewController {
  constructor(
    private readonly overview: HubOverview,
    private readonly figures: ReadOverview,
    private readonly handovers: ReadHandover,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get('overview')
  @Uncached()
  @ApiOperation({ summary: 'What to act on, what flows and what is wrong, on one page' })
  @ApiOkResponse({ type: OverviewDto })
  read(): Promise<OverviewDto> {
    return this.overview.read();
  }

  @Get('flow')
  @Uncached()
  @ApiOperation({ summary: 'The course of the flow, beside the same clock times one week earlier' })
  @ApiOkResponse({ type: FlowDto })
  async flow(@Query() { span, unit }: FlowQueryDto): Promise<FlowDto> {
    return { span, ...(await this.figures.course(span, unit)) };
  }

  @Get('parties')
  @Uncached()
  @ApiOperation({ summary: 'The parties and how each stands, the worst first' })
  @ApiOkResponse({ type: PartyPageDto })
  async parties(@Query() query: PartyQueryDto): Promise<PartyPageDto> {
    const { parties } = await this.figures.parties();
    return partyPage(parties, query, this.configuration.current.directory);
  }

  @Get('handover')
  @Uncached()
  @ApiOperation({ summary: 'What happened in a shift, and what is left of it' })
  @ApiOkResponse({ type: HandoverDto })
  async handover(@Query() query: HandoverQueryDto): Promise<HandoverDto> {
    const now = await this.clock.now();
    const span = { from: new Date(query.from), to: query.to === undefined ? now : new Date(query.to) };
    if (span.from.getTime() < now.getTime() - LONGEST_SHIFT) {
      throw refused('must be at most eight days ago');
    }
    if (span.from >= span.to) throw refused('must be earlier than the end of the shift');
    return handoverDto(await this.handovers.read(span), span, this.configuration.current.directory);
  }
}

function refused(message: string): Problem {
  return new Problem(422, 'invalid-request', 'Some fields are not right', [{ path: 'from', message }]);
}
