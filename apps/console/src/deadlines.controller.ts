import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { Clock, Ids } from '#flows/ports.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { deadlineDto, reminderDto } from './deadline-view.js';
import { DeadlinePageDto, DeadlineQueryDto, ReminderPageDto, ReminderQueryDto } from './dto/deadline.dto.js';
import { EscalationDto } from './dto/escalation.dto.js';
import { escalationAnswer } from './escalation-answer.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

const MINUTE = 60_000;

@ForOperations()
@Controller('v1/ops')
export class DeadlinesController {
  constructor(
    private readonly operations: OperationsStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Get('deadlines')
  @Uncached()
  @ApiOperation({
    summary: 'Duties by due time: open ones earliest first, ended ones latest first',
    description:
      'Each names the unit whose duty it is with its telephone number, who waits for it by now, what its ladder has sent to ' +
      'whom, and what is ahead.',
  })
  @ApiOkResponse({ type: DeadlinePageDto })
  async deadlines(@Query() query: DeadlineQueryDto, @CurrentCaller() caller: Caller): Promise<DeadlinePageDto> {
    const now = await this.clock.now();
    const { state, unit, kind, group, after, limit, dueWithinMinutes, owner } = query;
    const { items, next } = await this.operations.deadlines({
      ...{ state, unit, kind, group, after, limit, now },
      units: query.profile === undefined ? undefined : this.unitsOf(query.profile),
      dueBefore: dueWithinMinutes === undefined ? undefined : new Date(now.getTime() + dueWithinMinutes * MINUTE),
      owner: owner === undefined ? undefined : { is: owner, actor: actorOf(caller) },
    });
    return { items: items.map((item) => deadlineDto(item, this.configuration.current, now)), next };
  }

  @Post('deadlines/:id/take')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'Take an overdue deadline: its escalation, which is opened where no step of its ladder has yet',
    description: 'The duty itself stays as it is: only its kvittens or its message ends it.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: EscalationDto })
  @ApiConflictResponse({ description: 'It is not overdue, has ended, or is taken; `state` says which' })
  @ApiNotFoundResponse()
  async take(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<EscalationDto> {
    const now = await this.clock.now();
    const taking = isHubId(id)
      ? await this.operations.takeDeadline(id, actorOf(caller), now, () => this.ids.next())
      : undefined;
    if (taking === undefined) throw notFound('id');
    return escalationAnswer(taking, this.configuration.current, now);
  }

  @Get('reminders')
  @Uncached()
  @ApiOperation({ summary: 'Reminders that were sent, latest first' })
  @ApiOkResponse({ type: ReminderPageDto })
  async reminders(@Query() { unit, after, limit }: ReminderQueryDto): Promise<ReminderPageDto> {
    const { items, next } = await this.operations.reminders({ unit, after, limit });
    const { directory } = this.configuration.current;
    return { items: items.map((item) => reminderDto(item, directory)), next };
  }

  private unitsOf(profile: string): string[] {
    const units = [...this.configuration.current.directory.units.values()];
    return units.filter((unit) => unit.profile === profile).map(({ hsaId }) => hsaId);
  }
}
