import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { addHours } from '#domain/calendar.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { OperationsStore } from '#flows/operations-ports.js';
import type { EscalationChange } from '#flows/operations-ports.js';
import { Clock } from '#flows/ports.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { escalationDto } from './deadline-view.js';
import {
  EscalationDto,
  EscalationPageDto,
  EscalationQueryDto,
  NoteDto,
  ResolutionDto,
  SnoozeDto,
} from './dto/escalation.dto.js';
import { escalationAnswer } from './escalation-answer.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

const LONGEST_SNOOZE_HOURS = 7 * 24;

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
  async list(@Query() query: EscalationQueryDto, @CurrentCaller() caller: Caller): Promise<EscalationPageDto> {
    const now = await this.clock.now();
    const { state, after, limit, owner } = query;
    const of = owner === undefined ? undefined : { is: owner, actor: actorOf(caller) };
    const { items, next } = await this.operations.escalations({ state, after, limit, owner: of, now });
    return { items: items.map((item) => escalationDto(item, this.configuration.current, now)), next };
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

  @Post(':id/release')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({ summary: 'Give a taken escalation back: it is open again, for anybody' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: EscalationDto })
  @ApiConflictResponse({ description: 'Nobody has taken it; `state` says what it is' })
  @ApiNotFoundResponse()
  release(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<EscalationDto> {
    return this.change(id, (now) => this.operations.releaseEscalation(id, actorOf(caller), now));
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'Put an escalation aside until a time, at most seven days',
    description: 'It comes back by itself. The ladder of its deadline goes on meanwhile.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: EscalationDto })
  @ApiConflictResponse({ description: 'It has been resolved; `state` says so' })
  @ApiNotFoundResponse()
  snooze(
    @Param('id') id: string,
    @Body() { until, reason }: SnoozeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<EscalationDto> {
    const at = new Date(until);
    return this.change(id, (now) => {
      if (at <= now || at > addHours(now, LONGEST_SNOOZE_HOURS)) {
        const message = 'Later than now, and at most seven days from now';
        throw new Problem(422, 'invalid-request', 'The time cannot be taken', [
          { path: 'until', code: 'invalid-value', message },
        ]);
      }
      return this.operations.snoozeEscalation(id, { until: at, reason }, actorOf(caller), now);
    });
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
  @ApiOperation({
    summary: 'Resolve an escalation by hand; the deadline itself stays as it is',
    description:
      'Only its kvittens or its message ends the duty: until then it is overdue, and its next step opens it again.',
  })
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
    return escalationAnswer(change, this.configuration.current, now);
  }
}
