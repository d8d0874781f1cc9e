import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { Clock } from '#flows/ports.js';
import {
  DeadlinePageDto,
  DeadlineQueryDto,
  deadlineDto,
  reminderDto,
  ReminderPageDto,
  ReminderQueryDto,
} from './dto/deadline.dto.js';
import { ForOperations, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops')
export class DeadlinesController {
  constructor(
    private readonly operations: OperationsStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get('deadlines')
  @Uncached()
  @ApiOperation({
    summary: 'Duties by due time: open ones earliest first, ended ones latest first',
    description: 'Each names the unit whose duty it is with its telephone number, and what has been sent to whom.',
  })
  @ApiOkResponse({ type: DeadlinePageDto })
  async deadlines(@Query() { state, unit, kind, after, limit }: DeadlineQueryDto): Promise<DeadlinePageDto> {
    const now = await this.clock.now();
    const { items, next } = await this.operations.deadlines({ state, unit, kind, after, limit, now });
    const { directory } = this.configuration.current;
    return { items: items.map((item) => deadlineDto(item, directory, now)), next };
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
}
