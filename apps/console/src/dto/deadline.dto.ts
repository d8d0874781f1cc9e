import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DEADLINE_GROUPS, DEADLINE_OWNERS, ESCALATION_STATES } from '#flows/operations-ports.js';
import type { DeadlineGroup, DeadlineOwner, EscalationState } from '#flows/operations-ports.js';
import { BothDto } from './both.dto.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto } from './unit.dto.js';

const DEADLINE_FILTERS = ['open', 'overdue', 'met', 'cancelled'] as const;

/** Which deadlines. */
export class DeadlineQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    enum: DEADLINE_FILTERS,
    default: 'open',
    description: '`overdue`: open, and the time has passed',
  })
  @IsOptional()
  @IsIn(DEADLINE_FILTERS)
  state: (typeof DEADLINE_FILTERS)[number] = 'open';

  @ApiPropertyOptional({ description: 'HSA-id of the unit whose duty it is' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ description: 'Name of the deadline in the profile, such as `kvittens`' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  kind?: string;

  @ApiPropertyOptional({
    enum: DEADLINE_GROUPS,
    description:
      '`receipts`: a kvittens is owed; `other`: anything else; `plans`: of that what is owed around a plan (SIP)',
  })
  @IsOptional()
  @IsIn(DEADLINE_GROUPS)
  group?: DeadlineGroup;

  @ApiPropertyOptional({ minimum: 1, maximum: 10_080, description: 'Not due yet, but within so many minutes' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_080)
  dueWithinMinutes?: number;

  @ApiPropertyOptional({ description: 'Region profile' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  profile?: string;

  @ApiPropertyOptional({
    enum: DEADLINE_OWNERS,
    description: 'Who has taken it: nobody, the caller, somebody else; `snoozed`: it was put aside until later',
  })
  @IsOptional()
  @IsIn(DEADLINE_OWNERS)
  owner?: DeadlineOwner;
}

/** Which reminders. */
export class ReminderQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: 'HSA-id of the unit that was reminded' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;
}

/** One step of a ladder that fired. */
export class FiringDto {
  @ApiProperty({ format: 'uuid' })
  deadlineId!: string;

  @ApiProperty({ example: 'paminnelse' })
  step!: string;

  @ApiProperty({ description: '1 the first time' })
  occurrence!: number;

  @ApiProperty({ enum: ['paminnelse', 'eskalering'] })
  kind!: 'paminnelse' | 'eskalering';

  @ApiProperty({ example: 'G-ACK-12' })
  rule!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'The instant it stands for' })
  dueAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it was carried out' })
  firedAt!: Date;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'To whom; null when nobody was there to be told' })
  to!: UnitContactDto | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "The hub's id of the message that told it",
  })
  messageId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deliveryId!: string | null;
}

/** The escalation of a deadline, in short. */
export class DeadlineEscalationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ESCALATION_STATES })
  state!: EscalationState;

  @ApiProperty({ description: 'The highest step so far; `uppmarksammad` where somebody took it before any' })
  step!: string;

  @ApiProperty({ type: String, nullable: true, example: 'client:driftledning' })
  takenBy!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Put aside until then; null when not',
  })
  snoozedUntil!: Date | null;
}

/** A step of the ladder, with all who were told or will be. */
export class LadderRungDto {
  @ApiProperty({ example: 'chef' })
  step!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ enum: ['paminnelse', 'eskalering'] })
  kind!: 'paminnelse' | 'eskalering';

  @ApiProperty({ example: 'G-ACK-11' })
  rule!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The instant it stands for' })
  at!: Date | null;

  @ApiProperty({ type: [UnitContactDto], description: 'Whom; none where nobody is there to be told' })
  to!: UnitContactDto[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it is still ahead' })
  firedAt!: Date | null;
}

/** What a deadline and its state are called. */
export class DeadlineNamesDto {
  @ApiProperty({ type: BothDto })
  kind!: BothDto;

  @ApiProperty({ type: BothDto })
  state!: BothDto;

  @ApiProperty({ type: BothDto, nullable: true, description: 'What the message that started it is called' })
  messageKind!: BothDto | null;
}

/** A duty: what, by when, whose, whom to call, and what has been sent about it. */
export class DeadlineDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'kvittens' })
  kind!: string;

  @ApiProperty({ type: DeadlineNamesDto })
  names!: DeadlineNamesDto;

  @ApiProperty({ enum: DEADLINE_GROUPS })
  group!: DeadlineGroup;

  @ApiProperty({ example: 'G-ACK-03' })
  rule!: string;

  @ApiProperty()
  profile!: string;

  @ApiProperty({ enum: ['open', 'met', 'cancelled'] })
  state!: string;

  @ApiProperty({ description: 'Open, and the due time has passed' })
  overdue!: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  due!: Date;

  @ApiProperty({ description: 'Met, but too late' })
  late!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The message that ended it' })
  endedBy!: string | null;

  @ApiProperty({ type: UnitContactDto, description: 'Whose duty it is: whom to call' })
  responsible!: UnitContactDto;

  @ApiProperty({ type: UnitContactDto, description: 'Who waits for it by now' })
  informs!: UnitContactDto;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  episode!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The hospital's number of the care episode" })
  episodeNumber!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The plan (SIP) that it hangs on' })
  plan!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The meeting, goal or letter of the plan that it is about',
  })
  about!: string | null;

  @ApiProperty({ format: 'uuid', description: "The hub's id of the message that started it" })
  message!: string;

  @ApiProperty({ type: String, nullable: true, description: "The sender's id of that message" })
  messageId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  messageKind!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  delivery!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its ladder goes on' })
  nextFireAt!: Date | null;

  @ApiProperty({ type: DeadlineEscalationDto, nullable: true })
  escalation!: DeadlineEscalationDto | null;

  @ApiProperty({ type: [FiringDto], description: 'What has been sent, when, to whom' })
  fired!: FiringDto[];

  @ApiProperty({ type: [LadderRungDto], description: 'Its ladder: what has fired, then what is ahead' })
  ladder!: LadderRungDto[];
}

export class DeadlinePageDto {
  @ApiProperty({ type: [DeadlineDto] })
  items!: DeadlineDto[];

  @ApiPropertyOptional({ description: 'Cursor of the next page; absent on the last one' })
  next?: string | undefined;
}

export class RemindedDeadlineDto {
  @ApiProperty({ example: 'kvittens' })
  kind!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  due!: Date;

  @ApiProperty({ enum: ['open', 'met', 'cancelled'] })
  state!: string;

  @ApiProperty({ type: UnitContactDto })
  responsible!: UnitContactDto;

  @ApiProperty({ type: UnitContactDto })
  informs!: UnitContactDto;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  episode!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The plan (SIP) that it hangs on' })
  plan!: string | null;

  @ApiProperty({ format: 'uuid', description: 'The message that is to be receipted or answered' })
  message!: string;
}

export class ReminderDto extends FiringDto {
  @ApiProperty({ type: RemindedDeadlineDto })
  deadline!: RemindedDeadlineDto;
}

export class ReminderPageDto {
  @ApiProperty({ type: [ReminderDto] })
  items!: ReminderDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}
