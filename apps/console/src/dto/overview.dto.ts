import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BothDto } from './both.dto.js';
import { FlowCountsDto } from './flow.dto.js';
import { ProblemDto } from './problem.dto.js';

/** Which hub this is, for those who have several open. */
export class EnvironmentDto {
  @ApiProperty({ description: '`HEMGANG_ENVIRONMENT`', example: 'produktion' })
  name!: string;

  @ApiProperty({ enum: ['system', 'simulated'] })
  clock!: 'system' | 'simulated';

  @ApiProperty({ example: '0.1.0' })
  version!: string;
}

/** The civil day in Sweden. */
export class DayDto {
  @ApiProperty({ format: 'date', example: '2026-11-23' })
  date!: string;

  @ApiProperty({ description: 'Monday to Friday, neither holiday nor eve' })
  isWorkingDay!: boolean;

  @ApiProperty({ type: BothDto, nullable: true, description: 'Name of the holiday or eve' })
  name!: BothDto | null;
}

/** Something to act on: how many, and since when the oldest. */
export class ActDto {
  @ApiProperty()
  count!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Domain time; of what is due soon when the first is due',
  })
  since!: Date | null;

  @ApiPropertyOptional({ description: 'True where there are more than were counted' })
  isCapped?: boolean;
}

/** What waits for operations now. */
export class ActNowDto {
  @ApiProperty({ type: ActDto, description: 'Receipts (kvittens) whose time has passed' })
  overdueReceipts!: ActDto;

  @ApiProperty({ type: ActDto, description: 'Other duties whose time has passed' })
  overdueOther!: ActDto;

  @ApiProperty({ type: ActDto, description: 'Duties due within two hours' })
  dueSoon!: ActDto;

  @ApiProperty({ type: ActDto, description: 'Escalations that nobody has taken' })
  escalationsUnowned!: ActDto;

  @ApiProperty({ type: ActDto, description: 'Refused input held' })
  quarantined!: ActDto;

  @ApiProperty({ type: ActDto, description: 'Units that are silent against their own habit' })
  silentParties!: ActDto;
}

/** How plans (SIP) stand. */
export class PlanFiguresDto {
  @ApiProperty({ description: 'Plans that are open' })
  open!: number;

  @ApiPropertyOptional({ description: 'True where there are more than were counted' })
  isCapped?: boolean;

  @ApiProperty({ type: ActDto, description: 'Duties around plans whose time has passed; part of `act.overdueOther`' })
  lateDuties!: ActDto;

  @ApiProperty({ type: ActDto, description: 'Letters that should have been posted, by when' })
  lateLetters!: ActDto;
}

/** What went through now, and in the same time one week ago. */
export class FlowComparisonDto {
  @ApiProperty({ type: FlowCountsDto })
  now!: FlowCountsDto;

  @ApiProperty({ type: FlowCountsDto, nullable: true, description: 'Null when nothing was counted then' })
  before!: FlowCountsDto | null;
}

/** The flow of late, beside the same times one week before. */
export class FlowSpansDto {
  @ApiProperty({ type: FlowComparisonDto, description: 'The last 60 minutes' })
  hour!: FlowComparisonDto;

  @ApiProperty({ type: FlowComparisonDto, description: 'The last 24 hours' })
  day!: FlowComparisonDto;
}

/** How the hub itself is. */
export class HubStateDto {
  @ApiProperty({ enum: ['well', 'degraded'] })
  state!: 'well' | 'degraded';

  @ApiProperty()
  database!: boolean;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null where no process has a queue' })
  queue!: boolean | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Machine time' })
  lastSweepAt!: Date | null;

  @ApiProperty({ description: 'Processes that are alive' })
  processes!: number;
}

/** Everything on one page: what to act on, what flows, what is wrong. */
export class OverviewDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'Domain time of the figures' })
  at!: Date;

  @ApiProperty({ description: 'Another number whenever anything but the time is another; grows within a process' })
  sequence!: number;

  @ApiProperty({ type: EnvironmentDto })
  environment!: EnvironmentDto;

  @ApiProperty({ type: DayDto })
  day!: DayDto;

  @ApiProperty({ type: ActNowDto })
  act!: ActNowDto;

  @ApiProperty({ type: PlanFiguresDto })
  plans!: PlanFiguresDto;

  @ApiProperty({ type: FlowSpansDto })
  flow!: FlowSpansDto;

  @ApiProperty({ type: HubStateDto })
  hub!: HubStateDto;

  @ApiProperty({ type: [ProblemDto], description: 'Worst first, at most 20 of a kind' })
  problems!: ProblemDto[];

  @ApiProperty({ description: 'How many there are in all' })
  problemCount!: number;
}
