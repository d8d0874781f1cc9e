import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { OperationsStore } from '#flows/operations-ports.js';
import type { EscalationChange } from '#flows/operations-ports.js';
import { Clock } from '#flows/ports.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import {
  EscalationDto,
  escalationDto,
  EscalationPageDto,
  EscalationQueryDto,
  NoteDto,
  ResolutionDto,
} from './dto/escalation.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/escalations')
export class EscalationsController {
  constructor(
    private readonly operations: OperationsStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({
    summary: 'Breached deadlines that somebody has to look at: oldest first, resolved ones latest first',
  })
  @ApiOkResponse({ type: EscalationPageDto })
  async list(@Query() { state, after, limit }: EscalationQueryDto): Promise<EscalationPageDto> {
    const now = await this.clock.now();
    const { items, next } = await this.operations.escalations({ state, after, limit });
    const { directory } = this.configuration.current;
    return { items: items.map((item) => escalationDto(item, directory, now)), next };
  }

  @Post(':id/take')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({ summary: 'Take an open escalation: of two who do, one gets it' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: EscalationDto })
  @ApiConflictResponse({ description: 'It is not open; `state` says what it is' })
  @ApiNotFoundResponse()
  take(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<EscalationDto> {
    return this.change(id, (now) => this.operations.takeEscalation(id, actorOf(caller), now));
  }

  @Post(':id/note')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({ summary: 'Write a note, in any state' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: EscalationDto })
  @ApiNotFoundResponse()
  note(@Param('id') id: string, @Body() { text }: NoteDto, @CurrentCaller() caller: Caller): Promise<EscalationDto> {
    return this.change(id, (now) => this.operations.noteEscalation(id, text, actorOf(caller), now));
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({ summary: 'Resolve an escalation by hand; the deadline itself stays as it is' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: EscalationDto })
  @ApiConflictResponse({ description: 'It has been resolved; `state` says so' })
  @ApiNotFoundResponse()
  resolve(
    @Param('id') id: string,
    @Body() { resolution }: ResolutionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<EscalationDto> {
    return this.change(id, (now) => this.operations.resolveEscalation(id, resolution, actorOf(caller), now));
  }

  private async change(id: string, act: (now: Date) => Promise<EscalationChange | undefined>): Promise<EscalationDto> {
    const now = await this.clock.now();
    const change = isHubId(id) ? await act(now) : undefined;
    if (change === undefined) throw notFound('id');
    if (change.kind === 'conflict') {
      const state = change.met;
      throw new Problem(409, 'wrong-state', `The escalation is ${state}`, [], {}, { state });
    }
    return escalationDto(change.escalation, this.configuration.current.directory, now);
  }
}
